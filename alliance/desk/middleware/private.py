"""What is shown here is for the one who asked: nothing between us keeps it, nor does the browser once somebody signs out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class KeptNowhere:
    """Middleware: every answer says so, unless it says itself how long it may be kept, as what is for everybody does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer
