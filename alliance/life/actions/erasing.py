"""A reason is erased: salt and text go, the commitment and a tombstone stay, and every proof holds."""

from alliance.decisions.actions.standing import allowed, found, insider
from alliance.decisions.count.erasing import authors, check_erase
from alliance.decisions.history import story
from alliance.decisions.search.index import forget
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger


@action("text.erase", needs=insider)
def erase_text(act: Act, *, proposal: int, entry: int, field: str, ground: str) -> str | Refused:
    """Erase the text `field` of entry no. `entry` in the log of D-`proposal`, for good, on this `ground`."""
    row = found(act, proposal)
    event = next((one for one in story(act.alliance, row.id) if one.seq == entry), None)
    if event is None or event.body.get("proposal") != str(row.id):
        raise NotFound
    said = ledger.texts(act.alliance, [entry]).get(entry, {})
    own = act.actor in authors(event)
    if refused := check_erase(
        event, said, field=field, ground=ground, own=own, manages=allowed(act, "text.erase")
    ):
        return refused
    wording = {"revision": event.body["revision"]} if event.type == "proposal.amended" else {}
    act.erase(entry, field, {"ground": ground, "proposal": str(row.id)} | wording)
    forget(act.alliance, entry)
    return str(row)
