"""Bytes to text for .csv: what the encoding is known by, and what has to be asked."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass

from measures.uploads.findings import Answer, Finding, Where, note, question
from measures.uploads.reading.limits import halt

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OLD = {"cp1252": "Windows", "mac_roman": "Mac"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the name of its encoding, and what is to be said about it."""

    text: str
    encoding: str
    findings: tuple[Finding, ...]


def decode(data: bytes, answers: Mapping[str, str]) -> Decoded:
    """A byte-order mark, else UTF-8, else a question between old encodings; raises `Stopped` for NUL bytes."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _sure(data, encoding)
    if b"\0" in data:
        return _sure(data, _unmarked_utf16(data))
    try:
        return Decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        return _asked(data, answers)


def _sure(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise halt("csv.encoding", "This text file is damaged. Save it again as CSV UTF-8.") from fault
    if "\0" in text:
        raise _nul()
    return Decoded(
        text, encoding, (note("csv.encoding", f"Read as {encoding.removesuffix('-sig').upper()}."),)
    )


def _unmarked_utf16(data: bytes) -> str:
    half = len(data) // 2
    for odd, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half and data[odd::2].count(0) >= 0.9 * half and data[1 - odd :: 2].count(0) == 0:
            return encoding
    raise _nul()


def _nul() -> Exception:
    return halt(
        "csv.nul", "This text file holds NUL bytes, so it is not a sheet. Save it again as CSV UTF-8."
    )


def _asked(data: bytes, answers: Mapping[str, str]) -> Decoded:
    said = answers.get("encoding", "")
    fits = [name for name in OLD if _decodes(data, name)]
    encoding = said if said in fits else fits[0]
    text = data.decode(encoding)
    return Decoded(text, encoding, (_which(data, fits),))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _which(data: bytes, fits: list[str]) -> Finding:
    at = next(index for index, byte in enumerate(data) if byte > 127)
    line = data.count(b"\n", 0, at) + (data.count(b"\r", 0, at) if b"\n" not in data else 0) + 1
    shown = {name: bytes([data[at]]).decode(name) for name in fits}
    offered = (Answer(name, f"{shown[name]} ({OLD[name]})") for name in fits)
    ask = (*offered, Answer("no", "Neither: I will save it as UTF-8"))
    says = f"this file is in an old encoding, in which a letter here can be read in more than one way. Which is right: {' or '.join(shown.values())}?"
    return question("csv.encoding", says, Where(row=line), key="encoding", ask=ask)
