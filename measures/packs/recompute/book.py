"""The packet, read: which figures there are, by which thresholds each was made, and whether the files are whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

SUMS = "SHA256SUMS"
DRAWN = ("shown", "combined")
Figure = dict[str, Any]


@dataclass
class Found:
    """What a check has to say: `words` what was checked, `wrong` each thing that does not hold, with its place."""

    words: str = ""
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Book:
    """Everything in the packet but its charts, which stay in `folder` until they are looked at."""

    folder: Path
    release: dict[str, Any]
    plan: dict[str, Any]
    figures: list[Figure]
    stretches: dict[str, Any]
    log: list[str]

    @classmethod
    def read(cls, folder: Path) -> "Book":
        """Of the files of a packet that was unpacked into `folder`."""
        names = ("release", "plan", "figures", "stretches")
        release, plan, figures, stretches = (
            json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in names
        )
        log = (folder / "ledger.txt").read_text(encoding="utf-8").splitlines()
        return cls(folder, release, plan, figures, stretches, log)

    def rules(self, period: str) -> dict[str, Fraction]:
        """The thresholds that the figures of a period were made with."""
        series = next(each["series"] for each in self.plan["periods"] if each["code"] == period)
        return {name: Fraction(value) for name, value in self.release["thresholds"][str(series)].items()}

    def measure(self, code: str, period: str) -> dict[str, Any]:
        """The version of a measure that counted in a period."""
        day = next(each["first"] for each in self.plan["periods"] if each["code"] == period)
        return next(
            each for each in self.plan["measures"]
            if each["code"] == code and each["from"] <= day and (not each["until"] or day <= each["until"])
        )  # fmt: skip

    def shown(self) -> list[Figure]:
        """The figures that say something."""
        return [each for each in self.figures if each["state"] in DRAWN]


def place(figure: Figure) -> str:
    """Where a figure stands, for a sentence."""
    return f"figures.json, {figure['period']}, {figure['view']}, {figure['figure']} of {figure['measure']}"


def amount(figure: Figure) -> int:
    """A shown count; a shown 0 has no number."""
    return int(Decimal(figure["number"] or 0))


def whole(folder: Path) -> Iterator[str]:
    """What is wrong with the files themselves: one that is missing, changed or added."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {name: said for said, _, name in (line.partition("  ") for line in lines)}
    for name, said in sums.items():
        held = folder / name
        if not held.is_file():
            yield f"{name} is missing"
        elif sha256(held.read_bytes()).hexdigest() != said:
            yield f"{name} is not the file that was packed"
    for held in sorted(folder.rglob("*")):
        name = held.relative_to(folder).as_posix()
        if held.is_file() and name not in sums and name != SUMS and "__pycache__" not in held.parts:
            yield f"{name} was added"
