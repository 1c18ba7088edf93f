"""Whoever is signed out while writing gets their words back; nobody else's page can put words there."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.once, pytest.mark.django_db]
VOTE = "/a/stonebridge/decisions/1/vote/"
HARM = "People who left hospital <wait> longer."
SENT = {"position": "disagree", "harm": HARM, "password": "never my words", "once": "9c1e"}


def test_a_form_sent_after_the_session_ended_gives_its_words_back():
    answer = Client().post(VOTE, SENT, headers={"Referer": f"http://testserver{VOTE}?x=1"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "People who left hospital &lt;wait&gt; longer." in page
    assert "never my words" not in page
    assert f"/accounts/login/?next={VOTE}" in page
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("referer", ["https://elsewhere.example/a/", ""])
def test_the_way_back_is_never_another_host(referer):
    page = Client().post(VOTE, SENT, headers={"Referer": referer}).content.decode()
    assert f"next={VOTE}" in page
    assert "elsewhere" not in page


@pytest.mark.parametrize("sent", [{"position": "agree"}, {"password": "never my words"}])
def test_without_words_the_sign_in_page_comes_at_once(sent):
    answer = Client().post(
        "/a/stonebridge/decisions/1/withdraw/", sent, headers={"Referer": f"http://testserver{VOTE}"}
    )
    assert answer.headers["Location"] == f"/accounts/login/?next={VOTE}"


def test_an_address_that_is_only_opened_is_gone_on_to_as_it_is():
    answer = Client().get(f"{VOTE}?draft=1", headers={"Referer": "http://testserver/elsewhere/"})
    assert answer.headers["Location"] == f"/accounts/login/?next={VOTE}%3Fdraft%3D1"


def test_a_forms_address_opened_by_itself_leads_back_instead_of_nowhere(cast):
    client = Client()
    client.force_login(cast.people["kin"], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/account/tokens/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Only a form leads here" in answer.content.decode()
    assert 'href="/account/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("origin", "given"), [("http://testserver", True), ("https://elsewhere.example", False)]
)
def test_a_form_that_is_too_old_gives_words_back_to_our_own_pages_alone(origin, given):
    answer = Client(enforce_csrf_checks=True).post(VOTE, SENT, headers={"Origin": origin})
    assert answer.status_code == 403
    assert ("longer." in answer.content.decode()) is given
