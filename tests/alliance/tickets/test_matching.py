"""Who has the database, or all its backups, matches pieces to the order in which they came no better than by chance."""

import secrets
from collections import Counter

import pytest
from django.db import connection

from alliance.tickets import actions, writing
from alliance.tickets.models import Slip, Window
from alliance.tickets.sealed import locks, slips, spelling, store
from tests.alliance.tickets.stage import AFTER, FIRST_DAY, Gathering, gathering, on

WINDOWS, PIECES = 20, 10
CHANCE = WINDOWS  # hits to expect: one fixed point a window, with a standard deviation of the root of 20
MOST = CHANCE + 25  # five and a half deviations
PLACES = {
    "sqlite": ("rowid", "rowid"),
    "postgresql": ("(ctid::text::point)[0] * 1000 + (ctid::text::point)[1]", "xmin::text::bigint"),
}


def rows(window):
    """What the database shows of the slips of a window, in its own order: digest, id, sealed, place, row version."""
    place, version = PLACES[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT digest, id, sealed, {place}, {version} FROM alliance_slip WHERE window_id = %s",
            [_id(window)],
        )
        return [
            (bytes(digest), str(key), bytes(sealed), at, xmin)
            for digest, key, sealed, at, xmin in cursor.fetchall()
        ]


def _id(window):
    return window.hex if connection.vendor == "sqlite" else window


SIGNALS = {
    "the rows' own order": lambda row: 0, "place": lambda row: row[3], "row version": lambda row: row[4],
    "id": lambda row: row[1], "size": lambda row: len(row[2]), "hash": lambda row: row[0], "ciphertext": lambda row: row[2],
}  # fmt: skip


def hits(made, found):
    """By signal, how many of the pieces a matcher places right who sorts by it; it even knows which slips are written."""
    arrived = [slips.digest_of(spelling.ticket_bytes(ticket)) for ticket in made.tickets]
    written = [row for row in found if row[0] in arrived]
    return Counter({
        name: sum(row[0] == digest for row, digest in zip(sorted(written, key=by), arrived, strict=True))
        for name, by in SIGNALS.items()
    })  # fmt: skip


def matched():
    """Hits over all windows: in the last backup before the close, and after it."""
    before, after = Counter(), Counter()
    for _ in range(WINDOWS):
        made = gathering(*("x" * secrets.randbelow(3_000) + "." for _ in range(PIECES)), seats=PIECES)
        before.update(hits(made, rows(made.window)))
        with on(AFTER):
            actions.close(made.window)
        after.update(hits(made, rows(made.window)))
    return before, after


@pytest.mark.django_db(transaction=True)
def test_t4_two_hundred_pieces_are_matched_no_better_than_by_chance():
    for when, found in zip(("before the close", "after"), matched(), strict=True):
        print(f"{connection.vendor}, {when}: " + ", ".join(f"{name} {found[name]}" for name in SIGNALS))
        assert max(found.values()) <= MOST, found


@pytest.mark.django_db(transaction=True)
def test_t4_the_same_matcher_finds_everybody_where_slips_are_written_one_by_one(monkeypatch):
    def one_by_one(window, leaves):
        old = (
            {}
            if not Slip.objects.filter(window=window).exists()
            else {leaf.digest: leaf for leaf in slips.take_up(window)}
        )
        for leaf in leaves:
            if old.get(leaf.digest) != leaf:
                Slip.objects.filter(digest=leaf.digest).delete()
                Slip.objects.create(
                    window=window,
                    digest=leaf.digest,
                    sealed=slips._covered(window, slips._cover(window), leaf),
                )

    monkeypatch.setattr(slips, "put_down", one_by_one)
    made = gathering(*"0123456789", seats=PIECES)
    assert hits(made, rows(made.window))["row version"] == PIECES


@pytest.mark.django_db(transaction=True)
def test_t4_t5_one_write_makes_all_rows_new_and_taking_a_ticket_none():
    made = gathering("One", "Two")
    with on(FIRST_DAY):
        first = rows(made.window)
        ticket = actions.take(made.window)
        assert rows(made.window) == first
        writing.write(ticket, "Three", "theme")
    second = rows(made.window)
    for column in (1, 2):
        assert not {row[column] for row in first} & {row[column] for row in second}
    assert {row[0] for row in first} == {row[0] for row in second}
    if connection.vendor == "postgresql":
        assert len({row[4] for row in second}) == 1, "one row version for all"


def restored(made: Gathering, backup, row: Window):
    """A backup of the database is put back, as it was before all was destroyed."""
    Window.objects.filter(pk=row.pk).delete()
    row.save(force_insert=True)
    Slip.objects.bulk_create(backup)


@pytest.mark.django_db
def test_v34_t13_a_backup_with_both_keepers_parts_gives_no_plain_text(django_capture_on_commit_callbacks):
    made = gathering("Zebrafinch", "Two", "Three")
    with on(AFTER):
        actions.close(made.window)
    row, backup = Window.objects.get(), list(Slip.objects.all())
    parts = [spelling.part_bytes(part) for part in made.parts]
    third = store.part(row.id, row.generation)
    leaves = slips.take_up(row)
    assert "Zebrafinch" in [slips.text_of(row, leaf, [*parts, third]) for leaf in leaves], (
        "all three do open it"
    )
    with django_capture_on_commit_callbacks(execute=True):
        actions.destroy(made.window)
    restored(made, backup, row)
    with pytest.raises(store.Lost):
        slips.take_up(row)
    guesses = [*parts, bytes(row.store_lock), bytes(row.pool_key) or bytes(32), locks.new_part()]
    for guess in guesses:
        key = locks.cover_key(guess, row.id.bytes)
        assert not any(
            locks.uncovered(key, bytes(one.sealed), row.id.bytes + bytes(one.digest)) for one in backup
        )
        for leaf in leaves:  # as if the cover had been seen through while the server ran
            assert slips.text_of(row, leaf, [*parts, guess]) is None
            assert slips.text_of(row, leaf, parts) is None
