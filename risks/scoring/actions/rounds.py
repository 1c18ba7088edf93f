"""A round is begun, each partner gives its view alone, and a decision may open what is there once the day is over."""

from datetime import date
from uuid import UUID, uuid4

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from alliance.ledger.commitments import new_salt
from risks.register import matrix as matrices
from risks.register import rules as register
from risks.register.actions.standing import (
    about,
    check_cited,
    check_held,
    found,
    holding,
    mandated,
    matrix_in_force,
    today,
)
from risks.register.models import Risk
from risks.scoring import rules, safe
from risks.scoring.actions.revealing import SEALED, expected, reveal, reveal_complete, settle
from risks.scoring.models import Round


@action("round.start", needs=permission("risk.score", "start a scoring round"), first=settle)
def start_round(act: Act, *, risk: UUID, due_on: date, reason: str = "") -> str | Refused:
    """Begin to score a risk: each partner that holds it is asked for its view, sealed until all are in."""
    one = found(act, risk)
    orgs, running = holding(one), one.rounds.filter(revealed_at=None).exists()
    refused = check_held(act, one) or rules.check_start(
        state=one.state, agreed=len(orgs), due_on=due_on, today=today(act), reason=reason, running=running
    )
    follows = refused or register.moved(one.state, "start_round")
    if isinstance(follows, Refused):
        return follows
    one.state = follows
    one.save(update_fields=["state"])
    _begin(act, one, orgs, due_on, reason.strip())
    return str(one)


@action("view.give", needs=permission("risk.score", "give a view"), first=settle)
def give_view(
    act: Act, *, risk: UUID, org: UUID, likelihood: int, consequence: int, words: str = ""
) -> str | Refused:
    """Seal a partner’s view in the round that runs, in the place of what it said before; the last one opens them all."""
    one, running = found(act, risk), _running(act, risk)
    if running is None or org not in expected(running):
        return _not_there(org in holding(one))
    matrix = matrices.from_body(running.matrix, running.steps)
    refused = register.check_mandate(org, mandated(act)) or register.check_score(
        likelihood, consequence, matrix
    )
    refused = refused or rules.check_words(words)
    key = refused or safe.key_for_sealing(act.alliance)
    if isinstance(key, Refused):
        return key
    view = rules.View(org, likelihood, consequence, words.strip())
    _seal(act, running, view, key)
    reveal_complete(act, running)
    return str(one)


@action("round.reveal", needs=permission("risk.score", "open a round"), first=settle)
def reveal_round(act: Act, *, risk: UUID, decision: str) -> str | Refused:
    """Open, by a decision that names the risk, a round whose day is over; who was silent stands as “not scored”."""
    one, running = found(act, risk), _running(act, risk)
    if running is None:
        return Refused("no_round", "No round is open for this risk.")
    orgs, views = expected(running), safe.opened(act.alliance, running.id)
    there = len({view.org for _, _, view in views.values()} & set(orgs))
    refused = (
        check_held(act, one)
        or (safe.UNREAD if len(views) < running.sealed.count() else None)
        or rules.check_reveal(inside=there, due_on=running.due_on, today=today(act))
        or check_cited(act, decision, str(one))
    )
    if refused:
        return refused
    reveal(act, running, orgs, decision)
    return str(one)


def _running(act: Act, risk: UUID) -> Round | None:
    return (
        Round.objects.filter(risk_id=risk, risk__alliance_id=act.alliance, revealed_at=None)
        .select_related("risk")
        .first()
    )


def _not_there(holds: bool) -> Refused:
    if not holds:
        raise NotFound
    return Refused(
        "no_round",
        "Your partner is in no open round of this risk. To change a view that is open, begin a new round.",
    )


def _begin(act: Act, risk: Risk, orgs: list[UUID], due_on: date, reason: str) -> None:
    matrix = matrix_in_force(act)
    made = Round(
        id=uuid4(), risk=risk, number=risk.rounds.count() + 1, partners=[str(org) for org in orgs], matrix=matrix.number,
        steps=matrices.to_body(matrix), reason=reason, started_at=act.at, due_on=due_on,
    )  # fmt: skip
    saved(made)
    body = about(risk) | {
        "round": str(made.id),
        "number": made.number,
        "due": due_on.isoformat(),
        "partners": made.partners,
    }
    act.log("round.started", body, reason=reason)


def _seal(act: Act, running: Round, view: rules.View, key: bytes) -> None:
    """Nothing but a salted commitment goes into the log: not what, not by whom, and not for which partner."""
    salt, text = new_salt(), rules.to_text(view)
    body = about(running.risk) | {"round": str(running.id)}
    event = act.seal_unsigned(SEALED, body, {safe.FIELD: salt}, **{safe.FIELD: text})
    safe.keep(key, act.alliance, view.org, event, salt, text)
