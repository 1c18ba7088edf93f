"""The shapes in the API's document are those of the dataclasses that queries give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal
from uuid import UUID

import pytest
from django.core.paginator import Page
from rest_framework import serializers

from alliance.door.outputs import answer, described, told


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Inner:
    """One part."""

    name: str


@dataclass(frozen=True)
class Outer:
    """Everything that may stand in an answer."""

    id: UUID
    count: int
    done: bool
    at: datetime
    on: date | None
    share: Decimal | None
    side: Side
    parts: tuple[Inner, ...]
    names: list[str]
    by_name: Mapping[str, int]
    part: Inner | None


def test_each_type_has_its_field_and_none_means_null() -> None:
    fields = answer(Outer)().fields
    kinds = {name: type(field).__name__ for name, field in fields.items()}
    assert kinds == {
        "id": "UUIDField", "count": "IntegerField", "done": "BooleanField", "at": "DateTimeField", "on": "DateField",
        "share": "DecimalField", "side": "ChoiceField", "parts": "ListField", "names": "ListField",
        "by_name": "DictField", "part": "Inner",
    }  # fmt: skip
    assert [name for name, field in fields.items() if field.allow_null] == ["on", "share", "part"]
    assert list(fields["side"].choices) == ["left", "right"]
    assert isinstance(fields["parts"].child, serializers.Serializer)
    assert answer(Outer).__doc__ == "Everything that may stand in an answer."


def test_a_shape_is_made_once() -> None:
    assert answer(Inner) is answer(Inner)


def one() -> Inner: ...


def several() -> list[Inner]: ...


def a_page() -> Page[Inner]: ...


def test_a_query_tells_by_its_signature_what_is_answered() -> None:
    assert told(one) is answer(Inner)
    assert isinstance(told(several), serializers.ListSerializer)
    paged = told(a_page)().fields
    assert list(paged) == ["count", "page", "pages", "results"]
    assert isinstance(paged["results"].child, answer(Inner))


def test_words_to_choose_from_and_mixed_pairs_are_described() -> None:
    assert list(described(Literal["left", "right"]).choices) == ["left", "right"]
    pairs = described(tuple[tuple[UUID, str], ...]).child
    assert (type(pairs).__name__, type(pairs.child).__name__) == ("ListField", "_UnvalidatedField")
    assert isinstance(described(tuple[str, ...]).child, serializers.CharField)


def test_what_has_no_shape_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="no shape"):
        described(complex)
