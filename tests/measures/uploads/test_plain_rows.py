"""Rows that are read by their bytes and rows that expat's callbacks read say the same: on any mixture of both."""

from contextlib import suppress
from functools import cache
from random import Random

import pytest

from alliance.papers.scan.zipped import FAULTS
from measures.uploads.reading import xlsx_plain
from measures.uploads.reading.limits import Stopped
from measures.uploads.reading.xlsx_scan import scan_xlsx
from measures.uploads.reading.zipdir import opened
from tests.measures.uploads import hostile
from tests.measures.uploads.fuzz.mutants import mutant, seeds, zipped
from tests.measures.uploads.hostile import by_xlsxwriter

ROWS = (
    '<row r="{r}">', '<row r="{r}" spans="1:3" ht="15">', '<row r="{r}" hidden="0">', '<row r="{r}" hidden="1">', "<row>", '<row r="0{r}">',
    '<row r="{r}" spans="1:3" spans="1:3">', '<row r="60000">', '<row r="1">', '<row r="{r}" x14ac:dyDescent="0.25">', '<!-- <row r="{r}">',
    '<row xmlns="other" r="{r}">', '<row r="{r}"><x>', '<row r="{r}"><![CDATA[', '<row r="{r}"><?a b?>',
)  # fmt: skip
CELLS = (
    '<c r="{c}{r}"><v>4</v></c>', '<c r="{c}{r}" s="1"><v>45323.5</v></c>', '<c r="{c}{r}" t="s"><v>0</v></c>', '<c r="{c}{r}" t="n"><v> 4 </v></c>',
    '<c r="{c}{r}" t="b"><v>1</v></c>', '<c r="{c}{r}" t="str"><v>caf\u00e9 </v></c>', '<c r="{c}{r}" s="2"/>', '<c r="{c}{r}"></c>',
)  # fmt: skip
ODD = (
    '<c r="{c}{r}" t="str"><v>a &amp; b</v></c>', '<c r="{c}{r}" t="str"><v></v></c>', '<c r="{c}{r}" t="str"><v> \r\n</v></c>', '<c r="{c}{r}"><v>\t</v></c>',
    '<c r="{c}{r}" t="e"><v>#N/A</v></c>', '<c r="{c}{r}"><f>1+1</f></c>', '<c r="{c}{r}"><f>1+1</f><v>2</v></c>', '<c r="{c}{r}" t="s"><v>99</v></c>',
    '<c r="{c}{r}"><v>1_0</v></c>', '<c r="IV{r}"><v>1</v></c>', '<c r="IW{r}"><v>1</v></c>', '<c r="A{r}"><v>1</v></c>', '<c r="{c}{r}0"><v>1</v></c>',
    "<c><v>1</v></c>", '<c t="n" r="{c}{r}"><v>1</v></c>', "<c r='{c}{r}'><v>1</v></c>", '<c r="{c}{r}" t="inlineStr"><is><t>in</t></is></c>',
    '<c r="{c}{r}"><v>1</v></c><!-- </row> -->', '<c r="{c}{r}" s="1" s="1"><v>1</v></c>', '<c r="{c}{r}" t="str"><v>]]></v></c>', "</row>", " ", "x",
)  # fmt: skip

MIXTURES = 100


@cache
def parts() -> dict[str, bytes]:
    return hostile.parts_of(by_xlsxwriter())


def made(dice: Random) -> bytes:
    """A workbook of rows of which most are plain; the odd ones stand anywhere among them."""
    said = []
    for row in range(1, 12):
        start = ROWS[0] if dice.random() < 0.93 else dice.choice(ROWS)
        cells = [dice.choice(CELLS if dice.random() < 0.98 else ODD).format(c=name, r=row) for name in "ABDE"]
        said.append(start.format(r=row) + "".join(cells) + "</row>" + dice.choice(("", "", "\n")))
    whole = f'<worksheet xmlns="{hostile.MAIN}" xmlns:x14ac="x"><sheetData>{"".join(said)}</sheetData></worksheet>'
    return zipped((parts() | {hostile.SHEET: whole.encode()}).items())


def exact(data: bytes) -> bytes:
    """The same workbook with a comment at the top of each sheet, behind which nothing is read by its bytes."""
    parts = hostile.parts_of(data)
    for name in parts:
        if name.startswith("xl/worksheets/"):
            parts[name] = parts[name].replace(b"<worksheet", b"<!-- --><worksheet", 1)
    return zipped(parts.items())


def seen(data: bytes) -> object:
    """All that the pre-scan learns of the sheets, or why it stopped."""
    try:
        with opened(data) as archive:
            scan = scan_xlsx(archive)
    except Stopped as stopped:
        return stopped.finding.code
    return [(one, scan.filled) for one in scan.sheets]


def test_both_ways_say_the_same_of_any_mixture_of_rows() -> None:
    outcomes = []
    for seed in range(MIXTURES):
        data = made(Random(seed))
        outcomes.append(seen(data))
        assert outcomes[-1] == seen(exact(data)), seed
    assert MIXTURES / 4 < sum(isinstance(one, list) for one in outcomes) < MIXTURES


def test_both_ways_say_the_same_of_mutated_workbooks() -> None:
    read = 0
    for seed in range(20_000, 20_060):
        with suppress(*FAULTS):  # no archive any more
            whole = zipped(hostile.parts_of(mutant(seed).data).items())
            assert seen(whole) == seen(exact(whole)), seed
            read += 1
    assert read > 20


@pytest.mark.parametrize(("name", "data"), [*seeds(), ("large", by_xlsxwriter())])
def test_both_ways_say_the_same_of_whole_workbooks(name: str, data: bytes) -> None:
    if name.endswith(".xlsx") or name == "large":
        assert seen(data) == seen(exact(data))


def test_an_ordinary_workbook_is_read_by_its_bytes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    row = xlsx_plain.PlainRows.row
    monkeypatch.setattr(xlsx_plain.PlainRows, "row", lambda *given: found.append(row(*given)) or found[-1])
    seen(by_xlsxwriter())
    assert len(found) > 1
    assert None not in found
