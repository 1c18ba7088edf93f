"""What happens to a deadlock, as the log tells it; the system writes all of it but the notes, which people take."""

from collections.abc import Mapping

from django.db.models import QuerySet

from alliance.door.record import saved
from alliance.ladder.models import Case
from alliance.ladder.rules import Step
from alliance.ladder.words import RUNGS
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import Event
from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying

Texts = Mapping[str, str]


def _opened(event: Event, texts: Texts) -> None:
    body = event.body
    opened = parse_instant(body["opened"])
    saved(
        Case(
            id=body["case"], alliance_id=body["alliance"], issue=body["issue"], proposal=body["proposal"],
            opened_at=opened, pinned=body["limits"], since=opened, limit=parse_instant(body["limit"]),
        )
    )  # fmt: skip


def _moved(event: Event, texts: Texts) -> None:
    body = event.body
    _case(event).update(
        step=body["step"], since=parse_instant(body["since"]), limit=parse_instant(body["limit"])
    )


def _resolved(event: Event, texts: Texts) -> None:
    _case(event).update(
        resolved_by=event.body["proposal"], limit=None, ended_at=parse_instant(event.body["ended"])
    )


def _lapsed(event: Event, texts: Texts) -> None:
    ended = parse_instant(event.body["ended"])
    _case(event).update(step=Step.LAPSED, since=ended, limit=None, ended_at=ended)


def _case(event: Event) -> QuerySet[Case]:
    return Case.objects.filter(id=event.body["case"])


EVENTS = (
    EventType(
        "deadlock.opened",
        {
            "case": "id", "alliance": "id", "issue": "id", "proposal": "id", "rounds": "ids", "limits": "object",
            "opened": "instant", "limit": "instant",
        },
        (), "case", _opened,
    ),
    EventType(
        "deadlock.moved", {"case": "id", "step": "int", "since": "instant", "limit": "instant"}, (), "case", _moved
    ),
    EventType("deadlock.resolved", {"case": "id", "proposal": "id", "ended": "instant"}, (), "case", _resolved),
    EventType("deadlock.lapsed", {"case": "id", "ended": "instant"}, (), "case", _lapsed),
    EventType(
        "deadlock.noted", {"case": "id", "step": "int", "kind": "word", "org": "id?"}, ("text", "helper"), "case"
    ),
)  # fmt: skip


def _moved_words(entry: Entry) -> str:
    return f"{entry['case']} goes on: {RUNGS[Step(entry.event.body['step'])].name.lower()}"


SAYINGS = {
    "deadlock.opened": Saying("{case} has begun: there is no agreement yet", "case"),
    "deadlock.moved": Saying(_moved_words, "case"),
    "deadlock.resolved": Saying("{case} is resolved: {proposal} was carried", "case"),
    "deadlock.lapsed": Saying("{case} has come to its end; things stay as they are", "case"),
}
ENTRIES = {"deadlock.noted": Saying("Something was noted on {case}", "case")}
SILENT = {"deadlock.noted": "What is said on the way is read on the deadlock’s own page, in its place."}
