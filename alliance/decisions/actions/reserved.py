"""A reserved power that is used forces the vote on what it means for the others, in the same breath."""

from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from alliance.decisions import rules
from alliance.decisions.actions.standing import state_of
from alliance.decisions.actions.writing import Wanted, write_opening
from alliance.decisions.count.tally import effective_from
from alliance.decisions.history import opening_of, story, texts
from alliance.decisions.models import Proposal
from alliance.door.action import Act
from alliance.ledger.canonical import instant_text


def use_where_in_effect(act: Act, proposal: Proposal) -> None:
    """Once the owner's decision takes effect: log the use, and open the prepared consequence proposal under U."""
    if proposal.owner_id is None or proposal.used_at is not None:
        return
    state = state_of(act, proposal)
    if effective_from(state, act.at) is None and proposal.effective_from is None:
        return
    expires = _expires(proposal, state.electorate.time_zone)
    if rules.check_reserved_use(state, category=proposal.category, expires=expires, at=act.at):
        expires = None  # it ran out before it was settled; the use itself still happened
    prepared = _prepared(act, proposal)
    consequence = _open_consequence(act, proposal, prepared)
    act.as_system(
        "reserved.used",
        {
            "use": str(uuid4()),
            "proposal": str(proposal.id),
            "category": proposal.category,
            "consequence": consequence,
        }
        | ({"expires": instant_text(expires)} if expires else {}),
        **{"legal_basis": prepared["legal_basis"]} if prepared.get("legal_basis") else {},
    )


def _open_consequence(act: Act, proposal: Proposal, prepared: dict[str, str]) -> str:
    opened = opening_of(story(act.alliance, proposal.id)).body
    wanted = Wanted(
        org=proposal.org_id, matter="consequence", consequence_of=proposal.id,
        review_on=opened.get("consequence_review_on"),
        texts={
            "title": prepared.get("consequence_title") or f"What {proposal} means for the rest of us",
            "text": prepared.get("consequence_text") or "Say together what follows from this use, and who bears it.",
        },
    )  # fmt: skip
    return write_opening(act, wanted)


def _prepared(act: Act, proposal: Proposal) -> dict[str, str]:
    opened = opening_of(story(act.alliance, proposal.id))
    return texts(act.alliance, [opened]).get(opened.seq, {})


def _expires(proposal: Proposal, zone: str) -> datetime | None:
    """The end of the last day, local time."""
    if proposal.expires_on is None:
        return None
    return datetime.combine(proposal.expires_on + timedelta(days=1), time(), ZoneInfo(zone))
