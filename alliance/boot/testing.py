"""`test`: every check, every test on SQLite, and on PostgreSQL what a database can change, side by side; arguments narrow it to a run of pytest."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from alliance.boot import frontend, system
from alliance.boot.places import ROOT, VENV, keep_bytecode, say

# How many processes test on each: more than there are cores, since many tests wait for a browser or a program
DATABASES = {"postgres": 1, "sqlite": 3}
SHOWN = "sqlite"  # the whole suite is shown as it goes; what runs beside it, when it ends


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
    """Without arguments: checks, PostgreSQL and SQLite. With some: pytest with these. Answers an exit code."""
    keep_bytecode()
    frontend.ensure()
    system.ensure(system.CHROMIUM, system.CALC, system.WRITER, system.PANGO, system.POPPLER)
    if arguments:
        return subprocess.run(_pytest(*arguments), cwd=ROOT).returncode
    with ThreadPoolExecutor() as pool:
        checked = pool.submit(check)
        _warm()
        runs = list(pool.map(_run, DATABASES))
    _summarise(checked.result(), runs)
    return 1 if checked.result() or any(run.code for run in runs) else 0


def check() -> list[str]:
    """Run every check, one after the other; answers the names of those that failed, after printing why."""
    ended = {name: _check(command) for name, command in CHECKS.items()}
    for name, result in ended.items():
        say(f"{'failed' if result.returncode else 'passed'}  {name}")
        if result.returncode:
            say(result.stdout)
    return [name for name, result in ended.items() if result.returncode]


def _check(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _pytest(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


def _warm() -> None:
    """Compile everything once: processes that start together would each do it, at half a minute apiece."""
    subprocess.run(_pytest("--collect-only", "-qq"), cwd=ROOT, stdout=subprocess.DEVNULL)


def _order() -> list[str]:
    """The tests run in an order that is drawn anew for each commit and is the same for everybody who tests that commit."""
    if not shutil.which("git"):
        return []
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return [] if head.returncode else [f"--randomly-seed={int(head.stdout[:8], 16)}"]


def _run(database: str) -> Run:
    """Run pytest on one database, show its output, and keep its last line."""
    lines = [f"Tests on {database}\n"]
    command = _pytest(
        f"--db={database}", f"--numprocesses={DATABASES[database]}", "--dist=worksteal", "--durations=20",
        *_order(),
    )  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        for line in run.stdout or ():
            lines.append(line)
            if database == SHOWN:
                print(line, end="", flush=True)
    if database != SHOWN:
        say("".join(lines))
    return Run(run.returncode, next(line.strip() for line in reversed(lines) if line.strip()))


def _summarise(failed: list[str], runs: list[Run]) -> None:
    say(f"Checks that failed: {', '.join(failed)}" if failed else "Every check passed.")
    for run in sorted(runs, key=lambda run: run.code != 0):  # what failed comes last
        say(run.closing)
