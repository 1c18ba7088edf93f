"""One measure, two partners that sent one quarter, and one release of it."""

from datetime import date

import pytest

from measures.plan import actions
from tests.cast import done
from tests.measures import town

FIRST, SECOND = "2024/25 Q1", "2024/25 Q2"
DAY = date(2024, 4, 1)


class Desk(town.Town):
    """The cast's alliance, with its own people; its manager and a commissioner seal."""

    def __init__(self, cast):
        super().__init__(cast.alliance)
        self.cast, self.slug = cast, cast.slug

    def caller(self, first):
        return self.cast.caller({"gethin": "manager", "dewi": "council"}.get(first, first))

    def viewer(self, first):
        return self.cast.viewer(first)

    def send(self, period):
        for code in ("HOM", "KIN"):
            self.store(code, period, [("M-01/1", 40, {"yes": 20}, None, None)])


@pytest.fixture
def desk(cast):
    who = cast.caller("manager")
    actions.add_cohort(who, name="Adults")
    actions.add_quarters(who, first=DAY, count=4)
    actions.add_measure(who, wording="Somebody to count on", kind="proportion", valid_from=DAY)
    for code in ("HOM", "KIN"):
        actions.add_supplier(who, org=cast.orgs[code], starts_on=DAY)
    made = Desk(cast)
    made.send(FIRST)
    done(made.publish(FIRST))
    return made
