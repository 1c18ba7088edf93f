"""`test`: every check, then every test, on both databases; arguments narrow it to a run of pytest."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from alliance.boot import frontend, system
from alliance.boot.places import ROOT, VENV, keep_bytecode, say

DATABASES = ("postgres", "sqlite")  # the whole suite last, so that its closing line ends the output


def tool(name: str, *arguments: str) -> list[str]:
    """The command of a tool that lives in .venv."""
    return [str(VENV / "bin" / name), *arguments]


CHECKS = {
    "ruff": tool("ruff", "check", "--quiet", "."),
    "ruff format": tool("ruff", "format", "--check", "--quiet", "."),
    "mypy": tool("mypy"),
    "import contracts": tool("lint-imports"),
    "dependencies": tool("deptry", "."),
    "django": [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
}


@dataclass(frozen=True, slots=True)
class Run:
    """How one run of pytest ended: its exit code and its closing line."""

    code: int
    closing: str


def test(arguments: list[str]) -> int:
    """Without arguments: checks, SQLite, PostgreSQL. With some: pytest with these. Answers an exit code."""
    keep_bytecode()
    frontend.ensure()
    system.ensure(system.CHROMIUM, system.CALC, system.WRITER, system.PANGO, system.POPPLER)
    if arguments:
        return subprocess.run(_pytest(*arguments), cwd=ROOT).returncode
    failed = check()
    runs = [_run(database) for database in DATABASES]
    _summarise(failed, runs)
    return 1 if failed or any(run.code for run in runs) else 0


def check() -> list[str]:
    """Run every check, two at a time; answers the names of those that failed, after printing why."""
    with ThreadPoolExecutor(2) as pool:
        ended = dict(zip(CHECKS, pool.map(_check, CHECKS.values()), strict=True))
    for name, result in ended.items():
        say(f"{'failed' if result.returncode else 'passed'}  {name}")
        if result.returncode:
            say(result.stdout)
    return [name for name, result in ended.items() if result.returncode]


def _check(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _pytest(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


def _run(database: str) -> Run:
    """Run pytest on one database, showing its output and keeping its last line."""
    say(f"Tests on {database}")
    closing = ""
    command = _pytest(f"--db={database}", "--numprocesses=2", "--dist=worksteal")
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        for line in run.stdout or ():
            print(line, end="", flush=True)
            closing = line.strip() or closing
    return Run(run.returncode, closing)


def _summarise(failed: list[str], runs: list[Run]) -> None:
    say(f"Checks that failed: {', '.join(failed)}" if failed else "Every check passed.")
    for run in sorted(runs, key=lambda run: run.code != 0):  # what failed comes last
        say(run.closing)
