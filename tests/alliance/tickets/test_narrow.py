"""The narrow page: what is sent with a ticket, and what everybody is answered."""

import json
import logging

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory

from alliance.tickets import actions, queries, writing
from alliance.tickets.models import Slip
from alliance.tickets.narrow.answers import SIZE
from alliance.tickets.narrow.door import forget
from alliance.tickets.narrow.proof import LIMITS, SAME_HOST, limits
from tests.alliance.tickets.stage import AFTER, FIRST_DAY, LAST_DAY, gathering, on, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MADE_UP = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GG"


@pytest.fixture
def made():
    return gathering("One", "Two", "Three", "", "Five")


def send(ticket, text="", path="/ticket/", **more):
    with on(LAST_DAY):
        return Client(raise_request_exception=False).post(
            path, {"ticket": ticket, "text": text, "padding": "..."} | more
        )


def change(ticket, wish, day=AFTER):
    with on(day):
        return Client().post("/ticket/change/", {"ticket": ticket, "change": wish})


def bare(answer):
    return answer.status_code, answer.content, sorted(answer.items()), answer.cookies.output()


def shape():
    """What can be seen of the slips without any key."""
    return {(len(bytes(one)), type(one)) for one in Slip.objects.values_list("sealed", flat=True)}


def test_v16_v17_a_text_and_nothing_to_add_leave_and_answer_the_same(made):
    before = shape()
    answers = [
        bare(send(made.tickets[3], text)) for text in ("Now I have something", "  \n ", "", "x" * 4_000)
    ]
    assert len({repr(one) for one in answers}) == 1
    assert answers[0][0] == 200
    assert shape() == before
    assert {field.name for field in Slip._meta.get_fields()} == {"id", "window", "digest", "sealed"}


def test_v15_t18_a_ticket_that_is_wrong_spent_or_too_late_is_answered_byte_for_byte_alike(made):
    with on(FIRST_DAY):
        other = actions.take(gathering().window)
    gone = gathering("Old")
    actions.destroy(gone.window)
    tickets = ["", "no ticket", MADE_UP, gone.tickets[0], made.parts[0]]
    answers = [bare(send(ticket, "Words")) for ticket in tickets]
    with on(AFTER):
        actions.close(made.window)
    answers += [bare(send(made.tickets[0], "Too late")), bare(Client().get("/ticket/nowhere/"))]
    answers += [bare(change(MADE_UP, "withdraw"))]
    assert len({repr(one) for one in answers}) == 1
    assert answers[0][0] == 404
    assert other not in str(answers)


def test_v18_t15_the_last_text_stands_in_the_same_row(made):
    for text in ("First words", "Second words", "Third words"):
        send(made.tickets[0], text)
    assert Slip.objects.count() == 8
    with on(AFTER):
        actions.close(made.window)
    assert sorted(texts(made)) == ["Five", "Third words", "Three", "Two"]


def test_v19_after_the_close_a_piece_may_go_and_nothing_else(made):
    with on(AFTER):
        actions.close(made.window)
    assert send(made.tickets[0], "Edited").status_code == 404
    assert change(made.tickets[0], "withdraw").status_code == 200
    assert sorted(texts(made)) == ["Five", "Three", "Two"]


def test_v26_v28_consent_is_theme_unless_widened_and_only_narrows_afterwards(made):
    send(made.tickets[0], "Mine", consent="words")
    send(made.tickets[1], "Yours", consent="words")
    with on(AFTER):
        actions.close(made.window)
    change(made.tickets[0], "paraphrase")
    change(made.tickets[2], "paraphrase")
    read = {one.text: one.consent for one in queries.read(made.window, *made.parts)}
    assert read == {"Mine": "paraphrase", "Yours": "words", "Three": "theme", "Five": "theme"}


def test_v26_nobody_widens_by_change(made):
    assert change(made.tickets[0], "words").status_code == 422


def test_t14_only_plain_text_is_kept(made):
    file = SimpleUploadedFile("me.png", b"\x89PNG secret")
    assert send(made.tickets[0], "<b>Bold</b>\r\n\x07words", text_file=file).status_code == 200
    with on(AFTER):
        actions.close(made.window)
    assert "<b>Bold</b>\nwords" in texts(made)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("{", "application/json"), ('{"ticket": "a", "ticket": "b"}', "application/json"), ("[]", "application/json"),
        ("x", "multipart/form-data"), ("ticket=a&consent=all", "application/x-www-form-urlencoded"),
        ("text=" + "x" * 12_000_000, "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_so_at_the_same_length(body, kind):
    answer = Client().generic("POST", "/ticket/", body, content_type=kind)
    assert (answer.status_code, len(answer.content)) in {(422, SIZE), (404, SIZE)}


def test_a_text_that_is_too_long_is_refused_whatever_the_ticket(made):
    answers = [bare(send(ticket, "x" * 4_001)) for ticket in (made.tickets[0], MADE_UP)]
    assert answers[0] == answers[1]
    assert answers[0][0] == 422
    assert b"xxxx" not in answers[0][1]


def test_a_program_sends_and_hears_the_same(made):
    with on(LAST_DAY):
        sent = {"ticket": made.tickets[0], "text": "By a program", "consent": "words"}
        answer = Client().post("/ticket/", json.dumps(sent), content_type="application/json")
        wrong = Client().post(
            "/ticket/", json.dumps(sent | {"ticket": MADE_UP}), content_type="application/json"
        )
        misspelt = Client().post(
            "/ticket/",
            json.dumps({"ticket": made.tickets[2], "tekst": "Lost"}),
            content_type="application/json",
        )
        back = {"ticket": made.tickets[1], "change": "withdraw"}
        gone = Client().post("/ticket/change/", json.dumps(back), content_type="application/json")
    told = (answer, wrong, misspelt, gone)
    assert [one.json()["code"] for one in told] == ["done", "not_found", "malformed", "done"]
    assert {len(one.content) for one in told} == {SIZE}


def test_t6_no_cookie_is_sent_or_read_and_no_session_is_touched(made, cast, django_assert_num_queries):
    client = Client()
    client.force_login(cast.people["homes"], backend=project.AUTHENTICATION_BACKENDS[0])
    with on(LAST_DAY), django_assert_num_queries(7) as asked:
        signed_in = client.post("/ticket/", {"ticket": made.tickets[0], "text": "Mine"}, HTTP_REFERER="/a/x/")
    tables = ("session", "person", "allauth", "usersession", "alliance_entry", "cache")
    assert not [one for one in asked.captured_queries for table in tables if table in one["sql"].lower()]
    assert bare(signed_in) == bare(send(made.tickets[1], "Mine"))
    assert not signed_in.cookies
    assert signed_in["Referrer-Policy"] == "no-referrer"
    assert signed_in["Cache-Control"].startswith("no-store")


def test_t6_nothing_is_left_of_who_asks():
    asked = RequestFactory(
        REMOTE_ADDR="10.9.8.7", HTTP_COOKIE="sessionid=me", HTTP_USER_AGENT="Mine", HTTP_REFERER="/a/x/",
        HTTP_X_FORWARDED_FOR="10.9.8.7", HTTP_AUTHORIZATION="Bearer me", HTTP_ACCEPT_LANGUAGE="cy",
    ).post("/ticket/?me=1")  # fmt: skip
    forget(asked)
    left = repr({name: value for name, value in asked.environ.items() if not name.startswith("wsgi.")})
    assert not [mark for mark in ("10.9.8.7", "me", "Mine", "Bearer", "cy", "/a/x/") if f"'{mark}" in left]
    assert asked.COOKIES == {}


def test_t6_a_crash_says_where_and_shows_nothing_of_what_was_sent(made, monkeypatch, caplog):
    def crash(*sent):
        raise RuntimeError(f"broken by {sent}")

    monkeypatch.setattr(writing, "write", crash)
    caplog.set_level(logging.DEBUG)
    answer = send(made.tickets[0], "Quollbeam")
    assert (answer.status_code, len(answer.content)) == (500, SIZE)
    assert "RuntimeError in crash" in caplog.text
    for trace in ("Quollbeam", made.tickets[0], "Traceback"):
        assert trace not in caplog.text + answer.content.decode()


def test_t6_two_peoples_requests_leave_the_same_lines_and_a_wrong_ticket_none(made, caplog):
    caplog.set_level(logging.INFO)
    lines = []
    for ticket in (made.tickets[0], made.tickets[1], MADE_UP):
        caplog.clear()
        send(ticket, "Words")
        lines.append(caplog.text)
    assert lines == ["", "", ""]


def test_t21_the_limits_stand_beside_the_box():
    page = Client().get("/ticket/").content.decode()
    for said in (
        "alters so that it watches",
        "Your style",
        "One part".lower(),
        "it is lost",
        "not a legal safe space",
        "guess",
    ):
        assert said in page
    assert "in a private window" in page
    assert "<script src=" in page
    assert page.count("<textarea") == 1


def test_t21_a_host_name_of_its_own_takes_the_cookies_sentence_away(settings):
    assert SAME_HOST in limits()
    settings.TICKETS_ADDRESS = "https://pieces.alliance.example"
    assert limits()[: len(LIMITS)] == LIMITS
    assert SAME_HOST not in limits()
    assert queries.address() == "https://pieces.alliance.example/ticket/"


def test_a_host_name_of_its_own_answers_there_alone_and_nothing_else(made, settings, cast):
    settings.TICKETS_ADDRESS, settings.ALLOWED_HOSTS = "https://pieces.alliance.example", ["*"]
    there, here = Client(HTTP_HOST="pieces.alliance.example"), Client(HTTP_HOST="localhost:8000")
    assert b"Write without your name" in there.get("/").content
    assert there.get("/accounts/login/").status_code == 404
    assert here.get("/ticket/").headers["Location"] == "https://pieces.alliance.example/ticket/"
    assert here.post("/ticket/", {"ticket": made.tickets[0]}).status_code == 404
    assert here.get("/accounts/login/").status_code == 200
    with on(LAST_DAY):
        assert there.post("/ticket/", {"ticket": made.tickets[0], "text": "There"}).status_code == 200


def test_the_proof_shows_the_tables_as_they_are_and_what_is_left_of_the_request(made):
    page = Client().get("/ticket/proof/", HTTP_USER_AGENT="Marked/1", REMOTE_ADDR="10.9.8.7").content.decode()
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "alliance_slip")
    for name in [
        *(column.name for column in columns),
        "8 rows",
        str(len(bytes(Slip.objects.first().sealed))),
    ]:
        assert name in page
    assert "PATH_INFO" in page
    assert "Marked/1" not in page
    assert "10.9.8.7" not in page


def test_a_log_that_is_copied_elsewhere_is_named_as_a_limit(monkeypatch):
    monkeypatch.setattr("alliance.tickets.narrow.proof._is_streamed", lambda: True)
    assert "streams or archives" in limits()[-1]
    assert b"streams or archives" in Client().get("/ticket/").content
