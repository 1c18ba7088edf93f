"""The browser's own first look comes to the same verdicts as the server, on the same files, in a real Chromium."""

import base64
import json
from dataclasses import dataclass

import pytest

from measures.uploads.people.told import KEPT, SheetKind
from measures.uploads.reading.pipeline import Known, read
from tests.measures.uploads import hostile
from tests.measures.uploads.cast import demo
from tests.measures.uploads.people.cases import CASES, TODAY
from tests.measures.uploads.people.sheets import GOOD, MAKERS, ODS_PLACES, XLSX_PLACES

LOOK = """async (files) => {
  const { look } = await import('/static/measures/first_look/look.js');
  const told = await (await fetch('/static/measures/first_look/rules.json')).json();
  const said = [];
  for (const { data, name, how } of files) {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    try {
      said.push((await look(bytes, name, told, how)).map((one) => [one.level, one.code, one.sentence]));
    } catch (fault) {
      said.push(String(fault));
    }
  }
  return said;
}"""


@dataclass(frozen=True)
class File:
    id: str
    data: bytes
    name: str
    kind: SheetKind = "cohort"
    known: tuple[str, ...] = ()


def server(file: File) -> list[list[str]]:
    """What the server finds about people, in the browser's words."""
    came = read(file.data, file.name, {}, Known(file.known, today=TODAY))
    people = [one for one in came.findings if one.code.startswith("person.")]
    return sorted([one.level, one.code, one.sentence.replace(f" {KEPT}", "")] for one in people)


@pytest.fixture
def browser_says(page, live_server):
    """What the browser's look says of each file."""
    page.goto(f"{live_server.url}/accounts/login/")

    def ask(files: list[File]) -> list[object]:
        sent = [
            {"data": base64.b64encode(one.data).decode(), "name": one.name,
             "how": {"kind": one.kind, "known": list(one.known), "today": TODAY.isoformat()}}
            for one in files
        ]  # fmt: skip
        return page.evaluate(LOOK, sent)

    return ask


def compare(files: list[File], said: list[object]) -> list[str]:
    """Where the two differ."""
    apart = []
    for file, mine in zip(files, said, strict=True):
        theirs = server(file)
        if not isinstance(mine, list) or sorted(mine) != theirs:
            apart.append(f"{file.id}: browser {json.dumps(mine)}, server {json.dumps(theirs)}")
    return apart


def test_the_same_table_of_cases_gets_the_same_verdicts(browser_says) -> None:
    tables = [(case, ending) for case in CASES for ending in MAKERS]
    files = [
        File(f"{case.id}, .{ending}", MAKERS[ending](case.rows), f"sheet.{ending}", case.kind, case.known)
        for case, ending in tables
    ]
    said = browser_says(files)
    assert compare(files, said) == []
    found = [{(level, code) for level, code, _ in one} for one in said]
    assert found == [set(case.expected) for case, _ in tables]


def test_the_same_places_are_looked_into(browser_says) -> None:
    files = []
    for text in ("NE8 4AB", "AB123456C", "9434765919", "ask somebody@care.example", "good words"):
        for kind, places in (("xlsx", XLSX_PLACES), ("ods", ODS_PLACES)):
            files += [
                File(f"{kind}, {place}: {text}", make(text), f"sheet.{kind}")
                for place, make in places.items()
            ]
        files += [
            File(f"file name: {text}.{kind}", make(GOOD), f"{text}.{kind}") for kind, make in MAKERS.items()
        ]
    assert compare(files, browser_says(files)) == []


def test_real_sheets_get_the_same_verdicts(browser_says) -> None:
    names = (
        "cohort/LAN_2025-26_Q1.csv", "faults/TID_2025-26_Q1_one_row_per_person.csv",
        "faults/TID_2025-26_Q3_own_headings.csv", "faults/COU_2024-25_Q2_percent_as_text.csv",
    )  # fmt: skip
    files = [File(name, demo(name), "sheet.csv") for name in names]
    text = demo(names[0]).decode()
    for encoding in ("utf-16", "utf-16-le", "utf-8-sig", "cp1252"):
        files.append(File(encoding, text.replace("adults", "Café").encode(encoding), "sheet.csv"))
    files.append(File("sep=;", b"sep=;\r\n" + text.replace(",", ";").encode(), "sheet.csv"))
    files.append(File("cr only", text.replace("\r\n", "\n").replace("\n", "\r").encode(), "sheet.csv"))
    files.append(File("quoted", b'a,b,n\r\n"two\r\nlines, ""so""",x,1\r\nNE8 4AB,y,2\r\n', "sheet.csv"))
    files.append(File("XlsxWriter", hostile.by_xlsxwriter(), "sheet.xlsx"))
    files.append(File("1904", hostile.from_1904(), "sheet.xlsx"))
    assert compare(files, browser_says(files)) == []


def test_what_the_browser_cannot_read_is_left_to_the_server(browser_says) -> None:
    files = [
        File("picture", b"\x89PNG\r\n\x1a\n" + bytes(40), ""),
        File("cut off", hostile.workbook()[:-200], ""),
        File("entities", hostile.entity(hostile.LAUGHS), ""),
        File("bomb", hostile.bomb(64 << 20), ""),
        File("ods bomb", hostile.ods_bomb(), ""),
        File("password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ""),
    ]
    said = browser_says(files)
    assert [type(one) for one in said] == [str] * len(files), said
