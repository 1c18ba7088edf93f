"""The page on which an item is put to the vote."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, refuse
from meetings.meetings import actions, forms
from meetings.meetings.queries.votes import put_to_vote as asking


def put_to_vote(request: HttpRequest, slug: str, number: int, item: UUID) -> HttpResponse:
    """Write, or take from a draft, what is decided; then open it for votes here and now."""
    viewer = enter(request, slug)
    draft = _draft(request)
    found = asking(viewer, number, item, draft)
    matter = request.GET.get("matter") or found.begun.get("matter")
    form = forms.vote_form(found, matter)(request.POST or None, initial=found.begun)
    if form.is_valid():
        answer = actions.put_item_to_vote(
            caller(request, viewer),
            meeting=found.meeting.id,
            item=item,
            asked=replace(form.asked(), draft=draft),
        )
        if isinstance(answer, Done):
            return on(request, answer, f"{answer.ref} is open for votes.", f"{found.meeting.url}#agenda")
        refuse(form, answer)
    return page(request, "meetings/meetings/vote.html", {"about": found}, form)


def _draft(request: HttpRequest) -> int | None:
    typed = request.GET.get("draft", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else None
