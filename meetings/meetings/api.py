"""Meetings for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from alliance.door.api import Paged
from meetings.meetings import actions, minutes, queries
from meetings.meetings.shapes import Draft, MeetingPage


class MeetingsIn(Paged):
    """Which meetings to list."""

    past = serializers.BooleanField(default=False, help_text="Those that were, instead of those that come.")


class MeetingIn(serializers.Serializer[Any]):
    """A meeting; its times are what a clock on the alliance's wall shows."""

    title = serializers.CharField(max_length=200)
    day = serializers.DateField()
    begins = serializers.TimeField()
    ends = serializers.TimeField()
    place = serializers.CharField(max_length=500)


class ChangeIn(MeetingIn):
    """The same, and why it changes."""

    reason = serializers.CharField(max_length=500)


class ReasonIn(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=500)


class NothingIn(serializers.Serializer[Any]):
    """An empty object."""


class SeatIn(serializers.Serializer[Any]):
    """Which organisation."""

    org = serializers.UUIDField()


class ItemIn(serializers.Serializer[Any]):
    """A reference, plain words, or both."""

    ref = serializers.CharField(default="", max_length=12, allow_blank=True)
    text = serializers.CharField(default="", max_length=300, allow_blank=True)


class PlaceIn(serializers.Serializer[Any]):
    """A place on the agenda, counted from 1."""

    position = serializers.IntegerField(min_value=1, max_value=1000)


class MinutesIn(serializers.Serializer[Any]):
    """The text, and the edition it began from (0: none yet)."""

    text = serializers.CharField(max_length=100_000, trim_whitespace=False)
    edition = serializers.IntegerField(min_value=0, max_value=1_000_000)


def _on(viewer: Viewer, number: int, **more: Any) -> dict[str, Any]:
    return {"meeting": queries.meeting(viewer, number).meeting.id, **more}


def _meeting(viewer: Viewer, ref: str, number: int = 0, **more: Any) -> MeetingPage:
    return queries.meeting(viewer, number or int(ref.partition("-")[2]))


def _on_draft(viewer: Viewer, number: int) -> dict[str, Any]:
    return {"meeting": queries.draft(viewer, number).meeting.id}


def _draft(viewer: Viewer, ref: str, number: int) -> Draft:
    return queries.draft(viewer, number)


class Meetings(APIView):
    """All meetings."""

    get = reads(queries.meetings, "Meetings that come, or those that were", ask=MeetingsIn)
    post = does(actions.schedule_meeting, "Announce a meeting", send=MeetingIn, show=_meeting)


class Meeting(APIView):
    """One meeting."""

    get = reads(queries.meeting, "One meeting with agenda, attendance, quorum, minutes and actions")


class ChangeMeeting(APIView):
    """Other words, another time, another place."""

    post = does(actions.change_meeting, "Change a coming meeting", on=_on, send=ChangeIn, show=_meeting)


class CancelMeeting(APIView):
    """It is called off."""

    post = does(actions.cancel_meeting, "Call a coming meeting off", on=_on, send=ReasonIn, show=_meeting)


class OpenMeeting(APIView):
    """It begins."""

    post = does(actions.open_meeting, "Call a meeting to order", on=_on, send=NothingIn, show=_meeting)


class CloseMeeting(APIView):
    """It ends."""

    post = does(actions.close_meeting, "Close a meeting", on=_on, send=NothingIn, show=_meeting)


class Arrive(APIView):
    """An organisation is here."""

    post = does(
        actions.record_arrival, "Record an organisation as represented", on=_on, send=SeatIn, show=_meeting
    )


class Leave(APIView):
    """An organisation has left."""

    post = does(
        actions.record_departure, "Record an organisation as left", on=_on, send=SeatIn, show=_meeting
    )


class Agenda(APIView):
    """What a meeting will talk about."""

    post = does(actions.add_item, "Put something on the agenda", on=_on, send=ItemIn, show=_meeting)


class MoveItem(APIView):
    """Another order."""

    post = does(
        actions.move_item, "Give an item another place on the agenda", on=_on, send=PlaceIn, show=_meeting
    )


class RemoveItem(APIView):
    """Off the agenda."""

    post = does(actions.remove_item, "Take an item off the agenda", on=_on, send=NothingIn, show=_meeting)


class MinutesDraft(APIView):
    """Minutes as they are being written."""

    get = reads(queries.draft, "The draft of the minutes, or what it begins with")
    post = does(minutes.save_draft, "Keep a draft of the minutes", on=_on_draft, send=MinutesIn, show=_draft)


class IssueMinutes(APIView):
    """Minutes for everyone."""

    post = does(
        minutes.issue_minutes, "Issue a version of the minutes", on=_on, send=MinutesIn, show=_meeting
    )
