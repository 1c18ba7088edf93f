"""Actions with an owner and a day: who may say how they stand, what the log tells, what lists cost."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.door.window import opened
from alliance.ledger import queries as ledger
from alliance.links.queries import resolve
from alliance.tasks import queries
from alliance.tasks.actions import complete_task, create_task, drop_task, move_task, reopen_task
from alliance.tasks.models import Task
from alliance.tasks.rules import due_words
from tests.cast import START, Cast, clock_at

DAY = START.date()


def make(
    cast: Cast, part: str = "manager", org: str = "KIN", days: int = 4, **more: object
) -> Done | Refused:
    with clock_at(hours=1):
        return create_task(
            cast.caller(part),
            what="Write to the landlord",
            org=cast.orgs[org],
            due=DAY + timedelta(days=days),
            **more,
        )


def only(cast: Cast) -> UUID:
    return Task.objects.get(alliance=cast.alliance).id


def test_numbers_rise_without_gaps_and_a_refusal_takes_none(cast: Cast) -> None:
    answers = [make(cast), make(cast, days=-1), make(cast)]
    assert [getattr(answer, "ref", "refused") for answer in answers] == ["A-001", "refused", "A-002"]


def test_the_log_knows_ids_and_the_day_and_keeps_the_words_outside(cast: Cast) -> None:
    make(cast, source="D-018", role="Centre manager")
    event = ledger.events(cast.alliance)[-1]
    assert event.type == "task.created"
    assert event.body == {
        "task": str(only(cast)), "number": 1, "org": str(cast.orgs["KIN"]), "due": "2026-03-06", "source": "D-018",
    }  # fmt: skip
    assert set(event.commit) == {"what", "role"}
    assert "landlord" not in str(event.body)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        pytest.param({"days": -1}, "due", id="a-day-that-has-passed"),
        pytest.param({"source": "last Tuesday"}, "source", id="no-reference"),
        pytest.param({"person": "homes"}, "person", id="a-person-of-another-organisation"),
        pytest.param({"person": "stranger"}, "person", id="a-stranger"),
    ],
)
def test_a_task_that_cannot_be_kept_is_refused(cast: Cast, more: dict, code: str) -> None:
    if "person" in more:
        more = {"person": cast.people[more["person"]].id}
    answer = make(cast, **more)
    assert isinstance(answer, Refused)
    assert (answer.code, answer.status) == (code, 422)


def test_an_organisation_of_nowhere_cannot_own_a_task(cast: Cast) -> None:
    with clock_at(hours=1):
        answer = create_task(cast.caller("manager"), what="x", org=uuid4(), due=DAY)
    assert isinstance(answer, Refused)
    assert answer.code == "org"


@pytest.mark.parametrize(
    ("part", "allowed"),
    [
        ("kin", True),
        ("kin_data", True),
        ("manager", True),
        ("facilitator", True),
        ("homes", False),
        ("observer", False),
    ],
)
def test_the_owning_organisation_and_the_manager_say_how_it_stands(
    cast: Cast, part: str, allowed: bool
) -> None:
    make(cast)
    answer = complete_task(cast.caller(part), task=only(cast))
    assert isinstance(answer, Done) is allowed
    assert Task.objects.get().state == ("done" if allowed else "open")


def test_an_observer_cannot_note_an_action(cast: Cast) -> None:
    answer = make(cast, "observer")
    assert isinstance(answer, Refused)
    assert answer.status == 403


def test_a_task_is_moved_done_and_opened_again_and_its_story_says_so(cast: Cast) -> None:
    make(cast)
    kin = cast.caller("kin")
    with clock_at(days=1):
        move_task(kin, task=only(cast), due=date(2026, 3, 20), reason="The landlord is away.")
        complete_task(kin, task=only(cast), reason="Sent.")
        reopen_task(kin, task=only(cast), reason="It came back.")
    page = queries.task(cast.viewer("council"), 1)
    assert [(moment.title, moment.text) for moment in page.story] == [
        ("Agreed", ""), ("Moved from 6 March 2026 to 20 March 2026", "The landlord is away."),
        ("Done", "Sent."), ("Opened again", "It came back."),
    ]  # fmt: skip
    assert (page.task.state, page.task.due, page.may_change) == ("open", date(2026, 3, 20), False)


@pytest.mark.parametrize("verb", [drop_task, reopen_task])
def test_dropping_and_opening_again_need_a_reason(cast: Cast, verb: object) -> None:
    make(cast)
    if verb is reopen_task:
        complete_task(cast.caller("kin"), task=only(cast))
    answer = verb(cast.caller("kin"), task=only(cast), reason=" ")
    assert isinstance(answer, Refused)
    assert answer.code == "reason"


def test_what_is_done_cannot_be_done_again(cast: Cast) -> None:
    make(cast)
    complete_task(cast.caller("kin"), task=only(cast))
    answer = complete_task(cast.caller("kin"), task=only(cast))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.status) == ("wrong_state", 409)


def test_a_task_of_another_alliance_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        complete_task(cast.caller("manager"), task=uuid4())
    with pytest.raises(NotFound):
        queries.task(cast.viewer("manager"), 1)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "is due today"), (1, "is due in 1 day"), (4, "is due in 4 days"), (-2, "was due 2 days ago")],
)
def test_nearness_is_said_in_plain_words(days: int, words: str) -> None:
    assert due_words(DAY + timedelta(days=days), DAY) == words


def test_what_waits_is_my_own_and_my_organisations(cast: Cast) -> None:
    make(cast)
    make(cast, person=cast.people["kin_data"].id)
    make(cast, days=40)
    told = {
        part: [wait.text for wait in queries.waits(cast.viewer(part), START)]
        for part in ("kin", "kin_data", "homes")
    }
    assert told == {
        "kin": ["A-001 is due in 4 days"], "kin_data": ["A-001 is due in 4 days", "A-002 is due in 4 days"], "homes": [],
    }  # fmt: skip


def test_a_reference_resolves_inside_the_alliance_only(cast: Cast) -> None:
    make(cast)
    found = resolve(cast.viewer("homes"), ["A-001", "A-002"])
    assert [(ref, one.title, one.state) for ref, one in found.items()] == [
        ("A-001", "Write to the landlord", "Open")
    ]


def test_lists_keep_to_what_is_asked(cast: Cast) -> None:
    make(cast, source="MT-001")
    make(cast, org="HOM")
    viewer = cast.viewer("kin")
    with clock_at(days=9):
        shown = {
            name: [row.ref for row in queries.tasks(viewer, **more).object_list]
            for name, more in {
                "mine": {"mine": True}, "overdue": {"show": "overdue"}, "done": {"show": "done"},
                "theirs": {"org": cast.orgs["HOM"]}, "meeting": {"source": "MT-001"},
            }.items()
        }  # fmt: skip
    assert shown == {
        "mine": ["A-001"], "overdue": ["A-001", "A-002"], "done": [], "theirs": ["A-002"], "meeting": ["A-001"],
    }  # fmt: skip


def test_a_list_of_a_thousand_costs_as_many_queries_as_one_of_ten(cast: Cast) -> None:
    viewer, counts = cast.viewer("kin"), []
    for first, last in ((1, 11), (11, 1001)):
        with opened():
            Task.objects.bulk_create(
                Task(
                    alliance_id=cast.alliance,
                    number=n,
                    what=f"Task {n}",
                    org_id=cast.orgs["KIN"],
                    due=DAY,
                    made_at=START,
                )
                for n in range(first, last)
            )
        with CaptureQueriesContext(connection) as seen:
            page = queries.tasks(viewer)
        counts.append(len(seen))
    assert counts == [3, 3]
    assert (len(page.object_list), page.paginator.count) == (50, 1000)
