"""What became of a decision after its vote, read from its own entries: boards, corrections, reports, duties, and who may
say what."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from alliance.contract.matters import MatterType, may_hold_a_duty
from alliance.contract.words.capacity import CAPACITIES
from alliance.decisions.count.correcting import Correction, Standing, corrections
from alliance.decisions.count.states import lives_before
from alliance.decisions.count.tally import Result
from alliance.decisions.models import Life
from alliance.decisions.queries.known import Known
from alliance.decisions.reading.differences import changes
from alliance.decisions.reading.later import (
    BoardLine,
    Conditions,
    CorrectionLine,
    DutyLine,
    Later,
    ObjectionLine,
    ReportLine,
)
from alliance.door.access import Viewer
from alliance.ledger.event import Event

Orgs = tuple[tuple[UUID, str], ...]
OFFERED = (Result.OPEN, Result.NOT_CARRIED, Result.NOT_REACHED, Result.REFER)


def later(viewer: Viewer, known: Known, voted: str, life: str, matters: Iterable[MatterType]) -> Later:
    """The later life of the decision whose words were `voted`, `matters` being those of its rule-book; no queries beyond what
    `known` holds."""
    conditions = _conditions(known)
    made, text = _corrections(known, voted)
    here = tuple((org.id, org.name) for org in known.orgs if str(org.id) in known.own and org.left_at is None)
    pending = {one.org for one in conditions.boards if one.ratified_at is None} if conditions else set()
    running = any(one.state == Standing.OPEN for one in made)
    proposes = str(known.row.org_id) in known.own
    return Later(
        capacity=known.state.electorate.capacity, words=_authority(known), conditions=conditions,
        corrections=made, standing_text=text,
        may_ratify=tuple(one for one in here if one[0] in pending) if life == Life.SUBJECT else (),
        may_object=here if running else (),
        may_correct=life in lives_before("corrected") and not running and (proposes or viewer.may("decision.correct")),
        **_referred(viewer, known, here), **_duties(known, here, matters),
    )  # fmt: skip


def _referred(viewer: Viewer, known: Known, here: Orgs) -> dict[str, Any]:
    """What was reported on a referred matter, and for whom the viewer may note what a board or a panel reported."""
    if known.found.result is not Result.REFER:
        return {}
    told = [one for one in known.events if one.type == "decision.report_noted"]
    return {
        "reports": tuple(_report(known, one) for one in told), "may_report": here,
        "may_report_panel": viewer.may("report.note"),
    }  # fmt: skip


def _report(known: Known, event: Event) -> ReportLine:
    whose = known.org_names.get(event.body.get("org", ""), "")
    said = known.texts.get(event.seq, {}).get("reason", "")
    return ReportLine(whose, said, known.people.get(event.actor, ""), event.at)


def _duties(known: Known, here: Orgs, matters: Iterable[MatterType]) -> dict[str, Any]:
    """The duties that were noted and not used, and for whom the viewer may note one: offered where nothing is in force."""
    lines = tuple(_duty(known, one) for one in known.events if one.type == "duty.noted")
    noted, sides = {one.org for one in lines}, {org.id: org.side for org in known.orgs}
    offered = known.row.owner_id is None and known.found.result in OFFERED
    able = (
        [one for one in here if one[0] not in noted and may_hold_a_duty(sides[one[0]], matters)]
        if offered
        else []
    )
    return {"duties": lines, "may_note_duty": tuple(able)}


def _duty(known: Known, event: Event) -> DutyLine:
    said, org = known.texts.get(event.seq, {}), event.body["org"]
    return DutyLine(
        UUID(org), known.org_names.get(org, ""), said.get("legal_basis", ""), said.get("reason", ""),
        known.people.get(event.actor, ""), event.at,
    )  # fmt: skip


def _authority(known: Known) -> str:
    return {str(kind): words for kind, words in CAPACITIES.items()}.get(known.state.electorate.capacity, "")


def _conditions(known: Known) -> Conditions | None:
    pinned = known.state.electorate
    if not pinned.boards:
        return None
    named = next((one for one in known.events if one.type == "decision.conditions_named"), None)
    boards = set(named.body["boards"]) if named else pinned.boards
    told = {one.body["org"]: one for one in known.events if one.type == "decision.ratified"}
    lines = tuple(_board(known, org.id, org.name, told) for org in known.orgs if str(org.id) in boards)
    return Conditions(lines, pinned.long_stop_days, known.row.long_stop)


def _board(known: Known, org: UUID, name: str, told: Mapping[str, Event]) -> BoardLine:
    event = told.get(str(org))
    if event is None:
        return BoardLine(org, name)
    note = known.texts.get(event.seq, {}).get("reason", "")
    return BoardLine(org, name, event.at, note, known.people.get(event.actor, ""))


def _corrections(known: Known, voted: str) -> tuple[tuple[CorrectionLine, ...], str]:
    """Each correction beside the words that stood before it, and the words that stand now."""
    lines, stands = [], voted
    for one in corrections(known.events):
        lines.append(_correction(known, one, stands))
        stands = lines[-1].text if lines[-1].state == Standing.STANDS else stands
    return tuple(lines), stands


def _correction(known: Known, one: Correction, before: str) -> CorrectionLine:
    said = known.texts.get(one.event.seq, {})
    text = said.get("text", before)
    return CorrectionLine(
        UUID(one.id), text, changes(before, text), said.get("reason", ""), known.people.get(one.event.actor, ""),
        one.event.at, one.until, str(one.standing(known.now)), tuple(_objection(known, event) for event in one.objections),
    )  # fmt: skip


def _objection(known: Known, event: Event) -> ObjectionLine:
    return ObjectionLine(
        known.org_names.get(event.body["org"], ""), known.texts.get(event.seq, {}).get("reason", "")
    )
