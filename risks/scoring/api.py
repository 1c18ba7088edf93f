"""Scoring rounds for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from risks.register.api import DecisionIn, ReasonIn, on_risk, shown_risk
from risks.register.words import AXES, KNOWLEDGE
from risks.scoring import actions, queries


class RoundIn(serializers.Serializer[Any]):
    """Until when each partner gives its view, and why a risk is scored again."""

    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=2000, default="", allow_blank=True)


class ViewIn(serializers.Serializer[Any]):
    """One partner’s likelihood and consequence, sealed; the product is worked out."""

    org = serializers.UUIDField()
    likelihood = serializers.IntegerField()
    consequence = serializers.IntegerField()
    words = serializers.CharField(max_length=1000, default="", allow_blank=True)


class RiskScoreIn(DecisionIn, ReasonIn):
    """The agreed likelihood and consequence, why, and by which decision. The product is worked out."""

    axis = serializers.ChoiceField(AXES, default="current")
    likelihood = serializers.IntegerField()
    consequence = serializers.IntegerField()
    knowledge = serializers.ChoiceField(KNOWLEDGE, default="", allow_blank=True)
    evidence = serializers.CharField(max_length=2000, default="", allow_blank=True)
    until = serializers.DateField(default=None, allow_null=True)


def _rounds(viewer: Viewer, ref: str, **named: Any) -> list[queries.RoundRow]:
    return queries.rounds(viewer, int(ref.partition("-")[2]))


class Rounds(APIView):
    """Until a round is open, how many of how many are in and nothing else."""

    get = reads(queries.rounds, "The scoring rounds of a risk")
    post = does(actions.start_round, "Begin a scoring round", on=on_risk, send=RoundIn, show=_rounds)


class Round(APIView):
    """The spread on each axis, then what each partner saw; there is no mean."""

    get = reads(queries.round_, "One scoring round")


class View(APIView):
    """Not there until the round is open, for anybody."""

    get = reads(queries.view, "One partner’s view, once it is open")


class Views(APIView):
    """Takes the place of what the partner said before; the last one opens them all."""

    post = does(actions.give_view, "Seal a partner’s view", on=on_risk, send=ViewIn, show=_rounds)


class Reveals(APIView):
    """By decision, once the round’s day is over; who was silent is not scored."""

    post = does(actions.reveal_round, "Open a round", on=on_risk, send=DecisionIn, show=_rounds)


class Scores(APIView):
    """Likelihood and consequence, why, and the consent decision."""

    post = does(actions.agree_score, "Enter an agreed score", on=on_risk, send=RiskScoreIn, show=shown_risk)
