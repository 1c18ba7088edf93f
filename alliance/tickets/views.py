"""The pages of the anonymous door, and the same for programs: who sends JSON is answered in JSON.

What is typed is never shown back, so a form is only ever rendered empty.
"""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.forms import Form
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from alliance.door.reading import plain
from alliance.door.refusals import NotFound
from alliance.tickets import forms, writing
from alliance.tickets.narrow.answers import CHANGED, DONE, UNREADABLE, Answer, answer, page
from alliance.tickets.narrow.proof import limits, stored

PADDING = "padding"  # fills what a page sends up to one length; nothing reads it
UNREAD = (
    ValueError, RecursionError, BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError,
)  # fmt: skip


@login_not_required
def write(request: HttpRequest) -> HttpResponse:
    """The box, and what is sent with it."""
    if request.method != "POST":
        shown = {"form": forms.Write(), "change": forms.Change(auto_id="change_%s"), "limits": limits()}
        return page("write.html", shown)
    form = _sent(request, forms.Write)
    if form is None:
        return answer(request, UNREADABLE)
    sent = form.cleaned_data
    refused = writing.write(sent["ticket"], sent["text"], sent["consent"] or "theme")
    return answer(request, Answer.of(refused) if refused else DONE)


@login_not_required
def change(request: HttpRequest) -> HttpResponse:
    """A piece is taken back, or less is allowed."""
    form = _sent(request, forms.Change)
    if form is None:
        return answer(request, UNREADABLE)
    ticket, wish = form.cleaned_data["ticket"], form.cleaned_data["change"]
    if wish == "withdraw":
        writing.withdraw(ticket)
    else:
        writing.narrow(ticket, wish)
    return answer(request, CHANGED)


@login_not_required
def proof(request: HttpRequest) -> HttpResponse:
    """What is stored, as it can be checked."""
    left = {name: str(value) for name, value in request.META.items() if not name.startswith("wsgi.")}
    return page("proof.html", {"stored": stored(), "left": left, "limits": limits()})


def _sent(request: HttpRequest, kind: type[Form]) -> Form | None:
    """What was sent, as `kind` reads it; None where it cannot be read. NotFound where the ticket cannot: it is a wrong one."""
    try:
        data = plain(request.body) if request.content_type == "application/json" else request.POST
    except UNREAD:
        return None
    form = kind(data if isinstance(data, Mapping) else {})
    if "ticket" in form.errors:
        raise NotFound
    return form if form.is_valid() and set(data) <= {*form.fields, PADDING} else None
