"""A page with one form for one thing that can be done with a risk, or with what stands beside it: the same in every room."""

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


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb: what it does, the form it shows, and its words."""

    act: Action[Any]
    form: Callable[[Viewer, Any, Any], Form]
    title: str
    lead: str
    button: str
    done: str


def deed(
    request: HttpRequest, slug: str, number: int, what: Deed, more: Mapping[str, Any] | None = None,
    first: Mapping[str, Any] | None = None, **said: str,
) -> HttpResponse:  # fmt: skip
    """Ask for what a deed about a risk needs, and do it: `more` are arguments that nobody types, `first` what the form begins
    with."""
    viewer = enter(request, slug)
    found = queries.risk(viewer, number)
    form = what.form(viewer, found, sent(request))
    form.initial = {**form.initial, **(first or {})}
    given = {"risk": found.risk.id, **(more or {})}
    words = {"ref": found.risk.ref, **said}
    return done(request, viewer, what, form, given, found.risk.url, words) or page(
        request, "risks/register/act.html", {"page": found, **asked(what, words)}, form
    )


def done(
    request: HttpRequest, viewer: Viewer, what: Deed, form: Form, given: Mapping[str, Any], url: str,
    words: Mapping[str, str],
) -> HttpResponse | None:  # fmt: skip
    """Do it where the form is whole, and go to `url`; None where it is asked for, or was refused, which the form says then."""
    if not form.is_valid():
        return None
    answer = what.act(caller(request, viewer), **given, **form.cleaned_data)
    if isinstance(answer, Done):
        return on(request, answer, what.done.format(**words), url)
    refuse(form, answer)
    return None


def asked(what: Deed, words: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a deed says of it."""
    return {"deed": what, "title": what.title.format(**words)}


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, where something was."""
    return request.POST if request.method == "POST" else None
