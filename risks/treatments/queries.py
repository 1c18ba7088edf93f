"""What can be seen of what the holders do about a risk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alliance.contract.access import local_day, mandates
from alliance.contract.models import Organisation
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.wings.offers import Wait
from risks.register.models import Holder, Risk
from risks.register.queries.listing import url
from risks.register.words import TREATMENTS, due_words, said
from risks.treatments.models import Treatment


@dataclass(frozen=True, slots=True)
class TreatmentRow:
    """One treatment. `pain_to` names the partner onto which it moves a cost, empty where none; `may` are this viewer's verbs."""

    id: UUID
    verb: str
    verb_words: str
    what: str
    due_on: date
    due_words: str
    overdue: bool
    state: str
    state_words: str
    pain_to: str
    consented: bool
    decision: str
    may: list[str]


@dataclass(frozen=True, slots=True)
class Planning:
    """What a treatment is planned with: the verbs of the risk's kind, and the partners onto which it could move a cost."""

    verbs: list[tuple[str, str]]
    partners: list[tuple[UUID, str]]


def treatments(viewer: Viewer, number: int) -> list[TreatmentRow]:
    """The treatments of risk `number`, the nearest day first; NotFound where there is no such risk."""
    risk = _risk(viewer, number)
    mine = {one.org_id for one in mandates(viewer.alliance, clock.now()) if one.person_id == viewer.person}
    held = Holder.objects.filter(responsibility__risk=risk, state="agreed", org__in=mine).exists()
    today = local_day(viewer.alliance, clock.now())
    found = Treatment.objects.filter(risk=risk).select_related("pain_to", "risk")
    return [_row(one, today, mine, held and viewer.may("risk.score")) for one in found]


def planning(viewer: Viewer, number: int) -> Planning:
    """What one chooses from to plan a treatment of risk `number`."""
    risk = _risk(viewer, number)
    partners = Organisation.objects.filter(alliance=viewer.alliance, left_at=None).values_list("id", "name")
    return Planning(list(TREATMENTS[risk.kind]), list(partners))


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Treatments that would lay a cost on a partner this viewer answers for, and wait for its consent."""
    mine = [one.org_id for one in mandates(viewer.alliance, now) if one.person_id == viewer.person]
    found = Treatment.objects.filter(
        risk__alliance=viewer.alliance, state="consent", pain_to__in=mine, consented_at=None
    )
    return [
        Wait(
            "risk_pain",
            f"{one.risk} would move pain onto your partner",
            url(viewer, one.risk.number),
            one.due_on,
            one.what,
        )
        for one in found.select_related("risk")
    ]


def _risk(viewer: Viewer, number: int) -> Risk:
    found = Risk.objects.filter(alliance=viewer.alliance, number=number).first()
    if found is None:
        raise NotFound
    return found


def _row(one: Any, today: date, mine: set[UUID], holds: bool) -> TreatmentRow:
    runs, days = one.state in ("planned", "consent"), (one.due_on - today).days
    return TreatmentRow(
        id=one.id, verb=one.verb, verb_words=said(TREATMENTS[one.risk.kind], one.verb), what=one.what, due_on=one.due_on,
        due_words=due_words(days) if runs else "", overdue=runs and days < 0, state=one.state, state_words=one.get_state_display(),
        pain_to=one.pain_to.name if one.pain_to else "", consented=one.consented_at is not None, decision=one.decision,
        may=_may(one, mine, holds),
    )  # fmt: skip


def _may(one: Any, mine: set[UUID], holds: bool) -> list[str]:
    waits = one.state == "consent"
    asks = waits and one.pain_to.left_at is None  # what waits for a partner that has left can only be dropped
    return [
        *["consent"] * (asks and one.consented_at is None and one.pain_to_id in mine),
        *["agree"] * (holds and asks and not one.decision),
        *["done"] * (holds and one.state == "planned"),
        *["drop"] * (holds and (waits or one.state == "planned")),
    ]
