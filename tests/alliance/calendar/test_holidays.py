"""Bank holidays: the shipped ones are derived a second time from the rules of the Act; a newer file counts at once."""

import json
from datetime import date, timedelta

import pytest

from alliance.calendar.holidays import SHIPPED, Unreadable, bank_holidays
from alliance.calendar.rules import nth_weekday, working_days_after

DAY = timedelta(days=1)
# Gregorian Easter Sundays, as every almanac has them
EASTER = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16)}


def last_monday(year, month):
    try:
        return nth_weekday(year, month, 0, 5)
    except ValueError:
        return nth_weekday(year, month, 0, 4)


def moved(day, taken=()):
    """A fixed holiday on a weekend, or on a day already taken, goes to the next free weekday."""
    while day.weekday() > 4 or day in taken:
        day += DAY
    return day


def derived(year):
    easter = date(year, *EASTER[year])
    christmas = moved(date(year, 12, 25))
    # On a Sunday Christmas, Boxing Day keeps the Monday and Christmas takes the Tuesday: the two days are the same
    boxing = moved(date(year, 12, 26), {christmas})
    return {
        moved(date(year, 1, 1)), easter - 2 * DAY, easter + DAY, nth_weekday(year, 5, 0, 1),
        last_monday(year, 5), last_monday(year, 8), christmas, boxing,
    }  # fmt: skip


@pytest.mark.parametrize("year", sorted(EASTER))
def test_the_shipped_days_are_those_that_the_rules_give(year):
    assert {day for day in bank_holidays() if day.year == year} == derived(year)


def test_christmas_2026_gives_a_substitute_day_and_the_clock_skips_it():
    assert working_days_after(date(2026, 12, 24), 2, bank_holidays()) == date(2026, 12, 30)


def write(path, *days):
    path.write_text(
        json.dumps({"england-and-wales": {"events": [{"title": "A day", "date": day} for day in days]}})
    )
    return path


def test_a_newer_file_replaces_its_years_and_leaves_the_others(tmp_path):
    newer = write(tmp_path / "days.json", "2028-01-03", "2028-06-08", "2029-01-01")
    found = bank_holidays(newer)
    assert {day for day in found if day.year == 2028} == {date(2028, 1, 3), date(2028, 6, 8)}
    assert {day for day in found if day.year == 2027} == derived(2027)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"england-and-wales": {"events": []}}',
        '{"england-and-wales": {"events": [{"date": "soon"}]}}',
    ],
)
def test_a_file_of_another_form_says_what_to_do(tmp_path, text):
    (tmp_path / "days.json").write_text(text)
    with pytest.raises(Unreadable, match="as it is published"):
        bank_holidays(tmp_path / "days.json")


def test_the_shipped_file_has_the_published_form():
    assert set(json.loads(SHIPPED.read_text())) == {"england-and-wales"}
