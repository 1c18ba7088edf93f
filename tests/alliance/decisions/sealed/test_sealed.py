"""A sealed first round through the door: what is logged, what waits in the safe, and when it opens."""

from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from alliance.decisions import actions, queries
from alliance.decisions.asked import Asked
from alliance.decisions.models import SealedBallot
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from alliance.wings import registry
from tests.alliance.decisions.acting import LAST, act, all_vote, code, opened, row, settled, tail, vote
from tests.alliance.decisions.test_pages import at_home, page_of
from tests.cast import START, Cast, clock_at

LATE = (LAST - START) / timedelta(hours=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def key_file(cast: Cast):
    return django_settings.KEYS_DIR / f"{cast.alliance}.ballots.key"


def whole(cast: Cast) -> bool:
    found = rebuild(cast.alliance, registry.projected(), check=True)
    return found.identical and verify(cast.alliance, deep=True).whole


def seen(cast: Cast, part: str, **later: float):
    with clock_at(**(later or {"hours": 3})):
        return queries.decision(cast.viewer(part), 1)


def positions(page) -> dict[str, str]:
    return {seat.code: seat.position for seat in page.seats}


def test_a_sealed_ballot_is_logged_as_a_commitment_and_opened_nowhere(cast: Cast) -> None:
    opened(cast, sealed=True)
    vote(cast, 1, "HOM", "disagree", reason="We fear for the night staff.")
    event = ledger.events(cast.alliance)[-1]
    assert (event.type, set(event.body), set(event.commit)) == (
        "vote.sealed", {"ballot", "proposal", "revision", "org"}, {"said"},
    )  # fmt: skip
    assert ledger.texts(cast.alliance, [event.seq]) == {}
    assert SealedBallot.objects.get().seq == event.seq
    assert key_file(cast).stat().st_mode & 0o777 == 0o600
    assert whole(cast)


def test_an_agreement_and_a_long_objection_take_the_same_room(cast: Cast) -> None:
    opened(cast, sealed=True)
    vote(cast, 1, "COU")
    vote(cast, 1, "HOM", "disagree", harm="h" * 900, smallest_change="c" * 900)
    assert len({len(bytes(token)) for token in SealedBallot.objects.values_list("token", flat=True)}) == 1


def test_others_see_who_has_voted_and_only_ones_own_organisation_reads_what(cast: Cast) -> None:
    opened(cast, sealed=True)
    vote(cast, 1, "COU", "disagree", reason="Too soon.")
    for part in ("icb", "manager", "facilitator", "observer", "homes_data"):
        page = seen(cast, part)
        assert positions(page) == {"COU": "sealed", "ICB": "silent", "HOM": "silent", "KIN": "silent"}
        assert (page.mine, page.if_closed_now, page.objections, page.sealed) == ((), "", (), True)
        assert not any(seat.reason or seat.harm or seat.best_for_people for seat in page.seats)
    for part in ("council", "council_deputy"):
        (own,) = seen(cast, part).mine
        assert (own.position, own.reason, own.smallest_change) == ("disagree", "Too soon.", "Start in May.")


def test_the_last_ballot_opens_all_and_the_words_stand_behind_their_own_commitments(cast: Cast) -> None:
    opened(cast, sealed=True)
    all_vote(cast, 1, "COU", "ICB", "KIN")
    vote(cast, 1, "HOM", "disagree", reason="Too soon.", best_for_people="no")
    assert tail(cast, 2) == ["vote.sealed", "ballots.revealed"]
    assert not SealedBallot.objects.exists()
    page = seen(cast, "observer")
    assert positions(page) == {"COU": "agree", "ICB": "agree", "HOM": "disagree", "KIN": "agree"}
    (against,) = page.objections
    assert (against.harm, against.reason, against.best_for_people) == ("It costs us beds.", "Too soon.", "no")
    assert page.wordings[0].objections[0].startswith("Threshold Homes: It costs us beds.")
    assert page.open
    assert whole(cast)
    vote(cast, 1, "HOM", hours=4)
    assert (row(cast, 1).result, tail(cast, 2)) == ("carried", ["vote.cast", "outcome.computed"])
    assert whole(cast)


def test_four_sealed_agreements_close_the_vote_as_they_are_opened(cast: Cast) -> None:
    opened(cast, sealed=True)
    all_vote(cast, 1)
    assert tail(cast, 3) == ["vote.sealed", "ballots.revealed", "outcome.computed"]
    assert (row(cast, 1).result, row(cast, 1).decided_at) == ("carried", START + timedelta(hours=2))


def test_after_the_deadline_a_reader_and_the_settling_come_to_the_same(cast: Cast) -> None:
    opened(cast, matter="practice", sealed=True)
    all_vote(cast, 1, "COU", "ICB", "KIN")
    before = ledger.events(cast.alliance)
    read = seen(cast, "observer", hours=LATE)
    with clock_at(hours=LATE):
        (listed,) = queries.register(cast.viewer("observer"))
        call = queries.roll_calls(cast.viewer("observer"), [row(cast, 1).id])[row(cast, 1).id]
    assert ledger.events(cast.alliance) == before
    assert (read.state, listed.state, call.state) == ("carried", "carried", "carried")
    assert positions(read)["HOM"] == "silent"
    assert all(line.seq >= 0 for line in read.history)
    assert settled(cast, 1) == ("carried", "consent")
    assert tail(cast, 2) == ["ballots.revealed", "outcome.computed"]
    written = seen(cast, "observer", hours=LATE)
    assert (written.seats, written.sum, written.decided_at) == (read.seats, read.sum, read.decided_at)
    assert (listed.sum, call.sum) == (written.sum.replace("Threshold Homes did", "1 member did"), written.sum)
    assert whole(cast)


def test_a_changed_sealed_ballot_is_forgotten_and_never_opened(cast: Cast) -> None:
    opened(cast, sealed=True)
    vote(cast, 1, "COU", "disagree")
    vote(cast, 1, "COU", "abstain")
    assert SealedBallot.objects.count() == 1
    all_vote(cast, 1, "ICB", "HOM", "KIN")
    sealed = [event for event in ledger.events(cast.alliance) if event.type == "vote.sealed"]
    assert sealed[0].seq not in ledger.texts(cast.alliance)
    assert positions(seen(cast, "icb"))["COU"] == "abstain"
    assert whole(cast)


@pytest.mark.parametrize("how", ["amended", "withdrawn"])
def test_new_words_and_a_withdrawal_forget_what_was_sealed(cast: Cast, how: str) -> None:
    opened(cast, sealed=True)
    vote(cast, 1, "HOM", "disagree")
    if how == "amended":
        act(
            cast, "kin", actions.amend_proposal, hours=3, proposal=1, revision=1, title="t", text="New words."
        )
    else:
        act(cast, "kin", actions.withdraw_proposal, hours=3, proposal=1, reason="Another way.")
    assert not SealedBallot.objects.exists()
    page = seen(cast, "icb", hours=4)
    assert (page.objections, positions(page)["HOM"]) == ((), "silent" if how == "amended" else "sealed")
    assert whole(cast)


def test_an_interest_may_be_what_the_others_waited_for(cast: Cast) -> None:
    opened(cast, sealed=True)
    all_vote(cast, 1, "COU", "HOM", "KIN")
    interest = {"org": cast.orgs["ICB"], "kind": "financial", "whose": "organisation"}
    assert isinstance(act(cast, "icb", actions.declare_interest, hours=3, proposal=1, **interest), Done)
    assert tail(cast, 3) == ["interest.declared", "ballots.revealed", "outcome.computed"]
    assert row(cast, 1).result == "carried"


def test_nobody_takes_down_a_sealed_vote_for_another_or_closes_before_it_is_opened(cast: Cast) -> None:
    opened(cast, sealed=True)
    told = {"org": cast.orgs["HOM"], "person": cast.people["homes"].id, "revision": 1, "position": "agree"}
    assert code(act(cast, "manager", actions.record_vote, proposal=1, **told)) == ("sealed", 409)
    assert code(act(cast, "kin", actions.close_early, proposal=1))[0] == "votes_missing"


def test_a_meeting_has_no_sealed_round(cast: Cast) -> None:
    asked = Asked(cast.orgs["KIN"], "vision", "Calls", "We call.", venue="meeting", sealed=True)
    assert code(act(cast, "kin", actions.open_proposal, asked=asked)) == ("sealed", 422)
    assert tail(cast) != ["proposal.opened"]


def test_without_the_key_nothing_is_sealed_over_ballots_that_wait_under_it(cast: Cast) -> None:
    opened(cast, sealed=True)
    vote(cast, 1, "COU")
    key_file(cast).unlink()
    assert code(vote(cast, 1, "ICB"))[0] == "ballot_key_missing"
    assert tail(cast) == ["vote.sealed"]
    (own,) = seen(cast, "council").mine
    assert (own.position, own.words) == ("", "")


def test_all_are_in_and_the_key_is_away_so_they_wait_until_it_is_back(cast: Cast) -> None:
    opened(cast, sealed=True)
    all_vote(cast, 1, "COU", "ICB", "HOM")
    kept = key_file(cast).read_bytes()
    interest = {"org": cast.orgs["KIN"], "kind": "financial", "whose": "organisation"}
    key_file(cast).unlink()
    act(cast, "kin", actions.declare_interest, hours=3, proposal=1, **interest)
    page = seen(cast, "icb", hours=4)
    assert (page.sealed, "the key of the ballots is missing" in page.sum) == (True, True)
    key_file(cast).write_bytes(kept)
    assert seen(cast, "icb", hours=4).state == "carried"
    with clock_at(hours=5):
        actions.settle_everywhere()
    assert (row(cast, 1).result, row(cast, 1).decided_at) == ("carried", START + timedelta(hours=3))


def test_a_lost_key_carries_nothing_and_says_so(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    opened(cast, matter="practice", sealed=True)
    all_vote(cast, 1, "COU", "ICB", "KIN")
    key_file(cast).unlink()
    read = seen(cast, "icb", hours=LATE)
    assert settled(cast, 1) == ("not_reached", "unopened")
    written = seen(cast, "icb", hours=LATE)
    assert (read.sum, read.state) == (written.sum, written.state)
    assert written.sum == "3 sealed ballots could not be opened, so nothing was counted."
    assert (positions(written)["COU"], written.seats[0].words) == ("sealed", "Voted, and was not opened")
    assert not SealedBallot.objects.exists()
    assert whole(cast)
    call_command("verify_ledger", cast.slug)
    said = capsys.readouterr().out
    assert "whole" in said
    assert said.count("which nobody could open: nothing was counted in that vote.") == 3


def test_a_row_moved_from_another_ballot_does_not_open(cast: Cast) -> None:
    opened(cast, matter="practice", sealed=True)
    vote(cast, 1, "COU")
    vote(cast, 1, "HOM", "disagree")
    yes, no = SealedBallot.objects.order_by("seq")
    SealedBallot.objects.filter(pk=no.pk).update(token=bytes(yes.token))
    vote(cast, 1, "ICB")
    assert settled(cast, 1) == ("not_reached", "unopened")


def test_what_waits_for_a_member_does_not_wait_once_its_ballot_is_sealed(cast: Cast) -> None:
    opened(cast, sealed=True)
    with clock_at(hours=2):
        assert queries.open_decisions(cast.viewer("council"))[0].mine_missing
    vote(cast, 1, "COU")
    with clock_at(hours=3):
        assert not queries.open_decisions(cast.viewer("council"))[0].mine_missing
        ballot = ledger.events(cast.alliance)[-1].body["ballot"]
        assert queries.ballot(cast.viewer("council"), 1, ballot).position == "sealed"


def test_the_page_and_the_api_offer_the_seal_and_say_what_it_means(cast: Cast) -> None:
    base = {"org": str(cast.orgs["KIN"]), "title": "Calls", "text": "We call."}
    typed = base | {
        "venue": "written",
        "sealed": "on",
        "review_on_day": "1",
        "review_on_month": "9",
        "review_on_year": "2026",
        "closes_time": "17:00",
    }
    sent = base | {"matter": "vision", "sealed": True, "review_on": "2026-09-01"}
    with clock_at(hours=1):
        kin = at_home(cast, "kin")
        answer = kin.post(f"/a/{cast.slug}/decisions/new/?matter=vision", typed)
        assert answer.status_code == 302, answer.content
        assert (
            "Seal the first round" in kin.get(f"/a/{cast.slug}/decisions/new/?matter=vision").content.decode()
        )
        program = at_home(cast, "kin", APIClient)
        made = program.post(f"/api/v1/alliances/{cast.slug}/decisions", sent, format="json").json()
    assert (made["number"], made["sealed"], seen(cast, "icb").sealed) == (2, True, True)
    assert "The first round is sealed" in page_of(cast, "icb", "1/vote/")
    vote(cast, 1, "HOM", "disagree")
    assert "voted, sealed" in page_of(cast, "observer", "1/")
    assert "It costs us beds." in page_of(cast, "homes", "1/")
    assert "It costs us beds." not in page_of(cast, "observer", "1/")


def test_a_reserved_matter_has_no_box_for_it(cast: Cast) -> None:
    asked = Asked(
        cast.orgs["COU"], "reserved", "Close it", "We close it.", sealed=True, owner=cast.orgs["COU"], category="scope",
        legal_basis="A duty", consequence_title="What follows", consequence_text="Say what.", review_on=date(2026, 9, 1),
    )  # fmt: skip
    assert code(act(cast, "council", actions.open_proposal, asked=asked))[0] == "sealed"
    assert "Seal the first round" not in page_of(cast, "council", "new/?matter=reserved")


def test_a_sealed_round_costs_a_reader_one_query_more_and_never_more_than_that(cast: Cast) -> None:
    opened(cast)
    opened(cast, sealed=True)
    vote(cast, 2, "COU")
    viewer = cast.viewer("council")
    counts = []
    with clock_at(hours=3):
        for proposal in (1, 2):
            with CaptureQueriesContext(connection) as asked:
                queries.decision(viewer, proposal)
            counts.append(len(asked))
    assert counts[1] == counts[0] + 1
