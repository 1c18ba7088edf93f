"""Steps 6 to 9 on a stored draft. Everything needed is in the draft, so being done twice or cut off changes nothing."""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import replace
from uuid import UUID

from alliance.contract.access import local_day
from alliance.door import clock
from measures.licences.reading import doubts as licence_doubts
from measures.plan.reading import Plan, read_plan
from measures.uploads.actions.held import held_figures, held_rows, mark_of
from measures.uploads.checking.headings import fingerprint
from measures.uploads.checking.mapping import SheetMapping, mapping_from_json
from measures.uploads.checking.register import Register
from measures.uploads.checking.sheet import Sheet, check
from measures.uploads.checking.tables import find_table
from measures.uploads.checking.typed import Checked, Figures, Key, at_lines
from measures.uploads.findings import Finding, bounded, finding_from_json, has_stop, settle, stop
from measures.uploads.grid import Grid, grid_from_json
from measures.uploads.keeping.figures import without_figures
from measures.uploads.keeping.registers import register_of
from measures.uploads.keeping.rows import row_from, row_json
from measures.uploads.keeping.shown import shown_of
from measures.uploads.models import Draft, Mapping, State
from measures.uploads.responses.groups import check_groups

STEPS = 3
READING, AGAIN = frozenset({"csv.delimiter", "csv.encoding"}), "read.again"
Beat = Callable[[int, int], None]


def check_draft(draft: UUID, beat: Beat = lambda done, total: None, job: UUID | None = None) -> bool:
    """Check a draft against the plan and what is held; False where it is over, or another check has taken its place."""
    held = Draft.objects.select_related("period", "org").filter(id=draft, job=job)
    found = held.filter(state__in=[State.RECEIVED, State.CHECKING, State.READY]).first()
    if found is None:
        return False
    held.update(state=State.CHECKING)
    beat(1, STEPS)
    values = _checked(found)
    beat(2, STEPS)
    still = Draft.objects.filter(id=draft, job=job, state=State.CHECKING, answers=found.answers)
    return bool(still.update(state=State.READY, **values))


def forget_drafts() -> None:
    """Throw away drafts whose 72 hours are over."""
    old = Draft.objects.filter(expires_at__lte=clock.now())
    if old.exists():  # a delete takes SQLite's write lock even where there is nothing to delete
        old.delete()


def _checked(draft: Draft) -> dict[str, object]:
    plan, standing = read_plan(draft.org.alliance_id), held_rows(draft.org_id)
    today = local_day(draft.org.alliance_id, draft.received_at)
    doubts = licence_doubts(draft.org.alliance_id, draft.org_id, today)
    register = register_of(plan, draft.org_id, draft.period.code, today, doubts)
    if draft.of_responses:
        return _groups_checked(draft, register, held_figures(standing)) | {"mark": mark_of(plan, standing)}
    grid = grid_from_json(draft.grid)
    saved = _saved(draft.org_id, grid, dict(draft.answers))
    said = _as_before(saved, draft) | draft.answers
    reading = settle(map(finding_from_json, draft.reading), said)
    sheet = check(grid, register, said, saved=saved, held=held_figures(standing), earlier=reading)
    checked = _read_otherwise(_complete(sheet, plan), draft)
    found = bounded((*reading, *checked.findings))
    return {
        "found": [one.as_json() for one in found], "rows": [row_json(row) for row in checked.rows], "shown": shown_of(grid, found),
        "mapping": sheet.mapping.as_json() if sheet.mapping else {}, "mark": mark_of(plan, standing),
    }  # fmt: skip


def _groups_checked(draft: Draft, register: Register, held: MappingOf[Key, Figures]) -> dict[str, object]:
    """Of a response sheet only groups are left: whether they fit the plan, and what is held."""
    reading = tuple(map(finding_from_json, draft.reading))
    rows = [row_from(each) for each in draft.rows]
    found = bounded((*reading, *settle(check_groups(rows, register, held), draft.answers)))
    stopped = has_stop(found)  # a group cannot wait alone: its people would be missing from the others
    return {
        "found": [one.as_json() for one in found],
        "rows": [row_json(replace(row, stopped=stopped)) for row in rows],
    }


def _complete(sheet: Sheet, plan: Plan) -> Checked:
    kinds = {each.ref: each.kind for each in plan.measures}
    rows, more = without_figures(sheet.checked.rows, kinds)
    return Checked(rows, without_idle((*sheet.checked.findings, *more)))


def _read_otherwise(checked: Checked, draft: Draft) -> Checked:
    """An answer that asks for another way of reading than the one that was tried needs the file, which is not kept."""
    tried = _tried(draft)
    if not any(draft.answers.get(key, value) not in {value, "no"} for key, value in tried.items()):
        return checked
    rows = tuple(replace(row, stopped=True) for row in checked.rows)
    return Checked(
        rows,
        (stop(AGAIN, "Choose the file once more, so that it is read with your answer."), *checked.findings),
    )


def _tried(draft: Draft) -> dict[str, str]:
    """How the file was read where it could have been read otherwise."""
    asked = (one for one in map(finding_from_json, draft.reading) if one.code in READING and one.ask)
    return {one.key: one.ask[0].value for one in asked}


def _as_before(saved: SheetMapping | None, draft: Draft) -> dict[str, str]:
    """What is remembered with the headings about reading the file, as far as it was read so this time."""
    tried, said = _tried(draft), saved.said if saved else ()
    return {key: value for key, value in said if tried.get(key, value) == value}


def without_idle(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """A row that has to be mended is not asked about as well."""
    lines = at_lines(findings)
    return tuple(
        one
        for one in findings
        if one.level != "question" or not one.where.row or (one.where.sheet, one.where.row) not in lines
    )


def _saved(org: UUID, grid: Grid, said: dict[str, str]) -> SheetMapping | None:
    table, _ = find_table(grid, said)
    known = (
        Mapping.objects.filter(org_id=org, fingerprint=fingerprint(table.headings)).first() if table else None
    )
    return mapping_from_json(known.content) if known else None
