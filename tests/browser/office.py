"""A sheet opened, filled in and saved by LibreOffice, without a screen."""

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from alliance.boot.system import CALC, Program, strict

NS = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}  # fmt: skip
TABLE, OFFICE = (f"{{{NS[name]}}}" for name in ("table", "office"))
EXCEL = "xlsx:Calc MS Excel 2007 XML"


def fill(template: Path, values: dict[str, dict[int, str]]) -> Path:
    """Fill in the template: by measure, what to type in which column; answers the workbook that LibreOffice saved."""
    flat = convert(template, "fods")
    for prefix, uri in NS.items():
        ET.register_namespace(prefix, uri)
    tree = ET.parse(flat)
    sheet = next(one for one in tree.iter(f"{TABLE}table") if one.get(f"{TABLE}name") == "Cohort sheet")
    for row in sheet.iter(f"{TABLE}table-row"):
        cells = spread(row)
        said = "".join(cells[2].itertext()).strip() if len(cells) > 2 else ""
        for column, value in values.get(said, {}).items():
            put(cells[column], value)
    filled = flat.with_name("filled.fods")
    tree.write(filled, encoding="utf-8", xml_declaration=True)
    return convert(filled, EXCEL)


def convert(path: Path, kind: str, program: Program = CALC) -> Path:
    """Open a file and save it as another kind."""
    office = program.path()
    if office is None:
        missing = f"{program.what} is not installed: apt-get install {program.package}"
        pytest.fail(missing) if strict() else pytest.skip(missing)
    out = path.parent / "saved"
    # Beside the folders of all tests of this process: to begin with an empty one takes as long as the work itself
    profile = f"-env:UserInstallation=file://{path.parent.parent}/office-profile"
    command = [office, "--headless", profile, "--convert-to", kind, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / f"{path.stem}.{kind.partition(':')[0]}"


def spread(row: ET.Element) -> list[ET.Element]:
    """The first cells of a row, each on its own: repeated ones are written out."""
    for cell in list(row):
        times = int(cell.attrib.pop(f"{TABLE}number-columns-repeated", "1"))
        for _ in range(min(times, 20) - 1):
            row.insert(list(row).index(cell), ET.fromstring(ET.tostring(cell)))
    return list(row)


def put(cell: ET.Element, value: str) -> None:
    """Type a number into a cell."""
    cell.set(f"{OFFICE}value-type", "float")
    cell.set(f"{OFFICE}value", value)
