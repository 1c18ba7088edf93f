"""Groups of responses as rows like those of a cohort sheet: one preview, one commit and one way out serve both."""

from collections.abc import Mapping

from measures.uploads.checking.register import BASES, Measure, Register
from measures.uploads.checking.typed import Figures, Row
from measures.uploads.responses.reduce import Tallies
from measures.uploads.responses.scores import YES
from measures.uploads.responses.shapes import Margin, Tally

INVITED = "invited: "  # what stands before a cohort on the About sheet
Place = tuple[int, ...]


def rows_of(tallies: Tallies, register: Register, reach: str, about: Mapping[str, str]) -> tuple[Row, ...]:
    """A row for each group, in declared order; `about` may say how many of each cohort were invited."""
    measures = {one.ref: one for one in register.measures}
    margins = sorted(tallies, key=lambda margin: _place(margin, register))
    return tuple(
        _row(number, margin, measures[margin.measure], _figures(measures[margin.measure], margin, tallies[margin], register, about), reach)
        for number, margin in enumerate(margins, 1)
    )  # fmt: skip


def _place(margin: Margin, register: Register) -> Place:
    """Where a group stands in declared order; everybody comes before any part."""
    split = list(register.breakdowns)
    within = register.breakdowns.get(margin.breakdown, ())
    return (
        [one.name for one in register.periods].index(margin.period), [one.id for one in register.cohorts].index(margin.cohort),
        [one.ref for one in register.measures].index(margin.measure),
        split.index(margin.breakdown) + 1 if margin.breakdown else 0, within.index(margin.category) if margin.category else 0,
        BASES.index(margin.basis),
        [one.name for one in register.periods].index(margin.baseline_period) if margin.baseline_period else 0,
    )  # fmt: skip


def _row(number: int, margin: Margin, measure: Measure, figures: Figures, reach: str) -> Row:
    scale = "" if measure.kind == "proportion" else measure.scale or measure.scales[0]
    return Row(
        line=number, sheet="", period=margin.period, cohort=margin.cohort, measure=measure.code, version=measure.version,
        breakdown=margin.breakdown, category=margin.category, basis=margin.basis, scale=scale, figures=figures,
        baseline_period=margin.baseline_period, reach=reach,
    )  # fmt: skip


def _figures(
    measure: Measure, margin: Margin, tally: Tally, register: Register, about: Mapping[str, str]
) -> Figures:
    joint = tuple(sorted((first, later, people) for (first, later), people in tally.joint.items()))
    invited = _invited(margin, register, about)
    if measure.kind == "proportion":
        return Figures(
            n=tally.n, numerator=tally.counts[YES], invited=invited, returned=tally.returned, joint=joint
        )
    counts = tuple(sorted(tally.counts.items(), key=lambda one: [int(part) for part in one[0].split("/")]))
    return Figures(n=tally.n, counts=counts, invited=invited, returned=tally.returned, joint=joint)


def _invited(margin: Margin, register: Register, about: Mapping[str, str]) -> int | None:
    """How many were asked, where the About sheet says it: of the whole cohort, in the period of the template."""
    period = register.period_named(about.get("period", ""))
    if margin.breakdown or margin.basis != "all" or period is None or period.name != margin.period:
        return None
    said = about.get(f"{INVITED}{margin.cohort}", "")
    return int(said) if said.isdecimal() else None
