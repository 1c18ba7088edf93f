"""The pages and the endpoints of papers, as people and programs meet them."""

import io
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alliance.door.action import must
from alliance.papers.actions import Sent, attach_paper, remove_paper
from alliance.papers.models import Paper
from meetings.meetings.actions import add_item
from tests.alliance.decisions.acting import opened
from tests.alliance.papers.files import PDF, word
from tests.cast import Cast, build, clock_at
from tests.meetings.stage import announced

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE, API = "/a/stonebridge/papers/", "/api/v1/alliances/stonebridge/papers/"
ATTACH = f"{HERE}MT-001/attach/"


@pytest.fixture
def meeting(cast: Cast) -> UUID:
    with clock_at(hours=1):
        return announced(cast)


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.people[part], backend=BACKEND)
    return client


def words(answer: Any) -> str:
    """What an answer says, without the form's token, which differs every time."""
    return re.sub(r"\b\w{64}\b", "", answer.content.decode())


def form(name: str = "report.pdf", data: bytes = PDF, **more: object) -> dict[str, object]:
    file = SimpleUploadedFile(name, data, content_type="text/html")
    return {"title": "Finance report", "file": file, "shown": "everyone", "once": str(uuid4())} | more


def hung(cast: Cast, **more: object) -> UUID:
    """The id of a paper that hangs on the meeting."""
    values = {"ref": "MT-001", "title": "Finance report", "sent": Sent(PDF, "f.pdf")} | more
    with clock_at(hours=2):
        return UUID(must(attach_paper(cast.caller("kin"), **values)).ref)


def test_a_paper_is_attached_read_and_removed_through_the_pages(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        kin, icb = signed_in(cast, "kin"), signed_in(cast, "icb")
        assert "Attach this paper" in kin.get(ATTACH).content.decode()
        answer = kin.post(ATTACH, form())
        assert (answer.status_code, answer["Location"]) == (302, "/a/stonebridge/meetings/1/#papers")
        paper = Paper.objects.get().id
        page = icb.get("/a/stonebridge/meetings/1/").content.decode()
        assert f'href="{HERE}{paper}/" download>Finance report</a>' in page
        assert f"PDF, {len(PDF)} bytes. Fay Provider" in page
        assert f"{paper}/remove/" not in page
        assert "cannot be brought back" in kin.get(f"{HERE}{paper}/remove/").content.decode()
        assert b"".join(kin.get(f"{HERE}{paper}/").streaming_content) == PDF
        assert kin.post(f"{HERE}{paper}/remove/", {"reason": "Old"}).status_code == 302
        page = icb.get("/a/stonebridge/meetings/1/").content.decode()
        assert "removed by Fay Provider" in page
        assert kin.get(f"{HERE}{paper}/").status_code == 404


def test_a_paper_is_saved_and_never_shown_in_the_place_of_a_page(cast: Cast, meeting: UUID) -> None:
    paper = hung(cast, title='Report "v2"; ../été', sent=Sent(b"a,b\n", "x.csv"))
    for path in (f"{HERE}{paper}/", f"{API}{paper}/file/"):
        with clock_at(hours=2):
            answer = signed_in(cast, "observer").get(path)
        assert b"".join(answer.streaming_content) == b"a,b\n"
        said = {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")}
        assert said == {
            "Content-Type": "text/csv; charset=utf-8", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store",
        }  # fmt: skip
        assert answer["Content-Security-Policy"].startswith("sandbox;")
        assert (
            answer["Content-Disposition"]
            == "attachment; filename*=utf-8''MT-001%20Report%20v2%20%C3%A9t%C3%A9.csv"
        )


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.pdf",
        "..\\..\\x.pdf",
        "a\x00.pdf",
        "\u202efdp.pdf",
        f"{'x' * 300}.pdf",
        "shell.php.pdf",
        ".pdf",
        "CON.PDF",
    ],
)
def test_no_name_reaches_the_disk_or_the_page(cast: Cast, meeting: UUID, name: str) -> None:
    with clock_at(hours=2):
        answer = signed_in(cast, "kin").post(ATTACH, form(name))
        assert answer.status_code in (302, 422)
        page = signed_in(cast, "kin").get("/a/stonebridge/meetings/1/").content.decode()
    assert "passwd" not in page
    assert "php" not in page


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param({"file": ""}, "Choose the file to attach", id="no-file"),
        pytest.param({"title": ""}, "Fill this in.", id="no-title"),
        pytest.param({"shown": "named"}, "Choose at least one person", id="named-and-nobody"),
        pytest.param({"file": SimpleUploadedFile("a.pdf", b"<html>")}, "This is a web page", id="a-web-page"),
        pytest.param({"file": SimpleUploadedFile("a.pdf", word())}, "its name ends otherwise", id="a-lie"),
        pytest.param({"file": SimpleUploadedFile("a.pdf", b"")}, "This file is empty", id="an-empty-file"),
    ],
)
def test_the_form_says_what_is_wrong(cast: Cast, meeting: UUID, more: dict[str, object], words: str) -> None:
    for value in more.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    with clock_at(hours=2):
        answer = signed_in(cast, "kin").post(ATTACH, form(**more))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Paper.objects.exists()


def test_people_named_by_accident_are_asked_about(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        answer = signed_in(cast, "kin").post(ATTACH, form(readers=[str(cast.people["icb"].id)]))
    assert answer.status_code == 422
    assert "or clear these" in answer.content.decode()


def test_a_double_click_attaches_one_paper(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        kin = signed_in(cast, "kin")
        codes = [kin.post(ATTACH, form(once="k1")).status_code for _ in range(2)]
    assert (codes, Paper.objects.count()) == ([302, 302], 1)


def test_a_heavier_file_is_told_so_before_it_is_read(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        answer = signed_in(cast, "kin").post(ATTACH, form(data=PDF + b" " * 11_600_000))
        claimed = signed_in(cast, "kin").post(
            ATTACH, form(), **{"CONTENT_LENGTH": "9999999999999", "wsgi.input": io.BytesIO(PDF)}
        )
    assert (answer.status_code, claimed.status_code) == (413, 413)
    assert "Nothing of it was kept" in answer.content.decode()
    with clock_at(hours=2):
        just = signed_in(cast, "kin").post(ATTACH, form(data=PDF + b" " * 10_000_000))
    assert (just.status_code, Paper.objects.count()) == (422, 0)


@pytest.mark.parametrize("part", ["icb", "manager", "observer", "facilitator"])
def test_a_confidential_paper_is_as_good_as_not_there(cast: Cast, meeting: UUID, part: str) -> None:
    paper, nothing = hung(cast, title="Salaries", readers=[cast.people["council"].id]), uuid4()
    client = signed_in(cast, part)
    with clock_at(hours=2):
        assert "Salaries" not in client.get("/a/stonebridge/meetings/1/").content.decode()
        for path in (f"{HERE}{{}}/", f"{HERE}{{}}/remove/", f"{API}{{}}/", f"{API}{{}}/file/"):
            found, missing = client.get(path.format(paper)), client.get(path.format(nothing))
            assert (found.status_code, words(found)) == (404, words(missing))
        assert "Salaries" in signed_in(cast, "council").get("/a/stonebridge/meetings/1/").content.decode()


def test_a_stranger_and_a_neighbour_find_nothing(cast: Cast, meeting: UUID) -> None:
    other, paper = build("fernhill"), hung(cast)
    with clock_at(hours=2):
        for client in (signed_in(cast, "stranger"), signed_in(other, "manager")):
            for path in (
                f"{HERE}{paper}/",
                f"{HERE}{paper}/remove/",
                ATTACH,
                f"{API}{paper}/",
                f"{API}{paper}/file/",
                f"{API}?ref=MT-001",
            ):
                assert client.get(path).status_code == 404
                assert client.get(path.replace("stonebridge", "fernhill")).status_code == 404
        assert "login" in Client().get(f"{HERE}{paper}/")["Location"]
        assert Client().get(f"{API}{paper}/file/").status_code == 401


def test_an_item_of_the_agenda_shows_what_hangs_on_it(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        decision = f"D-{opened(cast):03}"
        item = must(add_item(cast.caller("kin"), meeting=meeting, text="Budget")).ref
        must(add_item(cast.caller("kin"), meeting=meeting, ref=decision))
    hung(cast, title="Budget 2026", part=UUID(item))
    hung(cast, title="Options", ref=decision)
    with clock_at(hours=2):
        client = signed_in(cast, "observer")
        page = client.get("/a/stonebridge/meetings/1/").content.decode()
        agenda = page[page.index('id="agenda"') : page.index('id="papers"')]
        assert agenda.index("Budget 2026") < agenda.index(decision) < agenda.index("Options")
        assert "Options" in client.get(f"/a/stonebridge/decisions/{int(decision[2:])}/").content.decode()
        assert "?part=" not in page
        assert f"?part={item}" in signed_in(cast, "kin").get("/a/stonebridge/meetings/1/").content.decode()


def test_the_pages_ask_the_database_as_often_for_many_papers_as_for_one(cast: Cast, meeting: UUID) -> None:
    client, counts = signed_in(cast, "kin"), []
    for more in (1, 6):
        for _ in range(more):
            hung(cast, readers=[cast.people["council"].id, cast.people["icb"].id])
        with clock_at(hours=2), CaptureQueriesContext(connection) as asked:
            client.get("/a/stonebridge/meetings/1/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_programs_attach_list_read_and_remove(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=2):
        kin = signed_in(cast, "kin")
        file = SimpleUploadedFile("r.pdf", PDF)
        made = kin.post(
            API, {"ref": "MT-001", "title": "Report", "file": file, "readers": str(cast.people["icb"].id)}
        )
        assert made.status_code == 201, made.content
        paper = made.json()["id"]
        assert kin.get(API, {"ref": "MT-001"}).json()["lines"] == [made.json()]
        assert kin.get(f"{API}{paper}/").json()["readers"] == ["Cleo Commissioner"]
        assert b"".join(kin.get(f"{API}{paper}/file/").streaming_content) == PDF
        gone = kin.post(f"{API}{paper}/remove/", {"reason": "Old"}, content_type="application/json")
        assert (gone.status_code, gone.json()["removed_by"]) == (201, "Fay Provider")
        assert kin.get(f"{API}{paper}/file/").status_code == 404
        bad = kin.post(API, {"ref": "MT-001", "title": "R", "file": SimpleUploadedFile("r.svg", b"<svg/>")})
        assert (bad.status_code, bad.json()["code"]) == (422, "markup")
        lost = kin.post(API, {"ref": "D-099", "title": "R", "file": SimpleUploadedFile("r.pdf", PDF)})
        assert lost.status_code == 404


def test_who_may_not_remove_is_told_so(cast: Cast, meeting: UUID) -> None:
    paper = hung(cast)
    with clock_at(hours=3):
        assert signed_in(cast, "observer").post(f"{HERE}{paper}/remove/", {"reason": "No"}).status_code == 403
        assert signed_in(cast, "observer").post(ATTACH, form()).status_code == 403
        must(remove_paper(cast.caller("manager"), paper=paper, reason="Wrong file"))
        assert signed_in(cast, "kin").post(f"{HERE}{paper}/remove/", {"reason": "No"}).status_code == 409
