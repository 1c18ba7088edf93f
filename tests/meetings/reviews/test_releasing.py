"""The check, the release, and what is left of a review afterwards."""

import io
from datetime import date

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
from alliance.wings import registry
from meetings.meetings.actions import agenda
from meetings.reviews import queries
from meetings.reviews.actions import correcting, releasing, writing
from meetings.reviews.content import dumped, plain
from meetings.reviews.files import paper
from meetings.reviews.records.lines import Change, Line, Step
from meetings.reviews.records.review import Assent, Seat, Tally
from meetings.reviews.rules import identity
from meetings.reviews.rules.changes import NONE, WEAK
from risks.register import actions as register
from tests.alliance.papers.files import png
from tests.cast import START, Cast, clock_at, done
from tests.meetings.reviews import stage
from tests.meetings.stage import announced
from tests.risks.register.stage import joint

SPEAKS = ("council", "homes_data", "kin_data")


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """The cast, under a covenant."""
    stage.covenant(cast)
    return cast


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


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
