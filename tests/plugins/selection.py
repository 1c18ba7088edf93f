"""On PostgreSQL only what touches a database runs again, without a browser and without what comes out the same on either.

A test that is named by its own id (`tests/…/test_hunt.py::test_…`) runs on whichever is asked for.
"""

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
PAGES = (
    "attack",
    "journeys",
    "measures/dashboards",
    "measures/due",
    "measures/uploads/desks",
    *(
        f"measures/uploads/responses/test_{each}"
        for each in ("giving_back", "instruments", "parts", "template")
    ),
)  # what these show rests on questions that other tests ask of both databases; a race is run on both wherever it stands
# As do pages and programs elsewhere; and who may do what, and which way a thing goes, are rules in pure Python
ALIKE = ("_pages", "_api", "_rights", "_states")
BROWSER_FIXTURES = {"browser", "page", "visitors"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    named = any("::" in one for one in config.invocation_params.args)
    if config.getoption("--db") == "postgres" and not named:
        again = [item for item in items if differs_by_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
        items[:] = again


def differs_by_database(item: pytest.Item) -> bool:
    """Whether a test touches the database, without a browser, and may come out otherwise on another one."""
    fixtures, marked = set(getattr(item, "fixturenames", ())), item.get_closest_marker("django_db")
    if item.get_closest_marker("once") or BROWSER_FIXTURES & fixtures:
        return False
    commits = bool(marked and marked.kwargs.get("transaction"))
    alike = item.nodeid.removeprefix("tests/").startswith(PAGES) or item.path.stem.endswith(ALIKE)
    return commits or (bool(marked or DATABASE_FIXTURES & fixtures) and not alike)
