"""The chart as a file for spreadsheets: UTF-8 with BOM, ISO dates, and no cell that runs as a formula."""

import csv
import io

from frontend.charts.spec import ChartSpec, Point
from frontend.charts.words import STATUSES, events_at, number

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = ("measure", "period", "label", "value", "lower", "upper", "n", "status", "told", "words")


def csv_bytes(spec: ChartSpec) -> bytes:
    """The file's bytes; numbers stand as published, texts that look like a formula get an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [safe(text) for text in (*_COLUMNS, *(line.name for line in spec.lines), "events", "release")]
    )
    writer.writerows(_row(spec, at, point) for at, point in enumerate(spec.points))
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _row(spec: ChartSpec, at: int, point: Point) -> list[str]:
    size = "" if point.n is None else str(point.n)
    numbers = [number(point.value), number(point.lo), number(point.hi), size]
    words = [safe(text) for text in (STATUSES[point.status], point.text, point.words)]
    lines = [number(line.values[at]) for line in spec.lines]
    texts = [safe(text) for text in (spec.measure, point.period, point.label)]
    return [*texts, *numbers, *words, *lines, events_at(spec, point.period), safe(spec.release)]
