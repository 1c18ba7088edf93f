"""What happens to the contract, in plain words."""

from alliance.contract.access import ROLES
from alliance.contract.matters import NAMES
from alliance.wings.sayings import Entry, Saying, by_decision


def _joined(entry: Entry) -> str:
    article = "an" if entry["side"] == "associate" else "a"
    return f"{entry['name']} joined as {article} {entry['side']}"


def _person_joined(entry: Entry) -> str:
    return f"{entry['person']} joined {entry.get('org', 'the alliance’s own team')}"


def _role_given(entry: Entry) -> str:
    return f"{entry['person']} has a role: {ROLES.get(entry['name'], entry['name']).lower()}"


def _agreement(entry: Entry) -> str:
    return f"Version {entry['number']} of the agreement was adopted{by_decision(entry)}"


def _rulebook(entry: Entry) -> str:
    if entry["number"] == "0":
        return "The default rule-book applies until you adopt your own"
    return f"Rule-book {entry['number']} was adopted{by_decision(entry)}"


def _granted(entry: Entry) -> str:
    said = f"{entry['person']} may cast the ballot of {entry['org']}, as {entry['role']}{by_decision(entry)}"
    if "filled_by" not in entry.event.body:
        return said
    return f"{said}: {entry['filled_by']} filled the empty seat from outside. {entry['reason']}"


def _ended(entry: Entry) -> str:
    if entry.event.actor == entry.event.body["person"]:
        return f"{entry['person']} laid down a mandate for {entry['org']}"
    return f"{entry['person']}’s mandate for {entry['org']} ended"


def _capacity(entry: Entry) -> str:
    what = NAMES.get(entry["matter"], entry["matter"]).lower()
    delegated = entry.event.body["delegated"]
    return f"{entry['org']} {'decides here itself' if delegated else 'needs its own board'} on: {what}"


SAYINGS = {
    "alliance.founded": Saying("The alliance was founded", page="agreement"),
    "member.joined": Saying(_joined, page="agreement"),
    "member.left": Saying("{org} left the alliance", page="agreement"),
    "member.merged": Saying("{absorbed} became part of {into}", page="agreement"),
    "member.renamed": Saying("An organisation is now called {name}", page="agreement"),
    "capacity.stated": Saying(_capacity, page="rule_book"),
    "person.joined": Saying(_person_joined, page="people"),
    "person.left": Saying("{person} left", page="people"),
    "mandate.granted": Saying(_granted, page="people"),
    "mandate.revoked": Saying(_ended, page="people"),
    "role.given": Saying(_role_given, page="people"),
    "role.ended": Saying("A role of {person} ended", page="people"),
    "objective.set": Saying("Objective {code}: {title}", page="agreement"),
    "objective.retired": Saying("An objective was retired", page="agreement"),
    "agreement.adopted": Saying(_agreement, page="agreement"),
    "rulebook.adopted": Saying(_rulebook, page="rule_book"),
}
ENTRIES = {"person.invited": Saying("Somebody was invited", page="people")}
SILENT = {"person.invited": "An invitation is between two people until it is accepted."}
