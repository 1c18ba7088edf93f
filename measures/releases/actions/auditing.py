"""Making what a release would publish, and attacking it: in the worker, before the door; what it found goes through it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID

from alliance.door.access import Caller
from alliance.door.action import Act, Done, action
from alliance.door.refusals import NotFound, Refused, denied
from measures.plan.keys import alliance_key
from measures.plan.reading import PeriodRow, Plan, read_plan
from measures.releases import publish as press
from measures.releases.actions.reading import (
    atoms_in,
    fingerprint,
    key_id,
    paired,
    released,
    released_periods,
    rules_of,
    standing,
)
from measures.releases.audit.attack import Beat, Onward
from measures.releases.inputs import AtomIn
from measures.releases.making.make import Outcome, make_release
from measures.releases.making.statements import Statement
from measures.releases.models import Proposal, Release
from measures.releases.rules import NOTHING_NEW, State, next_state
from measures.releases.stored.ordering import order_for
from measures.releases.stored.statements import content_of

TRIES = 3
KEEPS_MOVING = Refused(
    "keeps_moving", "Figures changed again and again during the audit. Audit the release again later."
)
MOVED = Refused("moved_meanwhile", "Figures changed during the audit.")


@dataclass(frozen=True, slots=True)
class Made:
    """What an audit leaves: `found` says why nothing may be published, blank where the attack found nothing."""

    mark: str
    found: str = ""
    key: str = ""
    content: str = ""
    partners: int = 0
    figures: tuple[dict[str, Any], ...] = ()
    statements: tuple[dict[str, Any], ...] = ()
    atoms: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def _by_system(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    return (
        None
        if act.by is None
        else denied("system_only", "An audit is run by the system. Ask for one instead.")
    )


def audit_release(caller: Caller, *, release: UUID, beat: Beat = lambda done, total: None) -> Done | Refused:
    """Make and attack what an open release would publish, and note what was found; again where data moved meanwhile."""
    onward = Onward(beat, len(released_periods(caller.alliance)) + 1)
    for _ in range(TRIES):
        row = Release.objects.one(id=release, alliance_id=caller.alliance)
        if row is None:
            raise NotFound
        made = _made(row, onward) if row.state == State.OPENED else Made("")  # another was quicker: no work
        answer = note_audit(Caller(caller.alliance, None), release=release, made=made)
        if answer != MOVED:
            return answer
    return KEEPS_MOVING


@action("release.audit", needs=_by_system)
def note_audit(act: Act, *, release: UUID, made: Made) -> str | Refused:
    """Keep what the audit of a release found, for its seals; answers the release's number."""
    row = Release.objects.one(id=release, alliance_id=act.alliance)
    if row is None:
        raise NotFound
    if row.state != State.OPENED:
        return str(row.number)  # it was closed meanwhile, or another worker was quicker
    key = alliance_key(act.alliance)
    if isinstance(key, bytes) and made.mark != fingerprint(read_plan(act.alliance), row.period_id, key):
        return MOVED
    row.state = next_state(row.state, "blocked" if made.found else "audited")
    row.audited_at, row.found, row.partners = act.at, made.found, made.partners
    row.releases = Release.objects.filter(alliance_id=act.alliance, state=State.PUBLISHED).count() + 1
    rules = rules_of(act.alliance).of(row.period_id)
    row.parameters = {name: str(value) for name, value in asdict(rules).items()}
    row.series, row.key_id, row.content = rules.version, made.key, made.content
    row.waiting = list(made.waiting)
    row.save()
    _keep(row, made)
    act.log(f"release.{row.state}", {"release": str(row.id), "number": row.number})
    return str(row.number)


def _keep(row: Release, made: Made) -> None:
    Proposal.objects.filter(release=row).delete()
    if not made.found:
        Proposal.objects.create(
            release=row, fingerprint=made.mark, figures=made.figures, statements=made.statements, atoms=made.atoms,
            periods=made.periods,
        )  # fmt: skip


def _made(row: Release, beat: Beat) -> Made:
    plan, key = read_plan(row.alliance_id), alliance_key(row.alliance_id)
    if isinstance(key, Refused):
        return Made("", key.sentence)
    mark = fingerprint(plan, row.period_id, key)
    parts = _parts(plan, row, key, beat)
    if isinstance(parts, Refused):
        return Made(mark, parts.sentence)
    waiting = tuple(part.period.code for part in parts if part.outcome.held)
    new = [part for part in parts if part.new]
    return replace(_gathered(mark, key, new) if new else Made(mark, NOTHING_NEW), waiting=waiting)


@dataclass(frozen=True, slots=True)
class _Part:
    """One period of a release: what was made of it, and the atom versions behind."""

    period: PeriodRow
    outcome: Outcome
    atoms: tuple[str, ...]
    new: bool


def _parts(plan: Plan, row: Release, key: bytes, beat: Beat) -> list[_Part] | Refused:
    """The release's period and every released one, and whether others may see something new of it."""
    past, found, rules = released(plan), released_periods(plan.alliance), rules_of(plan.alliance)
    said, parts = past.statements, list[_Part]()
    periods = [each for each in plan.periods if each.id == row.period_id or each.id in found]
    for period in sorted(periods, key=lambda each: each.id != row.period_id):
        versions = atoms_in(plan, period, (*standing(plan, period), *paired(plan, period)))
        order = order_for(plan, period, row.number, tuple(versions), key, rules.of(period.id))
        made = make_release(order, said, beat) if versions else None
        if isinstance(made, Refused):
            return made
        if made:
            new = _is_new(made.statements, said)
            said = (*said, *made.statements) if new else said
            parts.append(_Part(period, made, _behind(made, {**past.versions, **versions}), new))
    return parts


def _is_new(made: tuple[Statement, ...], past: tuple[Statement, ...]) -> bool:
    """Whether a period's figures rest on other exact ones, or are of other views, than when it was last released."""
    last = {(each.period, each.measure): each for each in past}
    return any(_said(each) != _said(last.get((each.period, each.measure))) for each in made)


def _said(statement: Statement | None) -> object:
    if statement is None:
        return None
    counts = {view.view: (view.groups, view.counts) for view in statement.views}
    return set(statement.atoms), set(statement.units), counts


def _behind(made: Outcome, versions: Mapping[AtomIn, UUID]) -> tuple[str, ...]:
    """The ids of the atom versions that a period is made from: of what is held, those of its last release."""
    used = (str(versions[atom]) for said in made.statements for atom in said.atoms)
    return tuple(dict.fromkeys(used))


def _gathered(mark: str, key: bytes, parts: list[_Part]) -> Made:
    figures = [each for part in parts for each in part.outcome.published]
    statements = [
        {"period": str(part.period.id), "measure": said.measure, "content": content_of(said)}
        for part in parts for said in part.outcome.statements
    ]  # fmt: skip
    return Made(
        mark, key=key_id(key), content=_hash(figures), partners=len({one for part in parts for who in part.outcome.tried for one in who}),
        figures=tuple(press.row_of(each, key) for each in figures), statements=tuple(statements),
        atoms=tuple(each for part in parts for each in part.atoms), periods=tuple(str(part.period.id) for part in parts),
    )  # fmt: skip


def _hash(figures: list[press.Published]) -> str:
    """SHA-256 over all that is shown, in declared order."""
    shown = [
        (each.period, each.view, each.measure, each.figure, each.partners, each.cell.state.value, each.cell.text, each.cell.note)
        for each in figures
    ]  # fmt: skip
    return sha256(dumps(shown, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
