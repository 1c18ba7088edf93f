"""Draws groups, classes and the parts of a change as rows, in the order given; no group is left out."""

from dataclasses import dataclass

from frontend.charts.marks import BAR, GRID, INK, ORDINARY, mark, px, role_stroke, stroke, text, title_of
from frontend.charts.panes import counts, shared_extent
from frontend.charts.parts import Axis, Line, Panel, Point
from frontend.charts.scale import NARROW, Frame, ticks
from frontend.charts.spec import ChartSpec
from frontend.charts.words import axis_heading, axis_of, figure, levels, number, unseen

_LETTER = 6.6  # how wide one is, at size 12
_ROW_WIDE, _ROW_NARROW = 38.0, 46.0


@dataclass(frozen=True, slots=True)
class Section:
    """One panel's place: where it starts, its frame, and whether its figures are bars of counts."""

    panel: Panel
    axis: Axis
    frame: Frame
    top: float
    bars: bool
    narrow: bool


def drawn(spec: ChartSpec, *, narrow: bool) -> tuple[float, float, str]:
    """Width, height and inside of the drawing: one row a group, one section a panel."""
    body, y = "", 0.0
    for panel in spec.panes:
        section = _section(spec, panel, y, narrow=narrow)
        body += f'<g transform="translate(0 {px(y)})">{_drawn(spec, section)}</g>'
        y += section.frame.height
    return (NARROW if narrow else 760), y, body


def _section(spec: ChartSpec, panel: Panel, y: float, *, narrow: bool) -> Section:
    axis, bars = axis_of(spec, panel), counts(spec, panel)
    low, high = shared_extent(spec, panel)
    top = 34.0 + (20 if panel.name else 0) + (16 if panel.lines and not bars else 0)
    foot = 16.0 if bars else 34.0
    row, count = (_ROW_NARROW if narrow else _ROW_WIDE), len(panel.points)
    left, right = (14.0, 22.0) if narrow else (_label_room(spec), _figure_room(spec))
    width = NARROW if narrow else 760
    frame = Frame(width, top + row * count + foot, left, right, top, foot, count, low, high)
    return Section(panel, axis, frame, y, bars, narrow)


def _label_room(spec: ChartSpec) -> float:
    longest = max(len(point.label) for panel in spec.panes for point in panel.points)
    return min(24 + 7.2 * longest, 250.0)


def _figure_room(spec: ChartSpec) -> float:
    """The room for the figure at the end of the longest row."""
    longest = max(
        len(_figure(spec, axis_of(spec, panel), point)) for panel in spec.panes for point in panel.points
    )
    return min(26 + 6.3 * longest, 270.0)


def _figure(spec: ChartSpec, axis: Axis, point: Point) -> str:
    return figure(spec, axis, point) if point.value is not None else ""


def _drawn(spec: ChartSpec, section: Section) -> str:
    frame, panel = section.frame, section.panel
    rows = "".join(_row(spec, section, point, _y(frame, at)) for at, point in enumerate(panel.points))
    name = text(4, 18, panel.name, size=14, bold=True) if panel.name else ""
    heading = text(4, 38 if panel.name else 18, axis_heading(section.axis), bold=not panel.name)
    posts = "" if section.bars else _grid(section) + "".join(_upright(line, section) for line in panel.lines)
    return name + heading + posts + rows


def _y(frame: Frame, at: int) -> float:
    return frame.top + (at + 0.5) * (frame.floor - frame.top) / frame.count


def _post(section: Section, x: float) -> str:
    """An upright through every row that has a figure; it never crosses words."""
    up, down = (2.0, 20.0) if section.narrow else (_ROW_WIDE / 2, _ROW_WIDE / 2)
    frame = section.frame
    drawn = [_y(frame, at) for at, point in enumerate(section.panel.points) if point.value is not None]
    return "".join(f"M{px(x)} {px(y - up)}V{px(y + down)}" for y in drawn) or f"M{px(x)} {px(frame.floor)}v-6"


def _grid(section: Section) -> str:
    frame = section.frame
    return "".join(
        stroke(_post(section, frame.across(at)), GRID, 1, kind="grid")
        + text(frame.across(at), frame.floor + 18, label, anchor="middle", size=12)
        for at, label in ticks(frame.low, frame.high)
    )


def _upright(line: Line, section: Section) -> str:
    return "".join(_level(line, section, float(value), number(value)) for value in levels(line))


def _level(line: Line, section: Section, value: float, shown: str) -> str:
    x = section.frame.across(value)
    label = f"{line.name} {shown}"
    middle = max(x, _LETTER * len(label) / 2)  # a line near the left edge keeps its words inside
    words = text(middle, section.frame.top - 7, label, anchor="middle", size=12)
    return role_stroke(_post(section, x), line.role) + words


def _row(spec: ChartSpec, section: Section, point: Point, y: float) -> str:
    frame, said = section.frame, _figure(spec, section.axis, point)
    if section.narrow:
        words = f"{point.label}: {said}" if said else point.label
        return text(frame.left, y - 8, words) + _shown(spec, section, point, y + 8)
    label = text(frame.left - 14, y + 4.5, point.label, anchor="end")
    end = frame.across(float(point.value or 0)) + 10 if section.bars else frame.width - frame.right + 18
    return label + (text(end, y + 4.5, said) if said else "") + _shown(spec, section, point, y)


def _shown(spec: ChartSpec, section: Section, point: Point, y: float) -> str:
    frame = section.frame
    if point.value is None:
        words = text(frame.left + 22, y + 4.5, unseen(point), size=12)
        return mark(spec, point, frame.left + 8, y) + words
    if section.bars:
        return _bar(spec, point, frame, y)
    return _interval(point, frame, y) + mark(spec, point, frame.across(float(point.value)), y)


def _bar(spec: ChartSpec, point: Point, frame: Frame, y: float) -> str:
    """A count as a bar from nothing."""
    start, end = frame.across(0), frame.across(float(point.value or 0))
    box = f'x="{px(start)}" y="{px(y - 7)}" width="{px(max(end - start, 1))}" height="14"'
    foot = stroke(f"M{px(start)} {px(y - 12)}V{px(y + 12)}", INK, 1.25, kind="axis")
    bar = f'<rect class="al-bar" {box} fill="{BAR}" stroke="{ORDINARY}"/>'
    return f'<g class="al-mark al-mark--bar">{title_of(spec, point)}{bar}</g>{foot}'


def _interval(point: Point, frame: Frame, y: float) -> str:
    if point.lo is None or point.hi is None:
        return ""
    return stroke(
        f"M{px(frame.across(float(point.lo)))} {px(y)}H{px(frame.across(float(point.hi)))}", ORDINARY, 2
    )
