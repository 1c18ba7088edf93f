"""Pages of the matrix and of the appetite: what is in force, each version, and how another is adopted."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, refuse
from risks.appetite import actions, forms, queries
from risks.register.deeds import sent


@require_safe
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """Each version of the matrix."""
    return page(
        request, "risks/appetite/matrix.html", {"versions": queries.matrices_of(enter(request, slug))}
    )


@require_safe
def appetite(request: HttpRequest, slug: str) -> HttpResponse:
    """The appetite in each domain."""
    return page(
        request, "risks/appetite/appetite.html", {"appetites": queries.appetites(enter(request, slug))}
    )


def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Adopt another version of the matrix."""
    viewer = enter(request, slug)
    form = forms.MatrixForm(queries.matrices_of(viewer)[0], sent(request))
    if form.is_valid():
        answer = actions.adopt_matrix(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(
                request,
                answer,
                f"Version {answer.ref} of the matrix is in force.",
                reverse("risk_matrix", args=[slug]),
            )
        refuse(form, answer)
    return page(request, "risks/appetite/adopt.html", {}, form)


def set_appetite(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the appetite of a domain."""
    viewer = enter(request, slug)
    form = forms.AppetiteForm(queries.choosing(viewer), sent(request))
    if form.is_valid():
        answer = actions.set_appetite(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The appetite is set.", reverse("risk_appetite", args=[slug]))
        refuse(form, answer)
    return page(request, "risks/appetite/set.html", {}, form)
