"""Minutes for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from meetings.meetings.queries import one
from meetings.minutes import actions, queries
from meetings.minutes.shapes import Draft, MinutesPage


class MinutesIn(serializers.Serializer[Any]):
    """The text, and the edition it began from (0: none yet)."""

    text = serializers.CharField(max_length=100_000, trim_whitespace=False)
    edition = serializers.IntegerField(min_value=0, max_value=1_000_000)


class AcceptIn(serializers.Serializer[Any]):
    """For which organisation, and which version was read."""

    org = serializers.UUIDField()
    version = serializers.IntegerField(min_value=1, max_value=1_000_000)


class AmendIn(AcceptIn):
    """Other words for that version, and why."""

    text = serializers.CharField(max_length=100_000, trim_whitespace=False)
    reason = serializers.CharField(max_length=500)


def _on(viewer: Viewer, number: int) -> dict[str, Any]:
    return {"meeting": one(viewer, number).id}


def _on_draft(viewer: Viewer, number: int) -> dict[str, Any]:
    return {"meeting": queries.draft(viewer, number).meeting.id}


def _draft(viewer: Viewer, ref: str, number: int) -> Draft:
    return queries.draft(viewer, number)


def _minutes(viewer: Viewer, ref: str, number: int) -> MinutesPage:
    return queries.minutes(viewer, number)


class MinutesDraft(APIView):
    """Minutes as they are being written."""

    get = reads(queries.draft, "The draft of the minutes, or what it begins with")
    post = does(actions.save_draft, "Keep a draft of the minutes", on=_on_draft, send=MinutesIn, show=_draft)


class Minutes(APIView):
    """Minutes for everyone."""

    get = reads(queries.minutes, "Every version of the minutes, the latest first, with who accepted it")
    post = does(
        actions.issue_minutes, "Issue a version of the minutes", on=_on, send=MinutesIn, show=_minutes
    )


class AcceptMinutes(APIView):
    """An organisation that was there says yes."""

    post = does(
        actions.accept_minutes, "Accept the latest version for an organisation that was there", on=_on,
        send=AcceptIn, show=_minutes,
    )  # fmt: skip


class AmendMinutes(APIView):
    """An organisation that was there puts other words; all are asked again."""

    post = does(
        actions.amend_minutes, "Amend the latest version: a new one goes to all again", on=_on, send=AmendIn,
        show=_minutes,
    )  # fmt: skip
