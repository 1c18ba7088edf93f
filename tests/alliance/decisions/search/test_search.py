"""The register finds words the same on every database, and nothing that its reader may not see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance.decisions import actions, queries
from alliance.decisions.drafting import drafts
from alliance.decisions.models import Findable, Proposal
from alliance.decisions.search import engine, folding, index
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.ledger.models import Entry, Opening
from alliance.life.actions import erase_text
from alliance.wings import registry
from tests.alliance.decisions.acting import act, opened, vote
from tests.bench.prepared import many_decisions
from tests.cast import Cast, build, clock_at

HOSTILE = [
    '"', "'", "''''", '"night" OR "x', "NEAR(a b)", "words:night", "entry : a", "*", "**", "%", "_", "%%' --", "night*)", "a AND",
    "-night", "^night", "\x00", "night\x00", "(", "{", "<->", "!night", ":*", "&|", "\\", "x" * 10_000, "a b " * 3_000, "D-99999999",
    "\ud800", "🌙", "D-", "1e5", "http://a.b/c?d=e",
]  # fmt: skip


def found(cast: Cast, text: str, part: str = "observer") -> list[str]:
    with clock_at(hours=9):
        return [one.ref for one in queries.register(cast.viewer(part), text=text)]


def plain_register(cast: Cast) -> None:
    opened(cast, title="Night café", text="A line for the ﬁrst night.", expected_effect="Sleep")
    opened(cast, title="Weekly calls", text="Straße and İzmir; 1e5 calls.")
    vote(cast, 2, "COU", "disagree", harm="It costs us beds.", smallest_change="Start in May.")
    vote(cast, 1, "ICB", reason="Because nurses asked.")


@pytest.fixture(params=["its own", "like"])
def way(request, monkeypatch):
    """The database's own way, and the one that is left where SQLite came without FTS5."""
    if request.param == "like":
        monkeypatch.setattr(engine, "engine", lambda alias: "like")
    return request.param


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("night", ["D-001"]), ("NIGHT", ["D-001"]), ("nigh", ["D-001"]), ("ight", []), ("cafe", ["D-001"]), ("CAFÉ", ["D-001"]),
        ("first", ["D-001"]), ("strasse", ["D-002"]), ("1e5", ["D-002"]), ("call", ["D-002"]), ("calling", []),
        ("sleep", ["D-001"]), ("beds", ["D-002"]), ("may start", ["D-002"]), ("nurses", ["D-001"]),
        ("night beds", []), ("weekly beds", ["D-002"]), ("l", ["D-001"]), ("s", ["D-002", "D-001"]),
        ("D-2", ["D-002"]), ("d-001", ["D-001"]), ("002", []), ("…", []), ("  ", ["D-002", "D-001"]), ("", ["D-002", "D-001"]),
    ],
)  # fmt: skip
def test_words_are_found_from_their_beginning_whatever_their_case_and_accents(cast, way, text, refs):
    plain_register(cast)
    assert found(cast, text) == refs


def test_this_database_looks_the_quick_way(db):
    assert engine.engine(connection.alias) == ("gin" if connection.vendor == "postgresql" else "fts5")


def test_no_question_is_an_error(cast, way):
    plain_register(cast)
    for text in HOSTILE:
        assert set(found(cast, text)) <= {"D-001", "D-002"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_question(cast, text):
    assert found(cast, text) == []


def test_only_the_latest_wording_is_found_and_the_objection_to_the_last_one_stays(cast):
    plain_register(cast)
    act(
        cast, "kin", actions.amend_proposal, hours=4, proposal=2, revision=1, title="Monthly visits", text="y"
    )
    assert (found(cast, "weekly"), found(cast, "monthly"), found(cast, "beds")) == ([], ["D-002"], ["D-002"])


def test_drafts_and_other_alliances_are_never_found(cast):
    drafts.begin_draft(cast.viewer("kin"), matter="vision", title="Secret hedgehog", text="Words")
    other = build("elsewhere")
    opened(other, title="Hedgehog house")
    assert found(cast, "hedgehog") == []


def test_the_index_names_the_events_that_it_reads_and_no_others():
    """A new type of event, a sealed ballot's among them, is found only once somebody has put it here on purpose."""
    assert set(index.FIELDS) == {
        "proposal.opened", "proposal.amended", "vote.cast", "vote.recorded", "decision.conditions_named",
    }  # fmt: skip


def test_a_rebuild_writes_the_same_index(cast):
    plain_register(cast)
    act(
        cast, "kin", actions.amend_proposal, hours=4, proposal=2, revision=1, title="Monthly visits", text="y"
    )
    assert rebuild(cast.alliance, registry.projected(), check=True).identical
    rebuild(cast.alliance, registry.projected())
    assert (found(cast, "weekly"), found(cast, "monthly"), found(cast, "night")) == ([], ["D-002"], ["D-001"])


def erased(cast: Cast, field: str) -> int:
    """Erase what was said under `field`, as the alliance manager does; the event's number."""
    seq = Opening.objects.get(alliance_id=cast.alliance, field=field).seq
    topic = Entry.objects.get(alliance_id=cast.alliance, seq=seq).topic
    number = Proposal.objects.get(id=topic).number
    answer = act(
        cast, "manager", erase_text, hours=30, proposal=number, entry=seq, field=field, ground="duty"
    )
    assert isinstance(answer, Done)
    return seq


def test_what_is_erased_is_found_no_more_and_what_is_left_is(cast):
    plain_register(cast)
    seq = erased(cast, "harm")
    assert (found(cast, "beds"), found(cast, "may")) == ([], ["D-002"])
    assert rebuild(cast.alliance, registry.projected(), check=True).identical
    assert erased(cast, "smallest_change") == seq
    assert not Findable.objects.filter(seq=seq).exists()
    assert found(cast, "may") == []


def test_folding_is_the_same_twice_and_leaves_only_letters_and_digits():
    once = folding.folded(["Café, D-012! don't ÅNGSTRÖM ½ " + "x" * 200])
    assert once == folding.folded([once])
    assert "angstrom" in once.split()
    assert max(map(len, once.split())) == folding.LONGEST


def test_the_list_asks_as_often_at_ten_decisions_as_at_a_thousand(cast):
    few, many = cast, build("many")
    many_decisions(few, 10)
    many_decisions(many, 1000)
    for wanted in ({}, {"text": "night shel"}, {"state": "in_force", "year": 2026}):
        counts = [asked(one, wanted) for one in (few, many)]
        assert counts[0] == counts[1] <= 4, wanted


def asked(one, wanted):
    """How many queries the list takes."""
    viewer = one.viewer("observer")
    engine.engine(connection.alias)  # which way of looking there is, is asked once in the life of a process
    with clock_at(hours=9), CaptureQueriesContext(connection) as seen:
        queries.register(viewer, **wanted)
    return len(seen)


def test_the_helper_that_makes_many_leaves_what_the_door_would_leave(cast):
    many_decisions(cast, 12)
    assert rebuild(cast.alliance, registry.projected(), check=True).differences == ()
    assert found(cast, "cafe") == ["D-011"]
