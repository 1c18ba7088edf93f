"""What the holders do about a risk, for programs: the same queries and actions as the pages."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from risks.register.api import DecisionIn, ReasonIn, on_risk
from risks.treatments import actions, queries


class TreatmentIn(serializers.Serializer[Any]):
    """What is done, by when, and onto whom it moves a cost."""

    verb = serializers.CharField(max_length=12)
    what = serializers.CharField(max_length=1000)
    due_on = serializers.DateField()
    pain_to = serializers.UUIDField(default=None, allow_null=True)


class TreatmentMoveIn(ReasonIn):
    """Done or dropped, and what came of it or why."""

    verb = serializers.ChoiceField(["done", "drop"])


def _all(viewer: Viewer, ref: str, **named: Any) -> list[queries.TreatmentRow]:
    return queries.treatments(viewer, int(ref.partition("-")[2]))


def _one(viewer: Viewer, number: int, treatment: UUID) -> dict[str, Any]:
    return on_risk(viewer, number) | {"treatment": treatment}


class Treatments(APIView):
    """Verbs of a threat are not those of an opportunity."""

    get = reads(queries.treatments, "What the holders do about a risk")
    post = does(actions.plan_treatment, "Plan a treatment", on=on_risk, send=TreatmentIn, show=_all)


class Consents(APIView):
    """Needs a mandate of the partner that would bear the cost."""

    post = does(actions.consent_to_pain, "Consent to bear a cost", on=_one, show=_all)


class Decisions(APIView):
    """The alliance agrees that pain moves."""

    post = does(
        actions.agree_pain,
        "Enter the decision about moving pain",
        on=_one,
        send=DecisionIn,
        show=_all,
    )


class TreatmentMoves(APIView):
    """Each with a reason."""

    post = does(
        actions.move_treatment,
        "Say that a treatment is done, or drop it",
        on=_one,
        send=TreatmentMoveIn,
        show=_all,
    )
