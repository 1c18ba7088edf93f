"""The plan for programs: the same queries and actions as the pages."""

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from measures.plan import actions, queries

MOST = 200  # in one list: more than any plan has, and few enough for one query
_BLANK: dict[str, Any] = {"required": False, "allow_blank": True}


class InstrumentIn(serializers.Serializer[Any]):
    """An instrument of the catalogue."""

    instrument = serializers.CharField(max_length=40)
    valid_from = serializers.DateField()
    code = serializers.CharField(max_length=12, **_BLANK)
    scale = serializers.ChoiceField(["metric", "raw"], required=False)
    wording = serializers.CharField(max_length=300, **_BLANK)
    counts_as = serializers.CharField(max_length=300, **_BLANK)
    objective = serializers.CharField(max_length=12, **_BLANK)
    decision = serializers.CharField(max_length=12, **_BLANK)
    sensitive = serializers.BooleanField(required=False)


class MeasureIn(serializers.Serializer[Any]):
    """A measure of the alliance's own."""

    wording = serializers.CharField(max_length=300)
    kind = serializers.ChoiceField(["proportion", "mean", "count"])
    valid_from = serializers.DateField()
    code = serializers.CharField(max_length=12, **_BLANK)
    low = serializers.DecimalField(max_digits=8, decimal_places=2, required=False)
    high = serializers.DecimalField(max_digits=8, decimal_places=2, required=False)
    whole = serializers.BooleanField(required=False)
    better = serializers.ChoiceField(["", "higher", "lower"], required=False)
    counts_as = serializers.CharField(max_length=300, **_BLANK)
    objective = serializers.CharField(max_length=12, **_BLANK)
    decision = serializers.CharField(max_length=12, **_BLANK)
    sensitive = serializers.BooleanField(required=False)


class VersionIn(serializers.Serializer[Any]):
    """A new definition of a measure."""

    code = serializers.CharField(max_length=12)
    valid_from = serializers.DateField()
    wording = serializers.CharField(max_length=300, **_BLANK)
    counts_as = serializers.CharField(max_length=300, **_BLANK)
    decision = serializers.CharField(max_length=12, **_BLANK)


class CohortIn(serializers.Serializer[Any]):
    """A group of people counted together."""

    name = serializers.CharField(max_length=120)
    code = serializers.CharField(max_length=40, **_BLANK)
    parent = serializers.CharField(max_length=40, **_BLANK)  # type: ignore[assignment]  # a field; the metaclass takes it away


class CategoryIn(serializers.Serializer[Any]):
    """A category of a breakdown."""

    code = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=120)


class BreakdownIn(serializers.Serializer[Any]):
    """One dimension with its categories in order."""

    name = serializers.CharField(max_length=120)
    code = serializers.CharField(max_length=40, **_BLANK)
    categories = CategoryIn(many=True, max_length=MOST)  # type: ignore[call-arg]  # an option of the list that `many` makes
    ordered = serializers.BooleanField(default=False)


class QuartersIn(serializers.Serializer[Any]):
    """Quarters from a day on."""

    first = serializers.DateField()
    count = serializers.IntegerField(min_value=1, max_value=40)


class SupplierIn(serializers.Serializer[Any]):
    """A partner that sends figures."""

    org = serializers.UUIDField()
    starts_on = serializers.DateField()
    name = serializers.CharField(max_length=60, **_BLANK)
    absence = serializers.CharField(max_length=200, **_BLANK)


class ViewIn(serializers.Serializer[Any]):
    """A union of groups that figures are published for."""

    name = serializers.CharField(max_length=160)
    code = serializers.CharField(max_length=40, **_BLANK)
    partners = serializers.ListField(
        child=serializers.CharField(max_length=12), required=False, max_length=MOST
    )
    cohorts = serializers.ListField(
        child=serializers.CharField(max_length=40), required=False, max_length=MOST
    )
    dimension = serializers.CharField(max_length=40, **_BLANK)
    category = serializers.CharField(max_length=40, **_BLANK)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: its code."""

    ref: str


def _made(viewer: Viewer, ref: str) -> Made:
    return Made(ref)


class PlanView(APIView):
    """Measures in all versions, groups, breakdowns, periods, partners that send figures, views."""

    get = reads(queries.plan, "Everything the alliance counts, in declared order")


class Instruments(APIView):
    """What others have made and proved."""

    post = does(
        actions.adopt_instrument, "Adopt an instrument of the catalogue", send=InstrumentIn, show=_made
    )


class Measures(APIView):
    """What the alliance asks itself."""

    post = does(actions.add_measure, "Add a measure of the alliance's own", send=MeasureIn, show=_made)


class Versions(APIView):
    """Definitions that follow one another."""

    post = does(
        actions.revise_measure, "Give a measure a new definition from a day on", send=VersionIn, show=_made
    )


class Cohorts(APIView):
    """Groups of people."""

    post = does(actions.add_cohort, "Add a group of people counted together", send=CohortIn, show=_made)


class Breakdowns(APIView):
    """Dimensions."""

    post = does(actions.add_breakdown, "Add a breakdown with its categories", send=BreakdownIn, show=_made)


class Quarters(APIView):
    """Periods of three months."""

    post = does(actions.add_quarters, "Add quarters to the list of periods", send=QuartersIn, show=_made)


class Suppliers(APIView):
    """Partners that send figures."""

    post = does(actions.add_supplier, "Add a partner that sends figures", send=SupplierIn, show=_made)


class Views(APIView):
    """Unions of groups."""

    post = does(
        actions.declare_view, "Declare a view that figures are published for", send=ViewIn, show=_made
    )
