"""Gain and pain for programs: the same sum, in whole pence and basis points."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import enter, reads
from alliance.door.access import Viewer
from alliance.door.api import answered, caller, documented, valid
from alliance.door.outputs import told
from alliance.door.refusals import Refused
from risks.shares import actions, queries
from risks.shares.shapes import WorkedShare
from risks.shares.sums import Part


class WholeField(serializers.IntegerField):
    """A whole number that was sent as one: 4.0 and "4" are not."""

    def to_internal_value(self, data: Any) -> int:
        """Nothing but an integer."""
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class ShareTriedIn(serializers.Serializer[Any]):
    """What might be spent, in whole pence."""

    actual = serializers.RegexField(r"^[0-9]{1,15}$")


class SharePartIn(serializers.Serializer[Any]):
    """A provider, its share of the providers' part in basis points, and its margin at risk in pence."""

    org = serializers.UUIDField()
    bp = WholeField(min_value=0, max_value=10_000)
    margin = WholeField(min_value=0, max_value=10**14)


class ShareTermsIn(serializers.Serializer[Any]):
    """Terms as a decision has them: money in whole pence, shares in basis points."""

    decision = serializers.IntegerField(min_value=1, max_value=10**6)
    target = WholeField(min_value=0, max_value=10**14)
    owner_bp = WholeField(min_value=0, max_value=10_000)
    cap_bp = WholeField(min_value=0, max_value=10_000)
    parts = SharePartIn(many=True)


def _tried(viewer: Viewer, actual: str) -> WorkedShare | Refused:
    return queries.tried(viewer, int(actual))


class ShareTerms(APIView):
    """The terms, worked examples, and the decisions by which other terms could come into force."""

    get = reads(queries.shares, "How gain and pain are shared")

    @documented(
        ok=told(queries.shares), send=ShareTermsIn, wrote=True, summary="Put terms into force, by a decision"
    )
    def post(self, request: Request, slug: str) -> Response:
        """Put terms into force by a decision about the commercial framework, or another target by one about the target cost."""
        viewer, sent = enter(request, slug), valid(ShareTermsIn, request)
        parts = [Part(str(one["org"]), one["bp"], one["margin"]) for one in sent.pop("parts")]
        answer = actions.adopt_terms(caller(request, viewer), parts=parts, **sent)
        return answered(answer, lambda ref: queries.shares(viewer))


class ShareTried(APIView):
    """Nothing is stored."""

    get = reads(_tried, "Share out a figure, to see how the sum works", ask=ShareTriedIn)
