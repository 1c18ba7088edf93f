"""What the API answers is what queries give: the document's shapes are read off the frozen dataclasses themselves."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from inspect import getdoc
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from django.core.paginator import Page
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from alliance.door.refusals import Refused

Field = serializers.Field[Any, Any, Any, Any]

_PLAIN: Mapping[Any, type[Field]] = {
    bool: serializers.BooleanField, int: serializers.IntegerField, float: serializers.FloatField,
    str: serializers.CharField, UUID: serializers.UUIDField, datetime: serializers.DateTimeField,
    date: serializers.DateField, Any: serializers.JSONField, object: serializers.JSONField,
}  # fmt: skip
_LISTS = (list, tuple, set, frozenset, Sequence)
_UNIONS = (Union, UnionType)


@cache
def answer(kind: type) -> type[serializers.Serializer[Any]]:
    """The shape of a frozen dataclass for the API's document, field by field, nested ones included.

    TypeError for a field whose type has no shape in JSON. The serializer only describes: what is sent is made by
    `api.shown` from the same dataclass.
    """
    hints = get_type_hints(kind)
    fields = {field.name: described(hints[field.name]) for field in dataclasses.fields(kind)}
    about = {"__doc__": getdoc(kind), "__module__": kind.__module__}
    return type(kind.__name__, (serializers.Serializer,), fields | about)


def answers(kind: type) -> serializers.BaseSerializer[Any]:
    """A list of such shapes."""
    return answer(kind)(many=True)


@cache
def results(kind: type) -> type[serializers.Serializer[Any]]:
    """One page of a list of such shapes, as `api.shown` sends a `Page`."""
    counts = {name: serializers.IntegerField() for name in ("count", "page", "pages")}
    about = {"__doc__": "One page, and how many there are in all.", "__module__": kind.__module__}
    return type(f"{kind.__name__}s", (serializers.Serializer,), counts | {"results": answers(kind)} | about)


def told(query: Callable[..., Any]) -> Any:
    """The shape of what a query says that it returns unless it refuses: a dataclass, a list of one, or a `Page`."""
    hint = _yes(get_type_hints(query)["return"])
    many = _MANY.get(get_origin(hint))
    return many(get_args(hint)[0]) if many else answer(hint)


def _yes(hint: Any) -> Any:
    """A query's answer where it does not refuse."""
    if get_origin(hint) not in _UNIONS:
        return hint
    return next(one for one in get_args(hint) if one is not Refused)


_MANY: Mapping[Any, Callable[[type], Any]] = {Page: results, list: answers}


def described(hint: Any, **options: Any) -> Field:
    """The field that describes a type; a value that may be None may be null."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in _UNIONS and type(None) in inner:
        rest = tuple(one for one in inner if one is not type(None))
        return described(Union[rest], allow_null=True, **options)  # noqa: UP007 - made at run time
    if origin is Literal:
        return serializers.ChoiceField(inner, **options)
    if origin is tuple and len({*inner} - {...}) > 1:  # of mixed kinds, such as (id, name)
        return serializers.ListField(**options)
    if origin in _LISTS or hint in _LISTS:
        return serializers.ListField(
            child=described(inner[0]) if inner else serializers.JSONField(), **options
        )
    if origin is not None and issubclass(origin, Mapping):
        return serializers.DictField(child=described(inner[1]), **options)
    return _simple(hint, options)


def _simple(hint: Any, options: dict[str, Any]) -> Field:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return answer(hint)(**options)
    if hint in _PLAIN:
        return _PLAIN[hint](**options)
    if hint is Decimal:
        return serializers.DecimalField(None, None, coerce_to_string=False, **options)  # a number in JSON
    if isinstance(hint, type) and issubclass(hint, Enum):
        return serializers.ChoiceField([one.value for one in hint], **options)
    raise TypeError(f"{hint!r} has no shape in the API's document.")


class RoomSchema(AutoSchema):
    """Puts the room's name before operations and components, so that two rooms may use the same word."""

    def get_operation_id(self) -> str:
        """Such as decisions_vote_create: the room, the endpoint's class, and what it does."""
        room, verb = _room(type(self.view)), self.method_mapping.get(self.method.lower(), self.method.lower())
        return f"{room}_{type(self.view).__name__.lower()}_{verb}"

    def _map_serializer(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        """What is sent has no fields beside those that are listed: `api` refuses them."""
        found = super()._map_serializer(serializer, direction, bypass_extensions)  # type: ignore[no-untyped-call]  # drf-spectacular says nothing of it
        return found | {"additionalProperties": False} if direction == "request" else found

    def _get_serializer_name(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> str:
        name: str = super()._get_serializer_name(serializer, direction, bypass_extensions)
        room = _room(type(serializer))
        return name if room == "door" else f"{room.title().replace('_', '')}{name}"


def _room(kind: type) -> str:
    """The room that a class's module stands in: alliance.decisions.reading.values gives decisions."""
    parts = kind.__module__.split(".")
    return parts[1] if len(parts) > 2 else parts[0]
