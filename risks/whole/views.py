"""The page of one risk, whole: what every room of the wing knows of it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from alliance.links.queries import mentioned
from risks.escalation.queries import escalated
from risks.register.queries import risk as one_risk
from risks.scoring.queries import rounds
from risks.treatments.queries import treatments


@require_safe
def risk(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One risk, whole."""
    viewer = enter(request, slug)
    found = one_risk(viewer, number)
    scored, stands, done = rounds(viewer, number), escalated(viewer, number), treatments(viewer, number)
    named = mentioned(viewer, found, *scored, stands, *done)
    more = {"rounds": scored, "escalated": stands, "treatments": done}
    return page(request, "risks/whole/risk.html", {"page": found, "named": named} | more)
