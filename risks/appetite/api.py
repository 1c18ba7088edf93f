"""The matrix and the appetite for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.door.access import Viewer
from alliance.door.api import answered, caller, documented, valid
from alliance.door.outputs import told
from risks.appetite import actions, queries
from risks.register.matrix import Band
from risks.register.words import APPETITES, DOMAINS


class BandIn(serializers.Serializer[Any]):
    """A level and its scores, both ends counted."""

    name = serializers.CharField(max_length=40)
    low = serializers.IntegerField(min_value=1, max_value=1000)
    high = serializers.IntegerField(min_value=1, max_value=1000)


class MatrixIn(serializers.Serializer[Any]):
    """Steps and bands from the lowest up, and the decision that adopts them."""

    likelihood = serializers.ListField(child=serializers.CharField(max_length=40), max_length=20)
    consequence = serializers.ListField(child=serializers.CharField(max_length=40), max_length=20)
    bands = BandIn(many=True)
    decision = serializers.CharField(max_length=12)


class AppetiteIn(serializers.Serializer[Any]):
    """How much risk the alliance chooses in a domain."""

    domain = serializers.ChoiceField(DOMAINS)
    level = serializers.ChoiceField(APPETITES)
    limit = serializers.IntegerField()
    decision = serializers.CharField(max_length=12)


def _appetites(viewer: Viewer, ref: str, **named: Any) -> list[queries.AppetiteRow]:
    return queries.appetites(viewer)


class Matrices(APIView):
    """What is in force is never edited: another version is adopted."""

    get = reads(queries.matrices_of, "Each version of the matrix, the latest first")

    @documented(
        ok=told(queries.matrices_of), send=MatrixIn, wrote=True, summary="Adopt another version of the matrix"
    )
    def post(self, request: Request, slug: str) -> Response:
        """Adopt another version of the matrix by decision."""
        viewer, sent = enter(request, slug), valid(MatrixIn, request)
        bands = [Band(**one) for one in sent.pop("bands")]
        answer = actions.adopt_matrix(caller(request, viewer), bands=bands, **sent)
        return answered(answer, lambda ref: queries.matrices_of(viewer))


class Appetites(APIView):
    """Each domain, set or not."""

    get = reads(queries.appetites, "The appetite in each domain")
    post = does(
        actions.set_appetite,
        "Set the appetite of a domain",
        on=lambda viewer: {},
        send=AppetiteIn,
        show=_appetites,
    )
