"""A marked person takes a ticket and writes; nothing that is kept tells who, when or what, and a planted trace is found."""

import logging
import re
import tempfile

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client

from alliance.door import clock
from alliance.jobs.models import Job
from alliance.ledger import triggers
from alliance.tickets import actions, writing
from alliance.tickets.sweep import sweep
from tests import told
from tests.alliance.tickets import hunt
from tests.alliance.tickets.hunt import ADDRESS, AGENT, TEXT, Hunt, places
from tests.alliance.tickets.ways import WAYS
from tests.browser.walk import sign_in
from tests.cast import PASSWORD, build

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("way", WAYS, ids=lambda way: way.room),
]
SECRET = re.compile(r'id="secret">([^<]+)<')
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def hunted(settings, tmp_path, monkeypatch):
    """The cast, letters in files, the server's log, as loud as it can be, in a file, and folders that no other test writes to."""
    for name in ("STATE_DIR", "KEYS_DIR", "TICKETS_DIR", "EMAIL_FILE_PATH"):
        setattr(settings, name, tmp_path / name.lower())
        (tmp_path / name.lower()).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.ROOT_URLCONF = hunt.__name__
    log = logging.FileHandler(tmp_path / "server.log")
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    _forget()
    made = Hunt(build(), [*places(), tmp_path])
    person = made.cast.people["homes"]
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    yield made
    root.removeHandler(log)
    root.setLevel(level)
    log.close()


def _forget():
    """A test before this one may have written the same words on purpose: they stay in freed pages until these are swept."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            triggers.remove(connection)
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in told.tables()))
            triggers.install(connection)


def _as_time_goes_by():
    """PostgreSQL looks at each table from time to time, and keeps samples of its columns elsewhere."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE alliance_slip, alliance_window")


def in_a_browser(page, live_server, staged, hunted):
    """As the person does it: signed in, with all cookies there."""
    page.context.set_extra_http_headers({"X-Forwarded-For": ADDRESS, "User-Agent": AGENT})
    sign_in(page, live_server.url, hunted.cast.people["homes"].email, PASSWORD)
    page.goto(live_server.url + staged.page)
    page.get_by_role("button", name="Take my ticket").click()
    hunted.ticket = page.inner_text("#secret")
    before = hunted.census()
    page.goto(f"{live_server.url}/ticket/")
    page.fill("#id_ticket", hunted.ticket)
    page.fill("#id_text", TEXT)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    assert TEXT not in page.content()
    return before


def by_program(staged, hunted):
    """The same without a browser."""
    client = Client(HTTP_USER_AGENT=AGENT, REMOTE_ADDR=ADDRESS)
    client.force_login(hunted.cast.people["homes"], backend=BACKEND)
    hunted.ticket = SECRET.search(client.post(staged.button).content.decode())[1]
    before = hunted.census()
    assert client.post("/ticket/", {"ticket": hunted.ticket, "text": TEXT}).status_code == 200
    return before


def find_nothing(hunted, before, way, staged):
    """Neither after the writing, nor once it has ended: then the words alone, where a room tells them on purpose."""
    after = hunted.census()
    new = after.new_since(before)
    assert set(new) == {"alliance_slip"}, "writing changes the slips and nothing else"
    assert len(new["alliance_slip"]) == way.slips, "all of them"
    assert hunted.traces(new) == []
    assert {name for names in after.raw.values() for name in names} <= {"its hash"}
    _as_time_goes_by()
    way.end(staged.window)
    gone = hunted.census()
    assert gone.entries["alliance_slip"] == [] or way.bytes_left
    assert gone.entries["risks_ticketday"] == [], "that a ticket was taken is thrown away with the day"
    left = {name for names in gone.raw.values() for name in names}
    assert left == way.bytes_left, "not even the hash of the ticket is left in any byte of any file"
    told = {place: found for place, found in gone.new_since(before).items() if place != "alliance_window"}
    assert set(hunted.traces(told)) == way.tells


@pytest.mark.once
def test_t2_t6_the_author_is_not_found_after_a_visit_with_a_real_browser(way, page, live_server, hunted):
    staged = way.stage(hunted.cast)
    before = in_a_browser(page, live_server, staged, hunted)
    find_nothing(hunted, before, way, staged)


def test_t2_the_author_is_not_found_in_any_table_file_or_log(way, hunted):
    staged = way.stage(hunted.cast)
    find_nothing(hunted, by_program(staged, hunted), way, staged)


def careless(person):
    """How somebody could spoil it: a job, a line in the log, a forgotten file, each as the piece is written."""
    inner = writing.write

    def write(ticket, typed, consent):
        at = clock.now()
        Job.objects.create(kind="piece", alliance=person.id, person=person.id, asked_at=at, heartbeat=at)
        logging.getLogger("careless").info("a piece of %s", person.email)
        (places()[-1] / "draft.txt").write_text(f"{ticket}\n{typed}\n{at:%Y-%m-%d %H:%M}")
        return inner(ticket, typed, consent)

    return write


def test_a_planted_trace_is_found(way, hunted, monkeypatch):
    staged = way.stage(hunted.cast)
    monkeypatch.setattr(writing, "write", careless(hunted.cast.people["homes"]))
    before = by_program(staged, hunted)
    after = hunted.census()
    found = {(place.rpartition("/")[2], what) for place, what in hunted.traces(after.new_since(before))}
    shape = "id in hex" if connection.vendor == "sqlite" else "id"
    wanted = {("alliance_job", shape), ("alliance_job", "an instant"), ("server.log", "e-mail"), ("draft.txt", "ticket"),
              ("draft.txt", "text"), ("draft.txt", "an instant")}  # fmt: skip
    assert wanted <= found
    assert [names for path, names in after.raw.items() if path.endswith("draft.txt")] == [
        ["text", "half a text", "ticket"]
    ]
    (places()[-1] / "draft.txt").unlink()


def test_what_is_swept_was_there_before(way, hunted):
    staged = way.stage(hunted.cast)
    by_program(staged, hunted)
    actions.destroy(staged.window)
    assert sweep()
    assert not sweep(), "and there is nothing left to sweep"
