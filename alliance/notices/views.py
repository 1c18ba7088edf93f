"""Your notices: what was told, what you want to be told, and the link in a letter that ends it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alliance.door.pages import page
from alliance.notices import actions, queries
from alliance.notices.forms import ChoicesForm

HERE = "alliance/notices/"


def notices(request: HttpRequest) -> HttpResponse:
    """The last 30 days, and the choices; a POST changes these."""
    me = _me(request)
    chosen = queries.choices(me)
    form = ChoicesForm(chosen, request.POST or None)
    if form.is_valid():
        actions.choose(me, hour=form.cleaned_data["hour"], wishes=form.wishes())
        messages.success(request, "Your choices are kept.")
        return redirect("notices")
    shown = {"lines": queries.list_notices(me), "choices": chosen}
    return page(request, f"{HERE}notices.html", shown, form)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Mark all as seen."""
    actions.seen(_me(request))
    return redirect("notices")


@login_not_required
@csrf_exempt  # mail programs send the one click of RFC 8058 without our token; the signed link is the right to do it
def stop(request: HttpRequest, link: str) -> HttpResponse:
    """End one kind of letter: GET asks, POST does it."""
    ending = queries.ending(None, link)
    if request.method == "POST":
        actions.stop(link)
    if request.method == "POST" or ending.ended:
        return render(request, f"{HERE}stopped.html", {"ending": ending})
    return render(request, "ui/confirm.html", _question(ending))


def _question(ending: queries.Ending) -> dict[str, object]:
    what = f"immediate e-mails from {ending.alliance}" if ending.alliance else "digests"
    kept = "Digests" if ending.alliance else "Immediate e-mails about votes and meetings"
    found = "your notices page" if ending.alliance else "your home page and each alliance’s overview"
    return {
        "title": f"Stop {what}?", "text": "You need not sign in for this, and you can change it back at any time.",
        "consequences": [f"No more {what}.", f"{kept} still come, as you chose.", f"The same stands on {found}."],
        "confirm_label": "Stop them", "back_url": reverse("home"),
    }  # fmt: skip


def _me(request: HttpRequest) -> UUID:
    person = request.user.pk
    assert isinstance(person, UUID)  # noqa: S101 - the login middleware let nobody else in
    return person
