"""Pages of a scoring round: begin it, give a view, see what is open, open it by decision, enter what was agreed."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.pages import page
from alliance.door.refusals import NotFound
from risks.register import queries as register
from risks.register.deeds import Deed, deed
from risks.scoring import actions, forms, queries

DEEDS: Mapping[str, Deed] = {
    "round": Deed(
        actions.start_round, lambda viewer, found, data: forms.StartForm(found, data), "Score {ref} together",
        "Each partner that holds it gives its view alone. Nobody sees another’s, or who has given one, until all are in; then all open at once.",
        "Begin the round", "The round of {ref} is open for views.",
    ),
    "view": Deed(
        actions.give_view, lambda viewer, found, data: forms.ViewForm(queries.steps(viewer, found.risk.number), data),
        "{org}’s view of {ref}",
        "Sealed until all views are in. Until then you may give it again: the new one takes the place of the old, and neither is shown, not even to you.",
        "Seal this view", "Your view of {ref} is in.",
    ),
    "reveal": Deed(
        actions.reveal_round, lambda viewer, found, data: forms.RevealForm(data), "Open the round of {ref}",
        "The round’s last day is over. A decision may open what is there; who was silent is shown as “not scored”, and has agreed to nothing.",
        "Open the views", "The views of {ref} lie open.",
    ),
    "agree": Deed(
        actions.agree_score, lambda viewer, found, data: forms.ScoreForm(register.steps(viewer), data), "The agreed score of {ref}",
        "What the partners agreed by a decision, once they had talked about what each of them sees. Alliance multiplies the two; every score stays in the history, and a correction is a new one.",
        "Enter this score", "{ref} has an agreed score.",
    ),
    "target": Deed(
        actions.agree_score, lambda viewer, found, data: forms.TargetForm(register.steps(viewer), data), "Where we want {ref} to be",
        "A target above our appetite needs a day on which it ends.",
        "Enter this target", "{ref} has a target.",
    ),
}  # fmt: skip


@require_safe
def round_page(request: HttpRequest, slug: str, number: int, round_number: int) -> HttpResponse:
    """One round: how many are in, or what each partner saw, the spread first."""
    viewer = enter(request, slug)
    found = register.risk(viewer, number)
    return page(
        request,
        "risks/scoring/round.html",
        {"page": found, "round": queries.round_(viewer, number, round_number)},
    )


def act(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """The page for one verb: round, reveal, agree or target."""
    return deed(request, slug, number, DEEDS[verb], {"axis": "target"} if verb == "target" else {})


def give_view(request: HttpRequest, slug: str, number: int, org: UUID) -> HttpResponse:
    """Give a partner’s view in the open round."""
    viewer = enter(request, slug)
    running = [one for one in queries.rounds(viewer, number) if one.revealed_at is None]
    name = next((mine.name for one in running for mine in one.mine if mine.org == org), None)
    if name is None:
        raise NotFound
    return deed(request, slug, number, DEEDS["view"], {"org": org}, org=name)
