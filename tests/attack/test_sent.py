"""Whatever is sent, nobody is answered with a 500."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from rest_framework.exceptions import ValidationError

from alliance.door.reading import plain
from alliance.tasks.models import Task
from measures.uploads.api.sheets import SheetIn
from tests.attack.hostile import ODD, Described
from tests.attack.test_strangers import BLANKS, send
from tests.attack.world import World, stocked
from tests.cast import clock_at

TASKS = "/api/v1/alliances/stonebridge/tasks/"


@pytest.fixture
def world(db: None) -> World:
    """One alliance with something of every kind in it."""
    return stocked("stonebridge")


def turns(name: str) -> tuple[Any, ...]:
    """Every third odd value, the others for a field whose name is a letter or two longer: each kind of field meets them all."""
    return ODD[len(name) % 3 :: 3]


def requests(world: World) -> Iterator[tuple[str, Any]]:
    """Everything that programs can send, each field in turn with each odd value."""
    described = Described()
    for blank, schema in described.posts():
        values = {**BLANKS, **world.ids, "slug": world.slug}
        path = re.sub(r"\{(\w+)\}", lambda part: str(values.get(part[1], UUID(int=7))), blank)  # noqa: B023 - used at once
        sample = described.sample(schema, world) if schema else {}
        yield from ((path, sample | {name: odd}) for name in sample for odd in turns(name))
        yield from ((path, odd) for odd in ([], None, "words", sample))


def test_no_field_of_the_api_breaks_on_odd_values(world: World) -> None:
    client, broken = world.client("manager"), []
    with clock_at(hours=2):
        for path, body in requests(world):
            mark = transaction.savepoint()
            answer = client.post(path, json.dumps(body), content_type="application/json")
            transaction.savepoint_rollback(mark)
            if answer.status_code >= 500:
                broken.append((path, str(body)[:300]))
    assert broken == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"[" * 200_000, id="deeper-than-anybody-needs"),
        pytest.param(b'{"what": "a", "what": "b"}', id="a-key-twice"),
        pytest.param(b'{"what": "\\ud800"}', id="half-a-character"),
        pytest.param(b'{"what": NaN}', id="no-number"),
        pytest.param(b'{"what": ' + b"9" * 5000 + b"}", id="a-number-of-5000-digits"),
        pytest.param(b"\xff", id="not-utf-8"),
    ],
)
def test_a_body_that_is_not_plain_json_is_said_to_be_so(world: World, body: bytes) -> None:
    answer = world.client("manager").post(TASKS, body, content_type="application/json; charset=utf-8")
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")


@pytest.mark.parametrize("answers", ["[" * 100_000, '{"a": "\\ud800"}', '{"a": 1, "a": 2}', "9" * 5_000])
def test_a_field_that_is_not_plain_json_is_said_to_be_so(answers: str) -> None:
    with pytest.raises(ValidationError, match="must be valid JSON"):
        SheetIn().fields["answers"].run_validation(answers)


def test_plain_json_is_read_as_it_stands() -> None:
    assert plain('{"a": [1, 2.5, "\\u00e9 🜁", null, true]}'.encode()) == {"a": [1, 2.5, "é 🜁", None, True]}


@pytest.mark.parametrize("key", ["k" * 1000, "\x07\x00", "Ada Commissioner", "é"])
def test_any_key_works_once_and_is_not_kept(world: World, key: str) -> None:
    body = {"what": "Call", "org": str(world.ids["org"]), "due": "2026-04-01"}
    first, other = world.client("manager"), world.client("council")
    with clock_at(hours=2):
        codes = [_keyed(client, body, key) for client in (first, first, other)]
    assert codes == [201, 200, 422]
    assert Task.objects.filter(what="Call").count() == 1


def _keyed(client: Client, body: dict[str, str], key: str) -> int:
    sent = key.encode().decode("latin-1")
    return client.post(
        TASKS, json.dumps(body), content_type="application/json", headers={"Idempotency-Key": sent}
    ).status_code


@pytest.mark.parametrize(
    ("where", "body", "status"),
    [
        pytest.param("measures/plan/quarters", {"first": "9999-10-01", "count": 1}, 422, id="quarters-past-time"),
        pytest.param("measures/plan/quarters", {"first": "0001-01-01", "count": 1}, 422, id="quarters-before-time"),
        pytest.param(
            "measures/plan/measures",
            {"wording": "W", "kind": "proportion", "valid_from": "2026-01-01", "decision": "by Ada"}, 422, id="a-name-for-a-decision",
        ),
        pytest.param(
            "measures/plan/versions", {"code": "M-01", "valid_from": "2026-05-01", "decision": "D 1"}, 422, id="no-decision",
        ),
        pytest.param(
            "measures/plan/views", {"name": "V", "cohorts": ["adults"] * 300}, 422, id="more-cohorts-than-there-can-be",
        ),
        pytest.param(
            "measures/plan/measures", {"wording": "W", "kind": "proportion", "valid_from": "2026-01-01", "low": 2, "high": 1}, 422, id="ends-the-wrong-way-round",
        ),
        pytest.param("risks/1/links", {"ref": "D-١٢"}, 422, id="digits-of-another-script"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(world: World, where: str, body: Any, status: int) -> None:
    with clock_at(hours=2):
        code, said = send(
            world.client("council" if "risks" in where else "manager"),
            f"/api/v1/alliances/stonebridge/{where}",
            body,
        )
    assert (code, "sentence" in said) == (status, True)


def test_a_category_has_a_length(world: World) -> None:
    form = {"name": "Age", "categories": f"{'long ' * 40}\nNot stated"}
    with clock_at(hours=2):
        assert (
            world.client("manager").post("/a/stonebridge/measures/plan/breakdown/", form).status_code == 422
        )


def test_a_mandate_cannot_end_on_the_last_day_of_all(world: World) -> None:
    cast = world.cast
    form = {
        "seat": f"{cast.orgs['HOM']}:{cast.people['homes_data'].id}", "role": "deputy",
        "last_day_day": "31", "last_day_month": "12", "last_day_year": "9999",
    }  # fmt: skip
    with clock_at(hours=2):
        answer = world.client("manager").post("/a/stonebridge/people/mandates/new/", form)
    assert answer.status_code == 422
    assert "Choose an earlier day" in answer.content.decode()


def test_the_last_day_of_all_can_be_shown(world: World) -> None:
    client, last, api = world.client("manager"), "9999-12-31", "/api/v1/alliances/stonebridge"
    meeting = {"title": "Last", "day": last, "begins": "10:00", "ends": "11:00", "place": "Hall"}
    with clock_at(hours=2):
        made = [
            send(client, f"{api}/meetings/", meeting)[0],
            send(client, TASKS, {"what": "Wait", "org": str(world.ids["org"]), "due": last})[0],
        ]
        pages = [
            "/",
            "/a/stonebridge/",
            "/a/stonebridge/meetings/",
            "/a/stonebridge/meetings/2/",
            "/a/stonebridge/actions/2/",
        ]
        shown = [client.get(path).status_code for path in pages]
    assert set(made) <= {201, 422}
    assert set(shown) <= {200, 404}
