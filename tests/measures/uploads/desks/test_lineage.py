"""From a figure of one's own to file, sheet and cell and back; for its owner alone, page and program alike."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import AtomVersion
from tests.measures.uploads import hostile
from tests.measures.uploads.cast import sheet_rows
from tests.measures.uploads.desks.conftest import built
from tests.measures.uploads.desks.desk import SLUG, Desk, text

pytestmark = pytest.mark.django_db
QUARTER = "2024-25-q3"


@pytest.fixture(scope="module")
def corrected(django_db_setup, django_db_blocker, tmp_path_factory):
    """Lantern sends 95 and then puts it right, once for this file, in a transaction that is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic(), built(tmp_path_factory.mktemp("lineage")) as town:
        yield put_right(town)
        transaction.set_rollback(True)


def put_right(town):
    """Lantern sends 95, with four partners beside it, and then puts it right: 91, which touches four people."""
    for who, sheet in (
        ("petra", "cohort/TID_2024-25_Q3.csv"), ("dewi", "cohort/COU_2024-25_Q3.csv"),
        ("emeka", "cohort/MHT_2024-25_Q3.csv"), ("bronagh", "cohort/KIN_2024-25_Q3.csv"), ("jonty", "faults/LAN_2024-25_Q3_first_version.csv"),
        ("jonty", "cohort/LAN_2024-25_Q3.csv"),
    ):  # fmt: skip
        desk = Desk(town, who)
        draft = desk.draft(QUARTER, sheet)
        desk.answer(draft)
        assert desk.commit(draft).status_code == 302, desk.page(draft)
        if sheet.startswith("faults/"):
            town.publish("2024/25 Q3")
    return Desk(town, "jonty")


def figure(desk, measure="M-03", period=QUARTER):
    rows = desk.get("my_data", period=period).context["data"].rows
    atom = next(each.atom for each in rows if each.measure == measure)
    return desk.get("my_figure", atom).context["figure"]


def test_a_correction_that_waits_is_counted_cell_by_cell_and_others_still_see_44(corrected):
    found = figure(corrected)
    cells = {each.field: (each.value, each.feeds, each.waits) for each in found.cells}
    assert cells["numerator"][0] == "38"
    assert cells["n"][1] == cells["n"][2] == len(found.seen) == found.waiting
    assert 0 < cells["numerator"][1] < cells["n"][1]
    assert cells["invited"] == ("134", 0, 0)
    shown = {(each.view, each.figure): each.text for each in found.seen}
    assert shown["All partners together", "share"] == "44%"
    assert [(each.file, each.stands) for each in found.versions] == [(1, False), (2, True)]


def test_what_did_not_change_feeds_its_figures_and_nothing_waits(corrected):
    found = figure(corrected, "M-01")
    assert found.waiting == 0
    assert all(each.feeds for each in found.cells if each.field in {"n", "numerator"})
    assert found.file == 1


def test_the_older_version_says_that_what_others_see_rests_on_it(corrected):
    old = AtomVersion.objects.get(file__number=1, measure__code="M-03", org__code="LAN")
    found = corrected.get("my_figure", old.id).context["figure"]
    assert (found.what.startswith("n 95, numerator 41"), found.stands, found.waiting) == (True, False, 0)
    assert found.seen


def test_a_file_version_says_what_it_changed(corrected):
    page = corrected.get("my_file", QUARTER, 2)
    rows = {each.measure: each for each in page.context["file"].rows}
    assert [each.kind for each in rows.values()] == ["same", "same", "changed", "same"]
    assert rows["M-03"].was == "n 95 → 91, numerator 41 → 38, returned 95 → 91"
    assert rows["M-03"].feeds == rows["M-03"].waits > 0
    assert "Its mark" in text(page)
    assert [each.kind for each in corrected.get("my_file", QUARTER, 1).context["file"].rows] == ["new"] * 4


def test_a_group_that_is_too_small_feeds_nothing_and_is_told_where_it_is_left_out(corrected):
    kindling = Desk(corrected.town, "bronagh")
    draft = kindling.draft("2025-26-q3", "cohort/KIN_2025-26_Q3.csv")
    kindling.answer(draft)
    assert kindling.commit(draft).status_code == 302
    corrected.town.publish("2025/26 Q3")
    found = figure(kindling, "M-02", "2025-26-q3")
    assert found.seen == ()
    shown = {each.view: (each.text, each.note) for each in found.left_out}
    assert shown["Kindling"] == ("too few to show", "Kindling: too few")


def test_a_cell_of_a_workbook_is_named_with_its_sheet(corrected):
    draft = corrected.draft("2025-26-q1", hostile.workbook(sheet_rows()), "sheet.xlsx")
    corrected.answer(draft)
    assert corrected.commit(draft).status_code == 302, corrected.page(draft)
    atom = AtomVersion.objects.get(measure__code="M-01", file__period__code="2025/26 Q1").id
    places = [each.place for each in corrected.get("my_figure", atom).context["figure"].cells]
    assert places[0].startswith('Sheet "')
    assert places[0].endswith("cell H2")


def test_nobody_else_finds_it_not_even_that_it_is_there(corrected):
    atom = AtomVersion.objects.filter(org__code="LAN").first().id
    for who in ("petra", "gethin", "ines"):
        other = Desk(corrected.town, who)
        assert other.get("my_figure", atom).status_code == 404
        assert other.client.get(reverse("api_my_figure", args=[SLUG, atom])).status_code == 404
    assert Desk(corrected.town, "petra").get("my_file", QUARTER, 2).status_code == 404
    assert Desk(corrected.town, "gethin").get("my_file", QUARTER, 1).status_code == 404
    assert Desk(corrected.town, "osric").get("my_file", QUARTER, 1).status_code in {200, 404}


def test_programs_read_the_same(corrected):
    mine = corrected.client.get(reverse("api_my_data", args=[SLUG]), {"period": QUARTER}).json()
    row = next(each for each in mine["rows"] if each["measure"] == "M-03")
    found = corrected.client.get(reverse("api_my_figure", args=[SLUG, row["atom"]])).json()
    assert (found["file"], found["waiting"], found["stands"]) == (2, len(found["seen"]), True)
    file = corrected.client.get(reverse("api_my_file", args=[SLUG, QUARTER, 2])).json()
    assert file["rows"][2]["was"].startswith("n 95 → 91")
    assert corrected.client.get(reverse("api_my_file", args=[SLUG, QUARTER, 9])).status_code == 404


@pytest.mark.parametrize("measure", ["M-01", "M-03"])
def test_the_pages_cost_the_same_whatever_hangs_on_them(corrected, measure):
    rows = corrected.get("my_data", period=QUARTER).context["data"].rows
    atom = next(each.atom for each in rows if each.measure == measure)
    counts = []
    for name, *given in (("my_figure", atom), ("my_file", QUARTER, 1), ("my_file", QUARTER, 2)):
        with CaptureQueriesContext(connection) as asked:
            assert corrected.get(name, *given).status_code == 200
        counts.append(len(asked))
    assert counts == PINNED


PINNED = [20, 18, 18]


def mine(desk, measure, **asked):
    data = desk.get("my_data", period=QUARTER, **asked).context["data"]
    return data, next(each for each in data.rows if each.measure == measure)


def test_what_others_see_stands_beside_the_exact_figure_and_a_correction_that_waits_is_named(corrected):
    data, row = mine(corrected, "M-03")
    assert (row.share, row.others.text, row.others.view, row.others.waits) == (
        "41.8%",
        "42%",
        "Lantern",
        True,
    )
    assert row.others.more > 1
    assert (data.release, data.releases) == (0, (row.others.release,))
    _, other = mine(corrected, "M-01")
    assert (other.others.waits, other.others.release) == (False, row.others.release)


def test_as_a_release_was_made_the_figures_are_those_that_it_rests_on(corrected):
    (number,) = mine(corrected, "M-03")[0].releases
    data, row = mine(corrected, "M-03", release=number)
    assert (data.release, row.what.partition(", invited")[0], row.share) == (
        number,
        "n 95, numerator 41",
        "43.2%",
    )
    assert (row.others.text, row.others.waits, row.since) == ("42%", False, True)
    assert not mine(corrected, "M-01", release=number)[1].since
    assert "corrected since" in corrected.get("my_data", period=QUARTER, release=number).content.decode()
    assert corrected.get("my_data", period=QUARTER, release=number + 1).status_code == 404
    program = reverse("api_my_data", args=[SLUG])
    told = corrected.client.get(program, {"period": QUARTER, "release": number}).json()
    assert next(each for each in told["rows"] if each["measure"] == "M-03")["file"] == 1
    assert Desk(corrected.town, "gethin").get("my_data", release=number).status_code == 403


@pytest.mark.parametrize("asked", [{}, {"release": 3}])
def test_the_page_of_ones_own_data_asks_as_much_for_one_file_as_for_two(corrected, asked):
    number = mine(corrected, "M-03")[0].releases[0]
    with CaptureQueriesContext(connection) as seen:
        answer = corrected.get("my_data", period=QUARTER, **({"release": number} if asked else {}))
    assert answer.status_code == 200
    assert len(seen) == (20 if asked else 19)
