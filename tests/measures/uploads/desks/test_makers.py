"""Real files: whoever wrote a sheet, LibreOffice, XlsxWriter, openpyxl or pandas, the same atoms come of it."""

import io
from pathlib import Path

import pandas as pd
import pytest
from django.db import transaction

from measures.models import AtomVersion, Draft
from tests.browser.office import convert
from tests.measures.uploads.cast import demo, sheet_rows
from tests.measures.uploads.desks.desk import Desk, work
from tests.measures.uploads.hostile import by_xlsxwriter, workbook
from tests.measures.uploads.test_template import filled_template

TEXT = "csv:Text - txt - csv (StarCalc):44,34,{}"
ENCODINGS = {"UTF-8": "76", "UTF-16": "65535", "Windows-1252": "1"}
ANSWERS = {"encoding": "cp1252", "preamble": "skip"}
FIELDS = [
    one.attname
    for one in AtomVersion._meta.concrete_fields
    if one.attname not in {"id", "at", "file_id", "found_at"}
]
REMARK = "seen at the café"


def remarked() -> list[list[object]]:
    """The good sheet with a column of remarks, in which an encoding shows."""
    rows = sheet_rows()
    return [[*rows[0], "remarks"], *([*row, REMARK] for row in rows[1:])]


def frame() -> pd.DataFrame:
    """The good sheet as analysts hold it: what is missing makes a column of decimals."""
    rows = remarked()
    return pd.DataFrame(rows[1:], columns=rows[0])


def by_pandas(engine: str) -> bytes:
    held = io.BytesIO()
    frame().to_excel(held, index=False, sheet_name="Q1", engine=engine)
    return held.getvalue()


def as_text(encoding: str) -> bytes:
    return frame().to_csv(index=False).encode(encoding)


PYTHON = {
    "openpyxl.xlsx": lambda: workbook(remarked()), "openpyxl template.xlsx": filled_template, "XlsxWriter.xlsx": by_xlsxwriter,
    "pandas through openpyxl.xlsx": lambda: by_pandas("openpyxl"), "pandas through XlsxWriter.xlsx": lambda: by_pandas("xlsxwriter"),
    "pandas UTF-8.csv": lambda: as_text("utf-8"), "pandas UTF-16.csv": lambda: as_text("utf-16"), "pandas Windows-1252.csv": lambda: as_text("cp1252"),
}  # fmt: skip


def office_files(folder: Path) -> dict[str, bytes]:
    """The good sheet as LibreOffice saves it: a workbook of each kind, and text in three encodings."""
    made = {}
    for source, data in (("plain", workbook(remarked())), ("template", filled_template())):
        path = folder / f"{source}.xlsx"
        path.write_bytes(data)
        kinds = {"xlsx": "xlsx", "ods": "ods"}
        kinds |= (
            {f"{name}.csv": TEXT.format(code) for name, code in ENCODINGS.items()}
            if source == "plain"
            else {}
        )
        for name, kind in kinds.items():
            made[f"LibreOffice {source} {name}"] = convert(path, kind).read_bytes()
    return made


def sent(desk: Desk, name: str, data: bytes) -> Draft:
    """The sheet as a draft with every question answered."""
    answers = {f"answer:{key}": value for key, value in ANSWERS.items()}
    desk.send("2025-26-q1", data, name.replace(" ", "."), **answers)
    work()
    draft = Draft.objects.order_by("received_at").last()
    if desk.get("upload_draft", draft.id).context["draft"].questions:
        desk.answer(draft)
    return Draft.objects.get(id=draft.id)


def atoms_of(desk: Desk, name: str, data: bytes) -> list[tuple[object, ...]]:
    """Everything held once the sheet is committed, but when and whence; then all is as it was before."""
    with transaction.atomic():
        assert desk.commit(sent(desk, name, data)).status_code == 302, name
        found = sorted(AtomVersion.objects.values_list(*FIELDS), key=str)
        transaction.set_rollback(True)
    return found


@pytest.mark.long
def test_whoever_wrote_the_sheet_the_same_atoms_come_of_it(lantern: Desk, tmp_path: Path) -> None:
    expected = atoms_of(lantern, "LAN.csv", demo("cohort/LAN_2025-26_Q1.csv"))
    assert len(expected) == 4
    files = {name: make() for name, make in PYTHON.items()} | office_files(tmp_path)
    assert len(files) == 15
    apart = [name for name, data in files.items() if atoms_of(lantern, name, data) != expected]
    assert apart == []
