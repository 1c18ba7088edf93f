"""The rules of risks, by the rows of their specification."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.door.refusals import Refused
from risks.register import matrix as matrices
from risks.register import rules
from risks.register.matrix import DEFAULT, Band, Matrix, check_matrix, level, products
from risks.register.words import Asked, level_words

ORG, OTHER = uuid4(), uuid4()
STEPS = range(1, 6)
TAVISTOCK = Matrix(
    2,
    DEFAULT.likelihood,
    DEFAULT.consequence,
    (Band("Low", 1, 8), Band("Medium", 9, 14), Band("High", 15, 25)),
)


def band(likelihood, consequence, matrix=DEFAULT):
    return matrix.bands[level(matrix, likelihood, consequence)].name


def check(*asked, taken=(), names=()):
    return rules.check_holders(asked, {ORG, OTHER}, taken, names)


def code(answer):
    return answer.code if isinstance(answer, Refused) else answer


@pytest.mark.parametrize(
    ("product", "name"),
    [(3, "Low"), (4, "Moderate"), (6, "Moderate"), (8, "High"), (12, "High"), (15, "Extreme")],
    ids=lambda value: f"K9-{value}",
)
def test_K9_a_product_has_its_band(product, name):
    cells = [(row, column) for row in STEPS for column in STEPS if row * column == product]
    assert cells
    assert {band(*cell) for cell in cells} == {name}


@pytest.mark.parametrize("cell", [pytest.param((5, 1), id="K10-L5xC1"), pytest.param((1, 5), id="K10-L1xC5")])
def test_K10_both_corners_are_moderate(cell):
    assert band(*cell) == "Moderate"


def test_the_whole_matrix_is_as_drawn():
    drawn = ["LLLMM", "LMMHH", "LMHHE", "MHHEE", "MHEEE"]
    assert ["".join(band(row, column)[0] for column in STEPS) for row in STEPS] == drawn
    assert len(products(DEFAULT)) == 14


@pytest.mark.parametrize(
    "product", [7, 11, 13, 14, 17, 18, 19, 21, 22, 23, 24], ids=lambda value: f"K7-{value}"
)
def test_K7_no_two_steps_make_this_product(product):
    assert product not in products(DEFAULT)


@pytest.mark.parametrize("wrong", [0, 6, 2.5, "", None, "3", True, -1], ids=lambda value: f"K8-{value!r}")
@pytest.mark.parametrize("first", [True, False], ids=["likelihood", "consequence"])
def test_K8_a_step_is_a_whole_number_of_the_matrix(wrong, first):
    refused = rules.check_score(*((wrong, 3) if first else (3, wrong)), DEFAULT)
    assert refused is not None
    assert (refused.code, refused.status) == ("likelihood" if first else "consequence", 422)


@given(st.integers(1, 5), st.integers(1, 5))
def test_every_step_of_the_matrix_is_taken(likelihood, consequence):
    assert rules.check_score(likelihood, consequence, DEFAULT) is None
    assert 0 <= level(DEFAULT, likelihood, consequence) <= 3


def test_another_alliances_matrix_is_as_good():
    assert check_matrix(DEFAULT) is None
    assert check_matrix(TAVISTOCK) is None
    held = [band(row, column, TAVISTOCK) for row in STEPS for column in STEPS]
    assert [held.count(name) for name in ("Low", "Medium", "High")] == [14, 5, 6]
    assert matrices.from_body(2, matrices.to_body(TAVISTOCK)) == TAVISTOCK


@pytest.mark.parametrize(
    "bands",
    [
        pytest.param((Band("Low", 1, 3), Band("Moderate", 5, 6), Band("High", 8, 25)), id="K12-gap"),
        pytest.param((Band("Low", 1, 4), Band("Moderate", 4, 6), Band("High", 8, 25)), id="K12-overlap"),
        pytest.param((Band("High", 8, 25), Band("Low", 1, 6)), id="K12-order"),
        pytest.param((), id="K12-none"),
    ],
)
def test_K12_bands_with_a_gap_or_an_overlap_are_refused(bands):
    refused = check_matrix(Matrix(2, DEFAULT.likelihood, DEFAULT.consequence, bands))
    assert refused is not None
    assert refused.status == 422


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        pytest.param([Asked(ORG, "")], "no_role", id="K5-no-role"),
        pytest.param([Asked(ORG, "   ")], "no_role", id="K5-blank-role"),
        pytest.param([Asked(ORG, "Head"), Asked(ORG, "Deputy head")], "two_roles", id="K5-two-roles"),
        pytest.param([Asked(uuid4(), "Head")], "org", id="K42-another-alliance"),
        pytest.param([Asked(ORG, "Ada Commissioner")], "person_named", id="K6-name"),
        pytest.param([Asked(ORG, "Head (ADA COMMISSIONER)")], "person_named", id="K6-name-inside"),
        pytest.param([Asked(ORG, "head@stonebridge.example")], "person_named", id="K6-mail"),
        pytest.param([Asked(ORG, "Head"), Asked(OTHER, "Head")], None, id="K5-one-each"),
        pytest.param([], None, id="K2-none"),
    ],
)
def test_each_holder_has_one_lead_role_and_it_is_no_person(asked, refusal):
    assert code(check(*asked, names={"Ada Commissioner"})) == refusal


def test_a_holder_is_named_once():
    assert code(check(Asked(ORG, "Head"), taken={ORG})) == "two_roles"


@pytest.mark.parametrize(
    ("state", "named", "agreed", "words"),
    [
        pytest.param("proposed", 1, 1, "Draft: needs a second partner", id="K2"),
        pytest.param("proposed", 2, 1, "Waiting for partners to agree", id="K3"),
        pytest.param("proposed", 2, 2, "", id="K3-agreed"),
        pytest.param("live", 1, 1, "Needs a holder", id="K4"),
        pytest.param("live", 2, 1, "Needs a holder", id="K4-asked-is-not-agreed"),
        pytest.param("closed", 0, 0, "", id="closed"),
    ],
)
def test_what_is_missing_is_said(state, named, agreed, words):
    assert rules.standing(state, named, agreed) == words


@pytest.mark.parametrize(
    ("state", "verb", "follows"),
    [
        ("asked", "agree", "agreed"), ("asked", "release", "declined"), ("agreed", "release", "left"),
        ("declined", "agree", "agreed"), ("left", "agree", "agreed"), ("agreed", "agree", "answered"),
        ("left", "release", "answered"),
    ],
)  # fmt: skip
def test_a_partner_answers_once_and_may_change_its_mind(state, verb, follows):
    assert code(rules.answered(state, verb)) == follows


def test_silence_never_agrees_and_nobody_agrees_for_another():
    assert code(rules.check_mandate(ORG, {OTHER})) == "no_mandate"
    assert rules.check_mandate(ORG, {ORG}) is None


TODAY = date(2026, 7, 22)


@pytest.mark.parametrize(
    ("at", "days"),
    [
        ((3,), 30),
        ((2,), 90),
        ((1,), 180),
        ((0,), 365),
        ((None,), 90),
        ((2, 3), 30),
        ((0, 3), 180),
        ((0, 6), 365),
    ],
    ids=[
        "K36-extreme",
        "K36-high",
        "K36-moderate",
        "K36-low",
        "no-score",
        "highest-of-three",
        "lowest-of-three",
        "lowest-of-six",
    ],
)
def test_K36_the_next_review_follows_from_the_level(at, days):
    assert rules.next_review(TODAY, *at) == TODAY + timedelta(days)


def test_K29_a_strong_chance_is_no_danger():
    assert level_words("opportunity", "Extreme", level(DEFAULT, 5, 4)) == "Strong chance"
    assert level_words("threat", "Extreme", level(DEFAULT, 5, 4)) == "Extreme"


@pytest.mark.parametrize(
    ("ref", "refusal"),
    [("D-004", None), ("R-06", None), ("R-01", "linked"), ("M-02", "linked"), ("d4", "ref"), ("", "ref")],
)
def test_a_link_is_a_reference_and_new(ref, refusal):
    assert code(rules.check_reference(ref, "R-01", {"M-02"})) == refusal
