"""Signs that are not seen and that no document can hold come with what is pasted from other programs: on pages they are left out.

Programs are told instead, by `alliance.door.api`. Stored, one such sign in a name would keep every drawing and every file
that shows it from being made.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from alliance.desk.errors import API
from frontend.plain import for_xml


class LeaveOutUnseen:
    """Middleware: what a form sends, without them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Runs once the request is known to come from a page of ours."""
        if request.method != "POST" or request.path.startswith(API):
            return
        sent = request.POST
        if any(for_xml(text) != text for _, texts in sent.lists() for text in texts):
            kept = sent.copy()
            for name, texts in sent.lists():
                kept.setlist(name, [for_xml(text) for text in texts])
            request.POST = kept  # type: ignore[assignment]  # as it was, but for what is not seen
