"""What a sealed round said once it is open: found by search from then on, and compared with what was sealed."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from alliance.decisions import queries
from alliance.decisions.count.sealing import REVEALED
from alliance.decisions.models import Findable
from alliance.decisions.sealed.checking import reveal_fault
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.life.actions import erase_text
from alliance.wings import registry
from tests.alliance.decisions.acting import act, opened, vote
from tests.cast import Cast, clock_at


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def found(cast: Cast, text: str) -> list[str]:
    with clock_at(hours=9):
        return [one.ref for one in queries.register(cast.viewer("observer"), text=text)]


def three_are_in(cast: Cast) -> None:
    opened(cast, sealed=True)
    vote(cast, 1, "COU", "disagree", harm="It costs lighthouse beds.")
    vote(cast, 1, "COU", "disagree", harm="It costs harbour beds.")
    vote(cast, 1, "ICB", reason="Because nurses asked.")
    vote(cast, 1, "HOM")


def test_reasons_are_found_once_the_ballots_are_opened_and_never_before(cast: Cast) -> None:
    three_are_in(cast)
    assert [found(cast, word) for word in ("nurses", "harbour", "agree")] == [[], [], []]
    assert Findable.objects.count() == 1
    vote(cast, 1, "KIN")
    assert [found(cast, word) for word in ("nurses", "harbour", "lighthouse")] == [["D-001"], ["D-001"], []]
    assert found(cast, "disagree") == []
    assert rebuild(cast.alliance, registry.projected(), check=True).identical


def test_what_is_erased_of_an_opened_ballot_is_not_found_any_more(cast: Cast) -> None:
    three_are_in(cast)
    vote(cast, 1, "KIN")
    entry = next(
        one.seq
        for one in ledger.events(cast.alliance, types=["vote.sealed"])
        if one.body["org"] == str(cast.orgs["ICB"])
    )
    gone = act(cast, "icb", erase_text, hours=4, proposal=1, entry=entry, field="said", ground="own_words")
    assert isinstance(gone, Done)
    assert (found(cast, "nurses"), found(cast, "harbour")) == ([], ["D-001"])
    assert reveal_fault(cast.alliance) == ""
    assert rebuild(cast.alliance, registry.projected(), check=True).identical


def test_verify_ledger_compares_what_is_counted_with_what_was_sealed(
    cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    three_are_in(cast)
    vote(cast, 1, "KIN")
    call_command("verify_ledger", cast.slug)
    assert "whole" in capsys.readouterr().out
    told = ledger.events

    def turned(change) -> None:
        def events(*args, **kwargs) -> list[Event]:
            return [change(one) if one.type == REVEALED else one for one in told(*args, **kwargs)]

        monkeypatch.setattr(ledger, "events", events)

    def against(one: Event) -> Event:
        first = next(key for key, said in one.body["ballots"].items() if said["position"] == "agree")
        return Event(
            one.seq,
            one.at,
            one.type,
            one.actor,
            one.body | {"ballots": one.body["ballots"] | {first: {"position": "disagree"}}},
        )

    turned(against)
    with pytest.raises(CommandError, match="Not whole: stonebridge"):
        call_command("verify_ledger", cast.slug)
    assert "otherwise than it was sealed" in capsys.readouterr().err
    turned(
        lambda one: Event(
            one.seq,
            one.at,
            one.type,
            one.actor,
            one.body | {"ballots": {str(uuid4()): {"position": "agree"}}},
        )
    )
    assert "nobody sealed" in reveal_fault(cast.alliance)
