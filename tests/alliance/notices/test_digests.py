"""One digest a person and day: what waits, what happened since the last; at the chosen hour; never an empty one."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection

from alliance.contract.actions import set_objective
from alliance.decisions.models import Proposal
from alliance.ledger import triggers
from alliance.notices.actions import Wish, choose
from alliance.notices.models import Letter, Reader, State, Subscription
from alliance.notices.rules import DIGEST
from tests.alliance.decisions.acting import opened
from tests.alliance.desk.test_desk import key, set_place
from tests.alliance.notices.acting import letters, look, look_on, who
from tests.cast import START, Cast, build, clock_at

TUESDAY = datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def settled(cast: Cast) -> Cast:
    """The worker has welcomed everybody; the young alliance's first step waits for voters and the manager."""
    look(0.1)
    return cast


def digests(cast: Cast, part: str) -> list[str]:
    return [
        one.body
        for one in mail.outbox
        if one.to == [cast.people[part].email] and "No more digests" in one.body
    ]


def test_it_goes_out_at_half_past_seven_and_once(settled: Cast) -> None:
    objective(settled, "A settled home")
    assert look_on(TUESDAY - timedelta(minutes=1)) == 0
    assert look_on(TUESDAY) == 10
    assert look_on(TUESDAY + timedelta(hours=5)) == 0
    assert len(digests(settled, "homes")) == 1


def objective(cast: Cast, title: str, hours: float = 2.0) -> None:
    with clock_at(hours=hours):
        set_objective(cast.caller("manager"), title=title)


@pytest.mark.once
def test_it_says_what_waits_and_what_happened_since_the_last(settled: Cast) -> None:
    opened(settled)
    objective(settled, "A settled home")
    look(3)
    look_on(TUESDAY)
    first = digests(settled, "homes")[0]
    assert "Cast Threshold Homes’s vote on D-001 (due 29 March 2026)" in first
    assert "D-001 opened: Weekly calls, by Kinfolk Centre" in first
    assert "Objective O1: A settled home" in first
    assert "joined as a" not in first  # what happened before somebody came is no news to them
    objective(settled, "Someone to count on", hours=30)
    look_on(TUESDAY + DAY)
    second = digests(settled, "homes")[1]
    assert "Objective O2: Someone to count on" in second
    assert "A settled home" not in second
    assert "Cast Threshold Homes’s vote on D-001" in second  # it still waits


def test_with_nothing_to_say_no_letter_goes(settled: Cast) -> None:
    look_on(TUESDAY)  # the first step waits for those who may propose; the observer has nothing
    assert digests(settled, "observer") == []
    assert who(settled, letters(DIGEST, state=State.NEEDLESS)) >= {"observer", "homes_data", "facilitator"}


@pytest.mark.once
def test_it_names_the_alliance_and_counts_in_its_subject(settled: Cast) -> None:
    opened(settled)
    look_on(TUESDAY)
    subjects = {one.to[0]: one.subject for one in mail.outbox if "digests" in one.body}
    assert subjects[settled.people["homes"].email] == "Stonebridge: 1 thing waits for you, 1 thing happened"
    assert subjects[settled.people["observer"].email] == "Stonebridge: 1 thing happened"


@pytest.mark.once
def test_a_person_in_two_alliances_gets_one_for_both(cast: Cast) -> None:
    other = build("elsewhere")
    set_place(other, cast)
    look(0.1)
    objective(cast, "A settled home")
    objective(other, "A garden")
    look_on(TUESDAY)
    mine = digests(cast, "kin")
    assert len(mine) == 1
    assert "A settled home" in mine[0]
    assert "A garden" in mine[0]
    assert mine[0].index("Elsewhere") < mine[0].index("Stonebridge")


@pytest.mark.once
def test_each_alliance_has_its_own_rhythm_in_the_one_digest(cast: Cast) -> None:
    other = build("elsewhere")
    set_place(other, cast)
    look(0.1)
    person = cast.people["kin"].id
    wishes = {"elsewhere": Wish(True, "weekly"), "stonebridge": Wish(True, "daily")}
    with clock_at(hours=1):
        assert choose(person, hour=time(7, 30), wishes=wishes) is None
    objective(cast, "A settled home")
    objective(other, "A garden")
    look_on(TUESDAY)
    assert "A garden" not in digests(cast, "kin")[0]
    look_on(TUESDAY + 6 * DAY)  # Monday
    monday = digests(cast, "kin")[1]
    assert "A garden" in monday
    assert "Objective O1: A settled home" not in monday


@pytest.mark.once
def test_weekly_comes_on_mondays_and_none_never(settled: Cast) -> None:
    objective(settled, "A settled home")
    for part, rhythm in (("homes", "weekly"), ("icb", "none")):
        Subscription.objects.filter(person=settled.people[part]).update(digest=rhythm)
    for day in range(7):
        look_on(TUESDAY + day * DAY)
    assert len(digests(settled, "homes")) == 1
    assert digests(settled, "icb") == []


@pytest.mark.once
def test_after_an_outage_one_digest_catches_up(settled: Cast) -> None:
    objective(settled, "A settled home")
    Subscription.objects.filter(person=settled.people["homes"]).update(digest="weekly")
    look_on(TUESDAY + 9 * DAY)
    assert len(digests(settled, "homes")) == len(digests(settled, "icb")) == 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("before", "due"),
    [("2026-03-28 12:00", "2026-03-29 06:30"), ("2026-10-24 12:00", "2026-10-25 07:30")],
)
def test_on_the_days_on_which_clocks_change_it_comes_at_the_same_local_hour(
    cast: Cast, before: str, due: str
) -> None:
    opened(cast, closes=START + timedelta(days=20))
    look_on(datetime.fromisoformat(f"{before}+00:00"))
    mail.outbox.clear()
    with connection.cursor() as cursor:  # something happens, whatever the season
        cursor.execute("UPDATE alliance_subscription SET told = 0")
    at = datetime.fromisoformat(f"{due}+00:00")
    look_on(at - timedelta(minutes=1))
    assert digests(cast, "homes") == []
    look_on(at)
    assert len(digests(cast, "homes")) == 1


@pytest.mark.once
def test_another_hour_on_the_same_day_brings_no_second_digest(settled: Cast) -> None:
    objective(settled, "A settled home")
    look_on(TUESDAY)
    with clock_at(hours=23):
        choose(settled.people["homes"].id, hour=time(9, 0), wishes={})
    look_on(TUESDAY + timedelta(hours=2))
    assert len(digests(settled, "homes")) == 1
    assert Reader.objects.get(person=settled.people["homes"]).next_at == TUESDAY + DAY + timedelta(hours=1.5)


def test_whoever_left_gets_no_digest(settled: Cast) -> None:
    objective(settled, "A settled home")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE alliance_affiliation SET until = %s WHERE person_id = %s",
            [START, key(settled.people["homes"].id)],
        )
    look_on(TUESDAY)
    assert digests(settled, "homes") == []
    assert not Letter.objects.filter(person=settled.people["homes"], kind=DIGEST).exists()


def test_an_erased_text_shows_as_erased(settled: Cast) -> None:
    opened(settled)
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM alliance_opening WHERE field = 'title'")
    triggers.install(connection)
    assert Proposal.objects.get().title == "Weekly calls"
    look_on(TUESDAY)
    assert "D-001 opened: (erased)" in digests(settled, "observer")[0]


def test_a_digest_that_failed_tells_the_same_again(settled: Cast, mail_server) -> None:
    objective(settled, "A settled home")
    mail_server.behaviour.replies["END"] = ["451 later"] * 10
    assert look_on(TUESDAY) == 0
    objective(settled, "A garden", hours=22.6)
    assert look_on(TUESDAY + timedelta(minutes=2)) == 10
    text = mail_server.to(settled.people["homes"].email)[0].get_body(("plain",)).get_content()
    assert "A settled home" in text
    assert "A garden" in text
