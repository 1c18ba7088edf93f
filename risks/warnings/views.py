"""Pages of early warnings: all of them, giving one, one without a name, and the answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.access import Caller, Viewer
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, page_number, refuse
from alliance.door.refusals import Refused
from alliance.links.queries import mentioned
from alliance.tickets.actions import take
from risks.register import queries as register
from risks.register.views import typed
from risks.warnings import actions, forms, queries

THANKS = "Thank you. Your warning is heard: {ref}. No name is kept with it, and nobody scores it."


@require_safe
def warnings(request: HttpRequest, slug: str) -> HttpResponse:
    """Every warning, those that wait first."""
    viewer = enter(request, slug)
    found = queries.warnings(viewer, number=page_number(request))
    return page(request, "risks/warnings/warnings.html", {"found": found})


@require_safe
def warning(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One warning and its answer."""
    viewer = enter(request, slug)
    found = queries.warning(viewer, number)
    return page(request, "risks/warnings/warning.html", {"page": found, "named": mentioned(viewer, found)})


def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Warn."""
    viewer = enter(request, slug)
    form = forms.WarnForm(request.POST or None)
    if form.is_valid():
        answer = actions.give_warning(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, THANKS.format(ref=answer.ref), reverse("warnings", args=[slug]))
        refuse(form, answer)
    return page(request, "risks/warnings/give.html", {}, form)


def ticket(request: HttpRequest, slug: str) -> HttpResponse:
    """What a warning without a name is, and a ticket for one, shown in this answer and never again."""
    viewer = enter(request, slug)
    held = queries.pool(viewer)
    taken = _taken(viewer) if request.method == "POST" else None
    context = (
        {"held": held, "refused": taken} if isinstance(taken, Refused) else {"held": held, "ticket": taken}
    )
    return page(request, "risks/warnings/ticket.html", context)


def _taken(viewer: Viewer) -> str | Refused:
    """Noted for today first; then, apart, a random ticket is drawn. A request that is sent twice is no second ticket."""
    noted = actions.note_ticket(Caller(viewer.alliance, viewer.person))
    return noted if isinstance(noted, Refused) else take(UUID(noted.ref))


def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Answer a warning as issue, watching or known."""
    viewer = enter(request, slug)
    found = queries.warning(viewer, number)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        done = actions.answer_warning(caller(request, viewer), warning=found.warning.id, **form.cleaned_data)
        if isinstance(done, Done):
            return on(request, done, f"{done.ref} is answered.", found.warning.url)
        refuse(form, done)
    return page(request, "risks/warnings/answer.html", {"page": found}, form)


def raise_risk(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Answer a warning by raising a risk that is linked to it."""
    viewer = enter(request, slug)
    found = queries.warning(viewer, number)
    first = {"event": found.warning.words, "domain": found.domain, "kind": "threat"}
    form = forms.RaiseFromWarningForm(register.raising(viewer), request.POST or None, initial=first)
    if form.is_valid():
        said = {"reply": form.cleaned_data["reply"], **typed(form)}
        done = actions.raise_from_warning(caller(request, viewer), warning=found.warning.id, **said)
        if isinstance(done, Done):
            return on(request, done, f"{done.ref} became a risk.", found.warning.url)
        refuse(form, done)
    return page(request, "risks/warnings/raise.html", {"page": found}, form)
