"""The six risks of Marlhaven stand as they are written."""

import csv

import pytest
from django.db import transaction

from alliance.contract.access import enter
from alliance.decisions.queries import decision
from alliance.door import clock
from alliance.links.queries import resolve
from alliance.people.models import Person
from risks.demo.register import FOLDER
from risks.escalation.queries import escalated
from risks.register import queries
from risks.scoring.queries import rounds
from tests import told
from tests.told import WRITTEN

ROWS = list(csv.DictReader((FOLDER / "risks.csv").read_text().splitlines()))


def viewer(first_name: str):
    return enter(Person.objects.get(email=f"{first_name}@marlhaven.example").id, "marlhaven")


@pytest.fixture(scope="module")
def marlhaven_told(django_db_setup, django_db_blocker):
    """The story, put there once for this file, in a transaction that is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        told.marlhaven(WRITTEN)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def marlhaven(marlhaven_told, db):
    with clock.simulated(WRITTEN):
        yield


def test_each_risk_is_held_scored_and_looked_at_again_as_written(marlhaven) -> None:
    shown = {row.ref: row for row in queries.risks(viewer("ines")).object_list}
    assert list(shown) == ["R-06", "R-01", "R-04", "R-02", "R-05", "R-03"]
    for row in ROWS:
        one = shown[row["ref"]]
        page = queries.risk(viewer("ines"), one.number)
        held = [holder.code for duty in page.duties for holder in duty.holders if holder.state == "agreed"]
        assert (one.event, one.state, one.objective) == (row["what"], row["state"], row["objective"])
        assert (one.score.likelihood, one.score.consequence) == (
            int(row["likelihood"]),
            int(row["consequence"]),
        )
        assert (one.score.product, one.score.band) == (int(row["score"]), row["band"])
        assert one.review_on.isoformat() == row["look_again_on"]
        assert set(held) == set(row["held_by"].split())
        assert one.missing == ""


def test_F19_the_data_sharing_agreement_has_seventy_days_left(marlhaven) -> None:
    waits = {wait.text for wait in queries.waits(viewer("ines"), WRITTEN)}
    assert waits == {
        "R-04 has 70 days left", "Look at R-04 again: due in 20 days", "Look at R-06 again: due in 20 days",
    }  # fmt: skip


def test_the_winter_is_linked_to_the_grant_that_ended(marlhaven) -> None:
    links = {link.ref: link.found for link in queries.risk(viewer("leon"), 1).links}
    assert links["R-06"] is not None
    assert links["R-06"].title == "Rough-sleeping grant ended in March 2026"
    assert "D-009" in links


def test_K18_R_05_was_scored_alone_and_its_views_are_three_apart(marlhaven) -> None:
    latest, first = rounds(viewer("leon"), 5)
    written = csv.DictReader((FOLDER / "risk_R-05_scores.csv").read_text().splitlines())
    assert [(one.likelihood, one.consequence) for one in latest.views] == [
        (int(row["likelihood"]), int(row["consequence"])) for row in written
    ]
    assert (latest.spread_likelihood, latest.spread_consequence, first.spread_likelihood) == (3, 1, 0)
    assert "spread" in escalated(viewer("leon"), 5).draft.grounds


def test_K19_each_score_rests_on_a_decision_that_names_the_risk(marlhaven) -> None:
    for number in range(1, 7):
        entries = queries.risk(viewer("ines"), number).entries
        assert len(entries) == 2
        for entry in entries:
            [decided] = resolve(viewer("ines"), [entry.decision]).values()
            found = decision(viewer("ines"), int(entry.decision[2:]))
            assert decided.ref == entry.decision
            assert f"R-{number:02}" in str(found)
