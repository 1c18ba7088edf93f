"""Pages of the plan: what we count, and the forms by which it is settled."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.action import Action, Done
from alliance.door.pages import caller, on, page, refuse
from alliance.door.refusals import NotFound
from alliance.links.queries import mentioned
from measures.plan import actions, forms, queries

# what: (form, action, heading, sentence when done)
SETTLED: dict[str, tuple[type[forms.PlanForm], Action[Any], str, str]] = {
    "instrument": (
        forms.Instrument,
        actions.adopt_instrument,
        "Adopt an instrument",
        "{} is counted from now on.",
    ),
    "measure": (
        forms.OwnMeasure,
        actions.add_measure,
        "Add a measure of our own",
        "{} is counted from now on.",
    ),
    "version": (forms.Revision, actions.revise_measure, "Change a definition", "{} is the new definition."),
    "cohort": (forms.Cohort, actions.add_cohort, "Add a group of people", "The group {} is in the plan."),
    "breakdown": (
        forms.Breakdown,
        actions.add_breakdown,
        "Add a breakdown",
        "The breakdown {} is in the plan.",
    ),
    "quarters": (forms.Quarters, actions.add_quarters, "Add quarters", "The list of periods now reaches {}."),
    "supplier": (
        forms.Supplier,
        actions.add_supplier,
        "Add a partner that sends figures",
        "{} sends figures.",
    ),
    "view": (
        forms.View,
        actions.declare_view,
        "Declare a view",
        "The view {} is published from the next release on.",
    ),
}


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """What we count, and how."""
    viewer = enter(request, slug)
    held = queries.plan(viewer)
    cards = queries.method_cards(viewer, held)
    verbs = [(what, heading) for what, (_, _, heading, _) in SETTLED.items()]
    context = {
        "plan": held, "cards": cards, "named": mentioned(viewer, *cards),
        "shared": queries.SHARED,
        "verbs": verbs if viewer.may("plan.settle") else [],
    }  # fmt: skip
    return page(request, "measures/plan/plan.html", context)


def settle(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Add to the plan, or change a definition."""
    viewer = enter(request, slug)
    if what not in SETTLED:
        raise NotFound
    kind, act, heading, words = SETTLED[what]
    form = kind(
        queries.choices(viewer, queries.plan(viewer)), request.POST or None, initial=request.GET.dict()
    )
    if form.is_valid():
        answer = act(caller(request, viewer), **form.arguments())
        if isinstance(answer, Done):
            return on(request, answer, words.format(answer.ref), reverse("measure_plan", args=[slug]))
        refuse(form, answer)
    return page(request, "measures/plan/settle.html", {"heading": heading}, form)
