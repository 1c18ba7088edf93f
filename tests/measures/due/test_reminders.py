"""The daily letter reminds who sends figures before and after the day they are due, and stops once they are here."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from alliance.door import clock
from alliance.door.action import must
from measures.models import Cohort, Measure, Period
from measures.plan.actions import add_cohort, add_measure, add_quarters, add_supplier
from tests.alliance.notices.acting import look, look_on
from tests.cast import Cast, clock_at
from tests.measures.town import store_atoms

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """Threshold sends the first quarter of the year, due on 30 April."""
    manager = cast.caller("manager")
    with clock_at(hours=1):
        must(add_cohort(manager, name="Adults"))
        must(add_quarters(manager, first=FIRST, count=1))
        must(add_supplier(manager, org=cast.orgs["HOM"], starts_on=FIRST))
        must(add_measure(manager, wording="Somebody to count on", kind="proportion", valid_from=FIRST))
    look(1.5)
    return cast


def letter(cast: Cast, part: str, day: date) -> str:
    """The digest of that morning."""
    mail.outbox.clear()
    look_on(datetime(day.year, day.month, day.day, 7, 0, tzinfo=UTC))
    return "".join(one.body for one in mail.outbox if one.to == [cast.people[part].email])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(date(2026, 3, 31), "", id="not before the quarter has ended"),
        pytest.param(date(2026, 4, 20), "Your 2025/26 Q4 sheet, due in 10 days", id="ten days before"),
        pytest.param(date(2026, 4, 29), "Your 2025/26 Q4 sheet, due tomorrow", id="the day before"),
        pytest.param(date(2026, 4, 30), "Your 2025/26 Q4 sheet, due today", id="on the day"),
        pytest.param(date(2026, 5, 5), "Your 2025/26 Q4 sheet, not here yet (due 30 April 2026)", id="after the day"),
    ],
)  # fmt: skip
def test_who_sends_figures_is_reminded(planned: Cast, day: date, said: str) -> None:
    told = letter(planned, "homes_data", day)
    assert said in told
    assert bool(said) == ("2025/26 Q4 sheet" in told)


def test_the_manager_is_asked_to_help_after_the_day_and_nobody_else_is_told(planned: Cast) -> None:
    assert "2025/26 Q4 sheet, not here yet" in letter(planned, "manager", date(2026, 5, 5))
    for part, day in (("kin_data", date(2026, 5, 6)), ("observer", date(2026, 5, 7))):
        assert "Q4 sheet" not in letter(planned, part, day)


def test_once_the_sheet_is_here_nobody_is_reminded(planned: Cast) -> None:
    place = {model: model.objects.get(alliance_id=planned.alliance).id for model in (Cohort, Measure, Period)}
    with clock.simulated(datetime(2026, 4, 21, 9, tzinfo=UTC)):
        row = (place[Cohort], place[Measure], "given", 20, {"yes": 9}, None, None)
        must(
            store_atoms(planned.caller("manager"), org=planned.orgs["HOM"], period=place[Period], rows=[row])
        )
    assert "Q4 sheet" not in letter(planned, "homes_data", date(2026, 4, 22))
