"""The log as files, on paper and as drawings: the matrix and the date on it, both steps of each score, and no person."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from frontend.charts.bowtie import BowtieSpec, Strand, svg
from risks.shown import queries
from tests.cast import Cast, build, clock_at
from tests.risks.register.stage import WORDS, live, many, raised

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/a/stonebridge/risks/"


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


@pytest.fixture
def browser_(client, cast: Cast):
    client.force_login(cast.people["observer"], backend=BACKEND)
    return client


def test_K43_the_files_carry_matrix_version_and_date_and_no_person(browser_, cast: Cast) -> None:
    live(cast, 4, 3)
    raised(cast, "KIN", by="kin")
    text = b"".join(browser_.get(f"{PAGE}risks.csv").streaming_content).decode("utf-8-sig")
    first, second = csv.DictReader(StringIO(text))
    assert (first["Likelihood"], first["Consequence"], first["Likelihood × consequence"], first["Level"]) == (
        "4",
        "3",
        "12",
        "High",
    )
    assert (first["Scored with matrix version"], first["Matrix version in force"], first["Taken on"]) == (
        "1",
        "1",
        "2026-03-02",
    )
    assert first["Scored on"] == "2026-03-02"
    assert (second["Level"], second["Scored on"]) == ("Not scored", "")
    book = load_workbook(BytesIO(b"".join(browser_.get(f"{PAGE}risks.xlsx").streaming_content)))
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Matrix"].startswith("Version 1, in force since 2026-03-02")
    assert about["Taken on"] == "2026-03-02"
    cells = str([list(sheet.values) for sheet in book]) + text
    for person in cast.people.values():
        assert person.name not in cells
        assert person.email not in cells


def test_K43_the_page_for_paper_says_the_same(browser_, cast: Cast) -> None:
    live(cast, 4, 3)
    text = browser_.get(f"{PAGE}paper/").content.decode()
    assert "Matrix version 1, in force since" in text
    assert "4 × 3 = 12" in text
    assert "No risk fits." in browser_.get(f"{PAGE}paper/?state=issue").content.decode()


def test_programs_take_the_same_file(browser_, cast: Cast) -> None:
    live(cast)
    answer = browser_.get("/api/v1/alliances/stonebridge/risks.csv?kind=opportunity")
    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 1
    bowtie = browser_.get("/api/v1/alliances/stonebridge/risks/1/bow-tie").json()
    assert bowtie["causes"] == [{"words": "The grant ends", "ref": ""}]


def test_a_longer_log_costs_no_more_queries_until_it_takes_another_page(cast: Cast) -> None:
    counts = []
    for count in (1, 12):
        many(cast, count)
        with CaptureQueriesContext(connection) as asked_:
            queries.log(cast.viewer("kin"))
        counts.append(len(asked_))
    assert counts[0] == counts[1] <= 16


def test_K42_another_alliances_log_and_drawings_are_not_there(client, cast: Cast) -> None:
    live(cast)
    client.force_login(build("elsewhere").people["manager"], backend=BACKEND)
    for path in ("risks.csv", "risks.xlsx", "paper/", "map/threats.svg", "1/bow-tie/", "1/bow-tie.svg"):
        assert client.get(f"{PAGE}{path}").status_code == 404
    assert queries.log(build("third").viewer("manager")).rows == []


def test_a_bow_tie_shows_both_steps_every_line_and_who_holds_it_jointly(browser_, cast: Cast) -> None:
    said = WORDS.__class__(
        **{name: getattr(WORDS, name) for name in WORDS.__slots__} | {"cause": "The grant ends\nRents rise"}
    )
    live(cast, 4, 3, words=said)
    text = browser_.get(f"{PAGE}1/bow-tie/").content.decode()
    assert text.count("Rents rise") == 3  # side by side, below one another, and in the table
    assert "Likelihood 4 × consequence 3 = 12: High" in text
    assert "Held jointly by Stonebridge Council, Threshold Homes" in text
    drawn = browser_.get(f"{PAGE}1/bow-tie.svg")
    assert (drawn["Content-Type"], drawn.content[:4]) == ("image/svg+xml", b"<svg")
    assert browser_.get(f"{PAGE}9/bow-tie/").status_code == 404


def test_a_map_can_be_saved_and_opportunities_are_drawn_apart(browser_, cast: Cast) -> None:
    live(cast, 4, 3)
    drawn = browser_.get(f"{PAGE}map/threats.svg").content.decode()
    assert "4 Likely" in drawn
    assert "3 Moderate" in drawn
    assert browser_.get(f"{PAGE}map/opportunities.svg").status_code == 404


SPEC = BowtieSpec(
    id="tie", title="A tie", subtitle="Nobody is missing.", event="No <beds>", score="Likelihood 2 × consequence 3 = 6: Moderate",
    left="Causes", causes=(Strand("Cold"), Strand("Rents", "R-02")), right="Effects", effects=(Strand("Sleep outside"),),
    safeguards=("We know by October",), held_by=("Homes", "Council"), linked=(Strand("The grant ends", "R-06"),),
)  # fmt: skip


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_a_drawing_escapes_its_words_and_uses_no_colour_of_danger(narrow: bool) -> None:
    drawn = svg(SPEC, narrow=narrow)
    assert "No &lt;beds&gt;" in drawn
    assert "R-02 Rents" in drawn
    assert "R-06 The grant ends" in drawn
    colours = {part[:6] for part in drawn.split("#")[1:]}
    assert colours <= {"212b32", "ffffff", "e4ddd3"}


def test_the_table_of_a_bow_tie_says_everything_that_is_drawn() -> None:
    said = dict(SPEC.rows())
    assert said["Who holds that"] == "Held jointly by Homes, Council"
    assert said["Hangs together with"] == "R-06 The grant ends"
    with pytest.raises(ValueError, match="at least one cause"):
        BowtieSpec("a", "A", "B", "C", "", "L", (), "R", (Strand("x"),), (), ())
