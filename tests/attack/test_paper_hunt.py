"""The title of a paper for named people alone is hunted for at every address, and only they and its owner find it."""

import pytest

from alliance.door.action import must
from alliance.ledger import queries as ledger
from alliance.papers.actions import Sent, attach_paper, remove_paper
from alliance.papers.models import Paper
from tests.alliance.papers.files import PDF
from tests.attack.test_sealed_hunt import answers
from tests.attack.world import World, stocked
from tests.cast import clock_at

MARK, WHY = "Zebrafinch settlement", "Quollbeam was named"


@pytest.fixture
def world(db: None) -> World:
    """An alliance with something of every kind, and two papers that homes shows to the council alone, one of them removed."""
    made = stocked("stonebridge")
    cast, item = made.cast, made.ids["item"]
    with clock_at(hours=2):
        for part in (item, None):
            must(
                attach_paper(
                    cast.caller("homes"), ref="MT-001", title=MARK, part=part, sent=Sent(PDF, "f.pdf"),
                    readers=(cast.people["council"].id,),
                )
            )  # fmt: skip
        made.ids["paper"] = Paper.objects.filter(title=MARK).latest("attached_at").id
        gone = Paper.objects.get(title=MARK, part=item)
        must(remove_paper(cast.caller("homes"), paper=gone.id, reason=WHY))
    return made


def found(world: World, part: str) -> set[str]:
    """The addresses at which this person reads the title, or the reason of the removal."""
    return {path for path, text in answers(world, part) if MARK in text or WHY in text}


def test_who_is_named_finds_the_title_on_the_page_and_by_the_api_and_who_is_not_finds_it_nowhere(
    world: World,
) -> None:
    assert {path.startswith("/api/") for path in found(world, "council")} == {True, False}
    assert {part: found(world, part) for part in ("manager", "kin", "observer")} == {
        part: set() for part in ("manager", "kin", "observer")
    }


def test_the_log_holds_a_commitment_and_no_title(world: World) -> None:
    events = ledger.events(world.cast.alliance, types=["paper.attached", "paper.removed"])
    assert all(set(event.commit) == {"title"} for event in events if event.type == "paper.attached")
    assert all(set(event.commit) == {"reason"} for event in events if event.type == "paper.removed")
    assert MARK not in repr(events)
    assert WHY not in repr(events)
