"""Pages of what people take home from meetings."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alliance.contract.pages import enter
from meetings.files import feeds, queries
from meetings.files.queries import Made

HERE = "meetings/files/"
CALENDAR = "text/calendar; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def handed_out(made: Made, kind: str) -> HttpResponse:
    """A file to be saved."""
    answer = HttpResponse(made.data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


@require_safe
def one_meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A meeting for one's calendar."""
    return handed_out(queries.one_meeting(enter(request, slug), number), CALENDAR)


@require_safe
def minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The minutes as a document."""
    return handed_out(queries.minutes(enter(request, slug), number), WORD)


def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """One's private calendar address; a POST makes a new one and shows it this once."""
    viewer = enter(request, slug)
    if request.method == "POST":
        path = reverse("calendar_feed", args=[slug, feeds.new_feed(viewer)])
        return render(request, f"{HERE}made.html", {"address": f"{settings.SITE_ADDRESS}{path}"}, status=201)
    return render(request, f"{HERE}feed.html", {"made_at": queries.feed(viewer)})


@require_POST
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw one's address away."""
    feeds.stop_feed(enter(request, slug))
    messages.success(request, "The address no longer works. Calendars that follow it are told nothing more.")
    return redirect("meeting_feed", slug)


@login_not_required
@require_safe
def follow(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """What a calendar program reads, which cannot sign in: whoever has the address reads, so it is private."""
    return handed_out(queries.calendar(feeds.follower(secret, slug)), CALENDAR)
