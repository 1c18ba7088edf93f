"""Pages of meetings."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Action, Done
from alliance.door.pages import answered, caller, on, page, refuse
from alliance.papers.queries import papers_of
from alliance.tasks.actions import create_task
from alliance.tasks.forms import NewTask
from alliance.tasks.queries import owners
from meetings.meetings import actions, forms, minutes, queries
from meetings.meetings.shapes import MeetingRow

HERE = "meetings/meetings"
_STEPS: dict[str, tuple[Action[Any], str]] = {
    "open": (actions.open_meeting, "The meeting is called to order."),
    "close": (actions.close_meeting, "The meeting is closed. The minutes can be written now."),
}
_SEATS: dict[str, tuple[Action[Any], str]] = {
    "joined": (actions.record_arrival, "Recorded as here."),
    "left": (actions.record_departure, "Recorded as left."),
}


@require_safe
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings that come, or those that were."""
    viewer, past = enter(request, slug), request.GET.get("show") == "past"
    found = queries.meetings(viewer, past=past, number=_number(request))
    return page(request, f"{HERE}/meetings.html", {"meetings": found, "past": past})


def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Announce a meeting."""
    viewer = enter(request, slug)
    form = forms.MeetingForm(request.POST or None)
    if form.is_valid():
        answer = actions.schedule_meeting(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, f"{answer.ref} is announced.", _address(slug, int(answer.ref[3:])))
        refuse(form, answer)
    return page(request, f"{HERE}/schedule.html", {"notice": queries.next_day(viewer)}, form)


@require_safe
def meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One meeting: agenda, who is here, quorum, minutes, actions."""
    return _meeting(request, enter(request, slug), number)


def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Move a meeting or say it better."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = forms.ChangeForm(request.POST or None, initial=_now(found))
    if form.is_valid():
        answer = actions.change_meeting(caller(request, viewer), meeting=found.id, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The meeting is changed.", found.url)
        refuse(form, answer)
    return page(
        request, f"{HERE}/schedule.html", {"notice": queries.next_day(viewer), "meeting": found}, form
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


@require_POST
def step(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Call a meeting to order, or close it."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    act, words = _STEPS[verb]
    return answered(request, act(caller(request, viewer), meeting=found.id), words, found.url)


@require_POST
def attend(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Record an organisation as here, or as left."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = forms.SeatForm(request.POST)
    if not form.is_valid():
        return _meeting(request, viewer, number, form)
    act, words = _SEATS[verb]
    answer = act(caller(request, viewer), meeting=found.id, **form.cleaned_data)
    return answered(request, answer, words, f"{found.url}#here")


@require_POST
def add_item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put something on the agenda."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = forms.ItemForm(request.POST)
    if form.is_valid():
        answer = actions.add_item(caller(request, viewer), meeting=found.id, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "It is on the agenda.", f"{found.url}#agenda")
        refuse(form, answer)
    return _meeting(request, viewer, number, form)


@require_POST
def move_item(request: HttpRequest, slug: str, number: int, item: UUID) -> HttpResponse:
    """Give an item another place."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = forms.PlaceForm(request.POST)
    if not form.is_valid():
        return _meeting(request, viewer, number, form)
    answer = actions.move_item(caller(request, viewer), meeting=found.id, item=item, **form.cleaned_data)
    return answered(request, answer, "The agenda has a new order.", f"{found.url}#agenda")


@require_POST
def remove_item(request: HttpRequest, slug: str, number: int, item: UUID) -> HttpResponse:
    """Take an item off the agenda."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    answer = actions.remove_item(caller(request, viewer), meeting=found.id, item=item)
    return answered(request, answer, "It is off the agenda.", f"{found.url}#agenda")


def note_action(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Note an action that the meeting agreed."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = NewTask(owners(viewer), request.POST or None, initial={"source": found.ref})
    if form.is_valid():
        answer = create_task(caller(request, viewer), **form.wanted())
        if isinstance(answer, Done):
            return on(request, answer, f"{answer.ref} is noted.", f"{found.url}#actions")
        refuse(form, answer)
    return page(request, f"{HERE}/action.html", {"meeting": found}, form)


def write_minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write minutes: keep a draft, or issue them."""
    viewer = enter(request, slug)
    kept = queries.draft(viewer, number)
    form = forms.MinutesForm(request.POST or None, initial={"text": kept.text, "edition": kept.edition})
    if form.is_valid():
        issue = "issue" in request.POST
        act = minutes.issue_minutes if issue else minutes.save_draft
        answer = act(caller(request, viewer), meeting=kept.meeting.id, **form.wanted())
        if isinstance(answer, Done):
            return on(
                request,
                answer,
                "The minutes are issued." if issue else "The draft is kept.",
                kept.meeting.url,
            )
        refuse(form, answer)
    return page(request, f"{HERE}/write.html", {"draft": kept}, form)


@require_safe
def on_paper(request: HttpRequest, slug: str, number: int, what: str) -> HttpResponse:
    """The agenda, or the minutes, to print."""
    return page(request, f"{HERE}/{what}.html", {"page": queries.meeting(enter(request, slug), number)})


def _meeting(request: HttpRequest, viewer: Viewer, number: int, form: Form | None = None) -> HttpResponse:
    shown = queries.meeting(viewer, number)
    context = {
        "page": shown,
        "papers": papers_of(viewer, shown.meeting.ref, [item.ref for item in shown.items]),
        "add": form if isinstance(form, forms.ItemForm) else forms.ItemForm(),
    }
    return page(request, f"{HERE}/meeting.html", context, form)


def _address(slug: str, number: int) -> str:
    return reverse("meeting", args=[slug, number])


def _now(found: MeetingRow) -> dict[str, Any]:
    """What the form of a change begins with: the meeting as it is, by its own clock."""
    starts, ends = (at.astimezone(ZoneInfo(found.zone)) for at in (found.starts, found.ends))
    times = {"day": starts.date(), "begins": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
    return {"title": found.title, "place": found.place} | times


def _number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 1
