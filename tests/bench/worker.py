"""One measured process: does one way of one row, and prints what it cost."""

import json
import resource
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first

from tests.bench.rows import ROWS  # noqa: E402 - the same


def main(row: str, way: str) -> None:
    """Prepare, warm up, then measure `rounds` times."""
    chosen = ROWS[row]
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the peers have no migrations, and need ours first
    once = chosen.ways[way]()
    for _ in range(max(2, chosen.rounds // 10)):
        once()
    cpu, wall = resource.getrusage(resource.RUSAGE_SELF).ru_utime, time.perf_counter()
    for _ in range(chosen.rounds):
        more = once() or {}
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "user_ms": (used.ru_utime - cpu) * 1000 / chosen.rounds,
                "wall_ms": (time.perf_counter() - wall) * 1000 / chosen.rounds,
                "peak_mb": used.ru_maxrss / 1024,
                **more,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
