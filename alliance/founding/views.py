"""The founding page."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alliance.door.pages import page, refuse
from alliance.door.refusals import Refused
from alliance.founding.actions import found as found_alliance
from alliance.founding.forms import FIRST_ROWS, FoundingForm
from alliance.founding.link import read_link
from alliance.people.accounts import account_of, sign_in

FORM = "alliance/founding/form.html"


@login_not_required
def found(request: HttpRequest, link: str) -> HttpResponse:
    """Name an alliance, its members and yourself; afterwards you are inside."""
    held = read_link(link)
    if held is None:
        raise Http404
    if held.used or held.expired:
        return page(request, "alliance/founding/closed.html", {"link": held})
    form = _form(request)
    if form.is_valid():
        person = request.user.pk if isinstance(request.user.pk, UUID) else None
        answer = found_alliance(link, form.founding(), person=person, **form.newcomer())
        if not isinstance(answer, Refused):
            return _inside(request, answer.ref, form)
        refuse(form, answer)
    return page(request, FORM, {"link": held}, form)


def _form(request: HttpRequest) -> FoundingForm:
    account = str(request.user.email) if request.user.is_authenticated else None
    asked = request.POST.get("rows", "")
    rows = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else FIRST_ROWS
    if "more" in request.POST:
        typed = {**request.POST.dict(), "manages": "manages" in request.POST}
        return FoundingForm(rows=rows + 1, account=account, initial=typed)
    return FoundingForm(request.POST or None, rows=rows, account=account)


def _inside(request: HttpRequest, slug: str, form: FoundingForm) -> HttpResponse:
    messages.success(request, "The alliance is founded. Here is who is invited, and who comes next.")
    onwards = reverse("invitations" if _may_invite(form) else "alliance_home", args=[slug])
    newcomer = None if form.account else account_of(form.founding().founder)
    return sign_in(request, newcomer.id, onwards) if newcomer else redirect(onwards)


def _may_invite(form: FoundingForm) -> bool:
    told = form.founding()
    return told.manages or any(body.mine and body.votes for body in told.bodies)
