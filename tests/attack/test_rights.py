"""Who may do what, in one table: a change of rights is a change of this page, and is seen."""

import sys

import pytest

from alliance.contract.access import rights
from alliance.contract.actions import give_role
from alliance.door.action import Action
from alliance.door.refusals import Refused
from alliance.tasks.actions import create_task
from alliance.wings import registry
from tests.alliance.mandates.joining import joined
from tests.cast import START, Cast, clock_at

KNOWN_AS = {
    "voter": {"member", "voter"},
    "data": {"member", "data_lead"},
    "colleague": {"member"},
    "associate": {"associate"},
    "team": {"team"},
    "manager": {"team", "manager"},
    "facilitator": {"team", "facilitator"},
    "team's observer": {"team", "observer"},
    "member's observer": {"member", "observer"},
    "associate's observer": {"associate", "observer"},
}
# A right to vote stands in no row: it comes from a mandate alone. Observers are heard and never act: a place in a
# member or in the team gives them nothing. Those of an associate keep its voice: to say what could go wrong.
TABLE = {
    "agreement.adopt": ["manager"],
    "covenant.record": ["manager"],  # and only by a decision of all partners
    "deadlock.note": ["facilitator", "manager", "voter"],  # for a member, with its mandate alone
    "decision.clock": ["facilitator", "manager"],
    "decision.correct": ["facilitator", "manager"],  # and the member that proposed it
    "decision.draft": ["facilitator", "manager", "voter"],
    "decision.propose": ["voter"],
    "decision.publish": ["manager", "voter"],
    "decision.review": ["facilitator", "manager", "voter"],
    "decision.unpublish": ["manager", "voter"],
    "limits.record": ["data", "manager"],
    "licence.note": ["data", "manager"],  # a data lead for their own organisation alone
    "logged.keep": [
        "associate",
        "associate's observer",
        "colleague",
        "data",
        "facilitator",
        "manager",
        "voter",
    ],
    "mandate.grant": ["manager", "voter"],  # the manager into an empty seat alone
    "meeting.run": ["facilitator", "manager"],
    "member.admit": ["manager"],
    "minutes.write": ["facilitator", "manager"],
    # for one's own voice alone; the team has none of the four, and tells stories
    "note.write": [
        "associate",
        "associate's observer",
        "colleague",
        "data",
        "facilitator",
        "manager",
        "team",
        "voter",
    ],
    "objective.set": ["manager"],
    "paper.attach": ["colleague", "data", "facilitator", "manager", "team", "voter"],
    "paper.tidy": ["facilitator", "manager"],
    "people.invite": ["manager", "voter"],
    "plan.settle": ["data", "manager"],
    "register.open_to_public": ["manager"],  # and only by a decision of the members
    "release.open": ["data", "manager"],
    "release.seal": ["data", "manager", "voter"],  # two, of two bodies
    "release.set_thresholds": ["manager"],  # and only by a decision about shared measures
    "release.withdraw": ["data", "manager"],
    "report.note": ["facilitator", "manager"],  # a panel’s; a board’s with its member’s mandate
    "review.propose": [
        "associate",
        "associate's observer",
        "colleague",
        "data",
        "facilitator",
        "manager",
        "team",
        "voter",
    ],  # all else in a review goes by seat
    "risk.raise": ["associate", "associate's observer", "colleague", "data", "facilitator", "voter"],
    "risk.score": ["voter"],
    "risk.watch": ["facilitator", "manager"],
    "role.give": ["manager"],
    "rulebook.adopt": ["manager"],
    "shares.adopt": ["manager"],  # and only by a decision about the commercial framework or the target cost
    "task.create": ["colleague", "data", "facilitator", "manager", "team", "voter"],
    "task.settle": ["facilitator", "manager"],
    "text.erase": ["manager"],  # and whose words they are
    "upload.follow": ["manager"],
    "upload.send": ["data", "voter"],
    "warning.answer": ["facilitator", "manager", "voter"],  # warning itself asks for no right
    "vote.record": ["facilitator", "manager"],
}
# Actions that ask for no row of the table: what lets somebody in, and what then decides.
WITHOUT_A_ROW = {
    "capacity.state": "insider",  # with a mandate of the member that speaks of itself
    "correction.object": "insider",
    "decision.correct": "insider",  # its own row, or a mandate of the member that proposed
    "duty.note": "insider",  # with the mandate of the member that has the duty
    "report.note": "insider",  # its own row, or the mandate of the member whose board reports
    "decision.ratify": "insider",  # with a mandate of the member whose board agreed
    "member.leave": "insider",
    "member.rename": "insider",
    "text.erase": "insider",  # its own row, or one's own words
    "agenda.add": "anyone_inside",  # to be heard
    "agenda.add_suggested": "anyone_inside",  # the same, from a list
    "agenda.remove": "anyone_inside",  # what one added oneself
    "attendance.join": "anyone_inside",  # one's own organisation
    "attendance.leave": "anyone_inside",
    "mapping.change": "_sends_it",  # its own organisation's headings
    "mapping.forget": "_sends_it",
    "mapping.remember": "sends_draft",  # its own organisation’s draft
    "meeting.put_to_vote": "anyone_inside",  # with a mandate of the member that proposes
    "minutes.accept": "anyone_inside",  # with a mandate of a member that was there
    "minutes.amend": "anyone_inside",
    "paper.remove": "anyone_inside",  # what one attached oneself
    "decision.review": "insider",
    "deadline.move": "insider",  # the proposing member, or who runs the clock
    "holder.agree": "anyone_inside",  # with the mandate of the holder asked
    "holder.release": "anyone_inside",
    "interest.declare": "insider",  # with the member's mandate
    "interest.rule": "insider",  # with the mandate of a member that rules
    "interest.withdraw": "insider",
    "invitation.accept": "_holds_link",
    "proposal.amend": "insider",  # with the proposing member's mandate
    "proposal.close_early": "insider",
    "proposal.open": "insider",
    "proposal.settle": "_system_only",
    "proposal.tell": "_invented",  # in an invented alliance, with a mandate of the member that proposes
    "proposal.withdraw": "insider",
    "release.audit": "_by_system",
    "risk.settle": "_system_only",
    "round.settle": "_system_only",
    "treatment.consent": "anyone_inside",  # with the mandate of the partner that would bear the cost
    # in a review by seat alone: whoever has one, or the two who look after it
    "review.ask": "takes_part",
    "review.agree": "takes_part",
    "review.decline": "takes_part",
    "review.unseat": "takes_part",
    "review.withdraw": "takes_part",
    "review.ticket": "takes_part",
    "review.answer_fear": "takes_part",
    "review.write": "seated",
    "review.add_step": "seated",
    "review.answer": "seated",
    "review.open": "facilitates",
    "review.seat": "facilitates",
    "review.remind": "facilitates",
    "review.prepare_window": "facilitates",
    "review.start_window": "facilitates",
    "review.extend_window": "facilitates",
    "review.end_window": "facilitates",
    "review.hand_over": "facilitates",
    "review.replace": "facilitates",
    "review.take_key_back": "facilitates",
    "review.change_line": "facilitates",
    "review.remove_line": "facilitates",
    "review.advance": "facilitates",
    "review.write_theme": "facilitates",
    "review.add_action": "facilitates",
    "review.soak": "facilitates",
    "review.pause": "facilitates",
    "review.resume": "facilitates",
    "review.write_hazard": "facilitates",
    "review.pass_hazard": "facilitates",
    "review.release": "facilitates",
    "review.correct": "facilitates",
    "review.confirm_correction": "facilitates",
    "review.follow_up": "facilitates",
    "task.complete": "anyone_inside",  # its owner
    "task.drop": "anyone_inside",
    "task.move": "anyone_inside",
    "task.reopen": "anyone_inside",
    "upload.commit": "sends_draft",
    "warning.gather": "_by_system",
    "warning.renew_pool": "_by_system",
    "warning.ticket": "anyone_inside",
    "warning.give": "anyone_inside",  # people supported too
    "vote.cast": "insider",  # with the member's mandate
    "vote.confirm": "insider",
    "vote.record": "insider",
}
ROOMS = ("alliance.", "measures.", "risks.", "meetings.")


def test_every_right_stands_in_the_table_and_no_role_has_another() -> None:
    names = {name for wing in registry.wings() for name in wing.permissions}
    found = {name: sorted(who for who, words in KNOWN_AS.items() if name in rights(words)) for name in names}
    assert found == {name: sorted(who) for name, who in TABLE.items()}


def test_what_asks_for_no_row_of_the_table_is_listed() -> None:
    rooms = [module for name, module in sys.modules.items() if name.startswith(ROOMS)]
    acts = {one.name: one.needs for room in rooms for one in vars(room).values() if isinstance(one, Action)}
    asked = {
        name: needs.__name__ for name, needs in acts.items() if needs.__name__ not in ("needs", "_settles")
    }
    assert asked == WITHOUT_A_ROW


@pytest.mark.parametrize("code", [None, "HOM"])
def test_an_observer_notes_no_action_wherever_they_belong(cast: Cast, code: str | None) -> None:
    with clock_at(minutes=1):
        joined(cast, "guest", code)
        give_role(cast.caller("manager"), person=cast.people["guest"].id, name="observer")
    with clock_at(hours=1):
        answer = create_task(cast.caller("guest"), what="Write", org=cast.orgs["HOM"], due=START.date())
        assert "task.create" not in cast.viewer("guest").permissions
    assert isinstance(answer, Refused)
    assert answer.code == "not_allowed"
