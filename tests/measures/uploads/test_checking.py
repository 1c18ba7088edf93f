"""Cells, rows and sense: what is cleaned, what is asked, what is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.uploads.checking.sense import mean_within
from measures.uploads.checking.sheet import check
from measures.uploads.checking.typed import Figures
from measures.uploads.checking.values import grim
from measures.uploads.reading.delimited import read_csv
from tests.measures.uploads.cast import csv_of, register

D = Decimal
SHARE = "2025/26 Q1,adults,M-01/1,,,all,,{n},{numerator},,,154,103"
MEAN = "2025/26 Q1,adults,M-04/1,,,all,raw,{n},,{mean},{sd},,"


def said(*lines: str, period: str = "", **more):
    """The checked sheet of these lines."""
    grid, _, _ = read_csv(csv_of(*lines), {})
    return check(grid, register(period), **more).checked


def share(n="103", numerator="56") -> str:
    return SHARE.format(n=n, numerator=numerator)


def mean(n="103", mean="4.4", sd="2.2") -> str:
    return MEAN.format(n=n, mean=mean, sd=sd)


CELLS = [
    pytest.param(share("12\u00a0", "5"), "note", "cell.cleaned", id="12 + no-break space"),
    pytest.param(share(" 12 ", "5"), "note", "cell.cleaned", id="' 12 ' with spaces"),
    pytest.param(share("１２", "5"), "note", "cell.cleaned", id="fullwidth digits"),
    pytest.param(mean(mean="\u22121"), "stop", "cell.range", id="U+2212 minus"),
    pytest.param(mean(mean='"4,4"'), "question", "cell.decimal_mark", id="21,5"),
    pytest.param(mean(mean="4·4"), "question", "cell.decimal_mark", id="21 middle dot 5"),
    pytest.param(mean(sd='"1.234,5"'), "question", "cell.decimal_mark", id="1.234,5"),
    pytest.param(share("1234567890123450"), "stop", "cell.large", id="15-digit truncated ids"),
    pytest.param(share('"1,234"'), "note", "cell.grouped", id="1,234 is read"),
    pytest.param(share("1O3"), "stop", "cell.letter", id="letter O as n"),
    pytest.param(share("True"), "stop", "cell.not_a_number", id="True as n"),
    pytest.param(share("12*"), "stop", "cell.not_a_number", id="12* as n"),
    pytest.param(share("n/a"), "stop", "cell.not_a_number", id="n/a as n"),
    pytest.param(share("12.5"), "stop", "cell.whole", id="half-a-person"),
    pytest.param(share("-3"), "stop", "cell.negative", id="negative"),
    pytest.param(share(numerator="<5"), "note", "cell.withheld", id="<5"),
    pytest.param(share(numerator="*"), "note", "cell.withheld", id="*"),
    pytest.param(share(numerator=".."), "note", "cell.withheld", id=".."),
    pytest.param(share(numerator="c"), "note", "cell.withheld", id="c"),
    pytest.param(share().replace("2025/26 Q1", "29/02/1900"), "stop", "cell.date", id="29/02/1900"),
    pytest.param(share().replace("2025/26 Q1", "30/02/2024"), "stop", "cell.date", id="30/02/2024"),
    pytest.param(share().replace("2025/26 Q1", "45792"), "question", "cell.date", id="45323 in a date column"),
    pytest.param(share().replace("2025/26 Q1", "May-25"), "question", "cell.date", id="Feb-24"),
    pytest.param(share().replace("2025/26 Q1", "01/05/25"), "question", "cell.date", id="two-digit year"),
    pytest.param(share().replace("adults", "adluts"), "stop", "cell.unknown", id="unknown-cohort"),
    pytest.param(share().replace("M-01/1", "M-09/1"), "stop", "cell.unknown", id="unknown-measure"),
    pytest.param(share(numerator=""), "stop", "row.no_figure", id="no-numerator"),
    pytest.param(share(n=""), "stop", "cell.absent", id="no-n"),
    pytest.param(share().replace("M-01/1", "Q-05/1"), "stop", "sense.refused", id="refused-instrument"),
    pytest.param(mean("103", "5", "6.0"), "question", "sense.sd", id="sd-too-large"),
    pytest.param(mean("10", "6.5", "0.4"), "question", "sense.sd", id="sd-too-small"),
    pytest.param(mean("23", "21.40", "4.4").replace("M-04", "W-07"), "question", "sense.mean", id="grim-raw"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "level", "code"), CELLS)
def test_a_cell_or_row_gets_its_finding(line, level, code):
    checked = said(line)
    assert level in [finding.level for finding in checked.findings if finding.code == code]
    assert (len(checked.usable) == 0) is (level == "stop")


def test_the_nearest_known_cohort_is_named():
    assert "Did you mean Adults?" in said(share().replace("adults", "adluts")).findings[0].sentence


def test_a_day_number_is_told_as_a_day():
    checked = said(share().replace("2025/26 Q1", "45323"))
    assert "1 Feb 2024" in checked.findings[0].sentence


def test_a_withheld_figure_is_never_nought():
    row = said(share(numerator="<5")).rows[0]
    assert (row.figures.numerator, row.state, row.figures.withheld) == (
        None,
        "withheld",
        frozenset({"numerator"}),
    )


def test_decimal_commas_are_asked_once_for_all_cells_and_no_makes_stops():
    lines = [mean(mean='"4,4"', sd="2.0"), mean(n="102", mean='"4,5"', sd="2.0").replace("adults", "young")]
    asked = said(*lines).waiting
    assert [finding.count for finding in asked] == [2]
    assert asked[0].ask[0].label == "Yes, all 2"
    assert asked[0].says == 'found "4,4". Expected a number like 4.4. Do commas mean decimals in this column?'
    assert not said(*lines, answers={asked[0].key: "no"}).usable


def test_an_exact_duplicate_is_asked_and_a_conflicting_one_stops_both():
    assert [finding.code for finding in said(share(), share()).findings] == ["row.duplicate"]
    conflict = said(share(), share(numerator="57"))
    assert [finding.code for finding in conflict.findings] == ["row.conflict", "row.conflict"]
    assert "numerator 57 here, 56 there" in conflict.findings[0].sentence
    assert "numerator 56 here, 57 there" in conflict.findings[1].sentence
    assert not conflict.usable


def test_counts_must_add_up_to_n():
    header = "period,cohort,measure,n,count:low,count:medium,count:high,count:very high"
    lines = csv_of("2025/26 Q1,adults,L-01/1,11,5,3,2,0", header=header)
    grid, _, _ = read_csv(lines, {})
    assert [finding.code for finding in check(grid, register()).checked.findings] == ["row.counts"]


def test_matched_people_cannot_be_more_than_all():
    checked = said(share("100", "50"), share("101", "50").replace(",all,", ",matched_baseline,"))
    assert "row.matched" in [finding.code for finding in checked.findings]


def test_a_large_change_is_asked():
    before = said(share().replace("2025/26 Q1", "2024/25 Q4")).rows[0]
    checked = said(share(numerator="90"), held={before.key: before.figures})
    assert [finding.code for finding in checked.findings] == ["sense.jump"]


def test_two_tables_in_one_file_are_refused():
    header = csv_of().decode().strip()
    checked = said(share(), "", "", header, share("10", "5"))
    assert "map.two_tables" in [finding.code for finding in checked.findings]
    assert not checked.usable


def test_a_second_heading_row_is_asked():
    checked = said("which quarter,who,what,,,,,people,people,score,score,people,people", share())
    assert "map.second_header" in [finding.code for finding in checked.waiting]


def test_a_missing_column_stops_the_sheet():
    grid, _, _ = read_csv(b"period,cohort,measure,numerator\r\n2025/26 Q1,adults,M-01,5\r\n", {})
    checked = check(grid, register()).checked
    assert [finding.expected for finding in checked.findings if finding.code == "map.missing"] == ["n"]


GRIM = [
    pytest.param("21.35", 23, True, id="491-of-23"),
    pytest.param("21.40", 23, False, id="21.40-of-23"),
    pytest.param("4.8", 7, False, id="4.8-of-7"),
    pytest.param("5.0", 7, True, id="5.0-of-7"),
]


@pytest.mark.parametrize(("text", "n", "possible"), GRIM)
def test_worked_means(text, n, possible):
    assert grim.grim_possible(D(text), len(text.partition(".")[2]), n) is possible


def test_worked_spreads():
    assert grim.nearest_means(D("21.40"), 2, 23) == ("21.39", "21.43")
    most = grim.largest_variance(Fraction(21), D(7), D(35), 10)
    assert Fraction("14.75") ** 2 < most < Fraction("14.76") ** 2
    # the least spread of ten whole scores whose sum is 65 is 0.527
    assert [grim.sd_too_small(D("6.5"), D(sd), (1, 2), 10) for sd in ("0.52", "0.53")] == [True, False]
    bands = ((D(0), D(4), 5), (D(5), D(6), 3), (D(7), D(8), 2), (D(9), D(10), 0))
    assert mean_within(bands) == (Fraction("2.9"), Fraction("5.4"))


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_no_real_scores_are_ever_called_impossible(scores):
    n, total = len(scores), sum(scores)
    exact = Fraction(total, n)
    shown = (D(total) / n).quantize(D("0.01"))
    variance = sum((score - exact) ** 2 for score in scores) / (n - 1)
    sd = (D(variance.numerator) / D(variance.denominator)).sqrt().quantize(D("0.01"))
    assert grim.grim_possible(shown, 2, n)
    assert not grim.sd_too_large(shown, sd, (2, 2), n, (D(0), D(10)))
    assert not grim.sd_too_small(shown, sd, (2, 2), n)


def test_figures_start_empty():
    assert Figures().withheld == frozenset()
