"""A bow-tie: what could bring an event about on its left, what it would do on its right, and what holds between them."""

import textwrap
from dataclasses import dataclass
from itertools import pairwise

from frontend.charts.marks import GRID, INK, PAPER, px, stroke, text, wrap
from frontend.charts.spec import check_heading

_LINE = 17  # height of a line of text
_CHARS = {"wide": 34, "narrow": 42}  # characters in a line of a box


@dataclass(frozen=True, slots=True)
class Strand:
    """One cause or effect; `ref` where it is another thing of the register, as when one bow-tie ends in the next."""

    words: str
    ref: str = ""

    @property
    def said(self) -> str:
        """The words behind their reference."""
        return f"{self.ref} {self.words}".strip()


@dataclass(frozen=True, slots=True)
class BowtieSpec:
    """`left` and `right` say what their columns are called; `safeguards` are what must be true, `held_by` those who look
    after it jointly; `linked` are things beside it whose side nobody has said. ValueError where there is no cause or no effect.
    """

    id: str
    title: str
    subtitle: str
    event: str
    score: str
    left: str
    causes: tuple[Strand, ...]
    right: str
    effects: tuple[Strand, ...]
    safeguards: tuple[str, ...]
    held_by: tuple[str, ...]
    linked: tuple[Strand, ...] = ()

    def __post_init__(self) -> None:
        check_heading(self.id, self.title, self.subtitle)
        if not self.causes or not self.effects:
            raise ValueError("A bow-tie has at least one cause and one effect.")

    @property
    def held(self) -> str:
        """Who looks after the safeguards, in words."""
        return f"Held jointly by {', '.join(self.held_by)}" if self.held_by else "Nobody holds it yet"

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The same as a table: what it is, and what it says, in the order of the drawing."""
        return (
            *((self.left, one.said) for one in self.causes), ("What would happen", f"{self.event}. {self.score}"),
            *((self.right, one.said) for one in self.effects),
            *(("What must be true", one) for one in self.safeguards), ("Who holds that", self.held),
            *(("Hangs together with", one.said) for one in self.linked),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return _LINE * len(self.lines) + 16

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def drawn(self, kind: str = "") -> str:
        """Round corners for what is said, a thick edge for the event, a dashed one for what holds."""
        edge = {"event": ' stroke-width="3"', "holds": ' stroke-dasharray="6 4"'}.get(kind, "")
        shape = (
            f'x="{px(self.x)}" y="{px(self.y)}" width="{px(self.width)}" height="{px(self.height)}" rx="8"'
        )
        box = f'<rect {shape} fill="{PAPER}" stroke="{INK}"{edge}/>'
        said = (
            text(self.x + 10, self.y + 20 + at * _LINE, line, bold=kind == "event")
            for at, line in enumerate(self.lines)
        )
        return box + "".join(said)


def svg(spec: BowtieSpec, *, narrow: bool = False) -> str:
    """Side by side, or for phones below one another; `rows` say the same."""
    return _below(spec) if narrow else _beside(spec)


def _beside(spec: BowtieSpec) -> str:
    width, gap, top = 268.0, 60.0, 34.0
    causes, effects = (
        _column(spec.causes, 4, top, width),
        _column(spec.effects, 4 + 2 * (width + gap), top, width),
    )
    middle = _middle(spec, 4 + width + gap, top, width, "wide")
    event = middle[0]
    heads = text(4, 18, spec.left, bold=True) + text(effects[0].x, 18, spec.right, bold=True)
    lines = [_curve(box.x + width, box.middle, event.x, event.middle) for box in causes]
    lines += [_curve(event.x + width, event.middle, box.x, box.middle) for box in effects]
    bottom = max(map(_end, (causes, effects, middle)))
    body = heads + "".join(lines) + _drawn(causes, effects, middle)
    return wrap(f"{spec.id}-wide", spec.title, 3 * width + 2 * gap + 8, bottom + 6, body, kind="wide")


def _below(spec: BowtieSpec) -> str:
    width, x = 340.0, 4.0
    causes = _column(spec.causes, x, 34, width, "narrow")
    middle = _middle(spec, x, _end(causes) + 30, width, "narrow")
    effects = _column(spec.effects, x, _end(middle) + 52, width, "narrow")
    lines = _down(x + width / 2, _end(causes), middle[0].y) + _down(
        x + width / 2, _end(middle), effects[0].y - 26
    )
    heads = text(x, 18, spec.left, bold=True) + text(x, effects[0].y - 10, spec.right, bold=True)
    body = heads + lines + _drawn(causes, effects, middle)
    return wrap(f"{spec.id}-narrow", spec.title, width + 8, _end(effects) + 6, body, kind="narrow")


def _middle(spec: BowtieSpec, x: float, top: float, width: float, size: str) -> list[_Box]:
    """The event, what must be true under it, and what it hangs together with where there is anything."""
    event = (*_lines(spec.event, size), *_lines(spec.score, size))
    said = [line for one in spec.safeguards for line in _lines(one, size)]
    holds = ("What must be true:", *said, *_lines(spec.held, size))
    beside = [line for one in spec.linked for line in _lines(one.said, size)]
    boxes = [_Box(x, top, width, event)]
    for lines in (holds, ("Hangs together with:", *beside) if beside else ()):
        if lines:
            boxes.append(_Box(x, _end(boxes) + 30, width, lines))
    return boxes


def _drawn(causes: list[_Box], effects: list[_Box], middle: list[_Box]) -> str:
    event, *under = middle
    joins = (
        _down(event.x + event.width / 2, above.y + above.height, box.y, "6 4")
        for above, box in pairwise(middle)
    )
    boxes = "".join(box.drawn() for box in (*causes, *effects)) + event.drawn("event")
    return "".join(joins) + boxes + "".join(box.drawn("holds") for box in under)


def _down(x: float, start: float, end: float, dash: str = "") -> str:
    return stroke(f"M{px(x)} {px(start)}V{px(end)}", INK, 1.5, dash)


def _column(
    strands: tuple[Strand, ...], x: float, top: float, width: float, size: str = "wide"
) -> list[_Box]:
    boxes: list[_Box] = []
    for one in strands:
        boxes.append(_Box(x, _end(boxes) + 14 if boxes else top, width, _lines(one.said, size)))
    return boxes


def _end(boxes: list[_Box]) -> float:
    return boxes[-1].y + boxes[-1].height


def _lines(words: str, size: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(words, _CHARS[size])) or ("",)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (x + to_x) / 2
    return stroke(
        f"M{px(x)} {px(y)}C{px(half)} {px(y)} {px(half)} {px(to_y)} {px(to_x)} {px(to_y)}", GRID, 4
    ) + stroke(f"M{px(x)} {px(y)}C{px(half)} {px(y)} {px(half)} {px(to_y)} {px(to_x)} {px(to_y)}", INK)
