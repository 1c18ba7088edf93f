"""What is written, gathered, passed on, paused and destroyed while a review runs."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from alliance.door import clock
from alliance.door.refusals import NotFound, Refused
from alliance.door.window import opened
from alliance.tickets import actions as tickets
from alliance.tickets.queries import window as window_now
from meetings.reviews import queries, safe
from meetings.reviews.actions import gathering, handing, opening, stopping, writing
from meetings.reviews.records.covenant import Covenant, Release
from meetings.reviews.records.lines import Change, Line, Step
from meetings.reviews.records.review import Assent, Hazard, Review, Seat, Tally
from tests.cast import Cast, clock_at, done
from tests.meetings.reviews import stage

HOUR, REVIEWS = 4, "meetings.reviews"
SAMPLED = {
    "postgresql": """SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
        AND attstattarget IS DISTINCT FROM 0""",
    "sqlite": "SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%%' AND %s <> ''",
}


@pytest.fixture
def review(cast: Cast) -> Review:
    """An open one."""
    stage.covenant(cast)
    with clock_at(hours=HOUR):
        return stage.opened(cast)


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def test_v9_an_action_before_the_soak_has_ended_is_parked(cast: Cast, review: Review) -> None:
    with clock_at(hours=HOUR):
        assert done(stage.change(cast, review)) == "parked"
        stage.walked(cast, review)
        done(stopping.start_soak(cast.caller("icb"), review=review.id))
        assert done(stage.change(cast, review, what="Another")) == "parked"
        assert not Change.objects.exists()
        assert sorted(Line.objects.filter(stage="ideas").values_list("text", flat=True)) == [
            "Another",
            "One form for both",
        ]
    with clock_at(hours=stage.SOAKED):
        assert queries.review(cast.viewer("icb"), 1).row.state == "acting"
        done(stage.change(cast, review))
        assert Change.objects.count() == 1


def test_v10_the_soak_ends_with_its_second_working_day(cast: Cast, review: Review) -> None:
    with clock_at(hours=HOUR):
        stage.walked(cast, review)
        done(stopping.start_soak(cast.caller("icb"), review=review.id))
        assert stage.again(review).soak_until == date(2026, 3, 4)
    with clock_at(hours=62):
        assert queries.review(cast.viewer("icb"), 1).row.state == "soaking"


def test_v11_v12_only_the_rounded_offset_and_the_wider_role_are_stored(cast: Cast, review: Review) -> None:
    with clock_at(hours=HOUR):
        stage.walked(cast, review, "timeline")
        done(stage.step(cast, review, offset="T+8h10", role="Night porter", wider="Night team", common=False))
        assert code(stage.step(cast, review, role="Night porter", common=False)) == "wider"
    assert list(Step.objects.values_list("offset", "role")) == [(360, "Night team")]


def test_the_order_is_enforced_and_ideas_may_be_parked_from_the_first_stage_on(
    cast: Cast, review: Review
) -> None:
    with clock_at(hours=HOUR):
        early = writing.write_line(
            cast.caller("council"), review=review.id, stage="factors", heading="tasks", text="Words"
        )
        assert code(early) == "too_early"
        stage.write(cast, review, "ideas", "Print the number")
        assert code(stopping.start_soak(cast.caller("icb"), review=review.id)) == "unfinished"
        for _ in range(2):
            done(writing.advance(cast.caller("icb"), review=review.id))
        assert code(writing.advance(cast.caller("icb"), review=review.id)) == "unfinished"


def test_v30_the_words_of_people_affected_stand(cast: Cast, review: Review, client) -> None:
    with clock_at(hours=HOUR):
        client.force_login(cast.people["icb"], backend="allauth.account.auth_backends.AuthenticationBackend")
        done(writing.advance(cast.caller("icb"), review=review.id))
        line = stage.write(cast, review, "affected", "They failed my mother, and they should be ashamed.")
        assert (
            code(writing.change_line(cast.caller("icb"), review=review.id, line=line, text="Softer"))
            == "words_stand"
        )
        assert Line.objects.get(id=line).text == "They failed my mother, and they should be ashamed."
        assert "/change/" not in client.get("/a/stonebridge/reviews/1/").content.decode()
        assert client.get(f"/a/stonebridge/reviews/1/change/{line}/").status_code == 404


def test_a_line_is_put_in_other_words_on_a_page_by_who_looks_after_the_review_alone(
    cast: Cast, review: Review, client
) -> None:
    with clock_at(hours=HOUR):
        line = stage.write(cast, review, "ideas", "Print the number")
        page = f"/a/stonebridge/reviews/1/change/{line}/"
        for part, answers in (("council", 404), ("icb", 200)):
            client.force_login(
                cast.people[part], backend="allauth.account.auth_backends.AuthenticationBackend"
            )
            asked = client.get(page)
            assert asked.status_code == answers
        assert "Print the number</textarea>" in asked.content.decode()
        assert client.post(page, {"text": " "}).status_code == 422
        client.post(page, {"text": "Print it large"})
        assert Line.objects.get(id=line).text == "Print it large"


def test_v18_t15_other_words_leave_no_version_and_a_line_that_is_taken_out_is_gone(
    cast: Cast, review: Review
) -> None:
    with clock_at(hours=HOUR):
        stage.walked(cast, review, "usual")
        line = stage.write(cast, review, "usual", "The first wording")
        done(writing.change_line(cast.caller("icb"), review=review.id, line=line, text="The second"))
        assert Line.objects.filter(stage="usual").count() == 1
        assert not found_anywhere("The first wording")
        done(writing.remove_line(cast.caller("icb"), review=review.id, line=line))
        assert not found_anywhere("The second")


def gathered(cast: Cast, review: Review) -> tuple[list[str], UUID]:
    """A window that is open: the keepers’ parts, and its id."""
    with clock_at(hours=HOUR):
        stage.prepared(cast, review)
        window = stage.again(review).window
        assert code(gathering.start_window(cast.caller("icb"), review=review.id)) == "parts_missing"
        parts = [str(tickets.keep_part(window, place)) for place in (1, 2)]
    with clock_at(hours=26):
        done(gathering.start_window(cast.caller("icb"), review=review.id))
    return parts, window


def closed(cast: Cast, review: Review) -> None:
    """After the last day."""
    with clock_at(hours=24 * 5):
        done(gathering.end_window(cast.caller("icb"), review=review.id))


def test_v14_each_seat_takes_one_ticket_and_v20_nobody_sees_a_count(cast: Cast, review: Review) -> None:
    gathered(cast, review)
    with clock_at(hours=27):
        done(gathering.note_ticket(cast.caller("council"), review=review.id))
        assert code(gathering.note_ticket(cast.caller("council"), review=review.id)) == "taken"
        # two of three pieces by their readers would leave the third known
        assert code(gathering.note_ticket(cast.caller("icb"), review=review.id)) == "reads_it"
        page = queries.review(cast.viewer("icb"), 1)
        assert (page.row.state, page.window.pieces) == ("gathering", "")
        assert (
            code(opening.seat_person(cast.caller("icb"), review=review.id, person=cast.people["kin"].id))
            == "seats_are_set"
        )


@pytest.mark.once
def test_a_window_takes_three_seats_beside_those_of_its_readers(cast: Cast, review: Review) -> None:
    days = {"opens": stage.OPENS, "closes": stage.CLOSES}
    with clock_at(hours=HOUR):
        for part, answer in (("kin_data", ""), ("homes_data", "seats")):
            done(opening.leave_seat(cast.caller(part), review=review.id))
            prepared = gathering.prepare_window(cast.caller("icb"), review=review.id, **days)
            assert getattr(prepared, "code", "") == answer
            with opened():
                Review.objects.update(window=None)


def test_the_window_is_extended_once_and_ends_by_itself(cast: Cast, review: Review) -> None:
    _parts, window = gathered(cast, review)
    with clock_at(hours=28):
        done(gathering.extend_window(cast.caller("icb"), review=review.id, closes=date(2026, 3, 9)))
        assert (
            code(gathering.extend_window(cast.caller("icb"), review=review.id, closes=date(2026, 3, 10)))
            == "extended"
        )
        assert code(gathering.end_window(cast.caller("icb"), review=review.id)) == "not_over"
    with clock_at(hours=24 * 9):
        tickets.close(window)
        assert queries.review(cast.viewer("icb"), 1).row.state == "closed"
        done(writing.advance(cast.caller("icb"), review=review.id))
        assert stage.again(review).state == "closed"


def test_v24_a_hand_over_without_both_parts_destroys_what_was_gathered_where_that_is_accepted(
    cast: Cast, review: Review, client
) -> None:
    _parts, window = gathered(cast, review)
    with clock_at(hours=30):
        assert code(handing.hand_over(cast.caller("icb"), review=review.id)) == "no_successor"
        done(opening.ask_facilitator(cast.caller("icb"), review=review.id, person=cast.people["kin"].id))
        done(opening.agree_to_facilitate(cast.caller("kin"), review=review.id, **stage.NONE))
        client.force_login(cast.people["icb"], backend="allauth.account.auth_backends.AuthenticationBackend")
        here = "/api/v1/alliances/stonebridge/reviews/1/hand-over/"
        assert client.post(here, content_type="application/json").json()["code"] == "would_be_lost"
        assert window_now(window).state == "open"
        assert client.post(here, {"accept_loss": True}, content_type="application/json").status_code == 201
    assert window_now(window).state == "destroyed"
    kinds = dict(Seat.objects.filter(review=review).values_list("person__name", "kind"))
    assert (kinds["Fay Provider"], kinds["Cleo Commissioner"]) == ("facilitator", "contributor")


def test_v14_the_same_request_twice_is_no_second_ticket(cast: Cast, review: Review, client) -> None:
    gathered(cast, review)
    client.force_login(cast.people["council"], backend="allauth.account.auth_backends.AuthenticationBackend")
    with clock_at(hours=27):
        first = client.post("/a/stonebridge/reviews/1/ticket/", {"once": "the same"})
        assert 'id="secret"' in first.content.decode()
        again = client.post("/a/stonebridge/reviews/1/ticket/", {"once": "the same"})
        api, again_too = "/api/v1/alliances/stonebridge/reviews/1/ticket/", {"Idempotency-Key": "the same"}
        there = client.post(api, {}, content_type="application/json", headers=again_too)
    assert (again.status_code, there.json()["code"]) == (409, "taken")
    assert "no-store" in first["Cache-Control"]


def test_v12_a_view_is_from_a_role_of_the_timeline(cast: Cast, review: Review) -> None:
    with clock_at(hours=HOUR):
        stage.walked(cast, review, "views")
        told = {"review": review.id, "stage": "views", "text": "Words"}
        assert (
            code(writing.write_line(cast.caller("council"), heading="The only porter", **told)) == "heading"
        )
        done(writing.write_line(cast.caller("council"), heading="ward staff", **told))


def test_v35_a_hazard_leaves_by_both_keys_alone_and_every_seat_sees_it(cast: Cast, review: Review) -> None:
    with clock_at(hours=HOUR):
        told = {"org": cast.orgs["KIN"], "role": "Duty lead", "text": "The back stairs have no light."}
        hazard = UUID(done(stopping.write_hazard(cast.caller("icb"), review=review.id, **told)))
        assert code(stopping.pass_hazard(cast.caller("icb"), review=review.id, hazard=hazard)) == "one_key"
        assert queries.hazards(cast.viewer("kin"), clock.now()) == []
        assert queries.review(cast.viewer("council"), 1).hazards == []
        done(stopping.pass_hazard(cast.caller("homes"), review=review.id, hazard=hazard))
        assert [one.text for one in queries.hazards(cast.viewer("kin"), clock.now())] == [told["text"]]
        assert queries.review(cast.viewer("council"), 1).hazards[0].passed
        assert queries.hazards(cast.viewer("council"), clock.now()) == []


def test_v36_danger_pauses_at_once_copies_nothing_and_both_go_on(cast: Cast, review: Review) -> None:
    with clock_at(hours=HOUR):
        stage.walked(cast, review, "views")
        done(stopping.pause_review(cast.caller("homes"), review=review.id))
        assert (
            code(
                writing.write_line(
                    cast.caller("council"), review=review.id, stage="views", heading="A", text="B"
                )
            )
            == "wrong_state"
        )
        done(stopping.resume_review(cast.caller("homes"), review=review.id))
        assert stage.again(review).state == "paused"
        done(stopping.resume_review(cast.caller("homes"), review=review.id))
        assert stage.again(review).state == "paused"
        done(stopping.resume_review(cast.caller("icb"), review=review.id))
        assert (stage.again(review).state, stage.again(review).previous) == ("opened", "")
        assert Hazard.objects.count() == Release.objects.count() == 0


def test_withdrawing_takes_both_keys_and_destroys_all_of_it(cast: Cast, review: Review) -> None:
    with clock_at(hours=HOUR):
        stage.walked(cast, review)
        stage.write(cast, review, "ideas", "An idea that nobody is to keep")
        stage.prepared(cast, review)
        window = stage.again(review).window
        done(stopping.withdraw_review(cast.caller("icb"), review=review.id))
        assert stage.again(review).state == "opened"
        assert code(stopping.withdraw_review(cast.caller("council"), review=review.id)) == "not_facilitator"
        done(stopping.withdraw_review(cast.caller("homes"), review=review.id))
        with pytest.raises(NotFound):
            queries.review(cast.viewer("icb"), 1)
    ended = stage.again(review)
    assert (ended.state, ended.title, ended.question) == ("ended", "", "")
    assert window_now(window).state == "destroyed"
    assert not any(model.objects.exists() for model in (Seat, Line, Step, Change, Assent, Tally))
    for words in ("An idea that nobody is to keep", stage.ASKED["title"], stage.LINES[0][2]):
        assert not found_anywhere(words)


def test_v34_the_database_keeps_no_samples_beside_what_is_to_be_destroyed(db: None) -> None:
    """PostgreSQL plans with samples of a table's columns, which stay in its own tables when those rows are gone."""
    ours = [one for one in apps.get_app_config("meetings").get_models() if one.__module__.startswith(REVIEWS)]
    tables = [one._meta.db_table for one in ours if one not in (Release, Covenant)] + [
        "alliance_slip",
        "alliance_window",
        "risks_ticketday",
    ]
    assert len(tables) > 9
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(SAMPLED[connection.vendor], [table])
            assert (table, cursor.fetchall()) == (table, [])


def found_anywhere(words: str) -> bool:
    """Whether any table of the database holds these words."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(words in str(value) for row in cursor.fetchall() for value in row):
                return True
    return False


def test_v41_t5_the_number_of_an_answer_is_kept_where_the_database_alone_tells_nobody_which(
    cast: Cast, review: Review, settings
) -> None:
    with clock_at(hours=HOUR):
        lengths = set()
        for part, answer in (("council", "blame"), ("kin_data", "no_change"), ("homes_data", "nothing")):
            done(gathering.answer_fear(cast.caller(part), review=review.id, answer=answer))
            lengths.add(len(Tally.objects.get().sealed))
        assert len(lengths) == 1
        assert not any(found_anywhere(word) for word in ("blame", "no_change"))
        again = gathering.answer_fear(cast.caller("council"), review=review.id, answer="known")
        assert code(again) == "answered"
        assert safe.counted(review) == {"fear": {}}
        told = {}
        for turn in range(
            4, 17
        ):  # whoever looks after each answer sees five come out together, and never one
            with opened():
                assert safe.add(review, {"fear": "blame"}) is None
            told[turn] = dict(queries.review(cast.viewer("icb"), 1).counted[0].answers) if turn > 9 else {}
        assert (told[10], told[15]) == ({**told[14]}, {**told[16]})
        said = "That I or somebody else would be blamed"
        assert ([told[turn][said] for turn in (10, 14, 15)], told[9]) == (["10", "10", "15"], {})
        (Path(settings.KEYS_DIR) / f"{cast.alliance}.counts.key").unlink()
        lost = gathering.answer_fear(cast.caller("icb"), review=review.id, answer="blame")
        assert (code(lost), safe.counted(review)) == ("count_key_missing", {})
        assert Seat.objects.filter(feared=True).count() == 3
