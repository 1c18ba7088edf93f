"""Who may be invited as what, and what a link leads to."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alliance.invitations.rules import check_answer, check_invite, check_open, state
from alliance.invitations.words import State

ADA, BEDE = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FITS = {"org": True, "votes": True, "manager": False, "inside": False, "waiting": False}


@dataclass
class Letter:
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None
    expires_at: datetime = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("letter", "found"),
    [
        (Letter(), State.OPEN),
        (Letter(expires_at=NOW), State.EXPIRED),
        (Letter(expires_at=NOW + timedelta(microseconds=1)), State.OPEN),
        (Letter(withdrawn_at=NOW), State.WITHDRAWN),
        (Letter(accepted_at=NOW, withdrawn_at=NOW, expires_at=NOW), State.USED),
    ],
)
def test_a_letter_is(letter: Letter, found: State):
    assert state(letter, NOW) is found
    refused = check_open(letter, NOW)
    assert (refused is None) is (found is State.OPEN)


@pytest.mark.parametrize(
    ("role", "but", "code"),
    [
        ("representative", {}, ""), ("deputy", {}, ""), ("colleague", {}, ""),
        ("representative", {"votes": False}, "no_vote"), ("colleague", {"votes": False}, ""),
        ("manager", {}, "not_manager"), ("manager", {"manager": True}, ""),
        ("manager", {"manager": True, "org": False}, ""), ("representative", {"manager": True, "org": False}, "invited_as"),
        ("colleague", {"org": False}, "not_manager"), ("king", {}, "invited_as"),
        ("deputy", {"inside": True}, "inside"), ("deputy", {"waiting": True}, "waiting"),
    ],
)  # fmt: skip
def test_an_invitation_is_answered_with(role: str, but: dict[str, bool], code: str):
    refused = check_invite(role, **(FITS | but))
    assert (refused.code if refused else "") == code


@pytest.mark.parametrize(
    ("me", "invited", "code"),
    [(None, None, ""), (None, ADA, "sign_in_first"), (ADA, ADA, ""), (BEDE, ADA, "another_address"),
     (BEDE, None, "another_address")],
)  # fmt: skip
def test_only_the_person_invited_comes_in(me: UUID | None, invited: UUID | None, code: str):
    refused = check_answer(me, invited)
    assert (refused.code if refused else "") == code
