"""How pages answer: done goes on with a message, refused is told where the person stands, unseen is a 404."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from alliance.door.access import Caller, Viewer
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused


class AnswerRefusals:
    """Middleware: what a query does not find for this viewer is a 404 on every page; a form's address opened by itself
    is a page that leads back, not the browser's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code != 405 or answer.content or request.path.startswith("/api/"):
            return answer
        back = request.path.rstrip("/").rpartition("/")[0] + "/"
        told = render(request, "error.html", _ONLY_A_FORM | {"back": back}, status=405)
        told["Allow"] = answer["Allow"]
        return told

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer NotFound as Django answers Http404."""
        if isinstance(exception, NotFound):
            return render(request, "404.html", status=404)
        return None


_ONLY_A_FORM = {
    "error_code": "405",
    "error_title": "Only a form leads here",
    "error_sentence": "This address takes what a form sends, and shows nothing by itself. Nothing was done by opening it.",
}


def caller(request: HttpRequest, viewer: Viewer) -> Caller:
    """Who asks, with the form's one-time key (`{% once %}` in the template) so that a double click is done once."""
    return Caller(viewer.alliance, viewer.person, request.POST.get("once") or None)


def on(request: HttpRequest, answer: Done, message: str, to: str) -> HttpResponseRedirect:
    """Tell the person that it is done, and go on to the address `to`."""
    messages.success(request, message)
    return HttpResponseRedirect(to)


def page(
    request: HttpRequest, template: str, context: dict[str, Any], form: forms.BaseForm | None = None
) -> HttpResponse:
    """Render a page; with a form that was refused or is not valid, under the status that fits."""
    status = getattr(form, "refused_with", None) or (422 if form and form.is_bound and form.errors else 200)
    return render(request, template, context | ({"form": form} if form else {}), status=status)


def page_number(request: HttpRequest) -> int:
    """Which page of a list the address asks for; the first where it says nothing, or no number."""
    typed = request.GET.get("page", "1")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 1


def refuse(form: forms.BaseForm, refused: Refused) -> None:
    """Show a refusal at the top of the form it answers."""
    form.add_error(None, refused.sentence)
    form.refused_with = refused.status  # type: ignore[attr-defined]  # read by page()


def answered(request: HttpRequest, answer: Done | Refused, message: str, to: str) -> HttpResponse:
    """Answer a button that has no form of its own: go on when done, else a page that says why not."""
    if isinstance(answer, Done):
        return on(request, answer, message, to)
    return render(request, "refused.html", {"refused": answer, "back": to}, status=answer.status)
