"""Arithmetic on one's own exact means, for their owner alone: how sure, against the time before, and the same people twice."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt

from measures.atoms.rules import Moments, moments_of_mean
from measures.atoms.scored import mean_change, moments_of_scores
from measures.plan.reading import Plan
from measures.statistics.change import Effects, Sample, effects, mean_bounds, mean_of_others, welch
from measures.statistics.intervals import Bounds
from measures.uploads.checking.register import BASES
from measures.uploads.checking.typed import Key, Row
from measures.uploads.keeping.figures import scores

ALL, FIRST, _ = BASES
LEAST = 2  # people; one has no spread
_Read = Callable[[Row], Sample | None]


@dataclass(frozen=True, slots=True)
class Worked:
    """One thing worked out: `value` and `between` in points as printed, `between` blank where there is no interval."""

    what: str
    value: str
    between: str
    how: str


def worked_out(plan: Plan, rows: Sequence[Row], row: Row) -> tuple[Worked, ...]:
    """What a row of a mean says by itself and beside others of the same partner; nothing of a row that gives no spread."""
    instrument, beside = plan.instrument_of(row.measure, row.version), {each.key: each for each in rows}
    read = partial(_sample, instrument)
    said = read(row)
    if said is None:
        return ()
    how = f"95% interval of a mean of {said.n} people (Student's t)"
    alone = Worked("Mean", f"{said.mean:.2f}", _between(mean_bounds(said)), how)
    return (
        alone,
        *_apart(_earlier(plan, beside, row), said, read),
        *_lost(beside, row, read),
        *_change(row, instrument),
    )


def _earlier(plan: Plan, beside: Mapping[Key, Row], row: Row) -> Iterator[Row]:
    """The same group's rows of everybody in periods before, the latest first."""
    codes = [each.code for each in plan.periods]
    before = codes[: codes.index(row.period)] if row.basis == ALL and row.period in codes else []
    found = (beside.get(replace(row, period=code).key) for code in reversed(before))
    yield from (each for each in found if each)


def _apart(earlier: Iterable[Row], now: Sample, read: _Read) -> Iterator[Worked]:
    """Everybody now and everybody who was asked the time before: other people, never mixed with pairs (charts.md 1.12)."""
    for row in earlier:
        before = read(row)
        if before is None:
            continue
        if before.sd or now.sd:
            found = welch(now, before)
            how = f"Everybody who answered each time, so not the same people (Welch, {found.freedom:.1f} degrees of freedom)"
            yield Worked(f"Mean less that of {row.period}", f"{found.by:+.2f}", _between(found.bounds), how)
        return


def _change(row: Row, instrument: str) -> Iterator[Worked]:
    """The mean change of the same people and its size in standard deviations."""
    joint = row.figures.joint
    moved = (
        _of(mean_change(joint, instrument, row.scale)) if joint and row.figures.numerator is None else None
    )
    if moved is None:
        return
    how = f"{moved.n} people who gave both answers, later less first (paired t); spread {moved.sd:.2f}"
    yield Worked("Mean change of the same people", f"{moved.mean:+.2f}", _between(mean_bounds(moved)), how)
    first, later = (_of(moments_of_scores(_margin(joint, at), instrument, row.scale)) for at in (0, 1))
    if moved.sd and first and later and first.sd + later.sd:
        yield from _sizes(effects(moved, first.sd, later.sd))


def _sizes(found: Effects) -> Iterator[Worked]:
    factor = f"times {found.hedges:.3f} it is no longer too large for so few (Hedges)"
    yield Worked(
        "Size of the change, d_z", f"{found.d_z:+.2f}", "", f"By the spread of the changes; {factor}"
    )
    yield Worked(
        "Size of the change, d_av",
        f"{found.d_av:+.2f}",
        "",
        f"By the average spread of both answers; {factor}",
    )


def _lost(beside: Mapping[Key, Row], row: Row, read: _Read) -> Iterator[Worked]:
    """First answers of those who answered again beside those who did not: who was lost comes before any change."""
    if not row.baseline_period:  # a sheet of totals does not say when its people began
        return
    kept = beside.get(replace(row, basis=FIRST).key)
    whole = beside.get(replace(row, basis=ALL, period=row.baseline_period, baseline_period="").key)
    some, everybody = (read(each) if each else None for each in (kept, whole))
    if some is None or everybody is None or everybody.n <= some.n:
        return
    how = f"{everybody.n - some.n} of {everybody.n} did not; those who did began at {some.mean:.2f}"
    value = f"{mean_of_others(everybody, some):.2f}"
    yield Worked("First answers of those who did not answer again", value, "", how)


def _sample(instrument: str, row: Row) -> Sample | None:
    figures = row.figures
    if row.state != "stated" or figures.numerator is not None or figures.n is None:
        return None
    if figures.mean is not None:
        return _of(moments_of_mean(figures.n, figures.mean, figures.sd))
    counts = scores(figures)
    return _of(moments_of_scores(counts, instrument, row.scale)) if counts else None


def _of(moments: Moments) -> Sample | None:
    spread = moments.spread
    if moments.n < LEAST or spread is None:
        return None
    return Sample(moments.n, float(moments.mean), sqrt(spread))


def _margin(joint: Sequence[tuple[str, str, int]], at: int) -> Counter[str]:
    found = Counter[str]()
    for *pair, people in joint:
        found[str(pair[at])] += people
    return found


def _between(bounds: Bounds) -> str:
    return f"{bounds.lower:.2f} to {bounds.upper:.2f}"
