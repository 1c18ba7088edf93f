"""Notes by voice: apart, bound to a release, nobody's by name, put right by a new one, and taken back to a slot."""

from uuid import UUID

import pytest

from alliance.door.clock import now
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from alliance.links.queries import mentioned
from measures.notes import actions, queries
from measures.notes.beside import beside
from measures.notes.models import Note
from measures.packs.actions import forget_packs
from measures.packs.models import Pack
from measures.packs.rules import LIFE
from measures.releases.actions import close_release, open_release
from tests.cast import build, done
from tests.measures.notes.conftest import FIRST, SECOND

pytestmark = pytest.mark.django_db
HERE = {"measure": "M-01", "period": FIRST, "view": "HOM"}


def write(desk, who, voice, words="More people came", **more):
    return actions.write_note(desk.caller(who), voice=voice, words=words, **HERE | more)


def tell(desk, who, voice, **more):
    given = {"words": "Somebody answered the door", "agreed": True, "voice": voice}
    return actions.tell_story(desk.caller(who), **HERE | given | more)


def read(desk, who="homes", **asked):
    return queries.together(desk.viewer(who), "M-01", **{"view": "HOM"} | asked)


def said(found):
    return {voice.voice: [each.words for each in voice.notes] for voice in found.voices}


def test_voices_stand_side_by_side_in_a_fixed_order_and_the_missing_are_there_too(desk):
    done(write(desk, "council", "commissioner", "A grant ended"))
    done(write(desk, "kin", "provider", "Two posts were empty"))
    done(write(desk, "homes", "provider", "Evictions bunched", asks="Is it the season?"))
    found = read(desk)
    assert [voice.name for voice in found.voices] == [
        "Frontline",
        "Providers",
        "Commissioners",
        "Lived experience",
    ]
    assert said(found) == {
        "frontline": [], "provider": ["Two posts were empty", "Evictions bunched"], "commissioner": ["A grant ended"], "lived": [],
    }  # fmt: skip
    assert (found.release, found.printed, found.waits) == (1, "50%", False)
    assert (
        beside(desk.viewer("homes"))
        .words("M-01", "HOM", FIRST)
        .startswith("Heard on 2024/25 Q1: providers and commissioners.")
    )


@pytest.mark.parametrize(
    ("who", "voice", "code"),
    [
        ("homes", "lived", "not_your_voice"),
        ("council", "provider", "not_your_voice"),
        ("manager", "frontline", "not_your_voice"),
        ("homes", "board", "voice"),
    ],
)
def test_nobody_writes_for_another_voice(desk, who, voice, code):
    assert write(desk, who, voice).code == code
    assert not Note.objects.exists()


def test_an_associate_of_people_with_lived_experience_is_heard(desk):
    done(write(desk, "observer", "lived", "You are counting doors"))
    assert said(read(desk))["lived"] == ["You are counting doors"]


def test_a_note_on_a_figure_that_is_not_released_is_refused(desk):
    desk.send(SECOND)
    assert write(desk, "homes", "provider", period=SECOND).code == "not_released"
    assert tell(desk, "homes", "provider", period=SECOND).code == "not_released"


def test_no_name_stands_in_the_row_or_in_the_log_and_only_its_writer_knows_it_again(desk):
    note = done(write(desk, "homes", "provider"))
    (event,) = ledger.events(desk.alliance, types=["note.written"])
    person = str(desk.cast.people["homes"].id)
    assert event.actor == "system"
    assert person not in repr(event)
    assert person not in repr(Note.objects.values().get(id=note))
    assert [each.mine for each in read(desk).voices[1].notes] == [True]
    assert [each.mine for each in read(desk, "homes_data").voices[1].notes] == [False]


def test_a_correction_is_a_new_note_with_the_old_words_below(desk):
    old = UUID(done(write(desk, "homes", "provider", "More people came")))
    assert actions.correct(desk.caller("kin"), note=old, words="Fewer").code == "not_yours"
    done(actions.correct(desk.caller("homes"), note=old, words="Fewer people left"))
    assert actions.correct(desk.caller("homes"), note=old, words="Again").code == "put_right"
    (note,) = read(desk).voices[1].notes
    assert (note.words, note.earlier) == ("Fewer people left", ("More people came",))


def test_taken_back_by_its_writer_a_note_leaves_a_slot_and_its_words_are_nowhere(desk):
    old = UUID(done(write(desk, "homes", "provider", "Mrs Ash came back", asks="Who saw her?")))
    new = UUID(done(actions.correct(desk.caller("homes"), note=old, words="Ash came back")))
    assert actions.take_back(desk.caller("kin"), note=new).code == "not_yours"
    assert actions.take_back(desk.caller("homes"), note=old).code == "put_right"
    done(actions.take_back(desk.caller("homes"), note=new))
    (slot,) = read(desk).voices[1].notes
    assert (slot.taken_back, slot.words, slot.more, slot.mine) == (True, "", "", False)
    assert "Ash" not in repr(ledger.texts(desk.alliance))
    assert all(
        event.actor == "system"
        for event in ledger.events(desk.alliance, types=["text.erased", "note.taken_back"])
    )
    verdict = verify(desk.alliance, deep=True)
    assert (verdict.whole, verdict.erased, verdict.withheld) == (True, 3, 0)
    assert actions.take_back(desk.caller("homes"), note=new).code == "taken_back"
    assert set(Note.objects.values_list("writer", flat=True)) == {""}


def test_a_file_that_may_hold_words_that_were_taken_back_goes_and_no_other(desk):
    note = UUID(done(write(desk, "homes", "provider", "Mrs Ash came back")))
    for alliance in (desk.alliance, build("elsewhere").alliance):
        Pack(
            alliance_id=alliance, kind="evidence", mark="m", asked={}, job=note, content=b"Ash", expires_at=now() + LIFE
        ).save()  # fmt: skip
    forget_packs()
    assert Pack.objects.count() == 2
    done(actions.take_back(desk.caller("homes"), note=note))
    forget_packs()
    assert [one.alliance_id == desk.alliance for one in Pack.objects.all()] == [False]


def test_a_story_stands_in_the_box_of_its_chart_and_the_newest_is_shown(desk):
    assert tell(desk, "homes", "provider", agreed=False).code == "agreed"
    done(tell(desk, "kin", "provider", words="The first"))
    newest = UUID(
        done(tell(desk, "manager", "team", words="The second", disagrees=True, will_try="Ring twice"))
    )
    viewer = desk.viewer("council")
    shown = beside(viewer, "M-01").story("M-01", "HOM", [FIRST])
    assert (shown.words, shown.will_try) == ("The second", "Ring twice")
    assert (
        shown.by
        == "The alliance’s team (S-02), about 2024/25 Q1 as release 1 has it; it disagrees with the figure"
    )
    assert beside(viewer).story("M-01", "HOM", [SECOND]) is None
    assert beside(viewer, until=0).story("M-01", "HOM", [FIRST]) is None
    done(actions.take_back(desk.caller("manager"), note=newest))
    assert beside(viewer).story("M-01", "HOM", [FIRST]).words == "The first"
    assert [each.taken_back for each in read(desk).stories] == [True, False]


def test_a_story_is_called_by_its_number_and_leaves_it_when_it_is_taken_back(desk):
    """Put right, it keeps its number; taken back, its place says so and nothing of its words; the next one is another."""
    first = UUID(done(tell(desk, "homes", "provider", words="Ashes")))
    done(tell(desk, "kin", "provider", words="Like S-01, and not S-09"))
    newer = UUID(done(actions.correct(desk.caller("homes"), note=first, words="Ashes and oak")))
    viewer = desk.viewer("council")
    assert {ref: one.state for ref, one in mentioned(viewer, "see S-01, S-1, S-02 and S-03").items()} == {
        "S-01": "", "S-1": "", "S-02": "",
    }  # fmt: skip
    done(actions.take_back(desk.caller("homes"), note=newer))
    done(tell(desk, "homes", "provider", words="Another"))
    known = mentioned(viewer, "see S-01 and S-03")
    assert [(ref, one.state) for ref, one in known.items()] == [("S-01", "Taken back"), ("S-03", "")]
    assert known["S-01"].url.endswith("period=2024%2F25+Q1#S-01")
    assert "Ash" not in repr(known)
    assert [(each.ref, each.taken_back) for each in read(desk).stories] == [
        ("S-03", False),
        ("S-01", True),
        ("S-02", False),
    ]


def test_what_is_expected_is_read_by_its_writer_alone_until_the_figures_are_out(desk):
    desk.send(SECOND)
    release = UUID(done(open_release(desk.caller("manager"), period=desk.periods[SECOND])))
    given = {"measure": "M-01", "view": "HOM", "voice": "provider", "words": "Fewer: a post is empty"}
    (wait,) = queries.waits(desk.viewer("homes_data"), None)
    assert "what do you expect to see?" in wait.text
    note = done(actions.expect(desk.caller("homes_data"), release=release, **given))
    assert queries.waits(desk.viewer("homes_data"), None) == []
    assert queries.waits(desk.viewer("manager"), None) == []
    assert [each.words for _, each in queries.expectations(desk.viewer("homes_data"), 2).mine] == [
        given["words"]
    ]
    assert queries.expectations(desk.viewer("kin"), 2).mine == ()
    assert queries.things(desk.viewer("kin"), {note}) == {}
    assert [voice.notes for voice in read(desk).expected] == [()] * 4
    done(close_release(desk.caller("manager"), release=release))
    assert actions.expect(desk.caller("kin"), release=release, **given).code == "already_out"
    done(desk.publish(SECOND))
    found = read(desk, "kin", period=SECOND)
    assert [each.words for each in found.expected[1].notes] == [given["words"]]
    assert said(found)["provider"] == []
    assert note in queries.things(desk.viewer("kin"), {note})
    assert actions.correct(desk.caller("homes_data"), note=UUID(note), words="More").code == "already_out"
