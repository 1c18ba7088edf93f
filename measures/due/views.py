"""The page on which everybody sees whose figures are here, and whom one could help."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page, page_number
from measures.due import queries


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has sent what, and what is due when."""
    found = queries.board(enter(request, slug), page_number(request))
    return page(request, "measures/due/board.html", {"board": found})
