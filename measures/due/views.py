"""The page on which everybody sees whose figures are here, and whom one could help."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from measures.due import queries


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has sent what, and what is due when."""
    typed = request.GET.get("page", "1")
    found = queries.board(enter(request, slug), int(typed) if typed.isdecimal() and len(typed) < 9 else 1)
    return page(request, "measures/due/board.html", {"board": found})
