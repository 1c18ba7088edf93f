"""A vote told in a few words: each call appends one event, a minute after the last."""

from datetime import UTC, datetime, timedelta
from typing import Any

from alliance.decisions import rules
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import Outcome, outcome
from alliance.decisions.count.replay import replay
from alliance.door.refusals import Refused
from alliance.ledger.canonical import instant_text
from alliance.ledger.event import Event

OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOSES = datetime(2026, 3, 20, 17, tzinfo=UTC)
MINUTE, MICROSECOND = timedelta(minutes=1), timedelta(microseconds=1)

E4 = ("C1", "C2", "P1", "P2")
E8 = ("C1", "P1", "P2", "P3", "P4", "P5", "P6", "P7")
E4_ONE_PROVIDER = ("C1", "C2", "C3", "P1")
NEED = {4: 3, 8: 6}


def side(org: str) -> str:
    return "commissioner" if org.startswith("C") else "provider"


def person(org: str) -> str:
    """The representative of an organisation."""
    return f"rep-{org}"


class Story:
    """The log of one proposal, and the instant its teller has come to."""

    def __init__(self, rule: str = "U", members: tuple[str, ...] = E4, **pinned: Any) -> None:
        self.members, self.at, self.revision, self.events = members, OPENS - MINUTE, 1, []
        body = {
            "proposal": "D", "rule": rule, "need": NEED.get(len(members), 0), "rulebook": 0,
            "electorate": {org: side(org) for org in members}, "opens": instant_text(OPENS),
            "closes": instant_text(CLOSES), "notice_days": 5, **pinned,
        }  # fmt: skip
        self.log("proposal.opened", body, actor="system")

    def log(self, kind: str, body: dict[str, Any], actor: str) -> "Story":
        self.events.append(Event(len(self.events), self.at, kind, actor, {"proposal": "D", **body}))
        self.at += MINUTE
        return self

    def cast(self, org: str, position: str = "agree", by: str = "", revision: int = 0) -> "Story":
        body = {
            "ballot": f"b{len(self.events)}", "org": org, "position": position, "revision": revision or self.revision,
        }  # fmt: skip
        return self.log("vote.cast", body, by or person(org))

    def agree(self, *orgs: str) -> "Story":
        for org in orgs or self.members:
            self.cast(org)
        return self

    def disagree(self, *orgs: str) -> "Story":
        for org in orgs:
            self.cast(org, "disagree")
        return self

    def abstain(self, *orgs: str) -> "Story":
        for org in orgs:
            self.cast(org, "abstain")
        return self

    def recorded(self, org: str, position: str = "agree", ballot: str = "told") -> "Story":
        body = {
            "ballot": ballot,
            "org": org,
            "position": position,
            "revision": self.revision,
            "on_behalf_of": person(org),
        }
        return self.log("vote.recorded", body, "secretary")

    def confirmed(self, org: str, by: str = "", ballot: str = "told") -> "Story":
        return self.log("vote.confirmed", {"ballot": ballot, "org": org}, by or person(org))

    def interest(self, org: str, name: str = "", whose: str = "organisation", who: str = "") -> "Story":
        body = {"interest": name or f"i-{org}", "org": org, "person": who or person(org), "whose": whose}
        return self.log("interest.declared", body, who or person(org))

    def recused(self, *orgs: str) -> "Story":
        for org in orgs:
            self.interest(org)
        return self

    def interest_withdrawn(self, org: str) -> "Story":
        return self.log("interest.withdrawn", {"interest": f"i-{org}"}, person(org))

    def ruled(self, org: str, admit: list[str], refuse: list[str] | None = None) -> "Story":
        return self.log(
            "interest.ruled", {"interest": f"i-{org}", "admit": admit, "refuse": refuse or []}, "chair"
        )

    def amended(self, closes: datetime = CLOSES) -> "Story":
        self.revision += 1
        return self.log(
            "proposal.amended", {"revision": self.revision, "closes": instant_text(closes)}, "rep-C1"
        )

    def moved(self, closes: datetime) -> "Story":
        return self.log("deadline.moved", {"closes": instant_text(closes)}, "rep-C1")

    def withdrawn(self) -> "Story":
        return self.log("proposal.withdrawn", {}, "rep-C1")

    def adjourned(self) -> "Story":
        return self.log("proposal.adjourned", {}, "system")

    def closed_early(self) -> "Story":
        return self.log("proposal.closed_early", {}, "chair")

    def left(self, org: str) -> "Story":
        return self.log("member.left", {"org": org}, "system")

    def merged(self, absorbed: str, into: str) -> "Story":
        return self.log("member.merged", {"absorbed": absorbed, "into": into}, "system")

    def until(self, at: datetime) -> "Story":
        self.at = at
        return self

    def state(self) -> State:
        return replay(self.events, self.at)

    def outcome(self, now: datetime = CLOSES) -> Outcome:
        return outcome(self.events, now)

    def end(self, now: datetime = CLOSES) -> tuple[str, str]:
        found = self.outcome(now)
        return found.result.value, found.reason.value

    def tries(
        self, org: str, by: str = "", revision: int = 0, mandates: tuple[str, ...] | None = None
    ) -> str | None:
        """The code that a vote now would be refused with."""
        held = (org,) if mandates is None else mandates
        who, text = by or person(org), revision or self.revision
        refused = rules.check_vote(
            self.state(), org=org, person=who, revision=text, at=self.at, mandates=held
        )
        return code(refused)


def code(refused: Refused | None) -> str | None:
    return refused.code if refused else None
