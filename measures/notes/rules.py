"""Voices and what each may write, in pure Python: side by side in a fixed order, never merged, counted or ranked."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from hmac import compare_digest, new
from typing import Final
from uuid import UUID

from alliance.door.refusals import Refused, denied, malformed
from measures.plan.rules import listed

EXPECTED, READ, STORY = "expected", "read", "story"
KINDS: Final = {EXPECTED: "What was expected", READ: "A sense note", STORY: "A story"}
VOICES: Final = {
    "frontline": "Frontline", "provider": "Providers", "commissioner": "Commissioners", "lived": "Lived experience",
}  # fmt: skip
TEAM: Final = "team"
TELLERS: Final = VOICES | {TEAM: "The alliance’s team"}
LONGEST: Final = 2000
_SAY: Final = {
    EXPECTED: "Say in a sentence what you expect to see, or what might explain it.",
    READ: "Say in a sentence what you read in the figure.",
    STORY: "Say in a few sentences what changed.",
}


def voices_of(bodies: Iterable[tuple[str, str]], *, team: bool) -> tuple[str, ...]:
    """Whose voices somebody may write for: `bodies` are (side, kind) of the organisations this person belongs to.

    Anybody of a partner may speak from the front line; a learning partner reads. The team has no voice among the four, and
    may tell a story.
    """
    found = {voice for side, kind in bodies for voice in _voices(side, kind)} | ({TEAM} if team else set())
    return tuple(voice for voice in TELLERS if voice in found)


def _voices(side: str, kind: str) -> tuple[str, ...]:
    if kind == "learning_partner":
        return ()
    if kind == "lived_experience":
        return "frontline", "lived"
    return ("frontline", side) if side in VOICES else ("frontline",)


def offered(kind: str, own: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The voices among one's `own` that may write something of this kind, each as (value, words)."""
    return tuple((voice, TELLERS[voice]) for voice in own if voice in VOICES or kind == STORY)


def check_voice(kind: str, voice: str, own: Iterable[str]) -> Refused | None:
    """Whether this voice is one's own. Source: learning.md, rooms and SN2."""
    if voice not in TELLERS:
        return malformed("voice", "Choose the voice you write for.")
    mine = dict(offered(kind, own))
    if voice in mine:
        return None
    yours = f"You may write for {listed(list(mine.values())).lower()}." if mine else "You read along here."
    return denied("not_your_voice", f"Each voice speaks for itself. {yours}")


def check_words(kind: str, *texts: str) -> Refused | None:
    """Whether there is something to read, and not too much of it."""
    if not texts[0].strip():
        return malformed("words", _SAY[kind])
    if any(len(text) > LONGEST for text in texts):
        return malformed("words", f"Keep it to {LONGEST:,} characters: people read it beside a chart.")
    return None


def writer_mark(key: bytes, note: UUID, person: UUID | None) -> str:
    """By what a note knows its writer again, in 64 hex digits: nothing without the alliance's key, another for every note."""
    return new(key, f"alliance-note/1 {note} {person}".encode(), sha256).hexdigest()


def wrote(key: bytes, note: UUID, person: UUID | None, mark: str) -> bool:
    """Whether this person wrote the note that holds `mark`."""
    return bool(mark) and compare_digest(mark, writer_mark(key, note, person))


def story_ref(number: int | None) -> str:
    """`S-01`; empty for what is no story."""
    return "" if number is None else f"S-{number:02}"


def told_by(voice: str, ref: str, period: str, release: int, *, disagrees: bool) -> str:
    """Who says so, for a story box: `Lived experience (S-03), about 2025/26 Q3 as release 7 has it; it disagrees with the figure`."""
    said = f"{TELLERS[voice]} ({ref}), about {period} as release {release} has it"
    return f"{said}; it disagrees with the figure" if disagrees else said


def heard_words(period: str, heard: Mapping[str, Sequence[str]]) -> str:
    """Which voices were heard on a period, in their order, and which not yet; `heard` are voices by period, the oldest first."""
    here = [name for voice, name in VOICES.items() if voice in heard.get(period, ())]
    missing = [name for voice, name in VOICES.items() if voice not in heard.get(period, ())]
    if not here:
        before = [each for each in heard if each != period]
        earlier = f" There are notes on {listed(before)}." if before else ""
        return f"No voice is heard yet on {period}.{earlier}"
    yet = f" Not heard yet: {listed(missing).lower()}." if missing else ""
    return f"Heard on {period}: {listed(here).lower()}.{yet}"
