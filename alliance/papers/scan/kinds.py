"""The kinds of paper that are kept, each with the one content type it is handed out as."""

from dataclasses import dataclass

from alliance.door.refusals import malformed

_OPEN = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its code in the log, its name for people, the endings a file of it may have, its content type."""

    code: str
    words: str
    endings: tuple[str, ...]
    content_type: str


KINDS = {
    one.code: one
    for one in (
        Kind("pdf", "PDF", (".pdf",), "application/pdf"),
        Kind("png", "Picture (PNG)", (".png",), "image/png"),
        Kind("jpeg", "Picture (JPEG)", (".jpg", ".jpeg"), "image/jpeg"),
        Kind("txt", "Plain text", (".txt", ".text"), "text/plain; charset=utf-8"),
        Kind("csv", "Table (CSV)", (".csv",), "text/csv; charset=utf-8"),
        Kind("md", "Plain text (Markdown)", (".md", ".markdown"), "text/plain; charset=utf-8"),
        Kind("docx", "Document (Word)", (".docx",), f"{_OPEN}wordprocessingml.document"),
        Kind("xlsx", "Workbook (Excel)", (".xlsx",), f"{_OPEN}spreadsheetml.sheet"),
        Kind("pptx", "Slides (PowerPoint)", (".pptx",), f"{_OPEN}presentationml.presentation"),
        Kind("odt", "Document (LibreOffice)", (".odt",), f"{_ODF}text"),
        Kind("ods", "Workbook (LibreOffice)", (".ods",), f"{_ODF}spreadsheet"),
        Kind("odp", "Slides (LibreOffice)", (".odp",), f"{_ODF}presentation"),
    )
}  # fmt: skip
TEXTS = ("txt", "csv", "md")
ENDINGS = tuple(ending for kind in KINDS.values() for ending in kind.endings)
WELCOME = "a PDF, a PNG or JPEG picture, plain text, or a Word, Excel, PowerPoint or LibreOffice file"


class Unfit(Exception):
    """Ends the look at a file; carries the refusal that says why and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.refused = malformed(code, sentence)


def damaged() -> Unfit:
    """Bytes that are not what they claim to be."""
    return Unfit(
        "damaged",
        "This file is damaged, or not what it claims to be. Open it, save it again, and attach that.",
    )
