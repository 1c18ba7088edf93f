"""Who may send the sheets of an organisation, asked before a file is read and again at the door."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from alliance.contract.access import acts_for, standing, voices
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import Act
from alliance.door.refusals import NotFound, Refused, denied
from measures.plan.models import Supply
from measures.uploads.models import Draft

DATA_LEAD = "data_lead"
NOT_YOURS = denied(
    "not_yours_to_send",
    "Only the data lead or a voter of an organisation sends its sheets and sees its drafts. Ask one of them.",
)
NO_SUPPLIER = Refused(
    "not_a_supplier",
    "Your organisation is not among those that send figures. Whoever looks after the plan can add it.",
)


def may_send(alliance: UUID, person: UUID | None, org: UUID, at: datetime) -> Refused | None:
    """A refusal unless this person is the data lead or a voter of the organisation; the system may."""
    if person is None:
        return None
    if org not in {each.id for each in acts_for(alliance, person)}:
        return NOT_YOURS
    leads = DATA_LEAD in standing(alliance, person, at)
    return None if leads or org in voices(alliance, person, at) else NOT_YOURS


def sends(caller: Caller, org: UUID) -> Refused | None:
    """A refusal unless the caller may send sheets of an organisation that sends figures."""
    refused = may_send(caller.alliance, caller.by, org, clock.now())
    if refused:
        return refused
    return (
        None if Supply.objects.filter(org_id=org, org__alliance_id=caller.alliance).exists() else NO_SUPPLIER
    )


def may_open(alliance: UUID, person: UUID | None, org: UUID, at: datetime) -> Refused | None:
    """As `may_send`; but whoever belongs to another organisation learns nothing, not even that there is something: NotFound."""
    refused = may_send(alliance, person, org, at)
    if refused and person is not None and org not in {each.id for each in acts_for(alliance, person)}:
        raise NotFound
    return refused


def own_draft(alliance: UUID, person: UUID | None, draft: UUID, at: datetime) -> Draft | Refused:
    """A draft for whoever sends it; refused for their colleagues, NotFound for everybody else."""
    found = draft_of(alliance, draft, at)
    return may_open(alliance, person, found.org_id, at) or found


def sends_draft(act: Act, arguments: Mapping[str, Any]) -> Refused | None:
    """A refusal unless whoever acts sends the draft that the action is about."""
    found = own_draft(act.alliance, act.by, arguments["draft"], act.at)
    return found if isinstance(found, Refused) else None


def draft_of(alliance: UUID, draft: UUID, at: datetime) -> Draft:
    """A draft of this alliance that has not run out; NotFound else. Its cells, which may be many, are not read with it."""
    drafts = Draft.objects.select_related("period", "org").defer("grid")
    found = drafts.filter(id=draft, org__alliance_id=alliance).first()
    if found is None or found.expires_at <= at:
        raise NotFound
    return found
