"""python3 -m recompute [folder]: checks the packet, says what it checked, ends with 1 where something does not hold."""

import sys
from pathlib import Path

from measures.packs.recompute import attack, charts, content, counts, means
from measures.packs.recompute.book import Book, whole

CHECKS = (
    ("content", content.check), ("counts and shares", counts.check), ("means", means.check), ("attack", attack.check),
    ("charts", charts.check),
)  # fmt: skip


def main(folder: Path) -> int:
    """0 where all holds."""
    wrong = list(whole(folder))
    _say("files", wrong, "each is whole, and none was added")
    if wrong:
        return 1
    book = Book.read(folder)
    for name, check in CHECKS:
        found = check(book)
        _say(name, found.wrong, found.words)
        wrong += found.wrong
    _tell(f"\n{_stated(book)}")
    return 1 if wrong else 0


def _say(name: str, wrong: list[str], words: str) -> None:
    _tell(f"{name}: {words}" if not wrong else f"{name}: DOES NOT HOLD")
    for each in wrong:
        _tell(f"  {each}")


def _stated(book: Book) -> str:
    return f"Stated by the alliance, and not to be checked from here: {book.release['tried']}"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)))
