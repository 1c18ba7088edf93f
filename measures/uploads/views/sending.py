"""Pages for sending figures: receive, ask, show old beside new, commit; all of it works without a script."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, page_number, refuse
from alliance.door.refusals import Refused
from measures.uploads import actions, forms, queries
from measures.uploads.actions import Receipt, Sent
from measures.uploads.keeping.told import columns, questions
from measures.uploads.views.downloads import as_file

IN_PLACE = "X-In-Place"  # the page asks for what was found alone: it still holds the chosen file


@require_safe
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """Every period, and who has sent what."""
    found = queries.sheets(enter(request, slug), page_number(request))
    return page(request, "measures/uploads/sheets.html", {"sheets": found})


def send(request: HttpRequest, slug: str, period: str) -> HttpResponse:
    """One period: the template to fill in, and the sheet to send."""
    viewer = enter(request, slug)
    opened = queries.opened(viewer, period)
    form = forms.SendSheet(opened.senders, request.POST or None, request.FILES or None)
    if request.method == "POST" and not (opened.senders and opened.may_send):
        return _refused(request, actions.NOT_YOURS, reverse("uploads", args=[slug]))
    if request.method == "POST" and form.is_valid():
        return _receive(request, viewer, opened, form)
    return page(request, "measures/uploads/send.html", {"opened": opened, "known": {}}, form)


@require_POST
def give_back(request: HttpRequest, slug: str, period: str) -> HttpResponse:
    """A response sheet back with its findings in it, as the answer to sending it; nothing of it is kept."""
    viewer = enter(request, slug)
    opened = queries.opened(viewer, period)
    form = forms.SendSheet(opened.senders, request.POST, request.FILES)
    if not (opened.senders and opened.may_send):
        return _refused(request, actions.NOT_YOURS, reverse("uploads", args=[slug]))
    if not form.is_valid():
        return page(request, "measures/uploads/send.html", {"opened": opened, "known": {}}, form)
    made = actions.give_back(caller(request, viewer), **_sent(request, opened, form))
    if isinstance(made, Refused):
        return _refused(request, made, reverse("upload", args=[slug, period]))
    return as_file(f"response-sheet-{period}-with-findings.xlsx", made)


@require_safe
def draft(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """A sheet that was sent: being checked, asking, ready to look at, or committed."""
    return _draft(request, enter(request, slug), id)


@require_POST
def answer(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Answer every open question at once; the sheet is checked again."""
    viewer = enter(request, slug)
    done = actions.answer_sheet(caller(request, viewer), draft=id, answers=forms.answers(request.POST))
    if isinstance(done, Refused):
        return _draft(request, viewer, id, done)
    return HttpResponseRedirect(reverse("upload_draft", args=[slug, id]))


@require_POST
def ask_again(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Ask every question anew, whatever was answered before."""
    viewer = enter(request, slug)
    done = actions.ask_again(caller(request, viewer), draft=id)
    if isinstance(done, Refused):
        return _draft(request, viewer, id, done)
    return HttpResponseRedirect(reverse("upload_draft", args=[slug, id]))


@require_POST
def commit(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Commit the sheet, or its good rows alone."""
    viewer = enter(request, slug)
    form = forms.Commit(request.POST)
    form.is_valid()
    done = actions.commit_sheet(caller(request, viewer), draft=id, partial=form.cleaned_data["partial"])
    if isinstance(done, Done):
        return on(request, done, "The sheet is committed.", reverse("upload_draft", args=[slug, id]))
    return _draft(request, viewer, id, done)


@require_POST
def take_back(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Take the sheet back; nothing of it is kept."""
    viewer = enter(request, slug)
    done = actions.take_back(caller(request, viewer), draft=id)
    if isinstance(done, Refused):
        return _refused(request, done, reverse("upload_draft", args=[slug, id]))
    return on(
        request,
        Done(done),
        "The sheet is taken back. Nothing of it is kept.",
        reverse("uploads", args=[slug]),
    )


def _receive(
    request: HttpRequest, viewer: Viewer, opened: queries.Opened, form: forms.SendSheet
) -> HttpResponse:
    known = forms.answers(request.POST)
    receipt = actions.receive_sheet(caller(request, viewer), **_sent(request, opened, form))
    if isinstance(receipt, Refused):
        refuse(form, receipt)
        return page(request, "measures/uploads/send.html", {"opened": opened, "known": known}, form)
    if receipt.draft:
        return HttpResponseRedirect(reverse("upload_draft", args=[viewer.slug, receipt.draft]))
    return _not_kept(request, opened, receipt, known)


def _sent(request: HttpRequest, opened: queries.Opened, form: forms.SendSheet) -> dict[str, Any]:
    """The arguments of an action that takes a sheet."""
    sheet = form.cleaned_data["sheet"]
    sent = Sent(sheet.read(), sheet.name, forms.answers(request.POST))
    return {"org": form.cleaned_data["org"], "period": opened.period.id, "sent": sent}


def _not_kept(
    request: HttpRequest, opened: queries.Opened, receipt: Receipt, known: dict[str, str]
) -> HttpResponse:
    """Nothing was kept: what was found and what to do, or a question that comes before keeping anything."""
    offers = any(one.code == "person.rows" for one in receipt.findings)
    context = {
        "opened": opened, "offers_responses": offers, "gives_back": receipt.gives_back, "stops": columns(receipt.findings, "stop"), "questions": questions(receipt.findings),
        "notes": columns(receipt.findings, "note"), "known": known, "form": forms.SendSheet(opened.senders),
    }  # fmt: skip
    template = (
        "measures/uploads/found.html" if request.headers.get(IN_PLACE) else "measures/uploads/not_kept.html"
    )
    return render(request, template, context, status=422)


def _draft(request: HttpRequest, viewer: Viewer, id: UUID, refused: Refused | None = None) -> HttpResponse:
    found = queries.draft(viewer, id)
    if isinstance(found, Refused):
        return _refused(request, found, reverse("uploads", args=[viewer.slug]))
    if getattr(request, "htmx", False) and not found.under_way:
        return HttpResponseClientRefresh()
    context = {"draft": found, "refused": refused, "commit": forms.Commit(), "known": found.answers}
    return render(
        request, _TEMPLATES.get(found.state, _READY), context, status=refused.status if refused else 200
    )


_READY = "measures/uploads/draft.html"
_TEMPLATES = {"committed": "measures/uploads/done.html", "received": "measures/uploads/checking.html",
              "checking": "measures/uploads/checking.html", "taken_back": "measures/uploads/done.html"}  # fmt: skip


def _refused(request: HttpRequest, refused: Refused, back: str) -> HttpResponse:
    return render(request, "refused.html", {"refused": refused, "back": back}, status=refused.status)
