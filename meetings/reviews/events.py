"""What happens to a review, as the log tells it: by the system, with ids alone, and not a word before the release."""

from collections.abc import Mapping

from alliance.door.record import changed, saved
from alliance.ledger.event import Event
from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying
from meetings.reviews.records.covenant import Covenant, Release

Texts = Mapping[str, str]
ERASED = "(erased)"


def _adopted(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Covenant(
            id=body["covenant"], alliance_id=body["alliance"], number=body["number"], decision=body["decision"],
            text=texts.get("text", ERASED), adopted_at=event.at,
        )
    )  # fmt: skip


def _withdrawn(event: Event, texts: Texts) -> None:
    changed(Covenant, event.body["covenant"], withdrawn_at=event.at)


def _released(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Release(
            id=body["release"], alliance_id=body["alliance"], number=body["number"], version=body["version"],
            month=body["month"], covenant=body["covenant"], subject=body["subject"], method=body["method"],
            title=texts.get("title", ERASED), content=texts.get("content", ""), reason=texts.get("reason", ""),
        )
    )  # fmt: skip


_ID = {"review": "id"}
_RELEASE = _ID | {
    "release": "id", "alliance": "id", "number": "int", "version": "int", "month": "word", "covenant": "int",
    "subject": "word", "method": "word",
}  # fmt: skip
STEPS = {
    "proposed": "was proposed", "opened": "was opened", "gathering": "began to gather what people write",
    "gathered": "ended its gathering", "soaking": "began to soak", "paused": "was paused", "resumed": "went on",
    "withdrawn": "was withdrawn, and all of it destroyed", "hazard_passed": "passed a danger on", "followed_up": "was followed up",
}  # fmt: skip
EVENTS = (
    EventType(
        "covenant.adopted",
        {"covenant": "id", "alliance": "id", "number": "int", "decision": "word"}, ("text",), "covenant", _adopted,
    ),
    EventType("covenant.withdrawn", {"covenant": "id", "decision": "word"}, (), "covenant", _withdrawn),
    *(EventType(f"review.{step}", _ID, (), "review") for step in STEPS),
    EventType("review.called", {"call": "id"}, (), "call"),
    EventType("review.released", _RELEASE, ("title", "content"), "review", _released),
    EventType("review.corrected", _RELEASE, ("title", "content", "reason"), "review", _released),
)  # fmt: skip


def _number(entry: Entry) -> str:
    return f"V-{entry.event.body['number']:02}"


SAYINGS = {
    "covenant.adopted": Saying("The covenant for reviews is in force, version {number}, by {decision}", page="covenant"),
    "covenant.withdrawn": Saying("The covenant for reviews was withdrawn, by {decision}", page="covenant"),
    "review.released": Saying(lambda entry: f"{_number(entry)} is released: {entry['title']}", page="reviews"),
    "review.corrected": Saying(lambda entry: f"{_number(entry)} is corrected, version {entry['version']}: {entry['title']}", page="reviews"),
}  # fmt: skip
_WITHIN = "What happens in a review is for those seated in it until it is released."
ENTRIES = {f"review.{step}": Saying(f"{{review}} {words}", "review") for step, words in STEPS.items()} | {
    "review.called": Saying(
        lambda entry: f"{entry.get('call', 'A review')} asked its seats to look at it", "call"
    )
}
SILENT = {f"review.{step}": _WITHIN for step in (*STEPS, "called")}
CHAPTERS = {"review": "Reviews", "covenant": "The covenant for reviews"}
PROJECTED = (Covenant, Release)
