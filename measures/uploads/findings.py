"""What reading and checking a sheet has to say: where, what was found, what is expected, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, get_args

Level = Literal["stop", "question", "note"]
LEVELS: tuple[Level, ...] = get_args(Level)  # what keeps a sheet out comes first
MOST_TOLD = 2_000  # of a level: a sheet can be wrong in half a million cells, and whoever asked for it holds all that is said

LIST_HEAD = ("What it is", "Where", "What was found, and what to do")  # of the list of findings in a copy


def letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    rest, last = divmod(column - 1, 26)
    return (letters(rest) if rest else "") + chr(65 + last)


def letters_of(column: int) -> str:
    """The same, and nothing for "no column"."""
    return letters(column) if column else ""


class Where(NamedTuple):
    """A place in a file: rows and columns count from 1, 0 means "not given"; `sheet` is empty for text files."""

    sheet: str = ""
    row: int = 0
    column: int = 0
    heading: str = ""
    header: bool = False
    part: str = ""

    @property
    def address(self) -> str:
        """`D14`, or less where less is known."""
        return f"{letters_of(self.column)}{self.row or ''}"

    @property
    def text(self) -> str:
        """`line 4, numerator` for text files, `Sheet "Q3", cell D14` for workbooks."""
        pieces = [f'Sheet "{self.sheet}"'] if self.sheet else []
        return ", ".join(pieces + self._inside()) or self.part

    def _inside(self) -> list[str]:
        if self.header:
            return [f"column {letters(self.column)} header"]
        if self.sheet:
            return self._in_workbook()
        line = [f"line {self.row}"] if self.row else []
        column = self.heading or (f"column {letters(self.column)}" if self.column else "")
        return line + ([column] if column else [])

    def _in_workbook(self) -> list[str]:
        if self.row and self.column:
            return [f"cell {self.address}"]
        return [f"row {self.row}"] if self.row else []


@dataclass(frozen=True, slots=True)
class Answer:
    """One button beside a question."""

    value: str
    label: str


NOWHERE = Where()
LATER = "later"  # an answer that leaves the question, and the draft, as they are
RIGHT = (Answer("yes", "Yes, that is right"), Answer("no", "No, I will mend it and send it again"))
STANDS = (Answer("yes", "Keep it as it is"), Answer("no", "It is wrong: I will mend it and send it again"))
ONCE = (Answer("yes", "Yes, count it once"), RIGHT[1])


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the uploader.

    `says` is the plain text after the place; `found` and `expected` repeat its facts for programs and are empty
    wherever a value could identify a person. `key` is what an answer is remembered by, `count` how many cells
    it speaks of.
    """

    level: Level
    code: str
    says: str
    where: Where = NOWHERE
    found: str = ""
    expected: str = ""
    ask: tuple[Answer, ...] = ()
    key: str = ""
    count: int = 1

    @property
    def together(self) -> str:
        """What all questions of this kind in this column are answered by at once."""
        return f"all:{self.code}:{self.where.heading or letters_of(self.where.column)}"[:120]

    @property
    def sentence(self) -> str:
        """The whole message, beginning with its place."""
        place = self.where.text
        whole = f"{place}: {self.says}" if place else self.says
        return whole[:1].upper() + whole[1:]

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the way out of the child process."""
        return {
            "level": self.level, "code": self.code, "says": self.says, "where": self.where._asdict(),
            "found": self.found, "expected": self.expected, "key": self.key, "count": self.count,
            "ask": [[answer.value, answer.label] for answer in self.ask],
        }  # fmt: skip


def stop(
    code: str, says: str, where: Where = NOWHERE, *, found: str = "", expected: str = "", count: int = 1
) -> Finding:
    """A finding that keeps its file, or its row, out."""
    return Finding("stop", code, says, where, found, expected, count=count)


def note(code: str, says: str, where: Where = NOWHERE, *, found: str = "", count: int = 1) -> Finding:
    """A finding that asks nothing."""
    return Finding("note", code, says, where, found, count=count)


def question(
    code: str, says: str, where: Where = NOWHERE, *, key: str, ask: tuple[Answer, ...] = RIGHT,
    found: str = "", expected: str = "", count: int = 1,
) -> Finding:  # fmt: skip
    """A finding that waits for one of the answers offered."""
    return Finding("question", code, says, where, found, expected, ask, key, count)


def finding_from_json(held: Mapping[str, Any]) -> Finding:
    """The other way round of `Finding.as_json`."""
    asked = tuple(Answer(*pair) for pair in held["ask"])
    return Finding(**{**held, "where": Where(**held["where"]), "ask": asked})


def settle(findings: Iterable[Finding], answers: Mapping[str, str]) -> tuple[Finding, ...]:
    """Questions already answered: "no" makes a stop, LATER leaves it open, any other answer a note."""
    return tuple(_settled(finding, answers) for finding in findings)


def _settled(finding: Finding, answers: Mapping[str, str]) -> Finding:
    said = answers.get(finding.key, LATER) if finding.level == "question" else LATER
    if said == LATER:
        return finding
    if said == "no":
        return replace(
            finding, level="stop", ask=(), says=f"{finding.says} You answered no: mend it and send it again."
        )
    label = next((answer.label for answer in finding.ask if answer.value == said), said)
    return replace(finding, level="note", ask=(), says=f"{finding.says} You answered: {label}.")


def has_stop(findings: Iterable[Finding]) -> bool:
    """Whether any of them is a stop."""
    return any(finding.level == "stop" for finding in findings)


def bounded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """No more of each level than can be looked through, in their order; the rest is told in one line of that level.

    Questions that are not asked yet keep the sheet out as a stop does: they come once the others are answered.
    """
    told = tuple(findings)
    if len(told) <= MOST_TOLD:
        return told
    levels = {level: [one for one in told if one.level == level] for level in LEVELS}
    kept = {id(one) for of_level in levels.values() for one in of_level[:MOST_TOLD]}
    more = (_more(level, len(of_level) - MOST_TOLD) for level, of_level in levels.items())
    return (*(one for one in told if id(one) in kept), *filter(None, more))


def _more(level: str, many: int) -> Finding | None:
    if many <= 0:
        return None
    if level == "note":
        return note("limit.findings", f"And {many:,} more notes of the same kind.", count=many)
    next_ = "Mend what is listed" if level == "stop" else "Answer what is asked"
    return stop(
        "limit.findings", f"And {many:,} more of the same kind. {next_}, and the rest is told.", count=many
    )
