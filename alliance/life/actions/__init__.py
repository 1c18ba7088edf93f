"""What can be done once a vote is over: every verb, by the name the rest of the house calls it."""

from alliance.life.actions.capacity import state_capacity
from alliance.life.actions.correcting import correct_decision, object_to_correction
from alliance.life.actions.erasing import erase_text
from alliance.life.actions.members import leave_alliance, merge_members, rename_member
from alliance.life.actions.noting import note_duty, note_report
from alliance.life.actions.ratifying import ratify_decision

__all__ = [
    "correct_decision",
    "erase_text",
    "leave_alliance",
    "merge_members",
    "note_duty",
    "note_report",
    "object_to_correction",
    "ratify_decision",
    "rename_member",
    "state_capacity",
]
