"""What may change while a vote runs: its text, its deadline, whether it runs at all. Each change is there for all to see."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from alliance.decisions import rules
from alliance.decisions.actions.opening import check_settings
from alliance.decisions.actions.sealing import tend
from alliance.decisions.actions.settling import conclude, settle
from alliance.decisions.actions.standing import (
    check_clock,
    check_words_are_theirs,
    found,
    insider,
    state_of,
)
from alliance.decisions.count.window import earliest_close
from alliance.decisions.drafting import wording
from alliance.decisions.models import Revision
from alliance.door.action import Act, action
from alliance.door.refusals import Refused, malformed
from alliance.ledger.canonical import instant_text


@action("proposal.amend", needs=insider, first=settle)
def amend_proposal(
    act: Act, *, proposal: int, revision: int, title: str, text: str, expected_effect: str | None = None,
    reason: str = "", closes: datetime | None = None, settings: Mapping[str, Any] | None = None,
) -> str | Refused:  # fmt: skip
    """Put a new wording of D-`proposal`, made from `revision`; every vote on the old one is void.

    `closes` stays as it is, or moves to the end of the notice where less is left; answers the reference.
    """
    row = found(act, proposal)
    state = state_of(act, row)
    ends = closes or earliest_close(state, act.at)
    if refused := (
        check_words_are_theirs(act, row, "change its words")
        or rules.check_amend(state, revision=revision, closes=ends, at=act.at)
        or wording.check_words(title.strip(), text.strip())
        or check_settings(act, row.matter, settings)
    ):
        return refused
    last = Revision.objects.get(proposal=row, number=row.revision)
    effect = last.expected_effect if expected_effect is None else expected_effect.strip()
    kept = settings or last.settings
    body = {"proposal": str(row.id), "revision": revision + 1, "closes": instant_text(ends)}
    act.log(
        "proposal.amended", body | ({"settings": kept} if kept else {}), title=title.strip(), text=text.strip(),
        expected_effect=effect, reason=reason.strip(),
    )  # fmt: skip
    tend(act, row)
    return str(row)


@action("proposal.withdraw", needs=insider, first=settle)
def withdraw_proposal(act: Act, *, proposal: int, reason: str) -> str | Refused:
    """Take a proposal back while its vote runs; the votes stay to be seen, and there is no outcome."""
    row = found(act, proposal)
    if refused := (
        check_words_are_theirs(act, row, "withdraw it")
        or rules.check_withdraw(state_of(act, row), at=act.at)
        or _needs_reason(reason)
    ):
        return refused
    act.log("proposal.withdrawn", {"proposal": str(row.id)}, reason=reason.strip())
    tend(act, row)
    return str(row)


@action("deadline.move", needs=insider, first=settle)
def move_deadline(act: Act, *, proposal: int, closes: datetime, reason: str) -> str | Refused:
    """Give members more time; a deadline never moves earlier."""
    row = found(act, proposal)
    if refused := (
        check_clock(act, row, "move its deadline")
        or rules.check_move_deadline(state_of(act, row), closes=closes, at=act.at)
        or _needs_reason(reason)
    ):
        return refused
    act.log(
        "deadline.moved", {"proposal": str(row.id), "closes": instant_text(closes)}, reason=reason.strip()
    )
    return str(row)


@action("proposal.close_early", needs=insider, first=settle)
def close_early(act: Act, *, proposal: int, reason: str = "") -> str | Refused:
    """Close a vote once everybody who may vote has voted; its outcome is computed at once."""
    row = found(act, proposal)
    if refused := check_clock(act, row, "close its vote") or rules.check_close_early(
        state_of(act, row), at=act.at
    ):
        return refused
    act.log("proposal.closed_early", {"proposal": str(row.id)}, reason=reason.strip())
    conclude(act, row)
    return str(row)


def _needs_reason(reason: str) -> Refused | None:
    return (
        None
        if reason.strip()
        else malformed("reason", "Say why, in a few words, so that everyone can follow it.")
    )
