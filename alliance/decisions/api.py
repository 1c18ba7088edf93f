"""Decisions for programs: the same queries and actions as the pages, so the same numbers and the same sum."""

from typing import Any
from uuid import UUID

from rest_framework import serializers as field
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.decisions import actions, queries
from alliance.decisions.asked import Asked
from alliance.decisions.events import SURE
from alliance.decisions.exports.api import WantedIn
from alliance.decisions.reading.own import BallotLine
from alliance.decisions.reading.values import DecisionPage
from alliance.door.access import Viewer
from alliance.door.action import Action
from alliance.door.api import Paged, answered, caller, documented, valid
from alliance.door.outputs import told
from alliance.door.refusals import NotFound

Plain = field.Serializer[Any]


class Several(field.ListField):
    """A list as a tuple, which is what actions take."""

    def to_internal_value(self, data: Any) -> Any:
        """Read each item."""
        return tuple(super().to_internal_value(data))

    def get_default(self) -> Any:
        """What stands for a list that was not sent."""
        return tuple(super().get_default() or ())


def _words(most: int = 20_000) -> field.CharField:
    return field.CharField(default="", allow_blank=True, max_length=most)


class RegisterIn(WantedIn, Paged):
    """Which decisions to list, and which page of them."""


class OpenIn(Plain):
    """A proposal to open."""

    org = field.UUIDField()
    matter = field.CharField(max_length=40)
    title = field.CharField(max_length=200)
    text = field.CharField(max_length=20_000)
    expected_effect = _words()
    expected_where = _words(400)
    expected_by = field.DateField(default=None, allow_null=True)
    expected_sure = field.ChoiceField(["", *SURE], default="")
    opens = field.DateTimeField(default=None, allow_null=True)
    closes = field.DateTimeField(default=None, allow_null=True)
    review_on = field.DateField(default=None, allow_null=True)
    objectives = Several(child=field.RegexField(r"^[A-Za-z0-9]{1,12}$"), default=list)
    settings = field.JSONField(
        default=None, allow_null=True, help_text="Of a proposed rule-book, all of them."
    )
    owner = field.UUIDField(default=None, allow_null=True)
    category = _words(40)
    expires_on = field.DateField(default=None, allow_null=True)
    legal_basis = _words(400)
    consequence_title = _words(200)
    consequence_text = _words()
    reverses = field.IntegerField(default=None, allow_null=True, min_value=1)
    looks_again_at = field.IntegerField(default=None, allow_null=True, min_value=1)
    renews = field.IntegerField(default=None, allow_null=True, min_value=1)
    ratifies = field.IntegerField(
        default=None,
        allow_null=True,
        min_value=1,
        help_text="An emergency use that all are asked to let stand.",
    )
    supersedes = Several(child=field.IntegerField(min_value=1), default=list)
    in_part = field.BooleanField(default=False)
    boards = Several(child=field.UUIDField(), default=list)
    long_stop_days = field.IntegerField(default=0, min_value=0, max_value=365)
    scope_note = _words()
    draft = field.IntegerField(
        default=None, allow_null=True, min_value=1, max_value=2_000_000_000, help_text="Begun with it: its papers follow."
    )  # fmt: skip
    sealed = field.BooleanField(
        default=False,
        help_text="Nobody sees another’s ballot before all are in. Only in writing, never reserved.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The argument of the action."""
        return {"asked": Asked(**attrs)}


class BallotIn(Plain):
    """A ballot."""

    org = field.UUIDField()
    revision = field.IntegerField(min_value=1, max_value=1_000_000)
    position = field.ChoiceField(["agree", "disagree", "abstain"])
    reason = _words()
    harm = _words()
    smallest_change = _words()
    best_for_people = field.ChoiceField(["", "yes", "no", "unsure"], default="")


class RecordIn(BallotIn):
    """A ballot told by telephone, and by whom."""

    person = field.UUIDField()


class ConfirmIn(Plain):
    """Whose recorded ballot is confirmed."""

    org = field.UUIDField()


class AmendIn(Plain):
    """A new wording, made from `revision`."""

    revision = field.IntegerField(min_value=1, max_value=1_000_000)
    title = field.CharField(max_length=200)
    text = field.CharField(max_length=20_000)
    expected_effect = field.CharField(default=None, allow_null=True, allow_blank=True, max_length=20_000)
    reason = _words()
    closes = field.DateTimeField(default=None, allow_null=True)
    settings = field.JSONField(default=None, allow_null=True)


class WhyIn(Plain):
    """A reason."""

    reason = field.CharField(max_length=20_000)


class MaybeWhyIn(Plain):
    """A reason, where there is one."""

    reason = _words()


class DeadlineIn(WhyIn):
    """More time, and why."""

    closes = field.DateTimeField()


class InterestIn(MaybeWhyIn):
    """A conflict of interest."""

    org = field.UUIDField()
    kind = field.ChoiceField(["financial", "professional", "personal", "indirect"])
    whose = field.ChoiceField(["organisation", "person"])


class RulingIn(MaybeWhyIn):
    """For which organisation, and whether it would admit the declarer."""

    org = field.UUIDField()
    ruling = field.ChoiceField(["admit", "refuse"])


class LookIn(MaybeWhyIn):
    """What one member saw when it looked again, and whether it would still decide so."""

    org = field.UUIDField()
    answer = field.ChoiceField(["yes", "no", "unsure"])
    seen = field.CharField(max_length=20_000)
    look_next = field.DateField(default=None, allow_null=True)


class ActIn(Plain):
    """What the act needs besides the decision: of a new member its name, code, side and kind; of an agreement its text."""

    name = field.CharField(required=False, max_length=160)
    code = field.CharField(required=False, max_length=12)
    side = field.ChoiceField(["commissioner", "provider"], required=False)
    kind = field.CharField(required=False, max_length=20)
    text = field.CharField(required=False, allow_blank=True, max_length=200_000)


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
        viewer = enter(request, slug)
        matter = queries.decision(viewer, number).matter
        if matter not in _ACTS:
            raise NotFound
        act, names = _ACTS[matter]
        sent = valid(ActIn, request)
        answer = act(caller(request, viewer), decision=number, **{name: sent.get(name, "") for name in names})
        return answered(answer, lambda ref: _decision(viewer, ref, number))
