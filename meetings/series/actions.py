"""A series is begun, and its next meetings are announced; each is then a meeting like any other."""

from datetime import date, time
from uuid import UUID, uuid4

from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from meetings.meetings.actions.planning import RUNS
from meetings.meetings.actions.writing import When, check_when, write_meeting
from meetings.meetings.settings import ground
from meetings.series import rules
from meetings.series.models import Series


@action("meeting.begin_series", needs=RUNS)
def begin_series(
    act: Act, *, title: str, place: str, first: date, begins: time, ends: time, every: int, weekday: int, nth: int,
    count: int,
) -> str | Refused:  # fmt: skip
    """Begin a series and announce its first `count` meetings, dated by the rule from the day `first` on; answers its id."""
    rule = {"every": every, "weekday": weekday, "nth": nth, "count": count}
    if refused := rules.check_first(first) or rules.check_rule(**rule):
        return refused
    row = Series(
        alliance_id=act.alliance, title=title, place=place, every=every, weekday=weekday, nth=nth, begins=begins, ends=ends
    )  # fmt: skip
    whens = _whens(act, row, rules.dates(first, **rule))
    if isinstance(whens, Refused):
        return whens
    row.id = uuid4()
    _log(act, row)
    _announce(act, row, whens)
    return str(row.id)


@action("meeting.extend_series", needs=RUNS)
def extend_series(act: Act, *, series: UUID, count: int) -> str | Refused:
    """Announce the next `count` meetings of a series, after the last that it has; answers its id."""
    row = Series.objects.filter(alliance=act.alliance, id=series).first()
    if row is None:
        raise NotFound
    rule = {"every": row.every, "weekday": row.weekday, "nth": row.nth, "count": count}
    if refused := rules.check_rule(**rule):
        return refused
    whens = _whens(act, row, _next_days(act, row, rule))
    if isinstance(whens, Refused):
        return whens
    _announce(act, row, whens)
    return str(row.id)


def _next_days(act: Act, row: Series, rule: dict[str, int]) -> list[date]:
    """Where the series has paused, it goes on from today and not from its last meeting."""
    base = ground(act.alliance)
    last = row.meetings.order_by("-starts_at", "-number").values_list("starts_at", flat=True)[:1]
    days = rules.after(base.day(last[0]), **rule) if last else []
    today = base.day(act.at)
    return days if days and days[0] > today else rules.dates(today, **rule)


def _whens(act: Act, row: Series, days: list[date]) -> list[When] | Refused:
    found: list[When] = []
    for day in days:
        when = check_when(act, row.title, day, row.begins, row.ends, row.place)
        if isinstance(when, Refused):
            return when
        found.append(when)
    return found


def _log(act: Act, row: Series) -> None:
    body = {
        "series": str(row.id), "alliance": str(act.alliance), "every": row.every, "weekday": row.weekday, "nth": row.nth,
        "begins": f"{row.begins:%H:%M}", "ends": f"{row.ends:%H:%M}",
    }  # fmt: skip
    act.log("meeting.series_begun", body, title=row.title.strip(), place=row.place.strip())


def _announce(act: Act, row: Series, whens: list[When]) -> None:
    for when in whens:
        write_meeting(act, when, row.title, row.place, series=row.id)
