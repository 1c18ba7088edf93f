"""Pages of the public register: those that everybody reads, and those on which members fill it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.action import Action, Done
from alliance.door.pages import caller, on, page, page_number, refuse
from alliance.public import actions, forms, offered, queries
from alliance.public.files import csv_lines

HERE = "alliance/public/"
FIVE_MINUTES = "public, max-age=300"


@login_not_required
@require_safe
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """What the alliance has published."""
    return _everybody("decisions.html", {"register": queries.register(slug, page_number(request))})


@login_not_required
@require_safe
def decision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One published decision."""
    register, shown = queries.decision(slug, number)
    return _everybody("decision.html", {"register": register, "page": shown})


@login_not_required
@require_safe
def file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """All of it, for spreadsheets."""
    members, rows = queries.every(slug)
    answer = StreamingHttpResponse(csv_lines(members, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-decisions.csv"'
    answer["Cache-Control"] = FIVE_MINUTES
    return answer


_BY_DECISION: dict[bool, tuple[Action[Any], str]] = {
    False: (actions.open_to_public, "Decisions can be published now."),
    True: (actions.close_to_public, "The public sees nothing any more."),
}


def inside(request: HttpRequest, slug: str) -> HttpResponse:
    """For members: whether their register is open, and what stands in it."""
    viewer = enter(request, slug)
    state = offered.public_state(viewer)
    form = forms.ByDecision(state.choices, request.POST or None)
    action, done = _BY_DECISION[state.open]
    if form.is_valid():
        answer = action(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, done, reverse("public_inside", args=[slug]))
        refuse(form, answer)
    return page(request, f"{HERE}inside.html", {"state": state}, form)


_VERBS: dict[str, tuple[type[Form], Action[Any], str]] = {
    "publish": (forms.Publish, actions.publish, "{} is published."),
    "take_back": (forms.TakeBack, actions.unpublish, "{} is taken back."),
}


def place(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For members: publish one decision, or take it back."""
    viewer = enter(request, slug)
    here = offered.public_place(viewer, number)
    kind, act, words = _VERBS["take_back" if here.published_at else "publish"]
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer = act(caller(request, viewer), proposal=number, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, words.format(answer.ref), reverse("public_inside", args=[slug]))
        refuse(form, answer)
    return page(request, f"{HERE}place.html", {"page": here}, form)


def _everybody(template: str, context: dict[str, Any]) -> HttpResponse:
    """A page without a request, so that nothing of who asks can get into it: caches may keep it for anybody."""
    answer = HttpResponse(render_to_string(f"{HERE}{template}", context))
    answer["Cache-Control"] = FIVE_MINUTES
    return answer
