"""What must hold at the anonymous door."""

import unicodedata
from datetime import date

from alliance.door.refusals import Refused, malformed

THRESHOLD = 3  # fewer pieces protect nobody
FEWEST_SEATS, MOST_SEATS = 3, 400  # every write writes all slips of its window again
SPARE, LEAST_SPARE = 5, 3  # one ticket to spare for every five seats, and three at least
CONSENTS = ("theme", "paraphrase", "words")  # from the narrowest to the widest
LONGEST = 4_000  # characters of a piece
UNTOLD, STEP = 8, 5  # a count below 8 is not told; from there it is rounded to 5
PREPARING, OPEN, CLOSED = "preparing", "open", "closed"

NOT_PREPARING = Refused(
    "not_preparing", "This window is open already, or over. Prepare another one for other keepers."
)
PART_TAKEN = Refused(
    "part_taken",
    "This key part was shown to its keeper once, and is kept nowhere. If it is lost before anybody writes, prepare another window.",
)
PARTS_MISSING = Refused(
    "parts_missing", "Both keepers take their key part first. Then the window can be opened."
)
PARTS_DO_NOT_FIT = Refused(
    "parts_do_not_fit",
    "These two key parts do not open this together. Check that each keeper gave the whole part, as it was shown.",
)
NOT_OPEN = Refused("not_open", "This is not open for pieces now.")
NOT_CLOSED = Refused(
    "not_closed", "Nothing can be counted or read until this is closed, or after it was destroyed."
)
PART_LOST = Refused(
    "part_lost",
    "The store’s part of the key is missing, so nothing can be opened. Whoever runs the server may put its file back; "
    "without it, what was written is lost.",
)
NOT_OVER = Refused("not_over", "This closes by itself when its last day is over, and not before.")
OVER = Refused("window_over", "The last day of this window is over. Prepare another one with a later day.")
NO_TICKET = Refused("no_ticket", "No ticket is left. Tell those who opened this.")
EXTENDED = Refused("extended", "The last day was moved once, and can be moved only once.")
NOT_LATER = Refused("not_later", "Give a day later than the last day that was set.")
SEATS = malformed(
    "seats",
    f"Give from {FEWEST_SEATS} to {MOST_SEATS} seats: fewer protect nobody, and more cannot be mixed.",
)
TOO_LONG = malformed(
    "too_long",
    f"This is longer than {LONGEST:,} characters. Nothing was stored. Shorten it and send it again.",
)


def tickets_for(seats: int) -> int | Refused:
    """How many tickets are drawn for so many seats: some to spare, so that nobody can tell who is missing."""
    if not FEWEST_SEATS <= seats <= MOST_SEATS:
        return SEATS
    return seats + max(LEAST_SPARE, seats // SPARE)


def check_opening(*, state: str, closes: date | None, today: date, both: bool) -> Refused | None:
    """Whether a window may be opened: `both` keepers have their part, and its last day is not over."""
    if state != PREPARING:
        return NOT_PREPARING
    if not both:
        return PARTS_MISSING
    return OVER if closes is None or today > closes else None


def check_extending(
    *, state: str, closes: date | None, later: date, extended: bool, today: date
) -> Refused | None:
    """Whether the last day may move: once, before it is over, to a later one. No count is looked at."""
    if state != OPEN or closes is None or today > closes:
        return NOT_OPEN
    if extended:
        return EXTENDED
    return None if later > closes else NOT_LATER


def takes_pieces(*, state: str, opens: date, closes: date | None, today: date) -> bool:
    """Whether pieces are taken on this day, first and last day included."""
    return state == OPEN and opens <= today and (closes is None or today <= closes)


def is_over(state: str, closes: date | None, today: date) -> bool:
    """Whether the last day of an open window is over."""
    return state == OPEN and closes is not None and today > closes


def too_few(pieces: int) -> bool:
    """Whether so many pieces protect nobody, and are destroyed unread (V21)."""
    return pieces < THRESHOLD


def told(count: int) -> str:
    """A count as people may read it: `*` below 8, else rounded to the nearest 5 (V25)."""
    return "*" if count < UNTOLD else str((count + STEP // 2) // STEP * STEP)


def narrower(one: str, other: str) -> str:
    """The narrower of two consents."""
    return min(one, other, key=CONSENTS.index)


def plain_text(typed: str) -> str | Refused:
    """A piece as it is stored: plain text, lines ended alike, no control characters; at most 4,000 characters."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(
        one for one in lines if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"}
    ).strip()
    return TOO_LONG if len(text) > LONGEST else text
