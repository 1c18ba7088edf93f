"""An objection becomes the next wording: the text, its smallest changes at the end, and why, in plain words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from alliance.decisions.count.sentences import listed
from alliance.decisions.reading.differences import changes
from alliance.decisions.reading.later import Piece
from alliance.decisions.reading.values import DecisionPage, Seat


@dataclass(frozen=True, slots=True)
class Drafted:
    """A wording drafted from objections, to be read and changed before anybody votes on it; `changes` compares it with
    the words as they stand, and `revision` is the one that it was made from."""

    title: str
    text: str
    expected_effect: str
    reason: str
    revision: int
    changes: tuple[Piece, ...]


def drafted(page: DecisionPage, orgs: Collection[UUID]) -> Drafted | None:
    """The words with what would lift the objections of `orgs` at their end; None where none of them objects."""
    lifted = [seat for seat in page.objections if seat.org in orgs and seat.smallest_change]
    if not lifted:
        return None
    text = with_changes(page.text, lifted)
    return Drafted(
        page.title, text, page.expected_effect, why(lifted), page.revision, difference(page, page.title, text)
    )  # fmt: skip


def with_changes(text: str, lifted: Sequence[Seat]) -> str:
    """The text, a plain sentence that says for whom it changes, and each smallest change in its own paragraph."""
    marker = f"Changed so that {listed(seat.name for seat in lifted)} can agree:"
    return "\n\n".join([text.rstrip(), marker, *(seat.smallest_change.strip() for seat in lifted)])


def why(lifted: Sequence[Seat]) -> str:
    """Who objected, and the harm that each sees."""
    return " ".join(f"{seat.name} disagreed. The harm it sees: {_sentence(seat.harm)}" for seat in lifted)


def answered(page: DecisionPage, text: str) -> str:
    """Whose objections `text` takes up word for word, and why; blank where it takes up none."""
    return why(
        [
            seat
            for seat in page.objections
            if seat.smallest_change.strip() and seat.smallest_change.strip() in text
        ]
    )


def difference(page: DecisionPage, title: str, text: str) -> tuple[Piece, ...]:
    """What would change, word by word; empty where nothing does."""
    found = changes(f"{page.title}\n{page.text}", f"{title}\n{text}")
    return found if any(piece.kind != "kept" for piece in found) else ()


def _sentence(said: str) -> str:
    said = said.strip()
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."
