"""On a phone a wide table stands as rows, one under another: nothing of it lies beyond the edge."""

import pytest

from tests.browser.walk import let_in

CUT = """() => [...document.querySelectorAll("main .al-scroll")].filter((one) => one.scrollWidth > one.clientWidth).length"""


@pytest.mark.parametrize("path", ["measures/instruments/", "uploads/mine/"])
def test_no_column_lies_beyond_the_edge_of_a_phone(path: str, marlhaven: str, visitors) -> None:
    page = visitors.arrive(width=375)
    let_in(page, marlhaven, "jonty@marlhaven.example")
    page.goto(f"{marlhaven}/a/marlhaven/{path}")
    assert page.locator("main .al-scroll tbody tr").count() > 1
    assert page.evaluate(CUT) == 0
