"""The receiving side of a limited child process: a file goes in, a grid, groups or findings come out, nothing stays."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from threading import Thread, Timer

from alliance.door import clock
from measures.uploads.checking.register import Register
from measures.uploads.checking.typed import Row
from measures.uploads.collecting import without_collecting
from measures.uploads.findings import Finding, finding_from_json, stop
from measures.uploads.grid import Grid, grid_from_json
from measures.uploads.keeping.rows import row_from
from measures.uploads.reading.limits import MAX_BYTES, WALL_SECONDS
from measures.uploads.responses.crossing import register_json

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-s", "-W", "ignore", "-m", "measures.uploads.reading")
COPY = (*COMMAND[:-1], "measures.uploads.files")
FAILED = 1
CALAMINE = version("python-calamine")
MOST_SAID = 64_000_000  # bytes: half a million short cells are 20 million, and whoever asked for the file holds them all
NOTHING = Register("", (), (), (), ())
HEAVY = stop(
    "limit.heavy", "This file is too heavy to read safely. Send the table of totals alone, in a new workbook."
)
LONG = stop(
    "limit.text",
    "The cells of this file hold more text than can be looked through (64 MB). Send the table of totals alone, in a new workbook.",
)
BROKEN = stop(
    "file.unreadable", "This file could not be read. Open it, save it again as .xlsx or .csv, and send that."
)


@dataclass(frozen=True, slots=True)
class Received:
    """A file after steps 1 to 5: no grid when a finding stops the whole file; `facts` hold no cell's value.

    A response sheet has no grid: `rows` are its groups, none where anything stops it.
    """

    grid: Grid | None
    findings: tuple[Finding, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()

    @property
    def of_responses(self) -> bool:
        """Whether the file is a response sheet."""
        return self.facts.get("sheet") == "responses"


def receive(
    data: bytes, name: str, answers: Mapping[str, str] | None = None, *, known: Collection[str] = (),
    register: Register = NOTHING, wall_seconds: float = WALL_SECONDS,
) -> Received:  # fmt: skip
    """Reads one file in a child process limited in memory, time and reach.

    `answers` are {key of a question: value of an answer}; `known` are the names of the register, which are not
    taken for people's names; a response sheet is reduced by what `register` knows. Never raises for what a file holds.
    """
    refused = _before_reading(data)
    if refused:
        return Received(None, (refused,), {"bytes": str(len(data))})
    request = {
        "name": name, "answers": dict(answers or {}), "known": sorted(known), "register": register_json(register),
        "today": clock.now().date().isoformat(),
    }  # fmt: skip
    return _read_in_child(json.dumps(request).encode() + b"\n" + data, len(data), wall_seconds)


def copy_of(
    data: bytes,
    name: str,
    findings: Sequence[Finding],
    answers: Mapping[str, str],
    *,
    wall_seconds: float = WALL_SECONDS,
) -> bytes | None:
    """The .xlsx of a file with these findings as comments, made in a child that can write nothing; None where it is too
    heavy for that."""
    said = [one.as_json() for one in findings]
    request = json.dumps({"name": name, "answers": dict(answers), "findings": said}).encode()
    code, made = _run(request + b"\n" + data, wall_seconds, COPY)
    return made if code == 0 and len(made) <= MOST_SAID else None


def _before_reading(data: bytes) -> Finding | None:
    if not data:
        return stop("file.empty", "This file is empty. Choose the sheet again.")
    if len(data) > MAX_BYTES:
        return stop(
            "limit.bytes",
            "This file is larger than 10 MB. Send the table of totals alone, in a new workbook.",
        )
    return None


@without_collecting()
def _told(said: bytes) -> Received:
    given = json.loads(said)
    grid = grid_from_json(given["grid"]) if given["grid"] is not None else None
    rows = tuple(map(row_from, given["rows"]))
    return Received(grid, tuple(map(finding_from_json, given["findings"])), _facts(given["facts"]), rows)


def _read_in_child(request: bytes, size: int, wall_seconds: float) -> Received:
    code, said = _run(request, wall_seconds)
    if len(said) > MOST_SAID:
        return Received(None, (LONG,), {"bytes": str(size), "ended": str(code)})
    if code == 0:
        return _told(said)
    return Received(None, (BROKEN if code == FAILED else HEAVY,), {"bytes": str(size), "ended": str(code)})


def _facts(given: dict[str, str]) -> dict[str, str]:
    """With the version of the other reader, where two have read."""
    return given | ({"calamine": CALAMINE} if "ours" in given else {})


def _run(request: bytes, wall_seconds: float, command: Sequence[str] = ()) -> tuple[int, bytes]:
    """The child's code and what it said; one that takes too long, or says more than MOST_SAID, is killed."""
    # What the child says on stderr could hold a cell's value, so nobody hears it.
    with subprocess.Popen(
        command or COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
        env=_bare(), start_new_session=True,
    ) as child:  # fmt: skip
        late = Timer(wall_seconds, _kill, [child])
        feeder = Thread(target=_feed, args=(child, request), daemon=True)
        late.start()
        feeder.start()
        said = child.stdout.read(MOST_SAID + 1) if child.stdout else b""
        if len(said) > MOST_SAID:
            _kill(child)
        feeder.join()
        code = child.wait()
        late.cancel()
        return code, said


def _feed(child: "subprocess.Popen[bytes]", request: bytes) -> None:
    with suppress(BrokenPipeError), child.stdin or io.BytesIO() as ear:  # it was killed, or has heard enough
        ear.write(request)


def _kill(child: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _bare() -> dict[str, str]:
    """No secret of the server's reaches the child."""
    return {"LC_ALL": "C.UTF-8", "PATH": os.defpath}
