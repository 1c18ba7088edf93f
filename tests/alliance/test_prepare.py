"""What `up` does before it serves: each step is done once."""

import pytest
from django.core.management import call_command
from django.db.migrations.executor import MigrationExecutor

from alliance.boot import prepared
from alliance.management.commands import prepare


@pytest.fixture
def called(monkeypatch):
    names = []
    monkeypatch.setattr(prepare, "call_command", lambda name, *args, **options: names.append((name, *args)))
    return names


@pytest.fixture(autouse=True)
def stamp(monkeypatch, tmp_path):
    monkeypatch.setattr(prepared, "STAMP", tmp_path / "prepared.stamp")
    return tmp_path / "prepared.stamp"


@pytest.mark.django_db
def test_a_migrated_database_is_left_alone(called):
    prepare.migrate()
    assert called == []


@pytest.mark.django_db
def test_a_waiting_migration_is_run(called, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [("a migration", False)])
    prepare.migrate()
    assert called == [("migrate",), ("createcachetable",), ("rebuild",)]


def test_static_files_are_collected_when_their_sources_changed(called, settings, tmp_path, monkeypatch):
    settings.STATE_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    source = tmp_path / "frontend" / "static"
    source.mkdir(parents=True)
    monkeypatch.setattr(prepared, "FRONTEND", tmp_path / "frontend")
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    (tmp_path / "requirements.lock").write_text("")
    for words in ("one", "one", "two"):
        (source / "app.css").write_text(words)
        prepare.collect()
    assert called == [("collectstatic",)] * 2
    settings.STORAGES = {"staticfiles": {"BACKEND": "another way"}}
    prepare.collect()
    assert called == [("collectstatic",)] * 3


@pytest.mark.django_db
@pytest.mark.parametrize(("flags", "command"), [([], "demo"), (["--no-demo"], "founding_link")])
def test_an_empty_database_gets_the_demo_or_a_link_to_found_an_alliance(called, monkeypatch, flags, command):
    monkeypatch.setattr(prepare, "collect", lambda: None)
    monkeypatch.setattr(prepare, "get_commands", lambda: {"demo": "alliance", "founding_link": "alliance"})
    call_command("prepare", *flags)
    assert called == [(command, "--if-empty")]


@pytest.mark.django_db
def test_only_a_run_that_came_to_its_end_leaves_a_stamp(called, monkeypatch, stamp):
    monkeypatch.setattr(prepare, "collect", lambda: None)
    stamp.write_text("of another checkout")
    monkeypatch.setattr(prepare, "migrate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call_command("prepare", "--no-demo")
    assert not stamp.exists()
    monkeypatch.setattr(prepare, "migrate", lambda: None)
    call_command("prepare", "--no-demo")
    assert prepared.holds(demo=False)
    assert not prepared.holds(demo=True)


def interrupted():
    raise KeyboardInterrupt
