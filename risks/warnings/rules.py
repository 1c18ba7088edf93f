"""What must hold for an early warning: one sentence, never scored, and answered with a reply."""

from datetime import date, timedelta

from alliance.door.refusals import Refused, malformed
from risks.warnings.words import OPEN, OTHERS, TOUCHES

LONGEST, LONGEST_REPLY = 200, 2000
ANSWER_IN = timedelta(days=14)  # a project default: an alliance that wants another asks for it by decision


def check_warning(words: str, touches: str) -> Refused | None:
    """Whether this is a sentence, about one of five things."""
    if not words.strip() or len(words) > LONGEST:
        return malformed("words", f"Say it in one sentence of at most {LONGEST} characters.")
    if touches not in dict(TOUCHES):
        return malformed("touches", "Choose what it touches most: lives, cost, time, quality or trust.")
    return None


def check_reply(reply: str) -> Refused | None:
    """Every answer has a reply that whoever warned can read."""
    if reply.strip() and len(reply) <= LONGEST_REPLY:
        return None
    return malformed("reply", f"Reply to whoever warned, in at most {LONGEST_REPLY:,} characters.")


def check_open(answer: str) -> Refused | None:
    """Whether a warning can be answered: it has no answer yet, or is being watched."""
    return (
        None if answer in OPEN else Refused("answered", "This warning is answered. Look at the page again.")
    )


def check_answer(answer: str, look_on: date | None, today: date) -> Refused | None:
    """Watching names the day of the next look; nothing else does. A risk is answered by raising it."""
    if answer not in dict(OTHERS):
        return malformed("answer", "Choose an answer from the list; a risk is raised on a page of its own.")
    if answer == "known":
        return (
            None
            if look_on is None
            else malformed("look_on", "A day to look again goes with watching, or with an issue.")
        )
    if look_on is None or look_on < today:
        return malformed("look_on", "Say on which day, today or later, you look at it again.")
    return None
