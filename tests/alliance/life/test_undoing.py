"""Rows 64 and 65: a reversal goes by the original's rule or unanimity; a part is replaced with a scope note; no cycles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alliance.contract import rulebook
from alliance.contract.matters import MatterType, Rule, Share
from alliance.contract.writes import write_rulebook
from alliance.decisions import actions, queries
from alliance.decisions.asked import Asked
from alliance.decisions.count.reversing import DecidedBy, Earlier, check_links, may_undo
from alliance.decisions.history import texts
from alliance.door import clock
from alliance.door.action import Done, action
from alliance.door.rebuild import rebuild
from alliance.door.refusals import NotFound
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from alliance.wings import registry
from tests.alliance.decisions.acting import act, all_vote, code, opened, row
from tests.alliance.decisions.test_pages import at_home
from tests.cast import START, Cast

U, K, M = (DecidedBy(rule) for rule in "UKM")
TWO_THIRDS, THREE_QUARTERS = DecidedBy("Q", 2, 3), DecidedBy("Q", 3, 4)
COUNCIL, BOARD = DecidedBy("U", owner="COU"), DecidedBy("U", owner="ICB")
UNDO = {
    "unanimity by unanimity": (U, U, True), "unanimity by consent": (U, K, False), "consent by consent": (K, K, True),
    "consent by unanimity": (K, U, True), "consent by majority": (K, M, False), "majority by consent": (M, K, False),
    "two thirds by two thirds": (TWO_THIRDS, TWO_THIRDS, True), "three quarters by two thirds": (THREE_QUARTERS, TWO_THIRDS, False),
    "all by one member": (U, COUNCIL, False), "one member by itself": (COUNCIL, COUNCIL, True),
    "one member by another": (COUNCIL, BOARD, False), "one member by all": (COUNCIL, U, True),
}  # fmt: skip


@pytest.mark.parametrize("name", UNDO)
def test_row_64_a_reversal_goes_by_the_originals_rule_or_by_unanimity(name: str) -> None:
    original, by, wanted = UNDO[name]
    assert may_undo(original, by) is wanted
    refused = check_links([Earlier(1, "in_force", original)], (), by, in_part=False, scope_note="")
    assert (refused.code if refused else None) == (None if wanted else "weaker_rule")


LINKS = {
    "reversed already": ([Earlier(1, "reversed", U)], [], False, "", "not_standing"),
    "never agreed": ([Earlier(1, "", U)], [], False, "", "not_standing"),
    "lapsed": ([], [Earlier(1, "lapsed", U)], False, "", "not_standing"),
    "ended by itself": ([], [Earlier(1, "ended", U)], False, "", None),
    "a part without a note": ([], [Earlier(1, "in_force", U)], True, "", "scope_note"),
    "a note without a part": ([], [Earlier(1, "in_force", U)], False, "Calls", "scope_note"),
    "a part of nothing": ([], [], True, "Calls", "in_part"),
    "both at once": ([Earlier(1, "in_force", U)], [Earlier(1, "in_force", U)], False, "", "twice"),
    "two of them": ([], [Earlier(1, "in_force", U), Earlier(2, "continued", K)], False, "", None),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_what_may_be_named(name: str) -> None:
    ends, replaced, part, note, wanted = LINKS[name]
    refused = check_links(ends, replaced, U, in_part=part, scope_note=note)
    assert (refused.code if refused else None) == wanted


def wants(cast: Cast, **said):
    given = {
        "matter": "vision",
        "title": "Later",
        "text": "Later words.",
        "review_on": date(2026, 9, 1),
    } | said
    return act(cast, "kin", actions.open_proposal, hours=3, asked=Asked(org=cast.orgs["KIN"], **given))


def carried(cast: Cast, **said) -> int:
    number = opened(cast, **said)
    all_vote(cast, number)
    return number


def shown(cast: Cast, number: int = 1):
    with clock.simulated(START + timedelta(hours=6)):
        return queries.decision(cast.viewer("observer"), number)


def same(cast: Cast) -> bool:
    return rebuild(cast.alliance, registry.projected(), check=True).identical and verify(cast.alliance).whole


def test_row_64_the_old_one_says_reversed_by_and_its_text_is_untouched(cast: Cast) -> None:
    carried(cast)
    carried(cast, title="Not after all", reverses=1)
    page = shown(cast)
    assert (page.life_words, page.text, page.title) == (
        "Reversed by D-002",
        "We call each week.",
        "Weekly calls",
    )
    assert [(link.how, link.ref) for link in page.links] == [("Reversed by", "D-002")]
    assert code(wants(cast, reverses=1))[0] == "not_standing"
    assert same(cast)


def test_row_64_through_the_door_consent_does_not_undo_unanimity_and_unanimity_undoes_consent(
    cast: Cast,
) -> None:
    carried(cast)
    assert code(wants(cast, matter="practice", reverses=1))[0] == "weaker_rule"
    assert code(wants(cast, matter="practice", supersedes=(1,)))[0] == "weaker_rule"
    opened(cast, matter="practice")
    all_vote(cast, 2)
    act(cast, "kin", actions.close_early, proposal=2)
    assert isinstance(wants(cast, reverses=2), Done)
    assert isinstance(wants(cast, matter="practice", reverses=2), Done)


def test_row_64_the_originals_own_threshold_counts_not_a_lower_one_adopted_since(cast: Cast) -> None:
    def under(share: Share) -> None:
        kept = [one for one in rulebook.DEFAULTS.matters if one.code != "practice"]
        book = replace(
            rulebook.DEFAULTS, matters=(*kept, MatterType("practice", Rule.THRESHOLD, threshold=share))
        )
        adopt = action("test.adopt", needs=lambda act, arguments: None)(
            lambda act: str(write_rulebook(act, book))
        )
        assert isinstance(adopt(cast.caller("manager")), Done)

    with clock.simulated(START):
        under(Share(3, 4))
    opened(cast, matter="practice")
    all_vote(cast, 1)
    act(cast, "kin", actions.close_early, proposal=1)
    with clock.simulated(START + timedelta(hours=2.5)):
        under(Share(2, 3))
    assert code(wants(cast, matter="practice", reverses=1))[0] == "weaker_rule"


def test_row_65_both_are_in_force_and_the_scope_note_says_which_part(cast: Cast) -> None:
    carried(cast)
    carried(
        cast, title="Calls at night", supersedes=(1,), in_part=True, scope_note="Only the calls at night."
    )
    page, later = shown(cast), shown(cast, 2)
    assert (row(cast, 1).life, row(cast, 2).life) == ("in_force", "in_force")
    assert page.life_words == "In force; replaced in part by D-002"
    assert [(link.how, link.ref) for link in page.links] == [
        ("Replaced in part (Only the calls at night) by", "D-002")
    ]
    assert [link.how for link in later.links] == ["Replaces in part"]
    assert page.history[-1].text == "Only the calls at night."
    event = ledger.events(cast.alliance)[-1]
    assert texts(cast.alliance, [event])[event.seq] == {"scope_note": "Only the calls at night."}
    carried(cast, title="Calls at weekends", supersedes=(1,), in_part=True, scope_note="At weekends.")
    assert [link.ref for link in shown(cast).links] == ["D-002", "D-003"]
    assert same(cast)


def test_row_65_no_cycle_can_be_made_for_links_lead_back_only(cast: Cast) -> None:
    carried(cast)
    with pytest.raises(NotFound):
        wants(cast, supersedes=(2,))  # its own number
    carried(cast, supersedes=(1,))
    carried(cast, supersedes=(2,))
    assert code(wants(cast, supersedes=(1,)))[0] == "not_standing"
    opening = [event.body for event in ledger.events(cast.alliance, types=["proposal.opened"])]
    number = {body["proposal"]: body["number"] for body in opening}
    assert all(number[one] < body["number"] for body in opening for one in body.get("supersedes", ()))


def test_the_page_offers_a_part_and_asks_which(cast: Cast) -> None:
    carried(cast)
    with clock.simulated(START + timedelta(hours=4)):
        client, url = at_home(cast, "kin"), f"/a/{cast.slug}/decisions/new/?matter=vision"
        asked = client.get(f"{url}&concerns=1&how=part").content.decode()
        sent = {
            "org": str(cast.orgs["KIN"]), "title": "Nights", "text": "At night.", "concerns": "1", "how": "part",
            "review_on_day": "1", "review_on_month": "9", "review_on_year": "2026", "venue": "written",
        }  # fmt: skip
        wrong = client.post(url, sent)
        done = client.post(url, sent | {"scope_note": "The calls at night."})
    assert "Which part does it replace?" in asked
    assert (wrong.status_code, done.status_code) == (422, 302)
    opening = ledger.events(cast.alliance, types=["proposal.opened"])[-1]
    assert (opening.body["in_part"], row(cast, 2).looks_again_at_id) == (True, None)
