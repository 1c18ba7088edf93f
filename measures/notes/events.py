"""What is written beside figures, as the log tells it: which voice, of which measure and release, and nobody's name.

The system answers for these entries: the log names no writer, not even by an opaque id.
"""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying
from measures.notes.rules import EXPECTED, READ, STORY, TELLERS, story_ref

_BODY = {"note": "id", "release": "id", "measure": "word", "voice": "word", "corrects": "id?"}
_BODIES = {STORY: _BODY | {"number": "int?"}}
WRITTEN = {EXPECTED: "note.expected", READ: "note.written", STORY: "story.told"}
TAKEN_BACK = "note.taken_back"
WORDS, MORE = "words", "more"

EVENTS = (
    *(EventType(name, _BODIES.get(kind, _BODY), (WORDS, MORE), "note") for kind, name in WRITTEN.items()),
    EventType(TAKEN_BACK, {"note": "id"}, topic="note"),
)


def _voice(entry: Entry) -> str:
    return TELLERS.get(entry["voice"], entry["voice"])


def _written(entry: Entry) -> str:
    again = ", put right" if "corrects" in entry.event.body else ""
    return f"A note on {entry['measure']}: {_voice(entry).lower()}{again}"


def _told(entry: Entry) -> str:
    again = "put right" if "corrects" in entry.event.body else "told"
    ref = story_ref(entry.event.body.get("number"))  # stories had none at first
    return f"{f'{ref}: a' if ref else 'A'} story was {again} beside {entry['measure']}"


def _expected(entry: Entry) -> str:
    return f"What {_voice(entry).lower()} expected of {entry['measure']}"


SAYINGS = {"note.written": Saying(_written, "note"), "story.told": Saying(_told, "note")}
ENTRIES = {
    "note.expected": Saying(_expected, "note"),
    TAKEN_BACK: Saying("Something beside a figure was taken back by its writer", "note"),
}
SILENT = {
    "note.expected": "What somebody expects is read by nobody before the figures are out; then it stands beside them.",
    TAKEN_BACK: "That somebody took words back is told where they stood, and is not news.",
}
CHAPTERS = {"note": "Notes beside figures", "story": "Stories"}
