"""A decision about a risk is drafted where the rules ask for one; nobody is named in it."""

from collections.abc import Iterable
from uuid import uuid4

from django.db.models import QuerySet

from alliance.door.action import Act
from alliance.door.record import saved
from risks.register import rules
from risks.register.actions.standing import about, decided_at
from risks.register.models import Appetite, Escalation, Risk


def draft(act: Act, risk: Risk, on: Iterable[str]) -> None:
    """Inside an action of the wing: draft a decision on these grounds, where none waits on them yet."""
    waiting = set(risk.escalations.filter(answered_at=None).values_list("ground", flat=True))
    for ground in on:
        if ground not in waiting:
            made = Escalation(id=uuid4(), risk=risk, ground=ground, drafted_at=act.at)
            saved(made)
            act.as_system("escalation.drafted", about(risk) | {"escalation": str(made.id), "ground": ground})


def answer(act: Act, risk: Risk, decision: str) -> None:
    """Whatever is drafted is answered by this decision."""
    risk.escalations.filter(answered_at=None).update(answered_at=act.at, decision=decision)


def drafted_before(act: Act, risk: Risk, decision: str) -> QuerySet[Escalation]:
    """What is drafted, and was before this decision was made."""
    return risk.escalations.filter(answered_at=None, drafted_at__lte=decided_at(act, decision))


def answer_before(act: Act, risk: Risk, decision: str, but: Iterable[str] = ()) -> None:
    """What was drafted before this decision was made is answered by it, `but` for these grounds."""
    before = drafted_before(act, risk, decision).exclude(ground__in=list(but))
    before.update(answered_at=act.at, decision=decision)


def draft_due(act: Act, risk: Risk) -> list[str]:
    """Draft what the risk’s score, its nearness and the appetite of its domain ask for; answers on which grounds."""
    if risk.score is None:
        return []
    bands = len(risk.score.matrix.settings["bands"])
    limit = limit_of(act, risk.domain)
    on = rules.grounds(
        kind=risk.kind,
        proximity="" if risk.state == "issue" else risk.proximity,  # what happens already comes no nearer
        level=risk.score.level,
        bands=bands,
        product=risk.score.product,
        limit=limit,
    )
    draft(act, risk, on)
    return on


def limit_of(act: Act, domain: str) -> int | None:
    """The highest score that the alliance chooses in a domain; None where it has not said."""
    return (
        Appetite.objects.filter(alliance_id=act.alliance, domain=domain)
        .values_list("limit", flat=True)
        .last()
    )
