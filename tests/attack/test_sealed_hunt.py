"""A marked sealed ballot is hunted for everywhere, by everybody, and found nowhere before it is opened."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from alliance.decisions import actions, queries
from alliance.door import clock
from tests.alliance.decisions.acting import LAST, SEATS, opened, vote
from tests.attack.test_strangers import addresses
from tests.attack.world import World, stocked
from tests.cast import START, PersonFactory, clock_at

pytestmark = pytest.mark.long
MARKS = ("Zebrafinch", "Quollbeam", "Okapistone")
SAID = {"harm": MARKS[0], "smallest_change": MARKS[1], "reason": MARKS[2], "best_for_people": "no"}
# One of each right: who voted, who shares the voter's organisation, who may yet vote, who runs the round, and who only looks
OTHERS = ("council", "homes_data", "kin", "manager", "facilitator", "observer", "superuser")
VARIES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b\w{64}\b|\b[0-9a-f]{64}\b"
)


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    """An alliance with something of every kind, one superuser, and a proposal whose first round is sealed."""
    settings.KEYS_DIR, settings.STATE_DIR = tmp_path / "keys", tmp_path / "state"
    made = stocked("stonebridge")
    made.cast.people["superuser"] = PersonFactory(is_staff=True, is_superuser=True, email="root@cast.example")
    made.ids["number"] = opened(made.cast, sealed=True)
    return made


def answers(world: World, part: str, about: str = "") -> Iterator[tuple[str, str]]:
    """Each address of the alliance that can be read, and is `about` this, as this person sees it, pages and API."""
    client = world.client(part)
    with clock_at(hours=3):
        for path in addresses(world.slug, world):
            if about in path and path not in world.deaf:
                answer = client.get(path)
                if answer.status_code == 405:
                    world.deaf.add(path)
                else:
                    yield path, said(answer).decode(errors="replace")


def said(answer: Any) -> bytes:
    """What an answer says, whole; of a workbook the words of its sheets, without the instant at which it was made."""
    data: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return b"".join(
            book.read(name) for name in sorted(book.namelist()) if not name.startswith("docProps/")
        )


def stored() -> str:
    """Every row of every table, and on SQLite every byte of the file."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [(table, *map(plain, row)) for row in cursor.fetchall()]
    inner = connection.connection
    raw = inner.serialize() if connection.vendor == "sqlite" else b""
    return repr(rows) + raw.decode("latin-1")


def plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def found_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark in text]


def test_the_hunt_finds_a_sealed_ballot_nowhere_and_everywhere_once_it_is_open(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    vote(world.cast, 1, "HOM", "disagree", **SAID)
    vote(world.cast, 1, "COU", "disagree", harm="None", smallest_change="None")
    hunted = {(part, path): found_in(text) for part in OTHERS for path, text in answers(world, part)}
    assert len(hunted) > 900
    assert {where: marks for where, marks in hunted.items() if marks} == {}
    assert found_in(stored()) == []
    assert found_in(caplog.text) == []
    own = [path for path, text in answers(world, "homes", "/decisions/") if found_in(text)]
    assert own, "whoever cast it may read it back"
    vote(world.cast, 1, "ICB")
    vote(world.cast, 1, "KIN")
    where = [
        path for path, text in answers(world, "observer", "/decisions/") if found_in(text) == list(MARKS)
    ]
    assert [path for path in where if "/api/" in path]
    assert [path for path in where if "/api/" not in path]
    assert found_in(stored()) == list(MARKS)


def in_a_world_where(world: World, happens: Callable[[], Any], part: str, about: str = "") -> dict[str, str]:
    """What this person sees of every address `about` this after `happens`, which is then taken back."""
    with transaction.atomic():
        happens()
        seen = {path: VARIES.sub("*", text) for path, text in answers(world, part, about)}
        transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize("part", ["council", "observer"])
def test_no_answer_differs_by_what_a_sealed_ballot_says(world: World, part: str) -> None:
    cast = world.cast

    def all_but_one(position: str) -> Callable[[], Any]:
        return lambda: [
            vote(cast, 1, org, position if org == "HOM" else "agree") for org in ("COU", "HOM", "ICB")
        ]

    agree, against = (in_a_world_where(world, all_but_one(word), part) for word in ("agree", "disagree"))
    assert {path for path in agree if agree[path] != against[path]} == set()


def test_once_opened_the_same_comparison_finds_the_difference(world: World) -> None:
    def everybody(position: str) -> Callable[[], Any]:
        return lambda: [vote(world.cast, 1, org, position if org == "HOM" else "agree") for org in SEATS]

    agree, against = (
        in_a_world_where(world, everybody(word), "observer", "/decisions/1/")
        for word in ("agree", "disagree")
    )
    assert {path for path in agree if agree[path] != against[path]}


def test_the_instant_before_the_close_still_tells_nothing(world: World) -> None:
    vote(world.cast, 1, "HOM", "disagree", **SAID)
    viewer = world.cast.viewer("manager")
    with clock.simulated(LAST - (LAST - START) / 10**12):
        assert queries.decision(viewer, 1).objections == ()
    with clock.simulated(LAST):
        assert queries.decision(viewer, 1).objections[0].harm == MARKS[0]
        actions.settle_everywhere()
        assert queries.decision(viewer, 1).objections[0].harm == MARKS[0]
