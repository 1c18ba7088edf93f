"""A start may skip the wait only where nothing that was prepared has changed since."""

import os
import sqlite3
from contextlib import closing

import pytest

from alliance.boot import places, prepared


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A checkout with one migration, one style sheet and a migrated database, prepared without the demo."""
    for name in ("ROOT", "STATE"):
        monkeypatch.setattr(prepared, name, tmp_path)
    monkeypatch.setattr(prepared, "FRONTEND", tmp_path / "frontend")
    monkeypatch.setattr(prepared, "STAMP", tmp_path / "prepared.stamp")
    monkeypatch.setattr(prepared, "STATIC", tmp_path / "static")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for folder in ("static", "frontend/static", "wing/migrations"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("requirements.lock", "frontend/static/app.css", "wing/migrations/0001_initial.py"):
        (tmp_path / name).write_text(name)
    migrated(tmp_path / "alliance.sqlite3", "Monday")
    prepared.note(demo=False)
    return tmp_path


def migrated(path, when):
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE django_migrations (applied text)")
        database.execute("INSERT INTO django_migrations VALUES (?)", [when])


def test_it_holds_while_nothing_changes(house):
    assert prepared.holds(demo=False)
    prepared.forget()
    assert not prepared.holds(demo=False)


@pytest.mark.parametrize(
    "change",
    [
        lambda house: (house / "wing/migrations/0002_more.py").touch(),
        lambda house: (house / "frontend/static/app.css").write_text("other"),
        lambda house: (house / "requirements.lock").write_text("other"),
        lambda house: (house / "alliance.sqlite3").unlink(),
        lambda house: migrated(house / "alliance.sqlite3", "Tuesday"),
        lambda house: (house / "static").rmdir(),
    ],
    ids=["a migration", "a style sheet", "the lock", "no database", "another database", "no static files"],
)
def test_it_holds_no_more_when_something_changed(house, change):
    change(house)
    assert not prepared.holds(demo=False)


@pytest.mark.parametrize("name", prepared.ASKED)
def test_it_holds_for_the_settings_it_was_made_with_only(house, monkeypatch, name):
    monkeypatch.setenv(name, "postgresql://elsewhere/alliance" if name == "DATABASE_URL" else "yes")
    assert not prepared.holds(demo=False)


def test_it_speaks_of_the_file_that_the_address_names(house, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{house}/other.sqlite3")
    migrated(house / "other.sqlite3", "Monday")
    prepared.note(demo=False)
    migrated(house / "other.sqlite3", "Tuesday")
    assert not prepared.holds(demo=False)


def test_a_look_makes_no_database(house):
    (house / "alliance.sqlite3").unlink()
    assert not prepared.holds(demo=False)
    assert not (house / "alliance.sqlite3").exists()


def test_compiled_modules_are_kept_where_the_person_wants_none_beside_the_sources(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    places.keep_bytecode()
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert os.environ.pop("PYTHONPYCACHEPREFIX") == str(places.STATE / "bytecode")
    places.keep_bytecode()
    assert "PYTHONPYCACHEPREFIX" not in os.environ
