"""What can be done with a risk: raised, held together, scored, looked at again, moved on, linked."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db.models import Max

from alliance.calendar.rules import day_of
from alliance.contract.access import anyone_inside, mandates, permission
from alliance.contract.models import Affiliation, Alliance, Objective, Organisation
from alliance.decisions.models import HOLDS, Proposal
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused, malformed
from risks.register import matrix as matrices
from risks.register import rules
from risks.register.models import Holder, MatrixVersion, Responsibility, Risk, RiskLink, ScoreEntry
from risks.register.words import Asked, RiskWords


@action("risk.raise", needs=permission("risk.raise", "raise a risk"))
def raise_risk(
    act: Act, *, words: RiskWords, holders: Sequence[Asked], review_on: date, objective: UUID | None = None,
    expected_on: date | None = None,
) -> str | Refused:  # fmt: skip
    """Raise a risk; answers its reference, such as R-04.

    Each partner in `holders` is asked; it has agreed at once where the caller holds its mandate. `expected_on` is
    the day it would bite, where that is known. With fewer than two holders the risk stays a draft.
    """
    refused = (
        rules.check_words(words) or rules.check_review(review_on, _today(act)) or _check_objective(act, objective)
        or _check_holders(act, holders, set())
    )  # fmt: skip
    if refused:
        return refused
    made = Risk(
        id=uuid4(), alliance_id=act.alliance, number=_next(act), kind=words.kind, cause=words.cause.strip(),
        event=words.event.strip(), effect=words.effect.strip(), domain=words.domain, objective_id=objective,
        proximity=words.proximity, expected_on=expected_on, review_on=review_on, raised_at=act.at,
    )  # fmt: skip
    shared = Responsibility(id=uuid4(), risk=made, must_be_true=words.must_be_true.strip())
    saved(made, shared)
    _log_raised(act, made, shared)
    _ask(act, made, shared, holders)
    return str(made)


@action("holder.ask", needs=permission("risk.raise", "ask a partner to hold a risk"))
def ask_partner(act: Act, *, risk: UUID, org: UUID, role: str) -> str | Refused:
    """Ask one more partner to hold a risk, with the title of the role that would lead there."""
    found, shared = _shared(act, risk)
    taken = set(shared.holders.values_list("org_id", flat=True))
    asked = [Asked(org, role)]
    refused = _open(found) or _check_holders(act, asked, taken)
    if refused:
        return refused
    _ask(act, found, shared, asked)
    return str(found)


@action("holder.agree", needs=anyone_inside)
def agree_to_hold(act: Act, *, risk: UUID, org: UUID, role: str = "") -> str | Refused:
    """Agree for a partner to hold a risk; `role` changes the title of its lead role, empty leaves it."""
    found, holder = _holder(act, risk, org)
    title = role.strip() or holder.role
    refused = (
        rules.check_mandate(org, _mandated(act)) or _open(found) or rules.check_role(title, _names(act))
    )  # fmt: skip
    follows = refused or rules.answered(holder.state, "agree")
    if isinstance(follows, Refused):
        return follows
    _answer(holder, follows, act, title)
    act.log("holder.agreed", _names_of(found, holder), role=title)
    return str(found)


@action("holder.release", needs=anyone_inside)
def release_holding(act: Act, *, risk: UUID, org: UUID, reason: str) -> str | Refused:
    """Say no for a partner that is asked, or step back for one that holds the risk. Nobody is put in its place."""
    found, holder = _holder(act, risk, org)
    refused = rules.check_mandate(org, _mandated(act)) or rules.check_reason(reason)
    follows = refused or rules.answered(holder.state, "release")
    if isinstance(follows, Refused):
        return follows
    _answer(holder, follows, act, holder.role)
    act.log(f"holder.{follows}", _names_of(found, holder), reason=reason.strip())
    return str(found)


@action("risk.score", needs=permission("risk.score", "score a risk"))
def score_risk(
    act: Act, *, risk: UUID, axis: str, likelihood: int, consequence: int, reason: str, decision: str = "",
    evidence: str = "",
) -> str | Refused:  # fmt: skip
    """Enter a score; only likelihood and consequence are given. A correction is a new entry."""
    found, shared = _shared(act, risk)
    version = _matrix(act)
    matrix = matrices.DEFAULT if version is None else matrices.from_body(version.number, version.settings)
    refused = (
        _check_held(act, found) or rules.check_score(likelihood, consequence, matrix)
        or rules.check_entry(axis=axis, state=found.state, agreed=_agreed(shared), reason=reason, decision=decision)
    )  # fmt: skip
    follows = refused or rules.moved(found.state, "score")
    if isinstance(follows, Refused):
        return follows
    level = matrices.level(matrix, likelihood, consequence)
    entry = ScoreEntry(
        id=uuid4(), risk=found, at=act.at, axis=axis, likelihood=likelihood, consequence=consequence,
        matrix=version or _adopt(act, matrix), band=matrix.bands[level].name, level=level, reason=reason.strip(),
        decision=decision, evidence=evidence.strip(),
    )  # fmt: skip
    saved(entry)
    _scored(found, entry, follows)
    _log_scored(act, found, entry)
    return str(found)


@action("risk.review", needs=permission("risk.score", "look at a risk again"))
def review_risk(act: Act, *, risk: UUID, reason: str) -> str | Refused:
    """Say why a risk is still valid; it is looked at again after 30, 90, 180 or 365 days, by its level."""
    found = _found(act, risk)
    follows = _check_held(act, found) or rules.check_reason(reason) or rules.moved(found.state, "review")
    if isinstance(follows, Refused):
        return follows
    was, review = found.review_on, rules.next_review(_today(act), found.score.level if found.score else None)
    found.review_on = review
    found.save(update_fields=["review_on"])
    act.log(
        "risk.reviewed",
        _id(found) | {"was": was.isoformat(), "review": review.isoformat()},
        reason=reason.strip(),
    )
    return str(found)


_PAST = {"happen": "risk.happened", "close": "risk.closed", "reopen": "risk.reopened"}


@action("risk.move", needs=permission("risk.score", "move a risk on"))
def move_risk(act: Act, *, risk: UUID, verb: str, reason: str, decision: str = "") -> str | Refused:
    """Let a risk `happen`, `close` it or `reopen` it under the same number, and say why; a live one closes by decision."""
    found = _found(act, risk)
    refused = (
        _check_held(act, found) or rules.check_reason(reason) or rules.check_decision(decision)
        or rules.check_close(verb, found.state, decision, _carried(act, decision))
    )  # fmt: skip
    follows = refused or rules.moved(found.state, verb if verb in _PAST else "")
    if isinstance(follows, Refused):
        return follows
    found.state = follows
    found.save(update_fields=["state"])
    act.log(_PAST[verb], _id(found) | _if(decision=decision), reason=reason.strip())
    return str(found)


@action("risk.link", needs=permission("risk.raise", "link a risk"))
def link_reference(act: Act, *, risk: UUID, ref: str) -> str | Refused:
    """Link a risk to what it hangs together with, by its reference."""
    found = _found(act, risk)
    refused = rules.check_reference(ref, str(found), set(found.links.values_list("ref", flat=True)))
    if refused:
        return refused
    saved(RiskLink(id=uuid4(), risk=found, ref=ref, made_at=act.at))
    act.log("risk.linked", _id(found) | {"ref": ref})
    return str(found)


def _found(act: Act, risk: UUID) -> Risk:
    found = Risk.objects.filter(alliance_id=act.alliance, id=risk).select_related("score").first()
    if found is None:
        raise NotFound
    return found


def _shared(act: Act, risk: UUID) -> tuple[Risk, Responsibility]:
    found = _found(act, risk)
    return found, found.responsibilities.get()


def _holder(act: Act, risk: UUID, org: UUID) -> tuple[Risk, Holder]:
    found, shared = _shared(act, risk)
    holder = shared.holders.filter(org_id=org).first()
    if holder is None:
        raise NotFound
    return found, holder


def _agreed(shared: Responsibility) -> int:
    return shared.holders.filter(state="agreed", org__left_at=None).count()


def _check_held(act: Act, risk: Risk) -> Refused | None:
    holding = Holder.objects.filter(responsibility__risk=risk, state="agreed", org__left_at=None)
    return rules.check_held(_mandated(act), set(holding.values_list("org_id", flat=True)))


def _carried(act: Act, decision: str) -> bool:
    """Whether a decision that is cited is one of this alliance, carried and not ended since."""
    number = int(decision.partition("-")[2]) if decision else 0
    return Proposal.objects.filter(alliance_id=act.alliance, number=number, life__in=HOLDS).exists()


def _open(risk: Risk) -> Refused | None:
    return (
        Refused("wrong_state", "This risk is closed. Open it again first.")
        if risk.state == "closed"
        else None
    )


def _ask(act: Act, risk: Risk, shared: Responsibility, asked: Sequence[Asked]) -> None:
    mandated = _mandated(act)
    for one in asked:
        state = "agreed" if one.org in mandated else "asked"
        holder = Holder(
            id=uuid4(), responsibility=shared, org_id=one.org, role=one.role.strip(), state=state, since=act.at,
        )  # fmt: skip
        saved(holder)
        body = _names_of(risk, holder) | {"responsibility": str(shared.id)}
        act.log("holder.asked", body, role=holder.role)
        if state == "agreed":
            act.log("holder.agreed", _names_of(risk, holder), role=holder.role)


def _answer(holder: Holder, state: str, act: Act, role: str) -> None:
    holder.state, holder.since, holder.role = state, act.at, role
    holder.save(update_fields=["state", "since", "role"])


def _scored(risk: Risk, entry: ScoreEntry, state: str) -> None:
    risk.state = state
    risk.score = entry if entry.axis == "current" else risk.score
    risk.save(update_fields=["state", "score"])


def _matrix(act: Act) -> MatrixVersion | None:
    return MatrixVersion.objects.filter(alliance_id=act.alliance).last()


def _adopt(act: Act, matrix: matrices.Matrix, decision: str = "") -> MatrixVersion:
    """Keep a version of the matrix; the first score of an alliance brings the default one with it."""
    made = MatrixVersion(
        id=uuid4(), alliance_id=act.alliance, number=matrix.number, settings=matrices.to_body(matrix),
        decision=decision, adopted_at=act.at,
    )  # fmt: skip
    saved(made)
    body = {"matrix": str(made.id), "number": made.number, "settings": made.settings}
    act.as_system("matrix.adopted", body | _if(decision=decision))
    return made


def _mandated(act: Act) -> set[UUID]:
    """The partners for whom the caller may answer now."""
    return {one.org_id for one in mandates(act.alliance, act.at) if one.person_id == act.by}


def _check_holders(act: Act, asked: Sequence[Asked], taken: set[UUID]) -> Refused | None:
    partners = Organisation.objects.filter(alliance_id=act.alliance, left_at=None).values_list(
        "id", flat=True
    )
    return rules.check_holders(asked, set(partners), taken, _names(act))


def _names(act: Act) -> set[str]:
    """The names of everybody who is or was in the alliance: a lead role holds none of them."""
    return set(Affiliation.objects.filter(alliance_id=act.alliance).values_list("person__name", flat=True))


def _check_objective(act: Act, objective: UUID | None) -> Refused | None:
    if objective is None or Objective.objects.filter(alliance_id=act.alliance, id=objective).exists():
        return None
    return malformed("objective", "Choose an objective of this alliance, or none.")


def _next(act: Act) -> int:
    return (Risk.objects.filter(alliance_id=act.alliance).aggregate(top=Max("number"))["top"] or 0) + 1


def _today(act: Act) -> date:
    return day_of(act.at, Alliance.objects.values_list("zone", flat=True).get(id=act.alliance))


def _id(risk: Risk) -> dict[str, str]:
    return {"risk": str(risk.id)}


def _if(**words: str) -> dict[str, str]:
    return {name: word for name, word in words.items() if word}


def _names_of(risk: Risk, holder: Holder) -> dict[str, str]:
    return _id(risk) | {"holder": str(holder.id), "org": str(holder.org_id)}


def _log_raised(act: Act, risk: Risk, shared: Responsibility) -> None:
    body = _id(risk) | {
        "number": risk.number, "kind": risk.kind, "domain": risk.domain, "proximity": risk.proximity,
        "review": risk.review_on.isoformat(), "responsibility": str(shared.id),
        **_if(
            objective=str(risk.objective_id or ""),
            expected=risk.expected_on.isoformat() if risk.expected_on else "",
        ),
    }  # fmt: skip
    act.log(
        "risk.raised", body, cause=risk.cause, event=risk.event, effect=risk.effect,
        must_be_true=shared.must_be_true,
    )  # fmt: skip


def _log_scored(act: Act, risk: Risk, entry: ScoreEntry) -> None:
    body = _id(risk) | {
        "entry": str(entry.id), "axis": entry.axis, "likelihood": entry.likelihood,
        "consequence": entry.consequence, "matrix": entry.matrix.number, "state": risk.state,
        **_if(decision=entry.decision),
    }  # fmt: skip
    act.log("risk.scored", body, reason=entry.reason, evidence=entry.evidence)
