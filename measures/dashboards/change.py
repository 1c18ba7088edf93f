"""How the same people changed between two periods: who was followed up first, then the change, then how many changed clearly."""

from collections.abc import Mapping
from dataclasses import dataclass

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from frontend.charts.spec import ChartSpec
from measures.dashboards.drawn.change import Between, Changed, charts, facts
from measures.dashboards.drawn.series import DRAWN
from measures.plan.cards import MethodCard
from measures.plan.queries import method_cards, plan
from measures.plan.reading import ALLIANCE_VIEW, Plan, ViewRow
from measures.releases.making.change import base_of, began_in, code_of
from measures.releases.queries import ALL, Figure, Figures, published

TO = " to "
NONE_YET = (
    "Change is shown of people who answered twice, from sheets with one row for each answer. None of this measure has been "
    "released yet."
)

NOT_HERE = "Of this view nothing is published between these two periods."


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """Whose answers, between which two periods (`2024/25 Q1 to 2025/26 Q1`), as of a release; blank for the latest."""

    view: str = ALLIANCE_VIEW
    span: str = ""
    release: int | None = None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """`facts` are (term, words) in the order in which a change is told; `charts` the same drawn. `silence` says why there are none."""

    code: str
    wording: str
    card: MethodCard
    view: ViewRow
    views: tuple[ViewRow, ...]
    span: str
    spans: tuple[str, ...]
    releases: tuple[int, ...]
    release: int
    charts: tuple[ChartSpec, ...]
    facts: tuple[tuple[str, str], ...]
    silence: str

    @property
    def state(self) -> dict[str, str]:
        """What an address must say to show the same for ever."""
        said = {"view": self.view.code, "span": self.span, "release": str(self.release or "")}
        return {name: word for name, word in said.items() if word}


def change(viewer: Viewer, code: str, asked: ChangeAsked) -> ChangePage:
    """How people changed in a measure, as asked for; NotFound for what the alliance does not have. Always as many queries."""
    held = plan(viewer)
    view = next((each for each in held.views if each.code == asked.view and not each.dimension), None)
    if view is None or not held.versions(code):
        raise NotFound
    found = published(viewer, measures=[code], until=asked.release, which=ALL, changes=True)
    spans = _spans(held, code, found)
    if (asked.span and asked.span not in spans) or (
        asked.release is not None and found.as_of != asked.release
    ):
        raise NotFound
    card = next(each for each in method_cards(viewer, held) if each.code == code)
    span = asked.span or next(iter(spans), "")
    seen = _changed(held, code, view, span, found) if span else None
    drawn = (
        seen is not None
        and seen.mean is not None
        and seen.mean.number is not None
        and seen.mean.state in DRAWN
    )
    silence = found.silence or (NONE_YET if seen is None else "" if drawn else _why(seen))
    return ChangePage(
        code, card.wording, card, view, tuple(each for each in held.views if not each.dimension), span, spans, found.numbers,
        found.as_of, charts(seen, card.rows) if seen and drawn else (), facts(seen) if seen and drawn else (), silence,
    )  # fmt: skip


def _why(seen: Changed) -> str:
    return f"{seen.mean.text}: {seen.mean.note}".rstrip(": ") if seen.mean else NOT_HERE


def _spans(held: Plan, code: str, found: Figures) -> tuple[str, ...]:
    """Every two periods of which a change was published, the latest first."""
    known = {
        (each.period, began_in(each.measure)) for each in found.figures if base_of(each.measure) == code and began_in(each.measure)
    }  # fmt: skip
    order = [each.code for each in held.periods]
    return tuple(
        f"{began}{TO}{later}"
        for later in reversed(order)
        for began in reversed(order)
        if (later, began) in known
    )


def _changed(held: Plan, code: str, view: ViewRow, span: str, found: Figures) -> Changed:
    began, _, later = span.partition(TO)
    versions = held.versions(code)
    day = next(each.starts_on for each in held.periods if each.code == later)
    version = next((each for each in versions if each.covers(day)), versions[-1])
    here = [each for each in found.figures if each.view == view.code]
    those = _by_figure(here, code_of(code, began), later)
    all_then = _by_figure(here, code, began).get(f"{code}:mean")
    return Changed(Between(version, view, began, later), those, all_then.cell if all_then else None)


def _by_figure(figures: list[Figure], measure: str, period: str) -> Mapping[str, Figure]:
    return {each.figure: each for each in figures if (each.measure, each.period) == (measure, period)}
