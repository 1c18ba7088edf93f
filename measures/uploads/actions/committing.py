"""Committing a sheet: one transaction in which file versions, atoms and what stands now change together."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused
from measures.atoms.models import AtomVersion, CurrentAtom, FileVersion
from measures.plan.reading import PeriodRow, Plan, read_plan
from measures.releases.actions import data_moved, waiting
from measures.uploads.actions.atoms import atom_of
from measures.uploads.actions.gate import draft_of, sends_draft
from measures.uploads.actions.held import held_rows, mark_of
from measures.uploads.actions.remembering import remember
from measures.uploads.checking.typed import Row
from measures.uploads.findings import finding_from_json
from measures.uploads.keeping.rows import row_from, row_json
from measures.uploads.models import Draft, State
from measures.uploads.rules import Ready, check_commit

LEFT_OUT = "left_out"
READERS = ("ours", "calamine", "kind", "encoding", "delimiter")
NAMED = ("org_id", "cohort_id", "period_id", "measure_id", "basis", "scale", "breakdown", "category",
         "baseline_period")  # fmt: skip


@action("upload.commit", needs=sends_draft)
def commit_sheet(act: Act, *, draft: UUID, partial: bool = False) -> str | Refused:
    """Commit a checked sheet; answers the id of the file version it made (the first, where it holds several periods).

    `partial` lets the good rows in while others wait. Others see the figures with the next release; small corrections
    stay out of it until they touch ten people.
    """
    found = draft_of(act.alliance, draft, act.at)
    plan, held = read_plan(act.alliance), held_rows(found.org_id)
    rows = [row for row in map(row_from, found.rows) if not row.stopped]
    news = [row for row in rows if row.key not in held or held[row.key].row.figures != row.figures]
    findings = tuple(map(finding_from_json, found.found))
    ready = Ready(found.state, findings, len(rows), len(news), found.mark != mark_of(plan, held))
    if refused := check_commit(ready, partial=partial):
        return refused
    made = [_save(act, found, plan, period, rows, news) for period in _periods(plan, news)]
    _end(act, found, made, plan)
    return str(made[0].id)


def _periods(plan: Plan, news: Iterable[Row]) -> list[PeriodRow]:
    named = {row.period for row in news}
    return [each for each in plan.periods if each.code in named]


def _save(
    act: Act, draft: Draft, plan: Plan, period: PeriodRow, rows: list[Row], news: list[Row]
) -> FileVersion:
    """One file version for a period, and atoms for the rows that say something new."""
    number = FileVersion.objects.filter(org_id=draft.org_id, period_id=period.id).count() + 1
    file = FileVersion(
        id=uuid4(), org_id=draft.org_id, period_id=period.id, number=number, fingerprint=draft.fingerprint,
        snapshot=[row_json(row) for row in rows if row.period == period.code], answers=draft.answers,
        readers={name: draft.facts[name] for name in READERS if name in draft.facts},
        received_at=draft.received_at, committed_at=act.at,
    )  # fmt: skip
    saved(file)
    versions = [atom_of(plan, file.org_id, period, row) for row in news if row.period == period.code]
    for each in versions:
        each.file = file
    AtomVersion.objects.bulk_create(versions)
    _move(versions)
    body = {"file": str(file.id), "org": str(draft.org_id), "period": str(period.id), "number": number}
    act.log("upload.committed", body, fingerprint=draft.fingerprint)
    return file


def _move(versions: list[AtomVersion]) -> None:
    """Let what stands now point at the new versions."""
    first = versions[0]
    here = CurrentAtom.objects.filter(org_id=first.org_id, period_id=first.period_id)
    standing = {_place(each): each for each in here}
    known = [each for each in versions if _place(each) in standing]
    for each in known:
        standing[_place(each)].version = each
    CurrentAtom.objects.bulk_update([standing[_place(each)] for each in known], ["version"])
    new = [each for each in versions if _place(each) not in standing]
    CurrentAtom.objects.bulk_create(
        [CurrentAtom(version=each, **{name: getattr(each, name) for name in NAMED}) for each in new]
    )


def _place(atom: AtomVersion | CurrentAtom) -> tuple[Any, ...]:
    return tuple(getattr(atom, name) for name in NAMED)


def _end(act: Act, draft: Draft, made: list[FileVersion], plan: Plan) -> None:
    """Have an open release audited again, remember the mapping that was agreed, and let go of the draft's cells."""
    data_moved(act, [file.period_id for file in made])
    remember(act, draft)
    _let_go(draft, made)
    Draft.objects.filter(id=draft.id).update(
        state=State.COMMITTED, **Draft.let_go(),
        files=[str(file.id) for file in made], waits=any(_waits(plan, file) for file in made),
        facts=draft.facts | {LEFT_OUT: [row.where().text for row in map(row_from, draft.rows) if row.stopped]},
    )  # fmt: skip


def _let_go(draft: Draft, made: list[FileVersion]) -> None:
    """The same person's older drafts of the period have been replaced; `files` says by what."""
    older = Draft.objects.filter(
        org_id=draft.org_id,
        period_id=draft.period_id,
        person_id=draft.person_id,
        received_at__lt=draft.received_at,
    )
    older.exclude(state__in=[State.COMMITTED, State.TAKEN_BACK]).update(
        state=State.TAKEN_BACK, files=[str(file.id) for file in made], **Draft.let_go()
    )


def _waits(plan: Plan, file: FileVersion) -> bool:
    """Whether something that this file changed waits before others see it."""
    period = next(each for each in plan.periods if each.id == file.period_id)
    changed = {(file.org_id, each.measure_id) for each in file.atoms.all()}
    return bool(changed & waiting(plan, period))
