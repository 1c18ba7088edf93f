"""The rows that follow from each event of a decision, so that the log alone can write them again."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from alliance.contract.matters import Capacity
from alliance.contract.models import Organisation
from alliance.decisions.afterwards import NEEDS_ACT
from alliance.decisions.count.looking import Finding
from alliance.decisions.count.outcome import positions
from alliance.decisions.count.replay import replay
from alliance.decisions.count.tally import Reason, Result
from alliance.decisions.events import SHAPES
from alliance.decisions.history import ERASED, story
from alliance.decisions.models import Life, Proposal, Ratification, Revision
from alliance.decisions.search.index import findable
from alliance.door.record import saved
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import SYSTEM, Event
from alliance.ledger.types import EventType, Projector

Texts = Mapping[str, str]
LONG_STOP = "long_stop"
_NO_REVIEW: Mapping[str, Any] = {"review_on": None, "review_closes_at": None}
_COPIED = (
    "number",
    "rule",
    "venue",
    "capacity",
    "owner",
    "reverses",
    "looks_again_at",
    "consequence_of",
    "renews",
    "ratifies",
    "need",
    "p",
    "q",
    "public",
)
_LINKS = ("owner", "reverses", "looks_again_at", "consequence_of", "renews", "ratifies")
_FOUND = {
    Finding.CONTINUE: Life.CONTINUED, Finding.CHANGE: Life.CHANGE, Finding.AMENDED: Life.AMENDED, Finding.ENDED: Life.ENDED,
}  # fmt: skip
_COUNTS = (
    "result", "reason", "agree", "disagree", "abstain", "silent", "recused", "left", "eligible", "need", "refused",
)  # fmt: skip


def _opened(event: Event, texts: Texts) -> None:
    body = event.body
    copied = {f"{name}_id" if name in _LINKS else name: body[name] for name in _COPIED if name in body}
    saved(
        Proposal(
            id=body["proposal"], alliance_id=Organisation.objects.get(id=body["proposed_by"]).alliance_id,
            title=texts.get("title", ERASED), matter=body["matter_type"], category=body.get("category", ""),
            objectives=" ".join(body.get("objectives", ())), org_id=body["proposed_by"], opened_at=event.at,
            opens_at=parse_instant(body["opens"]), closes_at=parse_instant(body["closes"]),
            review_on=_day(body, "review_on"), expires_on=_day(body, "expires"), issue_id=_issue(body), **copied,
        ),
        _revision(event, texts, texts.get("expected_effect", "")),
    )  # fmt: skip


def _issue(body: Mapping[str, Any]) -> UUID | None:
    """The first round of the issue that a proposal puts again."""
    return Proposal.objects.get(id=body["renews"]).root if "renews" in body else None


def _amended(event: Event, texts: Texts) -> None:
    body = event.body
    _row(event).update(
        revision=body["revision"], title=texts.get("title", ERASED), closes_at=parse_instant(body["closes"])
    )
    saved(_revision(event, texts, texts.get("expected_effect", "")))


def _revision(event: Event, texts: Texts, expected_effect: str) -> Revision:
    body = event.body
    return Revision(
        id=uuid5(UUID(body["proposal"]), f"revision {body['revision']}"), proposal_id=body["proposal"],
        number=body["revision"], title=texts.get("title", ERASED), text=texts.get("text", ERASED),
        expected_effect=expected_effect, reason=texts.get("reason", ""), settings=body.get("settings"),
        made_by=None if event.actor == SYSTEM else UUID(event.actor), made_at=event.at,
    )  # fmt: skip


def _moved(event: Event, texts: Texts) -> None:
    _row(event).update(closes_at=parse_instant(event.body["closes"]))


def _withdrawn(event: Event, texts: Texts) -> None:
    _row(event).update(
        result=Result.WITHDRAWN, reason=Reason.WITHDRAWN, decided_at=event.at, positions=_positions(event)
    )


def _adjourned(event: Event, texts: Texts) -> None:
    _row(event).update(
        result=Result.ADJOURNED, reason=Reason.ADJOURNED, decided_at=event.at, positions=_positions(event)
    )


def _computed(event: Event, texts: Texts) -> None:
    body = event.body
    agreed = body["result"] == Result.CARRIED or body["reason"] == Reason.OWNER_AGREED
    _row(event).update(
        **{name: body[name] for name in _COUNTS}, decided_at=parse_instant(body["decided_at"]),
        effective_from=parse_instant(body["effective_from"]) if "effective_from" in body else None,
        positions=_positions(event),
    )  # fmt: skip
    if agreed:
        _row(event).update(life=_begins(_row(event).get()))


def _begins(row: Proposal) -> Life:
    """Where the life of something agreed begins."""
    if row.capacity == Capacity.ADVISORY:
        return Life.ADVICE
    return Life.WAITING if row.result == Result.CARRIED and row.matter in NEEDS_ACT else Life.IN_FORCE


def _conditions_named(event: Event, texts: Texts) -> None:
    body = event.body
    saved(
        *(Ratification(id=uuid5(UUID(body["proposal"]), f"ratification {org}"), proposal_id=body["proposal"], org_id=org)
          for org in body["boards"])
    )  # fmt: skip
    _row(event).update(life=Life.SUBJECT, long_stop=parse_instant(body["long_stop"]))
    _begin_once_ratified(event)


def _ratified(event: Event, texts: Texts) -> None:
    asked = Ratification.objects.filter(proposal_id=event.body["proposal"], org_id=event.body["org"])
    asked.update(ratified_at=event.at)
    _begin_once_ratified(event)


def _lifted(event: Event, texts: Texts) -> None:
    """A member that has left has no board here; where it became part of another, that one’s board is awaited in its place."""
    body = event.body
    Ratification.objects.filter(proposal_id=body["proposal"], org_id=body["org"], ratified_at=None).delete()
    if "to" in body:
        key = uuid5(UUID(body["proposal"]), f"ratification {body['to']}")
        saved(Ratification(id=key, proposal_id=body["proposal"], org_id=body["to"]))
    _begin_once_ratified(event)


def _begin_once_ratified(event: Event) -> None:
    """In force, and effective, from the moment at which no board is awaited any more."""
    if not Ratification.objects.filter(proposal_id=event.body["proposal"], ratified_at=None).exists():
        _row(event).update(life=_begins(_row(event).get()), effective_from=event.at)


def _answered(event: Event, texts: Texts) -> None:
    _row(event).update(review_closes_at=parse_instant(event.body["closes"]))


def _reviewed(event: Event, texts: Texts) -> None:
    life = _FOUND[Finding(event.body["finding"])]
    _row(event).update(life=life, review_on=_day(event.body, "review_on"), review_closes_at=None)
    if life == Life.ENDED:
        _row(event).update(reversed_by=event.body["by_proposal"])
        _over(event)


def _lapsed(event: Event, texts: Texts) -> None:
    life = Life.LAPSED if event.body.get("why") == LONG_STOP else Life.ENDED
    _row(event).update(life=life, **_NO_REVIEW)
    _over(event)


def _reversed(event: Event, texts: Texts) -> None:
    _row(event).update(life=Life.REVERSED, reversed_by=event.body["by_proposal"], **_NO_REVIEW)
    _over(event)


def _superseded(event: Event, texts: Texts) -> None:
    whole: dict[str, Any] = {} if event.body.get("in_part") else {"life": Life.SUPERSEDED, **_NO_REVIEW}
    _row(event).update(superseded_by=event.body["by_proposal"], **whole)
    if whole:
        _over(event)


def _used(event: Event, texts: Texts) -> None:
    _row(event).update(used_at=event.at, used_for=event.body["purpose"])
    _row(event).filter(life=Life.WAITING).update(life=Life.IN_FORCE)


def _used_reserved(event: Event, texts: Texts) -> None:
    _row(event).update(used_at=event.at, used_for="reserved")
    _row(event).filter(effective_from=None).update(effective_from=event.at)


def _ratified_use(event: Event, texts: Texts) -> None:
    _row(event).update(ratified_by=event.body["by_proposal"])


def _report_noted(event: Event, texts: Texts) -> None:
    _row(event).update(life=Life.NOTED)


def _erased(event: Event, texts: Texts) -> None:
    """A reason for new words stands in a row as well; every other text is read from the log itself."""
    if "revision" in event.body:
        wording = Revision.objects.filter(proposal_id=event.body["proposal"], number=event.body["revision"])
        wording.update(reason=ERASED)


def _over(event: Event) -> None:
    """What has ended by itself may be reversed later; it was in force until it ended. What it let stand has its last day back."""
    _row(event).filter(ended_at=None).update(ended_at=event.at)
    Proposal.objects.filter(ratified_by=event.body["proposal"]).update(ratified_by=None)


def _positions(event: Event) -> dict[str, str]:
    """By organisation, where it stands as the vote ends: read from the log, by the same fold as the outcome."""
    proposal = _row(event).get()
    return positions(replay(story(proposal.alliance_id, proposal.id), event.at))


def _row(event: Event) -> QuerySet[Proposal]:
    return Proposal.objects.filter(id=event.body["proposal"])


def _day(body: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(body[name]) if name in body else None


_PROJECTORS: Mapping[str, Projector] = {
    "proposal.opened": _opened, "proposal.amended": _amended, "proposal.withdrawn": _withdrawn,
    "proposal.adjourned": _adjourned, "deadline.moved": _moved, "outcome.computed": _computed,
    "decision.conditions_named": _conditions_named, "decision.ratified": _ratified,
    "decision.condition_lifted": _lifted,
    "decision.review_answered": _answered, "decision.reviewed": _reviewed, "decision.lapsed": _lapsed,
    "decision.reversed": _reversed, "decision.superseded": _superseded,
    "decision.used": _used, "reserved.used": _used_reserved,
    "reserved.ratified": _ratified_use, "decision.report_noted": _report_noted, "text.erased": _erased,
}  # fmt: skip

EVENTS = tuple(
    EventType(name, shape.body, shape.texts, "proposal", findable(name, _PROJECTORS.get(name)))
    for name, shape in SHAPES.items()
)
