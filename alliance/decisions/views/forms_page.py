"""What every page with a form here does: act when the form is filled, else show it again with what was wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from alliance.door.action import Done
from alliance.door.pages import on, page, refuse
from alliance.door.refusals import Refused

FORM = "alliance/decisions/form.html"


@dataclass(frozen=True, slots=True)
class Ask:
    """A page that asks: its heading, a lead, the button, and where it goes when done, with what words; `{ref}` and
    `{number}` stand for what was made. Words that hang on what came of it are found once it is done. `nothing` says why
    there is nothing here for this viewer to send."""

    title: str
    lead: str
    button: str
    done: str | Callable[[], str]
    to: str
    nothing: str = ""


def ask(
    request: HttpRequest, words: Ask, form: Form, act: Callable[..., Done | Refused], template: str = FORM,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """Call `act` with what the form holds and go on, or show the page."""
    if form.is_valid():
        wanted = getattr(form, "wanted", lambda: form.cleaned_data)()
        answer = act(**wanted)
        if isinstance(answer, Done):
            told = {"ref": answer.ref, "number": answer.ref.removeprefix("D-").lstrip("0")}
            done = words.done if isinstance(words.done, str) else words.done()
            return on(request, answer, done.format(**told), words.to.format(**told))
        refuse(form, answer)
    return page(request, template, context | {"ask": words}, form)
