"""Pages in front of the reviews: the library, the covenant, a proposal, dangers that were passed on."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.decisions.using import agreed_on
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.action import Action, Done
from alliance.door.pages import caller, on, page, page_number, refuse
from alliance.links.queries import mentioned
from frontend.sheets import csv_lines
from meetings.reviews import queries
from meetings.reviews.actions import covenants, opening
from meetings.reviews.files import paper
from meetings.reviews.forms import starting
from meetings.reviews.words import ABOUT, FEWEST_FOR_A_THEME, Suggestion

HERE = "meetings/reviews"


@require_safe
def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """The viewer’s own reviews, and the library of what was released."""
    viewer, form = enter(request, slug), starting.LibraryForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.releases(viewer, number=page_number(request), **wanted)
    shown = {
        "seated": queries.seated(viewer), "found": found, "filter": form, "wanted": any(wanted.values()),
        "shelves": queries.SHELVES, "covenant": next(iter(queries.covenants(viewer)), None),
    }  # fmt: skip
    return page(request, f"{HERE}/reviews.html", shown)


@require_safe
def shelf(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One shelf of the library: what was learned, usual work, what helped, factors."""
    viewer, form = enter(request, slug), starting.ShelfForm(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    shown = {
        "kind": kind,
        "title": queries.SHELVES[kind],
        "filter": form,
        "lines": queries.shelf(viewer, kind, text=text),
    }
    return page(request, f"{HERE}/shelf.html", shown | {"shelves": queries.SHELVES})


@require_safe
def library_file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Every line of the released reviews that the filter leaves, for a spreadsheet."""
    viewer, form = enter(request, slug), starting.LibraryForm(request.GET)
    lines = queries.lines(viewer, **(form.cleaned_data if form.is_valid() else {}))
    answer = StreamingHttpResponse(csv_lines(queries.LINES, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-reviews.csv"'
    return answer


@require_safe
def release(request: HttpRequest, slug: str, number: int, version: int | None = None) -> HttpResponse:
    """What was released, to read and to print."""
    viewer = enter(request, slug)
    found = queries.release(viewer, number, version)
    return page(request, f"{HERE}/release.html", {"page": found, "named": mentioned(viewer, found.content)})


@require_safe
def release_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same as a document, with the alliance as its author."""
    viewer = enter(request, slug)
    made = paper.document(viewer, queries.release(viewer, number))
    answer = HttpResponse(made, content_type=paper.WORD)
    answer["Content-Disposition"] = f'attachment; filename="V-{number:02}.docx"'
    return answer


def covenant(request: HttpRequest, slug: str) -> HttpResponse:
    """What the covenant promises, and the path to money and HR that is not there; the manager records a version."""
    viewer = enter(request, slug)
    free = (
        [(int(ref[2:]), f"{ref} {title}") for ref, title in agreed_on(viewer.alliance, covenants.MATTER)]
        if viewer.may("covenant.record")
        else []
    )
    ends = "end" in request.POST
    kind = starting.EndCovenantForm if ends else starting.CovenantForm
    form = kind(free, request.POST or None)
    if form.is_valid():
        act: Action[...] = covenants.withdraw_covenant if ends else covenants.adopt_covenant
        answer = act(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The covenant is recorded.", reverse("covenant", args=[slug]))
        refuse(form, answer)
    return page(
        request,
        f"{HERE}/covenant.html",
        {"versions": queries.covenants(viewer), "free": free, "ends": ends},
        form,
    )


def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose a review; four questions suggest how to look at it."""
    viewer = enter(request, slug)
    asked, suggestion = _suggested(request, viewer)
    released = [(row.ref, f"{row.ref} {row.title}") for row in queries.may_rest_on(viewer)]
    first = {"method": suggestion.method} if suggestion else {}
    form = starting.ProposeForm(
        list(queries.partners(viewer).items()), released, request.POST or None, initial=first
    )
    if form.is_valid():
        answer = opening.propose_review(caller(request, viewer), **form.wanted())
        if isinstance(answer, Done):
            return on(
                request,
                answer,
                f"{answer.ref} is proposed. Now ask two people to look after it.",
                _review(viewer, answer),
            )
        refuse(form, answer)
    return page(
        request,
        f"{HERE}/propose.html",
        {
            "asked": asked,
            "suggestion": suggestion,
            "about": ABOUT,
            "released": len(released),
            "fewest": FEWEST_FOR_A_THEME,
        },
        form,
    )


@require_safe
def hazards(request: HttpRequest, slug: str) -> HttpResponse:
    """Dangers that reviews have passed to a body that the viewer speaks for."""
    viewer = enter(request, slug)
    return page(request, f"{HERE}/hazards.html", {"found": queries.hazards(viewer, clock.now())})


def _suggested(request: HttpRequest, viewer: Viewer) -> tuple[starting.MethodForm, Suggestion | None]:
    form = starting.MethodForm(request.GET if "new" in request.GET else None)
    return form, queries.suggested(viewer, **form.wanted()) if form.is_valid() else None


def _review(viewer: Viewer, answer: Done) -> str:
    return reverse("review", args=[viewer.slug, int(answer.ref.partition("-")[2])])
