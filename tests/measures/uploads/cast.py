"""The invented alliance that the tests of the upload pipeline speak of."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

from measures.uploads.checking.register import Band, Cohort, Measure, Period, Register
from measures.uploads.grid import lines_of, sheet_of_lines

MARLHAVEN = Path(__file__).resolve().parents[3] / "measures" / "demo" / "marlhaven"
HEADINGS = [
    "period",
    "cohort",
    "measure",
    "breakdown",
    "category",
    "basis",
    "scale",
    "n",
    "numerator",
    "mean",
    "sd",
    "invited",
    "returned",
]
QUARTERS = ((4, 6, 30), (7, 9, 30), (10, 12, 31), (1, 3, 31))
ENDED = {"M-03/1": (date(2025, 3, 31), "M-03/2")}
D = Decimal

SWEMWBS = Measure(
    "W-07", "1", "Short wellbeing scale", "mean", date(2024, 4, 1), low=D(7), high=D(35),
    scales=("raw", "metric"), metric=(D(7), D(35)),
)  # fmt: skip
LIFE = Measure(
    "L-01", "1", "Life satisfaction in four bands", "mean", date(2024, 4, 1),
    bands=tuple(Band(i, D(a), D(b)) for i, a, b in (("low", 0, 4), ("medium", 5, 6), ("high", 7, 8), ("very high", 9, 10))),
)  # fmt: skip
BARRED = Measure(
    "Q-05", "1", "A scale with an owner", "mean", date(2024, 4, 1), refused="Its owner must agree first."
)


def periods() -> tuple[Period, ...]:
    """Twelve quarters from April 2024, each due a month after its end."""
    made = []
    for year in (2024, 2025, 2026):
        for number, (first, last, day) in enumerate(QUARTERS, 1):
            real = year + (number == 4)
            name = f"{year}/{(year + 1) % 100} Q{number}"
            made.append(Period(name, date(real, first, 1), date(real, last, day)))
    return tuple(made)


def measures() -> tuple[Measure, ...]:
    """The demo's measures, M-03 in two versions, and three for special checks."""
    made = [SWEMWBS, LIFE, BARRED]
    for line in csv.DictReader(io.StringIO(MEASURES)):
        ref = f"{line['ref']}/{line['version']}"
        ended, successor = ENDED.get(ref, (None, ""))
        made.append(
            Measure(
                line["ref"],
                line["version"],
                line["name"],
                line["kind"],
                date.fromisoformat(line["from"]),
                ended,
                successor,
            )
        )
    return tuple(made)


MEASURES = """ref,version,from,name,kind
M-01,1,2024-04-01,Has someone they can count on,proportion
M-02,1,2024-04-01,Had to tell my story again three or more times this quarter,proportion
M-03,1,2024-04-01,In a settled home at the end of the quarter,proportion
M-03,2,2025-04-01,In a settled home at the end of the quarter,proportion
M-04,1,2024-04-01,"Overall, how satisfied are you with your life nowadays? 0 to 10",mean
"""


def register(period: str = "", **given: object) -> Register:
    """The register as the page of a period hands it in."""
    cohorts = (Cohort("adults", "Adults"), Cohort("young", "Young people"))
    partners = ("Lantern Row Homes", "Tideway Recovery CIC")
    bands = {"gender": ("Women", "Men", "not stated")}
    return Register("LAN", partners, cohorts, periods(), measures(), period, bands, **given)


def period_of(name: str) -> str:
    """The period in the name of a demo file."""
    return f"{name[4:8]}/{name[9:11]} {name[12:14]}"


def demo(name: str) -> bytes:
    """A demo file."""
    return (MARLHAVEN / name).read_bytes()


def sheet_rows() -> list[list[object]]:
    """The good sheet LAN 2025/26 Q1 as values, header first."""
    lines = list(csv.reader(io.StringIO(demo("cohort/LAN_2025-26_Q1.csv").decode())))
    return [lines[0]] + [[_value(cell) for cell in line] for line in lines[1:]]


def _value(text: str) -> object:
    if text.isdigit():
        return int(text)
    return float(text) if text.replace(".", "", 1).isdigit() else text or None


def csv_of(*lines: str, header: str = ",".join(HEADINGS)) -> bytes:
    """A text file with the cohort sheet's header."""
    return "\r\n".join([header, *lines, ""]).encode()


def sheet_of(name, cells):
    """A sheet from {(row, column): (kind, text)}."""
    return sheet_of_lines(name, lines_of(cells))
