"""What people with less than a mandate, and with more than an account, can and cannot do."""

import json
import re
from uuid import UUID

import pytest
from django.test import Client

from alliance.people.tokens import new_token
from tests.attack.hostile import Described
from tests.attack.test_strangers import BLANKS, addresses, send
from tests.attack.world import World, stocked
from tests.cast import clock_at

TASKS = "/api/v1/alliances/stonebridge/tasks/"
# anybody inside may put something on an agenda and take off what they put there, and keep a draft of their own;
# one's own notices are one's own
OPEN_TO_ALL = ("/agenda/", "/decisions/drafts", "/me/notices/", "/me/notices/choices/")


@pytest.fixture
def world(db: None) -> World:
    """One alliance with something of every kind in it."""
    return stocked("stonebridge")


@pytest.mark.parametrize("part", ["observer", "homes_data"])
def test_who_holds_no_mandate_changes_only_what_the_tables_of_rights_allow(world: World, part: str) -> None:
    described, client, done = Described(), world.client(part), []
    values = {**BLANKS, **world.ids, "slug": world.slug}
    with clock_at(hours=2):
        for blank, schema in described.posts():
            path = blank.format(
                **{name: values.get(name, UUID(int=7)) for name in re.findall(r"{(\w+)}", blank)}
            )
            code, _ = send(client, path, described.sample(schema, world) if schema else {})
            if code < 300 and not path.endswith(OPEN_TO_ALL):
                done.append(path)
    allowed = {"observer": ["risks"], "homes_data": ["risks", "tasks", "measures/plan", "measures/licences"]}[
        part
    ]
    assert [path for path in done if not any(word in path for word in allowed)] == []


def test_looking_after_the_machine_gives_no_place_in_an_alliance(world: World) -> None:
    person = world.cast.people["stranger"]
    person.is_superuser = person.is_staff = True
    person.save()
    client, seen = world.client("stranger"), {}
    with clock_at(hours=2):
        for path in addresses(world.slug, world):
            got = {client.get(path).status_code, client.post(path).status_code}
            if got - {404, 405}:
                seen[path] = got
    assert seen == {}


def test_a_token_is_its_person_until_it_is_revoked_or_the_account_ends(world: World) -> None:
    person = world.cast.people["manager"]
    with clock_at(hours=2):
        bearer = {"Authorization": f"Bearer {new_token(person, 'report')}"}
        program = Client()
        assert program.get(TASKS, headers=bearer).status_code == 200
        assert program.get("/a/stonebridge/", headers=bearer).status_code == 302
        assert program.get(TASKS.replace("stonebridge", "nowhere"), headers=bearer).status_code == 404
        person.is_active = False
        person.save()
        assert program.get(TASKS, headers=bearer).status_code == 401


def test_a_session_needs_its_form_token_at_the_api_too(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        world.cast.people["manager"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = client.post(TASKS, json.dumps({}), content_type="application/json")
    assert answer.status_code == 403
    assert client.post("/account/", {"name": "Mallory"}).status_code == 403
