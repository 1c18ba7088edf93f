"""JSON as every reader understands it: UTF-8, no key twice, no lone surrogate, no depth that exhausts us."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class PlainJSONParser(JSONParser):
    """Reads a request's body; 400 where it is not plain JSON."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The value that the body holds."""
        try:
            return plain(stream.read())
        except (ValueError, RecursionError):  # what cannot be decoded or encoded is a ValueError too
            raise ParseError(
                "The body is not plain JSON in UTF-8. Send one value, and each key once."
            ) from None


class PlainJSONField(serializers.JSONField):
    """A field of a form that holds JSON, read in the same way."""

    def to_internal_value(self, data: Any) -> Any:
        """The value in the text that was sent."""
        try:
            return plain(data.encode()) if isinstance(data, str) else data
        except (ValueError, RecursionError):
            self.fail("invalid")


def plain(body: bytes) -> Any:
    """The JSON value in `body`; ValueError or RecursionError where another reader could take it otherwise."""
    value = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate cannot be answered, and so is not taken
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is not a number")
