"""The first look at a file: how large, what kind by its content, and whether its name says the same."""

from collections.abc import Callable

from alliance.door.refusals import Refused
from alliance.papers.scan import office, pictures
from alliance.papers.scan.kinds import KINDS, TEXTS, WELCOME, Kind, Unfit

MAX_BYTES = 10_000_000
BEGINNING = 1024  # bytes in which a browser that guesses looks for markup
MARKUP = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<iframe", b"<body", b"javascript:")
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = (b"GIF87a", b"GIF89a", b"%!PS", b"{\\rtf")  # readable as text, and something else as well
ZIP_END, LONGEST_COMMENT = b"PK\x05\x06", 65_535
ZIP = b"PK\x03\x04"
READERS: dict[bytes, Callable[[bytes], str]] = {
    b"%PDF-": pictures.pdf,
    b"\x89PNG\r\n\x1a\n": pictures.png,
    b"\xff\xd8\xff": pictures.jpeg,
    ZIP: office.kind_of,
}


def look(data: bytes, name: str) -> Kind | Refused:
    """The kind of a file, or a refusal with a plain sentence; `name` is only compared with what the content says."""
    try:
        _check_size(data)
        return _named(_kind(data), name)
    except Unfit as unfit:
        return unfit.refused


def _check_size(data: bytes) -> None:
    if not data:
        raise Unfit("empty", "This file is empty. Choose it again.")
    if len(data) > MAX_BYTES:
        raise Unfit(
            "too_large",
            "This file is larger than 10 MB, which is the most that is kept. Attach a smaller one.",
        )


def _kind(data: bytes) -> str:
    for start, read in READERS.items():
        if data.startswith(start):
            _check_beginning(data)
            if start != ZIP:
                _check_no_archive(data)
            return read(data)
    _refuse_known(data)
    return _text(data)


def _check_beginning(data: bytes) -> None:
    start = data[:BEGINNING].lower()
    if any(mark in start for mark in MARKUP):
        raise _two_in_one()


def _two_in_one() -> Unfit:
    return Unfit(
        "two_in_one",
        "This file is two kinds of file at once, so it is not kept. Open it, save it again, and attach that.",
    )


def _check_no_archive(data: bytes) -> None:
    """An archive is read from its end: none may end where a PDF or a picture does."""
    at = data.rfind(ZIP_END, max(0, len(data) - LONGEST_COMMENT - 22))
    while at >= 0:
        if int.from_bytes(data[at + 20 : at + 22], "little") == len(data) - at - 22:
            raise _two_in_one()
        at = data.rfind(ZIP_END, max(0, len(data) - LONGEST_COMMENT - 22), at)


def _refuse_known(data: bytes) -> None:
    if data.startswith(COMPOUND):
        raise Unfit(
            "old_or_locked",
            "This is an old Office file or one with a password. Remove any password, save it as .docx, .xlsx or .pptx.",
        )
    if data.startswith(OTHERS):
        raise Unfit("unknown", f"This kind of file is not kept. Attach {WELCOME}.")
    if data.startswith(PROGRAMS):
        raise Unfit("program", f"This is a program, whatever its name says. Attach {WELCOME}.")


def _text(data: bytes) -> str:
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit(
            "unknown", f"This kind of file is not kept. Attach {WELCOME}; save text as UTF-8."
        ) from None
    if any((sign < " " and sign not in "\t\n\r\f") or sign == "\x7f" for sign in words):
        raise Unfit("unknown", f"This kind of file is not kept. Attach {WELCOME}.")
    if words.lstrip().startswith("<"):
        raise Unfit("markup", "This is a web page, a drawing or another file of markup. Attach a PDF of it.")
    if not words.strip():
        raise Unfit("empty", "There is nothing in this file. Choose it again.")
    return "text"


def _named(code: str, name: str) -> Kind:
    """The kind, if the name ends as its kind does; which kind of text it is, the name alone can say."""
    typed = name.strip().lower()
    for kind in (KINDS[one] for one in (TEXTS if code == "text" else (code,))):
        if typed.endswith(kind.endings):
            return kind
    is_ = (
        "plain text (.txt, .csv or .md)"
        if code == "text"
        else f"{KINDS[code].words} ({KINDS[code].endings[0]})"
    )
    raise Unfit(
        "name", f"The content of this file is {is_}, but its name ends otherwise. Give it the right ending."
    )
