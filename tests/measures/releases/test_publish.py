"""Every figure that the invented alliance prints, and what no figure may tell."""

import hmac
import json
from dataclasses import replace
from functools import cache
from math import ceil, sqrt

import pytest

from alliance.door.refusals import Refused
from alliance.figures.cells import State
from measures.releases.inputs import AtomIn, Given, Group
from measures.releases.publish import _mark, publish, published_from, row_of, withdrawn
from tests.measures import marlhaven

EXPECTED = marlhaven.rows("expected_shown.csv")
PERIODS = sorted({row["period"] for row in EXPECTED})


@cache
def edition(period):
    made = publish(marlhaven.order(period))
    assert not isinstance(made, Refused), made
    return {(each.view, each.measure, each.figure): each for each in made.figures}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['measure']} {row['period']} {row['view']}")
def test_the_invented_alliance_prints_what_is_expected(row):
    found = edition(row["period"])
    count = found[row["view"], row["measure"], f"{row['measure']}:yes"]
    share = found[row["view"], row["measure"], f"{row['measure']}:yes:share"]
    people = found[row["view"], row["measure"], "n"]
    seen = {
        "partners_in": set(count.partners), "shown_numerator": count.cell.number,
        "shown_n": people.cell.number, "prints": share.cell.text,
    }  # fmt: skip
    assert seen == {
        "partners_in": set(row["partners_in"].split()), "shown_numerator": int(row["shown_numerator"]),
        "shown_n": int(row["shown_n"]), "prints": row["prints"],
    }  # fmt: skip
    assert {cell.cell.n for cell in (count, share, people)} == {int(row["shown_n"])}


def test_all_45_expected_figures_are_tried():
    assert len(EXPECTED) == 45


# Two-sided 5% points of Student's t from printed tables are too coarse here, so the restatement uses the
# Cornish-Fisher expansion of the quantile, which is a different route from the one under test.
def student(freedom):
    z = 1.959963984540054
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def restated_mean(period, codes, shown_n):
    held = [
        each
        for each in marlhaven.atoms()
        if each.measure == "M-04" and each.period == period and each.group.partner in codes
    ]
    n = sum(each.n for each in held)
    mean = sum(float(each.moments.mean) * each.n for each in held) / n
    within = sum((each.n - 1) * float(each.moments.spread) for each in held)
    between = sum(each.n * (float(each.moments.mean) - mean) ** 2 for each in held)
    wanted = 10 / (2 * max(10, shown_n - 4) + 1)
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1) if step >= wanted)
    half = student(n - 1) * sqrt((within + between) / (n - 1) / n)
    reach = step * ceil((half + step / 2) / step)
    value = step * round(mean / step)
    places = 2 if step < 0.1 else 1
    return f"{value:.{places}f}", f"{value - reach:.{places}f} to {value + reach:.{places}f}"


@pytest.mark.parametrize("view", ["alliance", "E-01 partners", "LAN", "KIN"])
@pytest.mark.parametrize("period", PERIODS)
def test_means_agree_with_an_independent_restatement(period, view):
    found = edition(period)[view, "M-04", "M-04:mean"]
    if not found.partners:
        assert found.cell.state is State.TOO_FEW
        return
    assert (found.cell.text, found.cell.interval.text) == restated_mean(period, found.partners, found.cell.n)


def test_a_view_left_with_one_partner_says_so_first():
    cell = edition("2024/25 Q1")["elsewhere", "M-02", "M-02:yes:share"].cell
    assert cell.note == "Council alone; Moors: not sharing until 9 July 2024; Kindling: too few"


def test_a_partners_own_view_needs_no_word_about_being_alone():
    assert edition("2025/26 Q4")["COU", "M-02", "n"].cell.note == ""


def test_a_partner_with_too_few_people_is_silent_by_itself_and_named_in_totals():
    found = edition("2025/26 Q3")
    own = found["KIN", "M-02", "M-02:yes:share"].cell
    assert (own.state, own.text, own.number, own.n) == (State.TOO_FEW, "too few to show", None, None)
    assert found["alliance", "M-02", "n"].cell.note == "Kindling: too few"


def test_a_partner_that_sent_nothing_is_a_gap_and_not_a_zero():
    own = edition("2024/25 Q1")["MHT", "M-01", "n"].cell
    assert (own.state, own.text, own.number) == (State.NOT_COLLECTED, "not collected", None)


def test_the_same_people_show_the_same_number_on_every_measure():
    found = edition("2025/26 Q4")
    assert len({found["alliance", measure.code, "n"].cell.number for measure in marlhaven.MEASURES}) == 1


def test_a_count_that_stays_the_same_gets_no_fresh_draw_in_a_later_release_or_period():
    first = marlhaven.order("2025/26 Q4")
    moved = tuple(replace(each, period="2026/27 Q1") for each in first.atoms if each.period == "2025/26 Q4")
    later = publish(replace(first, release=9, period="2026/27 Q1", atoms=moved))
    texts = {(each.view, each.measure, each.figure): each.cell.text for each in later.figures}
    assert texts == {place: each.cell.text for place, each in edition("2025/26 Q4").items()}


def with_kindling(n, state=Given.GIVEN):
    group = Group("KIN", "adults")
    kept = [each for each in marlhaven.atoms() if each.group.partner != "KIN" and each.measure == "M-02"]
    small = AtomIn(group, "2025/26 Q3", "M-02", n, {"yes": n // 2}, state=state)
    return publish(marlhaven.order("2025/26 Q3", held=(*kept, small), measures=marlhaven.MEASURES[1:2]))


@pytest.mark.parametrize("n", range(10))
def test_nothing_in_an_edition_depends_on_how_few_the_few_are(n):
    assert with_kindling(n) == with_kindling(7)


def test_withheld_and_not_offered_are_told_apart_from_too_few():
    withheld, absent = with_kindling(0, Given.WITHHELD), with_kindling(0, Given.STRUCTURAL)
    assert {each.cell.state for each in withheld.figures if each.view == "KIN"} == {State.WITHHELD}
    assert {each.cell.state for each in absent.figures if each.view == "KIN"} == {State.NOT_OFFERED}
    assert withheld.figures[0].cell.note == "Kindling: withheld"


def test_a_stored_row_gives_the_same_figure_back_and_a_changed_one_is_refused():
    for each in edition("2025/26 Q3").values():
        row = row_of(each, marlhaven.KEY)
        assert published_from(row, marlhaven.KEY) == each
    changed = {**row, "text": "8 people"}
    assert published_from(changed, marlhaven.KEY).code == "figure_changed"
    assert published_from(row, bytes(32)).code == "figure_changed"


def test_a_mark_is_an_hmac_over_the_names_and_values_of_a_row_as_json_dumps_writes_them():
    lacks = dict.fromkeys(("number", "step", "lower", "upper", "interval"), "")
    words = {
        name: f'{name} “ä” \\ "quoted" \n\x7f'
        for name in ("text", "note", "view", "measure", "period", "figure")
    }
    row = words | lacks | {"state": "too_few", "partners": "", "n_text": "", "n": None, "release": 7}
    for each in (row, row | dict.fromkeys(lacks, "4.50") | {"n": 0}):
        said = sorted(
            (name, None if name in lacks and value == "" else value) for name, value in each.items()
        )
        body = json.dumps(["alliance-cell/1", said], separators=(",", ":"), ensure_ascii=False)
        assert _mark(each, marlhaven.KEY) == hmac.new(marlhaven.KEY, body.encode(), "sha256").hexdigest()


def test_a_withdrawn_figure_says_only_why():
    cell = withdrawn(4, "Lantern counted a team twice")
    assert (cell.state, cell.number, cell.note) == (State.WITHDRAWN, None, "Lantern counted a team twice")
