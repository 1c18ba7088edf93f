"""What was typed into a form that could not be taken, given back once to be copied: nothing of it is kept here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def words(request: HttpRequest) -> tuple[str, ...]:
    """Every text of more than one word that was sent, in the order of the form; no password, mark or file."""
    if request.method != "POST":
        return ()
    sent = ((name, value.strip()) for name, values in request.POST.lists() for value in values)
    return tuple(value for name, value in sent if len(value.split()) > 1 and "password" not in name)


class SignedInOrTold(LoginRequiredMiddleware):
    """Middleware: whoever was signed out while writing reads their words again instead of losing them."""

    def handle_no_permission(  # type: ignore[override]  # Django says a redirect, and sends on whatever it gets
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """The sign-in page, or the page with the words where there are any."""
        typed = () if request.headers.get("HX-Request") else words(request)
        if not typed:
            return redirect_to_login(_came_from(request))
        told = {"words": typed, "here": _came_from(request)}
        return render(request, "alliance/desk/signed_out.html", told, status=403)


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose mark is no longer good: with its words, where it was one of our own pages that sent it."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return render(request, "403_csrf.html", {"words": words(request) if ours else ()}, status=403)


def _came_from(request: HttpRequest) -> str:
    told = urlsplit(request.headers.get("Referer", ""))
    ours = request.method == "POST" and told.netloc == request.get_host() and told.path
    return told.path if ours else request.get_full_path()
