"""What happens in decisions, in plain words for everybody: never how a single member voted."""

from alliance.decisions.reading.telling import FINDINGS
from alliance.wings.sayings import Entry, Saying

_RESULTS = {
    "carried": "carried", "not_carried": "not carried", "not_reached": "no agreement reached",
    "reserved_decided": "decided by the member it is reserved to", "refer": "referred to the members’ boards",
    "withdrawn": "withdrawn", "adjourned": "adjourned",
}  # fmt: skip
_VOTE = "A vote is read on the decision’s own page, among all the others, and is not news by itself."
_INTEREST = "An interest is for those who vote; the decision’s own page tells it with its reason."


def _outcome(entry: Entry) -> str:
    return f"{entry['proposal']} ended: {_RESULTS.get(entry['result'], entry['result'])}"


def _reviewed(entry: Entry) -> str:
    return f"Members looked again at {entry['proposal']}: {FINDINGS.get(entry['finding'], entry['finding'])}"


def _lapsed(entry: Entry) -> str:
    stopped = entry.event.body.get("why") == "long_stop"
    return f"{entry['proposal']} {'lapsed: boards did not ratify it in time' if stopped else 'ended on the day it had named'}"


def _superseded(entry: Entry) -> str:
    part = " in part" if entry.event.body.get("in_part") else ""
    return f"{entry['proposal']} was replaced{part} by {entry['by_proposal']}"


def _words_erased(entry: Entry) -> str:
    return (
        f"Words about {entry['proposal']} were erased"
        if "proposal" in entry.event.body
        else "Words were erased"
    )


SAYINGS = {
    "proposal.opened": Saying("{proposal} opened: {title}", "proposal"),
    "proposal.amended": Saying("{proposal} was amended; earlier votes no longer count", "proposal"),
    "proposal.withdrawn": Saying("{proposal} was withdrawn", "proposal"),
    "proposal.adjourned": Saying("{proposal} was put off: the meeting lost its quorum", "proposal"),
    "deadline.moved": Saying("{proposal} has more time: {reason}", "proposal"),
    "proposal.closed_early": Saying("{proposal} was closed once everybody had voted", "proposal"),
    "ballots.revealed": Saying("The sealed ballots on {proposal} were opened", "proposal"),
    "outcome.computed": Saying(_outcome, "proposal"),
    "reserved.used": Saying("{proposal}: a reserved power was used, and opened {consequence}", "proposal"),
    "reserved.ratified": Saying("{proposal}: all let the use stand, in {by_proposal}", "proposal"),
    "duty.noted": Saying("{org} noted a duty in {proposal} that it does not use", "proposal"),
    "decision.report_noted": Saying("A report on {proposal}, which was referred, is noted", "proposal"),
    "decision.conditions_named": Saying("{proposal} waits for members’ boards", "proposal"),
    "decision.ratified": Saying("The board of {org} ratified {proposal}", "proposal"),
    "decision.condition_lifted": Saying("{proposal} waits for the board of {org} no longer", "proposal"),
    "decision.lapsed": Saying(_lapsed, "proposal"),
    "decision.reviewed": Saying(_reviewed, "proposal"),
    "decision.reversed": Saying("{proposal} was reversed by {by_proposal}", "proposal"),
    "decision.superseded": Saying(_superseded, "proposal"),
    "decision.corrected": Saying("A slip in the words of {proposal} is being put right", "proposal"),
    "decision.correction_objected": Saying(
        "{org} asks for a vote instead of a correction of {proposal}", "proposal"
    ),
}
ENTRIES = {
    "vote.cast": Saying("{org} voted on {proposal}", "proposal"),
    "vote.sealed": Saying("{org} sealed its ballot on {proposal}", "proposal"),
    "vote.recorded": Saying(
        "The vote that {org} told on {proposal} was written down, and waits to be confirmed", "proposal"
    ),
    "vote.confirmed": Saying("{org} confirmed its vote on {proposal}", "proposal"),
    "interest.declared": Saying("An interest in {proposal} was declared, for {org}", "proposal"),
    "interest.withdrawn": Saying("An interest in {proposal} was withdrawn", "proposal"),
    "interest.ruled": Saying("A member ruled on an interest in {proposal}", "proposal"),
    "decision.review_answered": Saying("{org} looked back at {proposal}", "proposal"),
    "text.erased": Saying(_words_erased, "proposal"),
    "decision.used": Saying("{proposal} was acted upon", "proposal"),
}
SILENT = {
    "vote.cast": _VOTE, "vote.sealed": _VOTE, "vote.recorded": _VOTE, "vote.confirmed": _VOTE,
    "interest.declared": _INTEREST, "interest.withdrawn": _INTEREST, "interest.ruled": _INTEREST,
    "decision.review_answered": "What a member saw is read on the decision’s own page; that all have answered is news.",
    "text.erased": "That somebody’s words were erased is told where they stood, and is not news.",
    "decision.used": "What a decision was used for is told by the act itself.",
}  # fmt: skip
