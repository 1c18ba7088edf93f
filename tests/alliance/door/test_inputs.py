"""What a program sends is read whole or not at all."""

from types import SimpleNamespace
from typing import Any

import pytest
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from alliance.door.api import asked, valid


class PartIn(serializers.Serializer[Any]):
    """One part."""

    name = serializers.CharField()


class WholeIn(serializers.Serializer[Any]):
    """Parts, and why."""

    reason = serializers.CharField(default="", allow_blank=True)
    parts = PartIn(many=True, required=False)


@pytest.mark.parametrize(
    ("sent", "strange"),
    [
        ({"reason": "so"}, []),
        ({"reason": "so", "parts": [{"name": "a"}]}, []),
        ({"raeson": "so"}, ["raeson"]),
        ({"reason": "so", "parts": [{"name": "a"}, {"name": "b", "naem": "c"}]}, ["naem"]),
        ({"x": 1, "a": 2}, ["a", "x"]),
    ],
)
def test_a_name_that_no_field_reads_is_named_and_nothing_is_dropped_in_silence(
    sent: Any, strange: list[str]
) -> None:
    for read, request in (
        (valid, SimpleNamespace(data=sent, query_params={})),
        (asked, SimpleNamespace(data={}, query_params=sent)),
    ):
        if not strange:
            assert read(WholeIn, request) == {"reason": "so"} | sent
            continue
        with pytest.raises(ValidationError) as refused:
            read(WholeIn, request)
        detail: Any = refused.value.detail
        assert list(detail) == strange
        assert "no such field" in str(detail[strange[0]])


def test_what_is_to_be_written_is_not_looked_for_in_the_address() -> None:
    request: Any = SimpleNamespace(data={}, query_params={"reason": "so"})
    with pytest.raises(ValidationError, match="Send it in the body"):
        valid(WholeIn, request)


def test_a_sign_that_no_document_can_hold_is_told_of() -> None:
    for sent in ({"reason": "so\x0b"}, {"reason": "so", "parts": [{"name": "a\x1b"}]}):
        request: Any = SimpleNamespace(data=sent, query_params={})
        with pytest.raises(ValidationError, match="not seen"):
            valid(WholeIn, request)
    plain = {"reason": "line\r\n\tline é🜁"}
    assert valid(WholeIn, SimpleNamespace(data=plain, query_params={})) == plain


def test_what_is_no_object_is_said_to_be_none() -> None:
    request: Any = SimpleNamespace(data=["reason"], query_params={})
    with pytest.raises(ValidationError, match="Invalid data"):
        valid(WholeIn, request)
