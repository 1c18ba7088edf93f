"""Pages of risks: the list, the map, one risk, and a page for each thing that can be done with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Action, Done
from alliance.door.pages import caller, on, page, refuse
from alliance.door.refusals import NotFound
from alliance.links.queries import mentioned
from risks.register import actions, forms, queries
from risks.register.shapes import RiskPage
from risks.register.words import Asked, RiskWords


@dataclass(frozen=True, slots=True)
class Deed:
    """A page with one form for one verb: its words, what it does, and the form it shows."""

    act: Action[Any]
    form: Callable[[Viewer, RiskPage, Any], Form]
    title: str
    lead: str
    button: str
    done: str


DEEDS: Mapping[str, Deed] = {
    "score": Deed(
        actions.score_risk, lambda viewer, found, data: forms.ScoreForm(queries.steps(viewer), data), "Score {ref}",
        "Choose how likely it is and how much it would mean. Alliance multiplies the two; every score stays in the history, and a correction is a new score.",
        "Enter this score", "{ref} has a new score.",
    ),
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
    "close": Deed(
        actions.move_risk, lambda viewer, found, data: forms.CloseForm(found, data), "Close {ref}",
        "What is held together is let go of together: once a risk is live, the alliance decides to close it, and you name that decision here. It leaves the list and the map. Its page stays, and any partner that holds it can open it again under the same number.",
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
        "A decision that answers it, another risk that feeds it, a measure that shows it.",
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


@require_safe
def risks(request: HttpRequest, slug: str) -> HttpResponse:
    """Every risk, with filters."""
    viewer = enter(request, slug)
    form = forms.FilterForm(queries.raising(viewer), queries.steps(viewer), request.GET)
    wanted = form.wanted()
    found = queries.risks(viewer, number=_number(request), **wanted)
    return page(request, "risks/register/risks.html", {"risks": found, "filter": form, "wanted": wanted})


@require_safe
def risk_map(request: HttpRequest, slug: str) -> HttpResponse:
    """How many lie where, by likelihood and consequence."""
    return page(request, "risks/register/map.html", {"maps": queries.maps(enter(request, slug))})


@require_safe
def risk(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One risk, whole."""
    viewer = enter(request, slug)
    found = queries.risk(viewer, number)
    return page(request, "risks/register/risk.html", {"page": found, "named": mentioned(viewer, found)})


def raise_risk(request: HttpRequest, slug: str) -> HttpResponse:
    """Raise a risk."""
    viewer = enter(request, slug)
    form = forms.RaiseForm(queries.raising(viewer), _sent(request))
    if form.is_valid():
        answer = actions.raise_risk(caller(request, viewer), **_typed(form))
        if isinstance(answer, Done):
            return on(
                request,
                answer,
                f"{answer.ref} is raised.",
                reverse("risk", args=[slug, _number_of(answer.ref)]),
            )
        refuse(form, answer)
    return page(request, "risks/register/raise.html", {}, form)


def act(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """The page for one verb: score, review, happen, close, reopen, ask or link."""
    viewer = enter(request, slug)
    found = queries.risk(viewer, number)
    more = {"verb": verb} if verb in {"happen", "close", "reopen"} else {}
    return _deed(request, viewer, found, DEEDS[verb], more)


def answer(request: HttpRequest, slug: str, number: int, org: UUID, verb: str) -> HttpResponse:
    """A partner's yes or no."""
    viewer = enter(request, slug)
    found = queries.risk(viewer, number)
    holders = [one for duty in found.duties for one in duty.holders if one.org == org]
    if not holders:
        raise NotFound
    first = {"role": holders[0].role}
    return _deed(request, viewer, found, ANSWERS[verb], {"org": org}, first, holders[0].name)


def _deed(
    request: HttpRequest, viewer: Viewer, found: RiskPage, deed: Deed, more: Mapping[str, Any],
    first: Mapping[str, Any] | None = None, org: str = "",
) -> HttpResponse:  # fmt: skip
    form = deed.form(viewer, found, _sent(request))
    form.initial = {**form.initial, **(first or {})}
    words = {"ref": found.risk.ref, "org": org}
    if form.is_valid():
        answer = deed.act(caller(request, viewer), risk=found.risk.id, **form.cleaned_data, **more)
        if isinstance(answer, Done):
            return on(request, answer, deed.done.format(**words), found.risk.url)
        refuse(form, answer)
    context = {"page": found, "deed": deed, "title": deed.title.format(**words)}
    return page(request, "risks/register/act.html", context, form)


_TOLD = ("kind", "cause", "event", "effect", "domain", "proximity", "must_be_true")


def _typed(form: forms.RaiseForm) -> dict[str, Any]:
    """The form's values as the action takes them."""
    typed = form.cleaned_data
    return {
        "words": RiskWords(**{name: typed[name] for name in _TOLD}),
        "holders": [Asked(org, role) for org, role in form.asked()],
        **{name: typed[name] for name in ("objective", "expected_on", "review_on")},
    }


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _number_of(ref: str) -> int:
    return int(ref.partition("-")[2])


def _number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 1
