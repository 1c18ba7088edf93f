"""The library of reviews and the covenant, for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.api import Paged
from meetings.reviews import queries
from meetings.reviews.actions import covenants
from meetings.reviews.queries.shapes import CovenantShown, Excerpt, HazardShown
from meetings.reviews.words import METHODS, SUBJECTS


class Asked(Paged):
    """Which released reviews: those that say `text`, of one subject, by one method."""

    text = serializers.CharField(default="", allow_blank=True, max_length=100)
    subject = serializers.ChoiceField([("", ""), *SUBJECTS.items()], default="", allow_blank=True)
    method = serializers.ChoiceField([("", ""), *METHODS.items()], default="", allow_blank=True)


class Shelf(serializers.Serializer[Any]):
    """Which lines of the library."""

    kind = serializers.ChoiceField(list(queries.SHELVES.items()), default="themes")
    text = serializers.CharField(default="", allow_blank=True, max_length=100)


class CovenantIn(serializers.Serializer[Any]):
    """The words, and the number of the decision by which all partners signed them."""

    decision = serializers.IntegerField(min_value=1, max_value=1_000_000)
    text = serializers.CharField(max_length=20_000)


def _covenants(viewer: Viewer, ref: str) -> list[CovenantShown]:
    return queries.covenants(viewer)


def _dangers(viewer: Viewer) -> list[HazardShown]:
    return queries.hazards(viewer, clock.now())


def _shelf(viewer: Viewer, kind: str, text: str) -> list[Excerpt]:
    return queries.shelf(viewer, kind, text=text)


class Covenants(APIView):
    """What reviews are under."""

    get = reads(queries.covenants, "Every version of the covenant, the latest first")
    post = does(
        covenants.adopt_covenant, "Record a version of the covenant", send=CovenantIn, show=_covenants
    )


class Releases(APIView):
    """Released reviews."""

    get = reads(queries.releases, "Released reviews, the latest first", ask=Asked)


class Release(APIView):
    """One released review."""

    get = reads(queries.release, "What a review released: the latest version")


class Library(APIView):
    """What was learned, usual work, what helped, factors."""

    get = reads(_shelf, "Lines of the released reviews", ask=Shelf)


class Dangers(APIView):
    """Dangers that were passed on."""

    get = reads(_dangers, "Dangers that reviews passed to a body you speak for")
