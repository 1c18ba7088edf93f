"""What can be done with assumptions, issues and dependencies: noted, linked, looked at again, closed, opened again."""

from datetime import date
from uuid import UUID, uuid4

from django.db.models import Max

from alliance.contract.access import local_day, permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from risks.logged import rules
from risks.logged.models import Logged, LoggedLink
from risks.register.actions import check_there

_KEEPS = permission("logged.keep", "keep the log of assumptions, issues and dependencies")


@action("logged.note", needs=_KEEPS)
def note(act: Act, *, kind: str, words: str, review_on: date, more: str = "") -> str | Refused:
    """Note an assumption, an issue or a dependency; answers its reference, such as AS-01."""
    refused = rules.check_entry(kind, words, more) or rules.check_day(
        review_on, local_day(act.alliance, act.at)
    )
    if refused:
        return refused
    made = Logged(
        id=uuid4(), alliance_id=act.alliance, kind=kind, number=_next(act, kind), words=words.strip(), more=more.strip(),
        review_on=review_on, noted_at=act.at,
    )  # fmt: skip
    saved(made)
    body = _id(made) | {"kind": kind, "number": made.number, "review": review_on.isoformat()}
    act.log("logged.noted", body, words=made.words, more=made.more)
    return str(made)


@action("logged.link", needs=_KEEPS)
def link(act: Act, *, logged: UUID, ref: str) -> str | Refused:
    """Link an entry to what it hangs together with, by its reference; of a review, to a theme that it has released."""
    found = _found(act, logged)
    refused = rules.check_link(ref, str(found), set(found.links.values_list("ref", flat=True)))
    refused = refused or check_there(act, ref)
    if refused:
        return refused
    saved(LoggedLink(id=uuid4(), logged=found, ref=ref, made_at=act.at))
    act.log("logged.linked", _id(found) | {"ref": ref})
    return str(found)


@action("logged.review", needs=_KEEPS)
def review(act: Act, *, logged: UUID, reason: str, review_on: date) -> str | Refused:
    """Say why an entry still stands, and when it is looked at next."""
    found = _found(act, logged)
    follows = (
        rules.check_reason(reason)
        or rules.check_day(review_on, local_day(act.alliance, act.at))
        or rules.moved(found.state, "review")
    )
    if isinstance(follows, Refused):
        return follows
    was, found.review_on = found.review_on, review_on
    found.save(update_fields=["review_on"])
    days = {"was": was.isoformat(), "review": review_on.isoformat()}
    act.log("logged.reviewed", _id(found) | days, reason=reason.strip())
    return str(found)


@action("logged.close", needs=_KEEPS)
def close(act: Act, *, logged: UUID, reason: str) -> str | Refused:
    """Close an entry and say what came of it. Its page stays."""
    found = _found(act, logged)
    follows = rules.check_reason(reason) or rules.moved(found.state, "close")
    if isinstance(follows, Refused):
        return follows
    found.state = follows
    found.save(update_fields=["state"])
    act.log("logged.closed", _id(found), reason=reason.strip())
    return str(found)


@action("logged.reopen", needs=_KEEPS)
def reopen(act: Act, *, logged: UUID, reason: str, review_on: date) -> str | Refused:
    """Open a closed entry again under its number, with a new day to look at it."""
    found = _found(act, logged)
    follows = (
        rules.check_reason(reason)
        or rules.check_day(review_on, local_day(act.alliance, act.at))
        or rules.moved(found.state, "reopen")
    )
    if isinstance(follows, Refused):
        return follows
    found.state, found.review_on = follows, review_on
    found.save(update_fields=["state", "review_on"])
    act.log("logged.reopened", _id(found) | {"review": review_on.isoformat()}, reason=reason.strip())
    return str(found)


def _found(act: Act, logged: UUID) -> Logged:
    found = Logged.objects.filter(alliance_id=act.alliance, id=logged).first()
    if found is None:
        raise NotFound
    return found


def _next(act: Act, kind: str) -> int:
    top = Logged.objects.filter(alliance_id=act.alliance, kind=kind).aggregate(top=Max("number"))["top"]
    return (top or 0) + 1


def _id(logged: Logged) -> dict[str, str]:
    return {"logged": str(logged.id)}
