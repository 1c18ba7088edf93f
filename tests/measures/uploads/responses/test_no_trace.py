"""No row, key or byte of a response sheet is left anywhere; and the hunt that says so finds what is planted."""

import logging
import os
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache

from measures.models import AtomVersion, Draft, FileVersion, Refusal
from measures.uploads.child import receive
from tests.measures.uploads.desks.desk import work
from tests.measures.uploads.responses.hunt import needles, places
from tests.measures.uploads.responses.sheets import PAGE, csv_of, rows, xlsx_of

KEYS = [row[0] for row in rows()]
PLANT = "pq7731"  # of no sheet: a database keeps for a while what was rolled back


@pytest.fixture
def logged(caplog, capfd):
    """Everything that is said, by logs at their loudest and on both channels of the process."""
    caplog.set_level(logging.DEBUG)

    def said():
        out, err = capfd.readouterr()
        return caplog.text + out + err

    return said


def _impossible():
    bad = rows()
    bad[3][-1] = 11
    return bad


def _person():
    bad = rows()
    bad[5][0] = "9434765919"
    return bad


# A good sheet is hunted for on either database, and so is one of those that are refused
SHEETS = [
    pytest.param(csv_of(), "answers.csv", id="good, as text"),
    pytest.param(xlsx_of(), "answers.xlsx", id="good, as a workbook", marks=pytest.mark.once),
    pytest.param(csv_of(rows(missing=12)), "asked.csv", id="asked about", marks=pytest.mark.once),
    pytest.param(csv_of(_impossible()), "impossible.csv", id="impossible score", marks=pytest.mark.once),
    pytest.param(csv_of(_person()), "person.csv", id="with a person in it"),
    pytest.param(xlsx_of()[:-40], "broken.xlsx", id="broken", marks=pytest.mark.once),
]


@pytest.mark.parametrize(("data", "name"), SHEETS)
def test_nothing_of_a_file_is_left_after_it_was_sent(lantern, logged, data, name):
    answer = lantern.send(PAGE, data, name)
    work()
    keys = [*KEYS, "9434765919"]
    assert places(needles(data, keys), logged()) == []
    if answer.status_code != 302:
        assert not Draft.objects.exists()
        assert not any(key in answer.content.decode() for key in keys)


@pytest.mark.parametrize(("data", "name"), SHEETS[:2])
def test_nothing_of_a_file_is_left_after_it_was_committed_published_and_looked_at(
    lantern, logged, data, name
):
    draft = lantern.draft(PAGE, data, name)
    assert lantern.commit(draft).status_code == 302
    work()
    for page in ("uploads", "my_data"):
        assert not any(key in lantern.get(page).content.decode() for key in KEYS)
    assert (FileVersion.objects.count(), AtomVersion.objects.count()) == (1, 3)
    assert places(needles(data, KEYS), logged()) == []


@pytest.mark.once
def test_an_answer_to_a_question_leaves_no_more(lantern, logged):
    data = csv_of(rows(missing=12))
    (question,) = lantern.send(PAGE, data).context["questions"]
    assert lantern.send(PAGE, data, **{f"answer:{question.key}": "yes"}).status_code == 302
    work()
    assert places(needles(data, KEYS), logged()) == []


def test_a_child_that_is_killed_leaves_nothing(lantern, logged):
    data = csv_of()
    assert receive(data, "answers.csv", wall_seconds=0.001).findings[0].code == "limit.heavy"
    assert places(needles(data, KEYS), logged()) == []


def _in_a_draft(town, trace):
    Draft.objects.create(
        org_id=town.orgs["LAN"], period_id=town.periods["2026/27 Q1"], person=town.person("jonty"), fingerprint="",
        rows=[{"key": trace}], received_at="2026-07-22T09:00Z", expires_at="2026-07-25T09:00Z",
    )  # fmt: skip


def _in_a_refusal(town, trace):
    Refusal.objects.create(
        org_id=town.orgs["LAN"], person=town.person("jonty"), at="2026-07-22T09:00Z", size=1, fingerprint="", codes=[], cells=[trace]
    )  # fmt: skip


def _in_the_temporary_folder(town, trace):
    Path(os.environ["TMPDIR"], "left").write_text(f"before {trace} after")


def _in_the_state_folder(town, trace):
    folder = Path(settings.STATE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "left").write_text(trace)


def _in_the_cache(town, trace):
    cache.set("left", {"row": trace})


def _in_a_log(town, trace):
    logging.getLogger("measures.uploads").debug("read %s", trace)


def _on_the_error_channel(town, trace):
    sys.stderr.write(trace)


def _in_a_session(town, trace):
    session = SessionStore()
    session["left"] = trace
    session.save()


PLANTED = {
    _in_a_draft: "table", _in_a_refusal: "table", _in_the_temporary_folder: "file", _in_the_state_folder: "file",
    _in_the_cache: "table", _in_a_log: "log", _on_the_error_channel: "log", _in_a_session: "session",
}  # fmt: skip


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_the_hunt_finds_a_key_that_is_planted(town, logged, plant):
    plant(town, PLANT)
    try:
        assert PLANTED[plant] in {kind for kind, _ in places(needles(csv_of(), [PLANT]), logged())}
    finally:
        Path(os.environ["TMPDIR"], "left").unlink(missing_ok=True)


def test_the_hunt_finds_a_piece_of_the_file_and_its_plain_hash(town):
    data = xlsx_of()
    at = Path(os.environ["TMPDIR"], "left")
    own = data.index(needles(data, [])[0])
    for left in (data[own - 60 : own + 240], needles(data, [])[-3]):
        at.write_bytes(b"x" + left)
        try:
            assert ("file", str(at)) in places(needles(data, []))
        finally:
            at.unlink()
