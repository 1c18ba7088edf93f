"""Files hold exactly what is filtered, run no formula, and are read in the same few queries however long they are."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from rest_framework.test import APIClient

from alliance.decisions import actions, queries
from alliance.decisions.asked import Asked
from alliance.decisions.exports import queries as exports
from alliance.door import clock
from alliance.door.action import Done
from alliance.ledger import queries as ledger
from tests.alliance.decisions.acting import LAST, act, all_vote, opened, settled, vote
from tests.alliance.decisions.test_pages import at_home
from tests.bench.prepared import many_decisions
from tests.cast import Cast, build, clock_at

FORMULA = '=HYPERLINK("http://x.example","y")'


def got(cast: Cast, path: str, part: str = "observer", hours: int = 9) -> bytes:
    with clock_at(hours=hours):
        answer = at_home(cast, part).get(f"/a/{cast.slug}/decisions{path}")
        assert answer.status_code == 200, answer.status_code
        return b"".join(answer.streaming_content)


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def told(cast: Cast) -> None:
    opened(cast, title=FORMULA)
    opened(cast, title="Night line", by="homes", org=cast.orgs["HOM"])
    all_vote(cast, 1)
    vote(cast, 2, "COU", "disagree")


def test_the_csv_says_how_every_member_stands_in_charter_order(cast):
    told(cast)
    first, last = rows(got(cast, ".csv"))
    assert list(first)[-4:] == ["Stonebridge Council", "Four Rivers ICB", "Threshold Homes", "Kinfolk Centre"]
    assert [first[name] for name in list(first)[-4:]] == ["Disagrees", *["Has not voted"] * 3]
    assert [last[name] for name in list(last)[-4:]] == ["Agreed"] * 4
    assert (last["Opened"], last["Decided"], last["Outcome"], last["In force?"]) == (
        "2026-03-02", "2026-03-02", "Carried", "In force",
    )  # fmt: skip
    assert first["Decided"] == ""
    assert first["Proposed by"] == "Threshold Homes"
    assert last["Sum"] == "All 4 members who may vote agreed."


def test_a_sealed_ballot_is_in_and_does_not_say_how(cast):
    opened(cast, sealed=True)
    vote(cast, 1, "COU", "disagree")
    (row,) = rows(got(cast, ".csv"))
    assert [row[name] for name in list(row)[-4:]] == ["Has voted, sealed", *["Has not voted"] * 3]


def test_no_cell_runs_as_a_formula(cast):
    told(cast)
    assert rows(got(cast, ".csv"))[1]["Title"] == f"'{FORMULA}"
    book = load_workbook(io.BytesIO(got(cast, ".xlsx")))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert f"'{FORMULA}" in {cell.value for cell in cells}


def test_a_workbook_has_real_days_filters_and_says_what_it_is(cast):
    told(cast)
    book = load_workbook(
        io.BytesIO(got(cast, ".xlsx?state=carried&text=hyper&on_day=2&on_month=3&on_year=2026"))
    )
    sheet, about = book["Register"], {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    size, root = ledger.root_now(cast.alliance)
    assert sheet.auto_filter.ref == "A1:R2"
    assert sheet.freeze_panes == "B2"
    assert sheet["F2"].value.date() == date(2026, 3, 2)
    assert sheet["F2"].number_format == "yyyy-mm-dd"
    assert sheet.column_dimensions["B"].width == 48
    assert (about["Root of the log then"], about["Entries in the log then"]) == (root, str(size))
    assert (about["State"], about["With the words"], about["In force on"]) == (
        "Carried",
        "hyper",
        "2 March 2026",
    )
    assert about["Decisions in this file"] == "1"


def test_what_is_filtered_is_what_is_exported_and_programs_get_the_same(cast):
    told(cast)
    program = at_home(cast, "observer", APIClient)
    for asked in (
        "text=night",
        "proposer=HOM",
        "state=carried",
        "state=open&text=line",
        "year=2025",
        "matter=members",
    ):
        with clock_at(hours=9):
            listed = program.get(f"/api/v1/alliances/{cast.slug}/decisions?{asked}").json()["results"]
            answer = program.get(f"/api/v1/alliances/{cast.slug}/decisions.csv?{asked}")
            program_got = b"".join(answer.streaming_content)
        page_got = got(cast, f".csv?{asked}")
        assert [row["Reference"] for row in rows(page_got)] == [one["ref"] for one in listed]
        assert page_got == program_got


def test_a_reader_from_outside_gets_no_file(cast):
    told(cast)
    for path in (f"/a/{cast.slug}/decisions.csv", f"/api/v1/alliances/{cast.slug}/decisions.xlsx"):
        assert at_home(cast, "stranger").get(path).status_code == 404
        assert Client().get(path).status_code in {302, 401, 403}


def test_a_passed_deadline_counts_in_the_file_before_it_is_settled(cast):
    told(cast)
    with clock.simulated(LAST):
        data = b"".join(exports_csv(cast))
    assert rows(data)[0]["Outcome"] == "Not carried"
    assert rows(data)[0]["Threshold Homes"] == "Did not vote"


def exports_csv(cast):
    answer = at_home(cast, "observer").get(f"/a/{cast.slug}/decisions.csv")
    return list(answer.streaming_content)


def test_the_register_as_it_stood_on_a_day(cast):
    opened(cast, title="First")
    all_vote(cast, 1)
    later = {"hours": 24 * 30 + 3}  # on 1 April
    asked = Asked(
        org=cast.orgs["KIN"],
        matter="vision",
        title="Second",
        text="x",
        reverses=1,
        review_on=date(2026, 12, 1),
    )
    assert isinstance(act(cast, "kin", actions.open_proposal, **later, asked=asked), Done)
    all_vote(cast, 2, **later)
    viewer = cast.viewer("observer")
    days = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 1), date(9999, 12, 31))
    with clock.simulated(datetime(2026, 6, 1, tzinfo=UTC)):
        stood = [[one.ref for one in queries.register(viewer, on=day)] for day in days]
    assert stood == [[], ["D-001"], ["D-001"], ["D-002"], ["D-002"]]


@pytest.mark.parametrize("size", [10, 1000])
def test_an_export_asks_seven_times_however_long_it_is(size, db):
    cast = build("many")
    many_decisions(cast, size)
    viewer = cast.viewer("observer")
    with clock_at(hours=9), CaptureQueriesContext(connection) as seen:
        assert len(list(exports.export(viewer).rows)) == size
    asked = [one["sql"] for one in seen if not one["sql"].startswith(("DECLARE", "FETCH", "CLOSE"))]
    assert len(asked) <= 7


def test_the_positions_on_the_row_are_those_of_the_log(cast):
    told(cast)
    assert settled(cast, 2)[0] == "not_carried"
    with clock.simulated(LAST):
        data = rows(b"".join(exports_csv(cast)))
        seats = queries.decision(cast.viewer("observer"), 2).seats
    assert {seat.name: seat.words for seat in seats} == {seat.name: data[0][seat.name] for seat in seats}


def test_chips_lead_to_the_same_list_without_one_filter(cast):
    told(cast)
    with clock_at(hours=9):
        page = (
            at_home(cast, "observer")
            .get(f"/a/{cast.slug}/decisions/?text=night&state=open&page=2")
            .content.decode()
        )
    assert 'href="?state=open"' in page
    assert 'href="?text=night"' in page
    assert "With the words: night" in page
    assert "State: Open for votes" in page
    assert "decisions.csv?text=night&amp;state=open" in page
