"""Sets a page as a tagged PDF for the board; a program of its own, since its library is slow to load."""

from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML

from frontend.charts.packs.pipe import answer

SHEET = Path(__file__).with_name("pack.css")


def typeset(page: str) -> bytes:
    """A PDF/UA of a page that refers to nothing outside itself."""
    sheet = CSS(string=SHEET.read_text(encoding="utf-8"))
    written = HTML(string=page, url_fetcher=_nothing).write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return bytes(written or b"")


def _nothing(address: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"A pack fetches nothing: {address}")


if __name__ == "__main__":
    answer(typeset)
