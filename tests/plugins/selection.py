"""On PostgreSQL only what touches a database runs again, without a browser and without what is marked once: the rest was run on SQLite."""

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
PAGES = (
    "attack",
    "journeys",
    "measures/dashboards",
    "measures/due",
    "measures/uploads/desks",
    "measures/uploads/responses",
)  # what these show rests on questions that the other tests ask of both databases
BROWSER_FIXTURES = {"browser", "page", "visitors"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--db") == "postgres":
        again = [item for item in items if differs_by_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
        items[:] = again


def differs_by_database(item: pytest.Item) -> bool:
    """Whether a test touches the database, without a browser, which sees the same pages on either, and is not to run once."""
    fixtures = set(getattr(item, "fixturenames", ()))
    touches = item.get_closest_marker("django_db") or DATABASE_FIXTURES & fixtures
    once = item.get_closest_marker("once") or item.nodeid.removeprefix("tests/").startswith(PAGES)
    return bool(touches) and not BROWSER_FIXTURES & fixtures and not once
