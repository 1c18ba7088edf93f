"""The native charts of a workbook, and the sheet of numbers that they are drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from xlsxwriter.utility import xl_range_formula

from frontend.charts.marks import BAR, GRID, INK, ORDINARY, PAPER
from frontend.charts.packs.native import Native, Series

NAME = "Drawn from"
_WIDTH, _LINE = 16, 15  # of a column in characters; of a row of words in points
_MARKS = {"circle": "circle", "up": "triangle", "down": "diamond", "diamond": "diamond", "square": "square",
          "cross": "x"}  # fmt: skip
_DASHES = {"solid": "solid", "dash": "dash", "dot": "round_dot"}
_TYPE = {"name": "Segoe UI", "size": 9, "color": INK}
_KINDS = {"lines": "line", "bars": "bar", "dots": "scatter"}


@dataclass(frozen=True, slots=True)
class Block:
    """Where a chart's categories and series stand: rows from `first` to `last`, series from column 1 on."""

    first: int
    last: int

    def column(self, at: int) -> list[Any]:
        """A column of the block, as the library names it."""
        return [NAME, self.first, at, self.last, at]

    def formula(self, at: int) -> str:
        """The same column as a formula."""
        return f"={xl_range_formula(NAME, self.first, at, self.last, at)}"


class Sheet:
    """The last sheet of the workbook; change a number there, and its chart changes."""

    def __init__(self, book: Any) -> None:
        self.sheet = book.add_worksheet(NAME)
        self.sheet.set_column(0, 0, 26)
        self.sheet.set_column(1, 20, _WIDTH)
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "text_wrap": True, "align": "right", "valign": "bottom"})
        self.sheet.write_string(
            0, 0, "What the charts are drawn from. Change a number, and its chart changes.", self.bold
        )
        self.row = 2

    def add(self, name: str, native: Native) -> Block:
        """Write a chart's numbers below those that are there; empty cells are gaps."""
        self.sheet.write_string(self.row, 0, name, self.bold)
        heads = [*map(_head, native.series), *(_REACH if _reaches(native) else ())]
        self.sheet.set_row(self.row + 1, tall(heads, _WIDTH))
        for column, words in enumerate(heads, 1):
            self.sheet.write_string(self.row + 1, column, words, self.head)
        first = self.row + 2
        for at, category in enumerate(native.categories):
            self._line(first + at, native, at, category)
        self.row = first + len(native.categories) + 1
        return Block(first, first + len(native.categories) - 1)

    def _line(self, row: int, native: Native, at: int, category: str) -> None:
        if native.sizes:
            self.sheet.write_number(row, 0, native.sizes[at])
        else:
            self.sheet.write_string(row, 0, category)
        for column, series in enumerate(native.series, 1):
            value = series.values[at]
            if value is not None:
                self.sheet.write_number(row, column, value)
        for column, reach in enumerate(_reaches(native), len(native.series) + 1):
            self.sheet.write_number(row, column, reach[at])


def _head(series: Series) -> str:
    return series.name if series.figures else f"{series.name} (where it is marked, no figure)"


def tall(texts: Iterable[str], width: int) -> int:
    """The height in points of a row of texts in columns of so many characters; some letters are wider.

    It is written into the file, because not every office program works it out.
    """
    return _LINE * max((len(wrap(text, width * 5 // 6)) for text in texts if text), default=1)


_REACH = ("Interval, up", "Interval, down")


def _reaches(native: Native) -> list[tuple[float, ...]]:
    """How far the intervals reach up and down from the one series that has them; nothing where none has."""
    found = next((series for series in native.series if any(series.up) or any(series.down)), None)
    return [found.up, found.down] if found else []


def chart_of(book: Any, native: Native, block: Block, size: tuple[int, int], *, legend: bool) -> Any:
    """A native chart in our marks, with gaps where there is no figure."""
    chart = book.add_chart({"type": _KINDS[native.style]})
    for column, series in enumerate(native.series, 1):
        if native.style != "bars" or series.dash:
            chart.add_series(_series(native, series, block, column))
    title = {"name": native.name, "name_font": _TYPE | {"size": 11, "bold": True}, "overlay": False}
    chart.set_title(title if native.name else {"none": True})
    chart.set_size({"width": size[0], "height": size[1]})
    chart.show_blanks_as("gap")
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PAPER}})
    _axes(chart, native, legend=legend)
    _legend(chart, native, legend=legend)
    return chart


def _series(native: Native, series: Series, block: Block, column: int) -> dict[str, Any]:
    looks: dict[str, Any] = {
        "name": series.name, "categories": block.column(0), "values": block.column(column),
        "marker": _marker(series), "line": _stroke(series),
    }  # fmt: skip
    if native.style == "bars":
        looks |= {
            "fill": {"color": BAR},
            "border": {"color": ORDINARY},
            "gap": 80,
            "data_labels": {"value": True},
        }
        del looks["marker"], looks["line"]
    if any(series.up) or any(series.down):
        reach = {
            "plus_values": block.formula(len(native.series) + 1),
            "minus_values": block.formula(len(native.series) + 2),
        }
        looks["y_error_bars"] = {
            "type": "custom",
            "end_style": 0,
            "line": {"color": ORDINARY, "width": 1.5},
        } | reach
    return looks | (_notes(series) if series.notes else {}) | (_posts(native) if series.posts else {})


def _marker(series: Series) -> dict[str, Any]:
    if series.shape == "none":
        return {"type": "none"}
    colour = {"color": series.colour}
    fill = {"color": BAR} if series.hollow else colour
    return {"type": _MARKS[series.shape], "size": 8 if series.hollow else 7, "fill": fill, "border": colour}


def _stroke(series: Series) -> dict[str, Any]:
    if not series.dash:
        return {"none": True}
    return {"color": series.colour, "width": 1.5, "dash_type": _DASHES[series.dash]}


def _notes(series: Series) -> dict[str, Any]:
    custom = [{"value": note} if note else {"delete": True} for note in series.notes]
    return {
        "data_labels": {"value": True, "custom": custom, "position": "above", "font": _TYPE | {"bold": True}}
    }


def _posts(native: Native) -> dict[str, Any]:
    post = {"type": "fixed", "value": native.high - native.low, "direction": "minus", "end_style": 0}
    return {"y_error_bars": post | {"line": {"color": ORDINARY, "width": 0.75}}}


def _axes(chart: Any, native: Native, *, legend: bool) -> None:
    values = {
        "min": native.low, "max": native.high, "major_unit": native.step, "num_font": _TYPE, "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": GRID}},
    }  # fmt: skip
    names = {"num_font": _TYPE, "line": {"color": INK}, "major_tick_mark": "none"}
    if native.style == "bars":
        chart.set_y_axis(names | {"reverse": True})
        chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        return
    heading = {"name": native.axis, "name_font": _TYPE | {"bold": True}} if legend else {}
    chart.set_y_axis(values | heading)
    labels = (
        {"label_position": "low", "interval_unit": native.every}
        if native.every
        else {"label_position": "none"}
    )
    chart.set_x_axis(names | labels | ({"min": 0} if native.sizes else {}))


def _legend(chart: Any, native: Native, *, legend: bool) -> None:
    """Every name once; a line that starts anew at a segment keeps its name."""
    if not legend:
        chart.set_legend({"none": True})
        return
    names = [series.name for series in native.series]
    again = [at for at, series in enumerate(native.series) if series.name in names[:at] or series.posts]
    chart.set_legend({"position": "bottom", "font": _TYPE, "delete_series": again})
