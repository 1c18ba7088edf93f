"""Files made by the worker: once for everybody, watched by whoever waits, given out while they still say what is shown."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pptx import Presentation

from alliance.door import clock
from alliance.people.models import Person
from frontend.charts.packs import pipe
from measures.dashboards.shapes import Asked
from measures.limits.actions import record_step
from measures.packs import actions
from measures.packs.contents import contents
from measures.packs.models import Pack
from measures.packs.recompute.__main__ import CHECKS
from measures.packs.recompute.book import Book, whole
from measures.plan.models import Period
from measures.releases.actions import withdraw_figure
from tests.measures import town
from tests.measures.agreed import agree
from tests.measures.dashboards.long import lengthen
from tests.measures.packs.made import API, BASE, made, texts, unpacked, wish, work

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(made_town, first):
    client = Client()
    client.force_login(made_town.person(first), backend=BACKEND)
    return client


@pytest.fixture(scope="module")
def small_town(django_db_setup, django_db_blocker):
    """Three quarters published: enough for a median, and a third of the work of all eight."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.simulated(town.NOW):
            yield town.Town(town.build()).fill({"2024/25 Q1", "2024/25 Q2", "2024/25 Q3"})
        transaction.set_rollback(True)


@pytest.fixture
def mairead(small_town):
    return signed_in(small_town, "mairead")


@pytest.fixture
def jonty(small_town):
    return signed_in(small_town, "jonty")


def test_a_pack_is_made_once_and_watched_and_taken_by_two_people(mairead, jonty):
    address = wish(mairead, "pptx", view="LAN")
    waiting = mairead.get(address).content.decode()
    assert "It waits for its turn" in waiting
    assert "as of release 3, Lantern." in waiting
    assert f'<a href="{address}">Look again</a>' in waiting
    assert wish(jonty, "pptx", view="LAN", release="3") == address
    assert mairead.get(f"{address}file").status_code == 409
    work(address)
    ready = jonty.get(address).content.decode()
    assert f'href="{address}file" download' in ready
    assert mairead.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    taken = [client.get(f"{address}file").content for client in (mairead, jonty)]
    assert taken[0] == taken[1]
    assert wish(jonty, "pptx", view="LAN") == address
    assert Pack.objects.filter(kind="pptx", asked__view="LAN").count() == 1


def test_the_cover_says_the_address_that_shows_the_same_and_no_file_names_a_person(mairead):
    people = "|".join(Person.objects.values_list("name", flat=True))
    for kind in ("pptx", "xlsx"):
        content = made(mairead, kind, view="LAN")
        said = texts(content)
        assert not re.search(rf"{people}|Steve Canny|python-pptx", said), kind
        if kind == "pptx":
            show = Presentation(io.BytesIO(content))
            about = show.core_properties
            assert (about.author, about.last_modified_by) == ("Marlhaven Alliance",) * 2
            words = " ".join(shape.text_frame.text for shape in show.slides[0].shapes)
            assert f"http://localhost:8000{BASE}?view=LAN&release=3" in words
            assert "to 2024/25 Q3" in words


def test_the_cover_says_the_span_that_was_asked_for(small_town):
    asked = Asked(first="2024/25 Q1", last="2024/25 Q2")
    assert contents(small_town.viewer("mairead"), "pptx", asked).cover.filters.endswith(
        "from 2024/25 Q1 to 2024/25 Q2"
    )


def test_an_evidence_packet_is_the_same_whatever_the_page_was_narrowed_to(mairead):
    assert wish(mairead, "evidence", view="LAN", first="2024/25 Q2") == wish(mairead, "evidence")


def test_a_figure_that_was_taken_back_is_in_no_file_that_is_given_out(mairead, small_town, tmp_path):
    address = wish(mairead, "xlsx")
    work(address)
    wrong = {"period": "2024/25 Q3", "measure": "M-02", "reason": "Wrong sheet"}
    assert withdraw_figure(small_town.caller("gethin"), release=small_town.newest.id, **wrong).ref
    refused = mairead.get(f"{address}file")
    assert (refused.status_code, b"has changed since" in refused.content) == (409, True)
    assert wish(mairead, "xlsx") != address
    said = run(unpacked(made(mairead, "evidence"), tmp_path))
    assert (said.returncode, "figures were taken back" in said.stdout) == (0, True), said.stdout


def test_a_file_is_forgotten_after_a_day_and_made_anew(mairead):
    address = wish(mairead, "pptx", view="TID")
    with clock.simulated(clock.now() + timedelta(hours=25)):
        assert mairead.get(address).status_code == 404
        assert wish(mairead, "pptx", view="TID") != address
        actions.forget_packs()
        assert Pack.objects.filter(asked__view="TID").count() == 1


def test_bytes_that_may_repeat_what_was_taken_back_go_with_the_next_look(mairead, small_town):
    work(wish(mairead, "xlsx", view="COU"))
    actions.forget_packs()
    assert Pack.objects.get(asked__view="COU").content
    with clock.simulated(clock.now() + timedelta(hours=1)):
        wrong = {"period": "2024/25 Q3", "measure": "M-02", "reason": "Wrong sheet"}
        assert withdraw_figure(small_town.caller("gethin"), release=small_town.newest.id, **wrong).ref
        actions.forget_packs()
        assert not Pack.objects.filter(asked__view="COU").exists()
    with clock.simulated(clock.now() + timedelta(hours=2)):
        wish(mairead, "xlsx", view="COU")
        actions.forget_packs()
        assert Pack.objects.filter(asked__view="COU").count() == 1


def test_a_file_that_could_not_be_made_says_so_and_may_be_asked_for_again(mairead, monkeypatch):
    address = wish(mairead, "xlsx", view="KIN")
    monkeypatch.setattr(pipe, "_PATIENCE", 0.001)
    work(address)
    assert "The file could not be made" in mairead.get(address).content.decode()
    assert wish(mairead, "xlsx", view="KIN") != address


def test_six_files_are_made_at_once_and_a_seventh_waits(mairead):
    for view in ("alliance", "LAN", "TID", "MHT", "KIN", "COU"):
        wish(mairead, "pptx", view=view, first="2024/25 Q2")
    seventh = mairead.post(f"{BASE}packs/", {"kind": "pptx", "view": "elsewhere"})
    assert (seventh.status_code, b"Ask again in a minute" in seventh.content) == (503, True)


@pytest.mark.parametrize("sent", [{"kind": "doc"}, {"kind": "pptx", "view": "nowhere"}, {"kind": "evidence", "release": "99"}, {}])  # fmt: skip
def test_what_no_dashboard_shows_is_not_made(mairead, sent):
    assert mairead.post(f"{BASE}packs/", sent).status_code == 404


def test_programs_ask_wait_and_take_the_same_bytes(mairead):
    asked = mairead.post(
        f"{API}packs", json.dumps({"kind": "xlsx", "view": "MHT"}), content_type="application/json"
    )
    assert asked.status_code == 202
    where = asked["Location"]
    assert mairead.get(where).json() == asked.json()
    assert mairead.get(f"{where}/file").status_code == 409
    work(where)
    ready = mairead.get(where).json()
    assert (ready["ready"], ready["file_url"]) == (True, f"{where}/file")
    page = wish(mairead, "xlsx", view="MHT")
    assert mairead.get(ready["file_url"]).content == mairead.get(f"{page}file").content
    assert mairead.post(f"{API}packs", "{}", content_type="application/json").status_code == 422


@pytest.mark.parametrize(
    "file", ["figures.csv", "figures.metadata.json", "figures.svg", "figures.png", "partners.csv"]
)
def test_a_chart_as_a_file_is_the_same_by_page_and_by_program(mairead, file):
    name, _, kind = file.partition(".")
    there = "export?view=LAN" if name == "figures" else f"{name}/export?"
    page = mairead.get(f"{BASE}M-02/{file}?view=LAN")
    program = mairead.get(f"{API}M-02/{there}&file={kind}")
    assert (page.content, page["Content-Disposition"]) == (program.content, program["Content-Disposition"])


def test_a_pack_has_the_same_few_queries_whoever_looks(mairead, jonty):
    address = wish(mairead, "pptx", view="COU")
    for client in (mairead, jonty):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) == 8


@pytest.fixture(scope="module")
def packet(small_town, tmp_path_factory):
    """The folder of release 3's packet, as whoever was given it unpacks it."""
    return unpacked(made(signed_in(small_town, "mairead"), "evidence"), tmp_path_factory.mktemp("packet"))


def run(folder):
    return subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", "import sys; sys.path.insert(0, '.'); import runpy; runpy.run_module('recompute', run_name='__main__')"],
        cwd=folder, env={}, capture_output=True, text=True,
    )  # fmt: skip


def test_a_packet_holds_where_there_is_nothing_but_python(packet):
    said = run(packet)
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    for line in "29 of 29 worked out again":
        assert line in said.stdout
    assert "over three releases, we tried to work out any group under 5: none found" in said.stdout


def test_a_packet_names_nobody_and_holds_no_exact_number(packet):
    people = "|".join(Person.objects.values_list("name", flat=True))
    held = " ".join(each.read_text() for each in packet.rglob("*") if each.is_file())
    assert not re.search(people, held)
    assert "release.published number 3 content" in (packet / "ledger.txt").read_text()
    assert (
        packet / "charts/small-m-02-lan/story.txt"
    ).read_text() == "The story: Nobody has told the story yet.\n"


def change(name, find, edit, *, sign=True):
    """A tamperer who knows the packet: one value changed, and all sums written anew."""

    def tamper(folder):
        path = folder / name
        held = json.loads(path.read_text())
        edit(next(each for each in _all(held) if find(each)))
        path.write_text(json.dumps(held))
        if sign:
            lines = (folder / "SHA256SUMS").read_text().splitlines()
            names = [line.partition("  ")[2] for line in lines]
            (folder / "SHA256SUMS").write_text("".join(f"{hashlib.sha256((folder / each).read_bytes()).hexdigest()}  {each}\n" for each in names))  # fmt: skip

    return tamper


def _all(held):
    if isinstance(held, dict):
        yield held
    for each in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        yield from _all(each)


def figure(view, name, period="2024/25 Q3"):
    wanted = {"view": view, "figure": name, "period": period}
    return lambda each: wanted.items() <= each.items()


CHART = "charts/m-02-alliance/spec.json"
TAMPERED = {
    "sums": (change("figures.json", figure("LAN", "M-02:yes"), lambda one: one.update(number="5"), sign=False),
             "figures.json is not the file that was packed"),
    "words": (change("figures.json", figure("LAN", "M-02:yes:share"), lambda one: one.update(text="64%")),
              "figures.json, 2024/25 Q3, LAN, M-02:yes:share of M-02: it says “64%”"),
    "content": (change("release.json", lambda each: "content" in each, lambda one: one.update(content="0" * 64)),
                "release.json says 0000"),
    "grid": (change("figures.json", figure("LAN", "M-02:yes"), lambda one: one.update(number="23", text="about 23")),
             "figures.json, 2024/25 Q3, LAN, M-02:yes of M-02: 23 is not a multiple of 5"),
    "mean": (change("figures.json", figure("LAN", "M-04:mean"), lambda one: one.update(number="4.37", text="4.37")),
             "LAN, M-04:mean of M-04: 4.37 does not lie on the grid"),
    "total": (change("figures.json", figure("alliance", "M-02:yes"), lambda one: one.update(number="900", text="about 900")),
              "figures.json, 2024/25 Q3, M-02:yes of M-02: the figures contradict each other about"),
    "point": (change(CHART, lambda each: each.get("label") == "2024/25 Q3", lambda one: one.update(value="77")),
              "charts/m-02-alliance: 2024/25 Q3: it is drawn at 77"),
    "line": (change(CHART, lambda each: each.get("name") == "Median", lambda one: one["values"].__setitem__(0, "9.9")),
             "charts/m-02-alliance: 2024/25 Q1: Median stands at 9.9"),
    "status": (change(CHART, lambda each: each.get("label") == "2024/25 Q3", lambda one: one.update(status="high")),
               "charts/m-02-alliance: 2024/25 Q3: it is marked high"),
}  # fmt: skip


@pytest.mark.once  # a packet is read from its file by a script that knows no database
@pytest.mark.parametrize("what", TAMPERED)
def test_a_packet_that_was_tampered_with_fails_and_names_where(packet, tmp_path, what):
    tamper, said = TAMPERED[what]
    folder = shutil.copytree(packet, tmp_path / "copy")
    tamper(folder)
    wrong = list(whole(folder)) or [each for _, check in CHECKS for each in check(Book.read(folder)).wrong]
    assert any(said in each for each in wrong), wrong


def test_a_packet_with_limits_is_worked_out_again_and_one_digit_is_found(small_town, tmp_path):
    """From the page to the program: p′ limits that were chosen and XmR limits, of 21 periods, agree; one digit is named."""
    who = small_town.caller("gethin")
    lengthen(small_town.viewer("gethin"), only={("M-01", "LAN"), ("M-04", "LAN")})
    agree(small_town.alliance, 90)
    period = Period.objects.get(alliance=small_town.alliance, code="2024/25 Q2").id
    given = {
        "measure": "M-01",
        "view": "LAN",
        "reason": "Wards differ anyway",
        "cites": "D-090",
        "period": period,
    }
    assert record_step(who, kind="p_prime", **given).ref
    folder = unpacked(made(signed_in(small_town, "mairead"), "evidence"), tmp_path)
    charts = {
        json.loads((folder / f"charts/small-{each}-lan/spec.json").read_text())["kind"]
        for each in ("m-01", "m-04")
    }
    assert charts == {"p_prime", "xmr"}
    said = run(folder)
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    change("charts/small-m-04-lan/spec.json", lambda each: each.get("name") == "Upper limit", _one_digit)(
        folder
    )
    said = run(folder)
    assert "charts/small-m-04-lan: 2024/25 Q1: Upper limit stands at" in said.stdout
    assert (said.returncode, "charts: DOES NOT HOLD" in said.stdout) == (1, True)


def test_an_older_release_keeps_the_limits_that_it_had(small_town, mairead):
    """A step recorded under release 3 moves nothing in what is asked for as of release 2, nor in its ledger."""
    who = small_town.caller("gethin")
    agree(small_town.alliance, 90)
    period = Period.objects.get(alliance=small_town.alliance, code="2024/25 Q2").id
    viewer = small_town.viewer("gethin")
    before = contents(viewer, "evidence", Asked(release=2)).mark
    given = {
        "measure": "M-02",
        "view": "alliance",
        "kind": "rebase",
        "reason": "Calls began",
        "cites": "D-090",
    }
    assert record_step(who, period=period, **given).ref
    old, new = (contents(viewer, "evidence", Asked(release=number)) for number in (2, 3))
    assert (old.mark, "Calls began" in repr(new.specs)) == (before, True)
    assert (b"limits.recorded" in old.files["ledger.txt"], b"limits.recorded" in new.files["ledger.txt"]) == (
        False,
        True,
    )
    here = f"{BASE}M-02/?release=2"
    assert "as they stood before the next release, after 0 of 1 steps" in mairead.get(here).content.decode()
    assert "Calls began" in mairead.get(f"{here}&limits=1").content.decode()
    assert "limits=0" in mairead.get(here).content.decode()


def test_figures_for_programs_stand_as_of_a_release(mairead):
    """The same numbers as the pages of that release, each bound to it; a release that is not there has none."""
    all_of = {number: mairead.get(f"{API}figures?release={number}").json() for number in (2, 3)}
    assert all_of[3] == mairead.get(f"{API}figures").json()
    assert [each["release"] for each in all_of.values()] == [2, 3]
    periods = {number: {each["period"] for each in found["results"]} for number, found in all_of.items()}
    assert periods[3] - periods[2] == {"2024/25 Q3"}
    kept = [each for each in all_of[3]["results"] if each["period"] in periods[2]]
    assert kept == all_of[2]["results"]
    assert mairead.get(f"{API}figures?release=9").status_code == 404


def _one_digit(line):
    """The last digit of the first limit, one more or less."""
    first = line["values"][0]
    line["values"][0] = f"{first[:-1]}{(int(first[-1]) + 1) % 10}"
