"""Those who look after a review, and those who are asked to: what they cannot lose by mistake, and leave nowhere."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alliance.door.models import Receipt
from alliance.door.refusals import Refused
from alliance.door.window import opened as written
from alliance.notices.models import Letter
from alliance.notices.planning import read_logs
from alliance.tickets import actions as tickets
from alliance.tickets.queries import both_keys
from alliance.tickets.queries import window as window_now
from meetings.reviews import queries
from meetings.reviews.actions import correcting, gathering, handing, opening, stopping, writing
from meetings.reviews.records.review import Kind, Review, Seat
from tests.cast import Cast, clock_at, done
from tests.meetings.reviews import stage

HOUR = 4
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, under a covenant."""
    stage.covenant(cast)
    return cast


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def gathering_now(cast: Cast) -> tuple[Review, list[str]]:
    """A review whose window is open, and begins tomorrow: with the parts of its key."""
    review = stage.opened(cast, seats=("council", "kin_data"))
    stage.prepared(cast, review)
    parts = [str(tickets.keep_part(stage.again(review).window, place)) for place in (1, 2)]
    done(gathering.start_window(cast.caller("icb"), review=review.id))
    return stage.again(review), parts


def asks(cast: Cast, review: Review, part: str, by: str = "icb") -> None:
    """This person is asked to look after the review."""
    done(opening.ask_facilitator(cast.caller(by), review=review.id, person=cast.people[part].id))


def follows(cast: Cast, review: Review, part: str) -> None:
    """This person agrees to take over from the ICB."""
    asks(cast, review, part)
    done(opening.agree_to_facilitate(cast.caller(part), review=review.id, **stage.NONE))


def test_t12_the_database_itself_refuses_two_facilitators_of_one_partner(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast, seats=())
    more = Seat(
        review=review, person=cast.people["homes_data"], org_id=cast.orgs["HOM"], kind=Kind.FACILITATOR
    )
    with written(), pytest.raises(IntegrityError), transaction.atomic():
        more.save()
    with written():
        more.kind = Kind.CONTRIBUTOR
        more.save()


def test_v14_no_seat_is_marked_on_a_day_on_which_no_ticket_can_be_given(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review, _parts = gathering_now(cast)
        asks(cast, review, "kin")
        assert code(gathering.note_ticket(cast.caller("council"), review=review.id)) == "not_open"
    with clock_at(hours=27):
        assert code(gathering.note_ticket(cast.caller("kin"), review=review.id)) == "answer_first"
        fear = gathering.answer_fear(cast.caller("kin"), review=review.id, answer="blame")
        assert code(fear) == "answer_first"
        done(gathering.note_ticket(cast.caller("council"), review=review.id))
    with clock_at(hours=24 * 5):
        assert code(gathering.note_ticket(cast.caller("kin_data"), review=review.id)) == "not_open"
    assert [one.person_id for one in Seat.objects.filter(taken=True)] == [cast.people["council"].id]


def test_v6_who_has_a_seat_is_not_asked_away_from_it(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.proposed(cast, by="council")
        for part in ("icb", "homes"):
            asks(cast, review, part, by="council")
            done(opening.agree_to_facilitate(cast.caller(part), review=review.id, **stage.NONE))
        done(opening.open_review(cast.caller("icb"), review=review.id))
        person = cast.people["kin"].id
        done(opening.seat_person(cast.caller("icb"), review=review.id, person=person))
        assert code(opening.ask_facilitator(cast.caller("icb"), review=review.id, person=person)) == "asked"
        asks(cast, review, "council")
        done(opening.decline_to_facilitate(cast.caller("council"), review=review.id))
    kept = Seat.objects.get(review=review, person=cast.people["council"])
    assert (kept.kind, kept.proposed) == ("contributor", True)


def test_v24_a_hand_over_that_is_refused_seals_nothing_again(cast: Cast, client) -> None:
    with clock_at(hours=HOUR):
        review, parts = gathering_now(cast)
        follows(cast, review, "homes_data")
        client.force_login(cast.people["icb"], backend=BACKEND)
        told = {"first": parts[0], "second": parts[1]}
        answer = client.post("/a/stonebridge/reviews/1/hand-over/", told)
        assert (answer.status_code, "one partner" in answer.content.decode()) == (409, True)
        assert both_keys(review.window, *parts) is None
        follows(cast, review, "kin")
        wrong = client.post("/a/stonebridge/reviews/1/hand-over/", told | {"second": parts[0]})
        assert wrong.status_code == 409
        assert 'id="secret"' in client.post("/a/stonebridge/reviews/1/hand-over/", told).content.decode()
    assert code(both_keys(review.window, *parts)) == "parts_do_not_fit"
    kinds = dict(Seat.objects.filter(review=review).values_list("person__email", "kind"))
    assert (kinds["kin@stonebridge.example"], kinds["icb@stonebridge.example"]) == (
        "facilitator",
        "contributor",
    )


def test_v24_where_a_hand_over_lost_what_was_gathered_the_review_goes_on(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review, _parts = gathering_now(cast)
        follows(cast, review, "kin")
        done(handing.hand_over(cast.caller("icb"), review=review.id, accept_loss=True))
        stage.walked(cast, review)
        assert stage.again(review).state == "closed"
        done(stopping.start_soak(cast.caller("kin"), review=review.id))


def test_a_window_is_prepared_with_enough_seats_and_anew_until_the_writing_begins(cast: Cast, client) -> None:
    with clock_at(hours=HOUR):
        review, lone = stage.opened(cast), stage.opened(cast, seats=(), title="Too few")
        days = {"review": review.id, "opens": stage.OPENS, "closes": stage.CLOSES}
        done(opening.leave_seat(cast.caller("manager"), review=lone.id))
        assert code(gathering.prepare_window(cast.caller("icb"), **(days | {"review": lone.id}))) == "seats"
        past = days | {"opens": date(2026, 2, 1), "closes": date(2026, 3, 1)}
        assert code(gathering.prepare_window(cast.caller("icb"), **past)) == "closes"
        assert (
            code(gathering.extend_window(cast.caller("icb"), review=review.id, closes=stage.CLOSES))
            == "no_window"
        )
        stage.prepared(cast, review)
        first = stage.again(review).window
        assert code(gathering.end_window(cast.caller("icb"), review=review.id)) == "wrong_state"
        tickets.keep_part(first, 1)
        client.force_login(cast.people["icb"], backend=BACKEND)
        assert "Prepare another window" in client.get("/a/stonebridge/reviews/1/").content.decode()
        stage.prepared(cast, review)
        second = stage.again(review).window
    assert (window_now(first).state, window_now(second).state, window_now(second).parts) == (
        "destroyed", "preparing", (False, False),
    )  # fmt: skip


def test_v6_v37_with_a_seat_go_the_letters_that_would_tell_who_sat_there(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast)
        asks(cast, review, "kin")
        read_logs()
        letters = Letter.objects.filter(kind__startswith="review.")
        assert letters.filter(person=cast.people["kin"]).count() == 1
        done(opening.decline_to_facilitate(cast.caller("kin"), review=review.id))
        assert not letters.filter(person=cast.people["kin"]).exists()
        assert letters.exists()
        for part in ("icb", "homes"):
            done(stopping.withdraw_review(cast.caller(part), review=review.id))
        assert not letters.exists()


def test_t3_a_receipt_with_its_instant_tells_of_no_line(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast)
        stage.walked(cast, review, "timeline")
        idea = {"review": review.id, "stage": "ideas", "text": "Print the number"}
        done(writing.write_line(cast.caller("council", "one key"), **idea))
        step = {"offset": "T+0", "role": "ward staff", "common": True, "saw": "The form"}
        done(writing.add_step(cast.caller("council", "another"), review=review.id, **step))
    assert list(Receipt.objects.values_list("ref", flat=True)) == ["V-01", "V-01"]


def test_v29_a_key_to_other_words_is_not_shown_as_turned(cast: Cast) -> None:
    review = stage.acting_now(cast)
    with clock_at(hours=stage.SOAKED):
        done(stage.key(cast, review, "icb"))
        assert queries.check(cast.viewer("homes"), 1).keys.other == ("release",)
        done(writing.write_theme(cast.caller("icb"), review=review.id, text="Another."))
        assert queries.check(cast.viewer("icb"), 1).keys.mine == ()
        assert queries.check(cast.viewer("homes"), 1).keys.other == ()


def test_v29_a_correction_is_looked_at_by_both_and_one_who_is_gone_is_stood_in_for(
    cast: Cast, client
) -> None:
    review = stage.released(cast)
    told = {"review": review.id, "reason": "Dora says so.", "texts": {"usual.0.text": "On most days."}}
    with clock_at(hours=stage.LATER):
        for part in ("icb", "homes"):
            done(correcting.correct_release(cast.caller(part), **told))
        client.force_login(cast.people["homes"], backend=BACKEND)
        here = "/a/stonebridge/reviews/1/correct/"
        anew = client.get(f"{here}?write=1").content.decode()
        assert "Timeline, 1: what it saw" in anew
        wanted = dict(re.findall(r'name="(t-[\w-]+)"[^>]*>\s*([^<]*)<', anew))
        told_ = wanted | {"title": "On a Friday", "reason": "Dora says so, and so it is."}
        said = client.post(f"{here}?write=1", told_, follow=True).content.decode()
        assert "On a Friday" in said
        assert "“Dora” (a name) points at nobody" in said
        page = queries.correction(cast.viewer("homes"), 1)
        assert [one.words for one in page.found] == ["Dora"]
        key = {"review": review.id, "digest": page.digest}
        assert code(correcting.turn_correction_key(cast.caller("homes"), **key)) == "not_cleared"
        key |= {"cleared": ("Dora",)}
        for _twice in range(2):
            done(correcting.turn_correction_key(cast.caller("homes"), **key))
        assert queries.release(cast.viewer("kin"), 1).row.version == 1
        asks(cast, review, "kin", by="homes")
        done(opening.agree_to_facilitate(cast.caller("kin"), review=review.id, **stage.NONE))
        done(handing.replace_absent(cast.caller("homes"), review=review.id))
        assert queries.correction(cast.viewer("kin"), 1).keys.other == ()
        done(correcting.turn_correction_key(cast.caller("kin"), **key))
        assert (
            code(correcting.turn_correction_key(cast.caller("homes"), **(key | {"cleared": ()})))
            == "not_cleared"
        )
        done(correcting.turn_correction_key(cast.caller("homes"), **key))
        assert queries.release(cast.viewer("kin"), 1).row.version == 2


def test_who_is_only_asked_reads_what_it_asks_and_nothing_that_anybody_wrote(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast)
        stage.walked(cast, review, upto="timeline")
        done(stage.step(cast, review))
        asks(cast, review, "council_deputy")
        shown = queries.review(cast.viewer("council_deputy"), review.number)
        whole = queries.review(cast.viewer("council"), review.number)
        written_ = writing.write_line(
            cast.caller("council_deputy"), review=review.id, stage="ideas", text="One form", heading=""
        )
    assert (shown.question, [seat.me for seat in shown.seats]) == (whole.question, [True])
    assert not shown.steps
    assert not any(one.lines for one in shown.stages)
    assert whole.steps
    assert any(one.lines for one in whole.stages)
    assert code(written_) == "answer_first"
