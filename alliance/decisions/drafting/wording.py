"""What a proposal must say before it opens: its words, its days, what is expected, what a reserved use needs. Pure."""

import re
from collections.abc import Mapping
from datetime import date

from alliance.decisions.count.electorate import EMERGENCY
from alliance.decisions.events import PUBLIC, PUBLIC_MATTERS, SURE
from alliance.decisions.words import reference
from alliance.door.refusals import Refused, malformed

LONGEST_TITLE, LONGEST_TEXT = 200, 20_000
AGREEING = re.compile(r"To agree means: *(\S.*)")


def check_words(title: str, text: str) -> Refused | None:
    """Whether a proposal says what it is: a title of one line, and a text."""
    if not title or len(title) > LONGEST_TITLE or "\n" in title:
        return malformed(
            "title", f"Give the proposal a title of one line, at most {LONGEST_TITLE} characters."
        )
    if not text or len(text) > LONGEST_TEXT:
        return malformed("text", f"Write what is to be decided, in at most {LONGEST_TEXT:,} characters.")
    if title.rstrip().endswith("?") and not to_agree(text):
        return malformed(
            "text",
            "The title asks, and nobody can agree to a question. Make it a statement, or add a line to the words that begins"
            " with “To agree means:”.",
        )
    return None


def to_agree(text: str) -> str:
    """What agreeing to these words means, where a line of them says so: “To agree means: we carry on.”; else blank."""
    found = AGREEING.search(text)
    return found[1].strip() if found else ""


def check_draft(opened_as: int | None) -> Refused | None:
    """Whether a draft may still be opened for votes: once, though several people may write on it."""
    if opened_as is None:
        return None
    return Refused(
        "opened_already",
        f"This draft was opened as {reference(opened_as)} already, perhaps by somebody else who writes on it. Read that one first.",
    )


def check_days(opens: date, review_on: str | None, expires_on: date | None) -> Refused | None:
    """Whether the days that a proposal names lie ahead of the day on which it opens."""
    if review_on is not None and date.fromisoformat(review_on) <= opens:
        return malformed("review_on", "Members look again after the vote has opened. Choose a later day.")
    if expires_on is not None and expires_on < opens:
        return malformed("expires_on", "A reserved use expires after it begins. Choose a later day.")
    return None


def check_expectation(sure: str) -> Refused | None:
    """Whether it is said in one of the words of SURE how sure the proposer is of what is expected."""
    if sure and sure not in SURE:
        return malformed("expected_sure", f"Say how sure you are: {', '.join(SURE)}. Or leave it out.")
    return None


def check_public(public: str, matter: str) -> Refused | None:
    """Whether a proposal about `matter` may open or close the public register, where it says so."""
    if public and public not in PUBLIC:
        return malformed("public", "Say whether it opens or closes the public register, or leave it out.")
    if public and matter not in PUBLIC_MATTERS:
        return malformed(
            "public",
            "The public register is opened and closed by a decision about how you work together, or about anything else.",
        )
    return None


def check_reserved_words(
    texts: Mapping[str, str], category: str | None, expires_on: date | None, next_meeting: date
) -> Refused | None:
    """A reserved matter says on which law it rests and what it will ask of the others; an emergency, when it ends: by the
    day `next_meeting`, on which members will have met at the latest."""
    if not texts.get("legal_basis"):
        return malformed("legal_basis", "Say which duty or law reserves this to one member.")
    if not (texts.get("consequence_title") and texts.get("consequence_text")):
        return malformed(
            "consequence", "Write the proposal about its consequences, on which all members will vote."
        )
    if category == EMERGENCY and expires_on is None:
        return malformed("expires_on", "Say on which day the emergency use ends.")
    if category == EMERGENCY and expires_on and expires_on > next_meeting:
        last = f"{next_meeting.day} {next_meeting:%B %Y}"
        return malformed(
            "expires_on",
            f"An emergency use ends by {last}, when members have met at the latest. All of them can let it stand longer.",
        )
    return None
