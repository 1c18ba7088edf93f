"""When a checked sheet may be committed; pure."""

from collections.abc import Collection
from dataclasses import dataclass

from alliance.door.refusals import Refused
from measures.uploads.findings import LATER, Finding, has_stop

ENDED = {
    "committed": Refused("committed_already", "This sheet is committed already. Nothing was done twice."),
    "taken_back": Refused(
        "taken_back",
        "This sheet was taken back, or a newer one took its place. Send it again if you still need it.",
    ),
}
UNDER_WAY = Refused("still_checking", "This sheet is still being checked. Look again in a moment.")
MOVED = Refused(
    "moved_on",
    "What is held has changed since this preview was made. Look at the new preview, then commit.",
)
NOTHING_NEW = Refused(
    "nothing_changed", "Nothing changed: this sheet says what is already held. No new version is made."
)
NO_ROWS = Refused("no_rows", "No row of this sheet can go in. Mend what is listed and send it again.")
QUESTIONS = Refused("questions_wait", "A question still waits for your answer. Answer it first.")
ROWS_WAIT = Refused(
    "rows_wait",
    "Some rows cannot go in. Mend them and send the sheet again, or say that the good rows go in alone.",
)


ABOUT_PEOPLE = ("nhs:", "person-date:")  # asked of every file anew


def is_kept(key: str, answer: str) -> bool:
    """Whether an answer goes on to the next sheet of the same partner and period."""
    return answer not in {"no", LATER} and not key.startswith(ABOUT_PEOPLE)


@dataclass(frozen=True, slots=True)
class Ready:
    """What a commit rests on: the draft's state, findings, how many rows can go in and how many of these are new."""

    state: str
    findings: Collection[Finding]
    usable: int
    news: int
    moved: bool


def check_commit(ready: Ready, *, partial: bool) -> Refused | None:
    """Whether a draft may be committed; `partial` says that the good rows go in alone."""
    if ready.state != "ready":
        return ENDED.get(ready.state, UNDER_WAY)
    if any(one.level == "question" for one in ready.findings):
        return QUESTIONS
    if not ready.usable:
        return NO_ROWS
    if has_stop(ready.findings) and not partial:
        return ROWS_WAIT
    if ready.moved or not ready.news:
        return MOVED if ready.moved else NOTHING_NEW
    return None
