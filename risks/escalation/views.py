"""Pages for a risk that goes to all partners: ask for a decision, enter it, accept for a time, take that back."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from risks.escalation import actions, forms
from risks.register.deeds import Deed, deed
from risks.register.forms import WhyForm

DEEDS: Mapping[str, Deed] = {
    "escalate": Deed(
        actions.escalate_risk, lambda viewer, found, data: WhyForm(data), "Ask all partners to decide about {ref}",
        "Any partner may ask. A decision is drafted, it comes onto the next agenda, and the risk waits for it. Nobody is named.",
        "Ask for a decision", "A decision about {ref} is drafted.",
    ),
    "decide": Deed(
        actions.decide_risk, lambda viewer, found, data: forms.DecideForm(data, waits=found.risk.state == "escalated"),
        "What was decided about {ref}",
        "Enter the decision that answers what was drafted.", "Enter this decision", "{ref} is decided.",
    ),
    "accept": Deed(
        actions.accept_risk, lambda viewer, found, data: forms.AcceptForm(data), "Accept {ref} for a time",
        "Nobody accepts a risk alone: all partners decide, and the score that they judged is kept. If the risk changes, it is live again.",
        "Enter this acceptance", "{ref} is accepted for a time.",
    ),
    "revoke": Deed(
        actions.revoke_acceptance, lambda viewer, found, data: WhyForm(data), "No longer accept {ref}",
        "A partner that holds it may take the acceptance back: more care needs nobody else’s leave. The risk is live again.",
        "Take it back", "{ref} is live again.",
    ),
}  # fmt: skip


def act(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """The page for one verb: escalate, decide, accept or revoke."""
    return deed(request, slug, number, DEEDS[verb])
