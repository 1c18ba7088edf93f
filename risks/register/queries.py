"""What can be seen of risks: the list with its filters, one risk whole, the map, what waits."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract.access import mandates
from alliance.contract.models import Alliance, Objective, Organisation
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.links.queries import resolve
from alliance.wings.offers import Reference, Wait
from frontend.charts.heat import HeatCell, HeatSpec
from risks.register import matrix as matrices
from risks.register import rules, shapes, story
from risks.register.models import Holder, MatrixVersion, Risk, RiskLink
from risks.register.words import KINDS, STATES, days_words, due_words, level_words, plain, said

PAGE = 50
REVIEWS_SOON, DAY_SOON = timedelta(days=30), timedelta(days=90)
DUE = {"overdue": timedelta(days=-1), "month": timedelta(days=30), "quarter": timedelta(days=90)}
VERBS = ("score", "review", "happen", "close", "reopen")


def risks(
    viewer: Viewer, *, state: str = "", band: str = "", holder: UUID | None = None, objective: UUID | None = None,
    due: str = "", cell: str = "", kind: str = "", number: int = 1,
) -> Page[shapes.RiskRow]:  # fmt: skip
    """Page `number` of the risks: the highest level first, then the nearest review.

    `state` "" leaves out what is closed, "all" nothing; `due` is overdue, month or quarter; `cell` is likelihood and
    consequence as "4x3".
    """
    today = _today(viewer)
    found = _of(viewer).filter(_state(state), _cell(cell), _due(due, today))
    found = found.filter(score__band=band) if band else found
    found = found.filter(objective=objective) if objective else found
    found = found.filter(kind=kind) if kind else found
    found = found.filter(id__in=_held([holder])) if holder else found
    page: Page[Any] = Paginator(
        found.order_by(F("score__level").desc(nulls_last=True), "review_on", "number"), PAGE
    ).get_page(number)
    page.object_list = [_row(risk, viewer, today) for risk in page.object_list]
    return page


def risk(viewer: Viewer, number: int) -> shapes.RiskPage:
    """One risk by its number; NotFound where there is none."""
    found = _of(viewer).filter(number=number).first()
    if found is None:
        raise NotFound
    duties = [_duty(one) for one in found.responsibilities.all()]
    partners = [holder for duty in duties for holder in duty.holders]
    entries = found.entries.select_related("matrix")
    row = _row(found, viewer, _today(viewer))
    return shapes.RiskPage(
        risk=row, cause=found.cause, effect=found.effect, domain_words=found.get_domain_display(),
        proximity_words=found.get_proximity_display(), expected_on=found.expected_on, duties=duties,
        entries=[_entry(found.kind, one) for one in entries], links=_links(viewer, found),
        story=story.story(viewer, found.id, partners), may=_may(viewer, found, partners),
    )  # fmt: skip


def raising(viewer: Viewer) -> shapes.Raising:
    """The partners and the objectives of the alliance, to choose from."""
    partners = Organisation.objects.filter(alliance=viewer.alliance, left_at=None).values_list("id", "name")
    objectives = Objective.objects.filter(alliance=viewer.alliance, retired_at=None)
    return shapes.Raising(list(partners), [(one.id, f"{one.code} {one.title}") for one in objectives])


def steps(viewer: Viewer) -> shapes.Steps:
    """The steps of the alliance's matrix in force, or of the default one."""
    matrix = _matrix(viewer)
    return shapes.Steps(
        _numbered(matrix.likelihood), _numbered(matrix.consequence), [band.name for band in matrix.bands]
    )


def maps(viewer: Viewer) -> list[HeatSpec]:
    """A map of what is not closed by likelihood and consequence: of threats, and of opportunities where there are any."""
    rows = Risk.objects.filter(alliance=viewer.alliance).exclude(state="closed").exclude(score=None)
    counted = rows.values_list("kind", "score__likelihood", "score__consequence").annotate(n=Count("id"))
    counts = {(kind, likelihood, consequence): n for kind, likelihood, consequence, n in counted}
    kinds = [kind for kind, _ in KINDS if kind == "threat" or any(key[0] == kind for key in counts)]
    matrix = _matrix(viewer)
    return [_map(viewer, matrix, kind, counts) for kind in kinds]


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Where a partner this viewer answers for is asked; reviews due within 30 days; risks whose day is within 90."""
    today = day_of(now, _zone(viewer))
    return _asked(viewer, now) + _near(viewer, today)


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What R-04 stands for."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    return [_reference(viewer, one, numbers[one.number]) for one in _plain(viewer).filter(number__in=numbers)]


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a risk is called."""
    return {str(one.id): _reference(viewer, one, str(one)) for one in _plain(viewer).filter(id__in=ids)}


def _plain(viewer: Viewer) -> QuerySet[Risk]:
    return Risk.objects.filter(alliance=viewer.alliance)


def _reference(viewer: Viewer, risk: Risk, ref: str) -> Reference:
    return Reference(ref, risk.event, _url(viewer, risk.number), said(STATES, risk.state))


def _of(viewer: Viewer) -> QuerySet[Risk]:
    holders = Prefetch("responsibilities__holders", Holder.objects.select_related("org"))
    return (
        Risk.objects.filter(alliance=viewer.alliance)
        .select_related("score", "objective").prefetch_related("responsibilities", holders)
    )  # fmt: skip


def _zone(viewer: Viewer) -> str:
    return Alliance.objects.values_list("zone", flat=True).get(id=viewer.alliance)


def _today(viewer: Viewer) -> date:
    return day_of(clock.now(), _zone(viewer))


def _url(viewer: Viewer, number: int) -> str:
    return reverse("risk", args=[viewer.slug, number])


def _state(state: str) -> Q:
    return Q() if state == "all" else Q(state=state) if state else ~Q(state="closed")


def _due(due: str, today: date) -> Q:
    return Q(review_on__lte=today + DUE[due]) & ~Q(state="closed") if due in DUE else Q()


def _cell(cell: str) -> Q:
    likelihood, _, consequence = cell.partition("x")
    if not (likelihood.isdecimal() and consequence.isdecimal() and len(cell) < 6):
        return Q()
    return Q(score__likelihood=int(likelihood), score__consequence=int(consequence))


def _held(orgs: Iterable[UUID]) -> QuerySet[Any]:
    """Risks that these partners hold or are asked to hold."""
    holding = Holder.objects.filter(org__in=list(orgs), state__in=["asked", "agreed"])
    return holding.values("responsibility__risk")


def _row(risk: Risk, viewer: Viewer, today: date) -> shapes.RiskRow:
    holders = [
        one for duty in risk.responsibilities.all() for one in duty.holders.all() if one.org.left_at is None
    ]
    agreed = [one.org.name for one in holders if one.state == "agreed"]
    asked = [one.org.name for one in holders if one.state == "asked"]
    days = rules.days_left(risk.review_on, today)
    closed = risk.state == "closed"
    return shapes.RiskRow(
        id=risk.id, ref=str(risk), number=risk.number, kind=risk.kind, kind_words=risk.kind.title(), event=risk.event,
        objective=risk.objective.code if risk.objective else "", state=risk.state,
        state_words=said(STATES, risk.state), missing=rules.standing(risk.state, len(agreed + asked), len(agreed)),
        held_by=agreed, asked=asked, score=_score(risk.kind, risk.score) if risk.score else None,
        review_on=risk.review_on, review_words="" if closed else due_words(days), overdue=days < 0 and not closed,
        url=_url(viewer, risk.number),
    )  # fmt: skip


def _score(kind: str, entry: Any) -> shapes.Score:
    words = level_words(kind, entry.band, entry.level)
    return shapes.Score(entry.likelihood, entry.consequence, entry.product, entry.band, entry.level, words)


def _entry(kind: str, entry: Any) -> shapes.Entry:
    matrix = matrices.from_body(entry.matrix.number, entry.matrix.settings)
    return shapes.Entry(
        at=entry.at, axis=entry.axis, axis_words=entry.get_axis_display(), score=_score(kind, entry),
        likelihood_words=plain(matrix.likelihood[entry.likelihood - 1]),
        consequence_words=plain(matrix.consequence[entry.consequence - 1]), matrix=matrix.number,
        reason=entry.reason, decision=entry.decision, evidence=entry.evidence,
    )  # fmt: skip


def _duty(duty: Any) -> shapes.Duty:
    holders = [
        shapes.HolderRow(
            one.org_id, one.org.code, one.org.name, one.role, "left" if one.org.left_at else one.state,
            "Has left the alliance" if one.org.left_at else one.get_state_display(), one.since,
        )
        for one in duty.holders.all()
    ]  # fmt: skip
    return shapes.Duty(duty.must_be_true, holders)


def _links(viewer: Viewer, risk: Risk) -> list[shapes.Link]:
    """What this risk names, and the risks that name it."""
    own = list(risk.links.values_list("ref", flat=True))
    named_by = RiskLink.objects.filter(risk__alliance=viewer.alliance, ref=str(risk)).select_related("risk")
    refs = dict.fromkeys([*own, *(str(link.risk) for link in named_by)])
    found = resolve(viewer, refs)
    return [shapes.Link(ref, found.get(ref)) for ref in refs]


def _may(viewer: Viewer, risk: Risk, partners: list[shapes.HolderRow]) -> shapes.May:
    mine = {one.org_id for one in mandates(viewer.alliance, clock.now()) if one.person_id == viewer.person}
    closed, holders = risk.state == "closed", [one for one in partners if one.org in mine]
    return shapes.May(
        verbs=_verbs(viewer, risk, mine, {one.org for one in partners if one.state == "agreed"}),
        agree=[one.org for one in holders if one.state != "agreed" and not closed],
        release=[one.org for one in holders if one.state in {"asked", "agreed"} and not closed],
    )


def _verbs(viewer: Viewer, risk: Risk, mine: set[UUID], agreed: set[UUID]) -> list[str]:
    draft = risk.state == "proposed" and len(agreed) < rules.ENOUGH
    holds = viewer.may("risk.score") and rules.check_held(mine, agreed) is None
    scoring = [
        verb for verb in VERBS if (risk.state, verb) in rules.MOVES and not (verb == "score" and draft)
    ]
    raising = ["link"] + ([] if risk.state == "closed" else ["ask"])
    return (scoring if holds else []) + (raising if viewer.may("risk.raise") else [])


def _matrix(viewer: Viewer) -> matrices.Matrix:
    version = MatrixVersion.objects.filter(alliance=viewer.alliance).last()
    return matrices.from_body(version.number, version.settings) if version else matrices.DEFAULT


def _numbered(labels: Iterable[str]) -> list[tuple[int, str]]:
    return [(at, plain(label)) for at, label in enumerate(labels, 1)]


def _map(
    viewer: Viewer, matrix: matrices.Matrix, kind: str, counts: dict[tuple[str, int, int], int]
) -> HeatSpec:
    down, across = _numbered(matrix.likelihood)[::-1], _numbered(matrix.consequence)
    cells = tuple(
        tuple(
            _map_cell(viewer, matrix, kind, (row, column), counts.get((kind, row, column), 0))
            for column, _ in across
        )
        for row, _ in down
    )
    total = sum(cell.count for row in cells for cell in row)
    plural = {"threat": "threats", "opportunity": "opportunities"}[kind]
    title = f"{total} {kind if total == 1 else plural} scored" if total else f"No {kind} has a score yet"
    return HeatSpec(
        id=f"map-of-{plural}", title=title, across="Consequence", columns=tuple(f"{at} {word.capitalize()}" for at, word in across),
        down="Likelihood", rows=tuple(f"{at} {word.capitalize()}" for at, word in down), cells=cells,
        subtitle=f"Each number counts {plural} that are not closed; choose it to see them.",
    )  # fmt: skip


def _map_cell(
    viewer: Viewer, matrix: matrices.Matrix, kind: str, at: tuple[int, int], count: int
) -> HeatCell:
    level = matrices.level(matrix, *at)
    url = f"{reverse('risks', args=[viewer.slug])}?kind={kind}&cell={at[0]}x{at[1]}" if count else ""
    return HeatCell(count, min(level, 4), level_words(kind, matrix.bands[level].name, level), url)


def _asked(viewer: Viewer, now: datetime) -> list[Wait]:
    mine = [one.org_id for one in mandates(viewer.alliance, now) if one.person_id == viewer.person]
    asked = Holder.objects.filter(org__in=mine, state="asked").exclude(responsibility__risk__state="closed")
    return [
        Wait(
            "risk_asked", f"You are asked to hold {one.responsibility.risk}",
            _url(viewer, one.responsibility.risk.number), None, f"For {one.org.name}: {one.responsibility.risk.event}",
        )
        for one in asked.select_related("org", "responsibility__risk").order_by("since", "responsibility__risk__number")
    ]  # fmt: skip


def _near(viewer: Viewer, today: date) -> list[Wait]:
    """Reviews, and days known beforehand: for the partners that hold the risk, and for who watches all of them."""
    near = Q(review_on__lte=today + REVIEWS_SOON) | Q(expected_on__range=(today, today + DAY_SOON))
    found = (
        Risk.objects.filter(near, alliance=viewer.alliance)
        .exclude(state="closed")
        .order_by("review_on", "number")
    )
    if not viewer.may("risk.watch"):
        found = found.filter(id__in=_held(viewer.orgs))
    return [wait for one in found for wait in _near_waits(viewer, one, today)]


def _near_waits(viewer: Viewer, risk: Risk, today: date) -> Iterable[Wait]:
    url = _url(viewer, risk.number)
    if risk.review_on <= today + REVIEWS_SOON:
        words = due_words(rules.days_left(risk.review_on, today))
        yield Wait("risk_review", f"Look at {risk} again: {words}", url, risk.review_on, risk.event)
    if risk.expected_on and today <= risk.expected_on <= today + DAY_SOON:
        left = days_words((risk.expected_on - today).days)
        yield Wait("risk_near", f"{risk} has {left} left", url, risk.expected_on, risk.event)
