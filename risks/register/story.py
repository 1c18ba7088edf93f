"""The history of a risk as its log tells it: what happened and from which body it came, never from whom."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from alliance.contract.models import Affiliation
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.ledger.event import SYSTEM, Event
from risks.register.shapes import HolderRow, RiskMoment
from risks.register.words import GROUNDS, LOOK_AGAIN, said

_TITLES = {
    "risk.raised": "Raised",
    "risk.changed": "Said anew",
    "holder.asked": "{org} was asked to hold it",
    "holder.agreed": "{org} agreed to hold it",
    "holder.declined": "{org} said no",
    "holder.left": "{org} stepped back",
    "round.started": "A scoring round began; views are due on {day}",
    "views.revealed": "The views were opened together",
    "risk.scored": "A score was agreed: likelihood {likelihood} × consequence {consequence}",
    "risk.reviewed": "Looked at again, still valid; next on {day}",
    "risk.linked": "Linked to {ref}",
    "risk.escalated": "Escalated: it waits for a decision",
    "escalation.drafted": "A decision was drafted: {why}",
    "risk.decided": "Decided",
    "risk.accepted": "Accepted by all until the end of {day}",
    "risk.live_again": "Live again. {why}",
    "treatment.planned": "Planned: {verb}",
    "treatment.consented": "{org} consents to bear a cost",
    "treatment.agreed": "Agreed that a treatment moves pain",
    "treatment.done": "A treatment is done",
    "treatment.dropped": "A treatment was dropped",
    "risk.happened": "It is happening: now an issue",
    "risk.declined": "Declined",
    "risk.merged": "Went into {into}",
    "risk.closed": "Closed",
    "risk.reopened": "Opened again",
}  # what is not here is not told: a sealed view tells nothing, not even that there is another one
_DAYS = ("review", "due", "until")


def story(viewer: Viewer, risk: UUID, partners: Iterable[HolderRow]) -> list[RiskMoment]:
    """Everything that happened to the risk, oldest first."""
    events = ledger.events(viewer.alliance, topics=[str(risk)])
    texts = ledger.texts(viewer.alliance, [event.seq for event in events])
    orgs, bodies = {str(one.org): one.name for one in partners}, _bodies(viewer, events)
    return [
        RiskMoment(
            event.at, _title(event, orgs), _text(event, texts.get(event.seq, {})), bodies.get(event.actor, "")
        )
        for event in events
        if event.type in _TITLES and not _said_at_once(event, events)
    ]


def _said_at_once(event: Event, events: list[Event]) -> bool:
    """Whether a partner was asked and agreed in one go, so that its yes alone tells it."""
    return event.type == "holder.asked" and any(
        (other.at, other.actor, other.body["holder"]) == (event.at, event.actor, event.body["holder"])
        for other in events
        if other.type == "holder.agreed"
    )


def _title(event: Event, orgs: dict[str, str]) -> str:
    body = event.body
    day = next((f"{date.fromisoformat(body[name]):%-d %B %Y}" for name in _DAYS if name in body), "")
    org = orgs.get(body.get("org", ""), "A partner")
    why = said(GROUNDS, body["ground"]).lower() if "ground" in body else said(LOOK_AGAIN, body.get("why", ""))
    title = _TITLES[event.type].format(**{**body, "org": org, "day": day, "why": why})
    return f"{title} ({body['decision']})" if "decision" in body else title


def _text(event: Event, texts: dict[str, str]) -> str:
    """A role or a reason; the reason of a score stands beside the score itself."""
    if event.type == "risk.scored":
        return ""
    role = texts.get("role", "")
    told = [texts[name] for name in ("what", "reason", "reply") if texts.get(name)]
    return f"Led there by the role: {role}" if role else "\n".join(told)


def _bodies(viewer: Viewer, events: list[Event]) -> dict[str, str]:
    """By actor, the body it belongs to, or the alliance's team."""
    actors = {UUID(event.actor) for event in events if event.actor != SYSTEM}
    places = (
        Affiliation.objects.filter(alliance=viewer.alliance, person__in=actors)
        .order_by("since", "id")
        .select_related("org")
    )
    return {str(place.person_id): place.org.name if place.org else "Alliance team" for place in places}
