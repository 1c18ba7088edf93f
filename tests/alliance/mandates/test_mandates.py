"""Who names who casts a member's vote, who ends it, and what its people are told."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from alliance.contract import access, queries, rulebook
from alliance.contract.models import Mandate
from alliance.decisions import actions as decisions
from alliance.desk.activity import lately
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from alliance.mandates.actions import end_mandate, grant_mandate
from alliance.mandates.queries import TOLD_DAYS, waits
from alliance.mandates.rules import agreement_matter
from alliance.wings import registry
from tests.alliance.decisions.acting import act, all_vote, opened
from tests.alliance.mandates.joining import joined
from tests.cast import START, Cast, build, clock_at


def grant(cast: Cast, by: str, part: str, code: str, role: str = "deputy", **more: object) -> Done | Refused:
    return grant_mandate(cast.caller(by), org=cast.orgs[code], person=cast.people[part].id, role=role, **more)


def end(cast: Cast, by: str, part: str, **more: bool) -> Done | Refused:
    held = Mandate.objects.get(person=cast.people[part], revoked_at=None)
    return end_mandate(cast.caller(by), mandate=held.id, **more)


def said(answer: Done | Refused) -> str:
    return "done" if isinstance(answer, Done) else answer.code


OTHERS = [
    ("manager", "not_your_organisation"), ("kin", "not_your_organisation"), ("facilitator", "not_allowed"),
    ("homes_data", "not_allowed"), ("observer", "not_allowed"), ("stranger", "not_allowed"),
]  # fmt: skip


@pytest.mark.parametrize(("by", "answer"), [("homes", "done"), *OTHERS])
def test_a_mandate_is_granted_by_the_members_own_representative(cast: Cast, by: str, answer: str) -> None:
    assert said(grant(cast, by, "homes_data", "HOM", reason="They asked me.")) == answer


@pytest.mark.parametrize(("by", "answer"), [("homes", "done"), *OTHERS])
def test_a_mandate_is_ended_by_its_member_and_never_from_outside(cast: Cast, by: str, answer: str) -> None:
    grant(cast, "homes", "homes_data", "HOM")
    before = (
        "done" if by == "homes_data" else answer
    )  # who was a data lead holds a mandate now, and lays it down
    with clock_at(hours=1):
        assert said(end(cast, by, "homes_data")) == before


def test_a_representative_names_a_successor_and_then_steps_down(cast: Cast) -> None:
    assert said(grant(cast, "homes", "homes_data", "HOM", "representative")) == "done"
    with clock_at(hours=1):
        assert said(end(cast, "homes", "homes")) == "done"
    with clock_at(hours=2):
        assert said(grant(cast, "homes_data", "homes", "HOM", "deputy")) == "done"


def test_a_deputy_names_somebody_only_while_nobody_represents(cast: Cast) -> None:
    refused = end(cast, "council_deputy", "council")
    assert isinstance(refused, Refused)
    assert refused.sentence.endswith("Ask Ada Commissioner.")
    end(cast, "council", "council")
    with clock_at(hours=1):
        assert said(grant(cast, "manager", "council", "COU", "representative", reason="x")) != "done"
        assert said(grant(cast, "council_deputy", "council", "COU", "representative")) == "done"


def test_a_member_is_left_without_a_voice_only_knowingly(cast: Cast) -> None:
    with clock_at(minutes=1):
        assert said(end(cast, "kin", "kin")) == "leaves_nobody"
        assert said(end(cast, "kin", "kin", leave_empty=True)) == "done"
    with clock_at(hours=1):
        held = Mandate.objects.get(person=cast.people["kin"])
        assert said(end_mandate(cast.caller("kin"), mandate=held.id)) == "not_allowed"
        assert not queries.mandate(cast.viewer("kin"), held.id).in_force
        words = access.standing(cast.alliance, cast.people["kin"].id, START + timedelta(hours=1))
    assert "voter" not in words


def test_what_has_ended_does_not_end_again(cast: Cast) -> None:
    deputy = Mandate.objects.get(role="deputy")
    answers = []
    for hours in (1, 2):
        with clock_at(hours=hours):
            answers.append(said(end_mandate(cast.caller("council"), mandate=deputy.id)))
    assert answers == ["done", "ended"]


def emptied(cast: Cast) -> None:
    with clock_at(minutes=1):
        end(cast, "kin", "kin", leave_empty=True)


def test_the_manager_fills_an_empty_seat_says_why_and_its_people_are_told(cast: Cast) -> None:
    emptied(cast)
    with clock_at(hours=1):
        assert said(grant(cast, "manager", "kin_data", "KIN", "representative", reason=" ")) == "reason"
        assert (
            said(grant(cast, "homes", "kin_data", "KIN", "representative", reason="Ours"))
            == "not_your_organisation"
        )
        assert said(grant(cast, "manager", "kin_data", "KIN", "representative", reason="Fay left.")) == "done"
        again = grant(cast, "manager", "kin", "KIN", "deputy", reason="And a deputy.")
        assert said(again) == "not_your_organisation"
    told = "Hana Manager, from outside, named Gil Datalead to cast Kinfolk Centre’s vote"
    later = START + timedelta(days=TOLD_DAYS)
    assert [one.text for one in waits(cast.viewer("kin"), later)] == [told]
    assert "Fay left." in waits(cast.viewer("kin_data"), later)[0].detail
    assert waits(cast.viewer("homes"), later) == waits(cast.viewer("manager"), later) == []
    assert waits(cast.viewer("kin"), later + timedelta(hours=1, seconds=1)) == []
    happened = lately(cast.viewer("homes"), 3)[0].title
    assert happened.endswith("Hana Manager filled the empty seat from outside. Fay left.")


def test_what_a_member_does_itself_is_no_news_to_it(cast: Cast) -> None:
    grant(cast, "homes", "homes_data", "HOM")
    assert waits(cast.viewer("homes"), START) == []


def test_the_reason_stays_out_of_the_log_and_the_rows_follow_from_it(cast: Cast) -> None:
    emptied(cast)
    grant(cast, "manager", "kin_data", "KIN", "representative", reason="Fay left.")
    event = ledger.events(cast.alliance)[-1]
    assert event.body["filled_by"] == str(cast.people["manager"].id)
    assert "Fay" not in str(event.body)
    assert rebuild(cast.alliance, registry.projected(), check=True).identical
    assert verify(cast.alliance, deep=True).whole


def test_the_person_of_another_member_has_first_to_join(cast: Cast) -> None:
    assert said(grant(cast, "homes", "kin", "HOM")) == "not_of_org"


def test_another_alliances_mandate_is_not_there(cast: Cast) -> None:
    other = build("elsewhere")
    mandate = Mandate.objects.filter(org__alliance=other.alliance).first()
    assert mandate is not None
    with pytest.raises(NotFound):
        end_mandate(cast.caller("homes"), mandate=mandate.id)
    with pytest.raises(NotFound):
        grant_mandate(
            cast.caller("homes"), org=other.orgs["HOM"], person=cast.people["homes"].id, role="deputy"
        )


def changed_deputy(cast: Cast, **more: object) -> Done | Refused:
    """The council's deputy goes, and its representative names another one, who was colleague until then."""
    with clock_at(hours=5):
        return grant(cast, "council", "newcomer", "COU", **more)


@pytest.fixture
def newcomer(cast: Cast) -> Cast:
    """The council has a colleague more, and its deputy has gone."""
    with clock_at(minutes=1):
        joined(cast, "newcomer", "COU")
        end(cast, "council", "council_deputy")
    return cast


def test_a_deputy_changes_on_a_carried_decision_that_is_used_once(newcomer: Cast) -> None:
    assert said(changed_deputy(newcomer)) == "needs_agreement"
    opened(newcomer, matter="practice")
    assert said(changed_deputy(newcomer, decision=1)) == "not_carried"
    all_vote(newcomer, 1)
    act(newcomer, "kin", decisions.close_early, hours=3, proposal=1)
    assert said(changed_deputy(newcomer, role="representative", decision=1)) == "decision"
    assert said(changed_deputy(newcomer, decision=7)) == "decision"
    assert said(changed_deputy(newcomer, decision=1)) == "done"
    granted = next(one for one in reversed(ledger.events(newcomer.alliance)) if one.type == "mandate.granted")
    assert granted.body["decision"] == "D-001"
    end_it = Mandate.objects.get(person=newcomer.people["newcomer"])
    with clock_at(hours=6):
        end_mandate(newcomer.caller("council"), mandate=end_it.id)
        assert said(grant(newcomer, "council", "council_deputy", "COU", decision=1)) == "used"


def test_a_decision_about_something_else_changes_no_deputy(newcomer: Cast) -> None:
    opened(newcomer, matter="vision")
    all_vote(newcomer, 1)
    assert said(changed_deputy(newcomer, decision=1)) == "wrong_matter"


def test_a_representative_changes_without_asking_anybody(newcomer: Cast) -> None:
    assert said(changed_deputy(newcomer, role="representative")) == "done"


def test_the_team_agrees_by_the_matter_that_its_rule_book_has() -> None:
    book = rulebook.DEFAULTS
    assert agreement_matter(book) == "practice"
    without = tuple(one for one in book.matters if one.code != "practice")
    assert agreement_matter(replace(book, matters=without)) == "other"


@pytest.mark.parametrize(
    ("part", "orgs", "fills"),
    [("council", {"COU"}, 0), ("council_deputy", set(), 0), ("manager", {"KIN"}, 2)],
)
def test_the_form_offers_whom_the_viewer_may_name(cast: Cast, part: str, orgs: set[str], fills: int) -> None:
    emptied(cast)
    with clock_at(hours=1):
        page = queries.people(cast.viewer(part))
    assert ({seat.org for seat in page.seats}, page.fills) == ({cast.orgs[code] for code in orgs}, fills)


def test_a_key_makes_one_mandate(cast: Cast) -> None:
    told = {"org": cast.orgs["HOM"], "person": cast.people["homes_data"].id, "role": "deputy"}
    first, again = (grant_mandate(cast.caller("homes", key="k"), **told) for _ in range(2))
    assert isinstance(first, Done)
    assert isinstance(again, Done)
    assert (UUID(first.ref), again.replayed) == (UUID(again.ref), True)
