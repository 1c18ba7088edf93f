"""Marlhaven's 26 decisions, told through the actions: opened, voted on, amended, acted upon and looked at again."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from alliance.contract import rulebook
from alliance.contract.access import members
from alliance.contract.matters import DEFAULT_MATTERS, MatterType, Rule
from alliance.contract.models import Alliance, Organisation
from alliance.decisions import actions
from alliance.decisions.actions.opening import write_asked
from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import insider
from alliance.decisions.asked import Asked
from alliance.door.access import Caller
from alliance.door.action import Act, Done, action, must
from alliance.door.refusals import Refused, denied
from alliance.people.models import Person
from alliance.wings.offers import Moment

FOLDER = Path(__file__).parents[1] / "demo" / "marlhaven"
WRITTEN = date(2026, 7, 22)  # the day for which the tables tell the story
ZONE = ZoneInfo("Europe/London")
MANAGER = "P02"
OPENS_REGISTER = "D-011"  # what the partners publish stands beside the open book
FORCED = "D-010"  # the use of D-009 opens it by itself
SEATS = {"seat": "representative", "deputy": "deputy"}
RULE_BOOK_1 = replace(rulebook.DEFAULTS, matters=(*DEFAULT_MATTERS, MatterType("pool_100k", Rule.CONSENT)))
Row = Mapping[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of one table of the invented alliance, such as "votes"."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@dataclass
class Teller:
    """Who tells it: the people and, once they are there, the organisations; `shift` moves what is still to come."""

    alliance: UUID
    shift: timedelta
    people: dict[str, UUID] = field(default_factory=dict)

    def by(self, person: str) -> Caller:
        """This person at the door; P02 for instance."""
        return Caller(self.alliance, self.people[person])

    def org(self, code: str) -> UUID:
        """An organisation by its code; it may have joined only just now."""
        return Organisation.objects.get(alliance_id=self.alliance, code=code).id

    def day(self, text: str) -> date | None:
        """A day of the tables: history as written, what lay ahead on the day of writing as far ahead of today."""
        day = date.fromisoformat(text) if text else None
        return day + self.shift if day and day >= WRITTEN else day

    def instant(self, text: str, live: bool) -> datetime:
        """An instant of the tables in local time; of a live proposal, moved with today."""
        local = datetime.fromisoformat(text).astimezone(ZONE)
        moved = local.replace(tzinfo=None) + (self.shift if live else timedelta())
        return moved.replace(tzinfo=ZONE)


def moments(alliance: UUID, today: date) -> list[Moment]:
    """Everything that happened to the 26 proposals; the two that are open move with `today`."""
    teller = teller_of(alliance, today)
    revisions: dict[str, list[Row]] = defaultdict(list)
    for row in rows("decisions"):
        revisions[row["ref"]].append(row)
    return [moment for told in revisions.values() for moment in _proposal(teller, told)]


def teller_of(alliance: UUID, today: date) -> Teller:
    """Who tells Marlhaven's story, once its people are there."""
    emails = {row["email"]: row["id"] for row in rows("people")}
    found = Person.objects.filter(email__in=emails).values_list("email", "id")
    return Teller(alliance, today - WRITTEN, {emails[email]: person for email, person in found})


def _proposal(teller: Teller, told: list[Row]) -> Iterator[Moment]:
    first, last = told[0], told[-1]
    live = last["outcome"] == "open"
    if first["ref"] != FORCED:
        yield Moment(teller.instant(first["opens_at"], live), partial(_open, teller, told))
    for row in told[1:]:
        yield Moment(teller.instant(row["opens_at"], live), partial(_amend, teller, row))
    for vote in rows("votes"):
        if vote["decision"] == first["ref"] and vote["at"]:
            yield Moment(teller.instant(vote["at"], live), partial(_vote, teller, vote))
    if last["decided_at"]:
        yield Moment(teller.instant(last["decided_at"], live), partial(_decided, teller, last["ref"]))
    if last["looked_again_on"]:
        looked = datetime.fromisoformat(f"{last['looked_again_on']}T11:30:00").replace(tzinfo=ZONE)
        yield Moment(looked, partial(_look_again, teller, last))


def _open(teller: Teller, told: list[Row]) -> None:
    by, asked = teller.by(_seat(told[0]["proposer"])), _asked(teller, told[0], told[-1])
    must((open_as_told if asked.venue == "meeting" else actions.open_proposal)(by, asked=asked))


def _invented(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    if not Alliance.objects.get(id=act.alliance).simulated:
        return denied("not_told", "Who was at a meeting is told in invented alliances alone. Hold a meeting.")
    return insider(act, arguments)


@action("proposal.tell", needs=_invented, first=settle)
def open_as_told(act: Act, *, asked: Asked) -> str | Refused:
    """Open a vote at a meeting of which an invented alliance's story says only that every member was there."""
    here = members(act.alliance)
    return write_asked(act, asked, here.values_list("id", flat=True))


def _asked(teller: Teller, first: Row, last: Row) -> Asked:
    live = last["outcome"] == "open"
    a_year_on = (date.fromisoformat(first["date"]) + timedelta(days=364)).isoformat()
    return Asked(
        org=teller.org(first["proposer"]), matter=first["matter_type"], title=first["title"], text=_text(first),
        expected_effect=first["expect_to_see"], venue=first["venue"], closes=teller.instant(first["closes_at"], live),
        review_on=teller.day(last["look_again_on"] or a_year_on),
        objectives=tuple(first["objectives"].split()),
        settings=rulebook.to_body(RULE_BOOK_1) if first["matter_type"] == "rule_book" else None,
        expected_where=first["expect_where"], expected_by=teller.day(first["expect_by"]),
        expected_sure=first["expect_sure"],
        looks_again_at=_number(first["looks_again_at"]) if first["looks_again_at"] else None,
        public="opens" if first["ref"] == OPENS_REGISTER else "", **_reserved(teller, first),
    )  # fmt: skip


def _reserved(teller: Teller, row: Row) -> dict[str, Any]:
    if not row["category"]:
        return {}
    forced = next(one for one in rows("decisions") if one["ref"] == FORCED)
    return {
        "owner": teller.org(row["proposer"]), "category": row["category"], "legal_basis": row["legal_basis"],
        "expires_on": teller.day(row["expires_on"]), "consequence_title": forced["title"],
        "consequence_text": _text(forced), "consequence_review_on": teller.day(forced["look_again_on"]),
    }  # fmt: skip


def _amend(teller: Teller, row: Row) -> None:
    must(
        actions.amend_proposal(
            teller.by(_seat(row["proposer"])), proposal=_number(row["ref"]), revision=int(row["revision"]) - 1,
            title=row["title"], text=_text(row), expected_effect=row["expect_to_see"],
            reason="The trust can agree if one partner holds the money, and the council will.",
        )
    )  # fmt: skip


def _vote(teller: Teller, vote: Row) -> None:
    by = teller.by(vote["cast_by"])
    about: dict[str, Any] = {"proposal": _number(vote["decision"]), "org": teller.org(vote["partner"])}
    if vote["position"] == "recused":
        must(
            actions.declare_interest(
                by, **about, kind="financial", whose="organisation", reason=vote["words"]
            )
        )
        return
    must(
        actions.cast_vote(
            by, **about, revision=int(vote["revision"]), position=vote["position"], reason=vote["words"],
            harm=vote["harm"], smallest_change=vote["smallest_change"],
        )
    )  # fmt: skip


def _decided(teller: Teller, ref: str) -> None:
    must(actions.settle_due(Caller(teller.alliance, None)))
    follow = _FOLLOWS.get(ref)
    if follow:
        must(follow(teller, _number(ref)))


def _adopt_rulebook(teller: Teller, decision: int) -> Done | Refused:
    return actions.adopt_rulebook(teller.by(MANAGER), decision=decision)


def _adopt_agreement(teller: Teller, decision: int) -> Done | Refused:
    return actions.adopt_agreement(teller.by(MANAGER), decision=decision)


def _admit(teller: Teller, decision: int) -> Done | Refused:
    row = next(one for one in rows("partners") if one["code"] == "PVC")
    seats = {
        SEATS[one["seat"]]: teller.people[one["id"]]
        for one in rows("people") if one["body"] == "PVC" and one["seat"] in SEATS
    }  # fmt: skip
    return actions.admit_member(
        teller.by(MANAGER), decision=decision, code=row["code"], name=row["name"], side=row["side"],
        kind="lived_experience", first=seats,
    )  # fmt: skip


_FOLLOWS: Mapping[str, Callable[[Teller, int], Done | Refused]] = {
    "D-002": _adopt_rulebook, "D-007": _admit, "D-004": _adopt_agreement, "D-006": _adopt_agreement,
    "D-016": _adopt_agreement, "D-020": _adopt_agreement,
}  # fmt: skip


def _look_again(teller: Teller, row: Row) -> None:
    """Every member that was there answers, and where the table says “change” one of them says no; what ended on the
    day it had named is settled by itself."""
    if row["what_was_seen"].startswith("ended"):
        return
    here = members(teller.alliance)
    against = {"LAN"} if row["what_was_seen"].startswith("change") else set()
    for org in here:
        must(
            actions.answer_review(
                teller.by(_seat(org.code)), proposal=_number(row["ref"]), org=org.id, seen=row["what_was_seen"],
                answer="no" if org.code in against else "yes", look_next=teller.day(row["next_look_again"]),
            )
        )  # fmt: skip


def _seat(code: str) -> str:
    return next(row["id"] for row in rows("people") if row["body"] == code and row["seat"] == "seat")


def _text(row: Row) -> str:
    key = row["ref"], row["revision"]
    return next(one["text"] for one in rows("texts") if (one["ref"], one["revision"]) == key)


def _number(ref: str) -> int:
    return int(ref.removeprefix("D-"))
