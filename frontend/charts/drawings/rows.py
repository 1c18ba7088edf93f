"""Draws groups, classes and the parts of a change as rows, in the order given; no group is left out."""

from dataclasses import dataclass

from frontend.charts.marks import GRID, INK, ORDINARY, mark, px, role_stroke, stroke, text
from frontend.charts.parts import Axis, Line, Panel, Point
from frontend.charts.scale import NARROW, Frame, extent, ticks
from frontend.charts.spec import BEGAN, ChartSpec
from frontend.charts.words import axis_heading, axis_of, figure, levels, number, unseen

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
    axis, bars = axis_of(spec, panel), _counts(spec, panel)
    low, high = extent(axis, [panel] if panel.axis else spec.panes)
    low = min(low, 0.0) if bars else low
    top = 34.0 + (20 if panel.name else 0) + (16 if panel.lines and not bars else 0)
    foot = 16.0 if bars else 34.0
    row, count = (_ROW_NARROW if narrow else _ROW_WIDE), len(panel.points)
    left, right = (14.0, 22.0) if narrow else (_label_room(spec), _figure_room(spec))
    width = NARROW if narrow else 760
    frame = Frame(width, top + row * count + foot, left, right, top, foot, count, low, high)
    return Section(panel, axis, frame, y, bars, narrow)


def _counts(spec: ChartSpec, panel: Panel) -> bool:
    return spec.kind == "classes" or panel.points[0].period == BEGAN


def _label_room(spec: ChartSpec) -> float:
    longest = max(len(point.label) for panel in spec.panes for point in panel.points)
    return min(24 + 7.2 * longest, 250.0)


def _figure_room(spec: ChartSpec) -> float:
    """The room for the figure at the end of the longest row."""
    longest = max(
        len(_figure(spec, axis_of(spec, panel), point)) for panel in spec.panes for point in panel.points
    )
    return min(26 + 6.6 * longest, 270.0)


def _figure(spec: ChartSpec, axis: Axis, point: Point) -> str:
    return figure(spec, axis, point) if point.value is not None else ""


def _drawn(spec: ChartSpec, section: Section) -> str:
    frame, panel = section.frame, section.panel
    row = (frame.floor - frame.top) / frame.count
    rows = "".join(
        _row(spec, section, point, frame.top + (at + 0.5) * row) for at, point in enumerate(panel.points)
    )
    name = text(4, 18, panel.name, size=14, bold=True) if panel.name else ""
    heading = text(4, 38 if panel.name else 18, axis_heading(section.axis), bold=not panel.name)
    posts = "" if section.bars else _grid(frame) + "".join(_upright(line, frame) for line in panel.lines)
    return name + heading + posts + rows


def _grid(frame: Frame) -> str:
    return "".join(
        stroke(f"M{px(frame.across(at))} {px(frame.top)}V{px(frame.floor)}", GRID, 1, kind="grid")
        + text(frame.across(at), frame.floor + 18, label, anchor="middle", size=12)
        for at, label in ticks(frame.low, frame.high)
    )


def _upright(line: Line, frame: Frame) -> str:
    return "".join(_post(line, frame, float(value), number(value)) for value in levels(line))


def _post(line: Line, frame: Frame, value: float, shown: str) -> str:
    x = frame.across(value)
    drawn = role_stroke(f"M{px(x)} {px(frame.top - 4)}V{px(frame.floor)}", line.role)
    return drawn + text(x, frame.top - 9, f"{line.name} {shown}", anchor="middle", size=12)


def _row(spec: ChartSpec, section: Section, point: Point, y: float) -> str:
    frame, said = section.frame, _figure(spec, section.axis, point)
    if section.narrow:
        words = f"{point.label}: {said}" if said else point.label
        return text(frame.left, y - 8, words) + _shown(spec, section, point, y + 8)
    label = text(frame.left - 14, y + 4.5, point.label, anchor="end")
    end = text(frame.width - frame.right + 18, y + 4.5, said) if said else ""
    return label + end + _shown(spec, section, point, y)


def _shown(spec: ChartSpec, section: Section, point: Point, y: float) -> str:
    frame = section.frame
    if point.value is None:
        words = text(frame.left + 22, y + 4.5, unseen(point), size=12)
        return mark(spec, point, frame.left + 8, y) + words
    if section.bars:
        return _bar(spec, point, frame, y)
    return _interval(point, frame, y) + mark(spec, point, frame.across(float(point.value)), y)


def _bar(spec: ChartSpec, point: Point, frame: Frame, y: float) -> str:
    """A count as a bar from nothing, with its mark at the end."""
    start, end = frame.across(0), frame.across(float(point.value or 0))
    box = f'x="{px(start)}" y="{px(y - 6)}" width="{px(max(end - start, 0.5))}" height="12" rx="2"'
    foot = stroke(f"M{px(start)} {px(y - 12)}V{px(y + 12)}", INK, 1.25, kind="axis")
    return f'<rect class="al-bar" {box} fill="#cdc4bb" stroke="{ORDINARY}"/>{foot}' + mark(
        spec, point, end, y
    )


def _interval(point: Point, frame: Frame, y: float) -> str:
    if point.lo is None or point.hi is None:
        return ""
    return stroke(
        f"M{px(frame.across(float(point.lo)))} {px(y)}H{px(frame.across(float(point.hi)))}", ORDINARY, 2
    )
