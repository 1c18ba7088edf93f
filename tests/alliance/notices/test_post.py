"""Letters over a real line to a mail server that says yes, no, not now, or nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from alliance.door import clock
from alliance.notices import post
from alliance.notices.envelope import message_id
from alliance.notices.models import Letter, State
from alliance.notices.rules import PAUSES
from alliance.notices.writing import written
from alliance.wings import registry
from tests.alliance.decisions.acting import opened
from tests.alliance.notices.acting import letters, look, no_digests, plan, signed_in
from tests.alliance.notices.mail_server import MailServer
from tests.cast import START, Cast, clock_at


def of(cast: Cast, part: str) -> Letter:
    return Letter.objects.get(person=cast.people[part], kind="vote.opened")


def test_letters_arrive_over_one_connection_with_all_they_need(cast: Cast, mail_server: MailServer) -> None:
    opened(cast)
    assert look(1.1) == 4
    assert mail_server.connections == 1
    mail = mail_server.to(cast.people["homes"].email)[0]
    assert mail["Subject"] == "D-001 is open for votes: Weekly calls"
    assert mail["Message-ID"] == message_id(of(cast, "homes").id)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip().startswith("<http://localhost:8000/notices/stop/")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_what_is_refused_for_now_is_tried_again_after_a_pause(cast: Cast, mail_server: MailServer) -> None:
    mail_server.behaviour.replies["RCPT"] = ["450 grey today"] * 4
    opened(cast)
    assert look(1.1) == 0
    assert {one.state for one in letters("vote.opened")} == {State.WAITING}
    assert look(1.1 + 0.5 / 60) == 0  # half a minute later: not yet
    assert mail_server.accepted == []
    assert look(1.1 + 1.1 / 60) == 4
    assert len(mail_server.accepted) == 4
    assert {one.tries for one in letters("vote.opened")} == {2}


def test_what_is_refused_for_good_is_not_tried_again_and_is_told_on_the_page_and_in_the_log(
    cast: Cast, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    address = cast.people["homes"].email
    mail_server.behaviour.always["RCPT"] = lambda words: f"550 no {address} here" if address in words else ""
    opened(cast)
    assert look(1.1) == 3
    no_digests()
    assert look(30) == 0
    lost = of(cast, "homes")
    assert (lost.state, lost.tries) == (State.GIVEN_UP, 1)
    with clock_at(hours=30):
        page = signed_in(cast, "homes").get("/notices/").content.decode()
    assert "Could not be sent by e-mail: the mail server refused the address (550)" in page
    assert str(lost.id) in caplog.text
    assert address not in caplog.text + lost.problem


def test_a_letter_that_fails_and_fails_is_given_up_after_growing_pauses(
    cast: Cast, mail_server: MailServer
) -> None:
    mail_server.behaviour.always["END"] = lambda words: "451 try again later"
    opened(cast)
    look(1.1)
    at, tried = START + timedelta(hours=1.1), []
    for wait in PAUSES:
        with clock.simulated(at + wait - timedelta(seconds=5)):
            post.deliver()
        before = of(cast, "homes").tries
        at += wait + timedelta(seconds=1)
        with clock.simulated(at):
            post.deliver()
        tried.append((before, of(cast, "homes").tries))
    assert tried == [(number, number + 1) for number in range(1, len(PAUSES) + 1)]
    assert of(cast, "homes").state == State.GIVEN_UP
    assert of(cast, "homes").problem == "the mail server refused the letter (451)"


def test_a_line_that_breaks_after_the_letter_was_taken_gives_a_double_that_can_be_told(
    cast: Cast, mail_server: MailServer
) -> None:
    mail_server.behaviour.drop_after_data = 1
    opened(cast)
    assert look(1.1) == 0
    assert look(1.1 + 1.1 / 60) == 4
    assert len(mail_server.accepted) == 5
    ids = [mail["Message-ID"] for mail in mail_server.accepted]
    assert len(set(ids)) == 4  # the one that came twice has one id
    assert {one.state for one in letters("vote.opened")} == {State.SENT}
    assert sorted(one.tries for one in letters("vote.opened")) == [1, 1, 1, 2]


def test_a_server_that_hangs_up_at_once_costs_one_attempt_a_minute(
    cast: Cast, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    mail_server.behaviour.always["EHLO"] = mail_server.behaviour.always["HELO"] = lambda words: "554 go away"
    opened(cast)
    assert look(1.1) == 0
    connections = mail_server.connections
    assert look(1.1 + 0.5 / 60) == 0
    assert mail_server.connections == connections
    mail_server.behaviour.always.clear()
    assert look(1.2) == 4


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid", "x" * 70 + ".example", ""])
def test_a_wrong_mail_server_stops_nothing(cast: Cast, settings, host: str) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = host, 1, 1
    opened(cast)
    assert look(1.1) == 0
    assert {(one.state, one.tries) for one in letters("vote.opened")} == {(State.WAITING, 1)}


def test_without_a_mail_server_letters_lie_in_a_folder(cast: Cast, settings, tmp_path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    opened(cast)
    assert look(1.1) == 4
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert text.count("List-Unsubscribe: ") == 4


def test_one_letter_that_cannot_be_addressed_keeps_none_of_the_others(
    cast: Cast, mail_server: MailServer
) -> None:
    person = cast.people["council"]
    person.email = "two@signs@example"
    person.save()
    opened(cast)
    assert look(1.1) == 3
    assert of(cast, "council").state == State.WAITING


def test_a_title_of_several_lines_makes_no_header(cast: Cast, mail_server: MailServer) -> None:
    opened(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE alliance_proposal SET title = %s", ["Calls\r\nBcc: all@example.org"])
    assert look(1.1) == 4
    assert mail_server.accepted[0]["Bcc"] is None
    assert mail_server.accepted[0]["Subject"] == "D-001 is open for votes: Calls Bcc: all@example.org"


def test_what_a_dead_worker_held_is_taken_up_after_a_while_and_not_before(
    cast: Cast, mail_server: MailServer
) -> None:
    opened(cast)
    look(1.1)
    taken_at = START + timedelta(hours=1.1)
    Letter.objects.filter(kind="vote.opened").update(state=State.SENDING, claim=uuid4(), claimed_at=taken_at)
    with clock.simulated(taken_at + post.LEASE):
        assert post.deliver() == 0
    with clock.simulated(taken_at + post.LEASE + timedelta(seconds=1)):
        assert post.deliver() == 4


def test_a_batch_that_was_taken_away_sends_no_more(
    cast: Cast, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that slept longer than the lease finds its letters in other hands."""
    monkeypatch.setattr(post, "written", lambda batch, now: _taken_meanwhile(written(batch, now)))
    opened(cast)
    assert look(1.1) == 0
    assert mail_server.accepted == []


def _taken_meanwhile(words: Any) -> Any:
    Letter.objects.update(claim=uuid4())
    return words


def test_what_takes_too_long_is_left_for_the_next_round(
    cast: Cast, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "BUDGET", -1.0)
    opened(cast)
    assert look(1.1) == 0
    assert {(one.state, one.tries) for one in letters("vote.opened")} == {(State.WAITING, 0)}


def test_a_wing_that_cannot_write_its_notices_keeps_no_other_letter(
    cast: Cast, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    opened(cast)
    with clock_at(hours=1.1):
        plan()
    broken = replace(registry.notices()["vote.opened"], tell=lambda *given: 1 / 0)
    monkeypatch.setattr(registry, "notices", lambda: {"vote.opened": broken})
    assert look(24) >= 4  # digests
    assert {(one.state, one.tries) for one in letters("vote.opened")} == {(State.WAITING, 1)}
    assert "could not be written" in caplog.text


def test_the_operator_is_told_how_the_post_does_without_an_address(
    cast: Cast, mail_server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    mail_server.behaviour.replies["RCPT"] = ["550 no such person", "450 not now"]
    opened(cast)
    assert look(1.1) == 2
    call_command("letters")
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["1 on their way, the oldest since 2026-03-02 10:06 UTC", "2 sent", "1 given up"]
    assert "refused the address (450); tried 1 times, again from 2026-03-02 10:07 UTC" in said[3]
    assert "refused the address (550); tried 1 times, given up" in said[4]
    assert "@" not in "".join(said)
