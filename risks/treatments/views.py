"""Pages for what the holders do about a risk."""

from collections.abc import Mapping
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from alliance.contract.pages import enter
from alliance.door.refusals import NotFound
from risks.register.deeds import Deed, deed
from risks.register.forms import WhyForm
from risks.treatments import actions, forms, queries

PLAN = Deed(
    actions.plan_treatment, lambda viewer, found, data: forms.PlanForm(queries.planning(viewer, found.risk.number), data),
    "What we do about {ref}", "The partners that hold it do it together. Where it would move a cost onto one of us, that partner has its own say.",
    "Plan this", "It is planned.",
)  # fmt: skip
DEEDS: Mapping[str, Deed] = {
    "consent": Deed(
        actions.consent_to_pain, lambda viewer, found, data: Form(data), "{ref} would move pain onto your partner",
        "“{words}” You consent for your partner alone. It also takes a decision.", "We consent to bear it", "Your consent is noted.",
    ),
    "agree": Deed(
        actions.agree_pain, lambda viewer, found, data: forms.AgreeForm(data), "Moving pain for {ref}", "“{words}” It also takes the consent of the partner that would bear it.",
        "Enter this decision", "The decision is noted.",
    ),
    "done": Deed(
        actions.move_treatment, lambda viewer, found, data: WhyForm(data), "Done about {ref}", "“{words}” Say what came of it.", "It is done", "It is done.",
    ),
    "drop": Deed(
        actions.move_treatment, lambda viewer, found, data: WhyForm(data), "Drop what was planned about {ref}", "“{words}”", "Drop it", "It is dropped.",
    ),
}  # fmt: skip


def plan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Plan a treatment."""
    return deed(request, slug, number, PLAN)


def act(request: HttpRequest, slug: str, number: int, treatment: UUID, verb: str) -> HttpResponse:
    """The page for one verb: consent, agree, done or drop."""
    found = [one for one in queries.treatments(enter(request, slug), number) if one.id == treatment]
    if not found:
        raise NotFound
    more = {"treatment": treatment} | ({"verb": verb} if verb in ("done", "drop") else {})
    return deed(request, slug, number, DEEDS[verb], more, words=found[0].what)
