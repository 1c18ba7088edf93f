"""What facilitators are shown before a review is released: who could be recognised, and what repeats a piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.nudge.calling import called
from alliance.nudge.identity import identity, repeats

NAMES = called(["Wilma Quist", "Will Marsh"], ["Tern House Trust"])


def test_members_contacts_numbers_and_rare_roles_are_found_in_the_order_of_the_text() -> None:
    text = "Ring 07700 900123. Wilma saw it; Will Marsh, our newest nurse, and Dr Patel wrote to a.b@example.org. She was careless."
    assert [(hit.rule.id, hit.words) for hit in identity(text, NAMES)] == [
        ("ID2", "07700 900123"), ("ID6", "Wilma"), ("ID6", "Will Marsh"), ("ID3", "our newest nurse"), ("ID1", "Dr Patel"),
        ("ID2", "a.b@example.org"),
    ]  # fmt: skip


def test_a_body_is_no_person_and_a_common_word_no_name() -> None:
    assert identity("Tern House Trust will open at nine. Will it rain?", NAMES) == ()


@pytest.mark.parametrize("before", [0, 17_100, 17_990, 17_995, 18_895, 35_999])
def test_a_long_text_is_looked_through_to_its_end(before) -> None:
    text = f"{'.' * before} Wilma Quist rang, and wilma.quist@example.org wrote."
    found = identity(text, NAMES)
    assert [text[hit.start : hit.end] for hit in found] == ["Wilma Quist", "wilma.quist@example.org"]
    assert [hit.words for hit in found] == ["Wilma Quist", "wilma.quist@example.org"]


PIECE = "Nobody told the day team that the lift’s door stuck on cold mornings."


@pytest.mark.parametrize(
    ("theme", "found"),
    [
        ("It was said that the day team that the lift's door stuck.", ("the day team that the lift's door stuck",)),
        ("NOBODY TOLD THE - DAY\nTEAM, THAT: so it went.", ("NOBODY TOLD THE - DAY\nTEAM, THAT",)),
        ("Nobody told the day team, and the lift’s door stuck.", ()),
        ("nobody told the day team that and the lift’s door stuck on cold mornings",
         ("nobody told the day team that", "the lift’s door stuck on cold mornings")),
        ("", ()),
    ],
)  # fmt: skip
def test_six_running_words_are_a_repetition_whatever_stands_between_them(theme, found) -> None:
    assert repeats(theme, PIECE) == found


def test_five_words_are_none_and_another_length_may_be_asked() -> None:
    assert repeats("the day team that the", PIECE) == ()
    assert repeats("the day team that the", PIECE, run=5) == ("the day team that the",)
    with pytest.raises(ValueError, match="at least one word"):
        repeats("a", "a", run=0)


WORDS = st.lists(st.sampled_from("ab"), max_size=14)


@given(WORDS, WORDS, st.integers(1, 7))
def test_something_is_found_exactly_where_a_stretch_stands_in_both(ours, theirs, run) -> None:
    text, piece = " ".join(ours), " ".join(theirs)
    stretches = {tuple(ours[at : at + run]) for at in range(len(ours) - run + 1)}
    others = {tuple(theirs[at : at + run]) for at in range(len(theirs) - run + 1)}
    found = repeats(text, piece, run)
    assert bool(found) == bool(stretches & others)
    assert all(one in text and len(one.split()) >= run for one in found)
