"""What is looked for in words: every sentence of the file, the limits, and the few that are shown."""

import ast
import csv
import json
import time
from pathlib import Path

import pytest

from alliance.nudge.calling import called
from alliance.nudge.look import look, suggest
from alliance.nudge.told import CAP, CATEGORIES, EXAMPLES, RULES, Names

ROOT = Path(__file__).resolve().parents[3]
FIRST = """CF1 CF2 CF3 CF4 CF5 OM1 OM2 OM3 OM5 OM6 JU1 JU2 JU3 JU4 JU5 ER1 ER2 ER3 ER4 ER6 RU1 RU2 FO2 FO3 FO4 SC1
HI1 HI3 HI4 AC1 AC3 AC4 PA1 SU1 SU2 MA1 QU1 ID1 ID2 ID3"""
FORTY = set(FIRST.split())  # that the alliance began with


def ids(text, kind="draft", names=EXAMPLES):
    return [hit.rule.id for hit in look(text, kind, names)]


def test_every_sentence_to_be_taken_up_is_taken_up_by_its_rule() -> None:
    missed = [(rule.id, one) for rule in RULES for one in rule.flag if rule.id not in ids(one, rule.kinds[0])]
    assert missed == []


def test_every_sentence_to_be_left_alone_is_left_alone_by_all_rules() -> None:
    found = [(rule.id, one, ids(one, rule.kinds[0])) for rule in RULES for one in rule.leave]
    assert [one for one in found if one[2]] == []


def test_every_category_goes_beyond_its_first_rules_and_every_rule_has_both_kinds_of_sentences() -> None:
    assert all(rule.flag and rule.leave and rule.reframe for rule in RULES)
    assert {rule.id for rule in RULES} >= FORTY
    assert all({rule.id for rule in one.rules} - FORTY for one in CATEGORIES)
    assert sorted(rule.id for one in CATEGORIES for rule in one.rules) == sorted(rule.id for rule in RULES)


def test_what_is_asked_instead_is_a_question() -> None:
    assert [rule.id for rule in RULES if "?" not in rule.reframe] == []


@pytest.mark.parametrize(
    ("kind", "others"),
    [("action", ("draft", "title", "question")), ("question", ("draft", "title", "action"))],
)
def test_some_rules_hold_in_fields_of_one_kind_only(kind, others) -> None:
    mine = [rule for rule in RULES if rule.kinds == (kind,)]
    assert {rule.id for rule in mine} >= ({"AC1", "AC3"} if kind == "action" else {"QU1"})
    for rule in mine:
        assert all(rule.id not in ids(one, other) for one in rule.flag for other in others)


def test_names_are_known_only_where_they_are_told() -> None:
    text = "Wilma got it wrong, and Tern House passed the buck."
    assert ids(text) == ["ER7", "PA2", "ID6"]
    assert ids(text, names=Names()) == []


def test_a_name_that_is_a_common_word_stands_for_nobody_alone() -> None:
    names = called(
        ["Dr Will Marsh-Lee", "Al Day"], ["Peer Voices Collective", "Lantern Row Homes", "Ovingham"]
    )
    assert names.people == ("Al Day", "Marsh-Lee", "Will Marsh-Lee")
    assert names.bodies == ("Lantern", "Lantern Row Homes", "Ovingham", "Peer Voices Collective")


def test_names_of_any_signs_are_taken_as_they_are_written() -> None:
    odd = ("A.B (C) [D] {E} *+?^$|/\\", "Kind & Co.", "O’Dell", "Élodie Žák")
    names = Names(people=(*odd, "<b>", ""))
    found = [[hit.words for hit in look(f"Then {name} rang <b>.", "draft", names, "i")] for name in odd]
    assert found == [[name] for name in odd]


def test_curly_signs_line_ends_and_wide_gaps_make_no_difference() -> None:
    assert ids("He wasn’t\r\npaying   attention.") == ["FO4"]
    assert ids("A hard‑to‑reach tenant.") == ["SU2"]


def test_at_most_three_are_shown_each_rule_once_the_higher_tier_first() -> None:
    text = "It should have gone. If only! She forgot it. She forgot her. He was careless. Root cause."
    shown = suggest([("text", text, "draft"), ("title", "Dr Patel was careless", "title")], EXAMPLES)
    assert [(one.field, one.rule.id, one.words) for one in shown] == [
        ("title", "ID1", "Dr Patel"), ("text", "OM2", "She forgot"), ("text", "JU1", "careless"),
    ]  # fmt: skip


def test_no_more_than_twenty_thousand_characters_are_looked_at() -> None:
    before = "x " * (CAP // 2 - 4)
    assert ids(f"{before}careless now") == ["JU1"]
    assert ids(f"{before}and so careless") == []


HOSTILE = (
    "a", " ", "1", "0 ", "a.", "a@a.", "the ", "nurse had repeatedly simply ", "had he used ", "a quick aa aa ", "it was all ",
    "council's ", "lapse by the aa ", "Wilma Quist ", "was aa caused by the ", "why did the aa ", "\u2019", "12 aa ", "AB1 ",
)  # fmt: skip


@pytest.mark.once
def test_a_hundred_thousand_hostile_characters_take_well_under_a_second() -> None:
    """Measured in time of this process, so that a busy machine makes no difference."""
    look("", "draft", EXAMPLES)  # the expressions are made once
    slow = {}
    for one in HOSTILE:
        began = time.process_time()
        look((one * 100_000)[:100_000], "question", EXAMPLES)
        slow[one] = time.process_time() - began
    assert max(slow.values()) < 1, slow


TABLES = {
    "alliance/demo/marlhaven": ("decisions", "texts", "votes", "objectives", "duties", "published"),
    "alliance/demo/quillfen": ("decisions", "notes", "votes", "objectives"),
    "risks/demo/marlhaven": ("risks", "risk_words"),
    "measures/demo/marlhaven": ("measures", "releases", "upload_history"),
}  # fmt: skip
TOLD_IN_CODE = ("meetings/demo.py", "meetings/demo_quillfen.py", "alliance/decisions/demo.py", "alliance/life/demo.py",
                "alliance/public/demo.py", "alliance/demo/quillfen_story.py", "risks/demo/register.py")  # fmt: skip


def rows(path):
    return list(csv.reader((ROOT / path).read_text().splitlines()))[1:]


def neutral():
    """Paragraphs of the invented alliances in their own words: decisions, notes, risks, measures, meetings and minutes."""
    cells = [
        cell
        for folder, names in TABLES.items()
        for name in names
        for row in rows(f"{folder}/{name}.csv")
        for cell in row
    ]
    code = (node for path in TOLD_IN_CODE for node in ast.walk(ast.parse((ROOT / path).read_text())))
    said = [node.value for node in code if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return sorted({one for one in (*cells, *said) if one.count(" ") >= 5})


def demo_names():
    def column(name):
        return [
            row[1]
            for folder in ("marlhaven", "quillfen")
            for row in rows(f"alliance/demo/{folder}/{name}.csv")
        ]

    return called(column("people"), column("partners"))


def test_two_hundred_neutral_paragraphs_say_nothing_against_anybody() -> None:
    paragraphs, names = neutral(), demo_names()
    assert len(paragraphs) >= 200
    assert len(names.people) > 60
    hits = [(hit.rule, hit.words, one) for one in paragraphs for hit in look(one, "draft", names)]
    assert [(rule.id, words, one) for rule, words, one in hits if rule.tier == "p"] == []


def test_the_file_keeps_to_what_both_languages_read_alike() -> None:
    told = json.dumps([[rule.patterns] for rule in RULES])
    assert not any(
        sign in told
        for sign in ("\\\\b", "\\\\d", "\\\\w", "\\\\s", "(?P", "(?<n", "(?i", "\\\\p", "*+", "++", "?+")
    )
