"""The log in the database: gapless, append-only, and honest about where it was touched."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from alliance.ledger import triggers
from alliance.ledger.canonical import event_bytes
from alliance.ledger.log import founded, locked
from alliance.ledger.merkle import leaf_hash
from alliance.ledger.models import Entry, Head, Opening, Sealed
from alliance.ledger.queries import events, texts
from alliance.ledger.types import EventType, register
from alliance.ledger.verify import verify
from tests.cast import START, Cast


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


REFUSED = {
    "update an entry": "UPDATE alliance_entry SET type = 'x'",
    "delete an entry": "DELETE FROM alliance_entry",
    "change a text": "UPDATE alliance_opening SET text = 'x'",
    "delete a head": "DELETE FROM alliance_head",
    "wind a head back": "UPDATE alliance_head SET size = 1",
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_itself_refuses(what: str, cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(REFUSED[what])
    assert verify(cast.alliance).whole


def test_truncation_is_refused_where_there_is_such_a_thing(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql("TRUNCATE alliance_entry")


@pytest.mark.parametrize("model", [Entry, Head, Opening])
def test_the_tables_of_the_ledger_have_no_writer_but_the_log(model: type, cast: Cast) -> None:
    record = model.objects.first()
    for write in (
        record.save,
        record.delete,
        model.objects.all().delete,
        lambda: model.objects.update(alliance_id=uuid4()),
    ):
        with pytest.raises(Sealed):
            write()


def test_an_event_of_an_unknown_type_or_shape_never_enters(cast: Cast) -> None:
    wrong = [
        ("nobody.knows", {}, {}, KeyError),
        ("member.left", {"org": "Kinfolk Centre"}, {}, ValueError),
        ("member.left", {}, {}, ValueError),
        ("member.left", {"org": str(uuid4()), "name": "x"}, {}, ValueError),
        ("member.left", {"org": str(uuid4())}, {"reason": "free text"}, ValueError),
    ]
    for kind, body, words, error in wrong:
        with pytest.raises(error), locked(cast.alliance) as log:
            log.append(kind, at=START, actor="system", body=body, texts=words)
    assert verify(cast.alliance).whole


def test_two_rooms_cannot_register_one_type() -> None:
    with pytest.raises(ValueError, match=r"member\.left"):
        register(EventType("member.left"))


def test_an_alliance_has_one_log(cast: Cast) -> None:
    with (
        pytest.raises(DatabaseError),
        founded(cast.alliance, origin="again.example/log", at=START, simulated=False),
    ):
        pass


def spoil(statement: str, *values: object) -> None:
    """Do what a database's administrator could: past the triggers."""
    triggers.remove(connection)
    sql(statement, *values)
    triggers.install(connection)


def key_of(cast: Cast) -> object:
    return cast.alliance if connection.features.has_native_uuid_field else cast.alliance.hex


def test_a_changed_byte_is_named(cast: Cast) -> None:
    data = bytes(Entry.objects.get(seq=7, alliance_id=cast.alliance).data)
    changed = data.replace(b'"actor":"system"', b'"actor":"systen"')
    spoil("UPDATE alliance_entry SET data = %s WHERE seq = 7 AND alliance_id = %s", changed, key_of(cast))
    assert changed != data
    assert verify(cast.alliance).fault == "Entry 7 is broken: its bytes do not give its hash."


def test_a_removed_entry_is_named(cast: Cast) -> None:
    spoil("DELETE FROM alliance_entry WHERE seq = 5")
    assert verify(cast.alliance).fault == "Entry 5 is broken: the next entry is numbered 6."


def test_a_cut_tail_is_named(cast: Cast) -> None:
    size = Head.objects.get().size
    spoil("DELETE FROM alliance_entry WHERE seq = %s", size - 1)
    assert verify(cast.alliance).fault.startswith(f"Entry {size - 1} is broken: it is missing")


def test_a_renamed_type_a_changed_text_and_a_moved_instant_are_named(cast: Cast) -> None:
    spoil("UPDATE alliance_entry SET type = 'x' WHERE seq = 3")
    assert "Entry 3" in verify(cast.alliance).fault
    spoil("UPDATE alliance_entry SET type = %s WHERE seq = 3", events(cast.alliance)[3].type)
    seq = min(texts(cast.alliance))
    spoil("UPDATE alliance_opening SET text = 'x' WHERE seq = %s", seq)
    assert (
        verify(cast.alliance).fault == f"Entry {seq} is broken: its text “name” does not give its commitment."
    )


def test_an_entry_rewritten_with_its_hash_but_out_of_form_is_found_by_the_deep_check(cast: Cast) -> None:
    data = event_bytes(events(cast.alliance)[4]).replace(b'"commit":{', b'"commit": {')
    spoil("UPDATE alliance_entry SET data = %s, leaf = %s WHERE seq = 4", data, leaf_hash(data))
    assert "Entry 4 is broken" in verify(cast.alliance, deep=True).fault
