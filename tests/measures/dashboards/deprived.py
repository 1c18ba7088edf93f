"""Six fifths-of-deprivation categories with a view each, filled with figures as a release would store them."""

from datetime import date

from alliance.door.action import Done
from alliance.door.window import opened as window
from measures.plan import actions
from measures.plan.keys import alliance_key
from measures.releases.models import PublishedFigure, Release
from tests.measures import town
from tests.measures.dashboards.long import _stored, mean, share

PERIOD, DAY = "2024/25 Q1", date(2024, 4, 1)
FIFTHS = ("Most deprived", "Second", "Third", "Fourth", "Least deprived", "Not stated")
NAME = "Deprivation"


class OfCast(town.Town):
    """A town of the cast: its manager and a commissioner seal."""

    def __init__(self, cast):
        super().__init__(cast.alliance)
        self.cast = cast

    def caller(self, first):
        return self.cast.caller({"gethin": "manager", "dewi": "council"}[first])


def small(cast, partners=("HOM", "KIN"), n=40):
    """Some partners of the cast, a share and an average, one quarter published."""
    who = cast.caller("manager")
    actions.add_cohort(who, name="Adults")
    actions.add_quarters(who, first=DAY, count=4)
    actions.add_measure(who, wording="Somebody to count on", kind="proportion", valid_from=DAY)
    actions.add_measure(who, wording="How content, 0 to 10", kind="mean", low=0, high=10, valid_from=DAY)
    for code in partners:
        actions.add_supplier(who, org=cast.orgs[code], starts_on=DAY)
    made = OfCast(cast)
    for code in partners:
        rows = [("M-01/1", n, {"yes": n // 2}, None, None), ("M-02/1", n, {}, "5.2", "2.1")]
        made.store(code, PERIOD, rows)
    assert isinstance(made.publish(PERIOD), Done)
    return made


def declare(caller, *, ordered=True, names=FIFTHS):
    """A breakdown, and a view for each of its categories; answers the categories' codes."""
    codes = [name.lower().replace(" ", "-") for name in names]
    split = [{"code": code, "name": name} for code, name in zip(codes, names, strict=True)]
    assert isinstance(actions.add_breakdown(caller, name=NAME, categories=split, ordered=ordered), Done)
    for code, name in zip(codes, names, strict=True):
        view = {"name": name, "code": f"by-{code}", "dimension": "deprivation", "category": code}
        assert isinstance(actions.declare_view(caller, **view), Done)
    return codes


def fill(viewer, period, figures, measure="M-01", **given):
    """Store a figure a category: (yes, of how many) of a share, (value, of how many, ends) of a mean; None is left out."""
    key = alliance_key(viewer.alliance)
    release = Release.objects.filter(
        alliance=viewer.alliance, state="published", periods__period__code=period
    ).latest("number")
    with window():
        for code, figure in figures.items():
            if figure is None:
                continue
            place = {"measure": measure, "view": f"by-{code}", "period": period} | given.get(code, {})
            rows = (mean if isinstance(figure[0], str) else share)(key, place, 0, *figure)
            PublishedFigure.objects.bulk_create(_stored(release, each) for each in rows)
