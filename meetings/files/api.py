"""Files of meetings for programs. A calendar's private address is made on its page only, as tokens are."""

from collections.abc import Callable

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.api import REFUSALS, Nothing, asked
from meetings.files import queries
from meetings.files.queries import Made
from meetings.files.views import CALENDAR, WORD, handed_out


def _file(query: Callable[[Viewer, int], Made], kind: str, summary: str) -> Callable[..., HttpResponse]:
    @extend_schema(responses={(200, kind.partition(";")[0]): OpenApiTypes.BINARY} | REFUSALS, summary=summary)
    def get(self: APIView, request: Request, slug: str, number: int) -> HttpResponse:
        viewer, _ = enter(request, slug), asked(Nothing, request)
        return handed_out(query(viewer, number), kind)

    return get


class MeetingCalendar(APIView):
    """A meeting for a calendar."""

    get = _file(queries.one_meeting, CALENDAR, "A meeting as a calendar entry")


class MinutesDocument(APIView):
    """Minutes as a document."""

    get = _file(queries.minutes, WORD, "The minutes last issued, as a document")
