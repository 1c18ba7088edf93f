"""Identifiers hide beside the cells too: every part of every kind of file is looked into."""

import pytest

from measures.uploads.reading.pipeline import read
from tests.measures.uploads.people.cases import PASSES
from tests.measures.uploads.people.sheets import GOOD, MAKERS, ODS_PLACES, XLSX_PLACES
from tests.measures.uploads.people.test_rules import found

POSTCODE, INSURANCE = "NE8 4AB", "AB123456C"
PLACES = {"xlsx": XLSX_PLACES, "ods": ODS_PLACES}
ALL = [
    pytest.param(kind, place, id=f"{kind}: {place}") for kind, places in PLACES.items() for place in places
]


@pytest.mark.parametrize(("kind", "place"), ALL)
@pytest.mark.parametrize(("text", "code"), [(POSTCODE, "person.postcode"), (INSURANCE, "person.insurance")])
def test_an_identifier_is_found_wherever_it_hides(kind: str, place: str, text: str, code: str) -> None:
    came = read(PLACES[kind][place](text), f"sheet.{kind}", {})
    assert ("stop", code) in found(came)
    assert came.grid is None
    assert text not in repr(came)


@pytest.mark.parametrize(("kind", "place"), ALL)
def test_the_same_place_with_nothing_about_people_is_no_alarm(kind: str, place: str) -> None:
    assert found(read(PLACES[kind][place]("good words"), f"sheet.{kind}", {})) == []


@pytest.mark.parametrize("kind", MAKERS)
def test_the_file_name_is_looked_at_and_not_repeated(kind: str) -> None:
    came = read(MAKERS[kind](GOOD), f"{POSTCODE}.{kind}", {})
    assert found(came) == [("stop", "person.postcode")]
    assert "NE8" not in repr(came.findings)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_number_alone_in_the_file_name_is_asked_about(kind: str) -> None:
    assert found(read(MAKERS[kind](GOOD), f"{PASSES}.{kind}", {})) == [("question", "person.nhs")]


def test_an_address_in_the_properties_is_dropped_with_a_note() -> None:
    data = XLSX_PLACES["document property: title"]("somebody@care.example")
    assert found(read(data, "sheet.xlsx", {})) == [("note", "person.dropped")]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_contact_beside_the_table_is_not_kept(kind: str) -> None:
    came = read(MAKERS[kind]([["ask somebody@care.example"], [], *GOOD]), "sheet", {})
    assert came.grid
    assert "somebody" not in repr(came.grid)
