"""Pages of series."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import answered, caller, on, page, refuse
from alliance.door.refusals import malformed
from meetings.meetings.queries import next_day
from meetings.series import actions, forms, queries

HERE = "meetings/series"


@require_safe
def all_series(request: HttpRequest, slug: str) -> HttpResponse:
    """Every series and its meetings to come."""
    found = queries.all_series(enter(request, slug))
    return page(request, f"{HERE}/series.html", {"found": found})


def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a series."""
    viewer = enter(request, slug)
    form = forms.SeriesForm(request.POST or None)
    if form.is_valid():
        answer = actions.begin_series(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            words = _with_remarks(viewer, answer.ref, "The series is announced.")
            return on(request, answer, words, reverse("series", args=[slug]))
        refuse(form, answer)
    return page(request, f"{HERE}/begin.html", {"notice": next_day(viewer)}, form)


@require_POST
def extend(request: HttpRequest, slug: str, series: UUID) -> HttpResponse:
    """Announce the next meetings of a series."""
    viewer, form = enter(request, slug), forms.MoreForm(request.POST)
    here = reverse("series", args=[slug])
    if not form.is_valid():
        refused = malformed("count", "Announce from 1 to 24 meetings at a time.")
        return answered(request, refused, "", here)
    answer = actions.extend_series(caller(request, viewer), series=series, **form.cleaned_data)
    words = _with_remarks(viewer, str(series), "The next meetings are announced.")
    return answered(request, answer, words, here)


def _with_remarks(viewer: Viewer, series: str, words: str) -> str:
    """The words, and which days are a weekend's or a bank holiday: a slip is seen while it is easily changed."""
    return " ".join([words, *queries.series_named(viewer, series).day_remarks])
