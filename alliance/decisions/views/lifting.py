"""Pages on which the words of an open vote change, or somebody drafts from an objection what would lift it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alliance.contract.pages import enter
from alliance.decisions import actions, forms, queries
from alliance.decisions.drafting import drafts as drafting
from alliance.decisions.reading import lifting
from alliance.decisions.reading.values import DecisionPage
from alliance.decisions.views.changing import begin
from alliance.decisions.views.forms_page import Ask, ask
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import page
from alliance.door.refusals import NotFound, Refused

AMEND = "alliance/decisions/lifting/amend.html"
LOOK = "look"
WORDS = ("title", "text", "expected_effect", "reason")


def amend(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """New words, begun from objections or from a draft where one is named; the votes on the old ones are void."""
    shown, act = begin(request, slug, number, actions.amend_proposal)
    begun = _from_draft(enter(request, slug), shown, request) or _from_objections(shown, request)
    form = forms.Amend(shown, request.POST or None, begun=begun)
    lead = "Every vote on the old words is void, and everyone votes again on the new ones. The old words stay to be read."
    done = "{ref} has new words; everyone votes again."
    words = Ask(f"Change the words of {shown.ref}", lead, "Put the new words", done, shown.url)
    return _ask_or_look(request, words, form, act, shown)


def suggest(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """New words as a suggestion to the member that proposes, in a draft that is shared with it."""
    viewer = enter(request, slug)
    shown = queries.decision(viewer, number)
    if not shown.may.suggest:
        raise NotFound
    first = {name: getattr(shown, name) for name in WORDS[:3]} | _from_objections(shown, request)
    form = forms.Suggestion(request.POST or None, initial=first)
    lead = f"Only {shown.proposed_by}, who proposes this, can put new words to the vote. They get yours as a draft."
    to = reverse("decision_drafts", args=[slug])
    done = f"{shown.proposed_by} can read your words now, change them and put them to the vote."
    words = Ask(f"Suggest new words for {shown.ref}", lead, "Share it with them", done, to)
    return _ask_or_look(request, words, form, partial(_suggest, viewer, number), shown)


def _ask_or_look(
    request: HttpRequest, words: Ask, form: Form, act: Any, shown: DecisionPage
) -> HttpResponse:  # fmt: skip
    """Send what was typed, or show what it would change first; nothing is sent then."""
    typed = [str(form[name].value() or "").replace("\r\n", "\n") for name in ("title", "text")]
    found = lifting.difference(shown, *typed)
    if LOOK in request.POST:
        return page(request, AMEND, {"ask": words, "page": shown, "difference": found}, form)
    return ask(request, words, form, act, AMEND, page=shown, difference=found)


def _from_objections(shown: DecisionPage, request: HttpRequest) -> dict[str, str]:
    """What a ticked objection, named as `lift` in the address, makes of the words."""
    found = lifting.drafted(shown, [org for typed in request.GET.getlist("lift") if (org := _id(typed))])
    return {name: getattr(found, name) for name in WORDS} if found else {}


def _from_draft(viewer: Viewer, shown: DecisionPage, request: HttpRequest) -> dict[str, str]:
    """What somebody suggested, where the address names a draft for this proposal that the viewer may read."""
    typed = request.GET.get("draft", "")
    if not typed.isdecimal() or len(typed) > 9:
        return {}
    begun = drafting.draft(viewer, int(typed))
    if (begun.how, begun.concerns) != (drafting.AMENDS, shown.number):
        raise NotFound
    reason = f"{lifting.answered(shown, begun.text)} Suggested by {begun.author}.".strip()
    return {name: getattr(begun, name) for name in WORDS[:3]} | {"reason": reason}


def _suggest(viewer: Viewer, number: int, **words: Any) -> Done | Refused:
    made = drafting.suggest(viewer, number, **words)
    return made if isinstance(made, Refused) else Done(str(made))


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
