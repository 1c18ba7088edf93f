"""What is wrong with the cells of a response sheet, told with their places and never with what could be a person's."""

import re
from collections import Counter
from dataclasses import dataclass, field

from measures.uploads.findings import Finding, Where, stop

MOST_A_COLUMN = 20  # of one kind; the rest are told in one line
SHORT = re.compile(r"[-+]?\d{1,3}([.,]\d{1,2})?|[^\w\s]{1,2}")


def short(text: str) -> str:
    """The text where it is a short number or a mark, which no person is known by; else nothing."""
    return text.strip() if SHORT.fullmatch(text.strip()) else ""


@dataclass(slots=True)
class Faults:
    """Stops, gathered by column: however long a sheet is, its page stays readable."""

    found: list[Finding] = field(default_factory=list)
    counted: Counter[tuple[str, int]] = field(default_factory=Counter)

    def add(self, code: str, says: str, where: Where, *, text: str = "", expected: str = "") -> None:
        """A cell that is wrong; `text` is repeated only where it is a short number or a mark."""
        self.counted[code, where.column] += 1
        if self.counted[code, where.column] > MOST_A_COLUMN:
            return
        shown = short(text)
        said = f'found "{shown}". {says[:1].upper()}{says[1:]}' if shown else says
        self.found.append(stop(code, said, where, found=shown, expected=expected))

    def all(self, sheet: str) -> list[Finding]:
        """Every stop, and how many more there are of a kind in a column."""
        more = [
            stop(code, f"{times - MOST_A_COLUMN} more cells of this column are wrong in the same way.", Where(sheet, column=column, header=True))
            for (code, column), times in self.counted.items() if times > MOST_A_COLUMN
        ]  # fmt: skip
        return [*self.found, *more]
