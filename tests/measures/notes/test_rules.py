"""Voices: whose one may be, in which order they stand, and how a note knows its writer without naming anybody."""

from uuid import UUID

import pytest

from measures.notes.rules import (
    EXPECTED,
    LONGEST,
    READ,
    STORY,
    TELLERS,
    VOICES,
    check_voice,
    check_words,
    heard_words,
    told_by,
    voices_of,
    writer_mark,
    wrote,
)

NOTE, PERSON, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.mark.parametrize(
    ("bodies", "team", "own"),
    [
        ([("provider", "charity")], False, ("frontline", "provider")),
        ([("commissioner", "council")], False, ("frontline", "commissioner")),
        ([("provider", "lived_experience")], False, ("frontline", "lived")),
        ([("associate", "charity")], False, ("frontline",)),
        ([("associate", "learning_partner")], False, ()),
        ([("provider", "trust"), ("commissioner", "icb")], False, ("frontline", "provider", "commissioner")),
        ([], True, ("team",)),
        ([], False, ()),
    ],
)
def test_whose_voice_somebody_may_be_follows_from_where_they_belong(bodies, team, own):
    assert voices_of(bodies, team=team) == own


def test_a_voice_writes_for_itself_and_the_team_tells_stories_alone():
    assert check_voice(READ, "provider", ("frontline", "provider")) is None
    assert check_voice(READ, "lived", ("frontline", "provider")).status == 403
    assert check_voice(READ, "board", ("frontline",)).status == 422
    assert check_voice(STORY, "team", ("team",)) is None
    assert "read along" in check_voice(EXPECTED, "team", ("team",)).sentence


def test_words_are_neither_missing_nor_too_long_for_a_place_beside_a_chart():
    assert {kind: check_words(kind, " ", "more").status for kind in (EXPECTED, READ, STORY)} == dict.fromkeys(
        (EXPECTED, READ, STORY), 422
    )
    assert check_words(READ, "a" * LONGEST, "") is None
    assert check_words(READ, "a", "b" * (LONGEST + 1)).status == 422


def test_a_note_knows_its_writer_by_the_key_and_by_nothing_else():
    mark = writer_mark(b"k" * 32, NOTE, PERSON)
    assert wrote(b"k" * 32, NOTE, PERSON, mark)
    for key, note, person, held in (
        (b"K" * 32, NOTE, PERSON, mark), (b"k" * 32, OTHER, PERSON, mark), (b"k" * 32, NOTE, OTHER, mark),
        (b"k" * 32, NOTE, PERSON, ""),
    ):  # fmt: skip
        assert not wrote(key, note, person, held)
    assert str(PERSON) not in mark


def test_who_was_heard_is_said_in_the_fixed_order_and_never_counted():
    assert list(VOICES) == ["frontline", "provider", "commissioner", "lived"]
    assert list(TELLERS)[-1] == "team"
    heard = {"2025/26 Q3": ("lived", "frontline", "frontline")}
    assert heard_words("2025/26 Q3", heard) == (
        "Heard on 2025/26 Q3: frontline and lived experience. Not heard yet: providers and commissioners."
    )
    assert heard_words("2025/26 Q3", {"2025/26 Q3": tuple(VOICES)}).endswith("and lived experience.")
    assert (
        heard_words("2025/26 Q4", heard)
        == "No voice is heard yet on 2025/26 Q4. There are notes on 2025/26 Q3."
    )
    assert heard_words("2025/26 Q4", {}) == "No voice is heard yet on 2025/26 Q4."


def test_a_story_that_disagrees_says_so_where_it_stands():
    assert told_by("lived", "S-03", "2025/26 Q3", 7, disagrees=True) == (
        "Lived experience (S-03), about 2025/26 Q3 as release 7 has it; it disagrees with the figure"
    )
    assert (
        told_by("team", "S-12", "2025/26 Q3", 7, disagrees=False)
        == "The alliance’s team (S-12), about 2025/26 Q3 as release 7 has it"
    )
