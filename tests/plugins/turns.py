"""Tests that wait for a browser come first on each process, so that they do not stand in a queue at the end while a core idles."""

from itertools import chain

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each process begins with a part of its own of the list, as long as the others': slow tests begin every part."""
    parts: int = getattr(config, "workerinput", {}).get("workercount", 1)
    slow = [item for item in items if item.get_closest_marker("browser") or item.get_closest_marker("long")]
    quick = [item for item in items if item not in set(slow)]
    items[:] = dealt(slow, quick, parts)


def dealt(slow: list[pytest.Item], quick: list[pytest.Item], parts: int) -> list[pytest.Item]:
    """Every `parts`-th of both, part after part."""
    return [*chain.from_iterable([*slow[part::parts], *quick[part::parts]] for part in range(parts))]
