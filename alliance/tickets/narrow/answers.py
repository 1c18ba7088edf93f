"""How the anonymous door answers: each answer has the same length, whatever happened, and nothing of who asked in it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from alliance.door.refusals import Refused

SIZE = 16_384  # bytes of each answer
HERE = "alliance/tickets/"
HEADERS = {
    "Cache-Control": "no-store, no-transform",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What happened, for a person and for a program."""

    status: int
    code: str
    title: str
    sentence: str

    @classmethod
    def of(cls, refused: Refused) -> "Answer":
        """A refusal as this door says it."""
        return cls(refused.status, refused.code, "This was not stored", refused.sentence)


DONE = Answer(
    200, "done", "Thank you",
    "It is stored: what you wrote, or that you have nothing to add. The answer is the same for both. Close this page now, and keep your "
    "ticket apart from anything with your name on it.",
)  # fmt: skip
CHANGED = Answer(
    200, "done", "It is done",
    "What your ticket wrote is taken back, or used no further than you say now. Where you had allowed less already, that stays.",
)  # fmt: skip
NOT_HERE = Answer(
    404, "not_found", "This ticket opens nothing here now",
    "It may be mistyped, or spent, or its last day may be over, or everything may be destroyed: the answer is the same for "
    "all of these. Nothing was stored. Until the release, you can still take back what you wrote.",
)  # fmt: skip
UNREADABLE = Answer(
    422, "malformed", "This cannot be read",
    "Send your ticket with plain text and one of the choices given, under the names that the page gives them. Nothing was stored.",
)  # fmt: skip
BROKEN = Answer(
    500, "broken", "That was our fault",
    "Something broke on our side, and nothing was stored. Of what you sent, nothing is in our log. Try again later; if it "
    "happens twice, tell those who gave out the tickets.",
)  # fmt: skip


def page(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page without a request, so that nothing of who asks can get into it."""
    return HttpResponse(render_to_string(f"{HERE}{template}", context), status=status)


def answer(request: HttpRequest, said: Answer) -> HttpResponse:
    """What happened, as a page, or as JSON for whoever sent JSON."""
    if request.content_type == "application/json":
        return JsonResponse({"code": said.code, "sentence": said.sentence}, status=said.status)
    return page("answer.html", {"said": said}, said.status)


def padded(response: HttpResponse) -> HttpResponse:
    """The answer at its full length, with the headers of this door. ValueError where it is longer than that."""
    missing = SIZE - len(response.content)
    if missing < 0:
        raise ValueError("An answer of the anonymous door is longer than all the others.")
    response.content += b" " * missing
    for name, value in (HEADERS | {"Content-Length": str(SIZE)}).items():
        response[name] = value
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark: it writes no line about a 404
    return response
