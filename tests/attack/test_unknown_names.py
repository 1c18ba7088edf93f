"""A name that nothing reads is refused and named by every route of the API: dropped in silence, it would seem to be heard."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from tests.attack.hostile import Described
from tests.attack.test_strangers import BLANKS
from tests.attack.world import World, stocked
from tests.cast import clock_at

STRANGE = "nobody_reads_this"
VERBS = ("get", "post", "put", "patch", "delete")


def sent(world: World) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each verb of each route, its address, and what is sent there: a strange name, and nothing else."""
    values = {**BLANKS, **world.ids, "slug": world.slug, "entry": 1}
    for blank, verbs in Described().whole["paths"].items():
        path = re.sub(r"\{(\w+)\}", lambda part: str(values.get(part[1], UUID(int=7))), blank)
        for verb in (one for one in VERBS if one in verbs):
            kinds = verbs[verb].get("requestBody", {}).get("content", {})
            if verb == "get" or "multipart/form-data" in kinds:
                yield verb, path, {"data": {STRANGE: "1"}}
            else:
                yield verb, path, {"data": json.dumps({STRANGE: 1}), "content_type": "application/json"}


@pytest.mark.once
def test_every_route_names_what_it_does_not_read(db: None) -> None:
    world = stocked("stonebridge")
    client, silent, asked = world.client("manager"), {}, 0
    with clock_at(hours=2):
        for verb, path, body in sent(world):
            answer, asked = getattr(client, verb)(path, **body), asked + 1
            if answer.status_code != 422 or STRANGE not in answer.json()["fields"]:
                silent[verb, path] = answer.status_code
    assert silent == {}, silent
    assert asked > 250
