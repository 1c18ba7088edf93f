"""Who looks: every query takes a viewer first and starts from the viewer's alliance."""

from dataclasses import dataclass, field
from uuid import UUID

from alliance.door.refusals import Refused, denied


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person inside one alliance, loaded once a request.

    `orgs` are the organisations this person belongs to, `permissions` what the person's roles allow (the right
    to vote is not among them: it comes from a mandate alone), `member` whether any of `orgs` is a member.
    """

    person: UUID
    alliance: UUID
    slug: str
    alliance_name: str
    person_name: str = ""
    orgs: frozenset[UUID] = field(default_factory=frozenset)
    permissions: frozenset[str] = field(default_factory=frozenset)
    member: bool = False

    def may(self, permission: str) -> bool:
        """Whether a role of this person allows `permission`."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks for an action: a person of an alliance, or the system itself where `by` is None.

    `key` is an idempotency key: the same key with the same request is done once.
    """

    alliance: UUID
    by: UUID | None
    key: str | None = None


def outsider(what: str) -> Refused:
    """The usual no for a person whose roles do not allow `what` ("change the rule-book")."""
    return denied("not_allowed", f"Your role does not let you {what}. Ask your alliance manager who can.")
