"""What is not there: no column, key, index, file or letter by which a piece could meet a person."""

import re

import pytest
from django.apps import apps
from django.core import mail
from django.db import models

from alliance.boot.places import ROOT
from alliance.people.models import Person
from alliance.tickets import actions, writing
from alliance.tickets.models import Slip, Window
from alliance.tickets.sweep import TABLES
from alliance.wings import registry
from tests.alliance.tickets.stage import AFTER, gathering, on
from tests.architecture.tree import WINGS

DATES = (models.DateField, models.TimeField, models.DurationField)
PERSONAL = re.compile(
    r"person|user|author|partner|org|ip$|address|agent|device|session|email|name|alliance", re.IGNORECASE
)


def keys(found):
    """Every foreign key, as (from, to)."""
    for model in found:
        for field in model._meta.get_fields(include_hidden=True):
            if isinstance(field, models.ForeignKey):
                yield model, field.related_model


def reached(start, edges):
    """Whatever can be come to from `start` by foreign keys, forwards or backwards."""
    seen, waiting = set(), {start}
    while waiting:
        one = waiting.pop()
        seen.add(one)
        waiting |= {other for pair in edges if one in pair for other in pair} - seen
    return seen


def test_t1_t7_t20_a_piece_meets_nobody_in_the_graph_of_foreign_keys():
    """A room that uses a window holds its id among its own columns, in one row for all seats."""
    edges = list(keys(apps.get_models()))
    assert reached(Slip, edges) == {Slip, Window}
    assert Person in reached(apps.get_model("alliance", "Token"), edges), "the walk does find persons"


def test_t3_a_slip_has_no_date_and_a_window_only_its_days():
    assert not [field for field in Slip._meta.get_fields() if isinstance(field, DATES)]
    days = [field for field in Window._meta.get_fields() if isinstance(field, DATES)]
    assert {field.name for field in days} == {"opens", "closes", "collected_on"}
    assert not [field for field in days if isinstance(field, models.DateTimeField)]


def test_t1_no_column_is_about_a_person():
    names = [field.name for model in (Slip, Window) for field in model._meta.get_fields()]
    assert not [name for name in names if PERSONAL.search(name)]


def test_t2_nothing_of_it_is_governed_logged_or_rebuilt():
    told = [*registry.projected(), *(kind.name for wing in registry.wings() for kind in wing.events)]
    assert Slip not in told
    assert not [
        name for name in told if isinstance(name, str) and name.startswith(("ticket", "slip", "piece"))
    ]


def test_t16_t17_no_search_file_or_notice_reads_a_slip():
    """By the code: outside its own room nothing names the models or the tables of the anonymous door."""
    used = re.compile(r"tickets\.models|\bSlip\b|" + "|".join(TABLES))
    own = (ROOT / "alliance" / "tickets", ROOT / "alliance" / "migrations", ROOT / "alliance" / "models.py")
    found = [
        str(path.relative_to(ROOT))
        for wing in WINGS
        for path in (ROOT / wing).rglob("*.py")
        if "node_modules" not in path.parts and not any(path.is_relative_to(one) for one in own)
        if used.search(path.read_text())
    ]
    assert found == []


def test_t19_when_somebody_last_signed_in_is_not_kept():
    assert "last_login" not in {field.name for field in Person._meta.get_fields()}


@pytest.mark.django_db
def test_t16_no_letter_goes_out_for_a_piece_or_a_close():
    made = gathering("One", "Two", "Three")
    with on(AFTER):
        actions.close(made.window)
        writing.withdraw(made.tickets[0])
    assert mail.outbox == []
    assert apps.get_model("alliance", "Letter").objects.count() == 0
