"""One measured process: does one way of one row, and prints what it cost it and its children that have ended."""

import json
import resource
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first

from tests.bench.rows import ROWS  # noqa: E402 - the same

BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _used() -> float:
    return sum(resource.getrusage(who).ru_utime for who in BOTH)


def main(row: str, way: str) -> None:
    """Prepare, warm up, then measure `rounds` times."""
    chosen = ROWS[row]
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the peers have no migrations, and need ours first
    once = chosen.ways[way]()
    for _ in range(max(2, chosen.rounds // 10)):
        once()
    cpu, wall = _used(), time.perf_counter()
    for _ in range(chosen.rounds):
        more = once() or {}
    used = _used() - cpu
    print(
        json.dumps(
            {
                "user_ms": used * 1000 / chosen.rounds,
                "wall_ms": (time.perf_counter() - wall) * 1000 / chosen.rounds,
                "peak_mb": max(resource.getrusage(who).ru_maxrss for who in BOTH) / 1024,
                **more,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
