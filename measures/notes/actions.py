"""What can be written beside figures: expectations before they are out, notes and stories after, corrections; and taking back."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from alliance.contract.access import permission
from alliance.contract.models import Affiliation
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused, denied, malformed
from alliance.ledger import queries as ledger
from measures.notes.events import MORE, TAKEN_BACK, WORDS, WRITTEN
from measures.notes.models import Note
from measures.notes.reading import before, notes_of
from measures.notes.rules import (
    EXPECTED,
    READ,
    STORY,
    check_voice,
    check_words,
    voices_of,
    writer_mark,
    wrote,
)
from measures.plan.keys import alliance_key
from measures.plan.reading import ALLIANCE_VIEW, read_plan
from measures.releases.models import PublishedFigure, Release, ReleasedPeriod
from measures.releases.rules import OPEN, State

ALREADY_OUT = Refused("already_out", "The figures of this period are out. Write a note beside them instead.")
NOT_RELEASED = Refused(
    "not_released", "No figure is published there, so there is nothing to read yet. It can be read once it is released."
)  # fmt: skip
NOT_YOURS = denied("not_yours", "Only who wrote this can change it. Write a note of your own beside it.")
GONE = Refused("taken_back", "This was taken back. Write a new note instead.")
PUT_RIGHT = Refused("put_right", "This was put right already. Put the newer note right instead.")
PUT_RIGHT_SINCE = Refused(
    "put_right", "This was put right since. Take the newer note back: its earlier words go with it."
)  # fmt: skip
NOT_AGREED = malformed("agreed", "Ask first: whose story it is must have said yes to its standing here.")
_MAY = permission("note.write", "write beside figures")


@action("note.expect", needs=_MAY)
def expect(
    act: Act, *, release: UUID, measure: str, voice: str, words: str, view: str = ALLIANCE_VIEW
) -> str | Refused:
    """Write what one expects of a measure, or what might explain it, while its release is in the making; answers its id."""
    row = Release.objects.filter(alliance_id=act.alliance, id=release).select_related("period").first()
    if row is None or not _counted(act.alliance, measure, view):
        raise NotFound
    if row.state not in OPEN or _is_out(act.alliance, row.period.code):
        return ALREADY_OUT
    note = Note(kind=EXPECTED, voice=voice, measure=measure, view=view, period=row.period.code, release=row)
    return _write(act, note, {WORDS: words})


@action("note.write", needs=_MAY)
def write_note(
    act: Act, *, measure: str, period: str, voice: str, words: str, view: str = ALLIANCE_VIEW, asks: str = ""
) -> str | Refused:
    """Write what one's voice reads in a published figure, and what it asks; answers the note's id."""
    note = Note(kind=READ, voice=voice, measure=measure, view=view, period=period)
    return _write_beside(act, note, {WORDS: words, MORE: asks})


@action("story.tell", needs=_MAY)
def tell_story(
    act: Act, *, measure: str, period: str, voice: str, words: str, agreed: bool, view: str = ALLIANCE_VIEW,
    will_try: str = "", disagrees: bool = False,
) -> str | Refused:  # fmt: skip
    """Tell in plain words what changed beside a published figure; `agreed` that whose story it is said yes. Answers its id."""
    if not agreed:
        return NOT_AGREED
    note = Note(
        kind=STORY, voice=voice, measure=measure, view=view, period=period, disagrees=disagrees, number=_next(act.alliance)
    )  # fmt: skip
    return _write_beside(act, note, {WORDS: words, MORE: will_try})


@action("note.correct", needs=_MAY)
def correct(act: Act, *, note: UUID, words: str, more: str = "") -> str | Refused:
    """Put one's own note right by a new one, which stands on the release of its day; the old words stay below. Answers its id."""
    old = _one(act, note)
    if refused := _not_mine(act, old):
        return refused
    if _corrected(old):
        return PUT_RIGHT
    new = Note(
        kind=old.kind, voice=old.voice, measure=old.measure, view=old.view, period=old.period, corrects=old,
        disagrees=old.disagrees, release=old.release, number=old.number,
    )  # fmt: skip
    if old.kind != EXPECTED:
        return _write_beside(act, new, {WORDS: words, MORE: more})
    return ALREADY_OUT if _is_out(act.alliance, old.period) else _write(act, new, {WORDS: words})


@action("note.take_back", needs=_MAY)
def take_back(act: Act, *, note: UUID) -> str | Refused:
    """Take one's own note back: its words, and those it had before, go from the log and everywhere. Answers its id."""
    row = _one(act, note)
    if refused := _not_mine(act, row):
        return refused
    if _corrected(row):
        return PUT_RIGHT_SINCE
    known = {each.id: each for each in notes_of(act.alliance, measure=row.measure, period=row.period)}
    act.as_system(TAKEN_BACK, {"note": str(row.id)})
    for each in (*before(row, known), row):
        _erase(act, each)
    return str(row.id)


def _erase(act: Act, row: Note) -> None:
    for field in ledger.texts(act.alliance, [row.entry]).get(row.entry, {}):
        act.erase(row.entry, field, {"ground": "own_words", "note": str(row.id)}, unnamed=True)
    row.writer, row.taken_back_at = "", act.at
    row.save(update_fields=["writer", "taken_back_at"])


def _next(alliance: UUID) -> int:
    """The number of the next story: those that were taken back keep theirs."""
    return Note.objects.filter(alliance_id=alliance, kind=STORY, corrects=None).count() + 1


def _write_beside(act: Act, note: Note, texts: Mapping[str, str]) -> str | Refused:
    """The same for what stands beside a figure that is out: bound to the release that stands for it."""
    if not _counted(act.alliance, note.measure, note.view):
        raise NotFound
    release = _standing(act.alliance, note)
    if release is None:
        return NOT_RELEASED
    note.release = release
    return _write(act, note, texts)


def _write(act: Act, note: Note, texts: Mapping[str, str]) -> str | Refused:
    if refused := check_voice(note.kind, note.voice, own_voices(act)) or check_words(
        note.kind, *texts.values()
    ):
        return refused
    key = alliance_key(act.alliance)
    if isinstance(key, Refused):
        return key
    note.id, note.alliance_id, note.at = uuid4(), act.alliance, act.at
    note.writer = writer_mark(key, note.id, act.by)
    said = {name: text.strip() for name, text in texts.items() if text.strip()}
    note.entry = act.as_system(WRITTEN[note.kind], _body(note), **said).seq
    saved(note)
    return str(note.id)


def _body(note: Note) -> dict[str, str | int]:
    body: dict[str, str | int] = {
        "note": str(note.id), "release": str(note.release_id), "measure": note.measure, "voice": note.voice,
    }  # fmt: skip
    body |= {"number": note.number} if note.number else {}
    return body | ({"corrects": str(note.corrects_id)} if note.corrects_id else {})


def own_voices(act: Act) -> tuple[str, ...]:
    """The voices that who acts may write for; the system has none. One query."""
    if act.by is None:
        return ()
    places = Affiliation.objects.filter(alliance_id=act.alliance, person_id=act.by, until=None)
    found = list(places.values_list("org__side", "org__kind", "org__left_at"))
    bodies = [(side, kind) for side, kind, left in found if side and left is None]
    return voices_of(bodies, team=any(side is None for side, *_ in found))


def _one(act: Act, note: UUID) -> Note:
    found = notes_of(act.alliance, id=note).first()
    if found is None or (
        found.kind == EXPECTED and not _is_out(act.alliance, found.period) and not _mine(act, found)
    ):
        raise NotFound
    return found


def _not_mine(act: Act, note: Note) -> Refused | None:
    if note.taken_back_at:
        return GONE
    return None if _mine(act, note) else NOT_YOURS


def _corrected(note: Note) -> bool:
    return Note.objects.filter(corrects=note).exists()


def _mine(act: Act, note: Note) -> bool:
    key = alliance_key(act.alliance)
    return isinstance(key, bytes) and wrote(key, note.id, act.by, note.writer)


def _counted(alliance: UUID, measure: str, view: str) -> bool:
    held = read_plan(alliance)
    return bool(held.versions(measure)) and view in {each.code for each in held.views}


def _is_out(alliance: UUID, period: str) -> bool:
    out = ReleasedPeriod.objects.filter(release__alliance_id=alliance, release__state=State.PUBLISHED)
    return out.filter(period__code=period).exists()


def _standing(alliance: UUID, note: Note) -> Release | None:
    """The newest published release that says the figure; None where none does."""
    rows = PublishedFigure.objects.filter(
        released__alliance_id=alliance, released__state=State.PUBLISHED, measure=note.measure, view=note.view,
        period=note.period,
    )  # fmt: skip
    newest = rows.select_related("released").order_by("-released__number").first()
    return newest.released if newest else None
