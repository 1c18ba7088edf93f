"""The chart as a file for spreadsheets: UTF-8 with BOM, ISO dates, and no cell that runs as a formula."""

import csv
import io
import json

from frontend.charts.parts import Panel
from frontend.charts.spec import ChartSpec
from frontend.charts.table import every_point, line_names, line_values, panel_heading
from frontend.charts.words import STATUSES, cautions, event_text, events_at, lettered, named, number
from frontend.plain import no_formula

_COLUMNS = ("measure", "period", "label", "value", "lower", "upper", "n", "status", "told", "words")


def csv_bytes(spec: ChartSpec) -> bytes:
    """The file's bytes; numbers stand as published, texts that look like a formula get an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([no_formula(text) for text in columns(spec)])
    writer.writerows(_row(spec, panel, at) for panel, at, _ in every_point(spec))
    return out.getvalue().encode("utf-8-sig")


def columns(spec: ChartSpec) -> tuple[str, ...]:
    """The file's columns: one more where the chart has panels, one for each line."""
    first, *others = _COLUMNS
    return (first, *(["panel"] if spec.panels else []), *others, *line_names(spec), "events", "release")


def metadata(spec: ChartSpec) -> bytes:
    """What `<name>.metadata.json` says beside the file: what is in it, who is missing, how it was made."""
    said = {
        "measure": spec.measure, "title": spec.title, "subtitle": spec.subtitle, "who_is_missing": spec.missing,
        "kind": spec.kind, "axis": spec.axis.label, "unit": spec.axis.unit, "counted": spec.counted,
        "interval": spec.interval, "columns": list(columns(spec)), "rows": sum(1 for _ in every_point(spec)),
        "events": {letter: event_text(spec, event) for letter, event in lettered(spec)},
        "segments": [{"first": segment.first, "words": segment.words} for segment in spec.segments],
        "rules": str(spec.ruleset or ""), "release": spec.release, "method": dict(spec.method),
        "cautions": list(cautions(spec)),
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _row(spec: ChartSpec, panel: Panel, at: int) -> list[str]:
    point = panel.points[at]
    size = "" if point.n is None else str(point.n)
    numbers = [number(point.value), number(point.lo), number(point.hi), size]
    words = [no_formula(text) for text in (STATUSES[point.status], point.text, point.words)]
    head = [panel_heading(spec, panel)] if spec.panels else []
    texts = [no_formula(text) for text in (spec.measure, *head, point.period, named(point))]
    ends = [events_at(spec, point.period), no_formula(spec.release)]
    return [*texts, *numbers, *words, *line_values(line_names(spec), panel, at), *ends]
