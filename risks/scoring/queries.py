"""What can be seen of scoring rounds. Until a round is open: how many of how many are in, and whether one’s own partner is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from alliance.contract.access import local_day, mandates
from alliance.contract.models import Organisation
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.wings.offers import Wait
from risks.register import matrix as matrices
from risks.register.models import Holder, Risk
from risks.register.queries.settled import steps_of
from risks.register.shapes import Steps
from risks.register.words import plain
from risks.scoring import rules, safe
from risks.scoring.models import PartnerView, Round


@dataclass(frozen=True, slots=True)
class ViewRow:
    """What one partner saw, once the round is open; `scored` is False where it gave no view."""

    org: UUID
    name: str
    scored: bool
    likelihood: int | None = None
    likelihood_words: str = ""
    consequence: int | None = None
    consequence_words: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """A partner this viewer answers for in an open round, and whether its own view is in."""

    org: UUID
    name: str
    inside: bool


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One scoring round. Open for views, it tells how many of how many are in and nothing else of them.

    Revealed, `spread_likelihood` and `spread_consequence` are the highest step less the lowest, `wide` whether either is 3
    or more, `views` what each partner saw, in charter order. There is no mean.
    """

    number: int
    url: str
    reason: str
    started_at: datetime
    due_on: date
    day_over: bool
    inside: int
    expected: int
    revealed_at: datetime | None
    decision: str
    spread_likelihood: int | None
    spread_consequence: int | None
    wide: bool
    views: list[ViewRow]
    mine: list[Mine]


def rounds(viewer: Viewer, number: int) -> list[RoundRow]:
    """The rounds of risk `number`, the latest first; NotFound where there is no such risk."""
    if not Risk.objects.filter(alliance=viewer.alliance, number=number).exists():
        raise NotFound
    found = Round.objects.filter(risk__alliance=viewer.alliance, risk__number=number)
    known = list(found.select_related("risk").prefetch_related("views"))
    names, today = _names(viewer), local_day(viewer.alliance, clock.now())
    expected = _expected(viewer, [one for one in known if one.revealed_at is None])
    return [_row(viewer, one, expected.get(one.id, []), names, today) for one in known]


def round_(viewer: Viewer, number: int, round_number: int) -> RoundRow:
    """One round of a risk; NotFound where there is none."""
    for one in rounds(viewer, number):
        if one.number == round_number:
            return one
    raise NotFound


def view(viewer: Viewer, number: int, round_number: int, org: UUID) -> ViewRow:
    """One partner’s view. NotFound until the round is open, for everybody: its own people, administrators and the host too."""
    found = round_(viewer, number, round_number)
    for one in found.views:
        if one.org == org:
            return one
    raise NotFound


def steps(viewer: Viewer, number: int) -> Steps:
    """The steps of the matrix of the open round; NotFound where none is open."""
    found = Round.objects.filter(
        risk__alliance=viewer.alliance, risk__number=number, revealed_at=None
    ).first()
    if found is None:
        raise NotFound
    return steps_of(viewer, matrices.from_body(found.matrix, found.steps))


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Where a partner this viewer answers for has not given its view yet, and where a round’s day is over without all views.
    As many queries for many rounds as for one."""
    mine = {one.org_id for one in mandates(viewer.alliance, now) if one.person_id == viewer.person}
    if not mine:
        return []
    found = Round.objects.filter(risk__alliance=viewer.alliance, revealed_at=None).select_related("risk")
    open_, today = list(found), local_day(viewer.alliance, now)
    own = {key: [org for org in orgs if org in mine] for key, orgs in _expected(viewer, open_).items()}
    there = safe.inside_each(viewer.alliance, own)
    return [wait for one in open_ for wait in _waits(viewer, one, own[one.id], there[one.id], today)]


def _waits(viewer: Viewer, one: Round, own: list[UUID], there: set[UUID], today: date) -> Iterable[Wait]:
    if any(org not in there for org in own):
        url = reverse("risk_round", args=[viewer.slug, one.risk.number, one.number])
        yield Wait("risk_view", f"Give your partner’s view of {one.risk}", url, one.due_on, one.risk.event)
    elif own and today > one.due_on:
        url = reverse("risk_round", args=[viewer.slug, one.risk.number, one.number])
        yield Wait(
            "risk_round_over",
            f"The round of {one.risk} is over without all views",
            url,
            one.due_on,
            one.risk.event,
        )


def _row(viewer: Viewer, one: Any, expected: list[UUID], names: dict[UUID, str], today: date) -> RoundRow:
    shown = one.revealed_at is not None
    apart = (one.spread_likelihood or 0, one.spread_consequence or 0)
    return RoundRow(
        number=one.number, url=reverse("risk_round", args=[viewer.slug, one.risk.number, one.number]), reason=one.reason,
        started_at=one.started_at, due_on=one.due_on, day_over=today > one.due_on,
        inside=len(one.views.all()) if shown else len(safe.inside(viewer.alliance, one.id, expected)), expected=len(one.partners) if shown else len(expected),
        revealed_at=one.revealed_at, decision=one.decision, spread_likelihood=one.spread_likelihood,
        spread_consequence=one.spread_consequence, wide=shown and rules.wide(apart),
        views=_views(one, names) if shown else [], mine=[] if shown else _mine(viewer, one, expected, names),
    )  # fmt: skip


def _views(one: Round, names: dict[UUID, str]) -> list[ViewRow]:
    matrix = matrices.from_body(one.matrix, one.steps)
    given = {view.org_id: view for view in one.views.all()}
    return [_view(names.get(UUID(org), ""), UUID(org), given.get(UUID(org)), matrix) for org in one.partners]


def _view(name: str, org: UUID, given: PartnerView | None, matrix: matrices.Matrix) -> ViewRow:
    if given is None:
        return ViewRow(org, name, False)
    likely, grave = matrix.likelihood[given.likelihood - 1], matrix.consequence[given.consequence - 1]
    return ViewRow(
        org, name, True, given.likelihood, plain(likely), given.consequence, plain(grave), given.words
    )


def _mine(viewer: Viewer, one: Round, expected: list[UUID], names: dict[UUID, str]) -> list[Mine]:
    voices = {
        each.org_id for each in mandates(viewer.alliance, clock.now()) if each.person_id == viewer.person
    }
    own = [org for org in expected if org in voices]
    there = safe.inside(viewer.alliance, one.id, own)
    return [Mine(org, names.get(org, ""), org in there) for org in own]


def _expected(viewer: Viewer, rounds: list[Round]) -> dict[UUID, list[UUID]]:
    """By round, the partners that it waits for. One query."""
    agreed = Holder.objects.filter(
        responsibility__risk__in=[one.risk_id for one in rounds],
        responsibility__risk__alliance=viewer.alliance,
        state="agreed",
        org__left_at=None,
    )
    holding: dict[UUID, set[UUID]] = {one.risk_id: set() for one in rounds}
    for risk, org in agreed.values_list("responsibility__risk", "org_id"):
        holding[risk].add(org)
    return {one.id: rules.waited_for(one.partners, holding[one.risk_id]) for one in rounds}


def _names(viewer: Viewer) -> dict[UUID, str]:
    return dict(Organisation.objects.filter(alliance=viewer.alliance).values_list("id", "name"))
