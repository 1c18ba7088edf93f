"""One's own data for programs: exact figures, file versions, lineage, and how one's own headings are read."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.door.access import Viewer
from alliance.door.action import must
from alliance.door.api import KEY, REFUSALS, Nothing, asked, caller, documented, refused, shown, valid
from alliance.door.outputs import answer, told
from alliance.door.refusals import Refused
from measures.uploads import actions, queries
from measures.uploads.api.sheets import accepted
from measures.uploads.shapes import SheetStatus
from measures.uploads.views.downloads import KINDS, as_file

LONGEST = 60  # characters of a field or a name


class WhichPeriod(serializers.Serializer[Any]):
    """Whose figures: of the newest period unless told otherwise."""

    period = serializers.CharField(default="", max_length=40, help_text="By its address, such as 2026-27-q1.")
    release = serializers.IntegerField(
        default=0,
        min_value=0,
        max_value=10_000_000,
        help_text="As this release was made; 0 for what stands now.",
    )


class ReadingIn(serializers.Serializer[Any]):
    """What headings and words mean; what is left out stays as it is."""

    columns = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST), default=dict,
        help_text='By number of the column, a field of the cohort sheet or "unused".',
    )  # fmt: skip
    words = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST, allow_blank=True), default=dict,
        help_text="By place of the word, one of the names offered for it.",
    )  # fmt: skip


class MyData(APIView):
    """One's own exact figures."""

    get = reads(queries.my_data, "Your own exact figures, each with its cell", ask=WhichPeriod)


class MyFigure(APIView):
    """Where a figure came from, and what rests on it."""

    get = reads(queries.lineage, "A figure of your own: its cells, its versions, what others see of it")


class MyFile(APIView):
    """A file version."""

    get = reads(queries.file_version, "A file version of your own, and what it changed")


class Copy(APIView):
    """A sheet with what was found."""

    @extend_schema(
        responses={(200, KINDS["xlsx"]): OpenApiTypes.BINARY} | REFUSALS, summary="The sheet with findings as comments"
    )  # fmt: skip
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """The same sheets and cells; text that a spreadsheet would run begins with an apostrophe."""
        viewer, _ = enter(request, slug), asked(Nothing, request)
        made = queries.commented_copy(viewer, id)
        return refused(made) if isinstance(made, Refused) else as_file(made.name, made.content)


class Reading(APIView):
    """How a sheet's own headings and words are read."""

    @extend_schema(
        request=ReadingIn, responses={202: answer(SheetStatus)} | REFUSALS, summary="Say what headings and words mean"
    )  # fmt: skip
    def put(self, request: Request, slug: str, id: UUID) -> Response:
        """The sheet is checked again."""
        viewer, sent = enter(request, slug), valid(ReadingIn, request)
        done = actions.read_otherwise(caller(request, viewer), draft=id, **sent)
        return refused(done) if isinstance(done, Refused) else accepted(viewer, id)


def _on(viewer: Viewer, id: UUID) -> dict[str, Any]:
    return {"draft": id}


def _kept(viewer: Viewer, ref: str, id: UUID) -> queries.Remembered:
    return must(queries.mapping(viewer, UUID(ref)))


class Remembered(APIView):
    """Keeping how a sheet is read, where nothing of it is to be committed."""

    post = does(actions.remember_reading, "Remember how a sheet is read", on=_on, show=_kept)


class Mappings(APIView):
    """Everything that is remembered."""

    get = reads(queries.mappings, "How your own headings are read, as remembered")


class Mapping(APIView):
    """How some headings are read."""

    get = reads(queries.mapping, "How some of your own headings are read")

    @documented(ok=told(queries.mapping), send=ReadingIn, wrote=True, summary="Change how headings are read")
    def put(self, request: Request, slug: str, id: UUID) -> Response:
        """The next sheet with these headings is read so."""
        viewer, sent = enter(request, slug), valid(ReadingIn, request)
        done = actions.change_mapping(caller(request, viewer), mapping=id, **sent)
        return (
            refused(done) if isinstance(done, Refused) else Response(shown(must(queries.mapping(viewer, id))))
        )

    @extend_schema(responses={204: None} | REFUSALS, parameters=[KEY], summary="Forget how headings are read")
    def delete(self, request: Request, slug: str, id: UUID) -> Response:
        """The next sheet with these headings is asked about again."""
        viewer, _ = enter(request, slug), valid(Nothing, request)
        done = actions.forget_mapping(caller(request, viewer), mapping=id)
        return refused(done) if isinstance(done, Refused) else Response(status=status.HTTP_204_NO_CONTENT)
