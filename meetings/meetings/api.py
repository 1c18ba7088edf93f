"""Meetings for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.decisions.asked import Asked
from alliance.decisions.forms.fields import HOW, linked
from alliance.decisions.forms.inputs import ProposalIn
from alliance.door.access import Viewer
from alliance.door.api import Paged
from meetings.meetings import actions, queries
from meetings.meetings.shapes import MeetingPage


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


class ArriveIn(SeatIn):
    """Which organisation, and how it is here."""

    how = serializers.ChoiceField(choices=["room", "remote"], default="room")


class SuggestedIn(serializers.Serializer[Any]):
    """References, and ids of items that lacked the quorum at a meeting before."""

    refs = serializers.ListField(child=serializers.CharField(max_length=12), default=list, max_length=200)
    carried = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=200)


class VoteIn(ProposalIn):
    """What is put to the vote here and now."""

    review_on = serializers.DateField()
    concerns = serializers.IntegerField(
        default=None, allow_null=True, min_value=1, max_value=1_000_000, help_text="The number of an earlier decision."
    )  # fmt: skip
    how = serializers.ChoiceField(
        choices=HOW, default="again", help_text="What it would do with that decision."
    )
    scope_note = serializers.CharField(
        default="", max_length=400, allow_blank=True, help_text="Which part it replaces, where a part of it stays."
    )  # fmt: skip

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The argument of the action."""
        return {"asked": Asked(**linked(attrs.pop("concerns"), attrs.pop("how")), **attrs)}


def _on(viewer: Viewer, number: int, **more: Any) -> dict[str, Any]:
    return {"meeting": queries.meeting(viewer, number).meeting.id, **more}


def _meeting(viewer: Viewer, ref: str, number: int = 0, **more: Any) -> MeetingPage:
    return queries.meeting(viewer, number or int(ref.partition("-")[2]))


def _announced(viewer: Viewer, ref: str, number: int) -> MeetingPage:
    return _meeting(viewer, ref)


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

    post = does(actions.open_meeting, "Call a meeting to order", on=_on, show=_meeting)


class CloseMeeting(APIView):
    """It ends."""

    post = does(actions.close_meeting, "Close a meeting", on=_on, show=_meeting)


class Arrive(APIView):
    """An organisation is here."""

    post = does(
        actions.record_arrival, "Record an organisation as represented", on=_on, send=ArriveIn, show=_meeting
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

    post = does(actions.remove_item, "Take an item off the agenda", on=_on, show=_meeting)


class Suggested(APIView):
    """Several at once."""

    post = does(
        actions.add_suggested, "Put suggestions on the agenda", on=_on, send=SuggestedIn, show=_meeting
    )


class TakeUp(APIView):
    """Now at this item."""

    post = does(actions.take_up, "Say that the meeting talks about an item now", on=_on, show=_meeting)


class PutToVote(APIView):
    """A vote, here and now."""

    post = does(
        actions.put_item_to_vote, "Open a vote under an item, with those represented now", on=_on, send=VoteIn,
        show=_meeting,
    )  # fmt: skip


class CallAgain(APIView):
    """What lacked the quorum twice."""

    post = does(
        actions.call_again, "Call the adjourned meeting: half the members are enough", on=_on, send=MeetingIn,
        show=_announced,
    )  # fmt: skip
