"""Sending figures for programs: the same reading, questions and commit as on the pages."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.door.access import Viewer
from alliance.door.action import must
from alliance.door.api import REFUSALS, Nothing, Problem, asked, caller, refused, shown, valid
from alliance.door.outputs import answer
from alliance.door.reading import PlainJSONField
from alliance.door.refusals import NotFound, Refused
from frontend.plain import for_xml
from measures.uploads import actions, queries, shapes
from measures.uploads.actions import Receipt, Sent
from measures.uploads.api import examples
from measures.uploads.keeping.told import message, questions
from measures.uploads.shapes import SheetStatus
from measures.uploads.views.downloads import KINDS, as_file

LONGEST = 200  # characters of an answer
LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[202], description="Where to ask how it stands."
)


class SheetIn(serializers.Serializer[Any]):
    """A sheet to send."""

    period = serializers.CharField(max_length=40, help_text="A period by its address, such as 2026-27-q1.")
    sheet = serializers.FileField(allow_empty_file=True)
    org = serializers.UUIDField(default=None, allow_null=True, help_text="Only where you send for several.")
    answers = PlainJSONField(default=dict, help_text="Answers given before, {key: value}.")

    def validate_answers(self, sent: object) -> dict[str, str]:
        """Short texts by short texts; anything else answers nothing."""
        given = sent.items() if isinstance(sent, dict) else ()
        return {for_xml(str(key))[:LONGEST]: for_xml(str(one))[:LONGEST] for key, one in given}


class AnswersIn(serializers.Serializer[Any]):
    """An answer for each open question, or one for all questions of a kind in a column."""

    answers = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST),
        help_text="By the `key` of a question, or by its `together` for all that share it.",
    )


class CommitIn(serializers.Serializer[Any]):
    """Whether the good rows go in alone."""

    good_rows_alone = serializers.BooleanField(source="partial", default=False)


class TemplateIn(serializers.Serializer[Any]):
    """Which sheet to fill in."""

    period = serializers.CharField(max_length=40, help_text="A period by its address, such as 2026-27-q1.")
    sheet = serializers.ChoiceField(
        ["cohort", "responses"], default="cohort", help_text="Totals, or one row for each response."
    )
    rows = serializers.ChoiceField(
        ["last", "none"], default="last", help_text="The rows of last time, or none."
    )

    def get_fields(self) -> dict[str, Any]:
        """The file's kind too, whose name is a word of Python's."""
        return {**super().get_fields(), "as": serializers.ChoiceField(list(KINDS), default="xlsx")}


class NotKept(Problem):
    """Nothing was kept: of a malformed request the fields; of a sheet that was read, everything that was found."""

    questions = answer(shapes.Asked)(many=True, required=False)
    messages = answer(shapes.Said)(many=True, required=False)


_SENT = REFUSALS | {
    413: OpenApiResponse(Problem, "Larger than the server reads."), 422: OpenApiResponse(NotKept, "Nothing was kept."),
    503: OpenApiResponse(Problem, "Busy: send it again."),
}  # fmt: skip


def _sent(request: Request, viewer: Viewer) -> dict[str, Any]:
    """The arguments of an action that takes a sheet."""
    wish = valid(SheetIn, request)
    opened, sheet = queries.opened(viewer, wish["period"]), wish["sheet"]
    orgs = [wish["org"]] if wish["org"] else [each.org for each in opened.senders]
    sent = Sent(sheet.read(), sheet.name, wish["answers"])
    return {"org": orgs[0] if orgs else UUID(int=0), "period": opened.period.id, "sent": sent}


def _on(viewer: Viewer, id: UUID) -> dict[str, Any]:
    return {"draft": id}


def _sheet(viewer: Viewer, ref: str, id: UUID) -> SheetStatus:
    return must(queries.sheet(viewer, id))  # whoever may send it may see it


class Sheets(APIView):
    """Sheets due and sent, and sending one."""

    parser_classes = [MultiPartParser]
    get = reads(queries.sheet_lines, "Periods, and who has sent what")

    @extend_schema(
        request={"multipart/form-data": SheetIn}, responses={202: answer(SheetStatus)} | _SENT, summary="Send a sheet",
        parameters=[LOCATION], examples=[examples.RECEIVED],
    )  # fmt: skip
    def post(self, request: Request, slug: str) -> Response:
        """Read a sheet in memory; what passes is a draft, checked in the background: ask its Location until it is ready.

        The address holds for 72 hours, whatever becomes of the connection. Answers to the last sheet of the period hold
        for this one too."""
        viewer = enter(request, slug)
        return _receipt(viewer, actions.receive_sheet(caller(request, viewer), **_sent(request, viewer)))


class GiveBack(APIView):
    """A response sheet with what was found in it."""

    parser_classes = [MultiPartParser]

    @extend_schema(
        request={"multipart/form-data": SheetIn}, summary="A response sheet back, with findings as comments",
        responses={(200, KINDS["xlsx"]): OpenApiTypes.BINARY} | _SENT,
    )  # fmt: skip
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Read in memory as if it were sent, and given back in the answer; nothing of it is kept, nor that it was asked for.

        Text that a spreadsheet would run begins with an apostrophe. A cohort sheet has its copy at its own address."""
        viewer = enter(request, slug)
        made = actions.give_back(caller(request, viewer), **_sent(request, viewer))
        return (
            refused(made) if isinstance(made, Refused) else as_file("response-sheet-with-findings.xlsx", made)
        )


class Sheet(APIView):
    """One sheet under way."""

    get = extend_schema(examples=[examples.CHECKING, examples.READY])(
        reads(queries.sheet, "How a sheet stands")
    )

    @extend_schema(responses={204: None} | REFUSALS, summary="Take a sheet back")
    def delete(self, request: Request, slug: str, id: UUID) -> Response:
        """Nothing of it is kept."""
        viewer, _ = enter(request, slug), valid(Nothing, request)
        done = actions.take_back(caller(request, viewer), draft=id)
        return refused(done) if isinstance(done, Refused) else Response(status=status.HTTP_204_NO_CONTENT)


class Answers(APIView):
    """Answers to what is open."""

    @extend_schema(
        request=AnswersIn, responses={202: answer(SheetStatus)} | REFUSALS, summary="Answer every open question",
        parameters=[LOCATION], examples=[examples.ANSWERS],
    )  # fmt: skip
    def post(self, request: Request, slug: str, id: UUID) -> Response:
        """The sheet is checked again."""
        viewer, sent = enter(request, slug), valid(AnswersIn, request)
        done = actions.answer_sheet(caller(request, viewer), draft=id, **sent)
        return refused(done) if isinstance(done, Refused) else accepted(viewer, id)

    put = post  # the same answers twice are the same answers

    @extend_schema(
        responses={202: answer(SheetStatus)} | REFUSALS, summary="Forget the answers and be asked again"
    )
    def delete(self, request: Request, slug: str, id: UUID) -> Response:
        """Every question is asked anew."""
        viewer, _ = enter(request, slug), valid(Nothing, request)
        done = actions.ask_again(caller(request, viewer), draft=id)
        return refused(done) if isinstance(done, Refused) else accepted(viewer, id)


class CommitSheet(APIView):
    """Everything, or the good rows alone; the same Idempotency-Key twice is one commit."""

    post = extend_schema(examples=[examples.COMMIT, examples.COMMITTED])(
        does(actions.commit_sheet, "Commit a sheet", on=_on, send=CommitIn, show=_sheet)
    )


class SheetTemplate(APIView):
    """The sheet to fill in."""

    @extend_schema(
        parameters=[TemplateIn], summary="The sheet to fill in",
        responses={(200, KINDS["xlsx"]): OpenApiTypes.BINARY, (200, KINDS["ods"]): OpenApiTypes.BINARY, (200, "text/csv"): OpenApiTypes.STR} | REFUSALS,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Totals: with the rows of last time and no values, or blank. Single responses: a column for each answer."""
        viewer, wish = enter(request, slug), asked(TemplateIn, request)
        period, kind, of_responses = wish["period"], wish["as"], wish["sheet"] == "responses"
        if kind not in (queries.RESPONSE_MAKERS if of_responses else queries.MAKERS):
            raise NotFound
        if of_responses:
            made = queries.response_template(viewer, period, kind)
        else:
            made = queries.template(viewer, period, kind, blank=wish["rows"] == "none")
        return as_file(made.name, made.content)


def _receipt(viewer: Viewer, receipt: Receipt | Refused) -> Response:
    if isinstance(receipt, Refused):
        return refused(receipt)
    if receipt.draft:
        return accepted(viewer, receipt.draft)
    return Response(_not_kept(receipt), status=status.HTTP_422_UNPROCESSABLE_ENTITY)


def accepted(viewer: Viewer, id: UUID) -> Response:
    """202 with how it stands, and where to ask again."""
    found = _sheet(viewer, "", id)
    return Response(shown(found), status=status.HTTP_202_ACCEPTED, headers={"Location": found.status_url})


def _not_kept(receipt: Receipt) -> dict[str, Any]:
    said = shapes.said(message(one) for one in receipt.findings if one.level != "question")
    asked = shapes.asked(questions(receipt.findings))
    sentence = "Nothing of this file was kept. See what each message says."
    return {"code": "not_kept", "sentence": sentence, "questions": shown(asked), "messages": shown(said)}
