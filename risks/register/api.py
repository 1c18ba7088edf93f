"""Risks for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.door.access import Viewer
from alliance.door.api import Paged, answered, caller, documented, valid
from alliance.door.outputs import told
from risks.register import actions, queries
from risks.register.shapes import RiskPage
from risks.register.words import (
    DOMAINS,
    KINDS,
    MOVES,
    PROXIMITIES,
    SIDES,
    STATES,
    VELOCITIES,
    Asked,
    RiskWords,
)

TOLD = ("kind", "cause", "event", "effect", "domain", "proximity", "must_be_true", "velocity")


class RisksIn(Paged):
    """Which risks to list."""

    state = serializers.ChoiceField([*STATES, ("all", "All")], default="", allow_blank=True)
    band = serializers.CharField(default="", max_length=40, allow_blank=True)
    holder = serializers.UUIDField(default=None, allow_null=True)
    objective = serializers.UUIDField(default=None, allow_null=True)
    due = serializers.ChoiceField(["overdue", "month", "quarter"], default="", allow_blank=True)
    cell = serializers.RegexField(r"^\d\d?x\d\d?$", default="", allow_blank=True)
    kind = serializers.ChoiceField(KINDS, default="", allow_blank=True)


class ReasonIn(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class DecisionIn(serializers.Serializer[Any]):
    """The decision that it rests on."""

    decision = serializers.CharField(max_length=12)


class HolderIn(serializers.Serializer[Any]):
    """A partner, and the role that would lead there."""

    org = serializers.UUIDField()
    role = serializers.CharField(max_length=120, allow_blank=True)


class RiskWordsIn(serializers.Serializer[Any]):
    """A risk in plain words."""

    kind = serializers.ChoiceField(KINDS)
    cause = serializers.CharField(max_length=2000)
    event = serializers.CharField(max_length=200)
    effect = serializers.CharField(max_length=2000)
    must_be_true = serializers.CharField(max_length=2000)
    domain = serializers.ChoiceField(DOMAINS)
    proximity = serializers.ChoiceField(PROXIMITIES)
    velocity = serializers.ChoiceField(VELOCITIES, default="", allow_blank=True)
    expected_on = serializers.DateField(default=None, allow_null=True)


class RiskIn(RiskWordsIn):
    """A risk in plain words, and who would hold it."""

    objective = serializers.UUIDField(default=None, allow_null=True)
    review_on = serializers.DateField()
    holders = HolderIn(many=True)


class RiskChangeIn(RiskWordsIn, ReasonIn):
    """A risk said anew, and why; its kind stays."""


class RiskMoveIn(ReasonIn):
    """Where a risk goes, and why."""

    verb = serializers.ChoiceField(MOVES)
    decision = serializers.CharField(max_length=12, default="", allow_blank=True)
    reply = serializers.CharField(max_length=2000, default="", allow_blank=True)
    into = serializers.CharField(max_length=12, default="", allow_blank=True)


class HolderAgreeIn(serializers.Serializer[Any]):
    """A partner's yes; another title for the role that leads there, if it wants one."""

    org = serializers.UUIDField()
    role = serializers.CharField(max_length=120, default="", allow_blank=True)


class HolderReleaseIn(ReasonIn):
    """A partner's no, or its stepping back, and why."""

    org = serializers.UUIDField()


class RiskLinkIn(serializers.Serializer[Any]):
    """What a risk hangs together with; where another risk stands in its bow-tie."""

    ref = serializers.CharField(max_length=12)
    side = serializers.ChoiceField(SIDES, default="", allow_blank=True)


def on_risk(viewer: Viewer, number: int) -> dict[str, Any]:
    """The risk of the address, as actions take it."""
    return {"risk": queries.risk(viewer, number).risk.id}


def shown_risk(viewer: Viewer, ref: str, **named: Any) -> RiskPage:
    """The risk that an action answered."""
    return queries.risk(viewer, int(ref.partition("-")[2]))


class Risks(APIView):
    """All risks."""

    get = reads(queries.risks, "Risks, the highest level first", ask=RisksIn)

    @documented(ok=told(shown_risk), send=RiskIn, wrote=True, summary="Raise a risk")
    def post(self, request: Request, slug: str) -> Response:
        """Raise a risk and ask partners to hold it."""
        viewer, sent = enter(request, slug), valid(RiskIn, request)
        words = RiskWords(**{name: sent.pop(name) for name in TOLD})
        holders = [Asked(**one) for one in sent.pop("holders")]
        answer = actions.raise_risk(caller(request, viewer), words=words, holders=holders, **sent)
        return answered(answer, lambda ref: shown_risk(viewer, ref))


class RiskMaps(APIView):
    """Counts of what is not closed: of threats, and of opportunities where there are any."""

    get = reads(queries.maps, "How many risks lie where")


class Risk(APIView):
    """What it says, who holds it, and its history."""

    get = reads(queries.risk, "One risk")


class Words(APIView):
    """An accepted risk that is said anew is live again."""

    @documented(ok=told(shown_risk), send=RiskChangeIn, wrote=True, summary="Say a risk anew")
    def post(self, request: Request, slug: str, number: int) -> Response:
        """Say a risk anew, and why."""
        viewer, sent = enter(request, slug), valid(RiskChangeIn, request)
        on = on_risk(viewer, number)
        words = RiskWords(**{name: sent.pop(name) for name in TOLD})
        answer = actions.change_risk(caller(request, viewer), **on, words=words, **sent)
        return answered(answer, lambda ref: shown_risk(viewer, ref))


class Reviews(APIView):
    """The next day follows from its level."""

    post = does(
        actions.review_risk, "Say why a risk is still valid", on=on_risk, send=ReasonIn, show=shown_risk
    )


class Moves(APIView):
    """Each with its reason."""

    post = does(
        actions.move_risk,
        "Let a risk happen, decline, merge or close it, or open it again",
        on=on_risk,
        send=RiskMoveIn,
        show=shown_risk,
    )


class Holders(APIView):
    """It holds the risk once it has agreed itself."""

    post = does(
        actions.ask_partner, "Ask one more partner to hold a risk", on=on_risk, send=HolderIn, show=shown_risk
    )


class Agreements(APIView):
    """Needs a mandate of that partner."""

    post = does(
        actions.agree_to_hold,
        "Agree for a partner to hold a risk",
        on=on_risk,
        send=HolderAgreeIn,
        show=shown_risk,
    )


class Releases(APIView):
    """Needs a mandate of that partner."""

    post = does(
        actions.release_holding,
        "Say no for a partner, or step back",
        on=on_risk,
        send=HolderReleaseIn,
        show=shown_risk,
    )


class Links(APIView):
    """To a decision, another risk, a measure."""

    post = does(
        actions.link_reference, "Link a risk by a reference", on=on_risk, send=RiskLinkIn, show=shown_risk
    )
