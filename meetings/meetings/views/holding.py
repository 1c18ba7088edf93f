"""The pages of meetings, of one meeting, and the buttons with which it is held."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Action, Done
from alliance.door.pages import answered, caller, on, page, page_number, refuse
from alliance.papers.queries import papers_of
from alliance.tasks.actions import create_task
from alliance.tasks.forms import NewTask
from alliance.tasks.queries import owners
from meetings.meetings import actions, forms, queries

HERE = "meetings/meetings"
_STEPS: dict[str, tuple[Action[Any], str]] = {
    "open": (actions.open_meeting, "The meeting is called to order."),
    "close": (actions.close_meeting, "The meeting is closed. The minutes can be written now."),
}
_CLOSING = {
    "text": "Close it when all is said. It cannot be opened again.", "confirm_label": "Close the meeting",
    "consequences": [
        "Whoever is here now, and is not recorded as left, counts as there to the end.",
        "Nothing more is put to the vote here, and the agenda stays as it is.",
        "Items that had no quorum when they were left are suggested for the next agenda.",
        "The minutes can be issued. Each organisation that was here is then asked to accept them.",
    ],
}  # fmt: skip

_SEATS: dict[str, Action[Any]] = {"joined": actions.record_arrival, "left": actions.record_departure}


@require_safe
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings that come, or those that were."""
    viewer, past = enter(request, slug), request.GET.get("show") == "past"
    found = queries.meetings(viewer, past=past, number=page_number(request))
    return page(request, f"{HERE}/meetings.html", {"meetings": found, "past": past})


@require_safe
def meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One meeting: agenda, votes, who is here, quorum, minutes, actions."""
    return show(request, enter(request, slug), number)


@require_POST
def step(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Call a meeting to order, or close it."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    act, words = _STEPS[verb]
    return answered(request, act(caller(request, viewer), meeting=found.id), words, found.url)


def close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say what follows, then close a meeting."""
    if request.method == "POST":
        return step(request, slug, number, "close")
    found = queries.meeting(enter(request, slug), number).meeting
    words = {"title": f"Close {found.ref} {found.title}?", "back_url": found.url}
    return page(request, "ui/confirm.html", _CLOSING | words)


@require_POST
def attend(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Record an organisation as here, or as left."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = (forms.ArriveForm if verb == "joined" else forms.SeatForm)(request.POST)
    if not form.is_valid():
        return show(request, viewer, number, form)
    answer = _SEATS[verb](caller(request, viewer), meeting=found.id, **form.cleaned_data)
    return answered(request, answer, _recorded(viewer, number, verb), f"{found.url}#here")


def _recorded(viewer: Viewer, number: int, verb: str) -> str:
    """What is said once it is recorded: a quorum that is not there is no small print."""
    after = queries.meeting(viewer, number)
    words = "Recorded as here." if verb == "joined" else "Recorded as left."
    lost = verb == "left" and "vote" in after.verbs and not after.quorum.met
    return f"{words} There is no quorum now: nothing can be decided, and no vote goes on." if lost else words


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


@require_safe
def on_paper(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The agenda to print."""
    return page(request, f"{HERE}/agenda.html", {"page": queries.meeting(enter(request, slug), number)})


def show(request: HttpRequest, viewer: Viewer, number: int, form: Form | None = None) -> HttpResponse:
    """The meeting's page, with a form on it that was refused."""
    shown = queries.meeting(viewer, number)
    context = {
        "page": shown,
        "papers": papers_of(viewer, shown.meeting.ref, [item.ref for item in shown.items]),
        "add": form if isinstance(form, forms.ItemForm) else forms.ItemForm(),
    }
    return page(request, f"{HERE}/meeting.html", context, form)
