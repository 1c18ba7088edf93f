"""How much a request may bring: a heavier one is told so before anything looks at its body."""

from collections.abc import Callable
from typing import IO

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

PAST = 120_000_000  # bytes read past, and kept nowhere, so that the browser hears the answer and not a broken line
PIECE = 1 << 16
SENTENCE = "This is larger than 10 MB, which is the most that is read here. Nothing of it was kept. Send a smaller file."


class RefuseHeavyBodies:
    """Middleware: goes by the announced length; a body without one is empty to every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = _announced(request)
        if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        _read_past(request.META.get("wsgi.input"), min(length, PAST))
        return _answer(request)


def _announced(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _read_past(body: IO[bytes] | None, length: int) -> None:
    while body is not None and length > 0:
        piece = body.read(min(PIECE, length))
        if not piece:
            return
        length -= len(piece)


def _answer(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "too_large", "sentence": SENTENCE}, status=413)
    told = {"error_code": "413", "error_title": "Too large", "error_sentence": SENTENCE, "back": request.path}
    return render(request, "error.html", told, status=413)
