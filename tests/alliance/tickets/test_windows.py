"""What a window lets happen, and when."""

from collections import defaultdict
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, transaction

from alliance.door.refusals import NotFound, Refused
from alliance.tickets import actions, queries, rules, writing
from alliance.tickets import sweep as sweeping
from alliance.tickets.models import Slip, Window
from alliance.tickets.sealed.spelling import part_bytes, part_text
from alliance.tickets.sweep import tend
from tests.alliance.tickets.stage import AFTER, FIRST_DAY, LAST_DAY, gathering, on, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def code(answer):
    return answer.code if isinstance(answer, Refused) else answer


def closed(*said, **more):
    made = gathering(*said, **more)
    with on(AFTER):
        assert actions.close(made.window) == made.window
    return made


def test_each_keeper_is_shown_a_part_once_and_the_table_has_only_its_public_half():
    window = actions.prepare("review", uuid4(), opens=FIRST_DAY, closes=LAST_DAY)
    first = actions.keep_part(window, 1)
    assert code(actions.keep_part(window, 1)) == "part_taken"
    assert queries.window(window).parts == (True, False)
    row = Window.objects.get()
    assert part_bytes(first) not in [bytes(row.first_lock), bytes(row.second_lock)]


def test_a_part_with_a_letter_wrong_is_told_from_the_right_one():
    part = part_text(bytes(range(32)))
    wrong = part.replace(part[5], "A" if part[5] != "A" else "B", 1)
    assert part_bytes(part) == bytes(range(32))
    assert part_bytes(wrong) is None


def test_it_opens_with_both_parts_taken_once_and_before_its_end():
    window = actions.prepare("review", uuid4(), opens=FIRST_DAY, closes=LAST_DAY)
    actions.keep_part(window, 1)
    with on(FIRST_DAY):
        assert code(actions.open_window(window, seats=5)) == "parts_missing"
        actions.keep_part(window, 2)
        assert code(actions.open_window(window, seats=2)) == "seats"
        with on(AFTER):
            assert code(actions.open_window(window, seats=5)) == "window_over"
        assert actions.open_window(window, seats=5) == window
        assert code(actions.open_window(window, seats=5)) == "not_preparing"
        assert code(actions.keep_part(window, 1)) == "not_preparing"
    assert Slip.objects.count() == 8, "a slip for each seat, and three to spare"


def test_v14_a_ticket_is_popped_once_and_the_last_is_the_last():
    made = gathering(seats=3)
    with on(FIRST_DAY):
        taken = [actions.take(made.window) for _ in range(7)]
        assert len(set(taken[:6])) == 6
        assert code(taken[6]) == "no_ticket"
    with on(AFTER):
        assert code(actions.take(made.window)) == "not_open"


def test_t5_a_ticket_is_not_taken_inside_the_transaction_that_marks_a_seat(django_db_blocker):
    made = gathering()
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.take(made.window)


def test_v20_nothing_is_counted_or_read_before_the_close():
    made = gathering("One", "Two", "Three")
    with on(LAST_DAY):
        assert code(queries.count(made.window)) == "not_closed"
        assert code(queries.read(made.window, *made.parts)) == "not_closed"
        assert code(actions.close(made.window)) == "not_over"


@pytest.mark.parametrize("said", [(), ("One", "Two"), ("One", "Two", "", "")])
def test_v21_fewer_than_three_are_destroyed_unread_and_nothing_to_add_is_not_one(said, store):
    made = closed(*said)
    assert queries.window(made.window).state == "too_few"
    assert Slip.objects.count() == 0
    assert code(queries.read(made.window, *made.parts)) == "not_closed"


def test_v22_three_pieces_open_with_both_keys_and_not_with_one():
    made = closed("One", "Two", "Three", "")
    assert queries.count(made.window) == 3
    assert sorted(texts(made)) == ["One", "Three", "Two"]
    first, second = made.parts
    for parts in ((first, ""), ("", second), (first, first), (second, first), (first, part_text(bytes(32)))):
        assert code(queries.read(made.window, *parts)) == "parts_do_not_fit"


def test_each_view_is_in_another_order():
    made = closed(*map(str, range(8)))
    assert len({tuple(texts(made)) for _ in range(5)}) > 1


def test_v23_a_withdrawal_after_the_close_leaves_two():
    made = closed("One", "Two", "Three")
    with on(AFTER):
        writing.withdraw(made.tickets[0])
    assert queries.count(made.window) == 2
    assert rules.too_few(queries.count(made.window))
    assert sorted(texts(made)) == ["Three", "Two"]


def test_v24_a_hand_over_seals_again_and_the_old_part_opens_nothing():
    made = gathering("One", "Two", "Three")
    first, second = made.parts
    assert code(actions.hand_over(made.window, 2, first, first)) == "parts_do_not_fit"
    fresh = actions.hand_over(made.window, 2, first, second)
    with on(LAST_DAY):
        writing.write(made.tickets[0], "One more", "words")
    with on(AFTER):
        actions.close(made.window)
    assert code(queries.read(made.window, first, second)) == "parts_do_not_fit"
    made.parts = [first, fresh]
    assert sorted(texts(made)) == ["One more", "Three", "Two"]


def test_v35_a_hazard_passes_by_both_keys_and_not_by_one():
    made = gathering()
    first, second = made.parts
    assert queries.both_keys(made.window, first, second) is None
    assert code(queries.both_keys(made.window, first, first)) == "parts_do_not_fit"
    actions.destroy(made.window)
    assert code(queries.both_keys(made.window, first, second)) == "parts_do_not_fit"


def test_the_last_day_moves_once_before_its_end_and_to_a_later_one():
    made, later = gathering("One"), LAST_DAY + timedelta(days=7)
    with on(LAST_DAY):
        assert code(actions.extend(made.window, LAST_DAY)) == "not_later"
        assert actions.extend(made.window, later) == made.window
        assert code(actions.extend(made.window, later + timedelta(days=1))) == "extended"
    with on(later):
        writing.write(made.tickets[0], "Two", "theme")
        assert tend() == 0
    with on(later + timedelta(days=1)):
        assert code(actions.extend(made.window, later + timedelta(days=9))) == "not_open"


def test_the_worker_closes_what_is_over_and_no_sooner():
    made = gathering("One", "Two", "Three")
    with on(LAST_DAY, hour=22):  # 23:00 in the United Kingdom
        assert tend() == 0
    with on(LAST_DAY, hour=23):
        assert tend() == 1
    assert queries.window(made.window).state == "closed"
    assert Window.objects.exclude(unswept=None).exists(), "inside a test's transaction nothing can be swept"
    assert connection.in_atomic_block


def test_what_changes_while_it_is_swept_is_swept_again(monkeypatch):
    made, calm = (gathering("One", "Two", "Three") for _ in range(2))
    with on(AFTER):
        assert tend() == 2
    monkeypatch.setattr(sweeping, "connection", SimpleNamespace(in_atomic_block=False))
    monkeypatch.setattr(sweeping, "_rewritten", lambda: writing.withdraw(made.tickets[0]) is None)
    assert sweeping.sweep()
    assert [queries.window(one.window).swept for one in (made, calm)] == [False, True]
    monkeypatch.setattr(sweeping, "_rewritten", lambda: True)
    assert sweeping.sweep()
    assert queries.window(made.window).swept
    assert not sweeping.sweep()


def test_v34_what_is_destroyed_is_destroyed_for_everybody(django_capture_on_commit_callbacks, store):
    made = closed("One", "Two", "Three")
    with django_capture_on_commit_callbacks(execute=True):
        actions.destroy(made.window)
        actions.destroy(made.window)
    assert queries.window(made.window).state == "destroyed"
    assert Slip.objects.count() == 0
    assert [path.name for path in store.iterdir()] == ["lock"]
    with on(AFTER), pytest.raises(NotFound):
        writing.withdraw(made.tickets[0])


def test_a_store_that_lost_its_part_loses_the_pieces_and_says_so(store):
    made = closed("One", "Two", "Three")
    next(store.glob("*.part.*")).unlink()
    assert code(queries.read(made.window, *made.parts)) == "part_lost"
    assert code(queries.count(made.window)) == "part_lost"


def test_a_window_whose_part_is_missing_holds_up_no_other(store):
    made, other = gathering("One", "Two", "Three"), gathering("One", "Two", "Three")
    path = next(store.glob(f"{made.window}.part.*"))
    kept = path.read_bytes()
    path.unlink()
    with on(AFTER):
        assert tend() == 1
        assert [queries.window(one.window).state for one in (made, other)] == ["open", "closed"]
        path.write_bytes(kept)
        assert tend() == 1
    assert texts(made)


@pytest.mark.parametrize(("count", "said"), [(0, "*"), (3, "*"), (7, "*"), (8, "10"), (12, "10"), (13, "15")])
def test_t11_counts_are_told_as_stars_and_in_fives(count, said):
    assert rules.told(count) == said


def test_t11_no_subset_of_told_counts_gives_a_small_one():
    """Whatever total and part are told, several counts are left possible for the rest."""
    rests = defaultdict(set)
    for total in range(68):
        for part in range(total + 1):
            rests[rules.told(total), rules.told(part)].add(total - part)
    assert min(map(len, rests.values())) >= 5
