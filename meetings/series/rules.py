"""How a series dates its meetings: the nth weekday of every so many months; pure, days as people count them."""

from datetime import date

from alliance.calendar.rules import nth_weekday
from alliance.door.refusals import Refused, malformed

MOST = 24
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth"}


def check_first(first: date) -> Refused | None:
    """Whether a series may begin on this day: in a year that people live to see."""
    return None if 2000 <= first.year <= 2200 else malformed("first", "Write the year in full, such as 2026.")


def check_rule(*, every: int, weekday: int, nth: int, count: int) -> Refused | None:
    """Whether a rule can date meetings: 1 to 12 months apart, a day of the week (Monday 0), its first to fourth."""
    if not 1 <= every <= 12:
        return malformed("every", "Choose from every month to every twelfth month.")
    if weekday not in range(7) or nth not in NTH:
        return malformed("weekday", "Choose a day of the week, and whether it is the first to the fourth.")
    if not 1 <= count <= MOST:
        return malformed("count", f"Announce from 1 to {MOST} meetings at a time.")
    return None


def dates(first: date, *, every: int, weekday: int, nth: int, count: int) -> list[date]:
    """The next `count` days of the rule from `first` on, that day included where it is one."""
    month, found = first.year * 12 + first.month - 1, list[date]()
    while len(found) < count:
        day = nth_weekday(month // 12, month % 12 + 1, weekday, nth)
        found += [day] if day >= first else []
        month += 1 if day < first else every
    return found


def after(last: date, *, every: int, weekday: int, nth: int, count: int) -> list[date]:
    """The next `count` days of the rule after `last`, which was one of its days, or near one."""
    month = last.year * 12 + last.month - 1 + every
    first = date(month // 12, month % 12 + 1, 1)
    return dates(first, every=every, weekday=weekday, nth=nth, count=count)


def rule_words(*, every: int, weekday: int, nth: int) -> str:
    """The rule in words: “the second Tuesday of every month”."""
    months = "month" if every == 1 else f"{every} months"
    of = f"of every {months}" if every == 1 else f"of the month, every {months}"
    return f"the {NTH[nth]} {WEEKDAYS[weekday]} {of}"
