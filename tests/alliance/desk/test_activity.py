"""What happened lately: each room says its own events, in plain words, with a link, and nothing that is not for all."""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliance.contract.actions import set_objective
from alliance.contract.models import Affiliation
from alliance.desk.activity import lately
from alliance.door.action import Act, action, must
from alliance.ledger.event import Event
from alliance.ledger.types import EventType, all_types
from alliance.tasks.actions import complete_task, create_task
from alliance.tasks.models import Task
from alliance.wings import registry
from alliance.wings.offers import Reference
from alliance.wings.sayings import Entry
from tests.cast import START, Cast

VALUES: dict[str, Any] = {
    "word": "Word", "int": 2, "bool": True, "date": "2026-03-02", "instant": "2026-03-02T09:00:00.000000Z",
    "words": ["Word"], "object": {},
}  # fmt: skip
UUID_LIKE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


def made(kind: EventType, *, whole: bool) -> Entry:
    """An entry of this type, with or without what may be absent; its ids have names."""
    body: dict[str, Any] = {}
    for name, of in kind.body.items():
        if whole or not of.endswith("?"):
            value = str(uuid4()) if of.startswith("id") else VALUES[of.rstrip("?")]
            body[name] = [value] if of.startswith("ids") else value
    called = {value: "A name" for value in body.values() if isinstance(value, str)}
    return Entry(Event(7, START, kind.name, "system", body), dict.fromkeys(kind.texts, "A text"), called)


@pytest.mark.parametrize("name", sorted(all_types()))
def test_every_type_of_event_is_told_or_is_silent_with_a_reason(name: str) -> None:
    told, silent = registry.sayings().get(name), registry.silent().get(name, "")
    assert bool(told) != bool(silent.strip()), f"{name}: offer its words in `sayings`, or why not in `silent`"


def test_nothing_is_said_of_events_that_do_not_exist() -> None:
    assert set(registry.sayings()) | set(registry.silent()) <= set(all_types())


def test_the_log_has_words_for_what_is_not_news_and_for_what_each_entry_is_about() -> None:
    assert set(registry.entries()) == set(registry.silent()), "offer the log’s words in `entries`"
    about = {name.partition(".")[0] for name in all_types()}
    assert set(registry.chapters()) == about, "offer in `chapters` what entries are about"


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("name", sorted(registry.sayings() | registry.entries()))
def test_every_saying_speaks_plainly_and_leads_somewhere(name: str, whole: bool) -> None:
    saying, entry = (registry.sayings() | registry.entries())[name], made(all_types()[name], whole=whole)
    words = saying.line(entry)
    if name != "upload.committed":  # of a correction, which is what `made` makes, nothing is told
        assert words[0].isupper()
    assert not UUID_LIKE.search(words)
    assert "(" not in words, words
    assert "{" not in words
    if saying.about or saying.page or name in registry.sayings():
        assert saying.about in registry.things() if saying.about else reverse(saying.page, args=["some-slug"])


@pytest.mark.parametrize("name", sorted(registry.sayings()))
def test_an_erased_text_leaves_a_line_that_can_be_read(name: str) -> None:
    entry = made(all_types()[name], whole=True)
    assert "None" not in registry.sayings()[name].line(Entry(entry.event, {}, {}))


def test_nobody_is_told_how_a_member_voted_or_who_was_asked() -> None:
    assert {
        "vote.cast", "vote.recorded", "vote.confirmed", "interest.declared", "holder.asked", "holder.declined",
        "attempt.refused", "person.invited",
    } <= set(registry.silent())  # fmt: skip


def noted(cast: Cast, what: str = "Ask the night team") -> None:
    must(create_task(cast.caller("manager"), what=what, org=cast.orgs["KIN"], due=date(2199, 1, 1)))


def test_a_line_leads_to_its_thing_and_says_its_title_once(cast: Cast) -> None:
    noted(cast)
    must(complete_task(cast.caller("kin"), task=Task.objects.get(alliance=cast.alliance).id))
    done, created = lately(cast.viewer("observer"), 2)
    assert (done.title, done.text, done.who) == ("A-001 is done", "Ask the night team", "Kinfolk Centre")
    assert (created.title, created.text) == ("A-001, for Kinfolk Centre: Ask the night team", "")
    assert done.url == created.url == reverse("task", args=[cast.slug, 1])


@action("planted.move", needs=lambda act, arguments: None)
def move(act: Act, *, person: UUID, org: UUID) -> str:
    """Somebody changes from one member to another."""
    here, who = Affiliation.objects.get(person=person, until=None), {"person": str(person)}
    act.log("person.left", who | {"affiliation": str(here.id)})
    body = {"alliance": str(act.alliance), "affiliation": str(uuid4()), "org": str(org)}
    act.log("person.joined", who | body)
    return str(person)


def test_who_moved_acts_for_the_body_where_they_are_now(cast: Cast) -> None:
    mover = cast.people["kin_data"].id
    must(move(cast.caller("manager"), person=mover, org=cast.orgs["HOM"]))
    must(create_task(cast.caller("kin_data"), what="Meet", org=cast.orgs["HOM"], due=date(2199, 1, 1)))
    assert lately(cast.viewer("observer"), 1)[0].who == "Threshold Homes"


def test_what_this_viewer_may_not_see_is_not_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    noted(cast, "A sealed thing")
    sealed: dict[str, Reference] = {}
    monkeypatch.setattr(registry, "things", lambda: {"task": lambda viewer, ids: sealed})
    lines = lately(cast.viewer("observer"), 12)
    assert lines
    assert not [line for line in lines if "sealed" in line.title + line.text or "A-001" in line.title]


def test_a_correction_of_a_sheet_is_not_news() -> None:
    saying, later = registry.sayings()["upload.committed"], made(all_types()["upload.committed"], whole=True)
    first = Entry(replace(later.event, body={**later.event.body, "number": 1}), {}, later.called)
    assert (saying.line(first), saying.line(later)) == ("A name sent its A name sheet", "")


def test_the_latest_costs_the_same_however_long_the_log_is(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert len(lately(cast.viewer("kin"), 12)) == 12
        return len(seen)

    noted(cast)
    before = cost()
    for number in range(20):
        set_objective(cast.caller("manager"), title=f"Objective {number}")
        noted(cast, f"Action {number}")
    assert cost() == before
