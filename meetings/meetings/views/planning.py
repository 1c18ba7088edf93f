"""Pages on which meetings are announced, changed, called off and called again."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, refuse
from meetings.meetings import actions, forms, queries
from meetings.meetings.shapes import MeetingRow

SCHEDULE = "meetings/meetings/schedule.html"


def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Announce a meeting."""
    viewer = enter(request, slug)
    form = forms.MeetingForm(request.POST or None)
    if form.is_valid():
        answer = actions.schedule_meeting(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return _announced(request, viewer, answer)
        refuse(form, answer)
    return page(request, SCHEDULE, {"notice": queries.next_day(viewer)}, form)


def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Move a meeting or say it better."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = forms.ChangeForm(request.POST or None, initial=_now(found))
    if form.is_valid():
        answer = actions.change_meeting(caller(request, viewer), meeting=found.id, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, _with_remark(viewer, number, "The meeting is changed."), found.url)
        refuse(form, answer)
    return page(request, SCHEDULE, {"notice": queries.next_day(viewer), "meeting": found}, form)


def call_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Call the adjourned meeting for what lacked the quorum twice."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    first = _now(found) | {"day": None, "title": f"{found.title}, adjourned"}
    form = forms.MeetingForm(request.POST or None, initial=first)
    if form.is_valid():
        answer = actions.call_again(caller(request, viewer), meeting=found.id, **form.cleaned_data)
        if isinstance(answer, Done):
            return _announced(request, viewer, answer)
        refuse(form, answer)
    return page(
        request, SCHEDULE, {"notice": queries.again_words(viewer), "meeting": found, "again": True}, form
    )


def cancel(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask why, then call a meeting off."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = forms.CancelForm(request.POST or None)
    if form.is_valid():
        answer = actions.cancel_meeting(caller(request, viewer), meeting=found.id, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The meeting is called off.", found.url)
        refuse(form, answer)
    words = {
        "title": f"Call off {found.ref} {found.title}?",
        "text": "It stays in the list with your reason beside it.",
    }
    return page(
        request, "ui/confirm.html", words | {"confirm_label": "Call this meeting off", "back_url": found.url}, form
    )  # fmt: skip


def _announced(request: HttpRequest, viewer: Viewer, answer: Done) -> HttpResponse:
    number = int(answer.ref.removeprefix("MT-"))
    words = _with_remark(viewer, number, f"{answer.ref} is announced.")
    return on(request, answer, words, reverse("meeting", args=[viewer.slug, number]))


def _with_remark(viewer: Viewer, number: int, words: str) -> str:
    """The words, and that the day is a weekend's or a bank holiday: a slip is seen while it is easily changed."""
    return f"{words} {queries.meeting(viewer, number).day_remark}".strip()


def _now(found: MeetingRow) -> dict[str, Any]:
    """What the form of a change begins with: the meeting as it is, by its own clock."""
    starts, ends = (at.astimezone(ZoneInfo(found.zone)) for at in (found.starts, found.ends))
    times = {"day": starts.date(), "begins": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
    return {"title": found.title, "place": found.place} | times
