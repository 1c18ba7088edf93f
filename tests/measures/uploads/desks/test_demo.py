"""Marlhaven's history of sheets, through the same checks and the same commit as everybody's."""

from datetime import UTC, date, datetime

import pytest

from alliance.demo import founding
from alliance.door import clock
from measures.models import AtomVersion, CurrentAtom, Draft, FileVersion, Refusal
from measures.plan import demo as plan
from measures.releases.stored import demo as releases
from measures.uploads import demo
from tests.measures.agreed import agree

TODAY = date(2026, 7, 22)


@pytest.fixture
def history(db, settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    people = founding.accounts("")
    with clock.simulated(founding.FOUNDED):
        alliance = founding.found(people)
        agree(alliance, 3, 13)
    steps = (plan.DEMO, releases.DEMO, demo.DEMO)
    told = [
        (each.at, step.order, at, each)
        for step in steps
        for at, each in enumerate(step.moments(alliance, TODAY))
    ]
    for at, _, _, moment in sorted(told, key=lambda one: one[:3]):
        with clock.simulated(at):
            moment.do()


def test_39_sheets_and_one_first_version_are_committed_and_the_others_leave_nothing(history):
    assert FileVersion.objects.count() == 40
    assert CurrentAtom.objects.count() == 39 * 4
    assert AtomVersion.objects.count() == 39 * 4 + 1
    ended = Draft.objects.exclude(state="committed").values_list("org__code", "period__code", "state")
    assert sorted(ended) == [("COU", "2024/25 Q2", "taken_back"), ("KIN", "2025/26 Q3", "taken_back")]
    assert not Draft.objects.exclude(grid={}).exists()
    assert Refusal.objects.values_list("org__code", "codes").get() == ("TID", ["person.name", "person.rows"])


def test_sheets_came_when_the_history_says(history):
    first = FileVersion.objects.get(org__code="TID", period__code="2025/26 Q2")
    assert first.committed_at.date() == date(2025, 11, 26)
    correction = FileVersion.objects.get(org__code="LAN", period__code="2024/25 Q3", number=2)
    assert correction.committed_at.date() == date(2025, 2, 21)
    usual = FileVersion.objects.get(org__code="LAN", period__code="2024/25 Q1")
    assert usual.committed_at == datetime(2024, 7, 29, 9, 40, tzinfo=UTC)


def test_lanterns_small_correction_waits(history):
    drafts = Draft.objects.filter(org__code="LAN", period__code="2024/25 Q3").order_by("received_at")
    assert list(drafts.values_list("waits", flat=True)) == [False, True]
    now = CurrentAtom.objects.get(org__code="LAN", period__code="2024/25 Q3", measure__code="M-03").version
    assert (now.n, now.counts) == (91, {"yes": 38})
