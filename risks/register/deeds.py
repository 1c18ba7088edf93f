"""A page with one form for one thing that can be done with a risk: the same in every room of the wing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Action, Done
from alliance.door.pages import caller, on, page, refuse
from risks.register import queries
from risks.register.shapes import RiskPage


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb: what it does, the form it shows, and its words."""

    act: Action[Any]
    form: Callable[[Viewer, RiskPage, Any], Form]
    title: str
    lead: str
    button: str
    done: str


def deed(
    request: HttpRequest, slug: str, number: int, what: Deed, more: Mapping[str, Any] | None = None,
    first: Mapping[str, Any] | None = None, **said: str,
) -> HttpResponse:  # fmt: skip
    """Ask for what the deed needs, and do it: `more` are arguments that nobody types, `first` what the form begins with."""
    viewer = enter(request, slug)
    found = queries.risk(viewer, number)
    form = what.form(viewer, found, sent(request))
    form.initial = {**form.initial, **(first or {})}
    words = {"ref": found.risk.ref, **said}
    if form.is_valid():
        answer = what.act(caller(request, viewer), risk=found.risk.id, **form.cleaned_data, **(more or {}))
        if isinstance(answer, Done):
            return on(request, answer, what.done.format(**words), found.risk.url)
        refuse(form, answer)
    context = {"page": found, "deed": what, "title": what.title.format(**words)}
    return page(request, "risks/register/act.html", context, form)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, where something was."""
    return request.POST if request.method == "POST" else None
