"""Who looks after a review may fall ill or leave, and a key may be turned back: nothing waits for one person for good."""

import pytest

from alliance.door.refusals import Refused
from alliance.notices.models import Letter
from alliance.notices.planning import read_logs
from alliance.tickets.queries import window as window_now
from meetings.reviews import queries
from meetings.reviews.actions import handing, opening, stopping
from meetings.reviews.records.review import Assent, Review, Seat
from tests.cast import Cast, clock_at, done
from tests.meetings.reviews import stage
from tests.meetings.reviews.test_keepers import BACKEND, HOUR, code, gathering_now

PAGE = "/a/stonebridge/reviews/1/"
API = "/api/v1/alliances/stonebridge/reviews/1/"
pytestmark = pytest.mark.once


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, under a covenant."""
    stage.covenant(cast)
    return cast


def succeeds(cast: Cast, review: Review, part: str = "kin") -> None:
    """This person is asked by the homes, declares, and agrees."""
    done(opening.ask_facilitator(cast.caller("homes"), review=review.id, person=cast.people[part].id))
    done(opening.agree_to_facilitate(cast.caller(part), review=review.id, **stage.NONE))


def kinds(review: Review) -> dict[str, str]:
    found = Seat.objects.filter(review=review).values_list("person__email", "kind")
    return {email.partition("@")[0]: kind for email, kind in found}


def test_v24_the_place_of_who_is_absent_is_taken_and_what_was_gathered_is_destroyed(
    cast: Cast, client
) -> None:
    with clock_at(hours=HOUR):
        review, _parts = gathering_now(cast)
        client.force_login(cast.people["homes"], backend=BACKEND)
        assert "Nobody has agreed yet" in client.get(PAGE).content.decode()
        assert client.post(f"{PAGE}replace/").status_code == 409
        assert window_now(review.window).state == "open"
        done(stopping.withdraw_review(cast.caller("icb"), review=review.id))
        succeeds(cast, review)
        assert "would be destroyed" in client.post(f"{PAGE}replace/").content.decode()
        accepted = {"replace-accept_loss": "on"}
        said = client.post(f"{PAGE}replace/", accepted, follow=True).content.decode()
        assert "The place is taken, and all seats are told." in said
        assert window_now(review.window).state == "destroyed"
        seats = kinds(review)
        assert (seats.get("icb"), seats["kin"], seats["homes"]) == (None, "facilitator", "facilitator")
        assert not Assent.objects.exists()
        read_logs()
        told = set(Letter.objects.filter(kind="review.replaced_lost").values_list("person", flat=True))
        assert Letter.objects.filter(kind="review.succession").count() == len(told)
        assert told == set(Seat.objects.filter(review=review).values_list("person", flat=True))
        assert not Letter.objects.filter(kind__startswith="review.", person=cast.people["icb"]).exists()
        stage.walked(cast, review)
        done(stopping.start_soak(cast.caller("kin"), review=review.id))


def test_the_place_of_who_is_absent_is_taken_by_a_program_and_a_danger_is_not_lost(
    cast: Cast, client
) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast)
        told = {"org": cast.orgs["COU"], "role": "Head of housing", "text": "The stair is loose."}
        danger = done(stopping.write_hazard(cast.caller("icb"), review=review.id, **told))
        succeeds(cast, review)
        client.force_login(cast.people["council"], backend=BACKEND)
        assert client.post(f"{API}replace/", content_type="application/json").status_code == 403
        client.force_login(cast.people["homes"], backend=BACKEND)
        assert client.post(f"{API}replace/", content_type="application/json").status_code == 201
        assert kinds(review).get("icb") is None
        done(stopping.pass_hazard(cast.caller("homes"), review=review.id, hazard=danger))


def test_keys_lapse_when_the_review_moves_on_and_can_be_turned_back(cast: Cast, client) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast)
        here = {"review": review.id}
        done(stopping.withdraw_review(cast.caller("icb"), **here))
        done(stopping.pause_review(cast.caller("homes"), **here))
        assert not Assent.objects.exists()
        done(stopping.resume_review(cast.caller("icb"), **here))
        client.force_login(cast.people["icb"], backend=BACKEND)
        back = client.post(f"{PAGE}take-back/", {"take-back-verb": "resume"}, follow=True)
        assert "Your key is turned back." in back.content.decode()
        assert not Assent.objects.exists()
        assert (
            client.post(f"{API}take-back/", {"verb": "resume"}, content_type="application/json").status_code
            == 409
        )
        done(stopping.resume_review(cast.caller("homes"), **here))
        assert stage.again(review).state == "paused"
        done(stopping.resume_review(cast.caller("icb"), **here))
        done(stopping.withdraw_review(cast.caller("homes"), **here))
    assert stage.again(review).state == "opened"
    assert isinstance(stopping.take_key_back(cast.caller("homes"), verb="release", **here), Refused)
    assert queries.review(cast.viewer("homes"), 1).keys.mine == ("withdraw",)


def test_nobody_of_the_partner_who_stays_takes_the_absent_place(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast, seats=())
        succeeds(cast, review, "homes_data")
        assert code(handing.replace_absent(cast.caller("homes"), review=review.id)) == "one_partner"
        assert kinds(review)["icb"] == "facilitator"
