"""XML parts streamed through expat: no document type, no entity, no tree in memory."""

import zipfile
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from measures.uploads.reading.limits import corrupt, halt
from measures.uploads.reading.zipdir import chunks

Attributes = Mapping[str, str]


class Handler(Protocol):
    """What listens to a part; tags and attributes come as `namespace local`."""

    def start(self, tag: str, attributes: Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...


def local(tag: str) -> str:
    """The name of a tag without its namespace."""
    return tag.rpartition(" ")[2]


def stream(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, handler: Handler) -> None:
    """Feeds one part to a handler; raises `Stopped` for entities, broken XML and bad checksums."""
    parser = _parser(handler)
    try:
        for piece in chunks(archive, entry):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, OverflowError, LookupError) as fault:
        raise corrupt(entry.filename) from fault


def _parser(handler: Handler) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entity
    parser.EntityDeclHandler = _refuse_entity
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    return parser


def _refuse_entity(*_: object) -> None:
    raise halt(
        "xml.entity", "This workbook declares entities, which no spreadsheet needs. Save it again as .xlsx."
    )


class Texts:
    """Collects the text of a part, and of the attributes that people can write into."""

    spoken = frozenset(
        {"prompt", "promptTitle", "error", "errorTitle", "name", "Target", "href", "author", "title", "descr"}
    )

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._open: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        """Keeps what is written into attributes."""
        self.pieces += [value for key, value in attributes.items() if local(key) in self.spoken and value]

    def end(self, tag: str) -> None:
        """A text ends with its paragraph or cell, not with its run."""
        if local(tag) not in {"t", "r", "span"}:
            self._flush()

    def text(self, data: str) -> None:
        """Gathers runs."""
        self._open.append(data)

    def _flush(self) -> None:
        whole = "".join(self._open).strip()
        self._open.clear()
        if whole:
            self.pieces.append(whole)
