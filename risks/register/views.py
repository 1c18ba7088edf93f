"""Pages of risks: the list, the map, raising one, and a page for each thing that can be done with one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, page_number, refuse
from alliance.door.refusals import NotFound
from risks.register import actions, forms, queries
from risks.register.deeds import Deed, deed, sent
from risks.register.words import MOVES, Asked, RiskWords

DEEDS: Mapping[str, Deed] = {
    "review": Deed(
        actions.review_risk, lambda viewer, found, data: forms.ReviewForm(data), "Look at {ref} again",
        "If it still stands as it is written, say why. The next look is in 30, 90, 180 or 365 days: the higher the level, the sooner.",
        "It is still valid", "{ref} has been looked at. Its next day is set.",
    ),
    "happen": Deed(
        actions.move_risk, lambda viewer, found, data: forms.MoveForm(data), "{ref} is happening",
        "What was a risk becomes an issue under the same number, with its whole history.",
        "Make it an issue", "{ref} is an issue now.",
    ),
    "decline": Deed(
        actions.move_risk, lambda viewer, found, data: forms.DeclineForm(data), "Decline {ref}",
        "A risk that is only proposed is let go with a reason and a reply. Its page stays, and it can be opened again under the same number.",
        "Decline it", "{ref} is declined.",
    ),
    "merge": Deed(
        actions.move_risk, lambda viewer, found, data: forms.MergeForm(data), "{ref} goes into another risk",
        "Where two say the same, one goes on. This one is closed and leads to the other.",
        "Merge it", "{ref} went into the other risk.",
    ),
    "close": Deed(
        actions.move_risk, lambda viewer, found, data: forms.DecisionForm(data), "Close {ref}",
        "What is held together is let go of together: the alliance decides to close it, and you name that decision here. It leaves the list and the map. Its page stays, and any partner that holds it can open it again under the same number.",
        "Close this risk", "{ref} is closed.",
    ),
    "reopen": Deed(
        actions.move_risk, lambda viewer, found, data: forms.MoveForm(data), "Open {ref} again",
        "It returns as proposed, under the same number, with its whole history.",
        "Open it again", "{ref} is open again, as proposed.",
    ),
    "ask": Deed(
        actions.ask_partner, lambda viewer, found, data: forms.AskForm(queries.raising(viewer), found, data),
        "Ask a partner to hold {ref}", "A partner holds a risk once somebody with its mandate has agreed for it. Nobody can agree for another.",
        "Ask this partner", "The partner is asked.",
    ),
    "link": Deed(
        actions.link_reference, lambda viewer, found, data: forms.LinkForm(data), "Link {ref}",
        "A decision that answers it, another risk that feeds it, a measure that shows it. Of a review, only what it has released.",
        "Add this link", "{ref} is linked.",
    ),
}  # fmt: skip
ANSWERS: Mapping[str, Deed] = {
    "agree": Deed(
        actions.agree_to_hold, lambda viewer, found, data: forms.AgreeForm(data), "Hold {ref} for {org}",
        "Holding it means: we look after it together with the other partners, and the role below leads for us.",
        "We agree to hold it", "{org} holds {ref}.",
    ),
    "release": Deed(
        actions.release_holding, lambda viewer, found, data: forms.WhyForm(data), "{org} and {ref}: say no, or step back",
        "Nobody is put in your place: everyone sees that the risk needs a holder, and the partners talk.",
        "Send this answer", "Your answer for {ref} is noted.",
    ),
}  # fmt: skip
_TOLD = ("cause", "event", "effect", "domain", "proximity", "must_be_true", "velocity")


@require_safe
def risks(request: HttpRequest, slug: str) -> HttpResponse:
    """Every risk, with filters."""
    viewer = enter(request, slug)
    form = forms.FilterForm(queries.raising(viewer), queries.steps(viewer), request.GET)
    wanted = form.wanted()
    found = queries.risks(viewer, number=page_number(request), **wanted)
    return page(request, "risks/register/risks.html", {"risks": found, "filter": form, "wanted": wanted})


@require_safe
def risk_map(request: HttpRequest, slug: str) -> HttpResponse:
    """How many lie where, by likelihood and consequence."""
    return page(request, "risks/register/map.html", {"maps": queries.maps(enter(request, slug))})


def raise_risk(request: HttpRequest, slug: str) -> HttpResponse:
    """Raise a risk."""
    viewer = enter(request, slug)
    form = forms.RaiseForm(queries.raising(viewer), sent(request))
    if form.is_valid():
        answer = actions.raise_risk(caller(request, viewer), **typed(form))
        if isinstance(answer, Done):
            to = reverse("risk", args=[slug, int(answer.ref.partition("-")[2])])
            return on(request, answer, f"{answer.ref} is raised.", to)
        refuse(form, answer)
    return page(request, "risks/register/raise.html", {}, form)


def act(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """The page for one verb: review, happen, decline, merge, close, reopen, ask or link."""
    return deed(request, slug, number, DEEDS[verb], {"verb": verb} if verb in MOVES else {})


def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say a risk anew."""
    viewer = enter(request, slug)
    found = queries.risk(viewer, number)
    form = forms.ChangeForm(sent(request), initial=_as_said(found))
    if form.is_valid():
        words = RiskWords(kind=found.risk.kind, **{name: form.cleaned_data[name] for name in _TOLD})
        more = {name: form.cleaned_data[name] for name in ("reason", "expected_on")}
        answer = actions.change_risk(caller(request, viewer), risk=found.risk.id, words=words, **more)
        if isinstance(answer, Done):
            return on(request, answer, f"{found.risk.ref} is said anew.", found.risk.url)
        refuse(form, answer)
    return page(request, "risks/register/change.html", {"page": found}, form)


def answer(request: HttpRequest, slug: str, number: int, org: UUID, verb: str) -> HttpResponse:
    """A partner's yes or no."""
    found = queries.risk(enter(request, slug), number)
    holders = [one for duty in found.duties for one in duty.holders if one.org == org]
    if not holders:
        raise NotFound
    return deed(
        request, slug, number, ANSWERS[verb], {"org": org}, {"role": holders[0].role}, org=holders[0].name
    )


def _as_said(found: Any) -> dict[str, Any]:
    """A risk as it is said now, to begin from."""
    said = {
        name: getattr(found, name)
        for name in ("cause", "effect", "domain", "proximity", "velocity", "expected_on")
    }
    return said | {"event": found.risk.event, "must_be_true": found.duties[0].must_be_true}


def typed(form: forms.RaiseForm) -> dict[str, Any]:
    """The form's values as the action takes them."""
    typed = form.cleaned_data
    return {
        "words": RiskWords(**{name: typed[name] for name in ("kind", *_TOLD)}),
        "holders": [Asked(org, role) for org, role in form.asked()],
        **{name: typed[name] for name in ("objective", "expected_on", "review_on")},
    }
