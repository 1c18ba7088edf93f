"""What became of a decision after its vote, read from its own entries: boards, corrections, and who may say what."""

from collections.abc import Mapping
from uuid import UUID

from alliance.contract.words.capacity import CAPACITIES
from alliance.decisions.count.correcting import Correction, Standing, corrections
from alliance.decisions.models import Life
from alliance.decisions.queries.known import Known
from alliance.decisions.reading.differences import changes
from alliance.decisions.reading.later import BoardLine, Conditions, CorrectionLine, Later, ObjectionLine
from alliance.door.access import Viewer
from alliance.ledger.event import Event


def later(viewer: Viewer, known: Known, voted: str, life: str) -> Later:
    """The later life of the decision whose words were `voted`; no queries beyond what `known` holds."""
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
        may_correct=bool(life) and not running and (proposes or viewer.may("decision.correct")),
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
