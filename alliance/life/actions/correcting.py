"""A slip in decided words is put right: both stay to be read, and one member's objection voids it for a new vote."""

from uuid import UUID, uuid4

from alliance.decisions.actions.settling import settle
from alliance.decisions.actions.standing import allowed, book_in_force, found, held, insider, members, speaks
from alliance.decisions.count.correcting import (
    Standing,
    check_correct,
    check_object,
    corrections,
    standing_words,
)
from alliance.decisions.count.sentences import REFUSALS
from alliance.decisions.count.states import lives_before
from alliance.decisions.count.window import lapses
from alliance.decisions.history import story, texts
from alliance.decisions.models import Proposal, Revision
from alliance.door.action import Act, action
from alliance.door.refusals import DENIED, NotFound, Refused
from alliance.ledger.canonical import instant_text


@action("decision.correct", needs=insider, first=settle)
def correct_decision(act: Act, *, proposal: int, text: str, reason: str) -> str | Refused:
    """Put a slip in the words of D-`proposal` right; `text` is the whole as it should read. Answers the reference."""
    row = found(act, proposal)
    if not (speaks(act, row.org_id) or allowed(act, "decision.correct")):
        return _denied(
            row, "Its words are corrected by who proposed it, the alliance manager or the facilitator."
        )
    events = story(act.alliance, row.id)
    voted = Revision.objects.get(proposal=row, number=row.revision).text
    if refused := check_correct(
        agreed=row.life in lives_before("corrected"),
        running=any(one.standing(act.at) is Standing.OPEN for one in corrections(events)),
        before=standing_words(events, texts(act.alliance, events), voted, act.at), after=text.strip(), reason=reason,
    ):  # fmt: skip
        return refused
    book = book_in_force(act)[1]
    until = lapses(act.at, book.correction_days, book.time_zone)
    body = {"correction": str(uuid4()), "proposal": str(row.id), "revision": row.revision}
    act.log(
        "decision.corrected", body | {"until": instant_text(until)}, text=text.strip(), reason=reason.strip()
    )
    return str(row)


@action("correction.object", needs=insider, first=settle)
def object_to_correction(
    act: Act, *, proposal: int, correction: UUID, org: UUID, reason: str
) -> str | Refused:
    """Ask for `org` that the words of D-`proposal` stay as voted: the correction is void; answers the reference."""
    row = found(act, proposal)
    one = next(
        (each for each in corrections(story(act.alliance, row.id)) if each.id == str(correction)), None
    )
    if one is None:
        raise NotFound
    if str(org) not in held(act, act.by) & members(act).keys():
        return _denied(row, REFUSALS["no_mandate"], "no_mandate")
    if refused := check_object(one, org=str(org), reason=reason, now=act.at):
        return refused
    body = {"correction": one.id, "proposal": str(row.id), "org": str(org)}
    act.log("decision.correction_objected", body, reason=reason.strip())
    return str(row)


def _denied(row: Proposal, sentence: str, code: str = "not_allowed") -> Refused:
    return Refused(code, sentence, DENIED, True, {"proposal": str(row.id)})
