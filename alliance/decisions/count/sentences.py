"""The rules in plain English: each result, each reason, each refusal and the sum behind an outcome."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alliance.contract.matters import Rule
from alliance.decisions.count.electorate import Electorate
from alliance.decisions.count.tally import Counts, Reason, Result

RESULTS: Mapping[Result, str] = {
    Result.OPEN: "The vote is open.",
    Result.WITHDRAWN: "The proposal was withdrawn.",
    Result.ADJOURNED: "The vote was adjourned.",
    Result.RESERVED_DECIDED: "The member this matter is reserved to decided it.",
    Result.NOT_REACHED: "No decision was reached.",
    Result.REFER: "The members who may vote cannot decide this; it goes to members' boards or a conflict panel.",
    Result.CARRIED: "The proposal is carried.",
    Result.NOT_CARRIED: "The proposal is not carried.",
}

REASONS: Mapping[Reason, str] = {
    Reason.WITHDRAWN: "It was withdrawn before the vote ended; the votes stay visible.",
    Reason.ADJOURNED: "The meeting lost its quorum; put it again as a new proposal.",
    Reason.STILL_OPEN: "Members may still vote, or change their vote.",
    Reason.OWNER_AGREED: "The owner agreed; what the others said is advice.",
    Reason.OWNER_DISAGREED: "The owner disagreed; what the others said is advice.",
    Reason.OWNER_SILENT: "The owner did not vote, and silence never consents.",
    Reason.OWNER_ABSTAINED: "The owner abstained, so nobody decided.",
    Reason.TOO_FEW: "Fewer than two members were eligible.",
    Reason.ONE_SIDE: "Only one side, commissioners or providers, was eligible.",
    Reason.OBJECTION: "At least one member disagreed.",
    Reason.UNANIMOUS: "Nobody disagreed, and no eligible member was silent.",
    Reason.ABSENT: "At least one eligible member did not vote, and silence never consents.",
    Reason.ABSTENTION: "Every eligible member voted, but not all of them agreed.",
    Reason.INQUORATE: "Too few ballots came in.",
    Reason.CONSENT: "Nobody disagreed, and at least one member agreed.",
    Reason.NO_ONE_AGREED: "No member agreed.",
    Reason.MAJORITY: "More members agreed than disagreed.",
    Reason.TIE: "As many members disagreed as agreed, and nobody has a casting vote.",
    Reason.OUTVOTED: "More members disagreed than agreed.",
    Reason.THRESHOLD: "Enough of the votes cast agreed.",
    Reason.BELOW_THRESHOLD: "Too few of the votes cast agreed.",
    Reason.UNOPENED: "At least one sealed ballot could not be opened, so nothing was counted. Put it to the vote again.",
}

UNOPENED = "{} sealed {} could not be opened, so nothing was counted."
STOPPED = "The vote stopped before its end, so nothing was counted."

REFUSALS: Mapping[str, str] = {
    "withdrawn": "This proposal was withdrawn, so it takes no more votes. If it matters still, open a new proposal.",
    "adjourned": "This vote was adjourned, so it takes no more votes. Look for it as a new proposal.",
    "late": "The deadline has passed, so this came too late. To decide otherwise, open a new proposal.",
    "early": "Voting has not opened yet. Come back once it opens.",
    "closed": "This vote has closed. A closed vote is sealed; to decide otherwise, open a new proposal.",
    "not_elector": "This organisation was not a member when the proposal opened, so it has no vote on it. "
    "Its view may still be recorded as voice.",
    "no_mandate": "You hold no mandate in force to vote for this organisation. Ask it to grant you one.",
    "recused": "A declared interest bars this vote. Withdraw the interest first if it no longer holds; "
    "where it is one person's alone, the deputy may vote.",
    "left": "This organisation has left the alliance, so its vote no longer counts.",
    "stale_text": "The text has changed since you opened it. Read the latest revision, then vote on that.",
}


@dataclass(frozen=True, slots=True)
class Sum:
    """The numbers of a vote, by position as in `Counts`, with the rule they are weighed by; `owner` where one member
    decides, `over` once the vote has ended, `stopped` where it was withdrawn or adjourned; `p` of `q` is the threshold of
    rule Q."""

    rule: Rule
    owner: bool
    need: int
    counted: Mapping[str, int]
    over: bool
    stopped: bool = False
    p: int = 1
    q: int = 1

    @property
    def ballots(self) -> int:
        """Eligible ballots in."""
        return self.counted["agree"] + self.counted["disagree"] + self.counted["abstain"]

    @property
    def eligible(self) -> int:
        """The electorate less recused and leavers."""
        return self.ballots + self.counted["silent"]


def sum_in_words(told: Sum, names: Mapping[str, Sequence[str]] | None = None) -> str:
    """The sum in plain sentences: “6 of the 7 members who may vote agreed. Tideway stepped out.” The same on every
    page, in print and for programs; `names` says by position (disagree, silent, …) who, where a reader sees that too.
    """
    sides = (told.counted["agree"], told.counted["disagree"])
    if told.stopped:
        return STOPPED
    parts = [_weighed(told, *sides), *_quorum(told)]
    others = [
        position for position in _OTHERS if told.counted[position] and (position != "silent" or told.ballots)
    ]
    parts += [_others(told, position, (names or {}).get(position, ())) for position in others]
    return " ".join(part for part in parts if part)


def sum_of(electorate: Electorate, counts: Counts, result: Result) -> Sum:
    """The numbers behind a vote that has come to `result`."""
    over, stopped = result is not Result.OPEN, result in (Result.WITHDRAWN, Result.ADJOURNED)
    counted = {position: len(getattr(counts, position)) for position in Counts.__slots__}
    pinned = electorate
    return Sum(pinned.rule, pinned.owner is not None, pinned.need, counted, over, stopped, pinned.p, pinned.q)


def sealed_sum(voted: int, waiting: Sequence[str]) -> str:
    """The sum of a sealed round that runs: how many have voted and, by name where they have one, who has not."""
    everybody = voted + len(waiting)
    if not waiting:
        return (
            f"{_all_of(everybody)} members who may vote have voted, and the sealed ballots wait to be opened. If they still do in "
            "a minute, the key of the ballots is missing: whoever runs the register puts its file back."
        )  # fmt: skip
    said = (
        f"{voted or 'None'} of the {everybody} members who may vote {'has' if voted == 1 else 'have'} voted."
    )
    out = (
        f" {listed(waiting)} {'has' if len(waiting) == 1 else 'have'} not voted yet."
        if voted and all(waiting)
        else ""
    )
    return f"{said}{out} The first round is sealed: nobody sees how until all have voted, or the vote closes."


def unopened_sum(ballots: int) -> str:
    """The sum of a vote in which so many sealed ballots could not be opened; 0 where the number is not known here."""
    return UNOPENED.format(ballots or "Some", "ballot" if ballots == 1 else "ballots")


def multiplied(electorate: Electorate, counts: Counts) -> str:
    """How a threshold is weighed, in whole numbers: “5 × 3 = 15 is less than 2 × 8 = 16”; blank under other rules."""
    if electorate.rule is not Rule.THRESHOLD or electorate.owner is not None:
        return ""
    agreed, p, q = len(counts.agree), electorate.p, electorate.q
    cast = agreed + len(counts.disagree)
    sign = "is at least" if agreed * q >= p * cast else "is less than"
    return f"{agreed} × {q} = {agreed * q} {sign} {p} × {cast} = {p * cast}"


def members_in_words(number: int) -> str:
    """“1 member”, “2 members”."""
    return f"{number} member{'' if number == 1 else 's'}"


def _weighed(told: Sum, agreed: int, objected: int) -> str:
    if not told.ballots:
        return _nobody(told)
    agree, disagree = _verb("agree", agreed, told.over), _verb("disagree", objected, told.over)
    if told.owner:
        said = f"Of those who voted, {agreed or 'none'} {agree} and {objected or 'none'} {disagree}."
        return f"One member decides this; what the others say is advice. {said}"
    if told.rule is Rule.UNANIMITY:
        return f"{_of_all(agreed, told.eligible)} {agree}."
    if told.rule is Rule.THRESHOLD:
        needed = f"at least {told.p} of every {told.q} {'were' if told.over else 'are'} needed."
        cast = f"{agreed or 'None'} of the {agreed + objected} votes cast {agree}; {needed}"
        return cast if agreed + objected else f"Nobody voted for or against; {needed}"
    return (
        f"{members_in_words(agreed) if agreed else 'No member'} {agree} and {objected or 'none'} {disagree}."
    )


def _nobody(told: Sum) -> str:
    if told.eligible > 1:
        voted = "voted" if told.over else "has voted yet"
        return f"None of the {told.eligible} members who may vote {voted}."
    silent = "did not vote" if told.over else "has not voted yet"
    return f"The one member who may vote {silent}." if told.eligible else "No member may vote."


def _of_all(agreed: int, eligible: int) -> str:
    if agreed == eligible:
        return f"{_all_of(eligible)} members who may vote" if agreed > 1 else "The one member who may vote"
    return f"{agreed or 'None'} of the {eligible} {'member' if eligible == 1 else 'members'} who may vote"


def _all_of(number: int) -> str:
    return "Both" if number == 2 else f"All {number}"


def _verb(what: str, number: int, over: bool) -> str:
    """“1 agrees”, “none agrees”, “2 agree”; once it is over “agreed”."""
    return f"{what}d" if over else what if number > 1 else f"{what}s"


def _quorum(told: Sum) -> list[str]:
    if told.owner or told.rule is Rule.UNANIMITY:
        return []
    number, one = told.ballots, told.need == 1
    needed = ("was" if one else "were") if told.over else "is" if one else "are"
    if not number:
        return [f"{told.need} ballot{'' if one else 's'} {needed} needed."]
    came = "came in" if told.over else "is in" if number == 1 else "are in"
    return [f"{number} ballot{'' if number == 1 else 's'} {came}, and {told.need} {needed} needed."]


def _others(told: Sum, position: str, names: Sequence[str]) -> str:
    counted_above = position == "disagree" and (told.owner or told.rule is not Rule.UNANIMITY)
    if counted_above and not names:
        return ""
    number = told.counted[position]
    one, several, past = _OTHERS[position]
    verb = past if told.over else one if number == 1 else several
    return f"{listed(names) if names else members_in_words(number)} {verb}."


# position: what one does, what several do, what they did once the vote is over
_OTHERS: Mapping[str, tuple[str, str, str]] = {
    "disagree": ("disagrees", "disagree", "disagreed"),
    "abstain": ("abstains", "abstain", "abstained"),
    "silent": ("has not voted yet", "have not voted yet", "did not vote"),
    "recused": ("steps out for an interest", "step out for an interest", "stepped out for an interest"),
    "left": ("has left the alliance", "have left the alliance", "left the alliance"),
}


def named(counts: Counts, names: Mapping[str, str]) -> dict[str, list[str]]:
    """By position, who; `names` maps ids to names."""
    return {
        position: [names.get(org, "an organisation") for org in getattr(counts, position)]
        for position in Counts.__slots__
    }


def listed(names: Iterable[str]) -> str:
    """Names in alphabetical order: “Kindling and Tideway”, “Kindling, Lantern and Tideway”."""
    return in_a_row(sorted(names))


def in_a_row(said: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
