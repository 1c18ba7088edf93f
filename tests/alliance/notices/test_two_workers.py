"""Two workers at once, and a worker killed in the middle of a letter: none is lost, and none noted as sent goes twice."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from alliance.boot.places import ROOT
from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.door import clock
from alliance.door.action import Done
from alliance.notices import post
from alliance.notices.models import Letter, State
from tests import cast as stage
from tests.alliance.decisions.test_races import at_once
from tests.alliance.jobs.workers import address, until
from tests.alliance.notices.acting import plan
from tests.alliance.notices.mail_server import MailServer
from tests.cast import Cast

CODE = """
import django
django.setup()
from alliance.notices import planning, post
for step in planning.PLANNING:
    step()
print(post.deliver())
"""


@pytest.fixture
def open_vote(transactional_db: None) -> Cast:
    """The cast with one vote, opened just now by the real clock, which other processes see."""
    cast = stage.build(at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    asked = Asked(cast.orgs["KIN"], "vision", "Calls", "We call.", review_on=date(2999, 1, 1))
    assert isinstance(actions.open_proposal(cast.caller("kin"), asked=asked), Done)
    return cast


@pytest.fixture
def worker(mail_server: MailServer) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that does the worker's errands once."""
    own = {
        "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "alliance.settings", "ALLIANCE_MAIL_HOST": "127.0.0.1",
        "ALLIANCE_MAIL_PORT": str(mail_server.port), "ALLIANCE_MAIL_TLS": "no",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", CODE], cwd=ROOT, env=os.environ | own, stdout=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.communicate()


def test_workers_at_once_send_each_letter_once(open_vote: Cast, mail_server: MailServer) -> None:
    def errands(place: int) -> int:
        plan()
        return sum(post.deliver() for _ in range(3))

    assert sum(at_once(errands, 4)) == 4
    assert len({mail["To"] for mail in mail_server.accepted}) == len(mail_server.accepted) == 4
    assert Letter.objects.filter(kind="vote.opened", state=State.SENT, tries=1).count() == 4


class Gate:
    """Holds the mail server at one point until the worker is dead."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def wait(self, words: str = "") -> str:
        self.reached.set()
        self.open.wait(60)
        return ""


def kill(worker: subprocess.Popen[str], gate: Gate) -> None:
    until(gate.reached.is_set, "the worker's first letter")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    gate.open.set()


def next_round() -> int:
    with clock.simulated(datetime.now(UTC) + post.LEASE + timedelta(minutes=1)):
        return post.deliver()


def test_a_worker_killed_before_the_server_has_the_letter_leaves_one_to_send(
    open_vote: Cast, mail_server: MailServer, worker: subprocess.Popen[str]
) -> None:
    gate = Gate()
    mail_server.behaviour.always["RCPT"] = gate.wait
    kill(worker, gate)
    assert mail_server.accepted == []
    assert sorted(Letter.objects.values_list("state", flat=True)) == ["sending", "taken", "taken", "taken"]
    assert post.deliver() == 0  # for a while they may still be in living hands
    assert next_round() == 4
    assert len({mail["Message-ID"] for mail in mail_server.accepted}) == len(mail_server.accepted) == 4


def test_a_worker_killed_between_the_servers_yes_and_its_own_note_doubles_that_one_letter_under_one_id(
    open_vote: Cast, mail_server: MailServer, worker: subprocess.Popen[str]
) -> None:
    gate = Gate()
    mail_server.behaviour.before_yes = gate.wait
    kill(worker, gate)
    assert len(mail_server.accepted) == 1
    assert next_round() == 4
    assert len(mail_server.accepted) == 5
    assert len({mail["Message-ID"] for mail in mail_server.accepted}) == 4


def test_a_worker_of_its_own_delivers_with_the_settings_of_the_environment(
    open_vote: Cast, mail_server: MailServer, worker: subprocess.Popen[str]
) -> None:
    said, _ = worker.communicate(timeout=120)
    assert said.strip() == "4"
    assert len(mail_server.accepted) == 4
