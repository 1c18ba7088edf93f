"""A governed record changes inside an action, or not at all: every other way in is tried and refused."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core import serializers
from django.db.models.deletion import ProtectedError

from alliance.contract.models import Affiliation, Alliance, Objective, Organisation
from alliance.door.record import changed
from alliance.door.window import OutsideAction
from tests.alliance.door.test_action import name_objective
from tests.cast import Cast

Way = Callable[[Objective, Organisation], object]


def fresh(objective: Objective) -> Objective:
    return Objective(alliance_id=objective.alliance_id, code="O8", title="x")


def in_a_loop_of_its_own(save: Callable[[], Coroutine[object, object, None]]) -> None:
    """A browser test may have left its own loop in this thread."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(save())).result()


def through_a_fixture(objective: Objective, org: Organisation) -> None:
    for record in serializers.deserialize("json", serializers.serialize("json", [objective])):
        record.save()


WAYS: dict[str, Way] = {
    "save": lambda objective, org: objective.save(),
    "save_base": lambda objective, org: objective.save_base(raw=True),
    "insert": lambda objective, org: fresh(objective).save(force_insert=True),
    "create": lambda objective, org: Objective.objects.create(alliance_id=objective.alliance_id, code="O8"),
    "get_or_create": lambda objective, org: Objective.objects.get_or_create(
        alliance_id=objective.alliance_id, code="O8"
    ),
    "update_or_create": lambda objective, org: Objective.objects.update_or_create(
        id=objective.id, defaults={"title": "x"}
    ),
    "update": lambda objective, org: Objective.objects.filter(id=objective.id).update(title="x"),
    "delete": lambda objective, org: objective.delete(),
    "queryset_delete": lambda objective, org: Objective.objects.filter(id=objective.id).delete(),
    "raw_delete": lambda objective, org: Objective.objects.filter(id=objective.id)._raw_delete("default"),
    "bulk_create": lambda objective, org: Objective.objects.bulk_create([fresh(objective)]),
    "bulk_update": lambda objective, org: Objective.objects.bulk_update([objective], ["title"]),
    "reverse_create": lambda objective, org: objective.alliance.objectives.create(code="O8", title="x"),
    "reverse_add": lambda objective, org: org.affiliations.add(Affiliation.objects.first(), bulk=True),
    "base_manager": lambda objective, org: Objective._base_manager.filter(id=objective.id).update(title="x"),
    "async": lambda objective, org: in_a_loop_of_its_own(objective.asave),
    "fixture": through_a_fixture,
    "by_statement": lambda objective, org: changed(Objective, objective.id, title="x"),
}


@pytest.fixture
def objective(cast: Cast) -> Objective:
    name_objective(cast.caller("manager"), title="A settled home")
    return Objective.objects.get()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.django_db(transaction=True)
def test_no_way_but_an_action_writes_a_record(way: str, objective: Objective) -> None:
    before = list(Objective.objects.values())
    org = Organisation.objects.exclude(affiliations=Affiliation.objects.first()).first()
    objective.title = "changed"
    with pytest.raises(OutsideAction):
        WAYS[way](objective, org)
    assert list(Objective.objects.values()) == before


def test_deleting_an_account_does_not_reach_records_through_a_cascade(cast: Cast) -> None:
    with pytest.raises(ProtectedError):
        cast.people["council"].delete()


def test_deleting_an_alliance_is_refused_before_anything_goes(cast: Cast) -> None:
    with pytest.raises((OutsideAction, ProtectedError)):
        Alliance.objects.get().delete()
    assert Alliance.objects.filter(id=cast.alliance).exists()
    assert not Alliance.objects.filter(id=uuid4()).exists()
