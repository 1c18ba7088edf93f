"""Step 8a: does the sheet fit its page: the period, the versions in force, the same people throughout."""

from collections import Counter, defaultdict
from collections.abc import Collection

from measures.uploads.checking.names import Named
from measures.uploads.checking.register import Measure, Period, Register
from measures.uploads.checking.typed import Row
from measures.uploads.checking.values.dates import told_long
from measures.uploads.findings import LATER, Answer, Finding, question, stop

Pairs = list[tuple[Row, Named]]
People = tuple[str, str, str, str, str]


def check_fit(pairs: Pairs, register: Register, here: Collection[str] = ()) -> list[Finding]:
    """Everything that depends on which page was opened and on what was in force then; `here` are periods that hold
    something of this partner already: a correction is never late."""
    return [
        *_other_period(pairs, register),
        *_late(pairs, register, here),
        *_versions(pairs, register),
        *_unequal(pairs),
    ]


def _other_period(pairs: Pairs, register: Register) -> list[Finding]:
    apart: dict[str, list[Row]] = defaultdict(list)
    for row, _ in pairs:
        if register.period and row.period and row.period != register.period:
            apart[row.period].append(row)
    return [_asks_period(name, rows, register.period) for name, rows in apart.items()]


def _asks_period(name: str, rows: list[Row], opened: str) -> Finding:
    ask = (
        Answer("yes", f"These are the figures of {name}"),
        Answer("no", f"They are of {opened}: I will mend it and send it again"),
    )
    says = f"this sheet says {name}; you opened {_short(opened, name)}. Which is right?"
    return question(
        "fit.period",
        says,
        rows[0].where("period"),
        key=f"period:{name}",
        ask=ask,
        found=name,
        expected=opened,
        count=len(rows),
    )


def _short(opened: str, name: str) -> str:
    """Only what differs, where both are in the same year: 2025/26 Q3 beside 2025/26 Q4 is Q3."""
    year, _, quarter = opened.rpartition(" ")
    return quarter if year and name.startswith(f"{year} ") else opened


def _late(pairs: Pairs, register: Register, here: Collection[str]) -> list[Finding]:
    named = (each.period for _, each in pairs if each.period)
    periods = {period.name: period for period in named if period.name not in here}
    return [late for period in periods.values() if (late := _asks_late(period, register))]


def _asks_late(period: Period, register: Register) -> Finding | None:
    if register.today is None or period.due is None or register.today <= period.due:
        return None
    days = (register.today - period.due).days
    says = f"The sheet for {period.name} was due on {told_long(period.due)}, {days} days ago. It is still welcome. Is it ready to go in?"
    return question(
        "fit.late",
        says,
        key=f"late:{period.name}",
        ask=(Answer("yes", "Yes, send it now"), Answer(LATER, "Not yet: leave it here as a draft")),
    )


def _versions(pairs: Pairs, register: Register) -> list[Finding]:
    return [
        _not_in_force(row, named.measure, named.period, register)
        for row, named in pairs
        if named.measure and named.period and not named.measure.covers(named.period.start)
    ]


def _not_in_force(row: Row, measure: Measure, period: Period, register: Register) -> Finding:
    right = register.in_force(measure.code, period)
    use = f"this period uses {right.ref}" if right else f"this period has no {measure.code}"
    if measure.valid_to and measure.valid_to < period.start:
        when = f"{measure.ref} ended {told_long(measure.valid_to)}"
        use = use if right else f"it was followed by {measure.successor}" if measure.successor else use
    else:
        when = f"{measure.ref} began {told_long(measure.valid_from)}"
    return stop(
        "fit.version",
        f"{when}; {use}.",
        row.where("measure"),
        found=measure.ref,
        expected=right.ref if right else "",
    )


def _unequal(pairs: Pairs) -> list[Finding]:
    groups: dict[People, list[Row]] = defaultdict(list)
    for row, named in pairs:
        counted = named.measure is not None and named.measure.kind == "count"  # of its own people
        if row.measure and row.figures.n is not None and not counted:
            groups[row.period, row.cohort, row.breakdown, row.category, row.basis].append(row)
    return [finding for rows in groups.values() for finding in _odd_ones(rows)]


def _odd_ones(rows: list[Row]) -> list[Finding]:
    counted = Counter(row.figures.n for row in rows).most_common()
    if len(counted) < 2:
        return []
    usual, times = counted[0]
    if times == counted[1][1]:
        said = ", ".join(f"{row.measure} {row.figures.n}" for row in rows)
        return [
            question(
                "fit.n",
                f"the same people, but n is not the same for each measure: {said}. Did some leave a question out?",
                rows[0].where("n"),
                key=_key(rows[0], "all"),
            )
        ]
    return [_asks_n(row, usual) for row in rows if row.figures.n != usual]


def _asks_n(row: Row, usual: int | None) -> Finding:
    says = f"{row.measure} has n {row.figures.n}, the other rows {usual}. Right?"
    return question(
        "fit.n",
        says,
        row.where("n"),
        key=_key(row, row.measure),
        found=str(row.figures.n),
        expected=str(usual),
    )


def _key(row: Row, measure: str) -> str:
    return f"n:{row.period}:{row.cohort}:{row.category}:{measure}:{row.figures.n}"
