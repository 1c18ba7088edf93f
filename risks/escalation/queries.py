"""What can be seen of a risk that goes to all partners: decisions that are drafted, and what was accepted until when."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from alliance.contract.access import local_day
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.wings.offers import Topic, Wait
from risks.escalation import rules
from risks.escalation.models import Acceptance
from risks.register.models import Escalation, Risk
from risks.register.queries.listing import held, score, url
from risks.register.shapes import Score
from risks.register.words import GROUNDS, due_words, said

MATTER = "practice"  # how we work together, by consent; whoever takes the draft up may choose another
ENDS_SOON = 30  # days before the end of an acceptance from which on it waits for its partners


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that is drafted about a risk; nobody is named in it. `take_up` is where somebody may make it their draft."""

    grounds: list[str]
    grounds_words: list[str]
    title: str
    text: str
    since: datetime
    take_up: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """That all partners accepted a risk until the end of a day, the state that they judged, and why."""

    decision: str
    until: date
    reason: str
    accepted_at: datetime
    judged: Score


@dataclass(frozen=True, slots=True)
class Escalated:
    """What is drafted about a risk (None: nothing), what it was escalated for before, and each acceptance, the latest first."""

    draft: Draft | None
    answered: list[str]
    acceptances: list[Accepted]


def escalated(viewer: Viewer, number: int) -> Escalated:
    """How a risk stands before all partners; NotFound where there is no such risk."""
    risk = Risk.objects.filter(alliance=viewer.alliance, number=number).select_related("score").first()
    if risk is None:
        raise NotFound
    drafts = list(risk.escalations.all())
    waiting, over = [one for one in drafts if not one.answered_at], [one for one in drafts if one.answered_at]
    answered = [f"{one.get_ground_display()}: answered by {one.decision}" for one in over]
    accepted = Acceptance.objects.filter(risk=risk).select_related("entry")
    shown = [
        Accepted(one.decision, one.until, one.reason, one.accepted_at, score(viewer, risk.kind, one.entry))
        for one in accepted
    ]
    return Escalated(_draft(viewer, risk, waiting) if waiting else None, answered, shown)


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Decisions that are drafted about risks, for whoever may propose one or runs the meetings; acceptances about to end."""
    return _drafts(viewer) + _ending(viewer, local_day(viewer.alliance, now))


def topics(viewer: Viewer) -> list[Topic]:
    """The risks about which a decision is drafted, by number: they come onto the next agenda. One query."""
    return [_topic(viewer, on[0].risk, on) for on in _waiting(viewer)]


def _topic(viewer: Viewer, risk: Risk, on: list[Escalation]) -> Topic:
    drafted = _draft(viewer, risk, on)
    why = (
        f"a decision is drafted: {'; '.join(words[0].lower() + words[1:] for words in drafted.grounds_words)}"
    )
    return Topic(str(risk), risk.event, url(viewer, risk.number), why, MATTER, drafted.title, drafted.text)


def _waiting(viewer: Viewer, **among: Any) -> list[list[Escalation]]:
    """By risk, in the order of numbers, the grounds on which a decision about it waits. One query."""
    found = Escalation.objects.filter(risk__alliance=viewer.alliance, answered_at=None, **among)
    found = found.exclude(risk__state="closed").select_related("risk__score")
    ordered = found.order_by("risk__number", "drafted_at", "ground")
    return [list(on) for _, on in groupby(ordered, key=lambda one: one.risk_id)]


def _drafts(viewer: Viewer) -> list[Wait]:
    if not (viewer.may("decision.propose") or viewer.may("risk.watch")):
        return []
    among = {} if viewer.may("risk.watch") else {"risk__in": held(viewer, viewer.orgs)}
    risks = [on[0].risk for on in _waiting(viewer, **among)]
    return [
        Wait("risk_drafted", f"A decision about {one} is drafted: for the next agenda", url(viewer, one.number), None, one.event)
        for one in risks
    ]  # fmt: skip


def _ending(viewer: Viewer, today: date) -> list[Wait]:
    found = Risk.objects.filter(alliance=viewer.alliance, state="accepted", accepted_until__gte=today)
    found = found if viewer.may("risk.watch") else found.filter(id__in=held(viewer, viewer.orgs))
    near = [
        (one, one.accepted_until)
        for one in found.order_by("accepted_until", "number")
        if one.accepted_until and (one.accepted_until - today).days <= ENDS_SOON
    ]
    return [
        Wait("risk_accepted_ends", f"The acceptance of {one} ends: {due_words((until - today).days)}", url(viewer, one.number), until, one.event)
        for one, until in near
    ]  # fmt: skip


def _draft(viewer: Viewer, risk: Risk, waiting: list[Escalation]) -> Draft:
    on = [one.ground for one in waiting]
    title, text = (
        rules.draft_title(str(risk), risk.event),
        rules.draft_text(str(risk), on, _about(viewer, risk)),
    )
    asked = urlencode({"matter": MATTER, "title": title, "text": text})
    take_up = f"{reverse('decision_drafts', args=[viewer.slug])}?{asked}#begin"
    return Draft(on, [said(GROUNDS, one) for one in on], title, text, waiting[0].drafted_at, take_up)


def _about(viewer: Viewer, risk: Any) -> str:
    if risk.score is None:
        return f"“{risk.event}”. It has no agreed score yet."
    given = score(viewer, risk.kind, risk.score)
    both = f"likelihood {given.likelihood} × consequence {given.consequence}"
    return f"“{risk.event}”, now at {both} = {given.product}, {given.words}."
