"""What can be done about licences: they are noted."""

from datetime import date
from uuid import UUID

from alliance.contract.access import acts_for, permission
from alliance.contract.models import Organisation
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused, denied
from measures.instruments.catalogue import instruments
from measures.licences import rules
from measures.licences.models import Licence

OTHERS = denied(
    "own_licence_only", "Note your own organisation’s licence. The alliance manager notes all others."
)


@action("licence.note", needs=permission("licence.note", "note a licence"))
def note_licence(
    act: Act, *, instrument: str, reference: str, org: UUID | None = None, until: date | None = None
) -> str | Refused:
    """Note that a partner, or without `org` the whole alliance, holds a licence for an instrument; answers its id.

    `until` is its last day. Who acts for an organisation notes that organisation's alone.
    """
    found = instruments().get(instrument)
    holder = Organisation.objects.one(id=org, alliance_id=act.alliance, left_at=None) if org else None
    if found is None or (org and holder is None):
        raise NotFound
    own = {each.id for each in acts_for(act.alliance, act.by)} if act.by else set()
    if own and org not in own:
        return OTHERS
    if refused := rules.check_licence(found, reference, until, act.at.date()):
        return refused
    return _save(act, instrument, reference.strip(), org, until)


def _save(act: Act, instrument: str, reference: str, org: UUID | None, until: date | None) -> str:
    made = Licence(
        alliance_id=act.alliance,
        org_id=org,
        instrument=instrument,
        reference=reference,
        until=until,
        noted_at=act.at,
    )
    saved(made)
    body = {
        "licence": str(made.id),
        "instrument": instrument,
        "org": str(org or ""),
        "until": str(until or ""),
    }
    act.log("licence.noted", {name: word for name, word in body.items() if word}, reference=reference)
    return str(made.id)
