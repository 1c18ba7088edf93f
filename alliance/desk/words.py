"""What entries of the core's log are about, and the words of the door's own."""

from alliance.wings.sayings import Entry, Saying

CHAPTERS = {
    "agreement": "The agreement", "alliance": "The founding", "attempt": "Refused attempts", "ballots": "Sealed ballots that were opened",
    "capacity": "What members decide themselves", "clock": "The server’s clock", "deadline": "Deadlines of votes", "deadlock": "Deadlocks",
    "decision": "What became of decisions", "duty": "Duties", "interest": "Interests", "invitation": "Invitations", "log": "The log itself",
    "mandate": "Mandates", "member": "Members", "objective": "Objectives", "outcome": "Outcomes of votes", "paper": "Papers",
    "person": "People who come and go", "proposal": "Proposals", "register": "The public register", "reserved": "Reserved powers",
    "role": "Roles", "rulebook": "The rule-book", "task": "Actions", "text": "Words that were erased", "vote": "Votes",
}  # fmt: skip


def _refused(entry: Entry) -> str:
    return (
        f"An attempt on {entry['proposal']} was refused"
        if entry.get("proposal")
        else "An attempt was refused"
    )


ENTRIES = {
    "log.created": Saying("The log was begun"),
    "clock.stepped": Saying("The server’s clock went back, and was held"),
    "attempt.refused": Saying(_refused, "proposal"),
}
