"""A period is published once, by the system, and never without the key."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection, connections

from alliance.door.access import Caller
from alliance.door.refusals import Refused
from alliance.door.window import OutsideAction
from alliance.jobs.actions import enqueue
from alliance.jobs.models import Job
from alliance.jobs.tasks import run_job
from alliance.ledger import queries as ledger
from measures.plan.models import Measure
from measures.releases.actions import publish_period
from measures.releases.jobs import KIND
from measures.releases.models import Edition, PublishedFigure
from measures.releases.queries import published
from tests.measures import marlhaven, town

pytestmark = pytest.mark.django_db
FIRST = "2024/25 Q1"


@pytest.fixture
def quarter(db):
    return town.Town(town.build()).fill({FIRST})


def test_publishing_again_without_a_change_makes_no_edition_and_no_entry(quarter):
    before = len(ledger.events(quarter.alliance))
    assert quarter.publish(FIRST).ref == "1"
    assert Edition.objects.count() == 1
    assert len(ledger.events(quarter.alliance)) == before


def test_a_change_makes_a_new_edition_and_the_old_one_stays(quarter):
    quarter.store("LAN", FIRST, [("M-01/1", 70, {"yes": 50}, None, None)])
    assert quarter.publish(FIRST).ref == "2"
    viewer = quarter.viewer("samir")
    texts = [_text(published(viewer, until=until), "LAN") for until in (1, 2, None)]
    assert texts[0] != texts[1] == texts[2]


def _text(found, view):
    return found.of("M-01", view)[FIRST].cell.text


def test_the_log_tells_ids_and_the_number_and_nothing_counted(quarter):
    (event,) = [each for each in ledger.events(quarter.alliance) if each.type == "release.published"]
    edition = Edition.objects.get()
    assert event.body == {"edition": str(edition.id), "period": str(edition.period_id), "number": 1}
    assert event.actor == "system"


def test_a_person_cannot_publish(quarter):
    answer = publish_period(quarter.caller("gethin"), period=quarter.periods[FIRST])
    assert (answer.code, answer.status) == ("system_only", 403)


def test_the_key_lies_in_a_file_that_only_the_server_may_read(quarter):
    path = settings.KEYS_DIR / f"{quarter.alliance}.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == marlhaven.KEY


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_without_its_key_nothing_is_published_and_nothing_is_shown(quarter, damage):
    path = settings.KEYS_DIR / f"{quarter.alliance}.key"
    path.unlink() if damage == "gone" else path.write_bytes(b"short")
    answer = quarter.publish(FIRST)
    assert isinstance(answer, Refused)
    assert answer.code == "key_missing"
    assert Edition.objects.count() == 1
    found = published(quarter.viewer("mairead"))
    assert (found.figures, found.silence) == ((), answer.sentence)
    assert damage == "cut" or not path.exists()


def test_a_figure_that_was_changed_in_the_database_silences_the_dashboard(quarter):
    figure = PublishedFigure.objects.filter(figure="M-01:yes:share", view="LAN").get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE measures_publishedfigure SET text = '99%%' WHERE mark = %s", [figure.mark])
    found = published(quarter.viewer("mairead"))
    assert found.figures == ()
    assert "changed in the database" in found.silence


def test_editions_and_figures_are_written_by_the_action_alone(quarter):
    with pytest.raises(OutsideAction):
        Edition.objects.update(number=9)
    with pytest.raises(OutsideAction):
        PublishedFigure.objects.all().delete()


def test_sums_that_do_not_fit_stop_a_period_and_its_sentence_has_no_number(quarter):
    quarter.store("LAN", FIRST, [("M-01/1", 70, {"yes": 71}, None, None)])
    answer = quarter.publish(FIRST)
    assert answer.code == "sums_do_not_fit"
    assert not any(word in answer.sentence for word in ("70", "71"))


def test_a_mean_given_as_answers_prints_like_its_mean_and_spread(quarter):
    scores = {"2": 20, "5": 20, "8": 30}
    quarter.store("LAN", FIRST, [("M-04/1", 70, scores, None, None)])
    quarter.publish(FIRST)
    assert published(quarter.viewer("mairead")).of("M-04", "LAN")[FIRST].cell.text.startswith("5.4")


def test_the_job_publishes_and_says_so(quarter, settings):
    quarter.store("LAN", FIRST, [("M-01/1", 70, {"yes": 50}, None, None)])
    job = enqueue(KIND, quarter.alliance, None, {"period": str(quarter.periods[FIRST])})
    run_job.call(str(job))
    held = Job.objects.get(pk=job)
    assert (held.state, held.sentence) == ("done", "Edition 2 is on the dashboard.")


def test_the_job_without_a_key_fails_with_the_sentence(quarter):
    (settings.KEYS_DIR / f"{quarter.alliance}.key").unlink()
    job = enqueue(KIND, quarter.alliance, None, {"period": str(quarter.periods[FIRST])})
    run_job.call(str(job))
    held = Job.objects.get(pk=job)
    assert held.state == "failed"
    assert held.sentence.startswith("The alliance’s rounding key is missing")


def test_no_measure_has_two_versions_in_force():
    names = {each.name for each in Measure._meta.constraints}
    assert "measure_in_force_once" in names


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_publish_at_once_make_one_edition():
    made = town.Town(town.build())
    made.store("LAN", FIRST, [("M-01/1", 70, {"yes": 50}, None, None)])

    def go(_):
        try:
            return publish_period(Caller(made.alliance, None), period=made.periods[FIRST]).ref
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(go, range(4))) == ["1"] * 4
    assert Edition.objects.count() == 1
