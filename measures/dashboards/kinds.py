"""The files that are made in the background of a whole dashboard: what they are called, and what their bytes are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is called, how its name ends, and what its bytes are; `pressed` where it is a board pack."""

    label: str
    ending: str
    media: str
    pressed: bool = True


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
PACKS: Final[Mapping[str, Kind]] = {
    "pdf": Kind("Board pack (PDF)", "pdf", "application/pdf"),
    "pptx": Kind("Slides (PPTX)", "pptx", f"{_OFFICE}.presentationml.presentation"),
    "xlsx": Kind("Workbook (XLSX)", "xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    "evidence": Kind("Evidence packet (ZIP)", "zip", "application/zip", pressed=False),
}
