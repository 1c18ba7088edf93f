"""Filters in plain words, for the files' “About” and for the chips above the list."""

from typing import Unpack

from alliance.contract.matters import NAMES
from alliance.decisions.search.wanted import Wanted
from alliance.wings.sayings import day_words

STATES = {
    "open": "Open for votes", "carried": "Carried", "not_carried": "Not carried", "not_reached": "Not reached",
    "reserved_decided": "Decided by its owner", "refer": "Referred", "withdrawn": "Withdrawn", "adjourned": "Adjourned",
    "in_force": "In force now", "ended": "Ended, reversed or replaced",
}  # fmt: skip


def asked_for(**wanted: Unpack[Wanted]) -> list[tuple[str, str]]:
    """Each filter that is set: what it is, and its value in words; one line “Everything” where none is."""
    on = wanted.get("on")
    said = {
        "State": STATES.get(wanted.get("state", ""), wanted.get("state", "")),
        "About": NAMES.get(wanted.get("matter", ""), wanted.get("matter", "")),
        "Proposed by": wanted.get("proposer", ""), "For the objective": wanted.get("objective", ""),
        "With the words": wanted.get("text", ""), "Opened in the year": str(wanted.get("year") or ""),
        "In force on": day_words(on) if on else "",
    }  # fmt: skip
    return [(what, value) for what, value in said.items() if value] or [("Filters", "None: everything")]
