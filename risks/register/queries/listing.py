"""The list of risks with its filters, and what a reference to one stands for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from alliance.decisions.models import HOLDS, Proposal
from alliance.door.access import Viewer
from alliance.wings.offers import Reference
from risks.register import matrix as matrices
from risks.register import rules, shapes
from risks.register.models import Escalation, Holder, Risk
from risks.register.queries.settled import in_force, limits, today, versions
from risks.register.words import LOOK_AGAIN, STATES, due_words, level_words, said

PAGE = 50
DUE = {"overdue": timedelta(days=-1), "month": timedelta(days=30), "quarter": timedelta(days=90)}


@dataclass(frozen=True, slots=True)
class Beside:
    """What a risk is read beside: the day, the matrix in force, and the limit of each domain."""

    day: date
    matrix: matrices.Matrix
    limits: dict[str, int]


def risks(
    viewer: Viewer, *, state: str = "", band: str = "", holder: UUID | None = None, objective: UUID | None = None,
    due: str = "", cell: str = "", kind: str = "", number: int = 1,
) -> Page[shapes.RiskRow]:  # fmt: skip
    """Page `number` of the risks: the highest level first, then the nearest review.

    `state` "" leaves out what is closed, "all" nothing; `due` is overdue, month or quarter; `cell` is likelihood and
    consequence as "4x3".
    """
    here = beside(viewer)
    found = whole(viewer).filter(_state(state, here.day), _cell(viewer, here, cell), _due(due, here.day))
    found = found.filter(score__band=band) if band else found
    found = found.filter(objective=objective) if objective else found
    found = found.filter(kind=kind) if kind else found
    found = found.filter(id__in=held(viewer, [holder])) if holder else found
    page: Page[Any] = Paginator(
        found.order_by(F("score__level").desc(nulls_last=True), "review_on", "number"), PAGE
    ).get_page(number)
    page.object_list = [row(viewer, risk, here) for risk in page.object_list]
    return page


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What R-04 stands for."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    return [_reference(viewer, one, numbers[one.number]) for one in _plain(viewer).filter(number__in=numbers)]


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a risk is called."""
    return {str(one.id): _reference(viewer, one, str(one)) for one in _plain(viewer).filter(id__in=ids)}


def whole(viewer: Viewer) -> QuerySet[Risk]:
    """The risks of the alliance with their scores and holders; `covered` says whether an acceptance still has its
    decision, `drafted` whether a decision about the risk waits to be taken."""
    holders = Prefetch("responsibilities__holders", Holder.objects.select_related("org"))
    decided = Proposal.objects.filter(
        alliance=viewer.alliance, number=OuterRef("accepted_by"), life__in=HOLDS
    )
    waiting = Escalation.objects.filter(risk=OuterRef("id"), answered_at=None)
    return (
        Risk.objects.filter(alliance=viewer.alliance).annotate(covered=Exists(decided), drafted=Exists(waiting))
        .select_related("score__matrix", "target__matrix", "objective").prefetch_related("responsibilities", holders)
    )  # fmt: skip


def beside(viewer: Viewer) -> Beside:
    """What the risks of this alliance are read beside today. Three queries."""
    return Beside(today(viewer), in_force(viewer), limits(viewer))


def held(viewer: Viewer, orgs: Iterable[UUID]) -> QuerySet[Any]:
    """Risks that these partners hold or are asked to hold."""
    holding = Holder.objects.filter(org__in=list(orgs), state__in=["asked", "agreed"])
    return holding.filter(responsibility__risk__alliance=viewer.alliance).values("responsibility__risk")


def row(viewer: Viewer, risk: Any, here: Beside) -> shapes.RiskRow:
    """One risk of `whole` in a list."""
    holders = [
        one for duty in risk.responsibilities.all() for one in duty.holders.all() if one.org.left_at is None
    ]
    agreed = [one.org.name for one in holders if one.state == "agreed"]
    asked = [one.org.name for one in holders if one.state == "asked"]
    days, (state, again) = (risk.review_on - here.day).days, _now(risk, here.day)
    closed = state == "closed"
    return shapes.RiskRow(
        id=risk.id, ref=str(risk), number=risk.number, kind=risk.kind, kind_words=risk.kind.title(), event=risk.event,
        objective=risk.objective.code if risk.objective else "", state=state, state_words=said(STATES, state),
        missing=rules.standing(state, len(agreed + asked), len(agreed)), held_by=agreed, asked=asked,
        score=score(viewer, risk.kind, risk.score) if risk.score else None, appetite=_appetite(risk, here),
        look_again=said(LOOK_AGAIN, again), score_again="" if closed else _score_again(risk, here),
        accepted_until=risk.accepted_until if state == "accepted" else None, review_on=risk.review_on,
        review_words="" if closed else due_words(days), overdue=days < 0 and not closed, url=url(viewer, risk.number),
    )  # fmt: skip


def score(viewer: Viewer, kind: str, entry: Any) -> shapes.Score:
    """A score with both its numbers and the word for its level."""
    words = level_words(kind, entry.band, entry.level)
    return shapes.Score(entry.likelihood, entry.consequence, entry.product, entry.band, entry.level, words)


def url(viewer: Viewer, number: int) -> str:
    """The page of a risk."""
    return reverse("risk", args=[viewer.slug, number])


def _now(risk: Any, day: date) -> tuple[str, str]:
    """The state of a risk, and why it is to be looked at again: an acceptance that has ended is none, settled or not."""
    if risk.state != "accepted":
        return risk.state, risk.look_again
    if risk.accepted_until < day:
        return "live", "expired"
    return ("accepted", "") if risk.covered else ("live", "superseded")


def _appetite(risk: Any, here: Beside) -> str:
    if risk.score is None or risk.state == "closed":
        return ""
    return rules.against(risk.kind, risk.score.product, here.limits.get(risk.domain))


def _score_again(risk: Any, here: Beside) -> str:
    if risk.score is None:
        return ""
    given = matrices.from_body(risk.score.matrix.number, risk.score.matrix.settings)
    return "" if matrices.same_steps(given, here.matrix) else "Score again: the matrix has other steps now"


def _plain(viewer: Viewer) -> QuerySet[Risk]:
    return Risk.objects.filter(alliance=viewer.alliance)


def _reference(viewer: Viewer, risk: Risk, ref: str) -> Reference:
    return Reference(ref, risk.event, url(viewer, risk.number), said(STATES, risk.state))


def _state(state: str, day: date) -> Q:
    covered = Q(accepted_until__gte=day, covered=True)
    if state == "accepted":
        return Q(state="accepted") & covered
    if state == "live":
        return Q(state="live") | (Q(state="accepted") & ~covered)
    return Q() if state == "all" else Q(state=state) if state else ~Q(state="closed")


def _due(due: str, day: date) -> Q:
    return Q(review_on__lte=day + DUE[due]) & ~Q(state="closed") if due in DUE else Q()


def _cell(viewer: Viewer, here: Beside, cell: str) -> Q:
    """What the map counts in a cell: scored there on the matrix in force, or on one with as many steps. One query."""
    likelihood, _, consequence = cell.partition("x")
    if not (likelihood.isdecimal() and consequence.isdecimal() and len(cell) < 6):
        return Q()
    readable = [number for number, one in versions(viewer).items() if matrices.same_steps(one, here.matrix)]
    at = Q(score__likelihood=int(likelihood), score__consequence=int(consequence))
    return at & Q(score__matrix__number__in=readable)
