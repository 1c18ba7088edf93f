"""A look back as it reads: who would still decide so, who would not, who has been silent, and what each saw."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from alliance.contract.models import Membership, Organisation
from alliance.decisions.count.looking import Answer, Round, complete, finding
from alliance.decisions.count.sentences import in_a_row, members_in_words
from alliance.decisions.reading.later import Look, LookAnswer
from alliance.decisions.reading.seats import Texts
from alliance.decisions.reading.words import ANSWERS

SILENT = "silent"
_FIELDS = {"would_still": Answer.YES, "would_not": Answer.NO, "unsure": Answer.UNSURE}


def look_of(
    look: Round, orgs: Sequence[Organisation], texts: Texts, people: Mapping[str, str], refs: Mapping[str, str], now: datetime
) -> Look:  # fmt: skip
    """One look back, every member in charter order; one whose time is over is shown as it will be settled."""
    said = _settled(look) if look.ended else _running(look, orgs, now)
    over = look.ended is not None or complete(look, said, now)
    found = look.ended.body["finding"] if look.ended else str(finding(look, said)) if over else ""
    answers = tuple(
        _answer(org, said[str(org.id)], look, texts, people) for org in orgs if str(org.id) in said
    )
    told = {name: list(said.values()).count(name) for name in (*Answer, SILENT)}
    by = look.ended.body.get("by_proposal", "") if look.ended else ""
    ended = look.ended.at if look.ended else min(now, look.closes) if over and look.closes else None
    return Look(answers, look_sum(told, over=over), look.closes, ended, found, refs.get(by, ""))


def members_at(orgs: Sequence[Organisation], at: datetime) -> list[Organisation]:
    """Who was a member at the instant `at`."""
    return [
        org for org in orgs
        if org.membership == Membership.MEMBER and org.joined_at <= at and (org.left_at is None or org.left_at > at)
    ]  # fmt: skip


def _running(look: Round, orgs: Sequence[Organisation], now: datetime) -> dict[str, str]:
    here = members_at(orgs, min(now, look.closes) if look.closes else now)
    return {str(org.id): look.said(str(org.id)) or SILENT for org in here}


def _settled(look: Round) -> dict[str, str]:
    body = look.ended.body if look.ended else {}
    said = {org: str(answer) for name, answer in _FIELDS.items() for org in body[name]}
    return said | dict.fromkeys(body["silent"], SILENT)


def _answer(
    org: Organisation, answer: str, look: Round, texts: Texts, people: Mapping[str, str]
) -> LookAnswer:
    event = look.answers.get(str(org.id))
    if event is None:
        return LookAnswer(org.id, org.name, answer, ANSWERS[answer])
    said = texts.get(event.seq, {})
    return LookAnswer(
        org.id, org.name, answer, ANSWERS[answer], said.get("seen", ""), said.get("reason", ""),
        people.get(event.actor, ""), event.at,
    )  # fmt: skip


def look_sum(told: Mapping[str, int], *, over: bool) -> str:
    """What members answered when they looked again, in one sentence."""
    everybody = sum(told.values())
    if told[SILENT] == everybody and not over:
        return f"None of the {members_in_words(everybody)} has answered yet."
    parts = [f"{told['yes'] or 'none'} would still", f"{told['no'] or 'none'} would not"]
    are = ("was" if over else "is") if told["unsure"] == 1 else "were" if over else "are"
    parts += [f"{told['unsure']} {are} not sure"] if told["unsure"] else []
    quiet = (
        "stayed silent"
        if over
        else "has not answered yet"
        if told["silent"] == 1
        else "have not answered yet"
    )
    parts += [f"{told['silent']} {quiet}"] if told["silent"] else []
    return f"Of {members_in_words(everybody)}, {in_a_row(parts)}."
