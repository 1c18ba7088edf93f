"""What may be shown to everybody."""

from alliance.door.refusals import Refused, malformed

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


def check_opening(*, says: str) -> Refused | None:
    """Whether a decision may open the register: one that says so, beside the words that members voted on."""
    if says == "opens":
        return None
    return Refused("says_nothing", "That decision does not open the public register. Cite one that says so.")


def check_closing(*, says: str, is_open: bool) -> Refused | None:
    """Whether a decision may close the register: one that says so."""
    if not is_open:
        return Refused(
            "register_closed", "The register is not open to the public, so there is nothing to close."
        )
    if says == "closes":
        return None
    return Refused("says_nothing", "That decision does not close the public register. Cite one that says so.")
