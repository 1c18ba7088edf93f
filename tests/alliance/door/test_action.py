"""The door: one lock, one instant, one transaction, one entry in the log."""

from datetime import timedelta

import pytest

from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import Act, Done, action
from alliance.door.models import Receipt
from alliance.door.receipts import forget
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM
from alliance.ledger.verify import verify
from tests.cast import START, Cast, clock_at


def anybody(act: Act, arguments: object) -> None:
    """Lets everyone in."""


@action("objective.set", needs=anybody)
def name_objective(act: Act, *, title: str) -> str | Refused:
    if title == "no":
        return Refused("no", "No.", logged=True)
    number = str(ANY)
    act.log("objective.set", {"alliance": str(act.alliance), "objective": number, "code": "O9"}, title=title)
    return number


@action("objective.set", needs=anybody)
def writes_then_refuses(act: Act, *, title: str) -> str | Refused:
    act.log(
        "objective.set", {"alliance": str(act.alliance), "objective": str(ANY), "code": "O9"}, title=title
    )
    return Refused("no", "No.")


ANY = "00000000-0000-4000-8000-000000000001"


def tail(cast: Cast) -> list[str]:
    return [event.type for event in ledger.events(cast.alliance)][-2:]


def test_what_is_done_stands_in_the_log_with_its_actor_and_instant(cast: Cast) -> None:
    with clock_at(hours=1):
        answer = name_objective(cast.caller("council"), title="A settled home")
    event = ledger.events(cast.alliance)[-1]
    assert answer == Done(ANY)
    assert (event.type, event.actor, event.at) == (
        "objective.set", str(cast.people["council"].id), START + timedelta(hours=1),
    )  # fmt: skip
    assert "A settled home" not in str(event.body)
    assert ledger.texts(cast.alliance)[event.seq] == {"title": "A settled home"}
    assert verify(cast.alliance, deep=True).whole


def test_a_receipt_is_thrown_away_after_14_days_and_not_before(cast: Cast) -> None:
    with clock_at(hours=1):
        name_objective(cast.caller("council", key="k1"), title="Home")
    for days, left in ((14, 1), (15, 0)):
        with clock_at(days=days):
            forget()
        assert Receipt.objects.count() == left


def test_the_same_key_is_done_once_and_answers_the_same(cast: Cast) -> None:
    caller = cast.caller("council", key="k1")
    first, second = name_objective(caller, title="Home"), name_objective(caller, title="Home")
    assert (first, second) == (Done(ANY), Done(ANY, replayed=True))
    assert tail(cast).count("objective.set") == 1


def test_a_key_used_for_something_else_is_refused(cast: Cast) -> None:
    name_objective(cast.caller("council", key="k1"), title="Home")
    answer = name_objective(cast.caller("council", key="k1"), title="Another")
    assert isinstance(answer, Refused)
    assert (answer.code, answer.status) == ("key_reused", 422)


def test_a_refusal_is_committed_where_it_asks_to_be(cast: Cast) -> None:
    answer = name_objective(cast.caller("council"), title="no")
    event = ledger.events(cast.alliance)[-1]
    assert isinstance(answer, Refused)
    assert (event.type, event.body["code"]) == ("attempt.refused", "no")


def test_an_action_that_wrote_before_it_refused_is_a_defect_and_leaves_nothing(cast: Cast) -> None:
    size = len(ledger.events(cast.alliance))
    with pytest.raises(RuntimeError, match="wrote before it refused"):
        writes_then_refuses(cast.caller("council"), title="x")
    assert len(ledger.events(cast.alliance)) == size


def test_an_alliance_without_a_log_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        name_objective(Caller(cast.people["council"].id, None), title="x")


@pytest.mark.parametrize("back", [1, 3600], ids=["row-57-a-second", "row-57-an-hour"])
def test_time_never_falls_and_a_clock_set_back_is_noted(cast: Cast, back: int) -> None:
    with clock_at(hours=5):
        name_objective(cast.caller("council"), title="one")
    with clock.simulated(START + timedelta(hours=5, seconds=-back)):
        name_objective(cast.caller("council"), title="two")
    stepped, after = ledger.events(cast.alliance)[-2:]
    assert (stepped.type, stepped.actor, stepped.body) == (
        "clock.stepped", SYSTEM, {"microseconds": back * 1_000_000},
    )  # fmt: skip
    assert after.at == START + timedelta(hours=5)
