"""What counts as a signal, by name and version: a series keeps its own, and a change of it is a recorded decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

Rule = Literal["outside", "trend", "two_of_three", "run"]
TwoOfThree = Literal["between", "beyond", "net"]
PRECEDENCE: tuple[Rule, ...] = ("outside", "trend", "two_of_three", "run")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one kind of chart reading.

    `k`: limits stand at the mean -+ k times the mean moving range. `screen`: whether moving ranges of 3.267 times their
    mean and more are dropped once. `run`, `trend`: how many points make one. `two_of_three`: "between" the near lines
    and the limits; "beyond" counts points outside the limits too; "net" also, and lets the third point lie on either
    side. `min_points`: points in a stretch before it has limits. `precedence`: which rule names a point that several
    flag.
    """

    name: str
    version: int
    k: Fraction = Fraction(266, 100)
    screen: bool = True
    run: int = 7
    trend: int = 7
    two_of_three: TwoOfThree = "between"
    min_points: int = 13
    precedence: tuple[Rule, ...] = PRECEDENCE

    def __post_init__(self) -> None:
        if self.k <= 0 or min(self.run, self.trend, self.min_points) < 2 or self.version < 1:
            raise ValueError(
                f"{self.name}: limits need a width, and runs, trends and stretches 2 points or more."
            )
        if sorted(self.precedence) != sorted(PRECEDENCE):
            raise ValueError(f"{self.name}: the order of precedence names each of the four rules once.")

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"


# As NHSRplotthedots 0.2.2
ALLIANCE_1 = RuleSet("alliance", 1)
# NHS England's Making Data Count workbook to November 2023
MDC_EXCEL = RuleSet("mdc-excel", 1, screen=False)
# The same from then on (NHSRplotthedots#194). There an improving point also wins over a worsening one: no series of ours
# knows which way is better, so here precedence goes by rule.
MDC_2023 = RuleSet("mdc-2023", 1, screen=False, two_of_three="beyond")
# The shorter lengths that Making Data Count lets people choose (NHSRplotthedots#202)
MDC_SIX = RuleSet("mdc-six", 1, run=6, trend=6)
# PowerBI-SPC
POWERBI = RuleSet("powerbi", 1, k=Fraction(3000, 1128), two_of_three="net")

RULE_SETS: Mapping[str, RuleSet] = MappingProxyType(
    {str(each): each for each in (ALLIANCE_1, MDC_EXCEL, MDC_2023, MDC_SIX, POWERBI)}
)
