"""What people wrote unseen: opened by both, kept to its writers’ consent, and what rests on it."""

from uuid import UUID

import pytest

from alliance.door.refusals import Refused
from alliance.door.window import opened
from alliance.tickets import actions as tickets
from alliance.tickets import writing as pieces
from alliance.tickets.queries import read
from alliance.tickets.queries import window as window_now
from meetings.reviews import queries
from meetings.reviews.actions import gathering, opening, stopping, writing
from meetings.reviews.records.lines import Change, Line, Step
from meetings.reviews.records.review import Hazard, Review
from tests.cast import Cast, clock_at, done
from tests.meetings.reviews import stage

WRITTEN = (
    ("The night desk had been empty since the clocks went back", "theme"), ("We ring twice because nobody writes it down", "words"),
    ("It is hard to say no to the ward", "paraphrase"),
)  # fmt: skip


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, under a covenant."""
    stage.covenant(cast)
    return cast


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def gathered(cast: Cast, wrote: int = 3) -> tuple[Review, tuple[str, str], list[str]]:
    """A review with so many pieces, soaked: the parts of its key, and the tickets."""
    with clock_at(hours=4):
        review = stage.opened(cast)
        stage.prepared(cast, review)
        window = stage.again(review).window
        parts = tuple(str(tickets.keep_part(window, place)) for place in (1, 2))
    with clock_at(hours=26):
        done(gathering.start_window(cast.caller("icb"), review=review.id))
        taken = [str(tickets.take(window)) for _ in range(wrote)]
        for ticket, (text, consent) in zip(taken, WRITTEN, strict=False):
            assert pieces.write(ticket, text, consent) is None
    with clock_at(hours=24 * 5):
        done(gathering.end_window(cast.caller("icb"), review=review.id))
        stage.walked(cast, review)
        done(stopping.start_soak(cast.caller("icb"), review=review.id))
    return stage.again(review), parts, taken


AFTER = 24 * 9


def test_v22_both_parts_open_three_pieces_and_one_opens_nothing(cast: Cast, client) -> None:
    review, (first, second), _taken = gathered(cast)
    client.force_login(cast.people["icb"], backend="allauth.account.auth_backends.AuthenticationBackend")
    with clock_at(hours=AFTER):
        page = "/a/stonebridge/reviews/1/pieces/"
        alone = client.post(page, {"first": first, "second": first})
        assert WRITTEN[0][0] not in alone.content.decode()
        both = client.post(page, {"first": first, "second": second})
        assert all(text in both.content.decode() for text, _consent in WRITTEN)
        assert "no-store" in both["Cache-Control"]
        assert {one.text for one in read(review.window, first, second)} == {
            text for text, _consent in WRITTEN
        }


def test_v26_v27_v28_consent_is_kept_at_the_release_and_v34_nothing_can_be_opened_after_it(
    cast: Cast,
) -> None:
    review, (first, second), _taken = gathered(cast)
    parts = {"first": first, "second": second}
    with clock_at(hours=AFTER):
        done(writing.write_theme(cast.caller("icb"), review=review.id, text=WRITTEN[1][0]))
        stolen = done(
            writing.write_theme(
                cast.caller("icb"),
                review=review.id,
                text="Since then the night desk had been empty since, too",
            )
        )
        done(stage.key(cast, review, "icb"))
        assert code(stage.key(cast, review, "homes")) == "parts_needed"
        assert code(stage.key(cast, review, "homes", first=first, second=first)) == "parts_do_not_fit"
        assert code(stage.key(cast, review, "homes", **parts)) == "repeats"
        done(writing.remove_line(cast.caller("icb"), review=review.id, line=UUID(stolen)))
        done(stage.key(cast, review, "icb"))
        done(stage.key(cast, review, "homes", **parts))
        assert [one.text for one in queries.release(cast.viewer("kin"), 1).content.themes] == [WRITTEN[1][0]]
        assert window_now(review.window).state == "destroyed"
        assert code(read(review.window, first, second)) == "not_closed"


def test_v23_a_withdrawal_that_leaves_two_holds_back_what_rests_on_pieces(cast: Cast, client) -> None:
    review, (first, second), taken = gathered(cast)
    with clock_at(hours=AFTER):
        line = done(writing.write_theme(cast.caller("icb"), review=review.id, text="Nights are thin."))
        client.force_login(cast.people["icb"], backend="allauth.account.auth_backends.AuthenticationBackend")
        for text in ("Forms do not meet.", "Stairs are dark."):
            client.post("/a/stonebridge/reviews/1/theme/", {"theme-text": text, "theme-apart": "on"})
        shown = client.get("/a/stonebridge/reviews/1/").content.decode()
        assert "Unless you tick this, it rests on what was gathered" in shown
        dark = next(one.id for one in queries.review(cast.viewer("homes"), 1).themes if "dark" in one.text)
        assert f"/change/{dark}/" in shown
        unlit = client.post(
            f"/a/stonebridge/reviews/1/change/{dark}/", {"text": "Stairs are unlit."}, follow=True
        )
        assert "the old ones are gone" in unlit.content.decode()
        assert {(one.text, one.from_pieces) for one in queries.review(cast.viewer("homes"), 1).themes} == {
            ("Nights are thin.", True), ("Forms do not meet.", False), ("Stairs are unlit.", True),
        }  # fmt: skip
        assert {one.from_pieces for one in queries.review(cast.viewer("council"), 1).themes} == {None}
        forms = next(one.id for one in queries.review(cast.viewer("homes"), 1).themes if "Forms" in one.text)
        api = "/api/v1/alliances/stonebridge/reviews/1/change-line/"
        for said, rests in (({}, True), ({"from_pieces": False}, False)):
            told = {"line": str(forms), "text": "Forms stay apart."} | said
            assert client.post(api, told, content_type="application/json").status_code == 201
            assert Line.objects.get(id=forms).from_pieces is rests
        for said, rests in (({}, True), ({"apart": "on"}, False)):
            client.post(f"/a/stonebridge/reviews/1/change/{forms}/", {"text": "Forms stay apart."} | said)
            assert Line.objects.get(id=forms).from_pieces is rests
        pieces.withdraw(taken[0])
        done(stage.key(cast, review, "icb"))
        assert code(stage.key(cast, review, "homes", first=first, second=second)) == "too_few_pieces"
        for gone in (UUID(line), dark):
            done(writing.remove_line(cast.caller("icb"), review=review.id, line=gone))
        done(stage.key(cast, review, "icb"))
        done(stage.key(cast, review, "homes", first=first, second=second))
        assert stage.again(review).state == "released"


@pytest.mark.once
def test_v23_not_themes_alone_but_all_that_is_written_by_those_who_read_the_pieces_rests_on_them(
    cast: Cast,
) -> None:
    review, (first, second), taken = gathered(cast)
    parts, told = {"first": first, "second": second}, {"stage": "factors", "heading": "tools"}
    with clock_at(hours=AFTER), opened():
        Review.objects.update(state="closed")
        for by in ("icb", "council"):
            done(writing.write_line(cast.caller(by), review=review.id, text=f"Thin nights, {by}", **told))
            done(stage.step(cast, review, by=by, saw=by))
        said_no = {"text": "On paper alone", "from_pieces": False} | told
        done(writing.write_line(cast.caller("icb"), review=review.id, **said_no))
        Review.objects.update(state="acting")
        done(stage.change(cast, review))
        assert [one.text for one in Line.objects.filter(from_pieces=True)] == ["Thin nights, icb"]
        assert [one.saw for one in Step.objects.filter(from_pieces=True)] == ["icb"]
        assert {one.from_pieces for one in queries.review(cast.viewer("council"), 1).actions} == {None}
        pieces.withdraw(taken[0])
        for model in (Line, Step, Change):
            done(stage.key(cast, review, "icb"))
            assert code(stage.key(cast, review, "homes", **parts)) == "too_few_pieces"
            rests = model.objects.get(from_pieces=True).id
            done(writing.remove_line(cast.caller("icb"), review=review.id, line=rests))
        done(stage.key(cast, review, "icb"))
        done(stage.key(cast, review, "homes", **parts))
        left = {one.text for one in queries.release(cast.viewer("kin"), 1).content.factors}
        assert left >= {"Thin nights, council", "On paper alone"}


def test_v21_two_pieces_are_never_opened(cast: Cast) -> None:
    review, (first, second), _taken = gathered(cast, wrote=2)
    assert window_now(review.window).state == "too_few"
    assert code(read(review.window, first, second)) == "not_closed"


@pytest.mark.once
def test_v35_a_danger_goes_out_of_pieces_by_both_parts_and_in_nobodys_words(cast: Cast) -> None:
    review, (first, second), _taken = gathered(cast)
    parts, told = {"first": first, "second": second}, {"org": cast.orgs["KIN"], "role": "Duty lead"}
    with clock_at(hours=AFTER):
        for text, answers in (
            (f"{WRITTEN[1][0]}.", ("parts_do_not_fit", "repeats")), ("No desk is held at night.", ("parts_do_not_fit", "")),
        ):  # fmt: skip
            said = stopping.write_hazard(cast.caller("icb"), review=review.id, text=text, **told)
            second_key = {"review": review.id, "hazard": UUID(done(said))}
            answered = [
                stopping.pass_hazard(cast.caller("homes"), **second_key, **each) for each in ({}, parts)
            ]
            assert tuple(getattr(one, "code", "") for one in answered) == answers
        first_one = Hazard.objects.get(passed=False).id
        done(writing.remove_line(cast.caller("icb"), review=review.id, line=first_one))
        assert [one.text for one in queries.review(cast.viewer("icb"), 1).hazards] == [
            "No desk is held at night."
        ]


def test_v24_with_both_present_a_hand_over_seals_again_and_the_old_part_opens_nothing(
    cast: Cast, client
) -> None:
    review, (first, second), _taken = gathered(cast)
    with clock_at(hours=AFTER):
        done(opening.ask_facilitator(cast.caller("icb"), review=review.id, person=cast.people["kin"].id))
        done(opening.agree_to_facilitate(cast.caller("kin"), review=review.id, **stage.NONE))
        client.force_login(cast.people["icb"], backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.post("/a/stonebridge/reviews/1/hand-over/", {"first": first, "second": second})
        fresh = answer.content.decode().partition('id="secret">')[2].partition("<")[0]
        assert code(read(review.window, first, second)) == "parts_do_not_fit"
        assert len(read(review.window, fresh, second)) == 3
