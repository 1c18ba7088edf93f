"""What signals say in words: which rule named a point, and never whether that is good."""

from fractions import Fraction

from frontend.charts.parts import Status
from measures.releases.making.wording import number as in_words
from measures.statistics.luck.budget import CAUTION, Budget, Luck
from measures.statistics.reading import Reading, ReadStretch
from measures.statistics.runs import RunChart
from measures.statistics.signals import Signal

ENDS = {"high": ("above", "upper"), "low": ("below", "lower")}
STATUS: dict[Status, str] = {
    "ordinary": "as usual", "high": "unusually high", "low": "unusually low", "climb": "climbing", "fall": "falling",
}  # fmt: skip
HAS_CHANGED = "Has something changed? The latest 9 or more lie on one side."
KINDS = {
    "xmr": "limits from how far neighbouring periods differ",
    "p": "limits that know how many answered",
    "p_prime": "limits that know how many answered and how much periods differ",
    "run": "a median",
}


def signal_words(signal: Signal | None) -> str:
    """A signal as what its rule saw; empty for none."""
    if signal is None:
        return ""
    side, end = ENDS.get(signal.direction, ("", ""))
    return {
        "outside": f"{side} the {end} limit",
        "trend": f"one of 7 or more in a row that {'rise' if signal.direction == 'climb' else 'fall'}",
        "two_of_three": f"two of three in a row near the {end} limit",
        "run": f"one of 7 or more in a row {side} the mean",
    }[signal.rule]


def now_words(stretch: ReadStretch, status: Status, words: str) -> str:
    """How the latest point stands: "as usual", "unusually high (above the upper limit)"; empty where nothing is looked for."""
    if stretch.runs is not None:
        return _run(stretch.runs)
    if stretch.limits is None or stretch.limits.state != "limits":
        return ""
    return f"{STATUS[status]} ({words})" if words else STATUS[status]


def _run(runs: RunChart) -> str:
    return (
        "the figures hang together more than chance would have it"
        if runs.signal
        else "changing sides as chance would"
    )


def run_words(stretch: ReadStretch) -> str:
    """A run chart's two counts beside what chance gives; empty for other charts."""
    runs = stretch.runs
    if runs is None:
        return ""
    return (
        f"Longest run on one side of the median {runs.longest} (by chance at most {runs.longest_max}); "
        f"the median is crossed {runs.crossings} times (by chance at least {runs.crossings_min})."
    )


def why_words(reading: Reading, names: list[str]) -> str:
    """Why each stretch is drawn as it is, with its periods where there are several."""
    parts = [each for each in reading.stretches if each.segment.end > each.segment.first]
    if len(parts) == 1:
        return parts[0].choice.why
    return " ".join(
        f"{names[each.segment.first]} to {names[each.segment.end - 1]}: {each.choice.why}" for each in parts
    )


def luck_words(luck: Luck) -> str:
    """How often luck alone gives a chart like this a signal; empty for one that looks for none."""
    if not luck.some:
        return ""
    return (
        f"Where nothing happens at all, a chart like this shows a signal somewhere {_of_100(luck.some)}, and at its "
        f"latest point {_of_100(luck.latest)}. {CAUTION}"
    )


def _of_100(chance: float) -> str:
    times = round(Fraction(chance) * 100)
    return "less than once in 100" if times < 1 else "once in 100" if times == 1 else f"{times} times in 100"


def budget_words(found: Budget, charts: int, periods: int) -> str:
    """The luck budget of a page, or that nothing is looked for yet."""
    if not found.charts:
        return f"No signals are looked for in these {in_words(charts)} charts yet: that takes 10 figures or more of one series."
    some, latest, chance = found.parts
    which = (
        f"{in_words(found.charts)} of {in_words(charts)} charts"
        if found.charts < charts
        else f"{charts} charts"
    )
    return f"{which[:1].upper()}{which[1:]} look for signals over {periods} periods: {some}, {latest} ({chance})."
