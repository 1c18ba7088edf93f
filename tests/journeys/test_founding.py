"""An alliance founded through the pages: from the link to two people signed in."""

import re
from datetime import timedelta
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from alliance.contract.models import Alliance, Mandate, RuleBookVersion
from alliance.door import clock
from alliance.founding.link import LIFE
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from alliance.people.models import Person
from tests.cast import PASSWORD, Cast

ALLIANCE = {
    "rows": "3", "alliance": "  Fernhill   Alliance ", "manages": "on",
    "name_0": "Fernhill Council", "code_0": "COU", "side_0": "commissioner", "kind_0": "council", "mine_0": "on",
    "name_1": "Bramble Homes", "side_1": "provider", "kind_1": "charity", "person_1": "Mona Bramble",
    "email_1": "mona@bramble.example",
    "your_name": "Ada Fernhill", "your_email": "ada@fernhill.example", "password": PASSWORD,
}  # fmt: skip


def new_link(*options: str) -> str:
    said = StringIO()
    call_command("founding_link", *options, stdout=said)
    return said.getvalue().strip()


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


@pytest.fixture
def founded(client: Client, db: None, django_capture_on_commit_callbacks: Any) -> Client:
    """A founder who has just sent the form."""
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(path_of(new_link()), ALLIANCE)
    assert answer.status_code == 302
    return client


def test_the_command_prints_the_address_and_nothing_where_an_alliance_exists(cast: Cast) -> None:
    assert re.fullmatch(r"http://localhost:8000/found/[^/\s]+/", new_link())
    assert new_link("--if-empty") == ""


def test_the_alliance_stands_as_the_form_says(founded: Client) -> None:
    home = Alliance.objects.get()
    assert (home.slug, home.name) == ("fernhill-alliance", "Fernhill Alliance")
    assert list(home.organisations.values_list("code", "side", "membership")) == [
        ("COU", "commissioner", "member"), ("BH", "provider", "member"),
    ]  # fmt: skip
    assert RuleBookVersion.objects.get().number == 0
    assert Mandate.objects.get().person.email == "ada@fernhill.example"
    assert verify(home.id, deep=True).whole
    assert {event.actor for event in ledger.events(home.id)} == {"system"}
    log = str([event.body for event in ledger.events(home.id)])
    assert not any(word in log for word in ("bramble", "Ada", "Fernhill Council"))


def test_the_founder_is_inside_and_sees_what_comes_next(founded: Client) -> None:
    page = founded.get(reverse("invitations", args=["fernhill-alliance"])).content.decode()
    assert "Mona Bramble" in page
    assert "Not answered yet" in page
    home = unescape(founded.get("/").content.decode())
    assert "Adopt your rule-book: open the first proposal" in home
    assert reverse("decision_propose", args=["fernhill-alliance"]) + "?matter=rule_book" in home


def test_the_second_person_joins_by_letter_and_both_are_signed_in(founded: Client) -> None:
    link = re.search(r"http://localhost:8000(/join/\S+)", mail.outbox[0].body)
    assert link
    other = Client()
    assert "invites you" in other.get(link[1]).content.decode()
    answer = other.post(link[1], {"answer": "yes", "name": "Mona Bramble", "password": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == "/a/fernhill-alliance/"
    assert founded.get("/a/fernhill-alliance/agreement/").status_code == 200
    people = other.get("/a/fernhill-alliance/people/").content.decode()
    assert "Ada Fernhill" in people
    assert "Mona Bramble" in people
    mona = Person.objects.get(email="mona@bramble.example")
    assert not mona.has_usable_password()
    assert Mandate.objects.get(person=mona).role == "representative"


def test_who_has_no_password_signs_in_by_a_code_and_who_has_one_by_it(founded: Client) -> None:
    visitor = Client()
    visitor.post(reverse("account_request_login_code"), {"email": "ada@fernhill.example"})
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert code, mail.outbox[-1].body
    answer = visitor.post(reverse("account_confirm_login_code"), {"code": code[1]})
    assert answer.headers["Location"] == "/"
    again = Client().post(reverse("account_login"), {"login": "ada@fernhill.example", "password": PASSWORD})
    assert again.headers["Location"] == "/"


def test_a_link_founds_one_alliance(client: Client, db: None) -> None:
    path = path_of(new_link())
    assert client.post(path, ALLIANCE).status_code == 302
    again = Client().post(path, ALLIANCE | {"your_email": "else@fernhill.example"})
    assert "has founded its alliance" in again.content.decode()
    assert Alliance.objects.count() == 1


def test_a_link_ends_after_seven_days_and_a_forged_one_is_not_there(client: Client, db: None) -> None:
    path = path_of(new_link())
    with clock.simulated(clock.now() + LIFE + timedelta(seconds=1)):
        assert "has expired" in client.get(path).content.decode()
    assert client.get("/found/forged/").status_code == 404


def test_another_row_keeps_what_was_typed_and_complains_about_nothing(client: Client, db: None) -> None:
    page = client.post(path_of(new_link()), ALLIANCE | {"more": "yes", "your_email": ""}).content.decode()
    assert 'name="name_3"' in page
    assert 'value="Bramble Homes"' in page
    assert 'name="rows" value="4"' in page
    assert "error-summary" not in page


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        pytest.param({"kind_1": ""}, 422, "Choose the kind of organisation 2.", id="half a row"),
        pytest.param({"side_1": "commissioner"}, 409, "at least one member provides", id="one side"),
        pytest.param({"email_1": ""}, 409, "Nobody speaks for Bramble Homes yet", id="nobody to speak"),
        pytest.param({"password": "short"}, 422, "too short", id="a weak password"),
        pytest.param({"your_email": "not an address"}, 422, "Write a whole e-mail address", id="no address"),
        pytest.param({"rows": "9999999"}, 302, "", id="rows as wanted"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_founded(
    client: Client, db: None, change: dict[str, str], status: int, words: str
) -> None:
    answer = client.post(path_of(new_link()), ALLIANCE | change)
    assert answer.status_code == status
    assert words in unescape(answer.content.decode())
    assert Alliance.objects.exists() is (status == 302)


def test_somebody_with_an_account_founds_as_that_person(client: Client, cast: Cast) -> None:
    told = {
        name: value for name, value in ALLIANCE.items() if name not in ("your_name", "your_email", "password")
    }
    path = path_of(new_link())
    taken = client.post(path, ALLIANCE | {"your_email": cast.people["kin"].email})
    assert (taken.status_code, "You have an account" in taken.content.decode()) == (409, True)
    client.force_login(cast.people["kin"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(path, told).status_code == 302
    home = client.get("/").content.decode()
    assert "Fernhill Alliance" in home
    assert "Stonebridge" in home


def test_two_alliances_of_one_name_have_two_addresses(client: Client, db: None) -> None:
    for email in ("ada@fernhill.example", "bea@fernhill.example"):
        assert Client().post(path_of(new_link()), ALLIANCE | {"your_email": email}).status_code == 302
    assert set(Alliance.objects.values_list("slug", flat=True)) == {
        "fernhill-alliance",
        "fernhill-alliance-2",
    }
