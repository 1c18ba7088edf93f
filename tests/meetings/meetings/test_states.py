"""The table of states, drawn out: whoever changes it changes this drawing."""

from meetings.meetings.states import TABLE, State, after, verbs

DRAWING = """
scheduled: agenda -> scheduled, attend -> scheduled, cancel -> cancelled, change -> scheduled, open -> open
open: agenda -> open, attend -> open, close -> closed, discuss -> open, minutes -> open, vote -> open
closed: issue -> closed, minutes -> closed
cancelled:
"""


def test_the_states_of_a_meeting_are_as_drawn() -> None:
    lines = [
        f"{state}: " + ", ".join(f"{verb} -> {TABLE[state, verb]}" for verb in sorted(verbs(state)))
        for state in State
    ]
    assert "\n".join(line.strip() for line in lines) == DRAWING.strip()


def test_what_is_not_drawn_is_refused_with_a_sentence() -> None:
    refused = after("cancelled", "open")
    assert (
        getattr(refused, "sentence", "") == "This meeting was cancelled, so it cannot be called to order now."
    )
