"""Releases on pages and for programs: the same for every member, in a fixed number of queries, and no figure before its time."""

import subprocess
import sys

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.releases import queries
from measures.releases.actions import open_release
from measures.releases.models import Release
from tests.measures import town
from tests.measures.uploads.desks.desk import BACKEND, work

FIRST = "2024/25 Q1"


@pytest.fixture
def made(db):
    here = town.Town(town.build())
    for partner, rows in town.sheets()[FIRST].items():
        here.store(partner, FIRST, rows)
    return here


def browser(made, first):
    client = Client()
    client.force_login(made.person(first), backend=BACKEND)
    return client


def url(name, *args):
    return reverse(name, args=["marlhaven", *args])


def test_a_release_is_opened_audited_sealed_by_two_and_partly_withdrawn_on_pages(made):
    manager, lead, member = (browser(made, first) for first in ("gethin", "dewi", "nerys"))
    opened = manager.post(url("release_open"), {"period": str(made.periods[FIRST])})
    assert opened["Location"] == url("release", 1)
    assert "% of the audit done" in said(member, "release", 1)
    work()
    assert "As each of your four partners, over this release" in said(manager, "release", 1)
    hashed = made.newest.content
    assert len(hashed) == 64
    assert manager.post(url("release_seal", 1)).status_code == 302
    assert "You have sealed it" in said(manager, "release", 1)
    assert hashed not in said(manager, "release", 1)
    assert manager.post(url("release_seal", 1)).status_code == 403
    assert "No figures yet" in said(member, "measures")
    assert lead.post(url("release_seal", 1)).status_code == 302
    assert "Dewi" in said(member, "release", 1)
    assert hashed in said(member, "release", 1)
    wrong = {"period": FIRST, "measure": "M-01", "view": "LAN", "reason": "The wrong sheet."}
    assert member.post(url("release_withdraw", 1), wrong).status_code == 403
    assert lead.post(url("release_withdraw", 1), wrong).status_code == 302
    assert "The wrong sheet." in said(member, "release", 1)
    assert "Release 1" in said(member, "releases")


def said(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_programs_open_and_see_a_release_and_no_figure_of_it(made):
    client = browser(made, "gethin")
    answer = client.post(url("api_releases"), {"period": str(made.periods[FIRST])}, "application/json")
    assert answer.status_code == 201, answer.content
    work()
    found = client.get(url("api_release", 1)).json()
    assert (found["state"], found["may_seal"], found["seals"]) == ("audited", True, [])
    assert found["content"] == ""
    assert "figures" not in found
    assert client.get(url("api_measure_figures")).json()["results"] == []


def test_the_pages_ask_as_often_for_many_releases_as_for_one(made):
    made.publish(FIRST)
    viewer = made.viewer("nerys")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            queries.releases(viewer), queries.release(viewer, 1)
        counts.append(len(seen))
        open_release(made.caller("gethin"), period=made.periods[FIRST])
    assert counts[0] == counts[1] <= 8
    assert Release.objects.count() == 2


def test_no_web_process_imports_what_solves_the_audits_programmes():
    code = "import django; django.setup(); import alliance.wsgi, alliance.urls, sys; print('scipy' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == ["False"]
