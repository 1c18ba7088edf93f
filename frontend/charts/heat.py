"""A heat map of counts, such as risks by likelihood and impact: one hue, and a word in every cell."""

import textwrap
from dataclasses import dataclass
from html import escape

from frontend.charts.marks import INK, PAPER, px, text, wrap
from frontend.charts.spec import check_heading

SHADES = ("#fbf3ea", "#f3dfd3", "#e2bdb9", "#c38a98", "#8a4a6b")
_LIGHT_INK_FROM = 4


@dataclass(frozen=True, slots=True)
class HeatCell:
    """How many lie here; `level` 0 to 4 chooses the shade and `word` says it; `url` lists them."""

    count: int
    level: int
    word: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatNote:
    """Something that no cell tells truly, in words; `url` leads to it."""

    name: str
    words: str
    url: str

    @property
    def said(self) -> str:
        """The words behind their name."""
        return f"{self.name} {self.words}"


@dataclass(frozen=True, slots=True)
class HeatSpec:
    """Rows from top to bottom, columns from left to right, `cells[row][column]`; `notes` tell what the cells cannot.

    Raises ValueError when a row or a cell is missing, a level is not 0 to 4, or a count is negative.
    """

    id: str
    title: str
    subtitle: str
    across: str
    columns: tuple[str, ...]
    down: str
    rows: tuple[str, ...]
    cells: tuple[tuple[HeatCell, ...], ...]
    notes: tuple[HeatNote, ...] = ()

    def __post_init__(self) -> None:
        check_heading(self.id, self.title, self.subtitle)
        if len(self.cells) != len(self.rows) or any(len(row) != len(self.columns) for row in self.cells):
            raise ValueError("A heat map has one cell for each row and column.")
        if any(not 0 <= cell.level <= 4 or cell.count < 0 for row in self.cells for cell in row):
            raise ValueError("A cell's level is 0 to 4 and its count is not negative.")

    def named_rows(self) -> tuple[tuple[str, tuple[HeatCell, ...]], ...]:
        """Each row's heading with its cells, for templates."""
        return tuple(zip(self.rows, self.cells, strict=True))

    def key(self) -> dict[str, str]:
        """Each word of the cells with the fewest first letters that tell it apart, for phones; lowest level first."""
        cells = sorted((cell for row in self.cells for cell in row), key=lambda cell: cell.level)
        words = list(dict.fromkeys(cell.word for cell in cells))
        longest = max(map(len, words), default=1)
        size = next(
            (n for n in range(1, longest) if len({word[:n] for word in words}) == len(words)), longest
        )
        return {word: word[:size] for word in words}


def svg(spec: HeatSpec) -> str:
    """The heat map for files and print; pages show the same as a table with links."""
    left, top, side = 150.0, 56.0, 96.0
    cells = "".join(
        _cell(cell, left + column * side, top + row * 60)
        for row, line in enumerate(spec.cells)
        for column, cell in enumerate(line)
    )
    down = "".join(
        text(left - 12, top + at * 60 + 34, name, anchor="end") for at, name in enumerate(spec.rows)
    )
    across = "".join(
        text(left + (at + 0.5) * side, top - 10, name, anchor="middle")
        for at, name in enumerate(spec.columns)
    )
    heads = text(left, 18, spec.across, bold=True) + text(4, top - 10, spec.down, bold=True)
    width, below = left + side * len(spec.columns) + 4, top + 60 * len(spec.rows) + 4
    lines = [line for note in spec.notes for line in textwrap.wrap(note.said, int(width / 7.5))]
    notes = "".join(text(4, below + 20 + at * 18, line) for at, line in enumerate(lines))
    height = below + (8 + 18 * len(lines) if lines else 0)
    return wrap(
        f"{spec.id}-drawing",
        spec.title,
        width,
        height + 8 * bool(lines),
        heads + down + across + cells + notes,
    )


def _cell(cell: HeatCell, x: float, y: float) -> str:
    ink = PAPER if cell.level >= _LIGHT_INK_FROM else INK
    box = f'<rect x="{px(x)}" y="{px(y)}" width="92" height="56" rx="6" fill="{SHADES[cell.level]}"/>'
    middle = f'x="{px(x + 46)}" text-anchor="middle" fill="{ink}"'
    shown = f'<text {middle} y="{px(y + 26)}" font-size="18">{cell.count}</text>' if cell.count else ""
    return f'{box}{shown}<text {middle} y="{px(y + 46)}" font-size="12">{escape(cell.word)}</text>'


def description(spec: HeatSpec) -> tuple[str, ...]:
    """The heat map in words: what it is, every cell that holds something, then what no cell tells."""
    held = [
        f"{row}, {column}: {cell.count} ({cell.word})."
        for row, line in spec.named_rows()
        for column, cell in zip(spec.columns, line, strict=True)
        if cell.count
    ]
    return (
        spec.subtitle,
        f"Heat map of {spec.down.lower()} by {spec.across.lower()}.",
        *held,
        *(note.said for note in spec.notes),
    )
