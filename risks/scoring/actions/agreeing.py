"""A score is agreed by a consent decision, once the views lie open; it stands in a history that is only added to."""

from datetime import date
from uuid import UUID, uuid4

from alliance.contract.access import enter, permission
from alliance.contract.models import Alliance
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused
from risks.register import marks
from risks.register import matrix as matrices
from risks.register import rules as register
from risks.register.actions.drafting import answer_before, draft_due, limit_of
from risks.register.actions.standing import (
    about,
    check_cited,
    check_held,
    found,
    matrix_in_force,
    today,
    version_in_force,
    with_,
)
from risks.register.models import MatrixVersion, Risk, ScoreEntry
from risks.scoring import rules
from risks.scoring.actions.revealing import settle


@action("risk.agree_score", needs=permission("risk.score", "enter an agreed score"), first=settle)
def agree_score(
    act: Act, *, risk: UUID, likelihood: int, consequence: int, reason: str, decision: str, axis: str = "current",
    knowledge: str = "", evidence: str = "", until: date | None = None,
) -> str | Refused:  # fmt: skip
    """Enter the score that the partners agreed by a decision which names the risk; a correction is a new entry.

    `axis` is where the risk is now (current) or where we want it to be (target); `until` is the last day of a target
    above the appetite.
    """
    one = found(act, risk)
    refused = (
        check_held(act, one) or register.check_score(likelihood, consequence, matrix_in_force(act))
        or rules.check_agreed(axis=axis, reason=reason, knowledge=knowledge, state=one.state, running=_runs(one))
        or check_cited(act, decision, str(one)) or _check_target(act, one, axis, likelihood * consequence, until)
    )  # fmt: skip
    follows = refused or (register.moved(one.state, "agree_score") if axis == "current" else one.state)
    if isinstance(follows, Refused):
        return follows
    texts = {"reason": reason.strip(), "evidence": evidence.strip()}
    entry = _entry(
        act,
        one,
        (axis, likelihood, consequence),
        {"decision": decision, "knowledge": knowledge, "until": until, **texts},
    )
    _scored(act, one, entry, follows)
    _log(act, one, entry)
    if axis == "current":
        # What a partner asked waits until it is decided, whatever the score
        answer_before(act, one, decision, but=[*draft_due(act, one), "asked"])
    return str(one)


def _entry(act: Act, risk: Risk, given: tuple[str, int, int], more: dict[str, object]) -> ScoreEntry:
    matrix, (axis, likelihood, consequence) = matrix_in_force(act), given
    level = matrices.level(matrix, likelihood, consequence)
    entry = ScoreEntry(
        id=uuid4(), risk=risk, at=act.at, axis=axis, likelihood=likelihood, consequence=consequence,
        matrix=version_in_force(act) or _first(act, matrix), band=matrix.bands[level].name, level=level,
        marks=_marks(act, risk), **more,
    )  # fmt: skip
    saved(entry)
    return entry


def _marks(act: Act, risk: Risk) -> dict[str, str]:
    """How what the risk is linked to stands now, as whoever acts may see it."""
    refs = list(risk.links.values_list("ref", flat=True))
    if act.by is None or not refs:
        return {}
    return marks.now(enter(act.by, Alliance.objects.get(id=act.alliance).slug), refs)


def _scored(act: Act, risk: Risk, entry: ScoreEntry, state: str) -> None:
    if entry.axis == "target":
        risk.target = entry
        risk.save(update_fields=["target"])
        return
    why = "changed" if risk.state == "accepted" else ""
    risk.state, risk.score, risk.look_again, risk.accepted_until, risk.accepted_by = (
        state,
        entry,
        why,
        None,
        None,
    )
    risk.save(update_fields=["state", "score", "look_again", "accepted_until", "accepted_by"])
    if why:
        act.as_system("risk.live_again", about(risk) | {"why": why})


def _runs(risk: Risk) -> bool:
    return risk.rounds.filter(revealed_at=None).exists()


def _check_target(act: Act, risk: Risk, axis: str, product: int, until: date | None) -> Refused | None:
    limit = limit_of(act, risk.domain)
    above = axis == "target" and register.against(risk.kind, product, limit).startswith("Outside")
    return register.check_until(until, today(act)) if above else rules.check_no_until(until)


def _first(act: Act, matrix: matrices.Matrix) -> MatrixVersion:
    """The first score of an alliance brings the default matrix with it."""
    made = MatrixVersion(
        id=uuid4(),
        alliance_id=act.alliance,
        number=matrix.number,
        settings=matrices.to_body(matrix),
        adopted_at=act.at,
    )
    saved(made)
    act.as_system(
        "matrix.adopted", {"matrix": str(made.id), "number": made.number, "settings": made.settings}
    )
    return made


def _log(act: Act, risk: Risk, entry: ScoreEntry) -> None:
    body = about(risk) | {
        "entry": str(entry.id), "axis": entry.axis, "likelihood": entry.likelihood,
        "consequence": entry.consequence, "matrix": entry.matrix.number, "state": risk.state, "decision": entry.decision,
    }  # fmt: skip
    until = entry.until.isoformat() if entry.until else ""
    act.log(
        "risk.scored",
        body | with_(knowledge=entry.knowledge, until=until),
        reason=entry.reason,
        evidence=entry.evidence,
    )
