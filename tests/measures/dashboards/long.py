"""Many more quarters as if they had been released, so that charts have limits: rows sealed with the alliance's own key."""

from datetime import date
from decimal import Decimal

from alliance.door.window import opened as window
from measures.plan.keys import alliance_key
from measures.plan.models import Period
from measures.plan.queries import plan
from measures.releases import publish
from measures.releases.making.printing import (
    count_range,
    count_text,
    share_interval,
    share_number,
    share_text,
)
from measures.releases.models import PublishedFigure, Release, ReleasedPeriod
from measures.releases.queries import published

MORE = 18
EMPTY = ("number", "step", "lower", "upper", "interval")


def quarters(first=2026, count=MORE):
    """(code, first day, last day) of quarters from April of a year on."""
    for at in range(count):
        year, quarter = first + at // 4, at % 4
        start = date(year + (quarter == 3), (4, 7, 10, 1)[quarter], 1)
        end = date(year + (quarter == 3), (6, 9, 12, 3)[quarter], 30)
        yield f"{year}/{(year + 1) % 100:02} Q{quarter + 1}", start, end


def row(key, **given):
    """A published figure as a stored row under its seal."""
    whole = (
        dict.fromkeys(EMPTY, "")
        | {"n": None, "state": "shown", "note": "", "n_text": "", "partners": "LAN TID COU"}
        | given
    )
    return whole | {"mark": publish._mark(whole, key)}


def share(key, place, at, x, n):
    """The people, the count and the share of one view in one period."""
    made = place | {"n": n, "n_text": str(n), "release": 1}
    code = place["measure"]
    yield row(key, **made, figure="n", **_counted(n, 10))
    yield row(key, **made, figure=f"{code}:yes", **_counted(x, 0))
    number, ends = share_number(x, n), share_interval(x, n)
    printed = {"number": str(number)} if number is not None else {}
    printed |= {"lower": str(ends.lower), "upper": str(ends.upper), "interval": ends.text} if ends else {}
    yield row(key, **made, figure=f"{code}:yes:share", text=share_text(x, n), step="1", **printed)


def _counted(shown, least):
    """A shown count as it is printed; a shown 0 has no number."""
    ends = count_range(shown, least)
    said = {
        "text": count_text(shown),
        "step": "5",
        "lower": str(ends.lower),
        "upper": str(ends.upper),
        "interval": ends.text,
    }
    return said | ({"number": str(shown)} if shown else {})


def mean(key, place, at, value, n, ends=None):
    """The people and the average of one view in one period; `ends` are those of its interval."""
    lower, upper = ends or (str(Decimal(value) - Decimal("0.3")), str(Decimal(value) + Decimal("0.3")))
    made = place | {"n": n, "n_text": str(n), "release": 1}
    yield row(key, **made, figure="n", **_counted(n, 10))
    yield row(key, **made, figure=f"{place['measure']}:mean", text=value, number=value, step="0.1",
              lower=lower, upper=upper, interval=f"{lower} to {upper}")  # fmt: skip


def lengthen(viewer, count=MORE, only=None):
    """Give every measure and view (or `only` these) `count` quarters more: a share that rises once and stays, an average that
    hardly moves."""
    key, held = alliance_key(viewer.alliance), plan(viewer)
    release = Release.objects.filter(alliance=viewer.alliance).earliest("number")
    assert published(viewer).releases
    with window():
        for at, (code, start, end) in enumerate(quarters(count=count)):
            days = {"starts_on": start, "ends_on": end, "due_on": end}
            period = Period.objects.filter(alliance=viewer.alliance, code=code).first()
            if period is None:
                period = Period(alliance_id=viewer.alliance, code=code, **days)
                period.save(force_insert=True)
            ReleasedPeriod(release=release, period=period).save(force_insert=True)
            for measure in held.latest:
                for view in held.views:
                    if only and (measure.code, view.code) not in only:
                        continue
                    place = {"measure": measure.code, "view": view.code, "period": code}
                    place |= {"partners": " ".join(view.partners)} if view.partners else {}
                    rows = _rows(key, place, at, measure.kind, len(view.partners))
                    PublishedFigure.objects.bulk_create(_stored(release, each) for each in rows)


def _rows(key, place, at, kind, partners):
    n = 300 + 5 * (at % 5) if partners != 1 else 60 + 5 * (at % 3)
    wave = (0, 2, -2, 1, -1, 2, 0, -2, 1)[at % 9]
    if kind == "mean":
        return mean(key, place, at, f"{4.5 + wave / 10 + (1.5 if at == 9 else 0):.1f}", n)
    return share(key, place, at, 5 * round(n * (0.5 + wave / 50 + (0.16 if at > 11 else 0)) / 5), n)


def _stored(release, given):
    return PublishedFigure(released=release, **given)
