"""Invented charts of every kind, for the style guide page and for the tests that look at all outputs."""

from collections.abc import Callable

from frontend.charts.spec import ChartSpec
from frontend.examples import change, groups, over_time

CHARTS: tuple[Callable[[], ChartSpec], ...] = (
    over_time.dots, over_time.run, over_time.xmr, over_time.p,
    change.strip, change.classes,
    groups.gaps, groups.funnel, groups.multiples, groups.lineup,
)  # fmt: skip
