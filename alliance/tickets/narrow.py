"""The narrow way in: a request with a ticket is answered here, before anything reads a cookie, a session or an address.

What could tell who sends is taken out of the request first, so that neither a view, nor a log, nor a crash can hold it.
"""

import logging
import traceback
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse

from alliance.door.refusals import NotFound
from alliance.tickets import views
from alliance.tickets.answers import BROKEN, NOT_HERE, answer, padded
from alliance.tickets.hosts import has_own_host, own_host

log = logging.getLogger(__name__)
KEPT = {
    "REQUEST_METHOD", "PATH_INFO", "SCRIPT_NAME", "CONTENT_TYPE", "CONTENT_LENGTH", "SERVER_NAME", "SERVER_PORT",
    "SERVER_PROTOCOL", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO",
}  # fmt: skip


class NarrowDoor:
    """Middleware: answers everything under the door's own path, and everything that comes to its own host name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (_at_own_host(request) or request.path_info.startswith(reverse("ticket"))):
            return self.get_response(request)
        forget(request)
        return padded(_answered(request))


def forget(request: HttpRequest) -> None:
    """Take out of a request, for good, who sends it, from where, with what, and what was asked after the path."""
    for name in [name for name in request.META if name not in KEPT and not name.startswith("wsgi.")]:
        del request.META[name]
    request.COOKIES = {}


def _answered(request: HttpRequest) -> HttpResponse:
    try:
        return _moved(request) or _view(request)(request)
    except (Http404, NotFound):
        return answer(request, NOT_HERE)
    except Exception as broke:
        log.error("The anonymous door broke: %s", _where(broke))
        return answer(request, BROKEN)


def _view(request: HttpRequest) -> Callable[[HttpRequest], HttpResponse]:
    if request.path_info == "/":  # typed by hand, at a host name of its own
        return views.write
    match = resolve(request.path_info)
    if not match.route.startswith("ticket/"):
        raise Http404
    return match.func


def _where(broke: Exception) -> str:
    """Which kind of error, and where in the code: never its words, which may repeat what was sent."""
    frame = traceback.extract_tb(broke.__traceback__)[-1]
    return f"{type(broke).__name__} in {frame.name}, line {frame.lineno}"


def _moved(request: HttpRequest) -> HttpResponse | None:
    """Where the door has a host name of its own, only that one takes pieces."""
    if not has_own_host() or _at_own_host(request):
        return None
    if request.method not in {"GET", "HEAD"}:
        raise Http404
    return HttpResponseRedirect(settings.TICKETS_ADDRESS + request.path)


def _at_own_host(request: HttpRequest) -> bool:
    asked = request.META.get("HTTP_HOST", "").partition(":")[0].lower()
    return has_own_host() and asked == own_host()
