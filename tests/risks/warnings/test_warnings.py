"""Early warnings: by anybody, with no author anywhere, never scored, answered with a reply."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door.access import Caller
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.links.queries import resolve
from alliance.tickets import writing
from alliance.tickets.actions import take
from alliance.tickets.queries import window as window_now
from alliance.tickets.sealed import store
from risks.logged.models import Logged
from risks.overdue.queries import overdue as late
from risks.register.models import Risk, ScoreEntry
from risks.warnings import actions, api, forms, queries, shapes
from risks.warnings.models import EarlyWarning, TicketDay, WarningPool
from risks.warnings.words import split
from tests.cast import START, Cast, build, clock_at, done
from tests.risks.register.stage import REVIEW, WORDS, asked, owner_like

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
API = "/api/v1/alliances/stonebridge/risks/warnings"
PAGE = "/a/stonebridge/risks/warnings/"
WORDS_OF_IT = "The night bus stops in January"


@pytest.fixture(autouse=True)
def _on_the_day(settings, tmp_path):
    settings.TICKETS_DIR = tmp_path / "tickets"
    with clock_at(hours=1):
        yield


def warned(cast: Cast, *, by: str = "observer", words: str = WORDS_OF_IT) -> EarlyWarning:
    ref = done(actions.give_warning(cast.caller(by), words=words, touches="lives"))
    return EarlyWarning.objects.get(alliance=cast.alliance, number=int(ref[2:]))


def answered(cast: Cast, one: EarlyWarning, answer: str = "known", *, by: str = "council", **said: Any):
    given = {"reply": "Thank you. It is in hand.", "look_on": None if answer == "known" else date(2026, 4, 1)}
    return actions.answer_warning(cast.caller(by), warning=one.id, answer=answer, **given | said)


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def test_K31_a_person_supported_warns_is_thanked_and_nothing_is_scored(client, cast: Cast) -> None:
    client.force_login(cast.people["observer"], backend=BACKEND)
    form = {"words": WORDS_OF_IT, "touches": "lives"}
    text = client.post(f"{PAGE}give/", form, follow=True).content.decode()
    assert "Thank you. Your warning is heard: W-01." in text
    assert WORDS_OF_IT in text
    assert not ScoreEntry.objects.exists()
    assert not Risk.objects.exists()
    assert {"score", "likelihood", "consequence", "level", "band"} & names() == set()
    assert client.post(f"{PAGE}give/", form | {"words": ""}).status_code == 422
    assert client.post(f"{PAGE}give/", form | {"touches": "weather"}).status_code == 422


def names() -> set[str]:
    """Every field of a warning: stored, given out, typed, sent, logged."""
    stored = {field.name for model in (EarlyWarning, WarningPool) for field in model._meta.get_fields()}
    given = {field.name for shape in (shapes.WarningRow, shapes.WarningPage) for field in fields(shape)}
    typed = {*forms.WarnForm().fields, *forms.AnswerForm().fields}
    return stored | given | typed | set(api.WarningIn().fields) | set(api.WarningAnswerIn().fields)


def test_K33_there_is_no_field_for_who_warned_or_should_have() -> None:
    smell = {"author", "who", "by", "warned", "failed", "should", "late", "penalty", "sanction", "blame"}
    assert [name for name in names() if smell & set(name.split("_"))] == []
    assert owner_like(names()) == set()
    leads = {
        field.related_model._meta.label for model in (EarlyWarning, WarningPool)
        for field in model._meta.local_fields if field.is_relation
    }  # fmt: skip
    assert leads == {"alliance.Alliance"}


@pytest.mark.parametrize("by", ["observer", "homes"])
def test_K32_no_row_of_any_table_holds_who_gave_a_warning_while_signed_in(cast: Cast, by: str) -> None:
    person, before = cast.people[by], everything(cast.people[by])
    one = warned(cast, by=by)
    assert everything(person) == before
    heard = [event for event in ledger.events(cast.alliance) if event.type == "warning.heard"]
    assert [(event.actor, event.body["warning"]) for event in heard] == [("system", str(one.id))]
    assert WORDS_OF_IT not in str([event.body for event in heard])


def everything(person: Any) -> dict[str, int]:
    """By table, in how many rows this person's id, name or address stands."""
    marks = (str(person.id), person.id.hex, person.name, person.email)
    return {
        model._meta.label: sum(
            any(mark in str(row) or mark.encode() in bytes_of(row) for mark in marks)
            for row in model.objects.values_list()
        )
        for model in apps.get_models()
    }


def bytes_of(row: tuple[Any, ...]) -> bytes:
    return b"".join(bytes(cell) for cell in row if isinstance(cell, bytes | memoryview))


def test_K32_warnings_on_tickets_come_in_once_a_day_with_no_author_and_no_time(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.gather_everywhere()
    window = WarningPool.objects.get().window
    for text in ("cost: The grant may end", "Nobody answers at night"):
        writing.write(str(take(window)), text, "theme")
    with clock_at(hours=8):
        actions.gather_everywhere()
        assert not EarlyWarning.objects.exists()
    with clock_at(days=1, hours=1), django_capture_on_commit_callbacks(execute=True):
        actions.gather_everywhere()
        actions.gather_everywhere()
    found = {(one.touches, one.words, one.heard_on) for one in EarlyWarning.objects.all()}
    assert found == {
        ("cost", "The grant may end", date(2026, 3, 3)), ("", "Nobody answers at night", date(2026, 3, 3)),
    }  # fmt: skip
    heard = [event for event in ledger.events(cast.alliance) if event.type == "warning.heard"]
    assert {event.actor for event in heard} == {"system"}
    assert len({event.at for event in heard}) == 1
    assert code(actions.gather(cast.caller("manager"))) == "not_allowed"


def test_K32_the_page_of_tickets_says_that_one_may_be_guessed_and_shows_a_ticket_once(
    client, cast: Cast, monkeypatch
) -> None:
    client.force_login(cast.people["observer"], backend=BACKEND)
    assert "being made ready" in client.get(f"{PAGE}ticket/").content.decode()
    actions.gather_everywhere()
    monkeypatch.setattr(
        "risks.warnings.views.take", lambda window: f"ticket-of-{window}"
    )  # it refuses to run in a transaction
    shown = client.post(f"{PAGE}ticket/")
    assert f"ticket-of-{WarningPool.objects.get().window}" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    again = client.get(f"{PAGE}ticket/").content.decode()
    assert "ticket-of-" not in again
    assert "You may be guessed" in again


def test_K32_one_person_takes_one_ticket_a_day_and_the_note_of_it_goes_with_the_day(
    client, cast: Cast, monkeypatch
) -> None:
    actions.gather_everywhere()
    monkeypatch.setattr("risks.warnings.views.take", lambda window: "the-ticket")
    client.force_login(cast.people["observer"], backend=BACKEND)
    assert "the-ticket" in client.post(f"{PAGE}ticket/").content.decode()
    again = client.post(f"{PAGE}ticket/").content.decode()
    assert ("the-ticket" in again, "You have taken a ticket today" in again) == (False, True)
    done(actions.note_ticket(cast.caller("homes")))
    assert {field.name for field in TicketDay._meta.get_fields()} == {"id", "alliance", "person", "day"}
    assert TicketDay.objects.count() == 2
    with clock_at(days=1, hours=1):
        actions.gather_everywhere()
        assert not TicketDay.objects.exists()
        done(actions.note_ticket(cast.caller("observer")))


def test_K32_no_day_is_noted_where_no_ticket_waits(cast: Cast) -> None:
    assert code(actions.note_ticket(cast.caller("observer"))) == "no_ticket"
    actions.gather_everywhere()
    store.shred_pool(WarningPool.objects.get().window)
    assert code(actions.note_ticket(cast.caller("observer"))) == "no_ticket"
    assert not TicketDay.objects.exists()


def test_K32_where_the_stores_part_stays_lost_a_new_pool_opens_and_the_log_says_what_was_lost(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    actions.gather_everywhere()
    window = WarningPool.objects.get().window
    writing.write(str(take(window)), "cost: The grant may end", "theme")
    part = store.part(window, 0)
    store.shred_parts(window)
    with clock_at(days=1, hours=1):
        actions.gather_everywhere()
        actions.gather_everywhere()
        assert WarningPool.objects.get().window == window
    with clock_at(days=2, hours=1), django_capture_on_commit_callbacks(execute=True):
        actions.gather_everywhere()
    pool = WarningPool.objects.get()
    assert (pool.window == window, pool.lost_on, window_now(window).state) == (False, None, "destroyed")
    renewed = next(one for one in ledger.events(cast.alliance) if one.type == "warning.pool_renewed")
    assert renewed.body == {"since": "2026-03-02", "window": str(pool.window)}
    with clock_at(days=2, hours=2):
        writing.write(str(take(pool.window)), "cost: Once more", "theme")
    with clock_at(days=3, hours=1):
        actions.gather_everywhere()
    assert [one.words for one in EarlyWarning.objects.all()] == ["Once more"]
    assert part != store.part(pool.window, 0)


def test_K32_a_part_that_is_put_back_on_the_same_day_loses_nothing(cast: Cast) -> None:
    actions.gather_everywhere()
    window = WarningPool.objects.get().window
    writing.write(str(take(window)), "cost: The grant may end", "theme")
    file = next(store.folder().glob(f"{window}.part.*"))
    kept = file.read_bytes()
    file.unlink()
    with clock_at(days=1, hours=1):
        actions.gather_everywhere()
    file.write_bytes(kept)
    with clock_at(days=2, hours=1):
        actions.gather_everywhere()
    pool = WarningPool.objects.get()
    assert (pool.window, pool.lost_on, EarlyWarning.objects.count()) == (window, None, 1)


def test_K34_a_warning_is_answered_with_a_reply_as_known_watching_or_issue(cast: Cast) -> None:
    one, two, three = warned(cast), warned(cast), warned(cast)
    assert code(answered(cast, one, reply=" ")) == "reply"
    assert code(answered(cast, one, "risk")) == "answer"
    assert code(answered(cast, one, "watching", look_on=None)) == "look_on"
    assert code(answered(cast, one, "known", look_on=date(2026, 4, 1))) == "look_on"
    assert code(answered(cast, one, by="observer")) == "not_allowed"
    done(answered(cast, one))
    assert code(answered(cast, one)) == "answered"
    done(answered(cast, two, "watching"))
    done(answered(cast, two, "issue"))  # what is watched can be answered anew
    done(answered(cast, three, "issue"))
    rows = queries.warnings(cast.viewer("observer")).object_list
    assert [(row.ref, row.answer, row.became and row.became.ref) for row in rows] == [
        ("W-03", "issue", "IS-02"), ("W-02", "issue", "IS-01"), ("W-01", "known", None),
    ]  # fmt: skip
    assert rows[2].reply == "Thank you. It is in hand."
    assert resolve(cast.viewer("kin"), ["IS-01"])["IS-01"].title == WORDS_OF_IT


def test_an_issue_is_noted_by_who_may_keep_the_log(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one = warned(cast)
    asked_for = []

    def keeps_nothing(alliance: Any, person: Any, right: str, at: Any) -> bool:
        return bool(asked_for.append(right))

    monkeypatch.setattr(actions, "may", keeps_nothing)
    assert code(answered(cast, one, "issue")) == "not_allowed"
    assert (asked_for, Logged.objects.count()) == (["logged.keep"], 0)


def test_K34_a_warning_becomes_one_risk_that_is_linked_to_it(cast: Cast) -> None:
    one = warned(cast)
    said = {"words": WORDS, "holders": asked(cast, "COU", "HOM"), "review_on": REVIEW, "reply": "Thank you."}

    def raised(by: str = "council", **more: Any):
        return actions.raise_from_warning(cast.caller(by), warning=one.id, **said | more)

    assert code(raised("manager")) == "not_allowed"  # answers warnings, and raises no risk
    assert code(raised(review_on=date(2026, 1, 1))) == "review_on"
    assert queries.warning(cast.viewer("kin"), 1).warning.open
    done(raised())
    assert code(raised()) == "answered"
    risk = Risk.objects.get()
    assert [link.ref for link in risk.links.all()] == ["W-01"]
    page = queries.warning(cast.viewer("kin"), 1)
    assert (page.warning.answer, page.warning.became.ref, page.may) == ("risk", "R-01", [])


def test_K37_a_warning_not_answered_in_time_is_late_from_the_day_after(cast: Cast) -> None:
    warned(cast)
    done(answered(cast, warned(cast), "watching", look_on=date(2026, 3, 10)))
    viewer = cast.viewer("manager")
    with clock_at(days=14, hours=5):
        assert [one.ref for one in queries.overdue(viewer)] == ["W-02"]
    with clock_at(days=15, hours=5):
        found = [(one.ref, one.kind, one.days, one.what) for one in late(viewer)]
    assert found == [
        ("W-02", "warning", 7, "To be looked at again"),
        ("W-01", "warning", 1, "A warning to be answered"),
    ]
    kinds = [wait.text for wait in queries.waits(viewer, START)]
    assert kinds == ["Answer the warning W-01: due in 14 days"]
    assert queries.waits(cast.viewer("observer"), START) == []


def test_the_pages_answer_and_raise_by_form_alone(client, cast: Cast) -> None:
    warned(cast)
    client.force_login(cast.people["council"], backend=BACKEND)
    first = client.get(f"{PAGE}1/risk/").content.decode()
    assert f'value="{WORDS_OF_IT}"' in first
    form = {
        "kind": "threat", "event": "No bus", "cause": "The contract ends", "effect": "People walk home", "domain": "lives",
        "must_be_true": "There is a bus", "proximity": "now", "review_on_day": "2", "review_on_month": "6",
        "review_on_year": "2026", f"role_{cast.orgs['COU']}": "Head of transport",
    }  # fmt: skip
    assert client.post(f"{PAGE}1/risk/", form).status_code == 422  # no reply
    text = client.post(
        f"{PAGE}1/risk/", form | {"reply": "Thank you. We hold it."}, follow=True
    ).content.decode()
    assert "It led to" in text
    assert "R-01" in text
    warned(cast)
    answer = {"answer": "known", "reply": "Thank you."}
    assert "W-02 is answered." in client.post(f"{PAGE}2/answer/", answer, follow=True).content.decode()


def test_programs_warn_and_answer_and_cannot_send_a_name(client, cast: Cast) -> None:
    client.force_login(cast.people["council"], backend=BACKEND)

    def post(path: str, **body: Any) -> Any:
        return client.post(f"{API}{path}", body, content_type="application/json")

    assert post("", words="It is cold", touches="lives", author="Ada").status_code == 422
    assert post("", words="It is cold", touches="lives").json()["warning"]["ref"] == "W-01"
    done_ = post("/1/answers", answer="watching", reply="Thank you.", look_on="2026-04-01")
    assert done_.json()["warning"]["answer_words"] == "We are watching it"
    risk = {
        "kind": "threat", "cause": "The grant ends", "event": "Too few beds", "effect": "People sleep outside",
        "must_be_true": "We know by October", "domain": "lives", "proximity": "now", "review_on": "2026-06-02", "holders": [],
    }  # fmt: skip
    assert post("/1/risks", **risk, reply="Thank you.").json()["warning"]["became"]["ref"] == "R-01"
    assert client.get(f"{API}?state=open").json()["count"] == 0


def test_a_longer_list_costs_no_more_queries(client, cast: Cast) -> None:
    client.force_login(cast.people["kin"], backend=BACKEND)
    counts = []
    for _ in range(2):
        done(answered(cast, warned(cast), "issue"))
        with CaptureQueriesContext(connection) as asked_:
            client.get(PAGE)
        counts.append(len(asked_))
    assert counts[0] == counts[1] <= 9


def test_K42_another_alliances_warning_is_not_there(cast: Cast) -> None:
    one, elsewhere = warned(cast), build("elsewhere")
    with pytest.raises(NotFound):
        answered(elsewhere, one)
    with pytest.raises(NotFound):
        queries.warning(elsewhere.viewer("manager"), 1)
    assert (
        code(
            actions.give_warning(
                Caller(cast.alliance, elsewhere.people["council"].id), words="So", touches="cost"
            )
        )
        == "outside"
    )


def test_an_anonymous_sentence_may_begin_with_what_it_touches() -> None:
    assert split("Lives:  The bus\nstops") == ("lives", "The bus stops")
    assert split("Note: the bus stops") == ("", "Note: the bus stops")
    assert split("lives:") == ("", "lives:")
