"""Decisions for programs: the same queries and actions as the pages, so the same numbers and the same sum."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.decisions import actions, queries
from alliance.decisions.exports.api import WantedIn
from alliance.decisions.forms.inputs import (
    ActIn,
    AmendIn,
    BallotIn,
    ConfirmIn,
    DeadlineIn,
    InterestIn,
    LookIn,
    MaybeWhyIn,
    OpenIn,
    RecordIn,
    RulingIn,
    WhyIn,
)  # fmt: skip
from alliance.decisions.reading.own import BallotLine
from alliance.decisions.reading.values import DecisionPage
from alliance.door.access import Viewer
from alliance.door.action import Action
from alliance.door.api import Paged, answered, caller, documented, valid
from alliance.door.outputs import told
from alliance.door.refusals import NotFound


class RegisterIn(WantedIn, Paged):
    """Which decisions to list, and which page of them."""


def _on(viewer: Viewer, number: int, **more: UUID) -> dict[str, Any]:
    return {"proposal": queries.numbered(viewer, number), **more}


def _decision(viewer: Viewer, ref: str, number: int = 0, **more: UUID) -> DecisionPage:
    return queries.decision(viewer, number or int(ref.partition("-")[2]))


def _ballot(viewer: Viewer, ref: str, number: int, **more: UUID) -> BallotLine:
    return queries.ballot(viewer, number, UUID(ref))


class Decisions(APIView):
    """The register."""

    get = reads(queries.register, "The register of decisions, the newest first", ask=RegisterIn)
    post = does(actions.open_proposal, "Open a proposal for votes", send=OpenIn, show=_decision)


class Decision(APIView):
    """One decision."""

    get = reads(queries.decision, "One decision: votes, sum, wordings, story, what you may do")


class Votes(APIView):
    """Ballots."""

    post = does(actions.cast_vote, "Cast or change a ballot", on=_on, send=BallotIn, show=_ballot)


class RecordedVotes(APIView):
    """Ballots told by telephone."""

    post = does(
        actions.record_vote, "Take down a ballot told by telephone", on=_on, send=RecordIn, show=_ballot
    )


class ConfirmVote(APIView):
    """The confirmation of one."""

    post = does(
        actions.confirm_vote, "Confirm a ballot that was taken down", on=_on, send=ConfirmIn, show=_ballot
    )


class Revisions(APIView):
    """Wordings."""

    post = does(
        actions.amend_proposal,
        "Put a new wording; the votes on the last are void",
        on=_on,
        send=AmendIn,
        show=_decision,
    )


class Withdraw(APIView):
    """The end of a proposal without an outcome."""

    post = does(
        actions.withdraw_proposal,
        "Withdraw a proposal while its vote runs",
        on=_on,
        send=WhyIn,
        show=_decision,
    )


class Deadline(APIView):
    """More time."""

    post = does(actions.move_deadline, "Move a deadline later", on=_on, send=DeadlineIn, show=_decision)


class CloseEarly(APIView):
    """The close of a vote in which everyone has voted."""

    post = does(
        actions.close_early,
        "Close a vote in which everyone has voted",
        on=_on,
        send=MaybeWhyIn,
        show=_decision,
    )


class Interests(APIView):
    """Conflicts of interest."""

    post = does(actions.declare_interest, "Declare an interest", on=_on, send=InterestIn, show=_decision)


class WithdrawInterest(APIView):
    """The end of one."""

    post = does(
        actions.withdraw_interest, "Take a declared interest back", on=_on, send=MaybeWhyIn, show=_decision
    )


class Ruling(APIView):
    """What each of the others rules on one."""

    post = does(
        actions.rule_on_interest,
        "Rule on an interest for a member of one’s own",
        on=_on,
        send=RulingIn,
        show=_decision,
    )


class Reviews(APIView):
    """Looks back."""

    post = does(
        actions.answer_review,
        "Answer for a member whether it would still decide so",
        on=_on,
        send=LookIn,
        show=_decision,
    )


_ACTS: dict[str, tuple[Action[Any], frozenset[str]]] = {
    "rule_book": (actions.adopt_rulebook, frozenset()),
    "members": (actions.admit_member, frozenset({"name", "code", "side", "kind"})),
    "agreement": (actions.adopt_agreement, frozenset({"text"})),
}


class ActOn(APIView):
    """What a carried decision allows."""

    @documented(
        ok=told(_decision),
        send=ActIn,
        wrote=True,
        summary="Act upon a carried decision: rule-book, member or agreement",
    )
    def post(self, request: Request, slug: str, number: int) -> Response:
        """The action follows from the matter; what it does not need is not looked at."""
        viewer, sent = enter(request, slug), valid(ActIn, request)
        matter = queries.decision(viewer, number).matter
        if matter not in _ACTS:
            raise NotFound
        act, names = _ACTS[matter]
        answer = act(caller(request, viewer), decision=number, **{name: sent.get(name, "") for name in names})
        return answered(answer, lambda ref: _decision(viewer, ref, number))
