"""Tests that wait for a browser are spread over the run, so that they neither crowd one another nor queue at its end."""

from itertools import chain, islice

import pytest

EARLY = 0.8  # the last fifth of each part is quick tests alone, for whoever is done to take over


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each process begins with a part of its own of the list, as long as the others': slow tests are spread over it."""
    parts: int = getattr(config, "workerinput", {}).get("workercount", 1)
    slow = [item for item in items if item.get_closest_marker("browser") or item.get_closest_marker("long")]
    quick = [item for item in items if item not in set(slow)]
    dealt = [spread(slow[part::parts], quick[part::parts]) for part in range(parts)]
    items[:] = [*chain.from_iterable(dealt)]


def spread(slow: list[pytest.Item], quick: list[pytest.Item]) -> list[pytest.Item]:
    """Every slow one, with as many quick ones after each; what is left of the quick ones at the end."""
    rest, many = iter(quick), int(len(quick) * EARLY / len(slow)) if slow else 0
    mixed = [each for one in slow for each in (one, *islice(rest, many))]
    return [*mixed, *rest]
