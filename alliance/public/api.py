"""The public register for programs: what members do with it. What everybody reads is the page and its file."""

from typing import Any

from rest_framework import serializers as field
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from alliance.public import actions, offered

Plain = field.Serializer[Any]


class ByDecisionIn(Plain):
    """The decision that opens the register, or closes it."""

    decision = field.IntegerField(min_value=1, max_value=1_000_000_000)


class WhyIn(Plain):
    """A reason."""

    reason = field.CharField(max_length=2_000)


def _on(viewer: Viewer, number: int) -> dict[str, Any]:
    return {"proposal": offered.public_place(viewer, number).number}


def _state(viewer: Viewer, ref: str) -> offered.PublicState:
    return offered.public_state(viewer)


def _place(viewer: Viewer, ref: str, number: int) -> offered.PublicPlace:
    return offered.public_place(viewer, number)


class PublicRegister(APIView):
    """Whether the register is open to the public."""

    get = reads(offered.public_state, "How the public register stands")
    post = does(
        actions.open_to_public,
        "Open the register to the public, by a decision",
        send=ByDecisionIn,
        show=_state,
    )


class Close(APIView):
    """The end of it."""

    post = does(
        actions.close_to_public,
        "Close the register to the public, by a decision",
        send=ByDecisionIn,
        show=_state,
    )


class Publication(APIView):
    """One decision before the public."""

    get = reads(offered.public_place, "Whether a decision is published")
    post = does(actions.publish, "Publish a decision", on=_on, show=_place)


class TakeBack(APIView):
    """The end of that."""

    post = does(actions.unpublish, "Take a published decision back", on=_on, send=WhyIn, show=_place)
