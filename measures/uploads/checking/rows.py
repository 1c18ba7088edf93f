"""Step 8: what the numbers of a row, and rows beside one another, must satisfy."""

from collections.abc import Mapping

from measures.uploads.checking.names import Named
from measures.uploads.checking.typed import Figures, Key, Row
from measures.uploads.findings import ONCE, Finding, note, question, stop

MATCHED = ("matched_baseline", "matched_followup")


def check_rows(pairs: list[tuple[Row, Named]], held: Mapping[Key, Figures]) -> list[Finding]:
    """Sums, ranges, duplicates, matched people, and what is held already."""
    found: list[Finding] = []
    for row, named in pairs:
        found += [*_sums(row), *_range(row, named), *_stated(row, named)]
    rows = [row for row, _ in pairs if row.period and row.cohort and row.measure]
    return [*found, *_duplicates(rows), *_matched(rows), *_changed(rows, held)]


def _sums(row: Row) -> list[Finding]:
    figures, found = row.figures, []
    if figures.n is not None and figures.numerator is not None and figures.numerator > figures.n:
        says = f"{figures.numerator} of {figures.n}: the numerator cannot be larger than n. Type both again."
        found.append(
            stop(
                "row.numerator",
                says,
                row.where("numerator"),
                found=str(figures.numerator),
                expected=f"at most {figures.n}",
            )
        )
    total = sum(count for _, count in figures.counts)
    whole = figures.counts and not any(field.startswith("count:") for field in figures.withheld)
    if whole and figures.n is not None and total != figures.n:
        found.append(
            stop(
                "row.counts",
                f"the counts add up to {total}, n is {figures.n}. They must be equal.",
                row.where("n"),
                found=str(total),
            )
        )
    if figures.invited is not None and figures.returned is not None and figures.returned > figures.invited:
        found.append(
            stop(
                "row.returned",
                f"{figures.returned} came back of {figures.invited} asked.",
                row.where("returned"),
            )
        )
    return found


def _range(row: Row, named: Named) -> list[Finding]:
    mean, measure = row.figures.mean, named.measure
    if mean is None or measure is None:
        return []
    low, high = measure.span(row.scale)
    if low <= mean <= high:
        return []
    tenth = mean / 10
    hint = f", {tenth:f}?" if low <= tenth <= high else "."
    says = f"found {mean}: outside {low} to {high}{hint} Type it again."
    return [stop("cell.range", says, row.where("mean"), found=str(mean), expected=f"{low} to {high}")]


def _stated(row: Row, named: Named) -> list[Finding]:
    figures, measure = row.figures, named.measure
    if row.stopped or measure is None or row.state == "withheld" or figures.counts or figures.n == 0:
        return []
    if measure.kind == "proportion" and figures.numerator is None:
        return [
            stop(
                "row.no_figure",
                f"{measure.ref} needs a numerator: how many of the n.",
                row.where(),
                expected="numerator",
            )
        ]
    if measure.kind == "count" and (figures.numerator is not None or figures.mean is not None):
        return [stop("row.count", f"{measure.ref} is a count: give n alone.", row.where(), expected="n")]
    if measure.kind == "mean" and figures.mean is None:
        return [stop("row.no_figure", f"{measure.ref} needs a mean.", row.where(), expected="mean")]
    return []


def _duplicates(rows: list[Row]) -> list[Finding]:
    first: dict[Key, Row] = {}
    found: list[Finding] = []
    for row in rows:
        other = first.setdefault(row.key, row)
        if other is not row:
            found += _twice(other, row)
    return found


def _twice(first: Row, second: Row) -> list[Finding]:
    line = "row" if first.sheet else "line"
    if first.figures == second.figures:
        says = f"this says the same as {line} {first.line}. Is it there twice by mistake?"
        key = f"duplicate:{'/'.join(second.key)}"
        return [question("row.duplicate", says, second.where(), key=key, ask=ONCE)]
    return [_conflict(second, line, first), _conflict(first, line, second)]


def _conflict(this: Row, line: str, other: Row) -> Finding:
    apart = _apart(this.figures, other.figures)
    told = ", ".join(f"{name} {here} here, {there} there" for name, here, there in apart)
    told = told or "what is kept back differs"
    says = f"{line} {other.line} says the same thing with other numbers: {told}. Keep one of them."
    return stop("row.conflict", says, this.where(apart[0][0] if apart else ""))


def differences(old: Figures, new: Figures) -> str:
    """`n 95 -> 91, numerator 41 -> 38`: what changed, old before new."""
    return ", ".join(f"{name} {before} -> {after}" for name, before, after in _apart(old, new))


def _apart(one: Figures, other: Figures) -> list[tuple[str, str, str]]:
    """(what, in the one, in the other) wherever they differ."""
    pairs = [
        (name, getattr(one, name), getattr(other, name)) for name in Figures.__slots__ if name != "withheld"
    ]
    return [(name, _shown(here), _shown(there)) for name, here, there in pairs if here != there]


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(f"{name} {count}" for name, count in value) or "none"
    return "none" if value is None else str(value)


def _matched(rows: list[Row]) -> list[Finding]:
    everyone = {_people(row): row.figures.n for row in rows if row.basis == "all"}
    found = []
    for row in rows:
        whole, n = everyone.get(_people(row)), row.figures.n
        if row.basis in MATCHED and whole is not None and n is not None and n > whole:
            found.append(stop("row.matched", f"{n} matched people, but only {whole} in all.", row.where("n")))
    return [*found, *_pairs(rows)]


def _people(row: Row) -> tuple[str, str, str, str, str]:
    return row.period, row.cohort, row.measure, row.category, row.scale


def _pairs(rows: list[Row]) -> list[Finding]:
    baseline = {_people(row): row.figures.n for row in rows if row.basis == MATCHED[0]}
    found = []
    for row in rows:
        before, n = baseline.get(_people(row)), row.figures.n
        if row.basis == MATCHED[1] and before is not None and n is not None and n != before:
            says = (
                f"matched baseline has n {before}, matched follow-up {n}. The same people: expected equal n."
            )
            found.append(stop("row.matched", says, row.where("n")))
    return found


def _changed(rows: list[Row], held: Mapping[Key, Figures]) -> list[Finding]:
    known = [row for row in rows if row.key in held]
    if known and len(known) == len(rows) and all(row.figures == held[row.key] for row in known):
        return [
            note(
                "sheet.same", "nothing changed: this sheet says what is already held. No new version is made."
            )
        ]
    return [
        note("row.changed", f"already held: {differences(held[row.key], row.figures)}.", row.where())
        for row in known
        if row.figures != held[row.key]
    ]
