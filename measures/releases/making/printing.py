"""How protected figures read: the same words on a page, in an export and in a tooltip."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from alliance.figures.cells import Interval, State
from measures.releases.parameters import STANDARD, Parameters
from measures.releases.rounding import ShownMean, percent, wilson

SILENT = {
    State.TOO_FEW: "too few to show",
    State.NOT_COLLECTED: "not collected",
    State.NOT_OFFERED: "not offered",
    State.WITHHELD: "withheld",
    State.WITHDRAWN: "withdrawn",
}


EDGES = ("at most", "at least")  # how a mean next to an end of its scale is printed


def count_text(shown: int, rules: Parameters = STANDARD) -> str:
    """A shown count in words; a shown 0 may be any number below the base."""
    return f"about {shown}" if shown else f"under {rules.base}"


def count_range(shown: int, least: int, rules: Parameters = STANDARD) -> Interval:
    """The whole numbers that a shown count may stand for, never below `least`."""
    reach = rules.base - 1
    low, high = max(least, shown - reach), shown + reach
    return Interval(Decimal(low), Decimal(high), f"{low} to {high}")


def share_text(shown: int, shown_n: int, rules: Parameters = STANDARD) -> str:
    """A share of two shown counts: whole per cent, a bound near either end, or the counts where people are few."""
    if shown_n < rules.percent_min:
        return f"{count_text(min(shown, shown_n), rules)} of {shown_n}"
    value = percent(shown, shown_n)
    return f"{value}%" if 10 <= value <= 90 else "under 10%" if value < 10 else "over 90%"


def share_number(shown: int, shown_n: int, rules: Parameters = STANDARD) -> Decimal | None:
    """The printed per cent as a number, None where only a bound or two counts are printed."""
    if shown_n < rules.percent_min:
        return None
    value = percent(shown, shown_n)
    return Decimal(value) if 10 <= value <= 90 else None


def share_interval(shown: int, shown_n: int, rules: Parameters = STANDARD) -> Interval | None:
    """The 95% interval of a printed per cent, None where no per cent is printed."""
    if shown_n < rules.percent_min:
        return None
    low, high = wilson(shown, shown_n)
    return Interval(low, high, f"{low}% to {high}%")


def decimal(value: Fraction, step: Fraction) -> Decimal:
    """A multiple of `step` as a decimal with just the places that the step has."""
    places = 0
    while (step * 10**places).denominator > 1:
        places += 1
    return (Decimal(int(value * 10**places))).scaleb(-places)


def mean_text(shown: ShownMean) -> str:
    """A shown mean in scale points, as a bound near either end of the scale."""
    return f"{shown.edge} {decimal(shown.value, shown.step)}".strip()


def mean_interval(shown: ShownMean) -> Interval | None:
    """The printed interval of a mean, None where its spread is not known."""
    if shown.lower is None or shown.upper is None:
        return None
    low, high = decimal(shown.lower, shown.step), decimal(shown.upper, shown.step)
    return Interval(low, high, f"{low} to {high}")


def joined_names(names: Sequence[str]) -> str:
    """Names of what is shown together: "Young people with Adults and Families"."""
    first, *others = names
    if not others:
        return first
    return (
        f"{first} with {', '.join(others[:-1])} and {others[-1]}"
        if len(others) > 1
        else f"{first} with {others[0]}"
    )


def in_order(codes: frozenset[str], names: Mapping[str, str]) -> list[str]:
    """The names of the codes, in declared order."""
    return [name for code, name in names.items() if code in codes]
