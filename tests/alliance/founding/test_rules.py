"""What a new alliance needs before it can begin."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.founding.charter import CODE, Charter, Founding, codes
from alliance.founding.rules import check_founding

COUNCIL = Charter("COU", "Fernhill Council", "commissioner", "council", mine=True)
HOMES = Charter(
    "HOM", "Bramble Homes", "provider", "charity", invite="mona@bramble.example", invite_name="Mona"
)
VOICE = Charter("VOX", "Fernhill Voices", "associate", "lived_experience")
FORM = Founding("Fernhill", (COUNCIL, HOMES, VOICE), "ada@fernhill.example", manages=True)


def test_two_members_from_both_sides_are_enough():
    assert check_founding(FORM) is None
    assert check_founding(replace(FORM, bodies=(COUNCIL, HOMES))) is None


@pytest.mark.parametrize(
    ("bodies", "code"),
    [
        pytest.param((COUNCIL,), "two_members", id="one member"),
        pytest.param((COUNCIL, VOICE), "two_members", id="an associate is no member"),
        pytest.param((COUNCIL, replace(HOMES, side="commissioner")), "one_side", id="nobody provides"),
        pytest.param((replace(COUNCIL, side="provider"), HOMES), "one_side", id="nobody commissions"),
        pytest.param((COUNCIL, replace(HOMES, code="COU")), "code_twice", id="one code twice"),
        pytest.param((COUNCIL, replace(HOMES, code="h!")), "bad_code", id="an odd code"),
        pytest.param((COUNCIL, replace(HOMES, name="FERNHILL COUNCIL")), "name_twice", id="one name twice"),
        pytest.param((COUNCIL, replace(HOMES, invite="")), "nobody_speaks", id="a member without a voice"),
        pytest.param(
            (COUNCIL, replace(HOMES, mine=True, invite="")), "one_ballot", id="two ballots for the founder"
        ),
        pytest.param(
            (replace(COUNCIL, invite="x@y.example"), HOMES), "mine_and_invited", id="mine and another's"
        ),
        pytest.param(
            (COUNCIL, replace(HOMES, invite="ADA@fernhill.example")),
            "founder_invited",
            id="the founder twice",
        ),
    ],
)
def test_it_does_not_begin_with(bodies: tuple[Charter, ...], code: str):
    refused = check_founding(replace(FORM, bodies=bodies))
    assert refused is not None
    assert refused.code == code


def test_one_person_is_not_invited_to_cast_two_ballots():
    kin = Charter("KIN", "Kin", "provider", "charity", invite="mona@bramble.example")
    refused = check_founding(replace(FORM, bodies=(COUNCIL, HOMES, kin)))
    assert refused is not None
    assert refused.code == "invited_twice"


def test_a_founder_has_a_part():
    bodies = (replace(COUNCIL, mine=False, invite="z@fernhill.example"), HOMES)
    refused = check_founding(replace(FORM, bodies=bodies, manages=False))
    assert refused is not None
    assert refused.code == "no_part"
    assert check_founding(replace(FORM, bodies=bodies)) is None


def test_codes_are_made_from_names_where_none_is_given():
    assert codes([("", "Fernhill Council"), ("fhc", "Four Hills Care"), ("", "Fernhill Care")]) == [
        "FC",
        "FHC",
        "FER",
    ]


@given(st.lists(st.tuples(st.just(""), st.text(max_size=20)), max_size=12))
def test_made_codes_are_sound_and_unique(names: list[tuple[str, str]]):
    made = codes(names)
    assert len(set(made)) == len(names)
    assert all(CODE.fullmatch(code) for code in made)
