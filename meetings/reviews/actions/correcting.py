"""A correction of what was released: written by one of the two, and a new version once both have looked and turned their keys."""

from collections.abc import Mapping
from uuid import UUID

from alliance.door.action import Act, action
from alliance.door.refusals import Refused, malformed
from meetings.reviews.actions.base import both, facilitates, fingerprint, may, mine, settle
from meetings.reviews.actions.releasing import MOVED_ON, check_cleared, latest, log
from meetings.reviews.content import Content, dumped, loaded, with_texts
from meetings.reviews.content import texts as places_of
from meetings.reviews.records.review import Assent, Review

CORRECT = "correct"  # the verb of both keys


@action("review.correct", needs=facilitates, first=settle)
def correct_release(
    act: Act, *, review: UUID, texts: Mapping[str, str], reason: str, title: str = ""
) -> str | Refused:
    """Put other words at some places of the release, with a reason: it waits for both keys. Written anew, it takes the place
    of the one that waited, and a key turned to that is turned no more."""
    row = mine(act, review).review
    refused = may(row, "correct")
    if refused := refused or (
        None if reason.strip() else malformed("reason", "Say what was wrong, and why.")
    ):
        return refused
    old = latest(row)
    row.draft = {
        "content": dumped(_with(old.content, texts)), "reason": reason.strip(), "title": title.strip() or old.title,
    }  # fmt: skip
    row.save(update_fields=["draft"])
    Assent.objects.filter(seat__review=row, verb=CORRECT).delete()
    return str(row)


@action("review.confirm_correction", needs=facilitates, first=settle)
def turn_correction_key(
    act: Act, *, review: UUID, digest: str, cleared: tuple[str, ...] = ()
) -> str | Refused:
    """Turn one's key to the correction with this `digest`, having `cleared` each place that may point at somebody, as at the
    release (V29). With both, a new version stands beside the old one."""
    seat = mine(act, review)
    row = seat.review
    if not row.draft:
        return Refused("no_correction", "No correction waits.")
    title, reason, made = row.draft["title"], row.draft["reason"], loaded(row.draft["content"])
    refused = may(row, "correct") or (None if digest == draft_digest(row) else MOVED_ON)
    if refused := refused or check_cleared(act, title, made, cleared, reason):
        return refused
    if both(seat, CORRECT, digest):
        log(act, row, "review.corrected", made, title, latest(row).version + 1, reason)
        row.draft = {}
        row.save(update_fields=["draft"])
    return str(row)


def draft_digest(row: Review) -> str:
    """What a key to a correction is given for."""
    return fingerprint(row.draft["title"] + row.draft["reason"] + row.draft["content"])


def _with(released: str, new: Mapping[str, str]) -> Content:
    """What was released, with these words at places that people wrote; other places are left."""
    old = loaded(released)
    known = places_of(old, written=True)
    return with_texts(old, {place: text for place, text in new.items() if place in known})
