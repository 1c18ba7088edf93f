"""A register with instruments, and response sheets written against it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from measures.uploads.checking.register import Measure
from measures.uploads.reading.delimited import read_csv
from measures.uploads.reading.pipeline import Known, read
from measures.uploads.responses.sheet import reduce_sheet
from tests.measures.uploads import cast

START = date(2024, 4, 1)
SWEMWBS = Measure(
    "W-07", "1", "Short wellbeing scale", "mean", START, low=Decimal(7), high=Decimal(35), scales=("raw", "metric"),
    metric=(Decimal(7), Decimal(35)), scale="metric", instrument="swemwbs",
)  # fmt: skip
CORE = Measure("C-10", "1", "Distress", "mean", START, low=Decimal(0), high=Decimal(40), instrument="core10")
PAGE = "2025/26 Q1"
NAMED = "row_key,occasion,period,cohort"


def register(**given):
    """The invented alliance's, with two instruments that are scored person by person."""
    plain = cast.register(PAGE)
    others = tuple(one for one in plain.measures if one.code != "W-07")
    return replace(plain, measures=(*others, SWEMWBS, CORE), **given)


def lines(header, *rows):
    """A text file: the four names, then what the header adds; rows as texts."""
    return "\n".join([f"{NAMED},{header}", *rows, ""]).encode()


def one(key, *answers, occasion="baseline", period=PAGE, cohort="adults"):
    """One response."""
    return ",".join(map(str, (key, occasion, period, cohort, *answers)))


def reduced(data, answers=None):
    """The rows by (measure, category, basis), and the findings, without looking for people."""
    grid, _, _ = read_csv(data, {})
    sheet = reduce_sheet(grid, register(), answers or {})
    return {(row.measure, row.category, row.basis): row for row in sheet.rows}, sheet.findings


def whole(data, answers=None):
    """The same through everything that the child does."""
    return read(data, "sheet.csv", answers or {}, Known(register().known_names(), register()))


def codes(findings, level="stop"):
    """The codes of one level."""
    return [one.code for one in findings if one.level == level]
