"""Published through the database and read back, the figures are those that the pure rules give."""

import pytest

from measures.releases.queries import ALL, published
from tests.measures import marlhaven

pytestmark = pytest.mark.django_db
EXPECTED = marlhaven.rows("expected_shown.csv")
VIEWS = {"E-01 partners": "e-01-partners"}


@pytest.fixture(scope="module")
def held(marlhaven_town):
    return published(marlhaven_town.viewer("mairead"), which=ALL)


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['measure']} {row['period']} {row['view']}")
def test_the_invented_alliance_prints_what_is_expected_through_the_database(held, row):
    place = (row["measure"], row["period"], VIEWS.get(row["view"], row["view"]))
    found = {each.figure: each for each in held.figures if (each.measure, each.period, each.view) == place}
    name = f"{row['measure']}:yes"
    assert found[f"{name}:share"].cell.text == row["prints"]
    assert found[name].cell.number == int(row["shown_numerator"])
    assert found["n"].cell.n == int(row["shown_n"])
    assert set(found["n"].partners) == set(row["partners_in"].split())
