"""The bytes and the hashes, against answers known from elsewhere and an independent restatement."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from alliance.ledger.canonical import decode, encode, event_bytes, instant_text, parse_instant
from alliance.ledger.commitments import commitment, new_salt
from alliance.ledger.event import Event
from alliance.ledger.merkle import EMPTY, leaf_hash, node_hash, root

FIRST = (
    b'{"actor":"system","at":"2026-03-02T09:00:00.000000Z","body":{"origin":"a.example/log"},"commit":{},'
    b'"seq":0,"type":"log.created","v":1}'
)


def test_the_published_vector_gives_its_root() -> None:
    event = Event(
        0, datetime(2026, 3, 2, 9, tzinfo=UTC), "log.created", "system", {"origin": "a.example/log"}
    )
    assert event_bytes(event) == FIRST
    assert b64encode(root([leaf_hash(FIRST)])) == b"tNqYT2sWaxdr6SsGjQBPYauC6smAVdWu0y9slOyRppU="


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word: split at the largest power of two smaller than n."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(naive_root(leaves[:split]), naive_root(leaves[split:]))


@pytest.mark.parametrize("size", range(70))
def test_the_tree_is_the_recursive_one(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    assert root(leaves) == naive_root(leaves)


def test_known_roots_of_certificate_transparency() -> None:
    """The eight leaves that implementations of RFC 6962 test themselves with."""
    leaves = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in leaves]
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root(hashes[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root(hashes).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


JSON = some.recursive(
    some.booleans()
    | some.integers(-(2**53) + 1, 2**53 - 1)
    | some.text(some.characters(exclude_categories=["Cs"])),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(some.characters(max_codepoint=127)), inner),
)


@settings(max_examples=60)
@given(some.dictionaries(some.text(some.characters(max_codepoint=127)), JSON, max_size=5))
def test_canonical_bytes_are_one_to_one(value: dict[str, object]) -> None:
    data = encode(value)
    assert json.loads(data) == value
    assert encode(dict(reversed(list(value.items())))) == data


@pytest.mark.parametrize(
    "value",
    [1.5, 2**53, None, {"ü": 1}, {1: 2}, "\ud800", b"x"],
    ids=["float", "too big", "null", "accented key", "number as key", "lone surrogate", "bytes"],
)
def test_what_two_readers_could_read_differently_never_gets_in(value: object) -> None:
    with pytest.raises(ValueError):
        encode({"x": value} if not isinstance(value, dict) else value)


@pytest.mark.parametrize(
    "data",
    [
        FIRST.replace(b'"seq":0', b'"seq": 0'),
        FIRST.replace(b'"v":1', b'"v":2'),
        FIRST[:-1] + b',"v":1}',
        FIRST + b" ",
    ],
    ids=["white space", "version", "key twice", "tail"],
)
def test_bytes_in_another_form_are_not_an_event(data: bytes) -> None:
    with pytest.raises(ValueError):
        decode(data)


def test_instants_go_and_come() -> None:
    at = datetime(2026, 3, 2, 9, 0, 0, 7, tzinfo=UTC)
    assert parse_instant(instant_text(at)) == at


def test_a_commitment_is_bound_to_salt_and_text_and_ignores_how_an_accent_is_written() -> None:
    salt = bytes(16)
    assert (
        commitment(salt, "café")
        == commitment(salt, "cafe\u0301")
        == sha256(salt + "café".encode()).hexdigest()
    )
    assert commitment(new_salt(), "x") != commitment(new_salt(), "x")
    with pytest.raises(ValueError):
        commitment(salt + b"c", "afé")
