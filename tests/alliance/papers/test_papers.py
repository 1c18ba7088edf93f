"""Papers at the door: who may attach, read and remove, what the log says, and what is left when a process is killed."""

import os
import signal
import stat
import threading
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections

from alliance.decisions.drafting.drafts import begin_draft, share_draft
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.ledger.commitments import sealed
from alliance.papers import actions, queries, rules, store
from alliance.papers.actions import Sent, attach_paper, remove_paper, sweep_papers
from alliance.papers.models import Paper
from meetings.meetings.actions import add_item
from meetings.meetings.models import AgendaItem
from tests.alliance.papers.files import PDF, png
from tests.cast import Cast, build, clock_at
from tests.meetings.stage import announced

REF = "MT-001"


@pytest.fixture
def meeting(cast: Cast) -> UUID:
    """A meeting to attach papers to."""
    with clock_at(hours=1):
        return announced(cast)


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, settings) -> None:
    settings.PAPERS_DIR = tmp_path / "papers"


def attach(cast: Cast, part: str = "kin", key: str | None = None, **more: object) -> Done | Refused:
    values = {"ref": REF, "title": "Finance report", "sent": Sent(PDF, "f.pdf")} | more
    with clock_at(hours=2):
        return attach_paper(cast.caller(part, key), **values)


def seen(cast: Cast, part: str, ref: str = REF) -> list[queries.PaperLine]:
    return queries.papers_of(cast.viewer(part), ref).lines


def on_disk() -> list[str]:
    folder = Path(settings.PAPERS_DIR)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_paper_is_on_the_disk_in_the_list_and_in_the_log(cast: Cast, meeting: UUID) -> None:
    done = attach(cast)
    assert isinstance(done, Done)
    (line,) = seen(cast, "icb")
    assert (line.title, line.kind_words, line.size_words, line.by) == (
        "Finance report",
        "PDF",
        f"{len(PDF)} bytes",
        "Fay Provider",
    )
    (event,) = ledger.events(cast.alliance, types=["paper.attached"])
    row = Paper.objects.get()
    assert event.body == {"paper": done.ref, "ref": REF, "kind": "pdf", "size": len(PDF), "mark": row.mark}
    assert row.mark == sealed(bytes.fromhex(row.salt), PDF)
    assert ledger.texts(cast.alliance, [event.seq]) == {event.seq: {"title": "Finance report"}}


def test_two_files_alike_have_commitments_that_differ(cast: Cast, meeting: UUID) -> None:
    attach(cast)
    attach(cast)
    assert len(set(Paper.objects.values_list("mark", flat=True))) == 2


def test_the_file_is_closed_to_other_accounts_and_bears_no_name_of_its_own(cast: Cast, meeting: UUID) -> None:
    done = attach(cast)
    place = store.place(UUID(done.ref))
    assert on_disk() == [UUID(done.ref).hex]
    assert (stat.S_IMODE(place.stat().st_mode), stat.S_IMODE(place.parent.stat().st_mode)) == (0o600, 0o700)
    assert place.read_bytes() == PDF


@pytest.mark.parametrize(
    ("part", "code"),
    [("observer", "not_allowed"), ("kin_data", ""), ("facilitator", ""), ("council", "")],
)
def test_members_and_the_team_attach_and_associates_read(
    cast: Cast, meeting: UUID, part: str, code: str
) -> None:
    answer = attach(cast, part)
    assert getattr(answer, "code", "") == code
    assert len(on_disk()) == (0 if code else 1)
    assert len(seen(cast, "observer")) == len(on_disk())


def test_a_stranger_and_a_person_of_another_alliance_get_nothing(cast: Cast, meeting: UUID) -> None:
    other = build("fernhill")
    done = attach(cast)
    assert attach(cast, "stranger").code == "not_allowed"
    for viewer in (other.viewer("manager"), other.viewer("kin")):
        with pytest.raises(NotFound):
            queries.paper(viewer, UUID(done.ref))
        with pytest.raises(NotFound):
            queries.papers_of(viewer, REF)
    with clock_at(hours=3), pytest.raises(NotFound):
        remove_paper(other.caller("manager"), paper=UUID(done.ref), reason="Mine")
    assert on_disk() == [UUID(done.ref).hex]


@pytest.mark.parametrize("ref", ["MT-002", "D-001", "X-1", "nonsense", "../../etc", "", "MT-١", "DR-1"])
def test_nothing_hangs_on_what_is_not_there(cast: Cast, meeting: UUID, ref: str) -> None:
    with pytest.raises(NotFound):
        attach(cast, ref=ref)
    assert on_disk() == []
    assert not ledger.events(cast.alliance, types=["paper.attached"])


@pytest.mark.parametrize("title", ["", "   ", "a\nb", "a\x00b", "fdp\u202eexe", "x" * 201, "a\u200bb"])
def test_a_title_is_one_line_of_signs_that_are_seen(cast: Cast, meeting: UUID, title: str) -> None:
    assert attach(cast, title=title).code == "title"
    assert on_disk() == []


def test_what_is_refused_by_its_content_never_reaches_the_disk(
    cast: Cast, meeting: UUID, monkeypatch
) -> None:
    monkeypatch.setattr(store, "_write", lambda *_: pytest.fail("it was written"))
    assert attach(cast, sent=Sent(b"<html>", "f.pdf")).code == "markup"


def test_a_full_disk_is_said_so(cast: Cast, meeting: UUID, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert attach(cast) == store.NO_ROOM
    assert on_disk() == []


def test_no_more_hang_in_one_place_than_a_page_can_show(cast: Cast, meeting: UUID, monkeypatch) -> None:
    monkeypatch.setattr(rules, "MOST", 2)
    assert [getattr(attach(cast), "code", "") for _ in range(3)] == ["", "", "too_many"]
    assert len(on_disk()) == 2


def test_the_same_request_is_done_once_and_leaves_one_file(cast: Cast, meeting: UUID) -> None:
    first, again = attach(cast, key="k1"), attach(cast, key="k1")
    other = attach(cast, key="k1", sent=Sent(png(), "f.png"))
    assert (again.ref, again.replayed, other.code) == (first.ref, True, "key_reused")
    assert on_disk() == [UUID(first.ref).hex]


def test_a_confidential_paper_is_there_for_those_it_is_shown_to_and_for_nobody_else(
    cast: Cast, meeting: UUID
) -> None:
    done = attach(cast, readers=[cast.people["council"].id])
    paper = UUID(done.ref)
    assert {part for part in ("kin", "council", "manager", "icb", "observer") if seen(cast, part)} == {
        "kin",
        "council",
    }
    assert seen(cast, "council")[0].readers == ("Ada Commissioner",)
    for part in ("manager", "icb", "observer"):
        with pytest.raises(NotFound):
            queries.paper_file(cast.viewer(part), paper)
        with clock_at(hours=3), pytest.raises(NotFound):
            remove_paper(cast.caller(part), paper=paper, reason="I heard of it")
    (event,) = ledger.events(cast.alliance, types=["paper.attached"])
    assert event.body["readers"] == [str(cast.people["council"].id)]


def test_a_paper_is_shown_to_people_of_this_alliance_only(cast: Cast, meeting: UUID) -> None:
    assert attach(cast, readers=[cast.people["stranger"].id]).code == "readers"
    assert attach(cast, readers=[uuid4() for _ in range(60)]).code == "readers"
    assert on_disk() == []


def test_removing_takes_the_bytes_and_the_salt_and_leaves_who_when_and_why(cast: Cast, meeting: UUID) -> None:
    paper = UUID(attach(cast).ref)
    with clock_at(hours=3):
        assert remove_paper(cast.caller("icb"), paper=paper, reason="No").code == "not_yours"
        assert remove_paper(cast.caller("kin"), paper=paper, reason=" ").code == "reason"
        assert on_disk() == [paper.hex]
        assert isinstance(remove_paper(cast.caller("manager"), paper=paper, reason="The wrong file."), Done)
        assert remove_paper(cast.caller("kin"), paper=paper, reason="Again").code == "removed"
    assert on_disk() == []
    (line,) = seen(cast, "observer")
    assert (line.url, line.removed_by, line.reason, line.may_remove) == (
        "",
        "Hana Manager",
        "The wrong file.",
        False,
    )
    assert Paper.objects.get().salt == ""
    with pytest.raises(NotFound):
        queries.paper_file(cast.viewer("kin"), paper)


def test_a_file_that_was_changed_or_lost_is_not_handed_out(cast: Cast, meeting: UUID) -> None:
    paper = UUID(attach(cast).ref)
    kin: Viewer = cast.viewer("kin")
    with queries.paper_file(kin, paper).file as file:
        assert file.read() == PDF
    store.place(paper).write_bytes(PDF.replace(b"Catalog", b"catalog"))
    assert queries.paper_file(kin, paper) == queries.LOST
    store.place(paper).unlink()
    assert queries.paper_file(kin, paper) == queries.LOST


def test_a_paper_on_a_draft_is_read_by_those_who_read_the_draft(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=1):
        draft = begin_draft(cast.viewer("kin"), matter="practice", title="Weekly calls")
        share_draft(cast.viewer("kin"), draft, cast.people["icb"].id)
    ref = f"DR-{draft}"
    paper = UUID(attach(cast, ref=ref).ref)
    assert [len(seen(cast, part, ref)) for part in ("kin", "icb")] == [1, 1]
    for part in ("manager", "council"):
        with pytest.raises(NotFound):
            seen(cast, part, ref)
        with pytest.raises(NotFound):
            queries.paper_file(cast.viewer(part), paper)
        with pytest.raises(NotFound):
            attach(cast, part, ref=ref)
        with clock_at(hours=3), pytest.raises(NotFound):
            remove_paper(cast.caller(part), paper=paper, reason="I heard of it")


def killed(cast: Cast) -> None:
    """Attach a paper in a process of its own, which is killed after the row is written and before the log is."""
    child = os.fork()
    if not child:
        try:
            connections.close_all()
            actions._log_attached = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
            attach(cast)
        finally:
            os._exit(1)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_between_file_and_log_leaves_nothing_half(meeting: UUID, cast: Cast) -> None:
    before = len(ledger.events(cast.alliance))
    connections.close_all()
    killed(cast)
    assert (len(on_disk()), Paper.objects.count(), len(ledger.events(cast.alliance))) == (1, 0, before)
    assert seen(cast, "kin") == []
    stray = Path(settings.PAPERS_DIR) / on_disk()[0]
    done = attach(cast)
    os.utime(stray, (time.time() - 90_000,) * 2)
    sweep_papers()
    assert on_disk() == [".swept", UUID(done.ref).hex]


def test_the_sweep_takes_what_no_paper_speaks_of_once_it_is_a_day_old(cast: Cast, meeting: UUID) -> None:
    living, removed = UUID(attach(cast).ref), UUID(attach(cast).ref)
    with clock_at(hours=3):
        remove_paper(cast.caller("kin"), paper=removed, reason="Old")
    strays = [store.place(removed), store.place(uuid4()), store.place(uuid4()).with_suffix(".part")]
    fresh = store.place(uuid4())
    for path in [*strays, fresh]:
        path.write_bytes(b"half")
    for path in [*strays, store.place(living)]:
        os.utime(path, (time.time() - 90_000,) * 2)
    sweep_papers()
    assert set(on_disk()) == {living.hex, fresh.name, ".swept"}
    os.utime(fresh, (time.time() - 90_000,) * 2)
    sweep_papers()
    assert fresh.exists()  # an hour has not passed
    os.utime(fresh.parent / ".swept", (time.time() - 4_000,) * 2)
    sweep_papers()
    assert set(on_disk()) == {living.hex, ".swept"}


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_two_papers(meeting: UUID, cast: Cast) -> None:
    answers: list[Done | Refused] = []

    def one() -> None:
        try:
            answers.append(attach(cast))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {type(answer) for answer in answers} == {Done}
    assert len(on_disk()) == len(seen(cast, "icb")) == 2


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 byte"), (999, "999 bytes"), (1000, "1 KB"), (240_400, "240 KB"), (999_499, "999 KB"), (999_500, "1.0 MB"), (1_240_000, "1.2 MB")]
)  # fmt: skip
def test_sizes_in_words(size: int, words: str) -> None:
    assert rules.size_words(size) == words


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "a\\b:c|d", "x" * 300, 'quote" ; rm', "report.exe", "Ærlig & åpen"]
)
def test_a_downloaded_file_has_a_name_that_is_no_path(title: str) -> None:
    name = rules.file_name("D-018", title, ".pdf")
    assert name.startswith("D-018 ")
    assert name.endswith(".pdf")
    assert len(name) <= 84
    assert not set('/\\:|";&') & set(name)
    assert name.count(".") == 1


def attach_to(cast: Cast, item: UUID) -> Done | Refused:
    with clock_at(hours=2):
        return attach_paper(cast.caller("kin"), ref=REF, title="Report", sent=Sent(PDF, "f.pdf"), part=item)


def test_a_paper_hangs_on_an_item_of_that_agenda_and_on_no_other(cast: Cast, meeting: UUID) -> None:
    with clock_at(hours=1):
        add_item(cast.caller("kin"), meeting=meeting, text="Beds")
        other = announced(cast)
        add_item(cast.caller("kin"), meeting=other, text="Calls")
    here, there = (AgendaItem.objects.get(meeting=one).id for one in (meeting, other))
    for item in (there, uuid4()):
        refused = attach_to(cast, item)
        assert isinstance(refused, Refused)
        assert (refused.code, refused.status) == ("part", 422)
        assert "no such item under MT-001" in refused.sentence
    assert on_disk() == []
    assert isinstance(attach_to(cast, here), Done)
    assert [line.part for line in seen(cast, "icb")] == [here]
