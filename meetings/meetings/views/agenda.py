"""The buttons and forms of an agenda."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import answered, caller, on, refuse
from meetings.meetings import actions, forms, queries
from meetings.meetings.views.holding import show


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
    return show(request, viewer, number, form)


@require_POST
def add_suggested(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put one suggestion on the agenda, or all of them."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = forms.SuggestedForm(request.POST)
    if not form.is_valid():
        return show(request, viewer, number, form)
    answer = actions.add_suggested(caller(request, viewer), meeting=found.id, **form.wanted())
    return answered(request, answer, "It is on the agenda.", f"{found.url}#agenda")


@require_POST
def move_item(request: HttpRequest, slug: str, number: int, item: UUID) -> HttpResponse:
    """Give an item another place."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    form = forms.PlaceForm(request.POST)
    if not form.is_valid():
        return show(request, viewer, number, form)
    answer = actions.move_item(caller(request, viewer), meeting=found.id, item=item, **form.cleaned_data)
    return answered(request, answer, "The agenda has a new order.", f"{found.url}#agenda")


@require_POST
def remove_item(request: HttpRequest, slug: str, number: int, item: UUID) -> HttpResponse:
    """Take an item off the agenda."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    answer = actions.remove_item(caller(request, viewer), meeting=found.id, item=item)
    return answered(request, answer, "It is off the agenda.", f"{found.url}#agenda")


@require_POST
def take_up(request: HttpRequest, slug: str, number: int, item: UUID) -> HttpResponse:
    """Say that the meeting talks about this item now."""
    viewer = enter(request, slug)
    found = queries.meeting(viewer, number).meeting
    answer = actions.take_up(caller(request, viewer), meeting=found.id, item=item)
    return answered(request, answer, "The meeting is at this item now.", f"{found.url}#agenda")
