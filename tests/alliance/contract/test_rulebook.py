"""The rule-book: its defaults, what may be chosen, and what may not."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.contract.matters import (
    ALWAYS_UNANIMOUS,
    DEFAULT_MATTERS,
    Capacity,
    MatterType,
    Rule,
    Share,
    Side,
    Venue,
)
from alliance.contract.rulebook import (
    DEFAULTS,
    RuleBook,
    check_adoption,
    cosignatures,
    digest,
    from_body,
    meeting_need,
    need,
    to_body,
)
from alliance.door.refusals import Refused
from alliance.ledger.canonical import encode
from alliance.ledger.schema import settings as fits_an_event


def with_matter(**changes):
    matter = MatterType(**{"code": "budget", "rule": Rule.CONSENT, **changes})
    return RuleBook(matters=(*DEFAULT_MATTERS, matter))


RULE_BOOK_1 = with_matter(code="pool_100k")
OTHERS = [
    DEFAULTS,
    RULE_BOOK_1,
    RuleBook(quorum=Share(1, 2, more_than=True), cosignatures=6, abstention="stand_aside"),
    with_matter(rule=Rule.THRESHOLD, threshold=Share(2, 3), venue=Venue.MEETING, notice_days=0),
    with_matter(capacity=Capacity.RESERVED, owner_side=Side.PROVIDER),
]


def changed(**settings):
    return {**to_body(DEFAULTS), **settings}


@pytest.mark.parametrize("book", OTHERS)
def test_a_rule_book_goes_into_an_event_and_comes_back_the_same(book):
    body = json.loads(json.dumps(to_body(book)))
    assert from_body(body) == book
    assert digest(from_body(body)) == digest(book)
    assert fits_an_event(body)
    assert encode(body)


def test_the_digest_is_of_the_canonical_form_and_differs_with_any_setting():
    assert len({digest(book) for book in OTHERS}) == len(OTHERS)
    assert digest(DEFAULTS) != digest(replace(DEFAULTS, notice_days=4))
    assert len(digest(DEFAULTS)) == 64


@pytest.mark.parametrize(
    ("share", "size", "wanted"),
    [
        pytest.param(Share(3, 4), 4, 3, id="three-quarters-of-4"),
        pytest.param(Share(3, 4), 7, 6, id="three-quarters-of-7"),
        pytest.param(Share(3, 4), 8, 6, id="three-quarters-of-8"),
        pytest.param(Share(1, 2), 8, 4, id="row-41"),
        pytest.param(Share(1, 2, more_than=True), 8, 5, id="row-42"),
        pytest.param(Share(1, 2, more_than=True), 7, 4, id="more-than-half-of-7"),
        pytest.param(Share(1, 1), 7, 7, id="all"),
    ],
)
def test_the_need_is_a_whole_number_of_organisations(share, size, wanted):
    assert need(RuleBook(quorum=share), size) == wanted
    assert type(need(RuleBook(quorum=share), size)) is int


@given(p=st.integers(1, 9), q=st.integers(1, 9), size=st.integers(1, 40), more=st.booleans())
def test_the_need_is_the_smallest_number_that_meets_the_share(p, q, size, more):
    share = Share(p, q, more)
    if share.sound:
        meets = [n for n in range(size + 1) if (n * q > p * size if more else n * q >= p * size)]
        assert share.of(size) == min(meets)


def test_every_member_must_be_represented_unless_the_rule_book_says_otherwise():
    assert meeting_need(DEFAULTS, 7) == 7
    assert meeting_need(RuleBook(meeting_quorum=Share(1, 2)), 7) == 4


def test_the_defaults_are_those_of_the_reference_and_sound():
    assert check_adoption(DEFAULTS, 8) is None
    assert (DEFAULTS.default_rule, DEFAULTS.written_days, DEFAULTS.review_date_required) == (
        Rule.UNANIMITY,
        28,
        True,
    )
    assert DEFAULTS.auto_close(Venue.WRITTEN)
    assert not DEFAULTS.auto_close(Venue.MEETING)
    unanimous = {matter.code for matter in DEFAULTS.matters if matter.rule is Rule.UNANIMITY}
    assert set(ALWAYS_UNANIMOUS) <= unanimous
    assert {"vision", "agreement", "new_money"} <= unanimous
    assert DEFAULTS.matter("practice").rule is Rule.CONSENT
    assert DEFAULTS.matter("reserved").reserved
    assert DEFAULTS.matter("other").rule is DEFAULTS.default_rule
    assert DEFAULTS.matter("nothing_listed") is None


@pytest.mark.parametrize(
    ("members", "chosen", "wanted"), [(8, 0, 5), (7, 0, 4), (4, 0, 3), (8, 6, 6), (8, 3, 5)]
)
def test_cosignatures_are_never_fewer_than_a_strict_majority(members, chosen, wanted):
    assert cosignatures(RuleBook(cosignatures=chosen), members) == wanted


@pytest.mark.parametrize(("chosen", "accepted"), [(4, False), (5, True), (8, True), (9, False), (0, True)])
def test_fewer_cosignatures_than_a_majority_are_refused(chosen, accepted):
    assert (check_adoption(RuleBook(cosignatures=chosen), 8) is None) is accepted


@pytest.mark.parametrize("setting", [
    "silence_consents", "casting_vote", "ballots_per_org", "typed_outcomes", "may_reopen", "recusal_shrinks_base",
    "browser_clock", "window_closed", "least_eligible", "consequence_rule", "ladder_outvotes",
])  # fmt: skip
def test_what_is_not_configurable_has_no_setting(setting):
    assert setting not in {one.name for one in fields(RuleBook)}
    refused = from_body(changed(**{setting: True}))
    assert (refused.code, refused.status) == ("rulebook", 422)
    assert setting in refused.sentence


@pytest.mark.parametrize("code", ALWAYS_UNANIMOUS)
def test_what_is_always_unanimous_can_be_neither_dropped_nor_weakened(code):
    weaker = tuple(replace(one, rule=Rule.MAJORITY) if one.code == code else one for one in DEFAULT_MATTERS)
    lost = tuple(one for one in DEFAULT_MATTERS if one.code != code)
    kept = [one for one in ALWAYS_UNANIMOUS if one != code]
    for body in (
        to_body(RuleBook(matters=weaker)), to_body(RuleBook(matters=lost)), changed(always_unanimous=kept),
    ):  # fmt: skip
        assert from_body(body).code == "always_unanimous"


@pytest.mark.parametrize(
    "body",
    [
        {},
        changed(notice_days="5"),
        changed(notice_days=True),
        changed(notice_days=5.0),
        changed(auto_close_written=1),
        changed(default_rule="X"),
        changed(matters={}),
        changed(matters=["practice"]),
        changed(quorum=3),
        changed(quorum={"p": 3, "q": 4}),
        changed(quorum={"p": 3, "q": 4, "more_than": False, "or": 1}),
        changed(time_zone=None),
        changed(always_unanimous="members"),
    ],
)
def test_a_body_of_another_shape_is_malformed(body):
    refused = from_body(body)
    assert isinstance(refused, Refused)
    assert refused.status == 422


@pytest.mark.parametrize(
    ("book", "code"),
    [
        (RuleBook(quorum=Share(5, 4)), "quorum"),
        (RuleBook(quorum=Share(1, 1, more_than=True)), "quorum"),
        (RuleBook(written_days=0), "too_low"),
        (RuleBook(notice_days=-1), "too_low"),
        (RuleBook(boards_days=0), "too_low"),
        (RuleBook(correction_days=0), "too_low"),
        (RuleBook(boards_days=366), "too_high"),
        (RuleBook(correction_days=366), "too_high"),
        (RuleBook(time_zone="Atlantis/Deep"), "time_zone"),
        (RuleBook(default_rule=Rule.THRESHOLD), "default_rule"),
        (RuleBook(reserved_categories=("Two Words",)), "bad_code"),
        (RuleBook(matters=(*DEFAULT_MATTERS, DEFAULT_MATTERS[0])), "matter_twice"),
        (with_matter(code="Bad Code"), "bad_code"),
        (with_matter(rule=Rule.THRESHOLD), "threshold"),
        (with_matter(threshold=Share(2, 3)), "threshold"),
        (with_matter(rule=Rule.THRESHOLD, threshold=Share(1, 3)), "threshold"),
        (with_matter(owner_side=Side.PROVIDER), "owner_side"),
        (with_matter(notice_days=-1), "too_low"),
    ],
)
def test_an_unsound_rule_book_is_refused_with_what_to_mend(book, code):
    assert from_body(to_body(book)).code == code
    assert check_adoption(book, 8).code == code


def test_a_matter_type_has_a_plain_name():
    assert DEFAULTS.matter("new_money").name == "New money"
    assert MatterType("night_shelter", Rule.CONSENT).name == "Night shelter"
