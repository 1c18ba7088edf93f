"""What must hold for minutes: who answers for whom, on which version, and that what is official stays."""

from collections.abc import Collection
from uuid import UUID

from alliance.door.refusals import Refused, denied, malformed

LONGEST = 100_000


def check_text(text: str) -> Refused | None:
    """Whether minutes say something, and not too much."""
    if text.strip() and len(text) <= LONGEST:
        return None
    return malformed("text", f"Write between 1 and {LONGEST:,} characters.")


def check_edition(edition: int, kept: int) -> Refused | None:
    """Whether a text began from the draft as it was `kept` last, so that nobody's words are lost."""
    if edition == kept:
        return None
    return Refused(
        "written_meanwhile",
        "Somebody else saved these minutes meanwhile. Copy your text, look again, and bring both together.",
    )


def check_not_official(*, official: bool) -> Refused | None:
    """Minutes that every attendee has accepted are not written again."""
    if not official:
        return None
    return Refused(
        "official", "These minutes are official. Put what is to be said about them on the next agenda."
    )


def check_answer(
    *, org: UUID, voices: Collection[UUID], attendees: Collection[UUID], version: int, latest: int, official: bool
) -> Refused | None:  # fmt: skip
    """Whether a person who speaks for `voices` may accept or amend `version` for `org`, one of the `attendees`."""
    if org not in voices:
        return denied("not_own", "Accept or amend minutes for an organisation that you speak for.")
    if org not in attendees:
        return denied("not_there", "Only who was at the meeting accepts its minutes or amends them.")
    if version != latest:
        return Refused("stale_version", f"Version {latest} has come out since. Read that one, then answer.")
    return check_not_official(official=official)


def check_accept(*, accepted: bool) -> Refused | None:
    """An organisation accepts a version once."""
    return Refused("accepted", "Your organisation has accepted this version already.") if accepted else None


def check_amended(text: str, before: str, reason: str) -> Refused | None:
    """Whether an amendment changes the text, and says why."""
    if text.strip() == before.strip():
        return malformed("text", "Nothing is changed. Accept the minutes as they are, or change the text.")
    if not reason.strip():
        return malformed("reason", "Say what you changed and why, so that the others see it at once.")
    return check_text(text)
