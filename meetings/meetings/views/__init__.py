"""Pages of meetings, by the names that addresses use."""

from meetings.meetings.views.agenda import add_item, add_suggested, move_item, remove_item, take_up
from meetings.meetings.views.holding import attend, close, meeting, meetings, note_action, on_paper, step
from meetings.meetings.views.planning import call_again, cancel, change, schedule
from meetings.meetings.views.voting import put_to_vote

__all__ = [
    "add_item", "add_suggested", "attend", "call_again", "cancel", "change", "close", "meeting", "meetings", "move_item",
    "note_action", "on_paper", "put_to_vote", "remove_item", "schedule", "step", "take_up",
]  # fmt: skip
