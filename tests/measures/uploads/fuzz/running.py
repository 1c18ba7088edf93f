"""Sends mutants through reading and checking, and counts what came of them; `python -m … 20000` prints it."""

import json
import os
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from measures.uploads import child
from measures.uploads.checking.sheet import check
from measures.uploads.child import Received
from measures.uploads.findings import finding_from_json
from measures.uploads.grid import grid_from_json
from measures.uploads.responses.crossing import register_json
from tests.measures.uploads.cast import register
from tests.measures.uploads.fuzz.mutants import Mutant, mutant

COMMAND = (sys.executable, "-s", "-W", "ignore", "-m", "tests.measures.uploads.fuzz.line")
FILES_A_CHILD = 100
REAL = child.receive


@dataclass
class Report:
    """What came of so many mutants; `wrong` must stay empty."""

    files: int = 0
    accepted: int = 0
    ready: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    otherwise: int = 0
    heavy: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0

    def __str__(self) -> str:
        codes = ", ".join(f"{code} {count}" for code, count in self.refused.most_common())
        return (
            f"{self.files} files in {self.seconds:.0f} s: {self.accepted} accepted by the readers, {self.ready} of them "
            f"with rows to preview; refused {self.refused.total()} ({codes}); too heavy {len(self.heavy)}; "
            f"a third reader sees {self.otherwise} of the accepted otherwise; wrong {len(self.wrong)}"
        )


class Line:
    """One long-lived child; it is followed by another after some files, or when it has died."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.files = 0

    def ask(self, one: Mutant) -> dict[str, object] | None:
        """What the child says of a file; nothing where it died or took too long."""
        if self.process is None or self.files >= FILES_A_CHILD:
            self.close()
            self.process = subprocess.Popen(
                COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=child.ROOT,
                env=child._bare(), start_new_session=True,
            )  # fmt: skip
        self.files += 1
        request = {
            "name": one.name, "answers": {}, "known": sorted(register().known_names()), "register": register_json(register()),
            "today": "2026-07-22", "length": len(one.data),
        }  # fmt: skip
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n" + one.data)
            self.process.stdin.flush()
            said = self._line()
        except BrokenPipeError:
            said = b""
        if said:
            return _told(said)
        self.close()
        return None

    def receive(self, data: bytes, name: str, *given: object, **named: object) -> Received:
        """As the real child's receiving, in this one; a file that it dies of goes to a real child."""
        if refused := child._before_reading(data):
            return Received(None, (refused,))
        said = self.ask(Mutant(0, "", name, data))
        if said is None:
            return REAL(data, name, *given, **named)
        assert "crash" not in said, said
        grid = grid_from_json(said["grid"]) if said["grid"] else None
        return Received(grid, tuple(map(finding_from_json, said["findings"])), {"bytes": str(len(data))})

    def _line(self) -> bytes:
        ready, _, _ = select.select([self.process.stdout], [], [], child.WALL_SECONDS)
        return self.process.stdout.readline() if ready else b""

    def close(self) -> None:
        """End the child."""
        if self.process:
            self.process.kill()
            self.process.communicate()
        self.process, self.files = None, 0


def _told(said: bytes) -> dict[str, object]:
    try:
        return dict(json.loads(said))
    except ValueError:
        return {"crash": f"the child said {said[:300]!r} instead of an answer"}


def run(numbers: Iterable[int]) -> Report:
    """All these mutants, one after another."""
    report, line, began = Report(), Line(), time.monotonic()
    for number in numbers:
        one = mutant(number)
        report.files += 1
        if refused := child._before_reading(one.data):
            report.refused[refused.code] += 1
        else:
            _take(one, line.ask(one), report)
    line.close()
    report.seconds = time.monotonic() - began
    return report


def _take(one: Mutant, said: dict[str, object] | None, report: Report) -> None:
    if said is None:
        # the long-lived child died: what the real one comes to on this file alone is what counts
        report.heavy.append(one.seed)
        judge(one, child.receive(one.data, one.name, known=register().known_names()), report)
    elif "crash" in said:
        report.wrong.append(f"{one.seed} {one.name} {one.how}: {said['crash']}")
    else:
        report.wrong += [
            f"{one.seed} {one.name} {one.how}: readers differ, {where}" for where in said["apart"][:3]
        ]
        report.otherwise += bool(said["otherwise"])
        grid = grid_from_json(said["grid"]) if said["grid"] else None
        judge(one, Received(grid, tuple(map(finding_from_json, said["findings"]))), report)


def judge(one: Mutant, received: Received, report: Report) -> None:
    """Counts one outcome: a refusal has a reason, and whatever was read can be checked."""
    stops = [each.code for each in received.findings if each.level == "stop"]
    if received.grid is None:
        report.refused[stops[0] if stops else "nothing said"] += 1
        if not stops or "file.unreadable" in stops:
            report.wrong.append(f"{one.seed} {one.name} {one.how}: refused for {stops}")
        return
    report.accepted += 1
    try:
        checked = check(received.grid, register("2025/26 Q1"), earlier=received.findings).checked
        report.ready += bool(checked.usable)
    except Exception as fault:
        report.wrong.append(f"{one.seed} {one.name} {one.how}: checking raised {fault!r}")


if __name__ == "__main__":
    os.nice(10)
    first, count = (int(sys.argv[2]) if len(sys.argv) > 2 else 0), int(sys.argv[1])
    done = run(range(first, first + count))
    print(done)
    print("\n".join(done.wrong))
