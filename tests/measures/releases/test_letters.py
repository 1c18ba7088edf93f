"""Whoever can give the second seal is told at once, and that a release is out stands in the digest of everybody."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail

from alliance.door import clock
from alliance.door.access import Caller
from alliance.notices.models import Letter, State
from measures.releases.actions import audit_release, open_release, seal_release
from tests.alliance.notices.acting import look_on, plan
from tests.measures import town

pytestmark = pytest.mark.django_db
FIRST = "2024/25 Q1"


@pytest.fixture
def audited(db):
    made = town.Town(town.build())
    for partner, rows in town.sheets()[FIRST].items():
        made.store(partner, FIRST, rows)
    opened = open_release(made.caller("dewi"), period=made.periods[FIRST])
    audit_release(Caller(made.alliance, None), release=UUID(opened.ref))
    plan()
    return made


def told(**wanted):
    rows = Letter.objects.filter(kind="release.second_seal", **wanted).select_related("person")
    return {row.person.email.split("@")[0] for row in rows}


def test_only_whoever_can_give_the_second_seal_is_told_and_once(audited):
    seal_release(audited.caller("dewi"), release=audited.newest.id)
    look_on(clock.now() + timedelta(minutes=1))
    look_on(clock.now() + timedelta(minutes=2))
    assert {"gethin", "jonty", "mairead"} <= told(state=State.SENT)
    assert not {"dewi", "delphine", "nerys"} & told()
    (letter,) = [one for one in mail.outbox if one.to == ["jonty@marlhaven.example"]]
    assert letter.subject == f"Release 1, the figures of {FIRST}, waits for a second seal"
    assert "/a/marlhaven/measures/releases/1/" in letter.body


def test_a_seal_of_the_team_is_told_to_partners_and_not_to_the_team(audited):
    seal_release(audited.caller("gethin"), release=audited.newest.id)
    look_on(clock.now() + timedelta(minutes=1))
    assert {"dewi", "jonty"} <= told()
    assert "gethin" not in told()


def test_nobody_is_told_of_a_seal_that_published_it_and_everybody_reads_of_the_release_in_the_digest(audited):
    for first in ("gethin", "dewi"):
        seal_release(audited.caller(first), release=audited.newest.id)
    look_on(clock.now() + timedelta(days=1))
    assert told() == set()
    letter = next(one for one in mail.outbox if one.to == ["nerys@marlhaven.example"])
    assert f"Release 1 is out: the figures of {FIRST}" in letter.body
