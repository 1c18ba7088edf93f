"""Commas and middle dots between digits: asked once for all the columns that hold them."""

from dataclasses import dataclass

from measures.uploads.checking.values.numbers import GROUPED, clean_number, read_number
from measures.uploads.findings import RIGHT, Answer, Finding, Where, question
from measures.uploads.grid import Cell

KEY = "decimal-mark"


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of a number column with its place and the heading above it."""

    where: Where
    heading: str
    cell: Cell


def ask_decimal_marks(cells: list[Placed]) -> list[Finding]:
    """One question for a sheet, naming its columns and how many cells it speaks of."""
    marked = [one for one in cells if read_number(one.cell).how == "decimal_mark"]
    if not marked:
        return []
    first, columns = marked[0], list(dict.fromkeys(one.heading for one in marked))
    meant = read_number(first.cell).value
    mark = "commas" if "," in first.cell.text else "dots"
    these = "this column" if len(columns) == 1 else f"these columns ({', '.join(columns)})"
    says = f'found "{first.cell.text}". Expected a number like {meant}. Do {mark} mean decimals in {these}?'
    ask = (Answer("yes", f"Yes, all {len(marked)}" if len(marked) > 1 else "Yes"), RIGHT[1])
    return [
        question(
            "cell.decimal_mark",
            says,
            first.where,
            key=KEY,
            ask=ask,
            found=first.cell.text,
            expected=str(meant),
            count=len(marked),
        )
    ]


def commas_are_decimals(cells: list[Placed]) -> bool:
    """Whether "1,234" in the same file has a decimal comma: only where another cell surely has one."""
    return any("," in one.cell.text and read_number(one.cell).how == "decimal_mark" for one in cells)


def is_grouped(cell: Cell) -> bool:
    """A number like "1,234"."""
    return cell.kind == "text" and bool(GROUPED.match(clean_number(cell.text)))
