"""The rules of reviews by themselves: pure, each named after the line of the specification that it keeps."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from alliance.boot.places import ROOT
from alliance.calendar.holidays import bank_holidays
from alliance.door.refusals import Refused
from alliance.nudge.told import Names
from meetings.reviews.rules import (
    changes,
    counts,
    facilitators,
    identity,
    methods,
    offsets,
    stages,
    states,
    themes,
)
from meetings.reviews.rules.facilitators import Asked, Declared
from meetings.reviews.rules.stages import Stage
from meetings.reviews.rules.states import State

A, B, C = (UUID(int=n) for n in (1, 2, 3))
FREE = Declared(involved=False, manages=False, main_setting=False)
NAMES = Names(("Mona Quist", "Mona"), ("Tern House", "Quay Trust"))
PIECE = "The night desk had been empty since the clocks went back"

EXPECTED = {
    ("proposed", "open"): "opened", ("opened", "start_window"): "gathering", ("gathering", "end"): "closed",
    ("gathering", "end_too_few"): "closed", ("opened", "soak"): "soaking", ("closed", "soak"): "soaking",
    ("soaking", "wake"): "acting", ("acting", "release"): "released", ("released", "correct"): "released",
    ("released", "follow_up"): "followed_up",
}  # fmt: skip
BEFORE = ("proposed", "opened", "gathering", "closed", "soaking", "acting")


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def test_the_table_of_states_is_the_specified_one_and_every_other_way_is_refused() -> None:
    pauses = {(state, "pause"): "paused" for state in BEFORE[1:]}
    ends = {(state, "withdraw"): "ended" for state in (*BEFORE, "paused")}
    wanted = EXPECTED | pauses | ends | {("paused", "resume"): "soaking"}
    events = {way.event for way in states.WAYS}
    for state in State:
        for event in events:
            end = states.moved(state, event, "soaking")
            assert (None if isinstance(end, Refused) else end) == wanted.get((state, event)), (state, event)


def test_the_drawn_diagram_is_that_of_the_code() -> None:
    said = "run: python -c 'from meetings.reviews.rules import states; print(states.paper(), end=str())' > docs/reviews.md"
    assert (Path(ROOT) / "docs" / "reviews.md").read_text(encoding="utf-8") == states.paper(), said


def test_stages_follow_one_another_and_none_is_written_in_ahead() -> None:
    full = dict.fromkeys(Stage, 1)
    for turn, at in enumerate(stages.ORDER):
        for later in stages.ORDER[turn + 1 :]:
            assert code(stages.check_reached("aar", later, at)) == "too_early"
        if at != Stage.IDEAS:
            assert stages.after(at, full) == stages.ORDER[turn + 1]
            assert code(stages.check_soak(at)) == "unfinished"
    assert [stage for stage in stages.ORDER if isinstance(stages.after(stage, {}), Refused)] == [
        Stage.TIMELINE, Stage.VIEWS, Stage.FACTORS, Stage.USUAL, Stage.IDEAS,
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["involved", "manages", "main_setting"])
def test_v4_a_facilitator_who_is_involved_manages_or_comes_from_the_main_setting_is_refused(
    said: str,
) -> None:
    told = {"involved": False, "manages": False, "main_setting": False} | {said: True}
    assert code(facilitators.check_declared(Declared(**told), A, [])) == "involved"
    assert code(facilitators.check_declared(FREE, A, [A])) == "involved"
    assert facilitators.check_declared(FREE, A, [B]) is None


@pytest.mark.parametrize(
    ("pair", "uninvolved", "said"),
    [
        ([(A, True)], 4, "never_alone"), ([(A, True), (A, True)], 4, "one_partner"), ([(A, True), (B, True)], 4, None),
        ([(A, True), (B, True)], 1, "needs_outsider"), ([(A, True), (C, False)], 1, None), ([(A, True), (C, False)], 2, "no_outsider"),
        ([(A, False), (None, False)], 0, None), ([(A, True), (C, False)], 0, "needs_outsider"),
    ],
)  # fmt: skip
def test_v3_v5_two_of_different_partners_or_outsiders_where_too_few_are_left(
    pair, uninvolved: int, said: str | None
) -> None:
    found = facilitators.check_pair([Asked(*one) for one in pair], uninvolved)
    assert (found.code if found else None) == said


def test_v7_the_degree_of_harm_is_no_question_and_forces_no_method() -> None:
    assert [code_ for code_, _words in methods.QUESTIONS] == ["new", "understood", "asked", "plan"]
    for method in set(methods.Method) - {methods.Method.THEMATIC}:
        assert methods.check_proposed("Title", "How?", method) is None


@pytest.mark.parametrize(
    ("said", "method"),
    [
        ("n...", "aar"),
        ("..a.", "round_table"),
        (".u.p", ""),
        (".u..", "thematic"),
        ("n..j", "swarm"),
        ("nu.p", "thematic"),
    ],
)
def test_four_questions_suggest_a_method(said: str, method: str) -> None:
    told = {"new": "n" in said, "understood": "u" in said, "asked": "a" in said, "plan": "p" in said}
    assert methods.suggest(**told, just_happened="j" in said).method == method


def test_a_thematic_review_rests_on_three_released_ones() -> None:
    refs = ("V-01", "V-02", "V-03")
    assert code(methods.check_proposed("Title", "How?", "thematic", refs[:2], refs)) == "too_few_released"
    assert code(methods.check_proposed("Title", "How?", "thematic", (*refs, "V-04"), refs)) == "rests_on"
    assert code(methods.check_proposed("Title", "How?", "aar", refs, refs)) == "rests_on"
    assert methods.check_proposed("Title", "How?", "thematic", refs, refs) is None


def test_a_thematic_review_asks_its_own_stages_and_a_theme_of_it_rests_on_two_releases() -> None:
    asked = [stage for stage in Stage if stages.check_reached("thematic", stage, Stage.IDEAS) is None]
    assert asked == ["covenant", "themes", "ideas"]
    assert stages.after("covenant", {}, "thematic") == "themes"
    assert code(stages.after("themes", {}, "thematic")) == "unfinished"
    assert code(stages.check_reached("thematic", "themes", "covenant")) == "too_early"
    on = ("V-01", "V-02", "V-03")
    assert [themes.check_rests(chosen, on) is None for chosen in (on, on[1:], on[2:], (), ("V-01", "V-09"))] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert code(themes.check_rests(on, ())) == "rests_on"
    assert code(themes.check_rests(on, on, ["a partner"])) == "settings"
    assert themes.check_rests((), (), ["a partner"]) is None


def test_v10_the_soak_leaves_out_weekends_and_bank_holidays() -> None:
    holidays = bank_holidays()
    assert methods.soak_ends(date(2026, 4, 2), holidays) == date(
        2026, 4, 8
    )  # Good Friday and Easter Monday between
    assert methods.soak_ends(date(2026, 3, 2), holidays) == date(2026, 3, 4)
    assert not methods.soaked(date(2026, 3, 4), date(2026, 3, 4))
    assert methods.soaked(date(2026, 3, 4), date(2026, 3, 5))


def test_v11_a_swarm_keeps_quarters_of_an_hour_and_all_others_a_part_of_a_day() -> None:
    minutes = offsets.offset("T+2h10")
    assert offsets.words(offsets.rounded(minutes, "swarm"), "swarm") == "T+2h00"
    assert offsets.words(offsets.rounded(minutes, "aar"), "aar") == "T+0"
    assert offsets.words(offsets.rounded(offsets.offset("T-1 day"), "aar"), "aar") == "T-1 day"
    assert (
        offsets.words(offsets.rounded(offsets.offset("31h"), "round_table"), "round_table")
        == "T+1 day and a quarter"
    )


@given(some.integers(-offsets.FURTHEST, offsets.FURTHEST), some.sampled_from(list(methods.Method)))
def test_v11_t9_no_offset_tells_a_clock_or_a_day_and_rounding_twice_changes_nothing(
    minutes: int, method: str
) -> None:
    once = offsets.rounded(minutes, method)
    assert offsets.rounded(once, method) == once
    assert once % (15 if method == "swarm" else 360) == 0
    assert not identity.times(offsets.words(once, method))


@pytest.mark.parametrize(
    "typed", ["14:30", "3 March", "2026-03-03", "about noon", "", "T+", "h", "9999 days"]
)
def test_v11_a_clock_a_date_and_words_are_no_offset(typed: str) -> None:
    assert code(offsets.offset(typed)) == "offset"


@given(some.text(min_size=1).filter(str.strip), some.integers(0, 12))
def test_v12_t8_a_role_held_by_fewer_than_five_is_never_shown(role: str, held_by: int) -> None:
    shown = offsets.role_shown(role, "day team", common=held_by >= 5)
    if role.strip().lower() == "day team":
        return
    assert shown == (role.strip() if held_by >= 5 else "day team")


def test_v12_held_by_four_is_widened_and_by_five_is_shown_and_without_a_wider_role_refused() -> None:
    assert offsets.role_shown("night porter", "night team", common=False) == "night team"
    assert offsets.role_shown("night porter", "", common=True) == "night porter"
    assert code(offsets.role_shown("night porter", "", common=False)) == "wider"
    assert code(offsets.role_shown("night porter", "Night porter", common=False)) == "wider"


@given(some.sets(some.sampled_from(["Tern House", "Quay Trust", "Bay Council"])))
def test_v13_t8_one_partner_alone_is_a_setting_and_two_are_named(named: set[str]) -> None:
    shown = themes.setting(sorted(named))
    assert [name in shown for name in named] == [len(named) > 1] * len(named)
    assert shown == ("a setting" if len(named) == 1 else ", ".join(sorted(named)))


def test_v13_a_partner_that_a_text_names_alone_is_to_be_looked_at() -> None:
    found = identity.findings(["Tern House had no form.", "Tern House and Quay Trust share one."], NAMES)
    assert [(one.kind, one.words) for one in found] == [("a partner named alone", "Tern House")]


@pytest.mark.parametrize("consent", ["theme", "paraphrase"])
def test_v27_six_running_words_of_a_piece_stop_a_release_and_five_do_not(consent: str) -> None:
    pieces = [(PIECE, consent)]
    assert (
        code(themes.check_consent(["Since then the NIGHT desk, had been empty since."], pieces)) == "repeats"
    )
    assert themes.check_consent(["We heard that night desk had been empty."], pieces) is None


def test_v28_words_that_may_be_quoted_are_quoted_and_v13_still_holds() -> None:
    assert themes.check_consent([PIECE], [(PIECE, "words")]) is None
    assert themes.setting(["Tern House"]) == "a setting"


def test_v23_a_withdrawal_that_leaves_two_lets_nothing_out_that_rests_on_pieces() -> None:
    assert code(themes.check_enough(2, from_pieces=True)) == "too_few_pieces"
    assert themes.check_enough(2, from_pieces=False) is None
    assert themes.check_enough(3, from_pieces=True) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dr Patel was on call", "a name"), ("We rang Mona at noon", "a name"), ("Ask sam.lee@example.org", "a contact or a number"),
        ("Ring 07700 900123", "a contact or a number"), ("See 943 476 5919", "a contact or a number"), ("It was on 3 March", "a date"),
        ("By 03/03/2026", "a date"), ("At 14:30 the bell rang", "a clock"), ("around 9 pm", "a clock"),
        ("mona rang, MONA came", "a name"), ("It fell on the 3rd", "a date"), ("after christmas dinner", "a date"),
        ("the 0930 hrs round", "a clock"), ("at half past nine", "a clock"), ("nine o’clock", "a clock"),
        ("tern house had none", "a partner named alone"), ("the only male carer", "a lone role"), ("NE8 4AB", "a number or a place"),
    ],
)  # fmt: skip
def test_v29_t10_names_contacts_numbers_days_and_clocks_are_found(text: str, kind: str) -> None:
    assert kind in {one.kind for one in identity.findings([text], NAMES)}


def test_v29_plain_words_are_not_found() -> None:
    assert (
        identity.findings(["The form came back after two hours. Forms do not reach each other."], NAMES) == ()
    )


@pytest.mark.parametrize(
    "what", ["Remind staff to check", "Refresher training for all", "Be more careful", "Email everyone"]
)
def test_v32_an_action_that_only_reminds_is_weak_and_prompted(what: str) -> None:
    assert changes.weak(what)
    assert changes.prompts([what, "One form for both"]) == (changes.WEAK,)
    assert not changes.weak("One form for both")
    assert changes.prompts([]) == (changes.NONE,)
    assert changes.prompts(["One form for both"]) == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"orgs": [A]}, "orgs"), ({"orgs": [A, A]}, "orgs"), ({"orgs": [A, C]}, "orgs"), ({"factor": "who"}, "factor"), ({"role": " "}, "role"),
     ({"due": date(2026, 3, 1)}, "due"), ({"what": ""}, "what")],
)  # fmt: skip
def test_v31_an_action_needs_a_factor_two_partners_a_role_and_a_day(wrong, said: str) -> None:
    told = {
        "what": "One form",
        "factor": "tasks",
        "orgs": [A, B],
        "members": [A, B],
        "role": "Head",
        "due": date(2026, 9, 1),
    }
    assert changes.check_action(**told, today=date(2026, 3, 2)) is None
    assert code(changes.check_action(**(told | wrong), today=date(2026, 3, 2))) == said


@given(some.dictionaries(some.sampled_from(list(counts.FEARS)), some.integers(0, 30)))
def test_v25_v41_t11_fear_is_hidden_below_ten_answers_and_no_small_number_is_ever_told(
    answers: dict[str, int],
) -> None:
    shown = counts.fear_shown(answers)
    assert bool(shown) == (sum(answers.values()) >= 10)
    assert all(number == "*" or (int(number) % 5 == 0 and int(number) >= 10) for _words, number in shown)


def test_t11_numbers_are_told_five_answers_at_a_time() -> None:
    assert [n for n in range(31) if counts.is_told("fear", n)] == [10, 15, 20, 25, 30]
    assert [n for n in range(31) if counts.is_told("again", n)] == [8, 13, 18, 23, 28]


def test_v41_nine_answers_are_hidden_and_ten_are_shown() -> None:
    assert counts.fear_shown({"blame": 9}) == ()
    assert dict(counts.fear_shown({"blame": 10}))[counts.FEARS["blame"]] == "10"
