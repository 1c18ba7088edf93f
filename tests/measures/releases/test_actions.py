"""A release is opened, audited, sealed by two people of two bodies; only then does anybody see it."""

from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from alliance.boot.places import ROOT
from alliance.door.access import Caller
from alliance.door.refusals import NotFound, Refused
from alliance.door.window import OutsideAction
from alliance.jobs.models import Job
from alliance.jobs.tasks import run_job
from alliance.ledger import queries as ledger
from measures.plan.models import Measure
from measures.releases import rules
from measures.releases.actions import (
    audit_again,
    audit_release,
    close_release,
    data_moved,
    open_release,
    seal_release,
    withdraw_figure,
)
from measures.releases.models import Proposal, PublishedFigure, Release, ReleasedPeriod, Seal
from measures.releases.queries import published, release, waits
from tests.cast import done
from tests.measures import marlhaven, town

pytestmark = pytest.mark.django_db
FIRST, SECOND = "2024/25 Q1", "2024/25 Q2"


@pytest.fixture
def quarter(db):
    return town.Town(town.build()).fill({FIRST})


@pytest.fixture
def audited(quarter):
    """A second release, audited and not sealed by anybody."""
    for partner, rows in town.sheets()[SECOND].items():
        quarter.store(partner, SECOND, rows)
    opened = open_release(quarter.caller("dewi"), period=quarter.periods[SECOND])
    audit_release(Caller(quarter.alliance, None), release=UUID(opened.ref))
    return quarter


def seal(made, first):
    return seal_release(made.caller(first), release=made.newest.id)


def state(made):
    return made.newest.state


def test_nobody_sees_a_figure_before_the_second_seal(audited):
    assert state(audited) == "audited"
    assert not ReleasedPeriod.objects.filter(period__code=SECOND).exists()
    done(seal(audited, "gethin"))
    assert state(audited) == "sealed"
    assert {each.period for each in published(audited.viewer("samir")).figures} == {FIRST}
    done(seal(audited, "dewi"))
    assert state(audited) == "published"
    assert {each.period for each in published(audited.viewer("samir")).figures} == {FIRST, SECOND}
    assert not Proposal.objects.exists()


def test_the_same_person_and_the_same_body_seal_once(audited):
    done(seal(audited, "dewi"))
    again, colleague = seal(audited, "dewi"), seal(audited, "delphine")
    assert (again.code, again.status) == ("same_person", 403)
    assert (colleague.code, colleague.status) == ("same_body", 403)
    assert Seal.objects.filter(release=audited.newest).count() == 1
    done(seal(audited, "jonty"))
    assert state(audited) == "published"


def test_one_release_is_open_at_a_time_and_who_may_not_open_is_told(audited):
    answer = open_release(audited.caller("jonty"), period=audited.periods[FIRST])
    assert answer.code == "one_open"
    assert open_release(audited.caller("samir"), period=audited.periods[FIRST]).status == 403
    done(close_release(audited.caller("jonty"), release=audited.newest.id))
    assert state(audited) == "closed"
    assert seal(audited, "gethin").code == "over"
    done(open_release(audited.caller("jonty"), period=audited.periods[FIRST]))


def test_when_a_sheet_is_committed_the_release_is_audited_again_and_its_seals_are_void(audited):
    seal(audited, "gethin")
    late(audited)
    assert (state(audited), audited.newest.attempt) == ("opened", 2)
    assert seal(audited, "dewi").code == "not_audited"
    run_job.call(str(audited.newest.job))
    assert state(audited) == "audited"
    assert Job.objects.get(pk=audited.newest.job).sentence == "The audit of release 2 is done."
    assert release(audited.viewer("samir"), 2).seals == ()
    done(seal(audited, "gethin"))


def late(made):
    """Another sheet stands, as a commit would have it."""
    made.store("LAN", SECOND, [("M-01/1", 90, {"yes": 50}, None, None)])
    moved(Caller(made.alliance, None), periods=[made.periods[SECOND]])


@town.action("test.move", needs=lambda act, arguments: None)
def moved(act, *, periods):
    data_moved(act, periods)
    return ""


def test_a_seal_on_figures_that_moved_unnoticed_is_refused(audited):
    audited.store("LAN", SECOND, [("M-01/1", 90, {"yes": 50}, None, None)])
    assert seal(audited, "gethin").code == "moved"
    assert (state(audited), audited.newest.attempt) == ("opened", 2)
    assert audit_again(audited.caller("gethin"), release=audited.newest.id)
    assert state(audited) == "opened"
    run_job.call(str(audited.newest.job))
    done(seal(audited, "gethin"))
    assert state(audited) == "sealed"


def test_a_release_in_which_nothing_is_new_is_blocked_and_says_so(quarter):
    answer = quarter.publish(FIRST)
    assert answer.code == "blocked"
    assert quarter.newest.found == rules.NOTHING_NEW


def test_a_larger_correction_of_an_earlier_period_is_restated_by_the_next_release(quarter):
    quarter.store("LAN", FIRST, [("M-01/1", 70, {"yes": 50}, None, None)])
    for partner, rows in town.sheets()[SECOND].items():
        quarter.store(partner, SECOND, rows)
    done(quarter.publish(SECOND))
    assert release(quarter.viewer("samir"), 2).restates == (FIRST,)
    viewer = quarter.viewer("samir")
    texts = [published(viewer, until=until).of("M-01", "LAN")[FIRST].cell.text for until in (1, 2, None)]
    assert texts[0] != texts[1] == texts[2]


def test_a_measure_is_restated_three_times_and_no_more(quarter):
    for n, yes in ((70, 50), (100, 20), (60, 40)):
        quarter.store("LAN", FIRST, [("M-01/1", n, {"yes": yes}, None, None)])
        assert not isinstance(quarter.publish(FIRST), Refused)
    quarter.store("LAN", FIRST, [("M-01/1", 90, {"yes": 10}, None, None)])
    assert quarter.publish(FIRST).code == "blocked"
    assert quarter.newest.waiting == [FIRST]


def test_the_page_tells_what_was_tried_and_who_sealed_and_no_number_of_what_waits(audited):
    audited.store("LAN", FIRST, [("M-01/1", 86, {"yes": 40}, None, None)])
    audit_again(audited.caller("gethin"), release=audited.newest.id)
    run_job.call(str(audited.newest.job))
    seal(audited, "gethin"), seal(audited, "dewi")
    page = release(audited.viewer("nerys"), 2)
    assert page.tried == (
        "As each of your five partners, over two releases, we tried to work out any group under 5: none found."
    )
    assert [(each.person.split()[0], each.body) for each in page.seals] == [
        ("Gethin", "the alliance’s team"), ("Dewi", "Marlhaven City Council"),
    ]  # fmt: skip
    assert page.waiting == (FIRST,)
    assert len(page.content) == 64
    assert not page.may_seal


def test_a_release_waits_for_a_second_seal_from_another_body(audited):
    now = audited.newest.opened_at
    assert [each.text for each in waits(audited.viewer("jonty"), now)] == [
        f"Release 2, the figures of {SECOND}, waits for its first seal"
    ]
    seal(audited, "dewi")
    assert waits(audited.viewer("delphine"), now) == []
    assert waits(audited.viewer("dewi"), now) == []
    (found,) = waits(audited.viewer("jonty"), now)
    assert found.text == f"Release 2, the figures of {SECOND}, waits for a second seal, from another body"


def test_a_figure_is_withdrawn_at_once_with_its_reason_until_it_is_said_anew(quarter):
    told = {"release": quarter.newest.id, "period": FIRST, "measure": "M-01", "reason": "The wrong sheet."}
    assert withdraw_figure(quarter.caller("samir"), view="LAN", **told).status == 403
    done(withdraw_figure(quarter.caller("jonty"), view="LAN", **told))
    found = published(quarter.viewer("samir"))
    cell = found.of("M-01", "LAN")[FIRST].cell
    assert (cell.state.value, cell.text, cell.note, cell.number, cell.n) == (
        "withdrawn", "withdrawn", "The wrong sheet.", None, None,
    )  # fmt: skip
    assert found.of("M-01", "alliance")[FIRST].cell.number is not None
    assert withdraw_figure(quarter.caller("jonty"), view="LAN", **told).code == "withdrawn_already"
    quarter.store("LAN", FIRST, [("M-01/1", 90, {"yes": 50}, None, None)])
    done(quarter.publish(FIRST))
    assert published(quarter.viewer("samir")).of("M-01", "LAN")[FIRST].cell.state.value == "shown"


def withdrawn(made, until=None):
    """In which views M-01 of the first quarter is taken back."""
    found = published(made.viewer("samir"), until=until)
    views = {each.view for each in found.figures}
    return {view for view in views if found.of("M-01", view)[FIRST].cell.state.value == "withdrawn"}


def take_back(made, number, view=""):
    row = Release.objects.get(number=number)
    told = {"period": FIRST, "measure": "M-01", "view": view, "reason": "The wrong sheet."}
    return withdraw_figure(made.caller("jonty"), release=row.id, **told)


def restated(made, measure, n):
    made.store("COU", FIRST, [(f"{measure}/1", n, {"yes": n // 2}, None, None)])
    done(made.publish(FIRST))


def test_a_withdrawal_holds_for_every_release_before_it_and_for_each_that_says_the_figure_unchanged(quarter):
    restated(quarter, "M-02", 80)
    done(take_back(quarter, 2, "LAN"))
    assert withdrawn(quarter, until=1) == withdrawn(quarter, until=2) == {"LAN"}
    assert take_back(quarter, 1, "LAN").code == "withdrawn_already"
    restated(quarter, "M-02", 60)
    assert withdrawn(quarter) == withdrawn(quarter, until=3) == {"LAN"}
    for number in (1, 2, 3):
        (line,) = release(quarter.viewer("samir"), number).withdrawals
        assert (line.measure, line.view, line.reason) == ("M-01", "LAN", "The wrong sheet.")
    quarter.store("LAN", FIRST, [("M-01/1", 90, {"yes": 50}, None, None)])
    done(quarter.publish(FIRST))
    assert withdrawn(quarter) == set()
    assert withdrawn(quarter, until=3) == {"LAN"}
    assert release(quarter.viewer("samir"), 4).withdrawals == ()


def test_what_is_withdrawn_everywhere_from_an_older_release_comes_back_only_where_it_is_said_anew(quarter):
    everywhere = {each.view for each in published(quarter.viewer("samir")).figures}
    restated(quarter, "M-02", 80)
    restated(quarter, "M-01", 80)
    done(take_back(quarter, 1))
    assert withdrawn(quarter, until=1) == withdrawn(quarter, until=2) == everywhere
    (line,) = release(quarter.viewer("samir"), 1).withdrawals
    assert line.view == ""
    left = withdrawn(quarter)
    assert {"LAN", "TID"} <= left
    assert not {"COU", "alliance"} & left


def test_the_log_tells_ids_and_numbers_of_releases_and_nothing_counted(quarter):
    events = [each for each in ledger.events(quarter.alliance) if each.type.startswith("release.")]
    assert [each.type for each in events] == [
        "release.opened", "release.audited", "release.sealed", "release.sealed", "release.published",
    ]  # fmt: skip
    row = quarter.newest
    assert events[-1].body == {
        "release": str(row.id), "number": 1, "period": str(row.period_id), "content": row.content,
    }  # fmt: skip


def test_the_key_lies_in_a_file_that_only_the_server_may_read(quarter):
    path = settings.KEYS_DIR / f"{quarter.alliance}.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == marlhaven.KEY


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_without_its_key_nothing_is_published_and_nothing_is_shown(audited, damage):
    path = settings.KEYS_DIR / f"{audited.alliance}.key"
    path.unlink() if damage == "gone" else path.write_bytes(b"short")
    answer = seal(audited, "gethin")
    assert answer.code == "key_missing"
    assert state(audited) == "audited"
    found = published(audited.viewer("mairead"))
    assert (found.figures, found.silence) == ((), answer.sentence)
    audit_again(audited.caller("gethin"), release=audited.newest.id)
    run_job.call(str(audited.newest.job))
    assert (state(audited), audited.newest.found) == ("blocked", answer.sentence)
    assert damage == "cut" or not path.exists()


def test_a_release_made_with_another_key_is_not_sealed(audited):
    (settings.KEYS_DIR / f"{audited.alliance}.key").write_bytes(bytes(32))
    assert seal(audited, "gethin").code == "other_key"


def test_a_figure_that_was_changed_in_the_database_silences_the_dashboard(quarter):
    figure = PublishedFigure.objects.filter(figure="M-01:yes:share", view="LAN").get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE measures_publishedfigure SET text = '99%%' WHERE mark = %s", [figure.mark])
    found = published(quarter.viewer("mairead"))
    assert found.figures == ()
    assert "changed in the database" in found.silence


def test_releases_and_figures_are_written_by_actions_alone(quarter):
    with pytest.raises(OutsideAction):
        Release.objects.update(number=9)
    with pytest.raises(OutsideAction):
        PublishedFigure.objects.all().delete()


def test_sums_that_do_not_fit_block_a_release_and_the_sentence_has_no_number(quarter):
    quarter.store("LAN", FIRST, [("M-01/1", 70, {"yes": 71}, None, None)])
    assert quarter.publish(FIRST).code == "blocked"
    assert "do not fit together" in quarter.newest.found
    assert not any(word in quarter.newest.found for word in ("70", "71"))


def test_a_mean_given_as_answers_prints_like_its_mean_and_spread(quarter):
    scores = {"2": 20, "5": 20, "8": 30}
    quarter.store("LAN", FIRST, [("M-04/1", 70, scores, None, None)])
    quarter.publish(FIRST)
    assert published(quarter.viewer("mairead")).of("M-04", "LAN")[FIRST].cell.text.startswith("5.4")


def test_an_alliance_sees_no_release_of_another_and_no_number_that_is_not_there(quarter):
    with pytest.raises(NotFound):
        release(quarter.viewer("samir"), 2)


def test_no_measure_has_two_versions_in_force():
    names = {each.name for each in Measure._meta.constraints}
    assert "measure_in_force_once" in names


def test_the_paper_is_drawn_from_the_table():
    paper = Path(ROOT) / "docs" / "releases.md"
    assert paper.read_text() == rules.paper(), (
        "run: python -c 'from measures.releases import rules; print(rules.paper(), end=str())' > docs/releases.md"
    )


@pytest.mark.parametrize(
    "way", [each for each in rules.WAYS if each.start != "[*]"], ids=lambda way: f"{way.start}-{way.event}"
)
def test_every_way_leads_from_a_state_that_somebody_can_reach(way):
    assert way.start in {each.end for each in rules.WAYS}
    assert rules.next_state(way.start, way.event) == way.end


def test_there_is_no_way_but_those_of_the_table():
    with pytest.raises(KeyError):
        rules.next_state("published", "moved")
