"""One way to say no: a refusal is returned, told in plain English, and mapped to a status in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DENIED, BROKEN_RULE, MALFORMED = 403, 409, 422


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule's no.

    `code` is a stable word for programs, `sentence` says what happened and what to do, `status` is what a
    browser or program is answered with (403 denied, 409 refused by a rule, 422 malformed), and `logged`
    asks the door to commit the attempt as `attempt.refused`, `about` the ids that go into that entry.
    """

    code: str
    sentence: str
    status: int = BROKEN_RULE
    logged: bool = False
    about: Mapping[str, Any] = field(default_factory=dict)


def denied(code: str, sentence: str, *, logged: bool = False) -> Refused:
    """A no that is about who asks, answered with 403."""
    return Refused(code, sentence, DENIED, logged)


def malformed(code: str, sentence: str) -> Refused:
    """A no to input that cannot be understood, answered with 422."""
    return Refused(code, sentence, MALFORMED)


class NotFound(Exception):
    """What is asked for does not exist, or this viewer may not know that it does: always a 404."""
