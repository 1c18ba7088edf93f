"""One response sheet of 20,000 rows, reduced to people per score; beside openpyxl's bare read of the same bytes.

Ours is all that a response sheet goes through before its preview: the child process, sniffing, the limits, the scan of
every part, two readers, the scan for people, then every row scored, paired and counted in margins, by cohort and by
gender, of three measures: one answer, a scale by its seven items and one by its total. What comes of it is asserted
against a naive count of the same lines in plain Python, written without anything of ours but the names.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from measures.uploads.checking.typed import Row
from measures.uploads.child import receive
from tests.bench.sheets import read_bare
from tests.measures.uploads.responses.cast import PAGE, register

SIZE, PEOPLE = 20_000, 12_000  # the first 8,000 people answer twice
ITEMS, GENDERS, COHORTS = 7, ("Women", "Men", "not stated"), ("adults", "young")
HEADER = (
    "row_key",
    "occasion",
    "period",
    "cohort",
    "gender",
    "M-01",
    *(f"swemwbs_{at}" for at in range(1, 8)),
    "core10_total",
)
Once = Callable[[], Any]
Line = tuple[Any, ...]
Counts = dict[tuple[str, ...], Counter[Any]]


@cache
def lines() -> tuple[Line, ...]:
    """Everybody's first answer, then the later ones, as a form would give them: some leave a question out."""
    first = [_line(person, "baseline", person) for person in range(PEOPLE)]
    return (*first, *(_line(person, "followup", person * 31 + 7) for person in range(SIZE - PEOPLE)))


def _line(person: int, occasion: str, turn: int) -> Line:
    items = [1 + (turn * (at + 3) + turn // 11) % 5 for at in range(ITEMS)]
    if turn % 13 == 0:
        items[turn % ITEMS] = ""
    named = (person + 1, occasion, PAGE, COHORTS[person % 2], GENDERS[person % 3])
    return (*named, ("yes", "no")[turn % 4 == 0], *items, turn * 7 % 41)


@cache
def response_sheet() -> bytes:
    """The lines as XlsxWriter writes them."""
    held = BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Responses")
        for number, line in enumerate((HEADER, *lines())):
            sheet.write_row(number, 0, [None if value == "" else value for value in line])
    return held.getvalue()


@cache
def naive() -> Counts:
    """People per score of each group, and per pair of scores of those who gave both: by cohort, then by gender too."""
    found: Counts = {}
    by_person: dict[int, list[Line]] = {}
    for line in lines():
        by_person.setdefault(line[0], []).append(line)
    for given in by_person.values():
        for measure, score in _scores(
            given[-1]
        ).items():  # who answered twice in one period: the later answer
            _count(found, given[-1], (measure, "all"), score)
        if len(given) == 2:
            first, later = map(_scores, given)
            for measure in first.keys() & later.keys():
                _count(found, given[-1], (measure, "matched_followup"), later[measure])
                _count(found, given[-1], (measure, "pairs"), (first[measure], later[measure]))
    return found


def _scores(line: Line) -> dict[str, str]:
    items = line[6 : 6 + ITEMS]
    whole = {} if "" in items else {"W-07": str(sum(items))}
    return {"M-01": line[5], "C-10": f"{line[-1]}/10", **whole}


def _count(found: Counts, line: Line, what: tuple[str, str], score: Any) -> None:
    for category in ("", line[4]):
        found.setdefault((*what, line[3], category), Counter())[score] += 1


def _as_counts(rows: tuple[Row, ...]) -> Counts:
    """The rows that came back, in the same form."""
    found: Counts = {}
    for row in rows:
        at, figures = (row.cohort, row.category), row.figures
        if row.basis != "matched_baseline":
            no = (figures.n or 0) - (figures.numerator or 0)
            counts = figures.counts or (("yes", figures.numerator), ("no", no))
            found[row.measure, row.basis, *at] = Counter(dict(counts))
        if row.basis == "matched_followup":
            pairs = {(first, later): people for first, later, people in figures.joint}
            found[row.measure, "pairs", *at] = Counter(pairs)
    return found


def ours() -> Once:
    """The child process reduces everything; nothing but groups comes back."""
    data, held, expected = response_sheet(), register(), naive()

    def once() -> None:
        received = receive(data, "responses.xlsx", known=held.known_names(), register=held)
        assert received.rows, [finding.sentence for finding in received.findings]
        assert _as_counts(received.rows) == expected

    return once


def bare() -> Once:
    """openpyxl reads every cell, and nothing is checked."""
    cells = len(HEADER) + sum(value != "" for line in lines() for value in line)
    return read_bare(response_sheet(), cells)
