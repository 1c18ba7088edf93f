"""What is read beside a figure: four voices side by side, what was expected before, the stories; the same for everybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from alliance.contract.models import Organisation
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.wings.offers import Reference, Wait
from measures.notes.models import Note
from measures.notes.reading import Said, notes_of, read
from measures.notes.rules import EXPECTED, READ, STORY, VOICES, offered, voices_of
from measures.plan.queries import plan
from measures.plan.reading import ALLIANCE_VIEW, Plan, ViewRow
from measures.releases.models import Release, ReleasedPeriod
from measures.releases.queries import Figures, published
from measures.releases.rules import OPEN, State


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice and what it said, the oldest first; nothing yet where it is not heard."""

    voice: str
    name: str
    notes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """One figure read together: what is printed for how many, as of which release, and what was written beside it.

    `periods` are (code, whether something was written there), the newest first. `voices` and `expected` hold all four in
    their fixed order. `may_write` and `may_tell` are the voices for which this viewer may write a note or tell a story, each as
    (voice, words).
    """

    code: str
    wording: str
    view: ViewRow
    period: str
    periods: tuple[tuple[str, bool], ...]
    printed: str
    people: str
    note: str
    release: int
    voices: tuple[Voice, ...]
    expected: tuple[Voice, ...]
    stories: tuple[Said, ...]
    silence: str
    may_write: tuple[tuple[str, str], ...]
    may_tell: tuple[tuple[str, str], ...]

    @property
    def waits(self) -> bool:
        """Whether the figure waits for its first note and its first story."""
        return not self.stories and not any(each.notes for each in (*self.voices, *self.expected))

    @property
    def foreseen(self) -> bool:
        """Whether anybody wrote what they expected."""
        return any(each.notes for each in self.expected)

    @property
    def state(self) -> str:
        """What an address says to come back here."""
        return urlencode({"view": self.view.code, "period": self.period})


@dataclass(frozen=True, slots=True)
class Expectations:
    """A release in the making: what the viewer expected of it, and of what the viewer may say so (both as value, words)."""

    release: UUID
    number: int
    period: str
    open: bool
    measures: tuple[tuple[str, str], ...]
    views: tuple[tuple[str, str], ...]
    voices: tuple[tuple[str, str], ...]
    mine: tuple[tuple[str, Said], ...]


def together(viewer: Viewer, code: str, *, view: str = ALLIANCE_VIEW, period: str = "") -> Together:
    """One figure read together: of the newest period that something was written on, unless asked otherwise.

    NotFound for what the alliance does not have or has not published. 12 queries at most.
    """
    held, figures = plan(viewer), published(viewer, measures=[code])
    row = next((each for each in held.views if each.code == view), None)
    if row is None or not held.versions(code):
        raise NotFound
    printed = figures.of(code, view)
    codes = [each.code for each in reversed(held.periods) if each.code in printed]
    notes = [each for each in notes_of(viewer.alliance, measure=code, view=view) if each.period in printed]
    written = {each.period for each in notes}
    chosen = period or next((each for each in codes if each in written), codes[0] if codes else "")
    if period and period not in codes:
        raise NotFound
    return _page(viewer, held, row, figures, code, chosen, codes, notes)


def _page(
    viewer: Viewer, held: Plan, view: ViewRow, figures: Figures, code: str, period: str, codes: list[str],
    notes: list[Note],
) -> Together:  # fmt: skip
    written = {each.period for each in notes}
    here = {
        kind: [n for n in notes if (n.kind, n.period) == (kind, period)] for kind in (READ, EXPECTED, STORY)
    }
    said = {each.id: each for each in read(viewer, [n for kind in here.values() for n in kind])}
    by_kind = {kind: [said[n.id] for n in rows if n.id in said] for kind, rows in here.items()}
    cell = figures.of(code, view.code)[period].cell if period else None
    own = own_voices(viewer)
    return Together(
        code, held.versions(code)[-1].wording, view, period, tuple((each, each in written) for each in codes),
        cell.text if cell else "", cell.n_text if cell else "", cell.note if cell else "", cell.release if cell else 0,
        _apart(by_kind[READ]), _apart(by_kind[EXPECTED]), tuple(reversed(by_kind[STORY])), figures.silence,
        offered(READ, own), offered(STORY, own),
    )  # fmt: skip


def _apart(said: Sequence[Said]) -> tuple[Voice, ...]:
    return tuple(
        Voice(voice, name, tuple(each for each in said if each.voice == voice))
        for voice, name in VOICES.items()
    )


def own_voices(viewer: Viewer) -> tuple[str, ...]:
    """The voices that the viewer may write for; none where no role lets the viewer write. One query at most."""
    if not viewer.may("note.write"):
        return ()
    bodies = list(Organisation.objects.filter(id__in=viewer.orgs, left_at=None).values_list("side", "kind"))
    return voices_of(bodies, team=not viewer.orgs)


def one(viewer: Viewer, note: UUID) -> tuple[Note, Said]:
    """A note of one's own, its row and its words; NotFound for another's, and for one that was taken back or put right."""
    row = notes_of(viewer.alliance, id=note).first()
    said = read(viewer, [row]) if row and not hasattr(row, "corrected") else ()
    if row is None or not said or not said[0].mine:
        raise NotFound
    return row, said[0]


def expectations(viewer: Viewer, number: int) -> Expectations:
    """What the viewer may expect, and did, of a release in the making; NotFound for one that is not there. Nine queries."""
    row = Release.objects.filter(alliance=viewer.alliance, number=number).select_related("period").first()
    if row is None:
        raise NotFound
    held = plan(viewer)
    period = next(each for each in held.periods if each.id == row.period_id)
    notes = {each.id: each for each in notes_of(viewer.alliance, kind=EXPECTED, release_id=row.id)}
    mine = tuple((notes[each.id].measure, each) for each in read(viewer, notes.values()) if each.mine)
    return Expectations(
        row.id, number, row.period.code, row.state in OPEN and not _out(viewer, {row.period.code}),
        tuple((each.code, each.wording) for each in held.in_force(period)),
        tuple((each.code, each.name) for each in held.views), offered(EXPECTED, own_voices(viewer)), mine,
    )  # fmt: skip


def standing(viewer: Viewer, ref: str, **named: object) -> Said:
    """A note by its id, as it stands now. NotFound for one that was put right since, and for what another person expects of
    figures that are not out."""
    row = notes_of(viewer.alliance, id=ref).first()
    alike = notes_of(viewer.alliance, measure=row.measure, period=row.period, kind=row.kind) if row else ()
    said = next((each for each in read(viewer, alike) if row and each.id == row.id), None)
    if row is None or said is None:
        raise NotFound
    if row.kind == EXPECTED and not said.mine and not _out(viewer, {row.period}):
        raise NotFound
    return said


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What S-03 stands for: where it was told, never its words, and, once it was taken back, the place that is left. One query."""
    numbers = {ref: int(ref.partition("-")[2]) for ref in refs}
    told = notes_of(viewer.alliance, kind=STORY, number__in=set(numbers.values())).order_by("entry")
    rows = {row.number: row for row in told}  # put right, it is the last that stands
    return [_story(viewer, rows[number], ref) for ref, number in numbers.items() if number in rows]


def _story(viewer: Viewer, row: Note, ref: str) -> Reference:
    state = "Taken back" if row.taken_back_at else ""
    return Reference(ref, f"A story beside {row.measure}, {row.period}", address(viewer, row), state)


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, where a note stands; what is expected of figures that are not out is told to nobody. Two queries."""
    rows = list(notes_of(viewer.alliance, id__in=ids))
    out = _out(viewer, {row.period for row in rows if row.kind == EXPECTED})
    return {
        str(row.id): Reference(row.ref or row.measure, f"{row.measure}, {row.period}", address(viewer, row))
        for row in rows
        if row.kind != EXPECTED or row.period in out
    }


def address(viewer: Viewer, row: Note) -> str:
    """Where a note stands: beside its figure, or, before that is out, on the page that asked for it."""
    if row.kind == EXPECTED and row.release.state != State.PUBLISHED:
        return reverse("release_expect", args=[viewer.slug, row.release.number])
    query = urlencode({"view": row.view, "period": row.period})
    at = f"#{row.ref}" if row.ref else ""
    return f"{reverse('measure_notes', args=[viewer.slug, row.measure])}?{query}{at}"


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Who sends figures is asked, before a release is out, what they expect of it. Three queries at most, one where none is open."""
    if not viewer.may("upload.send"):
        return []
    row = Release.objects.filter(alliance=viewer.alliance, state__in=OPEN).select_related("period").first()
    if row is None or _out(viewer, {row.period.code}) or _said_already(viewer, row):
        return []
    text = (
        f"Release {row.number}, the figures of {row.period.code}, is being made: what do you expect to see?"
    )
    return [Wait("note_expect", text, reverse("release_expect", args=[viewer.slug, row.number]))]


def _said_already(viewer: Viewer, row: Release) -> bool:
    return any(
        each.mine for each in read(viewer, notes_of(viewer.alliance, kind=EXPECTED, release_id=row.id))
    )


def _out(viewer: Viewer, periods: set[str]) -> frozenset[str]:
    """Which of these periods have a published release."""
    if not periods:
        return frozenset()
    rows = ReleasedPeriod.objects.filter(release__alliance=viewer.alliance, release__state=State.PUBLISHED)
    return frozenset(rows.filter(period__code__in=periods).values_list("period__code", flat=True))
