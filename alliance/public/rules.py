"""What may be shown to everybody."""

from collections.abc import Iterable

from alliance.door.refusals import Refused, malformed

# A matter of how members work together, or of anything else: no money, measure or member hangs on it
OPENING_MATTERS = ("practice", "other")
SPOKEN_OF = "publi"  # public, publish, publication: how a word begins that members must have voted on
STOPPED = ("withdrawn", "adjourned")


def check_publish(*, ref: str, result: str, is_open: bool, published: bool) -> Refused | None:
    """Whether a decision may be published: members have opened the register, and the vote came to an outcome."""
    if not is_open:
        return Refused(
            "register_closed",
            "This alliance has not opened its register to the public. Propose that first; once it is carried, your"
            " manager opens the register with it.",
        )
    if not result or result in STOPPED:
        return Refused("no_outcome", f"{ref} has no outcome to publish. Wait until its vote has ended.")
    return Refused("published", f"{ref} is published already.") if published else None


def check_unpublish(*, ref: str, published: bool, reason: str) -> Refused | None:
    """Whether a decision may be taken back."""
    if not published:
        return Refused("not_published", f"{ref} is not published, so there is nothing to take back.")
    if not reason.strip():
        return malformed("reason", "Say why you take it back, in one sentence.")
    return None


def check_opening(*, matter: str, words: Iterable[str]) -> Refused | None:
    """Whether a decision about `matter`, with these words in it, may open the register: no other purpose will do."""
    if matter not in OPENING_MATTERS:
        return Refused(
            "wrong_matter",
            "Cite a decision about how you work together, or one about anything else, that says so.",
        )
    if any(word.startswith(SPOKEN_OF) for word in words):
        return None
    return Refused(
        "says_nothing",
        "That decision does not speak of the public. Propose that your register may be public, and cite that.",
    )
