"""What checking has to know of the alliance: partners, cohorts, periods and measures, frozen and handed in."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal

BASES = ("all", "matched_baseline", "matched_followup")
SCALES = ("raw", "metric")


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of scores, both ends included."""

    id: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """One version of a measure; `valid_to` is its last day, `successor` the reference that follows ("M-03/2").

    `whole` says that each person's score on the raw scale is a whole number; `scale` is the one that is published, empty
    where there is one only; `instrument` its id in the catalogue; `refused` holds the reason why an instrument may not be
    used here, and is empty for all others; `doubt` what is asked of its licence.
    """

    code: str
    version: str
    name: str
    kind: Literal["proportion", "mean", "count"]
    valid_from: date
    valid_to: date | None = None
    successor: str = ""
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(10)
    whole: bool = True
    scales: tuple[str, ...] = ("raw",)
    metric: tuple[Decimal, Decimal] | None = None
    bands: tuple[Band, ...] = ()
    refused: str = ""
    doubt: str = ""
    also: tuple[str, ...] = ()
    scale: str = ""
    instrument: str = ""

    @property
    def ref(self) -> str:
        """`M-03/1`."""
        return f"{self.code}/{self.version}"

    def covers(self, day: date) -> bool:
        """Whether this version is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def span(self, scale: str) -> tuple[Decimal, Decimal]:
        """Lowest and highest score on a scale."""
        return self.metric if scale == "metric" and self.metric else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Cohort:
    """A named group counted together; `id` is what sheets write."""

    id: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A span of dates from the alliance's list, both ends included."""

    name: str
    start: date
    end: date
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Everything a sheet may name; `period` is the one whose page was opened, `today` makes lateness a question."""

    partner: str
    partners: tuple[str, ...]
    cohorts: tuple[Cohort, ...]
    periods: tuple[Period, ...]
    measures: tuple[Measure, ...]
    period: str = ""
    breakdowns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    today: date | None = None

    def known_names(self) -> frozenset[str]:
        """Names that are not people's names."""
        cohorts = [text for cohort in self.cohorts for text in (cohort.id, cohort.name, *cohort.also)]
        measures = [
            text
            for measure in self.measures
            for text in (measure.ref, measure.code, measure.name, *measure.also)
        ]
        categories = [text for dimension, values in self.breakdowns.items() for text in (dimension, *values)]
        periods = [period.name for period in self.periods]
        return frozenset([*self.partners, *cohorts, *measures, *categories, *periods])

    def cohort_named(self, text: str) -> Cohort | None:
        """By id, name or other name, whatever the case and spacing."""
        return next((c for c in self.cohorts if folded(text) in _folded((c.id, c.name, *c.also))), None)

    def period_named(self, text: str) -> Period | None:
        """By name, whatever joins its parts."""
        return next((p for p in self.periods if _joined(p.name) == _joined(text)), None)

    def period_of(self, day: date) -> Period | None:
        """The period a day falls in."""
        return next((p for p in self.periods if p.start <= day <= p.end), None)

    def measure_named(self, text: str, period: Period | None) -> Measure | None:
        """By reference, or by code or name: then the version in force in the period."""
        exact = next((m for m in self.measures if folded(m.ref) == folded(text)), None)
        if exact:
            return exact
        named = [m for m in self.measures if folded(text) in _folded((m.code, m.name, *m.also))]
        return next((m for m in named if period and m.covers(period.start)), named[-1] if named else None)

    def in_force(self, code: str, period: Period) -> Measure | None:
        """The version of a measure that a period uses."""
        return next((m for m in self.measures if m.code == code and m.covers(period.start)), None)

    def before(self, period: str) -> Period | None:
        """The period that ends before this one begins."""
        this = self.period_named(period)
        earlier = [p for p in self.periods if this and p.end < this.start]
        return max(earlier, key=lambda p: p.end, default=None)


def folded(text: str) -> str:
    """Case, spacing and compatibility forms off, for comparing names."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split())


def _folded(names: Iterable[str]) -> set[str]:
    return {folded(name) for name in names}


def _joined(text: str) -> str:
    return " ".join(sorted(re.findall(r"[a-z]+[0-9]*|[0-9]+", folded(text))))


def nearest(text: str, names: Iterable[str]) -> str:
    """The known name most like what was written, or nothing."""
    known = {folded(name): name for name in names}
    close = get_close_matches(folded(text), list(known), n=1, cutoff=0.5)
    return known[close[0]] if close else ""
