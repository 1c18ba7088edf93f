"""Reading together for programs: the same queries and the same actions as the pages."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from measures.notes import actions, queries
from measures.plan.reading import ALLIANCE_VIEW

LONGEST = 2000  # characters


class PlaceIn(serializers.Serializer[Any]):
    """Which figure: of which answers, and of which period (the newest that something was written on)."""

    view = serializers.CharField(default=ALLIANCE_VIEW, max_length=80)
    period = serializers.CharField(default="", max_length=20)


class WritingIn(serializers.Serializer[Any]):
    """Who says it (frontline, provider, commissioner or lived; for a story also team), and what."""

    view = serializers.CharField(default=ALLIANCE_VIEW, max_length=80)
    voice = serializers.CharField(max_length=20)
    words = serializers.CharField(max_length=LONGEST)


class NoteIn(WritingIn):
    """A sense note on a published figure."""

    period = serializers.CharField(max_length=20)
    asks = serializers.CharField(default="", max_length=LONGEST, allow_blank=True)


class StoryIn(WritingIn):
    """A story; `agreed` that whose story it is said yes to its standing here."""

    period = serializers.CharField(max_length=20)
    will_try = serializers.CharField(default="", max_length=LONGEST, allow_blank=True)
    disagrees = serializers.BooleanField(default=False)
    agreed = serializers.BooleanField()


class ExpectationIn(WritingIn):
    """What one expects of a measure before its figures are out."""

    measure = serializers.CharField(max_length=12)


class CorrectionIn(serializers.Serializer[Any]):
    """New words in the place of one's own."""

    words = serializers.CharField(max_length=LONGEST)
    more = serializers.CharField(default="", max_length=LONGEST, allow_blank=True)


def _measure(viewer: Viewer, code: str) -> dict[str, Any]:
    return {"measure": code}


def _release(viewer: Viewer, number: int) -> dict[str, Any]:
    return {"release": queries.expectations(viewer, number).release}


def _note(viewer: Viewer, id: UUID) -> dict[str, Any]:
    return {"note": id}


def _expected(viewer: Viewer, ref: str, number: int) -> queries.Expectations:
    return queries.expectations(viewer, number)


class Notes(APIView):
    """Four voices beside a figure."""

    get = reads(
        queries.together, "What each voice reads in a figure, what was expected, and its stories", ask=PlaceIn
    )
    post = does(
        actions.write_note, "Write a note for your own voice", send=NoteIn, show=queries.standing, on=_measure
    )


class Stories(APIView):
    """Stories beside a figure."""

    post = does(
        actions.tell_story, "Tell a story beside a figure", send=StoryIn, show=queries.standing, on=_measure
    )


class Expectation(APIView):
    """What is expected of a release in the making."""

    get = reads(queries.expectations, "What you expect of a release in the making")
    post = does(
        actions.expect, "Say what you expect, before the figures are out", send=ExpectationIn, show=_expected, on=_release
    )  # fmt: skip


class Correction(APIView):
    """Putting one's own right."""

    post = does(
        actions.correct,
        "Put your own note right by a new one",
        send=CorrectionIn,
        show=queries.standing,
        on=_note,
    )


class TakingBack(APIView):
    """Taking one's own back."""

    post = does(
        actions.take_back, "Take your own note back: only its place is left", show=queries.standing, on=_note
    )
