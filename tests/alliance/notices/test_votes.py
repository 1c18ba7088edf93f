"""Who is told at once about a vote: it opened, it ends soon, its text changed under a ballot; each once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from alliance.contract.models import Mandate
from alliance.decisions import actions
from alliance.door.action import Done
from alliance.mandates.actions import end_mandate
from alliance.notices.models import Letter, State, Subscription
from alliance.wings import registry
from tests.alliance.decisions.acting import act, all_vote, opened, vote
from tests.alliance.notices.acting import START, letters, look, look_on, signed_in, who
from tests.cast import Cast, build, clock_at

VOTERS = {"council", "council_deputy", "icb", "homes"}  # kin opens, and knows


def test_an_open_vote_is_told_once_to_those_who_may_cast_it_and_did_not_open_it(cast: Cast) -> None:
    opened(cast)
    assert look(1.1) == len(VOTERS)
    assert look(1.2) == 0
    assert who(cast, letters("vote.opened", state=State.SENT)) == VOTERS
    assert {one.to[0] for one in mail.outbox} == {cast.people[part].email for part in VOTERS}
    assert mail.outbox[0].subject == "D-001 is open for votes: Weekly calls"


def test_a_vote_that_is_announced_for_later_is_told_when_it_opens(cast: Cast) -> None:
    opened(cast, opens=START + timedelta(days=2))
    assert look(1.1) == 0
    silence()
    assert look_on(START + timedelta(days=2, minutes=-1)) == 0
    assert look_on(START + timedelta(days=2, minutes=1)) == 5
    assert look_on(START + timedelta(days=2, minutes=2)) == 0
    assert who(cast, letters("vote.opened", state=State.SENT)) == {*VOTERS, "kin"}


def test_what_the_letter_says_and_links_to(cast: Cast) -> None:
    opened(cast)
    look(1.1)
    letter = next(one for one in mail.outbox if one.to == [cast.people["homes"].email])
    html = letter.alternatives[0][0]
    for text in (letter.body, html):
        assert "Dora Provider" in text
        assert "You may vote until 17:00 on Sunday 29 March 2026." in text
        assert "http://localhost:8000/a/stonebridge/decisions/1/vote/" in text
        assert "http://localhost:8000/notices/" in text
        assert "/notices/stop/" in text
    assert "We call each week." not in letter.body + html  # the text itself is read on the page


def test_whoever_has_voted_before_the_letter_goes_gets_none(cast: Cast) -> None:
    number = opened(cast)
    vote(cast, number, "HOM", hours=1.05)
    assert look(1.1) == 3
    assert who(cast, letters("vote.opened", state=State.NEEDLESS)) == {"homes"}


def test_a_text_that_voids_a_ballot_is_told_to_whose_ballot_it_was(cast: Cast) -> None:
    number = opened(cast)
    look(1.1)
    vote(cast, number, "HOM", hours=2)
    vote(cast, number, "KIN", hours=2)
    mail.outbox.clear()
    assert isinstance(amend(cast, number), Done)
    look(3.1)
    told = letters("vote.voided", state=State.SENT)
    assert who(cast, told) == {"homes"}  # kin wrote the new text
    assert [one.subject for one in mail.outbox] == ["D-001 was amended: Weekly visits"]
    assert "no longer counts" in mail.outbox[0].body


def amend(cast: Cast, number: int) -> Any:
    return act(
        cast, "kin", actions.amend_proposal, hours=3, proposal=number, revision=1, title="Weekly visits",
        text="We visit each week.",
    )  # fmt: skip


def test_a_vote_that_closes_soon_is_told_once_a_day_before(cast: Cast) -> None:
    closes = START + timedelta(days=10)
    number = opened(cast, closes=closes)
    look(1.1)
    vote(cast, number, "HOM", hours=2)
    silence()
    mail.outbox.clear()
    assert look_on(closes - timedelta(hours=24, minutes=1)) == 0
    assert look_on(closes - timedelta(hours=24) + timedelta(minutes=1)) == 4
    assert who(cast, letters("vote.closing", state=State.SENT)) == {"council", "council_deputy", "icb", "kin"}
    assert mail.outbox[0].subject == "D-001 closes soon: Weekly calls"
    assert look_on(closes - timedelta(hours=12)) == 0


def test_a_deadline_that_moves_after_that_is_not_told_a_second_time(cast: Cast) -> None:
    closes = START + timedelta(days=10)
    number = opened(cast, closes=closes)
    look(1.1)
    silence()
    assert look_on(closes - timedelta(hours=23)) == 5
    later = closes + timedelta(days=10)
    moved = act(cast, "kin", actions.move_deadline, hours=220, proposal=number, closes=later, reason="Time")
    assert isinstance(moved, Done)
    assert look_on(later - timedelta(hours=23)) == 0


def silence() -> None:
    Subscription.objects.update(digest="none")


def test_a_vote_that_lasts_less_than_a_day_is_told_when_it_opens_and_not_again(cast: Cast) -> None:
    look(0.5)
    opened(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE alliance_proposal SET closes_at = %s", [START + timedelta(hours=21)])
    look(1.05)
    look(2)
    assert len(letters("vote.opened")) == len(VOTERS)
    assert letters("vote.closing") == []


def test_a_mandate_that_ended_gets_no_more(cast: Cast) -> None:
    opened(cast)
    mandate = Mandate.objects.get(person=cast.people["council_deputy"])
    assert isinstance(act(cast, "council", end_mandate, hours=1.05, mandate=mandate.id), Done)
    look(1.1)
    assert who(cast, letters("vote.opened")) == VOTERS - {"council_deputy"}


def test_whoever_left_between_planning_and_sending_gets_nothing(cast: Cast) -> None:
    opened(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE alliance_organisation SET left_at = %s WHERE code = 'HOM'", [START])
    look(1.1)
    assert who(cast, letters("vote.opened", state=State.SENT)) == VOTERS - {"homes"}
    page = signed_in(cast, "homes").get("/notices/").content.decode()
    assert "Weekly calls" not in page


def test_a_closed_account_gets_nothing(cast: Cast) -> None:
    person = cast.people["homes"]
    person.is_active = False
    person.save()
    opened(cast)
    assert look(1.1) == 3


def test_an_old_log_that_is_read_for_the_first_time_tells_nothing(cast: Cast) -> None:
    opened(cast)
    assert look(24 * 5) == 0
    assert Letter.objects.exclude(kind="digest").count() == 0


def test_a_kind_that_cannot_say_whom_it_concerns_holds_up_no_other_alliance(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = build("elsewhere")
    opened(cast)
    opened(other)
    kind = registry.notices()["vote.opened"]

    def whom(alliance, events):
        return kind.whom(alliance, events) if alliance == other.alliance else 1 / 0

    monkeypatch.setattr(registry, "notices", lambda: {kind.word: replace(kind, whom=whom)})
    assert look(1.1) == 4
    assert "could not be read for notices" in caplog.text
    monkeypatch.undo()
    assert look(1.2) == 4  # once it is mended, nothing was lost


def test_a_withdrawn_proposal_is_not_posted_and_shows_as_settled(cast: Cast) -> None:
    number = opened(cast)
    act(cast, "kin", actions.withdraw_proposal, hours=1.05, proposal=number, reason="Not now")
    assert look(1.1) == 0
    with clock_at(hours=2):
        page = signed_in(cast, "homes").get("/notices/").content.decode()
    assert "D-001 was opened for votes" in page
    assert "No letter: settled before it was sent" in page


def test_immediate_letters_that_are_off_stand_on_the_page_only(cast: Cast) -> None:
    look(0.5)
    Subscription.objects.filter(person=cast.people["homes"]).update(immediate=False)
    opened(cast)
    assert look(1.1) == 3
    assert who(cast, letters("vote.opened", state=State.HERE)) == {"homes"}
    with clock_at(hours=2):
        page = signed_in(cast, "homes").get("/notices/").content.decode()
    assert "D-001 was opened for votes" in page
    assert "Told here only" in page
    assert "Your notices (1 new)" in page


def test_no_letter_tells_of_others_ballots(cast: Cast) -> None:
    number = opened(cast)
    all_vote(cast, number, "COU", "ICB", position="disagree")
    look(2.1)
    said = "".join(one.body + one.alternatives[0][0] for one in mail.outbox)
    assert "beds" not in said
    assert "isagree" not in said
