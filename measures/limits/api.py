"""The ledger of limits for programs: the same query and the same action as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from measures.limits import queries
from measures.limits.actions import record_step
from measures.plan.reading import ALLIANCE_VIEW


class LedgerIn(serializers.Serializer[Any]):
    """Whose chart it is."""

    view = serializers.CharField(default=ALLIANCE_VIEW, max_length=80)


class StepIn(LedgerIn):
    """A step; `kind` is rebase, freeze or unfreeze, or p or p_prime to keep a chart of shares; `cites` the reference of a carried decision."""

    kind = serializers.CharField(max_length=10)
    period = serializers.UUIDField()
    baseline = serializers.IntegerField(required=False, allow_null=True)
    reason = serializers.CharField(max_length=1000)
    cites = serializers.CharField(max_length=12)


def _steps(viewer: Viewer, code: str, view: str) -> queries.Ledger:
    return queries.ledger(viewer, code, view)


def _after(viewer: Viewer, ref: str, *, code: str) -> queries.Ledger:
    """The ledger that the step went into: `ref` names its view."""
    return queries.ledger(viewer, code, ref.rpartition("/")[0])


def _series(viewer: Viewer, code: str) -> dict[str, Any]:
    return {"measure": code}


class Limits(APIView):
    """Why the limits of a chart stand where they stand."""

    get = reads(_steps, "Every step that moved the limits of a measure in one view", ask=LedgerIn)
    post = does(record_step, "Record a step that moves limits", send=StepIn, show=_after, on=_series)
