"""A reserved power that is used forces the vote on what it means for the others, in the same breath."""

from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from alliance.contract.matters import Rule
from alliance.contract.rulebook import RuleBook
from alliance.decisions import rules
from alliance.decisions.actions.standing import found, state_of
from alliance.decisions.actions.writing import Wanted, write_opening
from alliance.decisions.afterwards import Ratifying, check_ratify_use
from alliance.decisions.count.tally import effective_from
from alliance.decisions.history import opening_of, story, texts
from alliance.decisions.models import STANDING, Proposal
from alliance.door.action import Act
from alliance.door.refusals import Refused
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


def ratify_use(act: Act, voted: Proposal) -> None:
    """Let an emergency use stand beyond its day, where all agreed to that in `voted` before the day was over."""
    use = voted.ratifies
    if use is None or voted.decided_at is None or use.ratified_by_id is not None:
        return
    zone = state_of(act, use).electorate.time_zone
    last = _expires(use, zone)
    if use.used_at and use.life in ("", *STANDING) and (last is None or voted.decided_at < last):
        act.as_system("reserved.ratified", {"proposal": str(use.id), "by_proposal": str(voted.id)})


def check_ratifying(act: Act, book: RuleBook, number: int | None, matter: str) -> Refused | None:
    """Whether D-`number`, where one is named, is an emergency use that all may be asked to let stand, by a vote about
    `matter`."""
    if number is None:
        return None
    use, kind = found(act, number), book.matter(matter)
    over = use.life not in ("", *STANDING) or (_expires(use, book.time_zone) or act.at) < act.at
    asked = Ratifying(
        str(use), use.category, use.used_at is not None, over, str(use.ratified_by or ""),
        everyone=kind is not None and kind.rule is Rule.UNANIMITY and not kind.reserved,
    )  # fmt: skip
    return check_ratify_use(asked)


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
