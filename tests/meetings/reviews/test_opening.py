"""How a review begins, who sees it, and what it leaves where nobody looks."""

import re
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models

from alliance.door.refusals import NotFound, Refused
from alliance.door.window import opened
from alliance.ledger import queries as ledger
from meetings.reviews import queries
from meetings.reviews.actions import covenants, opening
from meetings.reviews.content import content
from meetings.reviews.notices import NOTICES
from meetings.reviews.records.lines import Line, Step
from meetings.reviews.records.review import Review, Seat
from tests.cast import Cast, clock_at, done
from tests.meetings.reviews import stage

HOUR = 4


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, under a covenant."""
    stage.covenant(cast)
    return cast


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def test_v1_v2_nothing_begins_without_a_covenant_and_open_reviews_keep_theirs(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        open_one, waiting = stage.opened(cast), stage.proposed(cast, title="Another")
        stage.looked_after(cast, waiting, "icb", "homes")
    end = stage.agreement(cast, "End the covenant")
    with clock_at(hours=HOUR + 1):
        assert code(covenants.withdraw_covenant(cast.caller("manager"), decision=1)) == "cited"
        done(covenants.withdraw_covenant(cast.caller("manager"), decision=end))
        assert code(opening.propose_review(cast.caller("manager"), **stage.ASKED)) == "no_covenant"
        assert code(opening.open_review(cast.caller("icb"), review=waiting.id)) == "no_covenant"
        done(stage.writing.advance(cast.caller("icb"), review=open_one.id))
        assert queries.review(cast.viewer("icb"), 1).covenant.number == 1


@pytest.mark.once
def test_settings_are_partners_of_this_alliance_or_the_review_and_the_theme_are_refused(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        for org in (uuid4(), cast.orgs["VOX"]):  # nobody's, and an associate's
            refused = opening.propose_review(cast.caller("manager"), **stage.ASKED, settings=(org,))
            assert code(refused) == "settings"
        review = stage.opened(cast)
        for org, answer in ((cast.orgs["HOM"], "done"), (uuid4(), "settings")):
            said = {"text": "Forms do not meet.", "settings": (cast.orgs["ICB"], org)}
            theme = stage.writing.write_theme(cast.caller("icb"), review=review.id, **said)
            assert getattr(theme, "code", "done") == answer
        assert Line.objects.get().settings == [str(cast.orgs["ICB"]), str(cast.orgs["HOM"])]


def test_v1_a_covenant_rests_on_a_decision_of_all_partners(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        assert (
            code(covenants.adopt_covenant(cast.caller("manager"), decision=99, text="Words")) == "not_signed"
        )
        assert (
            code(covenants.adopt_covenant(cast.caller("council"), decision=1, text="Words")) == "not_allowed"
        )


def test_v3_v4_two_facilitators_of_different_partners_who_were_not_there(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.proposed(cast, settings=(cast.orgs["COU"],))
        stage.looked_after(cast, review, "homes")
        for part in ("homes_data", "council", "icb"):
            done(
                opening.ask_facilitator(cast.caller("manager"), review=review.id, person=cast.people[part].id)
            )
        told = {"review": review.id, **stage.NONE}
        assert code(opening.open_review(cast.caller("homes"), review=review.id)) == "never_alone"
        assert code(opening.agree_to_facilitate(cast.caller("homes_data"), **told)) == "one_partner"
        assert code(opening.agree_to_facilitate(cast.caller("council"), **told)) == "involved"
        assert (
            code(opening.agree_to_facilitate(cast.caller("icb"), **(told | {"manages": True}))) == "involved"
        )
        done(opening.agree_to_facilitate(cast.caller("icb"), **told))
        done(opening.open_review(cast.caller("icb"), review=review.id))
        assert sorted(
            Seat.objects.filter(review=review, kind="facilitator").values_list("place", flat=True)
        ) == [1, 2]


def test_v5_where_too_few_partners_are_left_somebody_from_outside_looks_after_it(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        enough = stage.proposed(cast, title="Enough are left")
        person = cast.people["observer"].id
        assert (
            code(opening.ask_facilitator(cast.caller("manager"), review=enough.id, person=person))
            == "no_outsider"
        )
        review = stage.proposed(cast, settings=tuple(cast.orgs[one] for one in ("COU", "ICB", "HOM")))
        stage.looked_after(cast, review, "kin", "observer")
        done(opening.open_review(cast.caller("kin"), review=review.id))


def test_v6_who_declines_leaves_nothing_behind_and_who_proposed_withdraws_and_does_not_leave(
    cast: Cast,
) -> None:
    with clock_at(hours=HOUR):
        review = stage.proposed(cast)
        assert code(opening.leave_seat(cast.caller("manager"), review=review.id)) == "stays"
        done(opening.ask_facilitator(cast.caller("manager"), review=review.id, person=cast.people["kin"].id))
        before = len(list(ledger.events(cast.alliance)))
        done(opening.decline_to_facilitate(cast.caller("kin"), review=review.id))
        assert not Seat.objects.filter(person=cast.people["kin"]).exists()
        assert len(list(ledger.events(cast.alliance))) == before
        with pytest.raises(NotFound):
            queries.review(cast.viewer("kin"), 1)


def test_v8_a_good_day_has_the_same_stages(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        stage.opened(cast)
        stage.opened(cast, subject="good_day")
        harm, good = (queries.review(cast.viewer("icb"), number) for number in (1, 2))
        assert [one.code for one in good.stages] == [one.code for one in harm.stages]
        assert good.verbs == harm.verbs


def test_v38_v39_t18_no_role_and_no_superuser_opens_one_and_the_answer_is_the_same_404(
    cast: Cast, client
) -> None:
    with clock_at(hours=HOUR):
        stage.opened(cast)
    chief = cast.people["facilitator"]
    chief.is_superuser = chief.is_staff = True
    chief.save()
    client.force_login(chief, backend="allauth.account.auth_backends.AuthenticationBackend")
    odd = {}
    with clock_at(hours=HOUR + 1):
        for method, tail in (
            ("get", ""),
            ("get", "check/"),
            ("get", "pieces/"),
            *(("post", tail) for tail in POSTED),
        ):
            there, nowhere = (getattr(client, method)(f"/{HERE}{number}/{tail}") for number in (1, 77))
            if there.status_code != 404 or plain(there) != plain(nowhere):
                odd[method, tail] = there.status_code
        there, nowhere = (
            client.get(f"/api/v1/alliances/stonebridge/reviews/{number}/") for number in (1, 77)
        )
    assert odd == {}
    assert (there.status_code, there.content) == (404, nowhere.content)
    client.force_login(cast.people["council"], backend="allauth.account.auth_backends.AuthenticationBackend")
    for page in (f"/{HERE}", f"/{HERE}1/", "/api/v1/alliances/stonebridge/reviews/1/", "/"):
        kept = client.get(page)
        assert "no-store" in kept["Cache-Control"], (
            page
        )  # on a machine that several use, nothing of it is left behind
        title = kept.content.decode().partition("<title>")[2].partition("</title>")[0]
        assert stage.ASKED["title"] not in title, page  # nor in the browser's history


POSTED = ("ticket/", "part/", "pieces/", "next/", "agree/", "write/factors/")
HERE = "a/stonebridge/reviews/"


def plain(answer) -> str:
    """What an answer says, without the token that is another each time."""
    return re.sub(r"\b\w{64}\b", "", answer.content.decode())


def test_v39_actions_find_no_review_without_a_seat(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast)
        for act in (opening.open_review, opening.remind, stage.stopping.start_soak, stage.writing.advance):
            with pytest.raises(NotFound):
                act(cast.caller("kin"), review=review.id)
        assert code(stage.writing.advance(cast.caller("council"), review=review.id)) == "not_facilitator"


def test_v40_a_reminder_goes_to_every_seat_and_the_log_names_nobody(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast)
        done(opening.remind(cast.caller("icb"), review=review.id))
    called = [one for one in ledger.events(cast.alliance) if one.type == "review.called"]
    asked_and_seated = 2 + 3
    assert len(called) == asked_and_seated + 1
    assert {name for one in called for name in one.body} == {"call"}
    kind = next(one for one in NOTICES if one.word == "review.reminded")
    told = kind.whom(cast.alliance, called)
    assert {person for people in told.values() for person in people} == set(
        Seat.objects.filter(review=review).values_list("person", flat=True)
    )
    assert Seat.objects.filter(review=review).count() == 6


def test_the_log_holds_neither_a_person_nor_a_word_of_a_review_before_its_release(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        stage.walked(cast, stage.opened(cast))
    found = [one for one in ledger.events(cast.alliance) if one.type.startswith("review.")]
    people = {str(person.id) for person in cast.people.values()}
    assert found
    assert {one.actor for one in found} == {"system"}
    assert not any(people & set(map(str, one.body.values())) for one in found)
    assert not any(one.commit for one in found)


def test_v42_a_reference_elsewhere_is_kept_as_it_is_and_leads_nowhere(cast: Cast) -> None:
    with clock_at(hours=HOUR):
        stage.opened(cast, elsewhere="LFPSE 12345")
        assert queries.review(cast.viewer("icb"), 1).elsewhere == "LFPSE 12345"
        refused = opening.propose_review(
            cast.caller("manager"), **stage.ASKED, elsewhere="https://x.example/"
        )
        assert code(refused) == "elsewhere"


def test_t20_a_review_reaches_persons_by_its_seats_alone_and_no_money() -> None:
    """Every link between tables, from each table of the reviews: in the direction of its foreign keys."""
    ours = [
        model
        for model in apps.get_app_config("meetings").get_models()
        if model.__module__.startswith("meetings.reviews")
    ]
    links = {
        (model.__name__, field.related_model.__name__)
        for model in ours for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)
    }  # fmt: skip
    assert {start for start, end in links if end == "Person"} == {"Seat"}
    assert {end for _start, end in links} == {
        "Alliance",
        "Covenant",
        "Review",
        "Person",
        "Organisation",
        "Seat",
    }
    assert {start for start, end in links if end == "Seat"} == {"Assent", "Call"}
    assert {start for start, end in links if end == "Organisation"} == {"Seat", "Hazard"}
    into = {
        f"{model._meta.label}.{field.name}" for model in apps.get_models() if model not in ours
        for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey) and field.related_model in ours
    }  # fmt: skip
    assert into == set()


def test_v31_t3_no_table_of_a_review_can_say_who_or_when() -> None:
    for name in ("Step", "Line", "Change", "Tally", "Hazard", "Release"):
        model = apps.get_model("meetings", name)
        kinds = {field.name: type(field).__name__ for field in model._meta.concrete_fields}
        assert not set(kinds) & {
            "author",
            "by",
            "who",
            "cause",
            "responsible",
            "owner",
            "person",
            "created",
            "at",
        }
        assert not [field for field, kind in kinds.items() if "Time" in kind]
        assert [field for field, kind in kinds.items() if kind == "DateField"] == (
            ["due"] if name == "Change" else []
        )


def test_the_pages_ask_as_often_for_many_as_for_one(cast: Cast, django_assert_max_num_queries) -> None:
    with clock_at(hours=HOUR):
        review = stage.opened(cast)
        stage.walked(cast, review)
        for turn in range(6):
            stage.write(cast, review, "factors", f"Another factor {turn}", "tools")
        with django_assert_max_num_queries(12):
            queries.review(cast.viewer("icb"), 1)


def test_what_began_before_an_upgrade_goes_on_under_what_holds_now(cast: Cast) -> None:
    """A thematic review at a stage it is asked no more, another that names releases, and answers whose numbers are gone."""
    with clock_at(hours=HOUR):
        thematic, plain = stage.proposed(cast), stage.proposed(cast)
        with opened():
            Review.objects.update(stage="views", rests_on=["V-07"])
            Review.objects.filter(id=thematic.id).update(method="thematic")
            Step(review=thematic, offset=0, turn=1, role="ward staff", saw="Nobody is shown this now").save()
            for old in ("views", "themes"):
                Line(review=thematic, stage=old, heading="ward staff", text=old).save()
            Seat.objects.update(answered=True, feared=True)
            assert stage.again(plain).ground == ()
            import_module("meetings.migrations.0006_thematic_reviews").go_on(apps, None)
        told = content(stage.again(thematic), {})  # what nobody is shown, nobody releases
        assert (told.timeline, told.views, [one.text for one in told.themes]) == ((), (), ["themes"])
        found = {one.method: (one.stage, one.rests_on) for one in Review.objects.all()}
        assert found == {"thematic": ("themes", ["V-07"]), "aar": ("views", [])}
        page = queries.review(cast.viewer("manager"), thematic.number)
    assert (page.stage, page.rests_on, page.me.answered, page.me.feared) == ("themes", ["V-07"], False, False)
