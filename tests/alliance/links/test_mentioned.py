"""References in running text become links where they stand for something that this viewer may see, and only there."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliance.door.action import must
from alliance.links.queries import MOST, mentioned
from alliance.tasks.actions import create_task
from alliance.wings import registry
from tests.cast import Cast, build

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Told:
    """A page as queries give it."""

    ref: str = "A-001"
    text: str = ""
    lines: tuple[str, ...] = ()
    deeper: dict[str, list["Told"]] = field(default_factory=dict)


def noted(cast: Cast, what: str = "Ask the night team") -> str:
    made = create_task(cast.caller("manager"), what=what, org=cast.orgs["KIN"], due=date(2199, 1, 1))
    return must(made).ref


def named(cast: Cast, *texts: str) -> list[str]:
    return list(mentioned(cast.viewer("observer"), *texts))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("We did A-001, (A-001) and A-001’s like.", ["A-001"], id="once-however-often"),
        pytest.param("See A-1.", ["A-1"], id="a-shorter-spelling"),
        pytest.param("A-1 is A-001, and A-01 too.", ["A-1", "A-001", "A-01"], id="every-spelling"),
        pytest.param("A-002, Z-001 and D-001", [], id="nothing-that-is-not-there"),
        pytest.param("XA-001, A-001x, A-001-2, -A-001, a-001", [], id="not-inside-other-words"),
        pytest.param("A-٠٠١ and A-9999999999999999999999", [], id="digits-that-no-database-keeps"),
        pytest.param("A-001", [], id="a-name-is-no-running-text"),
    ],
)
def test_what_a_text_names(cast: Cast, text: str, found: list[str]) -> None:
    noted(cast)
    assert named(cast, text) == found


def test_texts_are_found_wherever_a_page_holds_them(cast: Cast) -> None:
    refs = [noted(cast) for _ in range(3)]
    page = Told(text="as A-001 says", lines=("or A-002",), deeper={"more": [Told(text="and A-003.")]})
    assert named(cast, page) == refs


def test_another_alliances_things_are_not_found(cast: Cast) -> None:
    noted(build("elsewhere"))
    assert named(cast, "see A-001") == []


def test_a_page_costs_the_same_however_much_it_names(cast: Cast) -> None:
    viewer = cast.viewer("observer")

    def cost(text: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            mentioned(viewer, text)
        return len(seen)

    every = [f"{letters}-001" for letters in registry.resolvers()]
    assert cost("Nothing is named here, not even E-01.") == 0
    assert cost("see " + " ".join(every)) == len(every) + 1, "a V may be released, or under way and one's own"
    flood = " ".join(f"A-{number}" for number in range(MOST * 20))
    assert cost(f"{flood} {flood}") == 1


def test_a_page_links_what_it_names_and_leaves_no_trace_of_the_rest(cast: Cast) -> None:
    noted(cast, "Ask <b>them</b> & say why")
    noted(cast, 'After A-001 see A-007 and <a href="/x">A-001</a>')
    client = Client()
    client.force_login(cast.people["observer"], backend=BACKEND)
    text = client.get(reverse("task", args=[cast.slug, 2])).content.decode()
    there = f'<a class="al-keep" href="{reverse("task", args=[cast.slug, 1])}">A-001</a>'
    assert f"After {there} see A-007 and &lt;a href=&quot;/x&quot;&gt;{there}&lt;/a&gt;" in text
    listed = client.get(reverse("tasks", args=[cast.slug])).content.decode()
    assert f"After {there} see A-007" in listed
    assert "Ask &lt;b&gt;them&lt;/b&gt; &amp; say why" in listed
