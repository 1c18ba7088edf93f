"""Who may send the sheets of an organisation, asked before a file is read and again at the door."""

from datetime import datetime
from uuid import UUID

from alliance.contract.access import acts_for, mandates, standing
from alliance.door import clock
from alliance.door.access import Caller
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
    votes = any((each.org_id, each.person_id) == (org, person) for each in mandates(alliance, at))
    return None if leads or votes else NOT_YOURS


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
    if person is not None and org not in {each.id for each in acts_for(alliance, person)}:
        raise NotFound
    return may_send(alliance, person, org, at)


def own_draft(alliance: UUID, person: UUID | None, draft: UUID, at: datetime) -> Draft | Refused:
    """A draft for whoever sends it; refused for their colleagues, NotFound for everybody else."""
    found = draft_of(alliance, draft, at)
    return may_open(alliance, person, found.org_id, at) or found


def draft_of(alliance: UUID, draft: UUID, at: datetime) -> Draft:
    """A draft of this alliance that has not run out; NotFound else. Its cells, which may be many, are not read with it."""
    drafts = Draft.objects.select_related("period", "org").defer("grid")
    found = drafts.filter(id=draft, org__alliance_id=alliance).first()
    if found is None or found.expires_at <= at:
        raise NotFound
    return found
