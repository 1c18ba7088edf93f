"""The headline leads with the latest figure that was drawn; what is told in words, withheld or missing is told apart everywhere."""

import csv
import io

import pytest
from django.db import transaction

from frontend.charts import alt, plotly, svg, table
from frontend.charts.csv import csv_bytes
from measures.dashboards.queries import Asked, dashboard, measure
from measures.dashboards.words import by_note, not_here_words, told
from tests.measures import town

pytestmark = pytest.mark.django_db
FIRST, SECOND, NEXT = "2024/25 Q2", "2024/25 Q3", "2024/25 Q4"


@pytest.fixture(scope="module")
def lone_sheet(django_db_setup, django_db_blocker):
    """Two full quarters, then one in which Lantern alone has sent its sheet so far."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = town.Town(town.build()).fill({FIRST, SECOND})
        rows = [("M-01/1", 90, {"yes": 45}, None, None), ("M-02/1", 25, {"yes": 10}, None, None)]
        made.store("LAN", NEXT, rows)
        assert made.publish(NEXT).ref == str(made.published.id)
        yield made
        transaction.set_rollback(True)


def chart(made, code, view="alliance"):
    return measure(made.viewer("mairead"), code, Asked(view=view)).panel.chart


def test_the_headline_leads_with_the_latest_drawn_value_and_says_once_what_is_not(lone_sheet):
    spec = chart(lone_sheet, "M-01")
    assert spec.title.startswith(f"{spec.points[1].value}% in {SECOND}.")
    assert spec.title.endswith(f"{NEXT} is withheld.")
    assert spec.title.count(NEXT) == spec.latest.count(NEXT) == 1
    assert spec.latest.startswith(f"Latest, {SECOND}: {spec.points[1].value}%")


def test_small_charts_lead_with_the_latest_figure_too(lone_sheet):
    board = dashboard(lone_sheet.viewer("mairead"))
    council = next(small for small in board.panels[0].small if small.view == "COU")
    assert (council.period, council.since) == (SECOND, f"{NEXT} is missing.")
    assert board.missing.startswith("Council, Tideway, Moors and Kindling: no figures sent. An alliance")


def test_25_answers_are_told_in_words_and_no_output_says_withheld(lone_sheet):
    spec = chart(lone_sheet, "M-02", "LAN")
    point = spec.points[-1]
    assert (point.status, point.value, point.n) == ("told", None, 25)
    assert point.text.endswith(" of 25")
    row = list(csv.DictReader(io.StringIO(csv_bytes(spec).decode("utf-8-sig"))))[-1]
    assert (row["told"], row["status"], row["n"]) == (point.text, "Told in words", "25")
    assert table.table(spec).rows[-1][1:3] == (point.text, "25")
    assert spec.title.endswith(f"{NEXT} is told in words: {point.text}.")
    drawn = svg.svg(spec), str(plotly.figure(spec)), str(table.table(spec)), csv_bytes(spec).decode()
    every = " ".join([spec.title, spec.latest, *alt.description(spec), *drawn])
    assert point.text in every
    assert "withheld" not in every.lower()
    assert "people" not in every.lower()


def test_the_program_interface_says_the_same_as_the_page(lone_sheet, client):
    person = lone_sheet.person("mairead")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    api = "/api/v1/alliances/marlhaven/measures/M-02/"
    point = client.get(f"{api}chart?view=LAN").json()["spec"]["points"][-1]
    figures = client.get(f"{api}figures?view=LAN").json()["results"]
    found = next(
        each for each in figures
        if (each["view"], each["period"], each["figure"]) == ("LAN", NEXT, "M-02:yes:share")
    )  # fmt: skip
    assert (point["status"], point["text"], point["n"]) == ("told", found["text"], found["n"])
    assert found["state"] == "shown"


def test_partners_missing_for_the_same_reason_are_named_together():
    notes = [("Q1", "Moors: too few; Kindling: too few; Council alone"), ("Q2", "Moors: too few")]
    assert told(by_note(notes)) == "Moors: too few (Q1 and Q2). Kindling: too few (Q1). Council alone (Q1)."
    assert told(by_note(notes[:1])) == "Moors and Kindling: too few (Q1). Council alone (Q1)."


@pytest.mark.parametrize(("out", "senders", "said"), [
    ([("2026/27 Q1", "ABCDE"), ("2026/27 Q2", "ABCDE")], 5, "2026/27 Q1 and Q2 from all five who send figures"),
    ([("2025/26 Q4", "A"), ("2026/27 Q1", "AB")], 3, "2025/26 Q4 from A; 2026/27 Q1 from A and B"),
    ([("2025/26 Q4", "AB"), ("2026/27 Q1", "AB")], 2, "2025/26 Q4 and 2026/27 Q1 from both who send figures"),
    ([("2026/27 Q1", "")], 3, ""), ([], 3, ""), ([("2026/27 Q1", "A")], 1, "2026/27 Q1 from A"),
])  # fmt: skip
def test_what_is_still_to_come_is_said_with_whom_it_comes_from(out, senders, said):
    assert not_here_words(out, senders) == said
