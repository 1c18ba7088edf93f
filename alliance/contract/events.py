"""What happens to the contract, as the log tells it, and the rows that follow from each event."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from alliance.contract.models import (
    Affiliation,
    AgreementVersion,
    Alliance,
    CapacityStatement,
    FormerName,
    Mandate,
    Objective,
    Organisation,
    Role,
    RuleBookVersion,
)
from alliance.door.record import changed, saved
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import Event
from alliance.ledger.types import EventType

Texts = Mapping[str, str]
ERASED = "(erased)"


def _founded(event: Event, texts: Texts) -> None:
    saved(
        Alliance(
            id=event.body["alliance"], slug=event.body["slug"], name=texts.get("name", ERASED),
            zone=event.body["zone"], founded_at=event.at, simulated=event.body["simulated"],
        )
    )  # fmt: skip


def _joined(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Organisation(
            id=body["org"], alliance_id=body["alliance"], code=body["code"], name=texts.get("name", ERASED),
            membership=body["membership"], side=body["side"], kind=body["kind"], position=body["position"],
            joined_at=_when(body, "from", event),
        )
    )  # fmt: skip


def _left(event: Event, texts: Texts) -> None:
    changed(Organisation, event.body["org"], left_at=event.at)


def _merged(event: Event, texts: Texts) -> None:
    changed(Organisation, event.body["absorbed"], left_at=event.at)


def _renamed(event: Event, texts: Texts) -> None:
    org = Organisation.objects.filter(id=event.body["org"])
    former = uuid5(UUID(event.body["org"]), f"called until {event.seq}")
    saved(FormerName(id=former, org_id=event.body["org"], name=org.get().name, until=event.at))
    org.update(name=texts.get("name", ERASED))


def _capacity_stated(event: Event, texts: Texts) -> None:
    body = event.body
    said = {"delegated": body["delegated"], "source": texts.get("source", ERASED), "stated_at": event.at}
    if not CapacityStatement.objects.filter(org_id=body["org"], matter=body["matter"]).update(**said):
        one = uuid5(UUID(body["org"]), f"capacity {body['matter']}")
        saved(CapacityStatement(id=one, org_id=body["org"], matter=body["matter"], **said))


def _person_joined(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Affiliation(
            id=body["affiliation"], alliance_id=body["alliance"], person_id=body["person"],
            org_id=body.get("org"), since=event.at,
        )
    )  # fmt: skip


def _person_left(event: Event, texts: Texts) -> None:
    changed(Affiliation, event.body["affiliation"], until=event.at)


def _granted(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Mandate(
            id=body["mandate"], org_id=body["org"], person_id=body["person"], role=body["role"],
            starts_at=_when(body, "from", event),
            ends_at=parse_instant(body["until"]) if "until" in body else None,
        )
    )  # fmt: skip


def _revoked(event: Event, texts: Texts) -> None:
    changed(Mandate, event.body["mandate"], revoked_at=event.at)


def _role_given(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        Role(
            id=body["role"], alliance_id=body["alliance"], person_id=body["person"], name=body["name"],
            given_at=event.at,
        )
    )  # fmt: skip


def _role_ended(event: Event, texts: Texts) -> None:
    changed(Role, event.body["role"], ended_at=event.at)


def _objective_set(event: Event, texts: Texts) -> None:
    body, words = event.body, {"title": texts.get("title", ERASED), "good": texts.get("good", "")}
    if not changed(Objective, body["objective"], **words):
        saved(Objective(id=body["objective"], alliance_id=body["alliance"], code=body["code"], **words))


def _objective_retired(event: Event, texts: Texts) -> None:
    changed(Objective, event.body["objective"], retired_at=event.at)


def _agreement_adopted(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        AgreementVersion(
            id=body["agreement"], alliance_id=body["alliance"], number=body["number"],
            text=texts.get("text", ERASED), decision=body.get("decision", ""), adopted_at=event.at,
        )
    )  # fmt: skip


def _rulebook_adopted(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        RuleBookVersion(
            id=body["rulebook"], alliance_id=body["alliance"], number=body["number"], settings=body["settings"],
            digest=body["digest"], decision=body.get("decision", ""), adopted_at=event.at,
        )
    )  # fmt: skip


def _when(body: Mapping[str, str], name: str, event: Event) -> datetime:
    return parse_instant(body[name]) if name in body else event.at


_ALLIANCE = {"alliance": "id"}
EVENTS = (
    EventType(
        "alliance.founded", _ALLIANCE | {"slug": "word", "zone": "word", "simulated": "bool"}, ("name",), project=_founded
    ),
    EventType(
        "member.joined",
        _ALLIANCE
        | {"org": "id", "code": "word", "membership": "word", "side": "word", "kind": "word", "position": "int",
           "from": "instant?", "decision": "word?"},
        ("name",), "org", _joined,
    ),
    EventType("member.left", {"org": "id", "decision": "word?"}, (), "org", _left),
    EventType("member.merged", {"absorbed": "id", "into": "id", "decision": "word?"}, (), "absorbed", _merged),
    EventType("member.renamed", {"org": "id"}, ("name",), "org", _renamed),
    EventType(
        "capacity.stated", {"org": "id", "matter": "word", "delegated": "bool"}, ("source",), "org", _capacity_stated
    ),
    EventType(
        "person.invited", {"invitation": "id", "org": "id?", "role": "word"}, ("reason",), "invitation"
    ),
    EventType(
        "person.joined", _ALLIANCE | {"affiliation": "id", "person": "id", "org": "id?", "invitation": "id?"},
        project=_person_joined,
    ),
    EventType("person.left", {"affiliation": "id", "person": "id"}, project=_person_left),
    EventType(
        "mandate.granted",
        {"mandate": "id", "org": "id", "person": "id", "role": "word", "from": "instant?", "until": "instant?",
         "filled_by": "id?", "decision": "word?"},
        ("reason",), "org", _granted,
    ),
    EventType("mandate.revoked", {"mandate": "id", "org": "id", "person": "id"}, (), "org", _revoked),
    EventType("role.given", _ALLIANCE | {"role": "id", "person": "id", "name": "word"}, project=_role_given),
    EventType("role.ended", {"role": "id", "person": "id"}, project=_role_ended),
    EventType(
        "objective.set", _ALLIANCE | {"objective": "id", "code": "word"}, ("title", "good"), project=_objective_set
    ),
    EventType("objective.retired", {"objective": "id"}, project=_objective_retired),
    EventType(
        "agreement.adopted", _ALLIANCE | {"agreement": "id", "number": "int", "decision": "word?"}, ("text",),
        project=_agreement_adopted,
    ),
    EventType(
        "rulebook.adopted",
        _ALLIANCE | {"rulebook": "id", "number": "int", "settings": "object", "digest": "word", "decision": "word?"},
        project=_rulebook_adopted,
    ),
)  # fmt: skip
