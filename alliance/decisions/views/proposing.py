"""Pages on which a proposal is begun: the choice of its matter, its words, and drafts before their time."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alliance.contract import queries as contract
from alliance.contract.pages import enter
from alliance.decisions import actions, forms, queries
from alliance.decisions import drafts as drafting
from alliance.decisions.reading.values import Choice
from alliance.decisions.views.forms_page import Ask, ask
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import caller, page
from alliance.door.refusals import NotFound, Refused

HERE = "alliance/decisions/"


def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """First what it is about, which settles the rule; then the words."""
    viewer = enter(request, slug)
    about = queries.proposing(viewer)
    choice = next((one for one in about.choices if one.code == request.GET.get("matter")), None)
    if choice is None:
        return page(request, f"{HERE}choose.html", {"about": about})
    form = _form(choice)(about, choice, request.POST or None, initial=_begun(viewer, request))
    act = partial(actions.open_proposal, caller(request, viewer))
    to = f"{reverse('decisions', args=[slug])}{{number}}/"
    words = Ask(
        f"Propose: {choice.name}", choice.rule_words, "Open it for votes", "{ref} is open for votes.", to
    )
    return ask(request, words, form, act, f"{HERE}propose.html", about=about, choice=choice)


def _form(choice: Choice) -> type[forms.Propose]:
    if choice.reserved:
        return forms.ProposeReserved
    return forms.ProposeRuleBook if choice.code == "rule_book" else forms.Propose


def _begun(viewer: Viewer, request: HttpRequest) -> dict[str, str]:
    """What a draft, where one is opened, has written already."""
    typed = request.GET.get("draft", "")
    if not typed.isdecimal() or len(typed) > 9:
        return {}
    begun = drafting.draft(viewer, int(typed))
    return {"title": begun.title, "text": begun.text, "expected_effect": begun.expected_effect}


def drafts(request: HttpRequest, slug: str) -> HttpResponse:
    """Drafts of one's own and those that were shared, and a new one."""
    viewer = enter(request, slug)
    about = queries.proposing(viewer)
    form = forms.Draft(request.POST or None)
    here = reverse("decision_drafts", args=[slug])
    words = Ask(
        "Drafts",
        "",
        "Keep this draft",
        "The draft is kept. Only you, and whom you share it with, can read it.",
        here,
    )
    return ask(
        request,
        words,
        form,
        partial(_keep, viewer),
        f"{HERE}drafts.html",
        drafts=drafting.drafts(viewer),
        about=about,
    )


def _keep(viewer: Viewer, title: str, text: str) -> Done | Refused:
    return Done(str(drafting.save_draft(viewer, matter="practice", title=title, text=text)))


def share(request: HttpRequest, slug: str, draft: int) -> HttpResponse:
    """Let a named person read a draft of one's own."""
    viewer = enter(request, slug)
    begun = drafting.draft(viewer, draft)
    if not begun.mine:
        raise NotFound
    people = {str(one.person): one.name for one in contract.places(viewer) if one.person != viewer.person}
    form = forms.Share(list(people.items()), request.POST or None)
    words = Ask(
        f"Share “{begun.title}”",
        "They can read it, and nobody else can.",
        "Share it",
        "It is shared.",
        reverse("decision_drafts", args=[slug]),
    )
    return ask(request, words, form, partial(_share, viewer, draft))


def _share(viewer: Viewer, draft: int, person: str) -> Done | Refused:
    return drafting.share_draft(viewer, draft, UUID(person)) or Done(person)
