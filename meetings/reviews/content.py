"""What a release says, in one value: made from the lines of a review, kept as one text, read again from it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from meetings.reviews.records.lines import Change, Line
from meetings.reviews.records.review import Review
from meetings.reviews.rules import offsets, themes
from meetings.reviews.rules.stages import FACTORS, THEMES, Stage, order


@dataclass(frozen=True, slots=True)
class StepSaid:
    """A step of the timeline: counted from the start, by role."""

    when: str
    role: str
    saw: str
    did: str


@dataclass(frozen=True, slots=True)
class Said:
    """A line under its heading: a role, a factor, the settings of a theme or the releases it rests on, or none."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionSaid:
    """An action on a condition, held by partners, led by a role, by a month."""

    what: str
    factor: str
    held_by: str
    role: str
    by: str
    measure: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a release says. No day, no clock, nobody's name."""

    question: str = ""
    affected: tuple[Said, ...] = ()
    timeline: tuple[StepSaid, ...] = ()
    views: tuple[Said, ...] = ()
    factors: tuple[Said, ...] = ()
    usual: tuple[Said, ...] = ()
    helped: tuple[Said, ...] = ()
    themes: tuple[Said, ...] = ()
    actions: tuple[ActionSaid, ...] = ()
    rests_on: tuple[str, ...] = ()


PARTS: Mapping[str, type] = {
    "affected": Said, "timeline": StepSaid, "views": Said, "factors": Said, "usual": Said, "helped": Said, "themes": Said,
    "actions": ActionSaid,
}  # fmt: skip


def content(row: Review, names: Mapping[UUID, str]) -> Content:
    """What this review would release now; `names` are the partners'. Three queries."""
    asked = order(row.method)  # what began under another method may hold lines that nobody is shown any more
    lines = [one for one in row.lines.all() if one.stage in (*asked, THEMES)]
    steps = row.steps.all() if Stage.TIMELINE in asked else ()
    return Content(
        question=row.question, rests_on=row.ground,
        timeline=tuple(StepSaid(offsets.words(one.offset, row.method), one.role, one.saw, one.did) for one in steps),
        themes=tuple(_theme(one, names) for one in lines if one.stage == THEMES),
        actions=tuple(_action(one, names) for one in row.changes.all()),
        **{str(stage): _in(lines, stage) for stage in (Stage.AFFECTED, Stage.VIEWS, Stage.FACTORS, Stage.USUAL, Stage.HELPED)},
    )  # fmt: skip


def _in(lines: Sequence[Line], stage: str) -> tuple[Said, ...]:
    mine = [one for one in lines if one.stage == stage]
    if stage == Stage.FACTORS:
        mine = sorted(mine, key=lambda one: list(FACTORS).index(one.heading))
        return tuple(Said(FACTORS[one.heading].partition(":")[0], one.text) for one in mine)
    return tuple(Said(one.heading, one.text) for one in mine)


def _theme(one: Line, names: Mapping[UUID, str]) -> Said:
    return Said(theme_heading(one, names), one.text)


def theme_heading(one: Line, names: Mapping[UUID, str]) -> str:
    """What stands beside a theme: the releases it rests on, or whose settings it is from (V13)."""
    settings = [name for key, name in names.items() if str(key) in one.settings]
    return ", ".join(one.rests_on) or themes.setting(settings)


def _action(one: Change, names: Mapping[UUID, str]) -> ActionSaid:
    held = ", ".join(name for key, name in names.items() if str(key) in one.orgs)
    return ActionSaid(
        one.what, FACTORS[one.factor].partition(":")[0], held, one.role, f"{one.due:%B %Y}", one.measure
    )


def dumped(made: Content) -> str:
    """As one text."""
    return json.dumps(asdict(made), ensure_ascii=False, sort_keys=True)


def loaded(text: str) -> Content:
    """From that text; an erased one says nothing."""
    data: dict[str, Any] = json.loads(text) if text else {}
    parts = {name: tuple(kind(**one) for one in data.get(name, ())) for name, kind in PARTS.items()}
    return Content(question=data.get("question", ""), rests_on=tuple(data.get("rests_on", ())), **parts)


COMPUTED = ("when", "held_by", "by", "factor")


def texts(made: Content, *, written: bool = False) -> dict[str, str]:
    """By its place (“factors.2.text”), each text; with `written`, only what people wrote and not what was put in for them."""
    found = {"question": made.question}
    for part in PARTS:
        for at, one in enumerate(getattr(made, part)):
            found |= {f"{part}.{at}.{each.name}": getattr(one, each.name) for each in fields(one)}
    return {place: text for place, text in found.items() if text and not (written and _computed(place))}


def _computed(place: str) -> bool:
    return place.rpartition(".")[2] in COMPUTED or (
        place.startswith(("themes.", "factors.")) and place.endswith(".heading")
    )


def with_texts(made: Content, new: Mapping[str, str]) -> Content:
    """With other texts at these places; places that are not there are left."""
    changed: dict[str, Any] = {}
    for part in PARTS:
        rows = [replace(one, **_of(new, f"{part}.{at}.")) for at, one in enumerate(getattr(made, part))]
        changed[part] = tuple(rows)
    return replace(made, question=new.get("question", made.question), **changed)


def _of(new: Mapping[str, str], begin: str) -> dict[str, str]:
    return {place.removeprefix(begin): text for place, text in new.items() if place.startswith(begin)}


def month_words(month: str) -> str:
    """`November 2024`."""
    year, turn = map(int, month.split("-"))
    return f"{date(year, turn, 1):%B %Y}"


def plain(made: Content) -> list[tuple[str, list[str]]]:
    """A release as headings with their lines: what files and print are written from."""
    steps = [f"{one.when}, {one.role}. Saw: {one.saw or '–'} Did: {one.did or '–'}" for one in made.timeline]
    told = [
        ("The question", [made.question]), ("In the words of people affected", [one.text for one in made.affected]),
        ("Timeline", steps), ("The view from each role", _said(made.views)), ("Factors", _said(made.factors)),
        ("Usual work", _said(made.usual)), ("What helped", _said(made.helped)), ("What was learned", _said(made.themes)),
        ("What changes", [
            f"{one.what} Factor: {one.factor}. Held together by {one.held_by}; {one.role} leads; by {one.by}."
            + (f" Seen in {one.measure}." if one.measure else "") for one in made.actions
        ]),
    ]  # fmt: skip
    told.append(("What it rests on", list(made.rests_on)))
    return [(heading, lines) for heading, lines in told if any(lines)]


def _said(lines: Iterable[Any]) -> list[str]:
    return [f"{one.heading}: {one.text}" if one.heading else one.text for one in lines]
