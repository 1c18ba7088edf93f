"""What must hold for a paper: a title that reads as it is written, a reference, and not too many in one place."""

import re
import unicodedata
from collections.abc import Collection
from uuid import UUID

from alliance.door.refusals import Refused, denied, malformed

REFERENCE = re.compile(r"[A-Z]{1,3}-[0-9]{1,9}")
LONGEST, LONGEST_REASON = 200, 500
MOST = 40  # papers on one reference, removed ones not counted
MOST_READERS = 50
HIDDEN = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")  # what is not seen, and may turn the rest of a line round


def check_title(title: str) -> Refused | None:
    """Whether a title is one line of visible signs."""
    if not title or len(title) > LONGEST or any(unicodedata.category(sign) in HIDDEN for sign in title):
        return malformed(
            "title", f"Give the paper a title: one line of at most {LONGEST} letters, none of them hidden."
        )
    return None


def check_part(ref: str, *, known: bool) -> Refused | None:
    """Whether the part of `ref` that a paper is to hang on is there."""
    if known:
        return None
    return malformed(
        "part",
        f"There is no such item under {ref}: it may have been taken off. Attach the paper to {ref} itself.",
    )


def check_attached(*, there: int, readers: Collection[UUID], people: Collection[UUID]) -> Refused | None:
    """Whether one more paper may hang where `there` hang already, shown to `readers` of the alliance's `people`."""
    if there >= MOST:
        return Refused(
            "too_many", f"{MOST} papers hang here already. Remove one that is no longer needed first."
        )
    if len(readers) > MOST_READERS or not set(readers) <= set(people):
        return malformed("readers", f"Choose at most {MOST_READERS} people of this alliance who may read it.")
    return None


def check_removed(*, by: UUID | None, owner: UUID | None, tidies: bool, reason: str) -> Refused | None:
    """Whether `by` may take a paper away, and says why."""
    if by is not None and by != owner and not tidies:
        return denied("not_yours", "Only who attached this paper, or your alliance manager, can remove it.")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        return malformed("reason", "Say why, in a few words: they stay where the paper was.")
    return None


def size_words(size: int) -> str:
    """How large a file is: “812 bytes”, “240 KB”, “1.2 MB”."""
    if size < 1000:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < 999_500:
        return f"{round(size / 1000)} KB"
    return f"{size / 1_000_000:.1f} MB"


def file_name(ref: str, title: str, ending: str) -> str:
    """What a downloaded paper is called: the reference and the title, without anything a path or a shell would read."""
    kept = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in title)
    return f"{' '.join(f'{ref} {kept}'.split())[:80].strip()}{ending}"
