"""Pages of drafts: begun, changed by one or several, shared and taken back, thrown away."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from alliance.contract import queries as contract
from alliance.contract.pages import enter
from alliance.decisions import forms, queries
from alliance.decisions.drafting import drafts as drafting
from alliance.decisions.views.forms_page import Ask, ask
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import on, page
from alliance.door.refusals import NotFound, Refused

HERE = "alliance/decisions/"
KEPT = "The draft is kept. Only you, and whom you share it with, can read it."


def drafts(request: HttpRequest, slug: str) -> HttpResponse:
    """Drafts of one's own and those that were shared, and a new one; a look back may have named what it is about."""
    viewer = enter(request, slug)
    about = queries.proposing(viewer, about_earlier=True)
    asked = {name: request.GET[name] for name in drafting.WORDS if name in request.GET}
    asked |= _old_words(viewer, asked)
    form = forms.Draft(about, request.POST or None, initial={"matter": "practice"} | asked)
    words = Ask("Drafts", "", "Keep this draft", KEPT, reverse("decision_drafts", args=[slug]))
    found = drafting.drafts(viewer)
    return ask(request, words, form, partial(_begin, viewer), f"{HERE}drafts.html", drafts=found, about=about)


def draft(request: HttpRequest, slug: str, draft: int) -> HttpResponse:
    """One draft: its words to change, whom it is shared with, and what may be done with it."""
    viewer = enter(request, slug)
    begun = drafting.draft(viewer, draft)
    about = queries.proposing(viewer, about_earlier=True)
    first = {name: getattr(begun, name) for name in drafting.WORDS}
    form: Form = forms.Draft(about, request.POST or None, initial=first)
    if begun.how == drafting.AMENDS:
        form = forms.Suggestion(request.POST or None, initial=first)
    words = Ask(begun.title, "", "Keep these words", KEPT, reverse("decision_draft", args=[slug, draft]))
    version = _version(request, begun)
    save = partial(_save, viewer, draft, version)
    return ask(request, words, form, save, f"{HERE}draft.html", draft=begun, version=version)


def share(request: HttpRequest, slug: str, draft: int) -> HttpResponse:
    """Let a named person read a draft of one's own, or change it too."""
    viewer = enter(request, slug)
    begun = _mine(viewer, draft)
    people = {str(one.person): one.name for one in contract.places(viewer) if one.person != viewer.person}
    form = forms.Share(list(people.items()), request.POST or None)
    lead = "They can read it, and change it where you say so. Nobody else can."
    to = reverse("decision_draft", args=[slug, draft])
    words = Ask(f"Share “{begun.title}”", lead, "Share it", "It is shared.", to)
    return ask(request, words, form, partial(_share, viewer, draft))


@require_POST
def unshare(request: HttpRequest, slug: str, draft: int, person: UUID) -> HttpResponse:
    """Take a draft of one's own back from somebody."""
    viewer = enter(request, slug)
    drafting.unshare_draft(viewer, draft, person)
    return on(
        request,
        Done(str(draft)),
        "They can no longer read it.",
        reverse("decision_draft", args=[slug, draft]),
    )


def discard(request: HttpRequest, slug: str, draft: int) -> HttpResponse:
    """Throw a draft of one's own away, once it is confirmed."""
    viewer = enter(request, slug)
    begun = _mine(viewer, draft)
    if request.method == "POST":
        drafting.discard_draft(viewer, draft)
        return on(
            request, Done(str(draft)), "The draft is thrown away.", reverse("decision_drafts", args=[slug])
        )
    words = {
        "title": f"Throw “{begun.title}” away?", "text": "A draft is no part of the register: it cannot be brought back.",
        "confirm_label": "Throw it away", "back_url": reverse("decision_draft", args=[slug, draft]),
    }  # fmt: skip
    return page(request, "ui/confirm.html", words, forms.Nothing())


def _old_words(viewer: Viewer, asked: Mapping[str, str]) -> dict[str, str]:
    """The words of the proposal that is put to the vote again, to begin the draft with."""
    number = asked.get("concerns", "")
    if asked.get("how") != "renews" or not number.isdecimal() or len(number) > 9:
        return {}
    old = queries.decision(viewer, int(number))
    return {name: getattr(old, name) for name in ("matter", "title", "text", "expected_effect")}


def _begin(viewer: Viewer, **words: Any) -> Done | Refused:
    return Done(str(drafting.begin_draft(viewer, **words)))


def _save(viewer: Viewer, draft: int, version: int, **words: Any) -> Done | Refused:
    return drafting.save_draft(viewer, draft, version=version, **words) or Done(str(draft))


def _share(viewer: Viewer, draft: int, person: str, writes: bool) -> Done | Refused:
    return drafting.share_draft(viewer, draft, UUID(person), writes=writes) or Done(person)


def _version(request: HttpRequest, begun: drafting.DraftLine) -> int:
    """Which version these words began from: the one shown, or the one the form came with."""
    typed = request.POST.get("version", "0") if request.method == "POST" else str(begun.version)
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


def _mine(viewer: Viewer, draft: int) -> drafting.DraftLine:
    begun = drafting.draft(viewer, draft)
    if not begun.mine:
        raise NotFound
    return begun
