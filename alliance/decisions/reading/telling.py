"""The log of one decision in plain words, entry by entry, with the number each has in the log."""

from collections.abc import Callable, Mapping
from datetime import date

from alliance.decisions.count.erasing import GROUNDS
from alliance.decisions.count.sentences import REFUSALS, in_a_row, listed, members_in_words
from alliance.decisions.reading.looking import look_sum
from alliance.decisions.reading.values import Told
from alliance.decisions.reading.words import state_words
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import SYSTEM, Event

Names = Mapping[str, str]
_SAYS = {"agree": "agrees", "disagree": "disagrees", "abstain": "abstains"}
FINDINGS = {
    "continue": "it carries on", "change": "a proposal to change or to end it is needed",
    "amended": "a part of it is changed, and the rest carries on", "ended": "it is ended",
}  # fmt: skip
_USES = {
    "rulebook.adopted": "the rule-book was put into force", "member.admitted": "the member was admitted",
    "release.thresholds_set": "new thresholds of published figures were put into force",
    "member.merged": "two members became one",
    "agreement.adopted": "the agreement’s new text was put into force",
}  # fmt: skip
HIDDEN = frozenset({"member.joined", "member.renamed", "mandate.granted", "mandate.revoked"})


def told(event: Event, texts: Mapping[str, str], names: Names, refs: Names) -> Told:
    """One entry; `names` are those of organisations and people by id, `refs` those of proposals."""
    say = _SAYINGS.get(event.type)
    title = say(event, names, refs) if say else event.type
    who = "" if event.actor == SYSTEM else names.get(event.actor, "")
    basis = (
        [f"Under {texts['legal_basis']}."] if event.type == "duty.noted" and "legal_basis" in texts else []
    )
    return Told(event.seq, event.at, title, who or "The register itself", " ".join([*basis, _text(texts)]))


def _text(texts: Mapping[str, str]) -> str:
    """What was said with it; the wordings themselves stand on their own."""
    harm, change = texts.get("harm", ""), texts.get("smallest_change", "")
    parts = [
        texts.get("reason", ""),
        texts.get("scope_note", ""),
        f"Harm: {harm}" if harm else "",
        f"Would lift it: {change}" if change else "",
    ]
    return " ".join(part for part in [*parts, texts.get("seen", "")] if part)


def _org(event: Event, names: Names, field: str = "org") -> str:
    return names.get(event.body.get(field, ""), "An organisation")


def _opened(event: Event, names: Names, refs: Names) -> str:
    return f"Opened for {_org(event, names, 'proposed_by')}: {len(event.body['electorate'])} members may vote"


def _amended(event: Event, names: Names, refs: Names) -> str:
    return f"New wording, revision {event.body['revision']}: the votes on the last one are void"


def _voted(event: Event, names: Names, refs: Names) -> str:
    return f"{_org(event, names)} {_SAYS[event.body['position']]}"


def _sealed(event: Event, names: Names, refs: Names) -> str:
    return f"{_org(event, names)} votes, sealed"


def _revealed(event: Event, names: Names, refs: Names) -> str:
    said = [one["position"] for one in event.body["ballots"].values()]
    told = in_a_row([f"{said.count(position)} {position}" for position in _SAYS if position in said])
    return f"The sealed ballots are opened: {told}" if said else "No sealed ballot could be opened"


def _recorded(event: Event, names: Names, refs: Names) -> str:
    told_by = names.get(event.body["on_behalf_of"], "its voter")
    return f"{_voted(event, names, refs)}, told by {told_by}; it counts once confirmed"


def _confirmed(event: Event, names: Names, refs: Names) -> str:
    return f"{_org(event, names)} confirms the vote that was taken down"


def _declared(event: Event, names: Names, refs: Names) -> str:
    own = event.body["whose"] == "person"
    return f"{_org(event, names)}: {'a personal interest' if own else 'an interest'} is declared"


def _ruled(event: Event, names: Names, refs: Names) -> str:
    said = (("admit", "would admit"), ("refuse", "would not admit"))
    heard = [
        f"{listed([names.get(org, '') for org in event.body[side]])} {words}"
        for side, words in said
        if event.body[side]
    ]
    return f"On an interest: {', and '.join(heard)} who declared it"


def _refused(event: Event, names: Names, refs: Names) -> str:
    code = event.body["code"]
    whose = f" for {names[event.body['org']]}" if event.body.get("org") in names else ""
    return f"An attempt{whose} was refused: {REFUSALS.get(code, code.replace('_', ' '))}"


def _computed(event: Event, names: Names, refs: Names) -> str:
    body = event.body
    said = f"{members_in_words(body['agree'])} agreed, {body['disagree'] or 'none'} disagreed"
    return f"{state_words(body['result'])}: {said} and {body['abstain'] or 'none'} abstained"


def _answered(event: Event, names: Names, refs: Names) -> str:
    would = {"yes": "would still decide it", "no": "would not decide it again", "unsure": "is not sure"}
    return f"{_org(event, names)} looked again: it {would[event.body['answer']]}"


def _reviewed(event: Event, names: Names, refs: Names) -> str:
    body = event.body
    by = f" in {refs[body['by_proposal']]}" if body.get("by_proposal") in refs else ""
    told = {"yes": "would_still", "no": "would_not", "unsure": "unsure", "silent": "silent"}
    said = look_sum({answer: len(body[name]) for answer, name in told.items()}, over=True)
    then = f" Next look {_day(body['review_on'])}" if "review_on" in body else ""
    return f"Members looked again{by}: {FINDINGS[body['finding']]}. {said}{then}"


def _used_reserved(event: Event, names: Names, refs: Names) -> str:
    forced = refs.get(event.body["consequence"], "a proposal")
    return f"A reserved power was used; it opened {forced} about its consequences"


def _report(event: Event, names: Names, refs: Names) -> str:
    whose = f"The board of {_org(event, names)}" if "org" in event.body else "A panel"
    return f"{whose} reported; the report is noted"


def _duty(event: Event, names: Names, refs: Names) -> str:
    return f"{_org(event, names)} notes a duty of its own in this matter, and does not use it"


def _moved(event: Event, names: Names, refs: Names) -> str:
    return f"The deadline moved to {_day(parse_instant(event.body['closes']).date().isoformat())}"


def _other(words: str) -> Callable[[Event, Names, Names], str]:
    return lambda event, names, refs: words.format(
        by=refs.get(event.body.get("by_proposal", ""), "a later decision")
    )


def _left(event: Event, names: Names, refs: Names) -> str:
    if "into" in event.body:
        return f"{_org(event, names, 'absorbed')} became part of {_org(event, names, 'into')}: the open votes of both are void"
    return f"{_org(event, names)} left the alliance"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"


def _superseded(event: Event, names: Names, refs: Names) -> str:
    by = refs.get(event.body["by_proposal"], "a later decision")
    return f"Replaced {'in part ' if event.body.get('in_part') else ''}by {by}"


def _lapsed(event: Event, names: Names, refs: Names) -> str:
    stopped = event.body.get("why") == "long_stop"
    return "It lapsed: boards did not ratify it in time" if stopped else "It ended on the day it had named"


def _conditions(event: Event, names: Names, refs: Names) -> str:
    boards = listed(names.get(org, "an organisation") for org in event.body["boards"])
    return f"Agreed subject to the boards of {boards or 'nobody any more'}"


def _ratified(event: Event, names: Names, refs: Names) -> str:
    return f"The board of {_org(event, names)} ratified it"


def _lifted(event: Event, names: Names, refs: Names) -> str:
    then = f"; that of {_org(event, names, 'to')} is awaited instead" if "to" in event.body else ""
    return f"The board of {_org(event, names)} is awaited no longer, for it is no member of its own any more{then}"


def _objected(event: Event, names: Names, refs: Names) -> str:
    return f"{_org(event, names)} objects to the correction, which is void"


def _erased(event: Event, names: Names, refs: Names) -> str:
    ground = GROUNDS.get(event.body["ground"], event.body["ground"])
    return f"A text of no. {event.body['entry']} was erased, and its proof stands: {ground.lower()}"


def _used(event: Event, names: Names, refs: Names) -> str:
    return f"Acted upon: {_USES.get(event.body['purpose'], event.body['purpose'].replace('.', ' '))}"


_SAYINGS: Mapping[str, Callable[[Event, Names, Names], str]] = {
    "proposal.opened": _opened, "proposal.amended": _amended, "proposal.withdrawn": _other("Withdrawn"),
    "proposal.adjourned": _other("Adjourned: the meeting lost its quorum"),
    "proposal.closed_early": _other("Closed early: everyone who may vote had voted"), "deadline.moved": _moved,
    "vote.cast": _voted, "vote.sealed": _sealed, "ballots.revealed": _revealed, "vote.recorded": _recorded, "vote.confirmed": _confirmed, "interest.declared": _declared,
    "interest.withdrawn": _other("An interest was withdrawn"), "interest.ruled": _ruled, "attempt.refused": _refused,
    "outcome.computed": _computed, "reserved.used": _used_reserved,
    "reserved.ratified": _other("All let the use stand beyond its day, in {by}"), "duty.noted": _duty, "decision.report_noted": _report,
    "decision.review_answered": _answered, "decision.reviewed": _reviewed,
    "decision.lapsed": _lapsed, "decision.conditions_named": _conditions, "decision.ratified": _ratified, "decision.condition_lifted": _lifted,
    "decision.corrected": _other("A slip in its words was put right"), "decision.correction_objected": _objected,
    "decision.reversed": _other("Reversed by {by}"), "decision.superseded": _superseded,
    "text.erased": _erased, "decision.used": _used, "member.left": _left, "member.merged": _left,
}  # fmt: skip
