"""What can be done with meetings: each action only logs what happened; the rows follow from the log."""

from meetings.meetings.actions.agenda import add_item, add_suggested, move_item, remove_item
from meetings.meetings.actions.attendance import record_arrival, record_departure
from meetings.meetings.actions.holding import close_meeting, open_meeting, take_up
from meetings.meetings.actions.planning import call_again, cancel_meeting, change_meeting, schedule_meeting
from meetings.meetings.actions.votes import put_item_to_vote

__all__ = [
    "add_item", "add_suggested", "call_again", "cancel_meeting", "change_meeting", "close_meeting", "move_item",
    "open_meeting", "put_item_to_vote", "record_arrival", "record_departure", "remove_item", "schedule_meeting",
    "take_up",
]  # fmt: skip
