"""Pages of releases: how each came about, opening, sealing, closing, taking back."""

from typing import Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from alliance.contract.pages import enter
from alliance.door.access import Caller, Viewer
from alliance.door.action import Done
from alliance.door.pages import answered, caller, on, page, refuse
from alliance.door.refusals import Refused
from measures.releases import actions, queries
from measures.releases.forms import Opening, ThresholdsForm, Withdrawing


class Verb(Protocol):
    """An action on one release."""

    def __call__(self, caller: Caller, /, *, release: UUID) -> Done | Refused: ...


@require_safe
def releases(request: HttpRequest, slug: str) -> HttpResponse:
    """All releases, the newest first."""
    return page(
        request, "measures/releases/releases.html", {"releases": queries.releases(enter(request, slug))}
    )


@require_safe
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One release: what is in it, who sealed it, what was tried and found."""
    found = queries.release(enter(request, slug), number)
    if getattr(request, "htmx", False) and found.progress is None:
        return HttpResponseClientRefresh()
    return page(request, "measures/releases/release.html", {"release": found})


def open_release(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a release of a period."""
    viewer = enter(request, slug)
    form = Opening(queries.choices(viewer), request.POST or None)
    if form.is_valid():
        answer = actions.open_release(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The release is opened. It is audited now.", _at(viewer, answer))
        refuse(form, answer)
    return page(request, "measures/releases/open.html", {}, form)


def thresholds(request: HttpRequest, slug: str) -> HttpResponse:
    """What protects figures, and by which decisions; the manager puts new thresholds into force."""
    viewer = enter(request, slug)
    held = queries.thresholds(viewer)
    form = ThresholdsForm(held, request.POST or None)
    if form.is_valid():
        answer = actions.set_thresholds(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The new thresholds are in force.", request.path)
        refuse(form, answer)
    return page(request, "measures/releases/thresholds.html", {"held": held}, form)


@require_POST
def seal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Seal a release; the second seal publishes it."""
    return _do(request, slug, number, actions.seal_release, "You sealed the release.")


@require_POST
def audit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Have a release audited again."""
    return _do(
        request, slug, number, actions.audit_again, "The release is audited again. Its seals are void."
    )


@require_POST
def close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a release up."""
    return _do(request, slug, number, actions.close_release, "The release is closed. Nothing of it is shown.")


def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a figure back at once."""
    viewer = enter(request, slug)
    form = Withdrawing(queries.withdrawable(viewer, number), request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        answer = actions.withdraw_figure(
            caller(request, viewer),
            release=queries.release_id(viewer, number)["release"],
            **form.cleaned_data,
        )
        if isinstance(answer, Done):
            return on(request, answer, "The figure is withdrawn.", reverse("release", args=[slug, number]))
        refuse(form, answer)
    return page(request, "measures/releases/withdraw.html", {"number": number}, form)


def _do(request: HttpRequest, slug: str, number: int, verb: Verb, said: str) -> HttpResponse:
    viewer = enter(request, slug)
    answer = verb(caller(request, viewer), release=queries.release_id(viewer, number)["release"])
    return answered(request, answer, said, reverse("release", args=[slug, number]))


def _at(viewer: Viewer, answer: Done) -> str:
    return queries.things(viewer, {answer.ref})[answer.ref].url
