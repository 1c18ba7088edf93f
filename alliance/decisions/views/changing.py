"""Pages on which a vote's frame changes, an interest is declared, and a decision is looked at again or acted upon."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from alliance.contract.pages import enter
from alliance.decisions import actions, forms, queries
from alliance.decisions.reading.values import DecisionPage
from alliance.decisions.views.forms_page import Ask, ask
from alliance.door.action import Action, Done
from alliance.door.pages import caller
from alliance.door.refusals import NotFound, Refused

NOT_DECLARED = "An interest is declared by who may cast the organisation’s vote, while that vote is open."
NOT_RULED = "Each of the other members rules once, through who may cast its vote, while that vote is open."
RULING = "Each of the others says for itself, once, whether whoever declared may take part. More than half must; a tie is a no."


def deadline(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """More time."""
    shown, act = begin(request, slug, number, actions.move_deadline)
    words = Ask(
        f"More time for {shown.ref}",
        "A deadline only ever moves later.",
        "Move the deadline",
        "The deadline has moved.",
        shown.url,
    )
    return ask(request, words, forms.Move(shown.zone, request.POST or None), act)


def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a proposal back."""
    shown, act = begin(request, slug, number, actions.withdraw_proposal)
    lead = (
        "The votes stay to be seen, and there is no outcome. It cannot be opened again; propose anew instead."
    )
    words = Ask(f"Withdraw {shown.ref}?", lead, "Withdraw it", "{ref} is withdrawn.", shown.url)
    return ask(request, words, forms.Why(request.POST or None), act)


def close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close a vote in which everyone has voted."""
    shown, act = begin(request, slug, number, actions.close_early)
    words = Ask(
        f"Close {shown.ref} now?",
        f"Everyone who may vote has voted. {shown.if_closed_now}",
        "Close the vote",
        "{ref} is closed.",
        shown.url,
    )
    return ask(request, words, forms.MaybeWhy(request.POST or None), act)


def interest(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Declare an interest."""
    shown, act = begin(request, slug, number, actions.declare_interest)
    orgs = shown.may.interest or tuple((seat.org, seat.name) for seat in shown.seats)
    lead = "Whoever stands to gain or lose steps out. A vote that is in already is void. It is said openly, and it is no fault."
    words = Ask(
        f"Declare an interest in {shown.ref}",
        lead,
        "Declare it",
        "The interest is declared. Thank you.",
        shown.url,
        "" if shown.may.interest else NOT_DECLARED,
    )
    return ask(request, words, forms.Interest(orgs, request.POST or None), act)


def withdraw_interest(request: HttpRequest, slug: str, number: int, interest: UUID) -> HttpResponse:
    """Take an interest back."""
    shown, act = begin(request, slug, number, actions.withdraw_interest)
    words = Ask(
        "Take the interest back?",
        "The vote that it voided is cast anew.",
        "Take it back",
        "The interest is taken back.",
        shown.url,
    )
    return ask(request, words, forms.MaybeWhy(request.POST or None), partial(act, interest=interest))


def ruling(request: HttpRequest, slug: str, number: int, interest: UUID) -> HttpResponse:
    """Rule on another member's interest, for a member of one's own."""
    shown, act = begin(request, slug, number, actions.rule_on_interest)
    line = next((one for one in shown.interests if one.id == interest), None)
    if line is None:
        raise NotFound
    orgs = line.may_rule or tuple((seat.org, seat.name) for seat in shown.seats)
    words = Ask(
        f"Rule on {line.org}’s interest", f"{RULING} {line.reason}", "Give this ruling", "Your ruling is in.", shown.url,
        "" if line.may_rule else NOT_RULED,
    )  # fmt: skip
    form = forms.Ruling(orgs, request.POST or None, initial={"org": orgs[0][0]})
    return ask(request, words, form, partial(act, interest=interest))


def review(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Look again: would you still?"""
    shown, act = begin(request, slug, number, actions.answer_review)
    orgs = [(one.org, one.name) for one in shown.may.look] or [(seat.org, seat.name) for seat in shown.seats]
    form = forms.LookAgain(orgs, request.POST or None, initial={"org": orgs[0][0]})
    words = Ask(
        f"Look again at {shown.ref}", shown.title, "Give this answer", "Your answer is in.", shown.url
    )
    return ask(request, words, form, act, "alliance/decisions/look.html", page=shown)


_ACTS: dict[str, tuple[type[Form], Action[...], str, str]] = {
    "rule_book": (forms.Nothing, actions.adopt_rulebook, "Put this rule-book into force?", "It holds from now on, for every vote that opens after this."),
    "members": (forms.Admit, actions.admit_member, "Admit the new member", "It has a vote in everything that opens after this."),
    "agreement": (forms.Agreement, actions.adopt_agreement, "Put the agreement’s text into force", "The version before stays to be read."),
}  # fmt: skip


def act(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Act upon a carried decision."""
    viewer = enter(request, slug)
    shown = queries.decision(viewer, number)
    if shown.matter not in _ACTS:
        raise NotFound
    form, action, title, lead = _ACTS[shown.matter]
    words = Ask(
        title,
        f"{shown.ref}: {shown.title}. {lead}",
        "Do it",
        f"It is carried out, as {shown.ref} decided.",
        shown.url,
    )
    filled = form(request.POST) if request.method == "POST" else form()
    return ask(request, words, filled, partial(action, caller(request, viewer), decision=number))


def begin(
    request: HttpRequest, slug: str, number: int, action: Action[...]
) -> tuple[DecisionPage, Callable[..., Done | Refused]]:
    """The decision as this viewer sees it, and the action on it, with its caller."""
    viewer = enter(request, slug)
    return queries.decision(viewer, number), partial(action, caller(request, viewer), proposal=number)
