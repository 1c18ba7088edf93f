"""What a page remarks about a meeting: its day, when it was really held, what lacked notice or quorum."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.meetings.words import day_remark, held_words, late_words, undecided_words

CHRISTMAS = date(2026, 12, 25)
TEN = datetime(2026, 3, 10, 10, tzinfo=UTC)
TWELVE = TEN + timedelta(hours=2)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 14), "14 November 2026 is a Saturday."),
        (date(2026, 11, 15), "15 November 2026 is a Sunday."),
        (CHRISTMAS, "25 December 2026 is a bank holiday, a Friday."),
        (date(2026, 11, 16), ""),
    ],
)
def test_a_day_on_which_many_are_not_at_work_is_remarked(day: date, words: str) -> None:
    assert day_remark(day, {CHRISTMAS}) == words


@pytest.mark.parametrize(
    ("opened", "closed", "words"),
    [
        (None, None, ""),
        (TEN, None, ""),
        (TEN, TWELVE, ""),
        (TEN, TWELVE + timedelta(seconds=20), ""),
        (TEN, TWELVE - timedelta(minutes=8), "Announced for 10:00 to 12:00; held from 10:00 to 11:52."),
        (
            TEN + timedelta(days=1), TWELVE + timedelta(days=1),
            "Announced for 10:00 to 12:00; held on Wednesday 11 March 2026 from 10:00 to 12:00.",
        ),
    ],
)  # fmt: skip
def test_when_it_was_held_is_said_where_it_was_not_as_announced(
    opened: datetime | None, closed: datetime | None, words: str
) -> None:
    assert held_words(TEN, TWELVE, opened, closed, "Europe/London") == words


def test_what_holds_for_several_items_is_said_once() -> None:
    assert late_words([]) == undecided_words([]) == ""
    assert late_words([3]) == "Item 3 came after notice: to talk about, not to decide."
    assert late_words([1, 2, 3]).startswith("Items 1 to 3 came after notice")
    assert late_words([1, 2, 5]).startswith("Items 1, 2 and 5 came")
    assert undecided_words([2]) == "There was no quorum when item 2 was left: nothing was decided on it."
    assert "when items 2 and 3 were left: nothing was decided on them." in undecided_words([2, 3])
