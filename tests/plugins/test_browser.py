"""The browser that the tests use can be trusted to notice what no page may do."""

import pytest
from playwright.sync_api import Error

from tests.plugins.browser import Visitors


def test_a_page_of_the_running_site_is_seen(page, live_server):
    page.goto(f"{live_server.url}/healthz")
    assert page.inner_text("body") == "ok"


@pytest.fixture
def careless(browser):
    """Visitors whose faults are looked at here instead of failing the test."""
    people = Visitors(browser)
    yield people
    people.leave()


def test_what_leaves_this_machine_is_stopped_and_noticed(careless):
    page = careless.arrive()
    with pytest.raises(Error, match="ERR_PROXY_CONNECTION_FAILED"):
        page.goto("http://outside.example/x")
    assert careless.outside == ["http://outside.example/x"]


def complained(page, careless, words):
    """Whether the browser complains in these words, however busy the machine is."""
    for _ in range(600):
        if any(words in line for line in careless.complaints):
            return True
        page.wait_for_timeout(50)
    return False


def test_a_script_that_breaks_is_noticed(careless, live_server):
    page = careless.arrive()
    page.goto(f"{live_server.url}/healthz")
    page.evaluate("() => { setTimeout(() => { throw new Error('broken on purpose') }, 0) }")
    assert complained(page, careless, "broken on purpose")


def test_what_the_content_policy_forbids_is_noticed(careless, live_server):
    page = careless.arrive()
    page.goto(f"{live_server.url}/healthz")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.text = 'window.ran = 1'; document.head.append(s) }"
    )
    assert complained(page, careless, "Content Security Policy")
    assert page.evaluate("() => window.ran") is None


def test_two_people_do_not_share_a_session(visitors, live_server):
    one, two = visitors.arrive(), visitors.arrive(width=320)
    one.goto(f"{live_server.url}/healthz")
    one.evaluate("() => { document.cookie = 'who=one' }")
    two.goto(f"{live_server.url}/healthz")
    assert two.evaluate("() => document.cookie") == ""
