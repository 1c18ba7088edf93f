"""`kill -9` of the web server at each step of an upload: it goes on or has left nothing, and no child is left behind."""

import os
import signal
import socket
import subprocess
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from alliance.boot.places import ROOT
from alliance.boot.up import HOST, web_command
from alliance.jobs.models import Job
from alliance.ledger.models import Entry
from measures.models import AtomVersion, CurrentAtom, Draft, FileVersion, Refusal
from measures.uploads.models import State
from tests.alliance.jobs.workers import address, until
from tests.measures import town as stage
from tests.measures.uploads.cast import demo
from tests.measures.uploads.desks.desk import SLUG, Desk, work

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
    pytest.mark.once,
    pytest.mark.timeout(900),
]
TOKEN = "a" * 32
SHEET = "faults/LAN_2026-27_Q1_put_right.csv"
MANY = "committing"  # the step at which all the boot's workers stand by; elsewhere one, for each takes seconds to start


class Server:
    """A web server as the boot starts it, on a port of its own."""

    def __init__(self, folder: Path, session: str, step: str) -> None:
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port = free.getsockname()[1]
        self.reached, self.session = folder / step, session
        command = [*web_command(self.port)[:-1], "tests.measures.uploads.killed.slow_web:application"]
        if step != MANY:
            command[command.index("--workers") + 1] = "1"
        here = {
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "SLOW_FOLDER": str(folder),
            "SLOW_STEP": step,
        }
        self.process = subprocess.Popen(command, cwd=ROOT, env=os.environ | here, start_new_session=True)
        until(lambda: self.get("uploads") == 200, "the web server")

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "text/plain") -> int:
        """The status of an answer; 0 where none came."""
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": kind,
        }
        with suppress(OSError, HTTPException), closing(HTTPConnection(HOST, self.port, timeout=120)) as line:
            line.request(method, path, body, headers)
            return line.getresponse().status
        return 0

    def get(self, name: str, *given: object) -> int:
        return self.ask("GET", reverse(name, args=[SLUG, *given]))

    def post(self, name: str, *given: object, **fields: object) -> int:
        return self.ask(
            "POST", reverse(name, args=[SLUG, *given]), encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT
        )

    def killed_while(self, name: str, *given: object, **fields: object) -> None:
        """Ask for something, and kill every process of the server in the middle of it."""
        asking = Thread(target=self.post, args=(name, *given), kwargs=fields)
        asking.start()
        until(self.reached.exists, f"the step {self.reached.name}")
        self.kill()
        asking.join(120)

    def kill(self) -> None:
        """`kill -9`, its workers too."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def lantern(settings, tmp_path):
    settings.KEYS_DIR, settings.STATE_DIR = tmp_path / "keys", tmp_path / "state"
    return Desk(stage.Town(stage.build()), "jonty")


@pytest.fixture
def start(lantern, tmp_path):
    """Starts a server that stops at a step."""
    started = []

    def make(step: str = "") -> Server:
        started.append(Server(tmp_path, lantern.client.cookies["sessionid"].value, step or "no-step"))
        return started[-1]

    yield make
    for server in started:
        server.kill()


def children(folder: Path) -> list[str]:
    """Processes that still read for a server of this folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            said = path.read_bytes()
            found += [path.parent.name] if b"slow_child" in said and str(folder).encode() in said else []
    return found


def held() -> tuple[int, ...]:
    """How much there is of everything that an upload could leave half done."""
    return tuple(
        kind.objects.count() for kind in (Draft, Refusal, Job, FileVersion, AtomVersion, CurrentAtom)
    )


def logged() -> int:
    """How many entries of the log speak of a committed sheet."""
    return sum("upload.committed" in str(row) for row in Entry.objects.values_list())


def test_the_web_server_is_killed_at_each_step_of_an_upload(lantern, start, tmp_path) -> None:
    org = str(lantern.town.orgs["LAN"])

    def sheet() -> dict[str, object]:
        return {"org": org, "sheet": SimpleUploadedFile("sheet.csv", demo(SHEET))}

    nothing = held()
    for step in ("reading", "read", "kept"):
        start(step).killed_while("upload", "2026-27-q1", **sheet())
        until(lambda: not children(tmp_path), "the end of the child")
        assert held() == nothing, step
    start("asked").killed_while("upload", "2026-27-q1", **sheet())
    draft = Draft.objects.get()
    assert (draft.state, draft.job is not None) == (State.RECEIVED, True)
    work()
    lantern.answer(draft)  # it comes late, which is asked about
    server = start("committing")
    assert Draft.objects.get().state == State.READY
    assert server.get("upload_draft", draft.id) == 200
    before = held()
    server.killed_while("upload_commit", draft.id)
    assert held() == before
    assert Draft.objects.get().state == State.READY
    assert logged() == 0
    start("committed").killed_while("upload_commit", draft.id)
    server = start()
    assert server.get("upload_draft", draft.id) == 200
    assert server.post("upload_commit", draft.id) == 409
    assert held()[3:] == (1, 4, 4)
    assert logged() == 1
    assert Draft.objects.get().state == State.COMMITTED
