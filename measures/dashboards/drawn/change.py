"""A change of the same people in words and drawn, attrition first; every number from published figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from alliance.figures.cells import SafeCell, State
from frontend.charts.parts import Axis, Line, Panel, Point
from frontend.charts.spec import BEGAN, FOLLOWED, TITLE_LENGTH, ChartSpec
from measures.dashboards.drawn.series import DRAWN
from measures.instruments.meaning import DECLINED, IMPROVED, thresholds
from measures.instruments.parts import measured_with
from measures.plan.reading import MeasureVersion, ViewRow
from measures.plan.rules import coded
from measures.releases.making.change import code_of
from measures.releases.making.printing import count_text
from measures.releases.queries import Figure
from measures.statistics.change import APART, Classes, ClassShare, FollowUp, class_share, follow_up
from measures.statistics.choosing import floor
from measures.statistics.intervals import Bounds

CARD = (
    ("Whose change", (
        "The same people, by their first and their later answer. Who gave only one of them is not in it, and may have changed otherwise."
    )),
    ("Cautions", (
        "People join at a low point, so scores rise unaided, on waiting lists too: some of this would happen anyway. In one service "
        "32 of 245 people gave a later answer (Blenkiron and Goldsmith 2019). Thirty people with both answers are asked for before "
        "a change is read (Warwick)."
    )),
    ("Beside everybody", (
        "A change is shown only where those who answered twice are all who answered, or at least ten fewer, whichever partner takes "
        "its own people off; and its step is twice as wide as that of an average."
    )),
    ("Where they began", "The first scores of those who were followed up, and of those who were not, are not published apart."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Between:
    """The measure, whose answers, and the periods of the first and the later ones."""

    measure: MeasureVersion
    view: ViewRow
    began: str
    later: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What was published of one change, by figure, and `began`: the average of all who answered in the first period."""

    between: Between
    figures: Mapping[str, Figure]
    began: SafeCell | None

    @property
    def code(self) -> str:
        """The measure of change."""
        return code_of(self.between.measure.code, self.between.began)

    @property
    def mean(self) -> SafeCell | None:
        """The mean change."""
        found = self.figures.get(f"{self.code}:mean")
        return found.cell if found else None

    @property
    def pairs(self) -> int:
        """The shown number of people who answered twice."""
        return (self.mean.n if self.mean else None) or 0

    @property
    def follow_up(self) -> FollowUp:
        """Of all who answered in the first period, how many answered again; people may have moved to another group since."""
        asked = self.began.n if self.began and self.began.n and self.began.state in DRAWN else None
        if asked is None or self.pairs - asked >= APART:
            return FollowUp(None, self.pairs, 0, None, None, "how many began is not known here")
        return follow_up(asked, self.pairs)

    @property
    def standards(self) -> tuple[tuple[str, Classes], ...]:
        """Per threshold of the instrument, the least first, its name and how many changed by it; empty where classes were
        shown together, or there are none."""
        found = measured_with(self.between.measure.instrument)
        kept = thresholds(found) if found else ()
        return tuple(
            (f"{each.kind}, {each.high} {each.unit}", classes)
            for at, each in enumerate(kept, 1) if (classes := self._classes(at, len(kept)))
        )  # fmt: skip

    def _classes(self, least: int, most: int) -> Classes | None:
        shown = {
            name: self._count(f"{word}-{at}")
            for word in (IMPROVED, DECLINED)
            for at in range(1, most + 1)
            if (name := (word, at))
        }
        unclear = self._count("unclear")
        if unclear is None or None in shown.values():
            return None
        counts = {name: people or 0 for name, people in shown.items()}
        up, down = (
            sum(n for (word, at), n in counts.items() if word == each and at >= least)
            for each in (IMPROVED, DECLINED)
        )
        return Classes(up, unclear + sum(counts.values()) - up - down, down)

    def _count(self, name: str) -> int | None:
        found = self.figures.get(f"{self.code}:{name}")
        return int(found.cell.number or 0) if found and found.cell.state is State.SHOWN else None


def facts(seen: Changed) -> tuple[tuple[str, str], ...]:
    """Everything in the order in which a change is told: who was followed up, the change, the classes with their bounds."""
    followed, mean = seen.follow_up, seen.mean
    rate = (
        f", {_percent(followed.rate)} ({_span(followed.bounds)})"
        if followed.rate is not None and followed.bounds
        else ""
    )
    span = f", 95% interval {mean.interval.text}" if mean and mean.interval else ""
    early = " Early signal: fewer than 30 people." if floor(seen.pairs) != "full" else ""
    rows = [
        ("Who was followed up", f"About {seen.pairs} people{rate}; {followed.words}."),
        ("How they changed", f"{_signed(mean)} points on average{span}.{early}"),
    ]
    return (
        *rows,
        *((f"By {name}", _class_words(each, followed.lost)) for name, each in seen.standards if each.pairs),
    )


def _class_words(found: Classes, lost: int) -> str:
    parts = [
        (word, class_share(count, found.pairs, lost))
        for word, count in (("improved", found.improved), ("declined", found.declined))
    ]
    told = "; ".join(f"{count_text(each.count)} {word}{_shares(each, found.pairs)}" for word, each in parts)
    return f"{told}; {count_text(found.unclear)} not clearly changed."


def _shares(each: ClassShare, pairs: int) -> str:
    if floor(pairs) != "full":
        return f" of {pairs}"
    bounds = f", of all who began between {_percent(each.least)} and {_percent(each.most)}"
    return f" ({_percent(each.share)}, 95% interval {_span(each.interval)}{bounds})"


def _percent(share: object) -> str:
    return f"{round(100 * float(share))}%"  # type: ignore[arg-type]  # a fraction or a float


def _span(bounds: Bounds) -> str:
    return f"{_percent(bounds.lower)} to {_percent(bounds.upper)}"


def _signed(cell: SafeCell | None) -> str:
    return f"{cell.number:+}" if cell and cell.number is not None else ""


def charts(seen: Changed, method: Sequence[tuple[str, str]]) -> tuple[ChartSpec, ...]:
    """The strip, and where there are classes how many changed clearly."""
    classes = seen.standards
    return (_strip(seen, method), *((_classes(seen, classes, method),) if classes else ()))


def _strip(seen: Changed, method: Sequence[tuple[str, str]]) -> ChartSpec:
    mean, followed = seen.mean, seen.follow_up
    lower, upper = (mean.interval.lower, mean.interval.upper) if mean and mean.interval else (None, None)
    change = Point(
        "change",
        "Mean change",
        mean.number if mean else None,
        seen.pairs,
        lower,
        upper,
        words=mean.note if mean else "",
    )
    ends = [each for each in (change.value, lower, upper, Decimal(0)) if each is not None]
    axis = Axis(
        "Points of change", low=min(map(Decimal, ends)).to_integral_value(ROUND_FLOOR) - 1,
        high=max(map(Decimal, ends)).to_integral_value(ROUND_CEILING) + 1,
    )  # fmt: skip
    people = Panel(
        "Who was followed up",
        _people(seen),
        axis=Axis("People", low=0, high=max(seen.pairs, followed.asked or 0)),
        words=followed.words,
    )
    moved = Panel("How they changed", (change,), (Line("No change", "centre", (0,)),), axis=axis)
    return _spec(seen, "strip", _title(seen), (people, moved), Axis("Figure"), method, "Part")


def _people(seen: Changed) -> tuple[Point, Point]:
    followed, between = seen.follow_up, seen.between
    began = f"Answered in {between.began}"
    first = (
        Point(BEGAN, began, followed.asked) if followed.asked
        else Point(BEGAN, began, None, status="told", text="not shown beside them", words=followed.words)
    )  # fmt: skip
    return first, Point(FOLLOWED, f"And again in {between.later}", seen.pairs)


def _classes(
    seen: Changed, found: Sequence[tuple[str, Classes]], method: Sequence[tuple[str, str]]
) -> ChartSpec:
    panels = tuple(Panel(name, _class_points(each)) for name, each in found)
    top = max(each.pairs for _, each in found)
    title = "How many changed by more than the measure wavers, by each of its standards."
    return _spec(seen, "classes", title, panels, Axis("People", low=0, high=top), method, "Standard")


def _class_points(found: Classes) -> tuple[Point, ...]:
    named = (
        ("improved", "Improved", found.improved),
        ("same", "Not clearly changed", found.unclear),
        ("declined", "Declined", found.declined),
    )
    return tuple(
        Point(code, name, count, found.pairs) if count
        else Point(code, name, None, found.pairs, status="told", text=count_text(0))
        for code, name, count in named
    )  # fmt: skip


def _spec(
    seen: Changed, kind: str, title: str, panels: tuple[Panel, ...], axis: Axis, method: Sequence[tuple[str, str]], part: str,
) -> ChartSpec:  # fmt: skip
    between, mean = seen.between, seen.mean
    return ChartSpec(
        id=coded(f"{kind}-{between.measure.code}-{between.view.code}"), kind=kind,  # type: ignore[arg-type]  # one of two kinds
        measure=between.measure.wording, title=title,
        subtitle=f"{between.view.name}: the same people in {between.began} and {between.later}, about {seen.pairs} of them",
        missing=_missing(seen), axis=axis, panels=panels, period_name="Who" if kind == "strip" else "Class", panel_name=part,
        method=(*method, *CARD), release=f"Release {mean.release if mean else ''}",
    )  # fmt: skip


def _missing(seen: Changed) -> str:
    words, note = seen.follow_up.words, seen.mean.note if seen.mean else ""
    told = f"{words[:1].upper()}{words[1:]}; nothing is known of their change."
    return f"{told} {note}." if note else told


def _title(seen: Changed) -> str:
    """Who is missing first, then the change."""
    mean = seen.mean
    span = f" (95% interval {mean.interval.text})" if mean and mean.interval else ""
    words = f"About {seen.pairs} people answered twice: {_signed(mean)} points on average{span}."
    return words if len(words) <= TITLE_LENGTH else words[:TITLE_LENGTH]
