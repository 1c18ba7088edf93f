"""Risks that go to all partners, for programs: the same queries and actions as the pages."""

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from risks.escalation import actions, queries
from risks.register.api import DecisionIn, ReasonIn, on_risk, shown_risk


class AcceptanceIn(DecisionIn, ReasonIn):
    """Until when, why, and by which decision of all partners."""

    until = serializers.DateField()


class OutcomeIn(DecisionIn, ReasonIn):
    """What was decided: `accepted` only of a risk that waited for it; an issue that is decided stays one."""

    outcome = serializers.ChoiceField(["live", "accepted"], default="live")
    until = serializers.DateField(default=None, allow_null=True)


class Escalation(APIView):
    """A drafted decision, with nobody’s name in it, and each acceptance with the state that was judged."""

    get = reads(queries.escalated, "How a risk stands before all partners")
    post = does(
        actions.escalate_risk, "Ask all partners to decide", on=on_risk, send=ReasonIn, show=shown_risk
    )


class Outcomes(APIView):
    """It is live again, or accepted for a time; where it did not wait, it stays live or an issue."""

    post = does(actions.decide_risk, "Enter what was decided", on=on_risk, send=OutcomeIn, show=shown_risk)


class Acceptances(APIView):
    """By a decision of all partners, until the end of a day."""

    post = does(actions.accept_risk, "Enter an acceptance", on=on_risk, send=AcceptanceIn, show=shown_risk)


class Revocations(APIView):
    """By any partner that holds the risk."""

    post = does(
        actions.revoke_acceptance, "Take an acceptance back", on=on_risk, send=ReasonIn, show=shown_risk
    )
