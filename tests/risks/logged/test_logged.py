"""Assumptions, issues and dependencies: said, linked, looked at again, closed with a reason; owned by nobody."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.links.queries import resolve
from alliance.links.thread import thread
from risks.logged import actions, api, queries, shapes
from risks.logged.models import Logged, LoggedLink
from tests.cast import START, Cast, build, clock_at, done
from tests.risks.register.stage import owner_like, raised

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
API = "/api/v1/alliances/stonebridge/risks/logged"
PAGE = "/a/stonebridge/risks/logged/"
DAY = date(2026, 6, 2)


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def noted(cast: Cast, kind: str = "assumption", *, by: str = "homes_data", **said: Any) -> Logged:
    given = {"words": "The shelter stays open", "review_on": DAY} | said
    ref = done(actions.note(cast.caller(by), kind=kind, **given))
    return next(one for one in Logged.objects.filter(alliance=cast.alliance) if str(one) == ref)


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def test_each_kind_counts_for_itself_and_its_references_resolve(cast: Cast) -> None:
    made = [noted(cast), noted(cast, "issue"), noted(cast, "dependency"), noted(cast)]
    assert [str(one) for one in made] == ["AS-01", "IS-01", "DP-01", "AS-02"]
    found = resolve(cast.viewer("observer"), ["AS-01", "DP-1", "IS-02", "AS-02"])
    assert sorted(found) == ["AS-01", "AS-02", "DP-1"]
    assert found["AS-02"].url == f"{PAGE}AS-2/"


def test_what_is_said_is_whole_and_in_time_and_no_words_enter_the_log(cast: Cast) -> None:
    assert code(actions.note(cast.caller("homes"), kind="risk", words="So", review_on=DAY)) == "kind"
    assert code(actions.note(cast.caller("homes"), kind="issue", words=" ", review_on=DAY)) == "words"
    assert code(actions.note(cast.caller("homes"), kind="issue", words="x" * 201, review_on=DAY)) == "words"
    late = actions.note(cast.caller("homes"), kind="issue", words="So", review_on=date(2026, 3, 1))
    assert code(late) == "review_on"
    assert noted(cast, review_on=START.date()).review_on == START.date()  # today is in time
    assert "shelter" not in str([event.body for event in ledger.events(cast.alliance)])


def test_it_is_looked_at_again_closed_with_a_reason_and_opened_under_its_number(cast: Cast) -> None:
    one, by = noted(cast), cast.caller("manager")
    assert code(actions.close(by, logged=one.id, reason=" ")) == "reason"
    done(actions.review(by, logged=one.id, reason="Still so", review_on=date(2026, 9, 1)))
    assert code(actions.reopen(by, logged=one.id, reason="So", review_on=DAY)) == "wrong_state"
    done(actions.close(by, logged=one.id, reason="It did not hold"))
    assert code(actions.review(by, logged=one.id, reason="Still so", review_on=DAY)) == "wrong_state"
    page = queries.entry(cast.viewer("kin"), "AS", 1)
    assert (page.entry.state, page.entry.review_words, page.may) == ("closed", "", ["reopen", "link"])
    assert [moment.text for moment in page.story] == ["", "Still so", "It did not hold"]
    done(actions.reopen(by, logged=one.id, reason="It matters again", review_on=DAY))
    assert queries.entry(cast.viewer("kin"), "AS", 1).entry.review_on == DAY


def test_links_lead_both_ways_and_stand_in_the_thread(cast: Cast) -> None:
    raised(cast, "COU", "HOM")
    one, other = noted(cast), noted(cast, "issue")
    by = cast.caller("homes")
    for logged, ref in ((one, "R-01"), (other, "AS-01")):
        done(actions.link(by, logged=logged.id, ref=ref))
    assert code(actions.link(by, logged=one.id, ref="R-01")) == "linked"
    assert code(actions.link(by, logged=one.id, ref="AS-01")) == "linked"
    assert code(actions.link(by, logged=one.id, ref="see minutes")) == "ref"
    assert [link.ref for link in queries.entry(cast.viewer("kin"), "AS", 1).links] == ["R-01", "IS-01"]
    assert {knot.ref for knot in thread(cast.viewer("kin"), "R-01")} == {"AS-01", "IS-01"}


def test_K39_of_a_review_only_a_released_theme_is_linked(cast: Cast) -> None:
    assert code(actions.link(cast.caller("homes"), logged=noted(cast).id, ref="V-02")) == "not_released"


def test_what_waits_is_told_to_who_watches_and_today_is_not_overdue(cast: Cast) -> None:
    noted(cast, review_on=date(2026, 3, 10))
    viewer, other = cast.viewer("manager"), cast.viewer("homes")
    assert [wait.kind for wait in queries.waits(viewer, START)] == ["logged_review"]
    assert queries.waits(other, START) == []
    with clock_at(days=8, hours=5):
        assert not queries.entry(other, "AS", 1).entry.overdue
    with clock_at(days=9, hours=5):
        assert queries.entry(other, "AS", 1).entry.overdue


def test_the_pages_work_by_form_alone(client, cast: Cast) -> None:
    client.force_login(cast.people["homes_data"], backend=BACKEND)
    day = {"review_on_day": "2", "review_on_month": "6", "review_on_year": "2026"}
    form = {"kind": "dependency", "words": "The pharmacy stays open"} | day
    raised(cast, "COU", "HOM")
    assert client.post(f"{PAGE}new/", form | {"words": ""}).status_code == 422
    assert "DP-01 is noted." in client.post(f"{PAGE}new/", form, follow=True).content.decode()
    assert (
        "DP-01 is linked." in client.post(f"{PAGE}DP-1/link/", {"ref": "r-01"}, follow=True).content.decode()
    )
    closed = client.post(f"{PAGE}DP-1/close/", {"reason": "It came"}, follow=True).content.decode()
    assert "DP-01 is closed." in closed
    assert "It came" in closed
    assert "Nothing is logged here" in client.get(PAGE).content.decode()
    assert "The pharmacy stays open" in client.get(PAGE, {"state": "closed"}).content.decode()


def test_programs_do_the_same(client, cast: Cast) -> None:
    client.force_login(cast.people["kin"], backend=BACKEND)

    def post(path: str, body: dict[str, str]) -> Any:
        return client.post(f"{API}{path}", body, content_type="application/json")

    made = post("", {"kind": "issue", "words": "Two forms are in use", "review_on": "2026-06-02"})
    assert (made.status_code, made.json()["entry"]["ref"]) == (201, "IS-01")
    assert post("/IS-1/links", {"ref": "IS-01"}).status_code == 409
    assert post("/IS-1/links", {"ref": "D-017"}).json()["sentence"].startswith("You see nothing called D-017")
    post("", {"kind": "assumption", "words": "One form will do", "review_on": "2026-06-02"})
    assert [one["ref"] for one in post("/IS-1/links", {"ref": "AS-01"}).json()["links"]] == ["AS-01"]
    look = {"reason": "Still two", "review_on": "2026-07-01"}
    assert post("/IS-1/reviews", look).json()["entry"]["review_on"] == "2026-07-01"
    assert post("/IS-1/closes", {"reason": "One form"}).json()["entry"]["state"] == "closed"
    assert post("/IS-1/reopens", look).json()["entry"]["state"] == "open"
    assert client.get(API).json()["count"] == 2


def test_a_longer_list_costs_no_more_queries(client, cast: Cast) -> None:
    client.force_login(cast.people["kin"], backend=BACKEND)
    counts = []
    for _ in range(2):
        noted(cast)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


def test_K42_another_alliances_entry_is_not_there(cast: Cast) -> None:
    one, elsewhere = noted(cast), build("elsewhere")
    with pytest.raises(NotFound):
        actions.close(elsewhere.caller("manager"), logged=one.id, reason="Not ours")
    with pytest.raises(NotFound):
        queries.entry(elsewhere.viewer("manager"), "AS", 1)
    assert queries.logged(elsewhere.viewer("manager")).paginator.count == 0


def test_K1_nobody_owns_an_entry() -> None:
    stored = [field.name for model in (Logged, LoggedLink) for field in model._meta.local_fields]
    given = [
        field.name
        for shape in (shapes.LoggedRow, shapes.LoggedPage, shapes.Moment)
        for field in fields(shape)
    ]
    assert owner_like([*stored, *given, *api.LoggedNoteIn().fields]) == set()
