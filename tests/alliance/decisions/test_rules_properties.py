"""Generated histories, counted a second time by an independent and naive reading of the table."""

import re
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alliance.decisions.stories import CLOSES, E4, E4_ONE_PROVIDER, E8, MINUTE, OPENS, Story

ORGS = (*E8, "C2", "C3", "Z9")
HAPPENINGS = st.one_of(
    st.tuples(
        st.just("vote"),
        st.sampled_from(ORGS),
        st.sampled_from(["agree", "agree", "agree", "disagree", "abstain"]),
    ),
    st.tuples(st.just("old"), st.sampled_from(ORGS), st.just("agree")),
    st.tuples(st.sampled_from(["recuse", "unrecuse", "leave"]), st.sampled_from(ORGS), st.just("")),
    st.tuples(
        st.sampled_from(["all", "all", "amend", "early", "withdraw", "adjourn"]), st.just(""), st.just("")
    ),
)
CASES = st.fixed_dictionaries(
    {
        "members": st.sampled_from([E4, E8, E4_ONE_PROVIDER]),
        "rule": st.sampled_from("UUKMQ"),
        "need": st.integers(1, 8),
        "threshold": st.sampled_from([(1, 2), (2, 3), (3, 4), (1, 1)]),
        "auto": st.booleans(),
        "aside": st.booleans(),
        "owner": st.sampled_from([None, None, None, "C1"]),
        "history": st.lists(HAPPENINGS, max_size=14),
        "start": st.sampled_from([-6, 0, 1]),
        "now": st.sampled_from([OPENS + 4 * MINUTE, CLOSES - MINUTE, CLOSES, CLOSES + MINUTE]),
    }
)


def unfold(case):
    """The history with `all` (everybody agrees) written out, each happening with its minute."""
    flat = []
    for what, org, said in case["history"]:
        flat += [("vote", one, "agree") for one in case["members"]] if what == "all" else [(what, org, said)]
    return [(OPENS + (case["start"] + n) * MINUTE, *one) for n, one in enumerate(flat)]


def tell(case):
    p, q = case["threshold"]
    pinned = {"owner": case["owner"]} if case["owner"] else {}
    story = Story(
        case["rule"], case["members"], need=case["need"], p=p, q=q, auto_close=case["auto"],
        abstention="stand_aside" if case["aside"] else "blocks", **pinned,
    )  # fmt: skip
    story.events[0] = story.events[0].__class__(0, OPENS - timedelta(hours=1), *_rest(story.events[0]))
    revision = 1
    for at, what, org, said in unfold(case):
        story.until(at).revision = revision
        revision += what == "amend"
        _tell(story, what, org, said)
    return story


def _rest(event):
    return event.type, event.actor, event.body


def _tell(story, what, org, said):
    {
        "vote": lambda: story.cast(org, said),
        "old": lambda: story.cast(org, said, revision=story.revision + 1),
        "recuse": lambda: story.recused(org),
        "unrecuse": lambda: story.interest_withdrawn(org),
        "leave": lambda: story.left(org),
        "amend": story.amended,
        "early": story.closed_early,
        "withdraw": story.withdrawn,
        "adjourn": story.adjourned,
    }[what]()


def naive(case):
    """The table read aloud: keep lists, walk the history, stop at T."""
    members, said, out, gone = case["members"], {}, set(), set()
    for at, what, org, position in unfold(case):
        if at > case["now"] or at >= CLOSES:
            break
        if what in ("withdraw", "adjourn"):
            return {"withdraw": "withdrawn", "adjourn": "adjourned"}[what], at
        change(what, org, said, out, gone)
        eligible = [one for one in members if one not in out and one not in gone]
        if what == "vote" and at >= OPENS and org in eligible:
            said[org] = position
            if closes_itself(case) and verdict(case, eligible, said) == "carried":
                return "carried", at
        if what == "early" and eligible and all(one in said for one in eligible):
            return verdict(case, eligible, said), at
    if case["now"] < CLOSES:
        return "open", None
    return verdict(case, [one for one in members if one not in out and one not in gone], said), CLOSES


def change(what, org, said, out, gone):
    """What takes a ballot away, and who may no longer cast one."""
    if what in ("recuse", "leave"):
        (out if what == "recuse" else gone).add(org)
        said.pop(org, None)
    if what == "unrecuse":
        out.discard(org)
    if what == "amend":
        said.clear()


def closes_itself(case):
    return case["auto"] and case["rule"] == "U" and not case["owner"]


def verdict(case, eligible, said):
    ballots = [said.get(one) for one in eligible]
    agree, disagree, ins = ballots.count("agree"), ballots.count("disagree"), [one for one in ballots if one]
    if case["owner"]:
        return "reserved_decided" if said.get(case["owner"]) in ("agree", "disagree") else "not_reached"
    if len(eligible) < 2 or len({one[0] for one in eligible}) < 2:
        return "refer"
    if case["rule"] == "U":
        wanted = {"agree", "abstain"} if case["aside"] else {"agree"}
        if disagree:
            return "not_carried"
        return "carried" if set(ballots) <= wanted and agree else "not_reached"
    if len(ins) < case["need"]:
        return "not_reached"
    enough = {
        "K": not disagree and agree >= 1,
        "M": agree > disagree,
        "Q": agree + disagree > 0
        and Fraction(agree, max(1, agree + disagree)) >= Fraction(*case["threshold"]),
    }
    return "carried" if enough[case["rule"]] else "not_carried"


@settings(max_examples=2000, deadline=None)
@given(case=CASES)
def test_the_tally_and_a_naive_reading_of_the_table_agree_and_every_member_stands_in_one_place(case):
    found = tell(case).outcome(case["now"])
    assert (found.result, found.decided_at) == naive(case)
    every_member_stands_in_exactly_one_place_and_every_number_is_whole(found, case)


@pytest.mark.marathon
@pytest.mark.timeout(3600)
@settings(max_examples=100_000, deadline=None)
@given(case=CASES)
def test_they_agree_over_a_hundred_thousand_histories(case):
    found = tell(case).outcome(case["now"])
    assert (found.result, found.decided_at) == naive(case)


def every_member_stands_in_exactly_one_place_and_every_number_is_whole(found, case):
    counts = found.counts
    places = [*counts.agree, *counts.disagree, *counts.abstain, *counts.silent, *counts.recused, *counts.left]
    assert sorted(places) == sorted(case["members"])
    assert (type(found.eligible), type(found.need), type(found.refused)) == (int, int, int)
    assert not re.search(r"\d[.,]\d", found.sum)


@settings(max_examples=500, deadline=None)
@given(
    rule=st.sampled_from("UKMQ"),
    positions=st.lists(st.sampled_from(["agree", "disagree", "abstain"]), min_size=4, max_size=4),
    order=st.permutations(E4),
    auto=st.booleans(),
)
def test_the_order_of_different_members_ballots_does_not_matter(rule, positions, order, auto):
    said = dict(zip(E4, positions, strict=True))
    told = [Story(rule, p=2, q=3, auto_close=auto) for _ in range(2)]
    for story, members in zip(told, (E4, order), strict=True):
        story.until(OPENS)
        for org in members:
            story.cast(org, said[org])
    assert told[0].outcome() == told[1].outcome()


@settings(max_examples=500, deadline=None)
@given(case=CASES, later=st.integers(1, 10_000))
def test_once_closed_no_later_moment_and_no_later_event_changes_an_outcome(case, later):
    story = tell(case)
    found = story.outcome(CLOSES)
    story.until(CLOSES + MINUTE).left("C1").disagree(*E8).withdrawn()
    assert story.outcome(CLOSES + later * MINUTE) == found


@settings(max_examples=500, deadline=None)
@given(case=CASES, org=st.sampled_from(E4))
def test_silence_never_consents(case, org):
    """Under U without recusal or leaving, a silent member means that nothing is carried."""
    quiet = [one for one in case["history"] if one[0] in ("vote", "amend") and one[1] != org]
    story = tell({**case, "rule": "U", "owner": None, "members": E4, "history": quiet})
    assert story.outcome(CLOSES).result != "carried"
