"""The plain words of the register. No result is praised and none is blamed: each is said the same way."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from alliance.contract.matters import Rule, Share, Venue
from alliance.decisions.count.electorate import Electorate
from alliance.decisions.count.sentences import REASONS, RESULTS, Sum, listed, sum_in_words, unopened_sum
from alliance.decisions.count.tally import Counts, Reason, Result, Verdict
from alliance.decisions.models import STANDING, Life, Proposal

# word for people, and the kind of tag that it wears
STATES: Mapping[str, tuple[str, str]] = {
    Result.OPEN: ("Open", "open"),
    Result.CARRIED: ("Carried", "plain"),
    Result.NOT_CARRIED: ("Not carried", "plain"),
    Result.NOT_REACHED: ("Not reached", "plain"),
    Result.RESERVED_DECIDED: ("Decided by its owner", "plain"),
    Result.REFER: ("Referred", "plain"),
    Result.WITHDRAWN: ("Withdrawn", "quiet"),
    Result.ADJOURNED: ("Adjourned", "quiet"),
}
POSITIONS = {
    "agree": "Agrees", "disagree": "Disagrees", "abstain": "Abstains", "silent": "Has not voted",
    "recused": "Steps out: an interest", "left": "Has left", "sealed": "Has voted, sealed",
}  # fmt: skip
DID = POSITIONS | {
    "agree": "Agreed", "disagree": "Disagreed", "abstain": "Abstained", "silent": "Did not vote",
    "recused": "Stepped out: an interest", "sealed": "Voted, and was not opened",
}  # fmt: skip
RULES = {
    Rule.UNANIMITY: "Carried when everyone who may vote agrees",
    Rule.CONSENT: "Carried when nobody disagrees and at least one member agrees",
    Rule.MAJORITY: "Carried when more members agree than disagree",
    Rule.THRESHOLD: "Carried when enough of the votes cast agree",
}
ACT_WORDS = {
    "rule_book": "adopt the rule-book", "members": "admit the member", "agreement": "put the agreement’s text into force",
}  # fmt: skip
ANSWERS = {"yes": "Yes", "no": "No", "unsure": "Not sure", "silent": "Has not answered"}
SURENESS = {"very": "Very sure", "fairly": "Fairly sure", "not_very": "Not very sure"}
FRACTIONS = {(1, 1): "all", (1, 2): "half", (2, 3): "two thirds", (3, 4): "three quarters"}
_STOPPED = (Result.WITHDRAWN, Result.ADJOURNED)
VENUES = {Venue.MEETING: "In a meeting", Venue.WRITTEN: "In writing"}
CATEGORIES = {
    "emergency": "An emergency", "scope": "What is in scope", "programme": "The programme",
    "regulatory": "A regulator’s requirement", "sector_duty": "A duty in law", "image": "The public’s trust",
}  # fmt: skip


def rule_words(rule: str, *, reserved: bool, p: int = 1, q: int = 1, owner: str = "") -> str:
    """How a matter is decided, in one clause."""
    if reserved:
        return f"{owner or 'One named member'} decides; what the others say is advice"
    if rule == Rule.THRESHOLD:
        return f"Carried when at least {p} of every {q} votes cast agree"
    return RULES[Rule(rule)]


def rule_of(row: Proposal) -> str:
    """The same from a row alone, which does not know how high a threshold is."""
    if row.owner is None and row.rule == Rule.THRESHOLD:
        return RULES[Rule.THRESHOLD]
    return rule_words(row.rule, reserved=row.owner is not None, owner=row.owner.name if row.owner else "")


def state_words(result: str) -> str:
    """“Carried”, “Not carried”, “Open”."""
    return STATES[result or Result.OPEN][0]


def tag_of(result: str) -> str:
    """The kind of tag: open ones are outlined, ended ones plain, all alike."""
    return STATES[result or Result.OPEN][1]


def life_at(row: Proposal, now: datetime) -> str:
    """What has become of a decision at `now`: boards whose time is over let it lapse, also before that is settled."""
    over = row.life == Life.SUBJECT and row.long_stop is not None and row.long_stop <= now
    return str(Life.LAPSED) if over else row.life


def life_words(row: Proposal, life: str = "") -> str:
    """What has become of a decision, in a few words; `life` where a read knows better than the row."""
    words = {
        Life.SUBJECT: "Agreed, subject to members’ boards; not yet in force",
        Life.LAPSED: "Lapsed: members’ boards did not ratify it in time", Life.ADVICE: "Advice; it is never in force",
        Life.WAITING: f"Carried, waits to be acted upon: {ACT_WORDS.get(row.matter, 'act upon it')}",
        Life.IN_FORCE: "In force", Life.CONTINUED: "In force; members looked again and carried on",
        Life.CHANGE: "In force; not every member would decide it again",
        Life.AMENDED: "In force; members looked again and changed a part",
        Life.ENDED: f"Ended by {row.reversed_by}, on looking again" if row.reversed_by else "Ended",
        Life.NOTED: "Referred, and its report is noted",
        Life.REVERSED: f"Reversed by {row.reversed_by}", Life.SUPERSEDED: f"Replaced by {row.superseded_by}",
    }  # fmt: skip
    said = words.get(Life(life or row.life), "") if row.life else ""
    if row.life in STANDING and row.superseded_by is not None:
        said += f"; replaced in part by {row.superseded_by}"
    if row.ratified_by is not None:
        said += f"{'; all' if said else 'All'} let it stand beyond its day, in {row.ratified_by}"
    return said


def headline(verdict: Verdict) -> str:
    """The result and why, in two short sentences."""
    return f"{RESULTS[verdict.result]} {REASONS[verdict.reason]}"


def if_closed(verdict: Verdict) -> str:
    """What the vote would come to with the ballots in hand."""
    words = {
        Result.CARRIED: "would be carried", Result.NOT_CARRIED: "would not be carried",
        Result.NOT_REACHED: "would not reach a decision", Result.REFER: "would be referred",
        Result.RESERVED_DECIDED: "would be decided by its owner",
    }  # fmt: skip
    return f"If it closed now, it {words[verdict.result]}. {REASONS[verdict.reason]}"


def short_sum(row: Proposal) -> str:
    """The sum of an ended vote, from its row alone: the same sentences as on its page, without names."""
    if row.reason == Reason.UNOPENED:
        return unopened_sum(0)
    counted = {position: getattr(row, position) for position in Counts.__slots__}
    return sum_in_words(
        Sum(Rule(row.rule), row.owner_id is not None, row.need, counted, True, row.result in _STOPPED)
    )


def names_of(orgs: Iterable[str], names: Mapping[str, str]) -> str:
    """“2: Kindling and Tideway”, or “0”."""
    ids = list(orgs)
    return f"{len(ids)}: {listed(names.get(org, 'an organisation') for org in ids)}" if ids else "0"


def sides_of(electorate: Electorate) -> str:
    """“7: 2 commissioners, 5 providers”."""
    sides = [str(side) for side in electorate.sides.values()]
    counted = [(sides.count(name), name) for name in ("commissioner", "provider")]
    return f"{len(sides)}: " + ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in counted)


def quorum_words(electorate: Electorate, counts: Counts, quorum: Share) -> str:
    """“5 in, 6 needed: at least three quarters of 7 members, rounded up”."""
    share = f"{'more than' if quorum.more_than else 'at least'} {FRACTIONS.get((quorum.p, quorum.q), f'{quorum.p} of every {quorum.q}')}"
    up = ", rounded up" if quorum.p * electorate.size % quorum.q and not quorum.more_than else ""
    return f"{counts.ballots} in, {electorate.need} needed: {share} of {electorate.size} members{up}"
