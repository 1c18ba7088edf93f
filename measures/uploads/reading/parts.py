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
    through = Stream(entry.filename, handler)
    for piece in chunks(archive, entry):
        through.feed(piece)
    through.close()


class Stream:
    """Bytes of one part on their way through expat to a handler; raises `Stopped` for entities and broken XML."""

    def __init__(self, part: str, handler: Handler) -> None:
        self.part, self.handler = part, handler
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse_entity
        self.parser.EntityDeclHandler = _refuse_entity
        self._listen(handler)

    def feed(self, piece: bytes) -> None:
        """Bytes that the handler listens to."""
        self._parse(piece)

    def check(self, piece: bytes) -> None:
        """Bytes that were read in another way already, and must still be good XML where they stand."""
        self._listen(None)
        self._parse(piece)
        self._listen(self.handler)

    def close(self) -> None:
        """The part is over, and must be whole."""
        self._parse(b"", last=True)

    def _listen(self, handler: Handler | None) -> None:
        self.parser.CharacterDataHandler = handler.text if handler else None
        self.parser.StartElementHandler = handler.start if handler else None
        self.parser.EndElementHandler = handler.end if handler else None

    def _parse(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self.parser.Parse(piece, last)
        except (expat.ExpatError, ValueError, OverflowError, LookupError) as fault:
            raise corrupt(self.part) from fault


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
