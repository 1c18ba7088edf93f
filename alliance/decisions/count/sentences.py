"""The rules in plain English: each result, each reason, each refusal and the sum behind an outcome."""

from collections.abc import Iterable, Mapping

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
    Reason.OBJECTION: "At least one member objected.",
    Reason.UNANIMOUS: "Nobody objected, and no eligible member was silent.",
    Reason.ABSENT: "At least one eligible member did not vote, and silence never consents.",
    Reason.ABSTENTION: "Every eligible member voted, but not all of them agreed.",
    Reason.INQUORATE: "Too few ballots came in.",
    Reason.CONSENT: "Nobody objected, and at least one member agreed.",
    Reason.NO_ONE_AGREED: "No member agreed.",
    Reason.MAJORITY: "More members agreed than objected.",
    Reason.TIE: "As many members objected as agreed, and nobody has a casting vote.",
    Reason.OUTVOTED: "More members objected than agreed.",
    Reason.THRESHOLD: "Enough of the votes cast agreed.",
    Reason.BELOW_THRESHOLD: "Too few of the votes cast agreed.",
}

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


def result_in_words(result: Result, reason: Reason) -> str:
    """A result and its reason, in one line of plain English."""
    return f"{RESULTS[result]} {REASONS[reason]}"


def sum_in_words(electorate: Electorate, counts: Counts, names: Mapping[str, str]) -> str:
    """The sum as the register prints it: “7 of 7 eligible agree; Tideway recused”. `names` maps ids to names."""
    parts = [arithmetic(electorate, counts)]
    objectors = listed(counts.disagree, names)
    absent = {
        "abstained": counts.abstain,
        "silent": counts.silent,
        "recused": counts.recused,
        "left": counts.left,
    }
    parts += [f"{objectors} disagreed"] if objectors else []
    parts += [f"{listed(orgs, names)} {what}" for what, orgs in absent.items() if orgs]
    return "; ".join(parts)


def arithmetic(electorate: Electorate, counts: Counts) -> str:
    """The numbers alone, as the rule weighs them."""
    agreed, objected = len(counts.agree), len(counts.disagree)
    if electorate.owner is not None:
        return f"the owner decides; {agreed} agree, {objected} disagree"
    if electorate.rule is Rule.UNANIMITY:
        return f"{agreed} of {counts.eligible} eligible agree"
    return f"{_weighed(electorate, agreed, objected)}; {electorate.need} ballots needed, {counts.ballots} in"


def _weighed(electorate: Electorate, agreed: int, objected: int) -> str:
    if electorate.rule is not Rule.THRESHOLD:
        return f"{agreed} agree, {objected} disagree"
    p, q, cast = electorate.p, electorate.q, agreed + objected
    sign = "is at least" if agreed * q >= p * cast else "is less than"
    return (
        f"{agreed} of {cast} votes cast agree: {agreed} x {q} = {agreed * q} {sign} {p} x {cast} = {p * cast}"
    )


def listed(orgs: Iterable[str], names: Mapping[str, str]) -> str:
    """Names in alphabetical order: “Kindling and Tideway”, “Kindling, Lantern and Tideway”."""
    said = sorted(names.get(org, "an organisation") for org in orgs)
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
