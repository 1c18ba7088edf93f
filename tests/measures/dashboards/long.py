"""Many more quarters as if they had been released, so that charts have limits: rows sealed with the alliance's own key."""

from datetime import date

from alliance.door.window import opened as window
from measures.plan.keys import alliance_key
from measures.plan.models import Period
from measures.plan.queries import plan
from measures.releases import publish
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
    yield row(key, **made, figure="n", text=str(n), number=str(n), step="5")
    yield row(key, **made, figure=f"{code}:yes", text=str(x), number=str(x), step="5")
    yield row(key, **made, figure=f"{code}:yes:share", text=f"{round(100 * x / n)}%", number=str(round(100 * x / n)), step="1",
              lower=str(max(0, round(100 * x / n) - 5)), upper=str(min(100, round(100 * x / n) + 5)), interval="as printed")  # fmt: skip


def mean(key, place, at, value, n, ends=None):
    """The people and the average of one view in one period; `ends` are those of its interval."""
    lower, upper = ends or (value, value)
    made = place | {"n": n, "n_text": str(n), "release": 1}
    yield row(key, **made, figure="n", text=str(n), number=str(n), step="5")
    yield row(key, **made, figure=f"{place['measure']}:mean", text=value, number=value, step="0.1",
              lower=lower, upper=upper, interval="as printed")  # fmt: skip


def lengthen(viewer, count=MORE):
    """Give every measure and view `count` quarters more: a share that rises once and stays, an average that hardly moves."""
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
                    place = {"measure": measure.code, "view": view.code, "period": code}
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
