"""One draft as its sender sees it: how far the check is, what is asked, old beside new, and what others will see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from alliance.jobs import queries as jobs
from alliance.jobs.queries import JobStatus
from measures.plan.reading import Plan, read_plan
from measures.uploads.actions.checking import AGAIN
from measures.uploads.actions.committing import LEFT_OUT
from measures.uploads.actions.gate import own_draft
from measures.uploads.actions.held import HeldRow, held_rows, mark_of
from measures.uploads.checking.mapping import mapping_from_json
from measures.uploads.checking.typed import Row
from measures.uploads.findings import LATER, finding_from_json
from measures.uploads.grid import grid_from_json
from measures.uploads.keeping.readings import SheetReading, reading_of
from measures.uploads.keeping.registers import address, register_of
from measures.uploads.keeping.rows import row_from
from measures.uploads.keeping.shown import is_part
from measures.uploads.keeping.steps import Step, steps_done, steps_of
from measures.uploads.keeping.told import Alike, Beside, Column, Question, alike, columns, questions
from measures.uploads.models import Draft, State
from measures.uploads.queries.others import Seen, seen
from measures.uploads.responses.derived import apart, group_words, told

ALREADY_SAID = frozenset({"row.changed", "sheet.same"})  # the preview shows these as old beside new


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the preview: `kind` is new, changed, same or stopped; `what` says what it says, or old -> new."""

    kind: str
    cohort: str
    measure: str
    wording: str
    what: str
    place: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a commit would do: rows in the order of the sheet, rows held that it does not speak of, what others see."""

    changes: tuple[Change, ...]
    kept: int
    seen: tuple[Seen, ...]
    news: int
    usable: int
    stopped: int
    moved: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything about one draft; `job` while it is checked, `preview` once it is ready.

    `put_off` says that it was answered “not yet” and the draft waits; `part` says that a copy of the sheet holds only the rows with something to tell; `let_go` are the instants at which older drafts were sent that it took the place of; `answered` are questions with
    their answers, some of them given to an earlier sheet; `reading` is how the partner's own headings and words are
    read, None where the sheet is in the template's; `done` counts the steps that are over; `left_out` are the places of rows
    that a commit did not take in.
    """

    id: UUID
    org_id: UUID
    org: str
    period: str
    address: str
    state: str
    received_at: datetime
    expires_at: datetime
    job: JobStatus | None
    questions: tuple[Question, ...]
    stops: tuple[Column, ...]
    notes: tuple[Column, ...]
    preview: Preview | None
    again: bool
    put_off: bool
    part: bool
    answers: Mapping[str, str]
    waits: bool
    replaced: bool
    let_go: tuple[datetime, ...]
    answered: tuple[str, ...]
    reading: SheetReading | None
    done: int
    left_out: tuple[str, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way of the sheet in steps."""
        return steps_of(self.done)

    @property
    def alike(self) -> tuple[Alike, ...]:
        """The questions, those of one kind in one column together."""
        return alike(self.questions)

    @property
    def under_way(self) -> bool:
        """Whether the check has not ended yet."""
        return self.state in {State.RECEIVED, State.CHECKING} and not self.failed

    @property
    def failed(self) -> bool:
        """Whether the check ended without a result."""
        return self.job is not None and self.job.failed

    @property
    def count(self) -> int:
        """How many things must be mended."""
        return sum(len(each.messages) for each in self.stops)


def draft(viewer: Viewer, id: UUID) -> DraftPage | Refused:
    """A draft of one of the viewer's organisations; refused for colleagues who do not send its sheets, NotFound else."""
    found = own_draft(viewer.alliance, viewer.person, id, clock.now())
    return found if isinstance(found, Refused) else _page(viewer, found)


def _page(viewer: Viewer, held: Draft) -> DraftPage:
    plan = read_plan(viewer.alliance)
    findings = tuple(map(finding_from_json, held.found)) if held.state == State.READY else ()
    beside = Beside(grid_from_json(held.shown)) if findings and held.shown else None
    period = next(each for each in plan.periods if each.id == held.period_id)
    answered = [one for one in findings if one.level == "note" and one.key and one.key in held.answers]
    notes = (one for one in findings if one.code not in ALREADY_SAID and one not in answered)
    job = _job(viewer, held)
    return DraftPage(
        held.id, held.org_id, held.org.name, held.period.code, address(period), held.state, held.received_at, held.expires_at,
        job, questions(findings, beside), columns(findings, "stop", beside), columns(notes, "note"),
        _preview(plan, held) if held.state == State.READY else None, any(one.code == AGAIN for one in findings),
        any(one.level == "question" and held.answers.get(one.key) == LATER for one in findings), is_part(held.shown), held.answers, held.waits,
        bool(held.files), _let_go(held), tuple(one.sentence for one in answered), _reading(plan, held),
        steps_done(held.state, job.done if job else 0), tuple(held.facts.get(LEFT_OUT, ())),
    )  # fmt: skip


def _reading(plan: Plan, held: Draft) -> SheetReading | None:
    mapping = mapping_from_json(held.mapping) if held.mapping else None
    own = mapping is not None and mapping.own
    return reading_of(mapping, register_of(plan, held.org_id, held.period.code)) if mapping and own else None


def _let_go(held: Draft) -> tuple[datetime, ...]:
    """When the older drafts were sent whose place this one took; none before it is committed."""
    if held.state != State.COMMITTED:
        return ()
    older = Draft.objects.filter(org_id=held.org_id, state=State.TAKEN_BACK, files=held.files)
    return tuple(older.order_by("received_at").values_list("received_at", flat=True))


def _job(viewer: Viewer, held: Draft) -> JobStatus | None:
    if held.job is None or held.state not in {State.RECEIVED, State.CHECKING}:
        return None
    return jobs.job(replace(viewer, person=held.person_id), held.job)


def _preview(plan: Plan, draft: Draft) -> Preview:
    rows, held = [row_from(each) for each in draft.rows], held_rows(draft.org_id)
    changes = tuple(_change(plan, row, held.get(row.key)) for row in rows)
    spoken = {row.key for row in rows}
    periods = {row.period for row in rows}
    kept = sum(key not in spoken and each.row.period in periods for key, each in held.items())
    usable = [row for row in rows if not row.stopped]
    news = sum(each.kind in {"new", "changed"} for each in changes)
    moved = draft.mark != mark_of(plan, held)
    return Preview(
        changes,
        kept,
        seen(plan, draft.org_id, usable, held),
        news,
        len(usable),
        len(rows) - len(usable),
        moved,
    )


def _change(plan: Plan, row: Row, held: HeldRow | None) -> Change:
    wording = next((each.wording for each in plan.measures if each.code == row.measure), "")
    cohort = next((each.name for each in plan.cohorts if each.code == row.cohort), row.cohort)
    kind, what = _kind(row, held, plan.instrument_of(row.measure, row.version))
    return Change(kind, group_words(row, cohort), row.measure, wording, what, row.where().text)


def _kind(row: Row, held: HeldRow | None, instrument: str) -> tuple[str, str]:
    if row.stopped:
        return "stopped", "waits until it is mended"
    if held is None:
        return "new", told(row.figures, instrument, row.scale)
    if held.row.figures == row.figures:
        return "same", told(row.figures, instrument, row.scale)
    return "changed", apart(held.row.figures, row.figures, instrument, row.scale).replace("->", "→")
