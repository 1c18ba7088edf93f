"""Another alliance is nowhere to be seen: not by address, not by id, not by an id inside what is sent."""

import json
import re
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import get_resolver

from tests.attack.hostile import Described
from tests.attack.world import World, stocked
from tests.cast import clock_at

Pair = tuple[World, World]
BLANKS = {
    "number": 1,
    "round_number": 1,
    "ref": "MT-001",
    "code": "M-01",
    "instrument": "swemwbs",
    "period": "2026-27-Q1",
}


@pytest.fixture
def pair(db: None) -> Pair:
    """Our alliance and a neighbour's, with the same things in both."""
    return stocked("stonebridge"), stocked("fernhill")


def addresses(slug: str, world: World) -> list[str]:
    """Each address under the alliance `slug`, its blanks filled with what is in `world`."""
    known = get_resolver().reverse_dict
    forms = [known.getlist(name)[0][0][0] for name in known if isinstance(name, str)]
    values = {**BLANKS, **world.ids, "slug": slug}
    found = [
        "/" + re.sub(r"%\((\w+)\)s", lambda blank: str(values.get(blank[1], UUID(int=7))), form)
        for form, parts in forms if "slug" in parts
    ]  # fmt: skip
    assert len(found) > 90
    return found


@pytest.mark.parametrize("part", ["manager", "stranger"])  # with every right elsewhere, and with none
def test_nobody_of_another_alliance_learns_that_an_address_is_there(pair: Pair, part: str) -> None:
    ours, theirs = pair
    client, odd = ours.client(part), {}
    with clock_at(hours=2):
        for path in addresses(theirs.slug, theirs):
            for method in (client.get, partial(client.post, content_type="application/json")):
                answer, nowhere = method(path), method(path.replace(theirs.slug, "nowhere"))
                same = words(answer, theirs.slug) == words(nowhere, "nowhere")
                if answer.status_code not in (404, 405) or not same:
                    odd[path] = answer.status_code
    assert odd == {}


def words(answer: Any, slug: str) -> str:
    """What an answer says, without what differs every time."""
    return re.sub(r"\b\w{64}\b", "", answer.content.decode().replace(slug, ""))


@pytest.mark.parametrize("part", ["manager", "council"])
def test_an_id_of_another_alliance_in_our_own_address_is_as_good_as_a_made_up_one(
    pair: Pair, part: str
) -> None:
    ours, theirs = pair
    client, odd = ours.client(part), {}
    made_up = World(
        theirs.cast, {name: uuid4() if isinstance(one, UUID) else 999_999 for name, one in theirs.ids.items()}
    )
    both = zip(addresses(ours.slug, theirs), addresses(ours.slug, made_up), strict=True)
    with clock_at(hours=2):
        for path, other in [(path, other) for path, other in both if path != other]:
            for method in (client.get, partial(client.post, content_type="application/json")):
                answer, nothing = method(path), method(other)
                same = answer.status_code == nothing.status_code
                if not same or answer.status_code not in (403, 404, 405, 422):
                    odd[path] = answer.status_code
    assert odd == {}


@pytest.mark.parametrize("part", ["manager", "council"])
def test_an_id_of_another_alliance_in_what_is_sent_is_as_good_as_a_made_up_one(pair: Pair, part: str) -> None:
    ours, theirs = pair
    described, client, odd = Described(), ours.client(part), {}
    for blank, schema in described.posts():
        own = re.sub(
            r"\{(\w+)\}",
            lambda part: str({**BLANKS, **ours.ids, "slug": ours.slug}.get(part[1], UUID(int=7))),
            blank,
        )
        sample = described.sample(schema, ours) if schema else {}
        for name in [name for name in sample if name in theirs.ids and is_id(sample[name])]:
            with clock_at(hours=2):
                answers = [
                    send(client, own, sample | {name: str(one)}) for one in (theirs.ids[name], uuid4())
                ]
            if answers[0] != answers[1] or answers[0][0] not in (403, 404, 409, 422):
                odd[own, name] = answers
    assert odd == {}


def is_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 36


def send(client: Any, path: str, body: Any) -> tuple[int, str]:
    answer = client.post(path, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.content.decode()
