"""Pages on which a proposal is begun: the choice of its matter, then its words."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alliance.contract.pages import enter
from alliance.decisions import actions, forms, queries
from alliance.decisions.asked import Asked
from alliance.decisions.drafting import drafts as drafting
from alliance.decisions.reading.values import Choice
from alliance.decisions.views.forms_page import Ask, ask
from alliance.door.access import Caller, Viewer
from alliance.door.action import Done
from alliance.door.pages import caller, page
from alliance.door.refusals import Refused

HERE = "alliance/decisions/"


def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """First what it is about, which settles the rule; then the words."""
    viewer = enter(request, slug)
    about = queries.proposing(viewer, about_earlier=True)
    choice = next((one for one in about.choices if one.code == request.GET.get("matter")), None)
    if choice is None:
        return page(request, f"{HERE}choose.html", {"about": about})
    form = _form(choice)(about, choice, request.POST or None, initial=_begun(viewer, request))
    act = partial(_open, caller(request, viewer), _draft(request))
    to = f"{reverse('decisions', args=[slug])}{{number}}/"
    words = Ask(
        f"Propose: {choice.name}", choice.rule_words, "Open it for votes", "{ref} is open for votes.", to
    )
    return ask(request, words, form, act, f"{HERE}propose.html", about=about, choice=choice)


def _open(who: Caller, draft: int | None, *, asked: Asked) -> Done | Refused:
    return actions.open_proposal(who, asked=replace(asked, draft=draft))


def _draft(request: HttpRequest) -> int | None:
    typed = request.GET.get("draft", "")
    return int(typed) if typed.isdecimal() and len(typed) <= 9 else None


def _form(choice: Choice) -> type[forms.Propose]:
    if choice.reserved:
        return forms.ProposeReserved
    return forms.ProposeRuleBook if choice.code == "rule_book" else forms.Propose


def _begun(viewer: Viewer, request: HttpRequest) -> dict[str, Any]:
    """What a draft, where one is opened, has written already; or which earlier decision a link names."""
    number = _draft(request)
    if number is None:
        return {name: request.GET[name] for name in ("concerns", "how") if name in request.GET}
    begun = drafting.draft(viewer, number)
    return {name: getattr(begun, name) for name in drafting.WORDS if name != "matter"}
