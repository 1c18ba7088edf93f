"""Pages of invitations: for those who invite, and for whoever follows a link."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alliance.contract.pages import enter
from alliance.door.access import Caller
from alliance.door.pages import answered, caller, on, page, refuse
from alliance.door.refusals import Refused
from alliance.invitations import actions, queries
from alliance.invitations.forms import AcceptForm, InviteForm
from alliance.people.accounts import sign_in

HERE = "alliance/invitations/"


def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is invited, and who is to be invited next."""
    return page(request, f"{HERE}list.html", {"page": queries.invitations(enter(request, slug))})


def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to somebody."""
    viewer = enter(request, slug)
    first = {"org": request.GET.get("org", ""), "role": "representative"}
    form = InviteForm(request.POST or None, page=queries.invitations(viewer), initial=first)
    if form.is_valid():
        answer = actions.invite(caller(request, viewer), **form.chosen())
        if not isinstance(answer, Refused):
            words = f"A letter to {form.cleaned_data['email']} is on its way."
            return on(request, answer, words, reverse("invitations", args=[slug]))
        refuse(form, answer)
    return page(request, f"{HERE}invite.html", {}, form)


def withdraw(request: HttpRequest, slug: str, invitation: UUID) -> HttpResponse:
    """Ask first, then take an invitation back."""
    viewer = enter(request, slug)
    line, back = queries.invitation(viewer, invitation), reverse("invitations", args=[slug])
    if request.method == "POST":
        answer = actions.withdraw(caller(request, viewer), invitation=invitation)
        return answered(request, answer, "The invitation is withdrawn.", back)
    title, text = f"Withdraw the invitation of {line.name}?", "The link in the letter ends at once."
    return page(
        request,
        "ui/confirm.html",
        {"title": title, "text": text, "confirm_label": "Withdraw it", "back_url": back},
    )


@login_not_required
def accept(request: HttpRequest, link: str) -> HttpResponse:
    """Come in by the link of a letter."""
    me = _me(request)
    letter = queries.letter(me, link)
    shown = {"letter": letter, "here": request.path}
    if letter.state != "open" or letter.barred:
        return page(request, f"{HERE}letter.html", shown)
    form = AcceptForm(request.POST if request.method == "POST" else None, letter)
    if form.is_valid():
        caller = Caller(letter.alliance, me or uuid4())
        answer = actions.accept(caller, link=link, **form.cleaned_data)
        if not isinstance(answer, Refused):
            return _inside(request, letter, None if me else UUID(answer.ref))
        refuse(form, answer)
    return page(request, f"{HERE}letter.html", shown, form)


def _inside(request: HttpRequest, letter: queries.OpenedLetter, newcomer: UUID | None) -> HttpResponse:
    front = reverse("alliance_home", args=[letter.slug])
    return (
        sign_in(request, newcomer, front)
        if newcomer
        else HttpResponse(status=302, headers={"Location": front})
    )


def _me(request: HttpRequest) -> UUID | None:
    person = request.user.pk
    return person if isinstance(person, UUID) else None
