"""The standing window, for warnings: no keepers, no end, read once a day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from alliance.door.refusals import NotFound
from alliance.tickets import actions, queries, rules, store, writing
from alliance.tickets.models import Slip, Window
from tests.alliance.tickets.stage import FIRST_DAY, gathering, on

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def window():
    with on(FIRST_DAY):
        return actions.open_standing("warning", uuid4(), tickets=6)


def warn(window, *said):
    tickets = [actions.take(window) for _ in said]
    for ticket, text in zip(tickets, said, strict=True):
        writing.write(ticket, text, "theme")
    return tickets


def waiting(window):
    row = Window.objects.get(pk=window)
    return store.waiting(window, bytes(row.pool_key))


def test_k32_warnings_come_once_a_day_and_their_tickets_are_spent(window, django_capture_on_commit_callbacks):
    with on(FIRST_DAY):
        spent, *_ = warn(window, "The lift fails", "The rota is thin")
        unused = actions.take(window)
        with django_capture_on_commit_callbacks(execute=True):
            assert sorted(actions.collect(window)) == ["The lift fails", "The rota is thin"]
        with pytest.raises(NotFound):
            writing.write(spent, "Once more", "theme")
        writing.write(unused, "It is cold", "theme")
        assert actions.collect(window) == (), "a second batch on one day would show who wrote in between"
    assert len(waiting(window)) == 6
    assert Slip.objects.count() == 7
    with on(FIRST_DAY + DAY):
        assert actions.collect(window) == ("It is cold",)


def test_k32_a_batch_says_nothing_of_the_order_it_came_in(window):
    with on(FIRST_DAY):
        warn(window, *"123456")
    orders = set()
    with on(FIRST_DAY):
        for _ in range(5):
            with transaction.atomic():
                orders.add(actions.collect(window))
                transaction.set_rollback(True)
    assert len(orders) > 1, "and rolled back, nothing is lost"
    assert {"".join(sorted(order)) for order in orders} == {"123456"}


def test_tickets_that_nobody_used_lapse_before_there_are_too_many_to_mix(window, monkeypatch):
    monkeypatch.setattr(rules, "MOST_SEATS", 5)
    with on(FIRST_DAY):
        unused = actions.take(window)
        actions.collect(window)
        with pytest.raises(NotFound):
            writing.write(unused, "Too late", "theme")


def test_only_a_standing_window_is_read_in_batches():
    made = gathering("One")
    with pytest.raises(ValueError, match="standing"):
        actions.collect(made.window)


def test_a_standing_window_is_not_opened_by_two_keys(window):
    assert queries.both_keys(window, "", "") == rules.PARTS_DO_NOT_FIT
    assert queries.read(window, "", "") == rules.NOT_CLOSED
