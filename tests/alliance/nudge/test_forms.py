"""Suggestions stand beside the forms they are switched on for, stop nothing, and are kept nowhere."""

import html
import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.forms import CharField, Form, HiddenInput, Textarea
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliance.nudge import queries
from alliance.nudge.forms import Nudged
from alliance.nudge.told import RULES
from risks.escalation import forms as escalation
from risks.logged import forms as logged
from risks.register import forms as register
from risks.scoring import forms as scoring
from risks.treatments import forms as treatments
from tests.alliance.contract.test_pages import signed_in
from tests.cast import Cast, build

WORDS = {"title", "text", "expected_effect"}
FORMS = [
    ("decision_propose", [], "?matter=practice", "homes", WORDS), ("decision_drafts", [], "", "homes", WORDS),
    ("task_create", [], "", "homes", {"what"}), ("risk_raise", [], "", "homes", {"event", "cause", "effect", "must_be_true"}),
    ("logged_note", [], "", "homes", {"words", "more"}),
]  # fmt: skip
ACTION = (
    "Remind all staff; Fay Provider was negligent, it should have gone well, and Kinfolk Centre let us down."
)


def fields(page):
    return set(re.findall(r'name="(\w+)"[^>]*data-nudge="', page)) | set(
        re.findall(r'data-nudge="\w+"[^>]*name="(\w+)"', page)
    )


def every(kind):
    """All forms that build on this one, of whichever room."""
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


@pytest.mark.parametrize(("name", "args", "ask", "part", "expected"), FORMS)
def test_a_form_says_which_of_its_fields_are_looked_at(
    client: Client, cast: Cast, name, args, ask, part, expected
) -> None:
    page = signed_in(client, cast, part).get(reverse(name, args=[cast.slug, *args]) + ask).content.decode()
    assert fields(page) == expected
    assert page.count("nudge/page.js") == 1
    assert reverse("nudges", args=[cast.slug]) in page


@pytest.mark.parametrize("form", [*every(Nudged)], ids=lambda form: form.__qualname__)
def test_each_field_that_is_named_is_there_and_takes_words(form) -> None:
    named = [form.base_fields[name] for name in form.nudges]
    assert named
    assert all(isinstance(one, CharField) and not isinstance(one.widget, HiddenInput) for one in named)


@pytest.mark.parametrize(
    "room", [register, scoring, treatments, escalation, logged], ids=lambda one: one.__name__
)
def test_every_long_field_about_a_risk_is_looked_at(room) -> None:
    there = [one for one in vars(room).values() if isinstance(one, type) and issubclass(one, Form)]
    long = {
        (form.__name__, name) for form in there for name, field in form.base_fields.items()
        if isinstance(field.widget, Textarea) and name not in getattr(form, "nudges", {})
    }  # fmt: skip
    assert (long, bool(there)) == (set(), True)


def test_no_form_of_what_people_affected_say_is_switched_on() -> None:
    assert {form.__qualname__ for form in every(Nudged)} & {"Vote", "Record", "Interest", "Settle"} == set()
    assert len({*every(Nudged)}) >= 12


def test_only_a_form_that_is_switched_on_brings_anything(client: Client, cast: Cast) -> None:
    page = signed_in(client, cast, "manager").get(reverse("objective_set", args=[cast.slug])).content.decode()
    assert "nudge" not in page


def test_a_browser_is_told_the_names_of_this_alliance_alone_and_of_nobody_outside(
    client: Client, cast: Cast
) -> None:
    build("elsewhere", more=[("FAR", "Faraway Trust", "member", "provider", "charity")])
    page = signed_in(client, cast, "homes").get(reverse("task_create", args=[cast.slug])).content.decode()
    told = json.loads(re.search(r'id="nudge-names"[^>]*>(.*?)</script>', page)[1])
    assert {"Fay Provider", "Fay"} <= set(told["people"])
    assert {"Kinfolk Centre", "Kinfolk", "Four Rivers ICB"} <= set(told["bodies"])
    assert not [one for one in (*told["people"], *told["bodies"]) if "Faraway" in one or "Stranger" in one]


def test_the_names_cost_one_query(cast: Cast, django_assert_num_queries) -> None:
    viewer = cast.viewer("homes")
    with django_assert_num_queries(1):
        queries.names(viewer)


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_words_sent_to_be_looked_at_come_back_with_questions_and_leave_no_trace(
    client: Client, cast: Cast, caplog
) -> None:
    url, page = reverse("task_create", args=[cast.slug]), signed_in(client, cast, "homes")
    page.get(url)
    before = rows()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = page.post(url, {"what": ACTION, "nudge": "yes"})
    said = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert [
        one for one in RULES if f"<strong>{one.reframe}</strong>" in said and one.id in {"ID6", "JU1", "PA1"}
    ]
    assert said.count("<strong>What did the role do, in what setting?</strong>") == 1
    assert len(re.findall(r"<li>“", said)) == 3
    assert "This is a suggestion. Your words stay yours." in said
    assert "govuk-error" not in said, "a form that is only looked at has no faults"
    assert ACTION in said
    assert rows() == before
    assert not [one["sql"] for one in asked if re.match(r"(INSERT|UPDATE|DELETE)", one["sql"])]
    assert caplog.records == []


def test_the_same_words_are_saved_all_the_same(client: Client, cast: Cast) -> None:
    url = reverse("task_create", args=[cast.slug])
    sent = {
        "what": ACTION,
        "org": str(cast.orgs["HOM"]),
        "due_day": "1",
        "due_month": "4",
        "due_year": "2099",
    }
    looked = signed_in(client, cast, "homes").post(url, sent | {"nudge": "yes"})
    assert looked.status_code == 200
    assert client.post(url, sent).status_code == 302
    assert ACTION in client.get(reverse("tasks", args=[cast.slug])).content.decode()


def test_a_form_that_came_back_for_a_fault_says_them_too(client: Client, cast: Cast) -> None:
    answer = signed_in(client, cast, "homes").post(reverse("task_create", args=[cast.slug]), {"what": ACTION})
    assert answer.status_code == 422
    assert "Your words stay yours." in answer.content.decode()


def test_the_page_shows_every_rule_with_all_its_sentences(client: Client, cast: Cast) -> None:
    url = reverse("nudges", args=[cast.slug])
    assert client.get(url).status_code == 302
    assert signed_in(client, cast, "stranger").get(url).status_code == 404
    said = html.unescape(signed_in(client, cast, "observer").get(url).content.decode())
    assert [
        one for rule in RULES for one in (rule.id, rule.reframe, *rule.flag, *rule.leave) if one not in said
    ] == []
