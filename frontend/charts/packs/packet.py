"""The evidence packet of charts and a release: a zip whose every file is named with its SHA-256."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from html import escape
from typing import Any

from frontend.charts.alt import description
from frontend.charts.csv import csv_bytes, metadata
from frontend.charts.packs import cover as said
from frontend.charts.spec import ChartSpec
from frontend.charts.svg import standalone
from frontend.charts.table import Table, table

_WHEN = (1980, 1, 1, 0, 0, 0)  # the oldest day a zip knows: the same chart gives the same bytes
_SUMS = "SHA256SUMS"


def packet(specs: Sequence[ChartSpec], files: Mapping[str, bytes]) -> bytes:
    """The zip: `files` by name, then for each chart a folder with its spec, numbers, drawing, table, words, method and
    story. The same charts and files give the same bytes, so that two people can compare them by one hash."""
    charts = {f"charts/{spec.id}/{name}": content for spec in specs for name, content in _files(spec).items()}
    held = dict(files) | charts
    sums = "".join(f"{hashlib.sha256(held[name]).hexdigest()}  {name}\n" for name in held)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (held | {_SUMS: sums.encode()}).items():
            packed.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(spec: ChartSpec) -> dict[str, bytes]:
    texts = {
        "spec.json": json.dumps(_plain(asdict(spec)), ensure_ascii=False, indent=1), "drawing.svg": standalone(spec),
        "table.html": _page(spec, table(spec)), "words.txt": _lines(description(spec)),
        "method.txt": _rows(said.card(spec)), "story.txt": _rows(said.story(spec)), "events.txt": _rows(said.events(spec)),
    }  # fmt: skip
    numbers = {"figures.csv": csv_bytes(spec), "figures.csv.metadata.json": metadata(spec)}
    return numbers | {name: words.encode() for name, words in texts.items()}


def _plain(part: Any) -> Any:
    """Decimals as texts, so that no reader turns a printed 4.50 into another number."""
    if isinstance(part, Decimal):
        return str(part)
    if isinstance(part, dict):
        return {name: _plain(each) for name, each in part.items()}
    return [_plain(each) for each in part] if isinstance(part, list | tuple) else part


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _rows(rows: Sequence[tuple[str, str]]) -> str:
    return _lines([f"{term}: {words}" for term, words in rows])


def _page(spec: ChartSpec, shown: Table) -> str:
    """The table as a page of its own."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in shown.columns)
    body = "".join(f"<tr>{_cells(row, shown.heads)}</tr>\n" for row in shown.rows)
    title = f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{escape(spec.title)}</title>'
    caption = f"<caption>{escape(shown.caption)}</caption>"
    return f"{title}<table>{caption}<thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></html>\n"


def _cells(row: tuple[str, ...], heads: int) -> str:
    return "".join(
        f'<th scope="row">{escape(cell)}</th>' if at < heads else f"<td>{escape(cell)}</td>"
        for at, cell in enumerate(row)
    )
