"""Row 75: a reason is erased; salt and text are gone from everywhere, the proof holds, a tombstone says by whom and when."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from rest_framework.test import APIClient

from alliance.decisions import actions, queries
from alliance.decisions.models import Revision
from alliance.door import clock
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.door.refusals import NotFound
from alliance.ledger import queries as ledger
from alliance.ledger.models import Opening
from alliance.ledger.verify import verify
from alliance.life.actions import erase_text
from alliance.wings import registry
from tests.alliance.decisions.acting import act, all_vote, code, opened, row, settled, tail, vote
from tests.alliance.decisions.test_pages import at_home
from tests.cast import START, Cast

SECRET = "Mrs Smith of Mill Lane told me so."
NOW = START + timedelta(hours=8)


@pytest.fixture
def said(cast: Cast) -> Cast:
    """D-001 with an objection that names a person, and the others in agreement."""
    opened(cast)
    vote(cast, 1, "COU", "disagree", harm=SECRET, reason=SECRET, smallest_change="May.")
    all_vote(cast, 1, "ICB", "HOM", "KIN")
    return cast


def entry(cast: Cast, kind: str = "vote.cast") -> int:
    return next(event.seq for event in ledger.events(cast.alliance) if event.type == kind)


def erases(
    cast: Cast,
    by: str = "council",
    field: str = "harm",
    ground: str = "own_words",
    seq: int = 0,
    proposal: int = 1,
):
    return act(
        cast, by, erase_text, hours=7, proposal=proposal, entry=seq or entry(cast), field=field, ground=ground
    )  # fmt: skip


def page(cast: Cast, part: str = "observer"):
    with clock.simulated(NOW):
        return queries.decision(cast.viewer(part), 1)


def whole(cast: Cast) -> tuple[int, int]:
    found = verify(cast.alliance, deep=True)
    assert found.whole, found.fault
    assert rebuild(cast.alliance, registry.projected(), check=True).identical
    return found.erased, found.withheld


def test_row_75_text_and_salt_go_the_proof_holds_and_the_tombstone_says_by_whom_and_when(said: Cast) -> None:
    before = verify(said.alliance)
    kept = list(ledger.events(said.alliance))
    assert isinstance(erases(said), Done)
    assert not Opening.objects.filter(alliance_id=said.alliance, seq=entry(said), field="harm").exists()
    assert ledger.events(said.alliance)[: len(kept)] == kept
    tomb = ledger.events(said.alliance)[-1]
    assert (tomb.type, tomb.actor, tomb.at, tomb.body["entry"], tomb.body["field"]) == (
        "text.erased", str(said.people["council"].id), START + timedelta(hours=7), entry(said), "harm",
    )  # fmt: skip
    assert (before.erased, whole(said)) == (0, (1, 0))
    shown = page(said)
    seat = next(seat for seat in shown.seats if seat.code == "COU")
    assert (seat.harm, seat.reason, seat.smallest_change) == ("(erased)", SECRET, "May.")
    last = shown.history[-1]
    assert (
        last.title == f"A text of no. {entry(said)} was erased, and its proof stands: its author took it back"
    )
    assert last.who == "Ada Commissioner"


def test_row_75_an_erasure_after_the_vote_changes_no_outcome(said: Cast) -> None:
    outcome = settled(said, 1)
    erases(said)
    erases(said, field="reason")
    assert (row(said, 1).result, row(said, 1).reason) == outcome == ("not_carried", "objection")
    assert page(said).sum.startswith("3 of the 4 members")
    assert whole(said) == (2, 0)


def test_row_75_nothing_that_anybody_can_read_holds_the_words_any_more(said: Cast) -> None:
    erases(said)
    erases(said, field="reason")
    with connection.cursor() as cursor:
        tables = [one for one in connection.introspection.table_names(cursor) if not one.startswith("sqlite")]
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert "Mill Lane" not in str(cursor.fetchall()), table
    with clock.simulated(NOW):
        for path in ("decisions/1/", "decisions/1/thread/", "", "decisions/"):
            assert "Mill Lane" not in at_home(said, "council").get(f"/a/{said.slug}/{path}").content.decode()


def test_row_75_the_copy_of_a_reason_for_new_words_goes_as_well(cast: Cast) -> None:
    opened(cast)
    act(
        cast,
        "kin",
        actions.amend_proposal,
        proposal=1,
        revision=1,
        title="New",
        text="New words.",
        reason=SECRET,
    )
    assert Revision.objects.get(number=2).reason == SECRET
    assert isinstance(erases(cast, "kin", "reason", seq=entry(cast, "proposal.amended")), Done)
    assert (Revision.objects.get(number=2).reason, Revision.objects.get(number=2).text) == (
        "(erased)",
        "New words.",
    )
    assert whole(cast) == (1, 0)


def test_the_manager_erases_on_request_with_a_ground_in_law(said: Cast) -> None:
    assert code(erases(said, "manager"))[0] == "ground"
    assert isinstance(erases(said, "manager", ground="not_needed"), Done)
    assert "no longer needed" in page(said).history[-1].title


REFUSED = {
    "another member": ("not_yours", 403, {"by": "kin", "ground": "not_needed"}),
    "the deputy who did not write it": ("not_yours", 403, {"by": "council_deputy"}),
    "the facilitator": ("not_yours", 403, {"by": "facilitator", "ground": "unlawful"}),
    "no ground": ("ground", 422, {"ground": "whim"}),
    "the words voted on": (
        "field",
        422,
        {"by": "manager", "ground": "unlawful", "field": "text", "kind": "proposal.opened"},
    ),
    "a text that was never there": ("field", 422, {"field": "seen"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_nobody_else_and_nothing_else(said: Cast, name: str) -> None:
    wanted, status, given = REFUSED[name]
    seq = entry(said, given.get("kind", "vote.cast"))
    rest = {key: value for key, value in given.items() if key != "kind"}
    assert code(erases(said, seq=seq, **rest)) == (wanted, status)
    assert whole(said) == (0, 0)
    assert (tail(said) == ["attempt.refused"]) == (status == 403)


def test_a_text_is_erased_once_and_an_entry_of_another_decision_is_not_found(said: Cast) -> None:
    erases(said)
    assert code(erases(said))[0] == "erased"
    opened(said, title="Another")
    with pytest.raises(NotFound):
        erases(said, proposal=2)


def test_the_database_lets_no_text_go_without_its_tombstone(said: Cast) -> None:
    def delete(field: str) -> None:
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute("DELETE FROM alliance_opening WHERE seq = %s AND field = %s", [entry(said), field])

    with pytest.raises(DatabaseError, match="append-only"):
        delete("harm")
    erases(said)
    with pytest.raises(DatabaseError, match="append-only"):
        delete("reason")
    assert whole(said) == (1, 0)


def test_verify_ledger_says_how_many_texts_were_erased(
    said: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    erases(said)
    call_command("verify_ledger", said.slug)
    assert "1 texts erased" in capsys.readouterr().out


def test_page_and_api_erase_and_offer_it_to_its_author_and_the_manager_alone(said: Cast) -> None:
    offered = {
        part: [one.seq for one in page(said, part).history if one.erasable]
        for part in ("council", "manager", "kin")
    }
    assert offered == {"council": [entry(said)], "manager": [entry(said)], "kin": []}
    url = f"/a/{said.slug}/decisions/1/entries/{entry(said)}/erase/"
    with clock.simulated(NOW):
        client = at_home(said, "council")
        assert "Erase what was said with" in client.get(f"/a/{said.slug}/decisions/1/").content.decode()
        assert "Its author took it back" in client.get(url).content.decode()
        assert "Its author took it back" not in at_home(said, "manager").get(url).content.decode()
        assert client.get(url.replace(str(entry(said)), "99999")).status_code == 404
        wrong = client.post(url, {"field": "harm"})
        done = client.post(url, {"field": "harm", "ground": "own_words"})
        api = f"/api/v1/alliances/{said.slug}/decisions/1/entries/{entry(said)}/erase"
        told = at_home(said, "manager", APIClient).post(
            api, {"field": "reason", "ground": "consent"}, format="json"
        )
        denied = at_home(said, "kin", APIClient).post(
            api, {"field": "smallest_change", "ground": "consent"}, format="json"
        )
    assert (wrong.status_code, done.status_code, told.status_code, denied.status_code) == (422, 302, 201, 403)
    assert whole(said) == (2, 0)
