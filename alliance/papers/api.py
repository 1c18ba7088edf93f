"""Papers for programs: the same queries and actions as the pages."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.door.access import Viewer
from alliance.door.api import KEY, REFUSALS, Nothing, Problem, answered, asked, caller, refused, valid
from alliance.door.outputs import answer
from alliance.door.refusals import Refused
from alliance.papers import actions, queries
from alliance.papers.scan.kinds import KINDS
from alliance.papers.views import handed_out


class PapersIn(serializers.Serializer[Any]):
    """What the papers hang on."""

    ref = serializers.CharField(max_length=12, help_text="A reference such as D-018 or MT-003.")


class PaperIn(PapersIn):
    """A paper to attach."""

    title = serializers.CharField(max_length=200)
    file = serializers.FileField(allow_empty_file=True)
    part = serializers.UUIDField(default=None, allow_null=True, help_text="An item of a meeting’s agenda.")
    readers = serializers.ListField(
        child=serializers.UUIDField(),
        default=list,
        max_length=50,
        help_text="Only these people, and you, may read it.",
    )


class RemoveIn(serializers.Serializer[Any]):
    """Why it is removed."""

    reason = serializers.CharField(max_length=500)


_FILES = {(200, kind.content_type.partition(";")[0]): OpenApiTypes.BINARY for kind in KINDS.values()}
_SENT = REFUSALS | {
    413: OpenApiResponse(Problem, "Larger than the server reads."), 503: OpenApiResponse(Problem, "No room on the disk."),
}  # fmt: skip


def _paper(viewer: Viewer, ref: str, **named: UUID) -> queries.PaperLine:
    return queries.paper(viewer, UUID(ref))


def _one(viewer: Viewer, paper: UUID) -> queries.PaperLine:
    return queries.paper(viewer, paper)


def _on(viewer: Viewer, paper: UUID) -> dict[str, Any]:
    return {"paper": queries.paper(viewer, paper).id}


class Papers(APIView):
    """The papers on a reference."""

    parser_classes = [MultiPartParser]
    get = reads(queries.papers_of, "Papers on a reference", ask=PapersIn)

    @extend_schema(
        request={"multipart/form-data": PaperIn}, responses={200: answer(queries.PaperLine), 201: answer(queries.PaperLine)} | _SENT,
        summary="Attach a paper", parameters=[KEY],
    )  # fmt: skip
    def post(self, request: Request, slug: str) -> Response:
        """Look at the file, keep it, and say so in the log."""
        viewer, wish = enter(request, slug), valid(PaperIn, request)
        file = wish.pop("file")
        sent = actions.Sent(file.read(), file.name)
        done = actions.attach_paper(caller(request, viewer), sent=sent, **wish)
        return answered(done, lambda ref: _paper(viewer, ref))


class Paper(APIView):
    """One paper."""

    get = reads(_one, "One paper")


class PaperFile(APIView):
    """The file of a paper."""

    @extend_schema(responses=_FILES | REFUSALS, summary="The file of a paper")
    def get(self, request: Request, slug: str, paper: UUID) -> HttpResponseBase:
        """As it was attached, byte for byte."""
        viewer, _ = enter(request, slug), asked(Nothing, request)
        found = queries.paper_file(viewer, paper)
        return refused(found) if isinstance(found, Refused) else handed_out(found)


class RemovePaper(APIView):
    """It is taken away."""

    post = does(actions.remove_paper, "Remove a paper, with the reason", on=_on, send=RemoveIn, show=_paper)
