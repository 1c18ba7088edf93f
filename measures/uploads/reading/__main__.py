"""The child process: limits itself, reads bytes from stdin, answers in JSON on stdout, and ends."""

import ctypes
import gc
import json
import os
import resource
import signal
import sys
from datetime import date
from typing import Any, BinaryIO

from measures.uploads.keeping.rows import row_json
from measures.uploads.reading import limits
from measures.uploads.reading.pipeline import Known, read
from measures.uploads.responses.crossing import register_from

HEAVY = 3
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "ctypes.",
)
PARENT_DEATH = 1  # PR_SET_PDEATHSIG of prctl(2)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def confine() -> None:
    """Memory, time, files and the network: everything that reading a sheet does not need is taken away."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    sys.addaudithook(_forbid)


def end_with_parent() -> None:
    """A child whose parent was killed, or which takes too long unseen, ends by itself."""
    ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGKILL)
    signal.alarm(limits.WALL_SECONDS + 1)


def own_channel() -> BinaryIO:
    """Where the answer goes; what a library prints on its own goes nowhere."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return channel


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        raise PermissionError(event)


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The reading of one file, as plain values."""
    known = Known(request["known"], register_from(request["register"]), date.fromisoformat(request["today"]))
    result = read(data, request["name"], request["answers"], known)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "grid": result.grid.as_json() if result.grid else None,
        "rows": [row_json(row) for row in result.rows],
        "findings": [finding.as_json() for finding in result.findings],
        "facts": {**result.facts, "peak_kib": str(peak)},
    }


def main() -> int:
    """One request: a line of JSON, then the file. 3 means that memory ran out."""
    gc.disable()  # one file, then the end: looking for cycles among a million cells took a fifth of the time
    channel = own_channel()
    end_with_parent()
    confine()
    request = json.loads(sys.stdin.buffer.readline())
    try:
        given = answer(request, sys.stdin.buffer.read())
        channel.write(json.dumps(given).encode())
        channel.flush()
    except MemoryError:
        return HEAVY
    return 0


if __name__ == "__main__":
    sys.exit(main())
