"""Series for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from meetings.series import actions, queries
from meetings.series.queries import SeriesShown


class SeriesIn(serializers.Serializer[Any]):
    """The rule of a series; `weekday` is 0 for Monday, `nth` 1 to 4, `every` a number of months."""

    title = serializers.CharField(max_length=200)
    place = serializers.CharField(max_length=500)
    first = serializers.DateField()
    begins = serializers.TimeField()
    ends = serializers.TimeField()
    every = serializers.IntegerField(min_value=1, max_value=12)
    weekday = serializers.IntegerField(min_value=0, max_value=6)
    nth = serializers.IntegerField(min_value=1, max_value=4)
    count = serializers.IntegerField(min_value=1, max_value=24)


class MoreIn(serializers.Serializer[Any]):
    """How many more."""

    count = serializers.IntegerField(min_value=1, max_value=24)


def _series(viewer: Viewer, ref: str, **named: Any) -> SeriesShown:
    return queries.series_named(viewer, ref)


class AllSeries(APIView):
    """Every series."""

    get = reads(queries.all_series, "Series of meetings, each with its rule and its meetings to come")
    post = does(
        actions.begin_series, "Begin a series and announce its first meetings", send=SeriesIn, show=_series
    )


class ExtendSeries(APIView):
    """The next meetings of a series."""

    post = does(actions.extend_series, "Announce the next meetings of a series", send=MoreIn, show=_series)
