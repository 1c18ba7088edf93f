"""Mutated workbooks: no crash, no unhandled error, nothing stored unseen, and both readers agree on what is accepted.

The long run takes one child for a hundred files, with the limits of the real one; a share goes the real way, through
the page, the limited child, the worker and the preview. A mutant is made from its number alone, so that one which
fails can be made again.
"""

import hashlib
import sys
from collections import Counter

import pytest

from measures.models import AtomVersion, Draft, FileVersion, Refusal
from measures.uploads import child
from measures.uploads.models import State
from tests.measures.uploads.cast import demo, register
from tests.measures.uploads.desks.conftest import lantern, town  # noqa: F401 -- fixtures of the pages
from tests.measures.uploads.desks.desk import Desk, text
from tests.measures.uploads.desks.desk import work as work_waiting
from tests.measures.uploads.fuzz.mutants import mutant
from tests.measures.uploads.fuzz.running import Line, Report, judge, run

EVERY_RUN, LONG_RUN = 300, 20_000
REAL_CHILD, REAL_PAGE = 12, 8


def test_a_few_hundred_mutants() -> None:
    report = run(range(EVERY_RUN))
    assert report.wrong == []
    assert report.accepted > EVERY_RUN / 10, report
    assert report.refused.total() > EVERY_RUN / 10, report


@pytest.mark.marathon
@pytest.mark.timeout(7200)
def test_twenty_thousand_mutants() -> None:
    report = run(range(LONG_RUN))
    print(report)
    assert report.wrong == []
    assert report.files == LONG_RUN


def test_mutants_in_the_real_child() -> None:
    report = Report()
    for number in range(30_000, 30_000 + REAL_CHILD):
        one = mutant(number)
        judge(one, child.receive(one.data, one.name, known=register().known_names()), report)
    assert report.wrong == []
    assert report.accepted + report.refused.total() == REAL_CHILD


NOISY = """
import os, sys
from measures.uploads.reading import __main__ as reading
quiet = reading.answer
reading.answer = lambda request, data: (os.write(1, b"0 is out of range"), print("likewise"), quiet(request, data))[2]
sys.exit(reading.main())
"""


def test_what_a_library_prints_is_not_taken_for_the_childs_answer(monkeypatch) -> None:
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", NOISY))
    came = child.receive(demo("cohort/LAN_2025-26_Q1.csv"), "LAN.csv")
    assert came.grid is not None
    assert "is out of range" not in repr(came)


def test_a_mutant_is_the_same_for_ever() -> None:
    first, again = (hashlib.sha256(mutant(7).data).digest() for _ in range(2))
    assert first == again
    assert len({mutant(number).data for number in range(100)}) > 95


def through_the_page(desk: Desk, number: int) -> str:
    """Nothing is kept of what was refused; of what was not, a draft with its preview, and no figure. Answers which it was."""
    one = mutant(number)
    drafts, refusals = Draft.objects.count(), Refusal.objects.count()
    answer = desk.send("2025-26-q1", one.data, one.name)
    work_waiting()
    assert answer.status_code in {302, 422}, (one.seed, one.how, answer.status_code)
    kept = Draft.objects.count() - drafts
    assert kept + Refusal.objects.count() - refusals <= 1
    assert kept == (answer.status_code == 302)
    assert "support" not in text(answer).lower()
    if kept:
        draft = Draft.objects.order_by("received_at").last()
        assert draft.state == State.READY, (one.seed, one.how, draft.state)
        assert desk.get("upload_draft", draft.id).status_code == 200
    assert not AtomVersion.objects.exists()
    assert not FileVersion.objects.exists()
    return "draft" if kept else "refused" if Refusal.objects.count() > refusals else "asked first"


def test_mutants_through_the_page(lantern: Desk) -> None:  # noqa: F811 -- the fixture
    for number in range(40_000, 40_000 + REAL_PAGE):
        through_the_page(lantern, number)


@pytest.mark.marathon
@pytest.mark.timeout(1800)
def test_four_hundred_mutants_through_the_page(lantern: Desk, monkeypatch) -> None:  # noqa: F811 -- the fixture
    """A child for each file is what takes the time, and the short run above has that: here one child takes a hundred."""
    line, came = Line(), Counter[str]()
    monkeypatch.setattr(child, "receive", line.receive)
    for number in range(40_000, 40_400):
        came[through_the_page(lantern, number)] += 1
    line.close()
    print(came)
    assert min(came["draft"], came["refused"]) > 0
