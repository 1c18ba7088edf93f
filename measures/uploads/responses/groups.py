"""Steps 8a and 9 of a response sheet: what is asked of groups, once nothing but groups is left."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from measures.uploads.checking.fit import check_fit
from measures.uploads.checking.names import Named
from measures.uploads.checking.register import Register
from measures.uploads.checking.sense import check_counted, doubted
from measures.uploads.checking.typed import Figures, Key, Row
from measures.uploads.findings import Finding
from measures.uploads.responses.derived import group_words, summed

UNEQUAL = "fit.n"  # measures differ in n where answers are missing, which the left-out share tells already


def check_groups(rows: Iterable[Row], register: Register, held: Mapping[Key, Figures]) -> list[Finding]:
    """Whether groups fit the page, the versions in force and what is held; `held` are the figures of this partner."""
    pairs = [(row, _named(row, register)) for row in rows]
    summed_pairs = [_summed(row, named) for row, named in pairs]
    fit = [one for one in check_fit(pairs, register, {key[0] for key in held}) if one.code != UNEQUAL]
    known = _comparable(held, register)
    counted = ((pair[0], check_counted([pair], register, known)) for pair in summed_pairs)
    odd = [_of_group(row, one, register) for row, found in counted for one in found]
    return [*fit, *odd, *doubted(summed_pairs)]


def _of_group(row: Row, one: Finding, register: Register) -> Finding:
    """All groups come from the same lines, so a finding says which it is about."""
    cohort = next((each.name for each in register.cohorts if each.id == row.cohort), row.cohort)
    return replace(one, says=f"{row.measure}, {group_words(row, cohort)}: {one.says}")


def _named(row: Row, register: Register) -> Named:
    period = register.period_named(row.period)
    measure = next(
        (one for one in register.measures if (one.code, one.version) == (row.measure, row.version)), None
    )
    return Named(period, row.cohort, measure, row.breakdown, row.category, row.basis, row.scale)


def _summed(row: Row, named: Named) -> tuple[Row, Named]:
    instrument = named.measure.instrument if named.measure else ""
    return replace(row, figures=summed(row.figures, instrument, row.scale)), named


def _comparable(held: Mapping[Key, Figures], register: Register) -> dict[Key, Figures]:
    """What is held as means, whichever sheet it came with."""
    known = {(one.code, one.version): one.instrument for one in register.measures}
    return {key: summed(figures, known.get((key[2], key[3]), ""), key[7]) for key, figures in held.items()}
