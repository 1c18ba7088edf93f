"""Files for programs: the same wish, the same waiting and the same bytes as on the pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import enter, reads
from alliance.door.access import Viewer
from alliance.door.api import REFUSALS, Nothing, asked, refused, shown, valid
from alliance.door.outputs import answer
from alliance.door.refusals import Refused
from measures.dashboards import files
from measures.dashboards import queries as dashboards
from measures.dashboards.api import AskedIn, ChangeIn, GroupsIn, LineUpIn, UnitsIn
from measures.dashboards.change import ChangeAsked, change
from measures.dashboards.groups import GroupsAsked, groups
from measures.dashboards.kinds import PACKS
from measures.dashboards.lineups import LineUpAsked, lineup
from measures.dashboards.shapes import Asked
from measures.dashboards.units import UnitsAsked, units
from measures.packs import actions, queries
from measures.packs.queries import PackPage

LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[202], description="Where to ask how far it is."
)


class PackIn(serializers.Serializer[Any]):
    """A kind of file, and what of the dashboard it shall show; an evidence packet shows all of one release."""

    kind = serializers.ChoiceField(choices=list(PACKS))
    view = serializers.CharField(default="alliance", max_length=80)
    first = serializers.CharField(default="", allow_blank=True, max_length=20)
    last = serializers.CharField(default="", allow_blank=True, max_length=20)
    release = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=10_000_000)
    ledger = serializers.IntegerField(default=None, allow_null=True, min_value=0, max_value=1_000_000)


class Packs(APIView):
    """Having files made."""

    @extend_schema(
        request=PackIn, responses={202: answer(PackPage)} | REFUSALS, parameters=[LOCATION],
        summary="Have a board pack or an evidence packet made, or find the one that is there",
    )  # fmt: skip
    def post(self, request: Request, slug: str) -> Response:
        """It is made in the background, and kept for a day; ask at its own address how far it is."""
        viewer, given = enter(request, slug), valid(PackIn, request)
        found = actions.ask_pack(viewer, kind=given.pop("kind"), asked=Asked(**given))
        if isinstance(found, Refused):
            return refused(found)
        where = reverse("api_measures_pack", args=[slug, found])
        said = shown(queries.pack(viewer, found))
        return Response(said, status=status.HTTP_202_ACCEPTED, headers={"Location": where})


class PackOne(APIView):
    """One file."""

    get = reads(queries.pack, "How far a file is, and where its bytes are")


class PackBytes(APIView):
    """Its bytes."""

    @extend_schema(
        responses={(200, each.media): OpenApiTypes.BINARY for each in PACKS.values()} | REFUSALS,
        summary="The file, where what it says still stands",
    )  # fmt: skip
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Refused while it is being made, and where the dashboard has changed since."""
        viewer, _ = enter(request, slug), asked(Nothing, request)
        found = queries.pack_file(viewer, id)
        return (
            refused(found)
            if isinstance(found, Refused)
            else files.as_file(found.content, found.name, found.media)
        )


Read = Callable[[Viewer, str, dict[str, Any]], files.Shown]


def _export(ask: type[serializers.Serializer[Any]], page: str, read: Read, summary: str) -> Any:
    """The answer to a wish for a chart as a file: what `page` shows of what is asked, in the same bytes."""
    known = serializers.ChoiceField(choices=[kind for kind, _ in files.KINDS], default="csv")
    wish = type(f"{page}_export", (ask,), {"file": known})

    @extend_schema(
        parameters=[wish], summary=summary,
        responses={(200, media): OpenApiTypes.BINARY for media in files.MEDIA.values()} | REFUSALS,
    )  # fmt: skip
    def get(self: APIView, request: Request, slug: str, code: str) -> HttpResponse:
        viewer, given = enter(request, slug), asked(wish, request)
        kind, where = given.pop("file"), request.build_absolute_uri(reverse(page, args=[slug, code]))
        return files.answer(read(viewer, code, given), kind, viewer, where)

    return get


def _measure(viewer: Viewer, code: str, given: dict[str, Any]) -> files.Shown:
    return files.of_page(dashboards.measure(viewer, code, Asked(**given)))


def _units(viewer: Viewer, code: str, given: dict[str, Any]) -> files.Shown:
    return files.of_partners(units(viewer, code, UnitsAsked(**given)))


def _groups(viewer: Viewer, code: str, given: dict[str, Any]) -> files.Shown:
    return files.of_view(groups(viewer, code, GroupsAsked(**given)))


def _change(viewer: Viewer, code: str, given: dict[str, Any]) -> files.Shown:
    which = given.pop("which")
    return files.of_change(change(viewer, code, ChangeAsked(**given)), which)


def _line_up(viewer: Viewer, code: str, given: dict[str, Any]) -> files.Shown:
    given.pop("tell")  # no file says which one is real
    return files.of_view(lineup(viewer, code, LineUpAsked(**given)))


class WhichIn(ChangeIn):
    """A change, and which of its charts: 1 who was followed up and how they changed, 2 how many changed clearly."""

    which = serializers.IntegerField(default=1, min_value=1, max_value=2)


class Export(APIView):
    """The chart of a measure as a file."""

    get = _export(AskedIn, "measure", _measure, "A measure's chart in one view as a file")


class UnitsExport(APIView):
    """The partners beside each other as a file."""

    get = _export(
        UnitsIn, "measure_units", _units, "Each partner beside the others as a file, nobody's own dot marked"
    )


class GroupsExport(APIView):
    """The groups of a breakdown as a file."""

    get = _export(GroupsIn, "measure_groups", _groups, "A measure over the groups of a breakdown as a file")


class ChangeExport(APIView):
    """A change as a file."""

    get = _export(WhichIn, "measure_change", _change, "How the same people changed, as a file")


class LineUpExport(APIView):
    """A line-up as a file."""

    get = _export(
        LineUpIn,
        "measure_lineup",
        _line_up,
        "The twenty of a line-up as a file, which does not say which is real",
    )
