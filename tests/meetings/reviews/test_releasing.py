"""The check, the release, and what is left of a review afterwards."""

import io
from datetime import date
from uuid import UUID

import docx
import pytest

from alliance.contract.models import Organisation
from alliance.door import clock
from alliance.door.rebuild import rebuild
from alliance.door.refusals import NotFound, Refused
from alliance.door.window import opened
from alliance.ledger import queries as ledger
from alliance.papers import actions as papers
from alliance.tasks.models import Task
from alliance.tickets import actions as tickets
from alliance.tickets import writing as pieces
from alliance.tickets.queries import read
from alliance.tickets.queries import window as window_now
from alliance.wings import registry
from meetings.meetings.actions import agenda
from meetings.reviews import queries
from meetings.reviews.actions import correcting, gathering, opening, releasing, stopping, writing
from meetings.reviews.content import dumped, plain
from meetings.reviews.files import paper
from meetings.reviews.records.lines import Change, Line, Step
from meetings.reviews.records.review import Assent, Hazard, Review, Seat, Tally
from meetings.reviews.rules import identity
from meetings.reviews.rules.changes import NONE, WEAK
from risks.register import actions as register
from tests.alliance.papers.files import png
from tests.cast import START, Cast, clock_at, done
from tests.meetings.reviews import stage
from tests.meetings.stage import announced
from tests.risks.register.stage import joint

WRITTEN = (
    ("The night desk had been empty since the clocks went back", "theme"), ("We ring twice because nobody writes it down", "words"),
    ("It is hard to say no to the ward", "paraphrase"),
)  # fmt: skip
SPEAKS = ("council", "homes_data", "kin_data")


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


def test_v29_each_place_is_looked_at_by_both_and_a_changed_text_asks_for_both_keys_again(cast: Cast) -> None:
    review = stage.acting_now(cast)
    with clock_at(hours=stage.SOAKED):
        done(
            writing.write_theme(
                cast.caller("icb"), review=review.id, text="Ask Dora at 14:30, as Threshold Homes does."
            )
        )
        found = [(one.kind, one.words) for one in queries.check(cast.viewer("icb"), 1).found]
        assert found == [
            ("a name", "Dora"),
            ("a clock", "14:30"),
            ("a partner named alone", "Threshold Homes"),
        ]
        assert code(stage.key(cast, review, "icb", cleared=("Dora", "14:30"))) == "not_cleared"
        assert code(stage.key(cast, review, "icb", no_person=False)) == "acts_on_a_person"
        done(stage.key(cast, review, "icb"))
        done(writing.write_theme(cast.caller("icb"), review=review.id, text="Another."))
        done(stage.key(cast, review, "homes"))
        assert stage.again(review).state == "acting"
        assert code(stage.key(cast, review, "icb", digest="0" * 64)) == "changed"
        done(stage.key(cast, review, "icb"))
        assert stage.again(review).state == "released"


def test_v32_a_weak_action_or_none_is_prompted_and_released_all_the_same(cast: Cast) -> None:
    review = stage.acting_now(cast)
    with clock_at(hours=stage.SOAKED):
        line = Change.objects.get().id
        done(stage.change(cast, review, what="Remind all staff"))
        assert queries.check(cast.viewer("icb"), 1).prompts == [WEAK]
        for gone in (line, Change.objects.exclude(id=line).get().id):
            done(writing.remove_line(cast.caller("icb"), review=review.id, line=gone))
        assert queries.check(cast.viewer("icb"), 1).prompts == [NONE]
        done(stage.key(cast, review, "icb"))
        done(stage.key(cast, review, "homes"))
        assert queries.release(cast.viewer("kin"), 1).content.actions == ()


def test_v33_v37_t9_t14_t17_only_the_release_is_left_and_it_names_nobody_and_no_day(
    cast: Cast, client
) -> None:
    review = stage.released(cast)
    with clock_at(hours=stage.SOAKED + 2):
        page = queries.release(cast.viewer("kin"), 1)
        assert (page.row.version, page.row.month, page.covenant) == (1, "March 2026", 1)
        told = dumped(page.content) + str(plain(page.content))
        assert identity.times(told) == []
        assert not any(person.name in told or person.email in told for person in cast.people.values())
        assert not any(model.objects.exists() for model in (Line, Step, Change, Assent))
        task = Task.objects.get(alliance=cast.alliance)
        assert (task.source, task.role, task.org_id, task.person_id) == (
            "V-01",
            "Head of pharmacy",
            cast.orgs["ICB"],
            None,
        )
        found = [
            one for one in ledger.events(cast.alliance) if one.type in ("review.released", "task.created")
        ]
        assert {one.actor for one in found} == {"system"}
        made = docx.Document(io.BytesIO(paper.document(cast.viewer("kin"), page)))
        said = made.core_properties
        assert (said.author, said.last_modified_by) == ("Stonebridge", "Stonebridge")
        words = " ".join(each.text for each in made.paragraphs)
        assert "version 1, March 2026, under covenant 1" in words
        assert identity.times(words) == []
        client.force_login(cast.people["kin"], backend="allauth.account.auth_backends.AuthenticationBackend")
        api = client.get("/api/v1/alliances/stonebridge/reviews/released/1/").json()
        assert api["content"]["themes"] == [
            {"heading": "", "text": "Forms that do not reach each other need a person."}
        ]
        assert "V-01" in client.get("/a/stonebridge/reviews/released/1/").content.decode()
    assert Seat.objects.filter(review=review).count() == 6


def test_a_release_is_corrected_by_both_and_followed_up_and_v25_small_counts_are_not_told(cast: Cast) -> None:
    review = stage.released(cast)
    with clock_at(hours=stage.LATER):
        told = {
            "texts": {"usual.0.text": "On most days the form is walked over."},
            "reason": "It said all days.",
        }
        done(correcting.correct_release(cast.caller("icb"), review=review.id, **told))
        page = queries.correction(cast.viewer("homes"), 1)
        again = {"review": review.id, "digest": page.digest}
        for part in ("icb", "homes"):
            assert queries.release(cast.viewer("kin"), 1).row.version == 1
            done(correcting.turn_correction_key(cast.caller(part), **again))
        page = queries.release(cast.viewer("kin"), 1)
        assert (page.row.version, page.versions, page.reason) == (2, [2, 1], "It said all days.")
        assert [one.text for one in page.content.usual] == ["On most days the form is walked over."]
        assert queries.release(cast.viewer("kin"), 1, 1).content.usual[0].text == stage.LINES[3][2]
        for part in SPEAKS:
            done(releasing.answer_follow_up(cast.caller(part), review=review.id, changed=True, again=True))
        assert (
            code(
                releasing.answer_follow_up(cast.caller("council"), review=review.id, changed=True, again=True)
            )
            == "answered"
        )
        assert [one.answers for one in queries.review(cast.viewer("icb"), 1).counted] == [
            (("Yes", "*"), ("No", "*")),
            (("Yes", "*"), ("No", "*")),
        ]
        done(releasing.finish_follow_up(cast.caller("icb"), review=review.id))
        assert not any(model.objects.exists() for model in (Seat, Tally))
        with pytest.raises(NotFound):
            queries.review(cast.viewer("icb"), 1)
    result = rebuild(
        cast.alliance, [model for wing in registry.wings() for model in wing.projected], check=True
    )
    assert result.differences == ()


def test_the_library_is_searched_by_words_and_its_themes_are_cited_as_references(cast: Cast) -> None:
    stage.released(cast)
    with clock_at(hours=stage.LATER):
        viewer = cast.viewer("observer")
        assert [row.ref for row in queries.releases(viewer, text="two different forms").object_list] == [
            "V-01"
        ]
        assert queries.releases(viewer, text="nowhere said").object_list == []
        assert queries.releases(viewer, text="heading").object_list == []  # a word of how it is stored
        assert queries.releases(viewer, subject="good_day").object_list == []
        assert [one.text for one in queries.shelf(viewer, "usual", text="walks")] == [stage.LINES[3][2]]
        assert [(one.ref, one.title, one.state) for one in queries.references(viewer, ["V-01"])] == [
            ("V-01", stage.ASKED["title"], "Released"),
        ]  # fmt: skip


def test_K39_a_running_review_is_no_reference_to_who_has_no_seat_and_linked_by_nobody(cast: Cast) -> None:
    stage.acting_now(cast)
    with clock_at(hours=stage.SOAKED):
        assert queries.references(cast.viewer("kin"), ["V-01"]) == []
        assert [one.ref for one in queries.references(cast.viewer("council"), ["V-01"])] == ["V-01"]
        assert [one.text for one in queries.waits(cast.viewer("icb"), clock.now())] == [
            "V-01 has soaked: what should change?"
        ]
        assert queries.waits(cast.viewer("kin"), clock.now()) == []
        # A seat shows it to the council; a link, an agenda or a paper would show it to everybody, and who is seated there
        before, council = len(list(ledger.events(cast.alliance))), cast.caller("council")
        linked = register.link_reference(council, risk=joint(cast).id, ref="V-01")
        assert code(linked) == "not_released"
        meeting = announced(cast, day=date(2026, 3, 10))
        there, nowhere = (agenda.add_item(council, meeting=meeting, ref=ref) for ref in ("V-01", "V-02"))
        assert there.sentence.replace("V-01", "V-02") == nowhere.sentence
        several = agenda.add_suggested(council, meeting=meeting, refs=["V-01"])
        with pytest.raises(NotFound):
            papers.attach_paper(council, ref="V-01", sent=papers.Sent(png(), "notes.png"), title="Notes")
        assert code(several) == "ref"
        named = [one for one in list(ledger.events(cast.alliance))[before:] if "V-01" in str(one.body)]
        assert named == []


def test_an_action_goes_to_a_partner_that_is_still_there(cast: Cast) -> None:
    review = stage.acting_now(cast)
    with clock_at(hours=stage.SOAKED):
        done(stage.change(cast, review, what="Call", orgs=(cast.orgs["KIN"], cast.orgs["HOM"])))
    with opened():
        Organisation.objects.filter(id=cast.orgs["KIN"]).update(left_at=START)
    with clock_at(hours=stage.SOAKED + 1):
        done(stage.key(cast, review, "icb"))
        done(stage.key(cast, review, "homes"))
    task = Task.objects.get(what__startswith="Call")
    assert (task.org_id, task.source) == (cast.orgs["HOM"], "V-01")
