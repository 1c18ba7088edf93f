"""A native chart on a slide, in our marks: gaps stay gaps, intervals are bars, and every chart has its words."""

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Length, Pt

from frontend.charts.marks import BAR, GRID, INK, ORDINARY
from frontend.charts.packs.native import Native, Series

_KINDS = {
    "lines": XL_CHART_TYPE.LINE_MARKERS, "bars": XL_CHART_TYPE.BAR_CLUSTERED, "dots": XL_CHART_TYPE.XY_SCATTER,
}  # fmt: skip
_MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE, "up": XL_MARKER_STYLE.TRIANGLE, "down": XL_MARKER_STYLE.DIAMOND,
    "diamond": XL_MARKER_STYLE.DIAMOND, "square": XL_MARKER_STYLE.SQUARE, "cross": XL_MARKER_STYLE.X,
    "none": XL_MARKER_STYLE.NONE,
}  # fmt: skip
_DASHES = {"solid": MSO_LINE.SOLID, "dash": MSO_LINE.DASH, "dot": MSO_LINE.ROUND_DOT}
_SPACES = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
Place = tuple[Length, Length, Length, Length]


def add_chart(slide: Any, native: Native, place: Place, words: str, *, legend: bool) -> None:
    """Put a chart on a slide; `words` are its alternative text."""
    shown = [series for series in native.series if native.style != "bars" or series.dash]
    data = _data(native, shown)
    frame = slide.shapes.add_chart(_KINDS[native.style], *place, data)
    name = frame._element.nvGraphicFramePr.cNvPr
    name.set("descr", words)
    chart = frame.chart
    chart.font.size, chart.font.color.rgb, chart.font.name = Pt(10 if legend else 8), _colour(INK), "Segoe UI"
    _heading(chart, native)
    for drawn, series in zip(chart.plots[0].series, shown, strict=True):
        _dress(drawn, native, series)
    _axes(chart, native, legend=legend)
    _legend(chart, shown, legend=legend)


def _data(native: Native, shown: list[Series]) -> Any:
    if native.style == "dots":
        points = XyChartData()
        for series in shown:
            drawn = points.add_series(series.name)
            for size, value in zip(native.sizes, series.values, strict=True):
                if value is not None:
                    drawn.add_data_point(size, value)
        return points
    data = CategoryChartData()
    data.categories = native.categories
    for series in shown:
        data.add_series(series.name, series.values)
    return data


def _colour(text: str) -> RGBColor:
    named: RGBColor = RGBColor.from_string(text.removeprefix("#").upper())
    return named


def _heading(chart: Any, native: Native) -> None:
    chart.has_title = bool(native.name)
    if native.name:
        chart.chart_title.text_frame.text = native.name
        (run,) = chart.chart_title.text_frame.paragraphs[0].runs
        run.font.size, run.font.bold = Pt(11), True


def _dress(drawn: Any, native: Native, series: Series) -> None:
    if native.style == "bars":
        _bars(drawn)
        return
    drawn.smooth = False
    _stroke(drawn.format.line, series)
    _marker(drawn.marker, series)
    if series.notes:
        _notes(drawn, native, series)
    if series.posts:
        _error_bars(drawn, _fixed(native.high - native.low), 9525)
    if any(series.up) or any(series.down):
        _error_bars(drawn, _custom(series), 19050)


def _bars(drawn: Any) -> None:
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = _colour(BAR)
    drawn.format.line.color.rgb = _colour(ORDINARY)
    drawn.data_labels.show_value = True


def _stroke(line: Any, series: Series) -> None:
    if not series.dash:
        line.fill.background()
        return
    line.color.rgb, line.width, line.dash_style = _colour(series.colour), Pt(1.5), _DASHES[series.dash]


def _marker(marker: Any, series: Series) -> None:
    marker.style, marker.size = _MARKS[series.shape], 8 if series.hollow else 7
    if series.shape != "none":
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = _colour(BAR if series.hollow else series.colour)
        marker.format.line.color.rgb = _colour(series.colour)


def _notes(drawn: Any, native: Native, series: Series) -> None:
    """Words at marks; on a scatter only the points that are there are counted."""
    kept = [at for at, value in enumerate(series.values) if native.style != "dots" or value is not None]
    for place, at in enumerate(kept):
        if series.notes[at]:
            label = drawn.points[place].data_label
            label.has_text_frame, label.position = True, XL_LABEL_POSITION.ABOVE
            label.text_frame.text = series.notes[at]


def _fixed(reach: float) -> str:
    return f'<c:errBarType val="minus"/><c:errValType val="fixedVal"/><c:noEndCap val="1"/><c:val val="{reach}"/>'


def _custom(series: Series) -> str:
    ends = f"<c:plus>{_literal(series.up)}</c:plus><c:minus>{_literal(series.down)}</c:minus>"
    return f'<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>{ends}'


def _literal(values: tuple[float, ...]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    return (
        f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
    )


def _error_bars(drawn: Any, inside: str, width: int) -> None:
    """The library has no word for them; they stand before the categories, as the format wants."""
    line = f'<c:spPr><a:ln w="{width}"><a:solidFill><a:srgbClr val="{ORDINARY[1:]}"/></a:solidFill></a:ln></c:spPr>'
    bars = parse_xml(f'<c:errBars {_SPACES}><c:errDir val="y"/>{inside}{line}</c:errBars>')
    series = drawn._element
    first = next(child for child in series if child.tag.endswith(("}cat", "}xVal", "}val")))
    first.addprevious(bars)


def _axes(chart: Any, native: Native, *, legend: bool) -> None:
    values, names = chart.value_axis, chart.category_axis
    names.format.line.color.rgb, names.major_tick_mark = _colour(INK), XL_TICK_MARK.NONE
    names.has_major_gridlines = False
    _labels(names, native)
    if native.style == "bars":
        names.reverse_order = True
        values.visible, values.has_major_gridlines, values.minimum_scale = False, False, 0
        chart.plots[0].gap_width = 80
        return
    values.minimum_scale, values.maximum_scale, values.major_unit = native.low, native.high, native.step
    values.major_gridlines.format.line.color.rgb = _colour(GRID)
    values.format.line.fill.background()
    if legend:
        values.axis_title.text_frame.text = native.axis
        for run in values.axis_title.text_frame.paragraphs[0].runs:
            run.font.size, run.font.bold = Pt(10), True


def _labels(names: Any, native: Native) -> None:
    """As many names under the chart as stand there without turning."""
    if not native.every:
        names.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    elif native.style == "lines":
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        skip = parse_xml(f'<c:tickLblSkip {_SPACES} val="{native.every}"/>')
        names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _legend(chart: Any, shown: list[Series], *, legend: bool) -> None:
    """Every name once."""
    chart.has_legend = legend and len(shown) > 1
    if not chart.has_legend:
        return
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    names = [series.name for series in shown]
    for at, series in enumerate(shown):
        if series.name in names[:at] or series.posts:
            entry = f'<c:legendEntry {_SPACES}><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>'
            chart.legend._element.legendPos.addnext(parse_xml(entry))
