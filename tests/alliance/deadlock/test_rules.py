"""What may be noted on the way out of a deadlock, and by whom."""

import pytest

from alliance.deadlock.rules import check_note

GOOD = {"text": "Start in May, and keep six beds.", "helper": "", "org": None, "held": {"KIN"}, "over": False}


@pytest.mark.parametrize(
    ("kind", "wanted", "code"),
    [
        ("said", {}, None), ("said", {"text": " "}, "text"), ("said", {"org": "KIN"}, "org"), ("shouted", {}, "kind"),
        ("helper", {"text": "", "helper": "Dr Odile Marsh"}, None), ("helper", {}, "helper"),
        ("helper", {"helper": "x" * 201}, "text"), ("said", {"text": "x" * 20_001}, "text"),
        ("change", {"org": "KIN"}, None), ("change", {"org": "COU"}, "no_mandate"), ("change", {}, "no_mandate"),
        ("said", {"over": True}, "over"),
    ],
)  # fmt: skip
def test_a_note_says_something_and_an_objection_belongs_to_those_who_hold_its_mandate(kind, wanted, code):
    refused = check_note(kind, **{**GOOD, **wanted})
    assert (refused.code if refused else None) == code
