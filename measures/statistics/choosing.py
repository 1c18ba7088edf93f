"""Which chart the data can carry, and why not more: every choice has its reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Literal

from measures.statistics.proportions import luck_limit, sigma_z
from measures.statistics.rulesets import ALLIANCE_1, RuleSet
from measures.statistics.xmr import moving_range

ChartName = Literal["dots", "run", "xmr", "p", "p_prime"]
ShareChart = Literal["p", "p_prime"]
Measured = Literal["mean", "score", "count", "proportion"]
Floor = Literal["words", "early", "full"]

WORDS_BELOW, EARLY_BELOW = 10, 30
RUN_FROM = 10
UNEVEN = 3  # largest n over smallest
GRID_ROOM = Fraction(17, 10)  # mean moving ranges to one step of the published grid
MOST_MISSING = Fraction(1, 4)
UNITS_FOR_FUNNEL = 8


@dataclass(frozen=True, slots=True)
class Observation:
    """One period as it was published: a value in the figure's units, or a share's shown counts; neither is a gap.

    `n`: shown people, None where the figure rests on no number of people. `step`: the grid of a rounded value.
    `value` of a share is left out: it is x / n.
    """

    value: Fraction | None = None
    x: int | None = None
    n: int | None = None
    step: Fraction | None = None

    @property
    def drawn(self) -> bool:
        """Whether there is a figure."""
        return self.value is not None or (self.x is not None and bool(self.n))

    @property
    def figure(self) -> Fraction | None:
        """The figure to draw: the value, or the share of shown counts from 0 to 1, None at a gap."""
        return Fraction(min(self.x, self.n), self.n) if self.x is not None and self.n else self.value


GAP = Observation()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which chart a stretch gets, and a sentence on why; `looks` is whether signals are looked for."""

    chart: ChartName
    why: str
    looks: bool = True


def floor(n: int) -> Floor:
    """What a figure of so many shown people may be: words and stories, an early dot with its interval, or a full one."""
    if n < WORDS_BELOW:
        return "words"
    return "early" if n < EARLY_BELOW else "full"


def choose(
    measured: Measured,
    observations: Sequence[Observation],
    *,
    baseline: int | None = None,
    rules: RuleSet = ALLIANCE_1,
    rounded: bool = True,
    recorded: ShareChart | None = None,
) -> Choice:
    """The chart of one stretch. `recorded`: which share chart was chosen before, and therefore stays.

    Figures of fewer than 10 people do not belong here: give them as gaps. Raises ValueError for a share without its counts,
    or another figure with them. Source: charts.md 1.1, 1.2, 1.8.
    """
    drawn = [each for each in observations if each.drawn]
    if any((each.x is None) != (measured != "proportion") for each in drawn):
        raise ValueError("A share is given by its shown counts x and n, any other figure by its value.")
    if choice := _thin(measured, observations, drawn, baseline):
        return choice
    if len(drawn) < rules.min_points:
        return Choice(
            "run",
            f"With {len(drawn)} points there is a median, and no limits yet: they need {rules.min_points}.",
        )
    if measured == "proportion":
        return _share(drawn, baseline, rules, rounded, recorded)
    sizes = [each.n for each in drawn if each.n is not None]
    if measured == "mean" and sizes and max(sizes) > UNEVEN * min(sizes):
        return Choice(
            "run", "The numbers of people differ too much for common limits. Pool periods to get them."
        )
    return Choice("xmr", f"{len(drawn)} points of like size have common limits.")


def for_units(units: int) -> Literal["funnel", "small multiples"]:
    """How units at one time are shown: as a funnel from 8 of them, else side by side in their fixed order."""
    return "funnel" if units >= UNITS_FOR_FUNNEL else "small multiples"


def rounding_hides(observations: Sequence[Observation], baseline: int | None = None) -> bool:
    """Whether points differ so little that the grid of published means would make the pattern: no signals then."""
    step = max((each.step for each in observations if each.drawn and each.step), default=None)
    moved = moving_range([each.value for each in observations if each.value is not None], baseline)
    return step is not None and moved is not None and moved < GRID_ROOM * step


def _thin(
    measured: Measured,
    observations: Sequence[Observation],
    drawn: Sequence[Observation],
    baseline: int | None,
) -> Choice | None:
    if len(drawn) < RUN_FROM:
        return _dots(f"With fewer than {RUN_FROM} points no signals are looked for.")
    if len(observations) - len(drawn) > MOST_MISSING * len(observations):
        return _dots("More than a quarter of the periods are missing, so no signals are looked for.")
    sizes = [each.n for each in drawn if each.n is not None]
    if measured != "count" and sizes and median(sizes) < EARLY_BELOW:
        return _dots(f"Early signal: most figures rest on fewer than {EARLY_BELOW} people.")
    if measured != "proportion" and rounding_hides(drawn, baseline):
        return _dots("Rounding hides any pattern here; pool periods.")
    return None


def _share(
    drawn: Sequence[Observation],
    baseline: int | None,
    rules: RuleSet,
    rounded: bool,
    recorded: ShareChart | None,
) -> Choice:
    counts = [(each.x, each.n) for each in drawn[:baseline] if each.x is not None and each.n is not None]
    spread = sigma_z(counts, rounded=rounded)
    if spread is None:
        return Choice("p", "Limits know how many people each share rests on.")
    limit = luck_limit(len(counts))
    says = f"sigma z is {float(spread):.2f}, and luck alone gives up to {limit:.2f}"
    due: ShareChart = "p_prime" if spread > limit else "p"
    if recorded and recorded != due:
        return Choice(
            recorded,
            f"{NAMES[recorded]} limits as recorded; today {says}, which would ask for {NAMES[due]} limits.",
        )
    kept = "As recorded" if recorded else "Nobody has recorded this choice, so newer figures may change it"
    return Choice(due, f"{NAMES[due]} limits: {says}. {kept}.")


def _dots(why: str) -> Choice:
    return Choice("dots", why, looks=False)


NAMES = {"p": "p", "p_prime": "p′"}
