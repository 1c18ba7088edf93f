"""Step 9: does it make sense: licence, means that cannot be, spreads that cannot be, jumps."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from measures.uploads.checking.names import Named
from measures.uploads.checking.register import Measure, Register
from measures.uploads.checking.typed import Figures, Key, Row
from measures.uploads.checking.values import grim
from measures.uploads.findings import STANDS, Answer, Finding, question, stop

JUMP_ERRORS = 3
JUMP_SHARE = Fraction(20, 100)
LICENSED = (Answer("yes", "Yes, we are licensed"), Answer("no", "No, I will leave it out and send it again"))
Pairs = list[tuple[Row, Named]]


def check_sense(pairs: Pairs, register: Register, held: Mapping[Key, Figures]) -> list[Finding]:
    """Refused instruments stop; everything else that looks odd is a question."""
    found: list[Finding] = []
    for row, named in pairs:
        if named.measure and not row.stopped:
            found += [
                *_licence(row, named.measure),
                *_mean(row, named.measure),
                *_bands(row, named.measure),
                *_jump(row, register, held),
            ]
    return [*found, *doubted(pairs), *_mixed([row for row, _ in pairs if row.measure])]


def check_counted(pairs: Pairs, register: Register, held: Mapping[Key, Figures]) -> list[Finding]:
    """What can still be odd about figures that were counted here from single responses: refused instruments and jumps."""
    return [
        one
        for row, named in pairs if named.measure
        for one in (*_licence(row, named.measure), *_jump(row, register, held))
    ]  # fmt: skip


def _key(row: Row, what: str, value: object) -> str:
    return f"{what}:{'/'.join(row.key)}:{value}"


def _licence(row: Row, measure: Measure) -> list[Finding]:
    if not measure.refused:
        return []
    return [
        stop("sense.refused", f"{measure.name} cannot be used here. {measure.refused}", row.where("measure"))
    ]


def doubted(pairs: Pairs) -> list[Finding]:
    """A licence that is missing or over is asked about once a measure, not once a row."""
    first = {
        named.measure.ref: (row, named.measure)
        for row, named in reversed(pairs)
        if named.measure and not row.stopped
    }
    return [
        question(
            "sense.licence",
            measure.doubt,
            row.where("measure"),
            key=f"licence:{ref}:{measure.doubt}",
            ask=LICENSED,
        )
        for ref, (row, measure) in first.items()
        if measure.doubt
    ]


def _mean(row: Row, measure: Measure) -> list[Finding]:
    mean, n = row.figures.mean, row.figures.n
    low, high = measure.span(row.scale)
    if mean is None or not n or not low <= mean <= high:
        return []
    whole = measure.whole and row.scale == "raw"
    possible = not whole or grim.grim_possible(mean, row.decimals("mean"), n)
    return _spread(row, (low, high), whole) if possible else [_impossible(row, mean, n, measure)]


def _impossible(row: Row, mean: Decimal, n: int, measure: Measure) -> Finding:
    below, above = grim.nearest_means(mean, row.decimals("mean"), n)
    doubt = (
        "Is it the metric mean, or is n different?"
        if "metric" in measure.scales
        else "Is n different, or the mean?"
    )
    says = f"{n} whole answers cannot average {mean} (nearest {below}, {above}). {doubt}"
    return question(
        "sense.mean",
        says,
        row.where("mean"),
        key=_key(row, "grim", mean),
        ask=STANDS,
        found=str(mean),
        expected=f"{below} or {above}",
    )


def _spread(row: Row, span: tuple[Decimal, Decimal], whole: bool) -> list[Finding]:
    mean, sd, n = row.figures.mean, row.figures.sd, row.figures.n
    if mean is None or sd is None or not n:
        return []
    places = (row.decimals("mean"), row.decimals("sd"))
    if n == 1:
        return [] if sd == 0 else [_asks_sd(row, f"one answer has no spread, found sd {sd}", sd)]
    if grim.sd_too_large(mean, sd, places, n, span):
        return [
            _asks_sd(
                row,
                f"{n} answers from {span[0]} to {span[1]} with mean {mean} cannot have sd {sd}: it is too large",
                sd,
            )
        ]
    if whole and grim.sd_too_small(mean, sd, places, n):
        return [_asks_sd(row, f"{n} whole answers with mean {mean} cannot have sd {sd}: it is too small", sd)]
    return []


def _asks_sd(row: Row, says: str, sd: Decimal) -> Finding:
    return question(
        "sense.sd",
        f"{says}. Is it another number, a standard error perhaps?",
        row.where("sd"),
        key=_key(row, "sd", sd),
        ask=STANDS,
        found=str(sd),
    )


def _bands(row: Row, measure: Measure) -> list[Finding]:
    mean, n, counts = row.figures.mean, row.figures.n, dict(row.figures.counts)
    bands = [band for band in measure.bands if band.id in counts]
    if mean is None or not n or not bands or sum(counts.values()) != n or len(bands) != len(counts):
        return []
    low, high = mean_within(tuple((band.low, band.high, counts[band.id]) for band in bands))
    step = grim.half_step(row.decimals("mean"))
    if low - step <= Fraction(mean) <= high + step:
        return []
    says = f"by the counts the mean lies between {_one(low)} and {_one(high)}, but the sheet says {mean}. One of them must be wrong."
    key = _key(row, "bands", mean)
    return [question("sense.bands", says, row.where("mean"), key=key, ask=STANDS, found=str(mean))]


def mean_within(bands: tuple[tuple[Decimal, Decimal, int], ...]) -> tuple[Fraction, Fraction]:
    """Lowest and highest mean that (low, high, count) of each band allow."""
    n = sum(count for _, _, count in bands)
    low = sum((Fraction(band[0]) * band[2] for band in bands), Fraction(0))
    high = sum((Fraction(band[1]) * band[2] for band in bands), Fraction(0))
    return low / n, high / n


def _one(value: Fraction) -> str:
    return str((Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1")))


def _jump(row: Row, register: Register, held: Mapping[Key, Figures]) -> list[Finding]:
    before = register.before(row.period) if held else None
    old = held.get((before.name, *row.key[1:])) if before else None
    if before is None or old is None or not (_mean_jumps(old, row.figures) or _share_jumps(old, row.figures)):
        return []
    says = f"a large change since {before.name}: {_main(old)} then, {_main(row.figures)} now. Is that right?"
    field = "mean" if row.figures.mean is not None else "numerator"
    return [
        question(
            "sense.jump",
            says,
            row.where(field),
            key=_key(row, "jump", row.figures.mean or row.figures.numerator),
        )
    ]


def _main(held: Figures) -> str:
    """The figure that jumped, as it was sent: a mean, or how many of how many."""
    return f"mean {held.mean}" if held.mean is not None else f"{held.numerator} of {held.n}"


def _mean_jumps(old: Figures, new: Figures) -> bool:
    if old.mean is None or new.mean is None or old.sd is None or new.sd is None or not old.n or not new.n:
        return False
    error_squared = Fraction(old.sd) ** 2 / old.n + Fraction(new.sd) ** 2 / new.n
    return Fraction(new.mean - old.mean) ** 2 > JUMP_ERRORS**2 * error_squared


def _share_jumps(old: Figures, new: Figures) -> bool:
    if old.numerator is None or new.numerator is None or not old.n or not new.n:
        return False
    return abs(Fraction(new.numerator, new.n) - Fraction(old.numerator, old.n)) > JUMP_SHARE


def _mixed(rows: list[Row]) -> list[Finding]:
    series: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        series[row.cohort, row.measure, row.category].append(row)
    return [finding for group in series.values() for finding in _mixed_in(group)]


def _mixed_in(rows: list[Row]) -> list[Finding]:
    if len(rows) == 1:
        return []
    found = []
    for what, sets in (
        ("scale", {(row.period, row.scale) for row in rows}),
        ("basis", {(row.period, row.basis) for row in rows}),
    ):
        periods: dict[str, set[str]] = defaultdict(set)
        for period, value in sets:
            periods[period].add(value)
        apart = len({frozenset(values) for values in periods.values()}) > 1 or (
            what == "scale" and len(set().union(*periods.values())) > 1
        )
        if apart:
            says = f"{rows[0].measure} changes its {what} from one period to another, so these figures cannot be compared. Is that meant?"
            found.append(question("sense.mixed", says, rows[0].where(), key=_key(rows[0], what, len(rows))))
    return found
