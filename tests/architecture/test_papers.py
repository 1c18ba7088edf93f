"""What the papers promise is there: commands in the docs, checks in the test command, reasons beside dependencies."""

import re
import subprocess
import tomllib

from django.core.management import get_commands

from alliance.boot.commands import OURS
from alliance.boot.places import ROOT
from alliance.boot.testing import CHECKS
from alliance.management.commands.demo import SHOWN

COMMAND = re.compile(r"python3? manage\.py (?!\[)([a-z_]+)")
PLACE = re.compile(r"`((?:alliance|docs|frontend|measures|meetings|risks|tests)/[\w./-]*)`")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def papers():
    return [path for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")) if path.exists()]


def test_every_command_in_the_papers_exists():
    named = {(path.name, name) for path in papers() for name in COMMAND.findall(path.read_text())}
    assert {(page, name) for page, name in named if name not in OURS and name not in get_commands()} == set()


def test_every_file_that_the_papers_name_is_there():
    named = {(page.name, path) for page in papers() for path in PLACE.findall(page.read_text())}
    assert len(named) > 60
    assert {(page, path) for page, path in named if not (ROOT / path).exists()} == set()


def test_the_readme_names_the_two_commands():
    text = (ROOT / "README.md").read_text()
    assert "python3 manage.py up" in text
    assert "python3 manage.py test" in text


def test_whoever_the_tour_signs_in_as_is_among_those_whom_the_start_prints():
    toured = set(re.findall(r"`(\w+@\w+\.example)`", (ROOT / "README.md").read_text()))
    printed = {
        row["email"] for of, who, _what in SHOWN for row in of.rows("people") if row["seat"] == "seat" or row["id"] in who
    }  # fmt: skip
    assert {"lucja@marlhaven.example", "isolde@quillfen.example"} <= toured <= printed


def test_every_page_of_decisions_is_short():
    long = [
        path.name
        for path in (ROOT / "docs" / "decisions").glob("*.md")
        if len(path.read_text().splitlines()) > 40
    ]
    assert long == []


def test_the_test_command_runs_every_check():
    assert set(CHECKS) >= {"ruff", "ruff format", "mypy", "import contracts", "dependencies", "migrations"}


def test_ci_calls_the_test_command_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    code = [line for line in lines if line and not line.startswith("#")]
    assert code == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "exec python3 manage.py test"]


def test_every_dependency_of_ours_is_locked_with_hashes():
    lock = (ROOT / "requirements.lock").read_text()
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    groups = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["test"]]
    asked = {re.split(r"[\[<>=! ]", name, maxsplit=1)[0].lower() for name in groups}
    assert asked <= locked
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        assert "--hash=sha256:" in entry, entry


def test_nothing_that_is_installed_or_generated_is_in_the_repository():
    paths = [".venv/x", ".state/secret_key", "frontend/node_modules/x", "frontend/built/x", "db.sqlite3"]
    if (ROOT / ".git").exists():
        asked = subprocess.run(["git", "check-ignore", *paths], cwd=ROOT, capture_output=True, text=True)
        assert asked.stdout.split() == paths
