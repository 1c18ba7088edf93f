"""A thematic review, from three releases to its own: what it lays side by side, what it asks, and where it leads."""

from typing import Any
from uuid import UUID

import pytest

from alliance.door.refusals import Refused
from meetings.reviews import queries
from meetings.reviews.actions import gathering, opening, stopping, writing
from meetings.reviews.content import plain
from meetings.reviews.records.lines import Line
from meetings.reviews.records.review import Review
from tests.cast import Cast, clock_at, done
from tests.meetings.reviews import stage

PAGE, API = "/a/stonebridge/reviews/", "/api/v1/alliances/stonebridge/reviews/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GROUND = ("V-01", "V-02", "V-03")
TITLES = ("A Friday without medicines", "A night at minus four", "A day that went well")
THEME = "A request that crosses two partners needs a person who can be rung."
NOW = stage.SOAKED + 2
pytestmark = pytest.mark.once


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast under a covenant, with three releases that speak of the join, and a fourth review that still runs."""
    stage.covenant(cast)
    with clock_at(hours=4):
        running = [stage.opened(cast, title=title) for title in (*TITLES, "Not released")]
        for turn, review in enumerate(running):
            stage.walked(cast, review, "factors")
            stage.write(cast, review, "factors", f"Nobody to ring, told {turn + 1} times", "join")
            stage.walked(cast, review)
            done(stopping.start_soak(cast.caller("icb"), review=review.id))
    with clock_at(hours=stage.SOAKED):
        for review in running[:3]:
            done(
                writing.write_theme(cast.caller("icb"), review=review.id, text="Two forms ask for one thing.")
            )
            for part in ("icb", "homes"):
                done(stage.key(cast, review, part))
    return cast


@pytest.fixture
def review(cast: Cast) -> Review:
    """A thematic review on the three, open, with the council seated."""
    with clock_at(hours=NOW):
        return stage.opened(
            cast, seats=("council",), method="thematic", title="Who can be rung", rests_on=GROUND
        )


def test_it_rests_on_releases_alone_and_lays_what_they_say_side_by_side(
    cast: Cast, review: Review, django_assert_max_num_queries
) -> None:
    told = stage.ASKED | {"method": "thematic"}
    with clock_at(hours=NOW):
        for refs, said in (
            (GROUND[:2], "too_few_released"), ((*GROUND, "V-04"), "rests_on"), ((*GROUND, "V-99"), "rests_on"),
        ):  # fmt: skip
            assert code(opening.propose_review(cast.caller("manager"), **told, rests_on=refs)) == said
        with django_assert_max_num_queries(13):
            found = queries.review(cast.viewer("council"), review.number).material
        plainly = queries.review(cast.viewer("council"), 4).material
    assert (plainly, [row.ref for row in found.releases]) == (None, list(GROUND))
    laid = {one.title: [(told.ref, *told.lines) for told in one.said] for one in found.laid}
    assert list(laid) == [
        "Tasks",
        "The join between partners",
        "Usual work",
        "What helped",
        "What was learned",
    ]
    assert laid["The join between partners"] == [
        (ref, f"Nobody to ring, told {turn + 1} times") for turn, ref in enumerate(GROUND)
    ]
    assert {(one.said_in, one.of) for one in found.laid} == {(3, 3)}
    assert found.silent == [
        "Person", "Tools and technology", "Organisation", "Internal environment", "External environment",
    ]  # fmt: skip
    assert found.releases[0].url == f"{PAGE}released/1/"


def test_it_asks_for_themes_of_two_releases_or_more_and_for_nothing_else(cast: Cast, review: Review) -> None:
    here: dict[str, Any] = {"review": review.id}
    with clock_at(hours=NOW):
        for name in ("affected", "views", "factors", "usual", "helped"):
            line = writing.write_line(
                cast.caller("council"), stage=name, text="Words", heading="tasks", **here
            )
            assert code(line) == "not_asked_here"
        for name in ("covenant", "timeline", "themes"):
            assert (
                code(writing.write_line(cast.caller("council"), stage=name, text="Words", **here)) == "stage"
            )
        assert code(stage.step(cast, review)) == "not_asked_here"
        window = gathering.prepare_window(cast.caller("icb"), opens=stage.OPENS, closes=stage.CLOSES, **here)
        assert code(window) == "thematic"
        assert code(gathering.answer_fear(cast.caller("council"), answer="blame", **here)) == "thematic"
        early = writing.write_theme(cast.caller("icb"), text=THEME, rests_on=GROUND, **here)
        assert code(early) == "too_early"
        done(writing.advance(cast.caller("icb"), **here))
        for refs in ((), GROUND[:1], ("V-01", "V-04")):
            assert (
                code(writing.write_theme(cast.caller("icb"), text=THEME, rests_on=refs, **here)) == "rests_on"
            )
        said = {"text": THEME, "rests_on": GROUND, "settings": (cast.orgs["ICB"],)}
        assert code(writing.write_theme(cast.caller("icb"), **said, **here)) == "settings"
        assert code(writing.advance(cast.caller("icb"), **here)) == "unfinished"
        line = done(writing.write_theme(cast.caller("icb"), text=THEME, rests_on=GROUND, **here))
        done(writing.advance(cast.caller("icb"), **here))
        done(stopping.start_soak(cast.caller("icb"), **here))
        done(writing.remove_line(cast.caller("icb"), line=UUID(line), **here))
    with clock_at(hours=24 * 8):
        assert code(stage.key(cast, review, "icb")) == "no_theme"


def test_one_runs_to_its_release_through_pages_and_api_and_both_ways_lead_between_the_releases(
    cast: Cast, client
) -> None:
    def visit(part: str) -> None:
        client.force_login(cast.people[part], backend=BACKEND)

    def send(path: str, **said: Any) -> Any:
        answer = client.post(f"{API}{path}", said, content_type="application/json")
        assert answer.status_code == 201, answer.json()
        return answer.json()

    with clock_at(hours=NOW):
        visit("manager")
        asks = client.get(f"{PAGE}new/").content.decode()
        assert "What they released is laid side by side" in asks
        assert "V-04" not in asks
        form = {
            "title": "Who can be rung",
            "question": "Who can be rung?",
            "subject": "harm",
            "method": "thematic",
            "rests_on": GROUND,
        }
        assert client.post(f"{PAGE}new/", form | {"rests_on": GROUND[:2]}).status_code == 409
        assert client.post(f"{PAGE}new/", form, follow=True).redirect_chain[-1][0] == f"{PAGE}5/"
        for part in ("icb", "homes"):
            visit("manager")
            client.post(f"{PAGE}5/ask/", {"ask-person": cast.people[part].id})
            visit(part)
            send("5/agree/", **stage.NONE)
        client.post(f"{PAGE}5/open/")
        client.post(f"{PAGE}5/next/")
        shown = client.get(f"{PAGE}5/").content.decode()
        assert "told 2 times" in shown
        assert "In 3 of 3" in shown
        assert not any(
            words in shown for words in ("told 4 times", "Add a step", "Writing unseen", "From which role")
        )
        theme = {"theme-text": THEME, "theme-rests_on": GROUND[:1]}
        assert client.post(f"{PAGE}5/theme/", theme).status_code == 422
        theme["theme-rests_on"] = GROUND[::2]
        assert "V-01</a>, <a" in client.post(f"{PAGE}5/theme/", theme, follow=True).content.decode()
        send("5/theme/", text="Forms do not meet.", rests_on=GROUND)
        send("5/next/")
        client.post(f"{PAGE}5/soak/")
    with clock_at(hours=24 * 8):
        for part in ("icb", "homes"):
            visit(part)
            read = client.get(f"{API}5/check/").json()
            assert read["content"]["rests_on"] == list(GROUND)
            send("5/release/", digest=read["digest"], no_person=True)
        visit("observer")
        released = client.get(f"{API}released/5/").json()
        headings = {one["heading"] for one in released["content"]["themes"]}
        assert headings == {"V-01, V-03", "V-01, V-02, V-03"}
        assert [row["title"] for row in released["rests_on"]] == list(TITLES)
        assert f'href="{PAGE}released/3/"' in client.get(f"{PAGE}released/5/").content.decode()
        assert "Taken up in" in client.get(f"{PAGE}released/1/").content.decode()
        assert [row["ref"] for row in client.get(f"{API}released/1/").json()["taken_up"]] == ["V-05"]
        found = queries.releases(cast.viewer("observer"), method="thematic").object_list
        assert [row.ref for row in found] == ["V-05"]
        lines = b"".join(client.get(f"{PAGE}library.csv?method=thematic").streaming_content).decode()
        assert (
            f'V-05,1,March 2026,Harm,Thematic review,Who can be rung,What was learned,"V-01, V-03: {THEME}"'
            in lines
        )
        told = dict(plain(queries.release(cast.viewer("observer"), 5).content))
        assert (list(told), told["What it rests on"]) == (
            ["The question", "What was learned", "What it rests on"], list(GROUND),
        )  # fmt: skip
        assert not Line.objects.filter(review__number=5).exists()
        visit("manager")
        again = opening.propose_review(
            cast.caller("manager"),
            **(stage.ASKED | {"method": "thematic"}),
            rests_on=("V-01", "V-02", "V-05"),
        )
        assert code(again) == "rests_on"
