"""What can be done with early warnings: given, gathered from tickets once a day, answered. Nobody's name goes in."""

import logging
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from alliance.calendar.rules import day_of
from alliance.contract.access import anyone_inside, local_day, may, permission
from alliance.contract.models import Alliance
from alliance.door import clock
from alliance.door.access import Caller, outsider
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused, denied
from alliance.tickets import actions as tickets
from alliance.tickets.queries import has_tickets
from alliance.tickets.rules import NO_TICKET
from alliance.tickets.sealed.store import Lost
from risks.logged.actions import link, note
from risks.logged.models import Logged
from risks.register.actions import link_reference, raise_risk
from risks.register.models import Risk
from risks.register.words import Asked, RiskWords
from risks.warnings import rules
from risks.warnings.models import EarlyWarning, TicketDay, WarningPool
from risks.warnings.words import split

log = logging.getLogger(__name__)
PURPOSE, TICKETS = "warning", 30
LOST = (
    "The warnings of %s cannot be read: the store's part of their key is missing. Put its file back today. Tomorrow a new "
    "pool opens without it, and what waits in the old one is lost."
)
RENEWED = "A new pool for the warnings of %s is open. What was written with tickets since %s is lost."
ONE_A_DAY = Refused(
    "one_a_day",
    "You have taken a ticket today. One a day keeps enough for others. If you lost it, take another one tomorrow.",
)
_ANSWERS = permission("warning.answer", "answer a warning")


@action("warning.give", needs=anyone_inside)
def give_warning(act: Act, *, words: str, touches: str) -> str | Refused:
    """Warn, in one sentence; answers its reference, such as W-01. Neither the row nor the log keeps who did."""
    return rules.check_warning(words, touches) or _hear(act, words.strip(), touches)


def _by_system(act: Act, arguments: Any) -> Refused | None:
    return (
        None
        if act.by is None
        else denied("not_allowed", "Warnings on tickets are gathered by the system, once a day.")
    )


@action("warning.gather", needs=_by_system)
def gather(act: Act) -> str:
    """Take in what was written with tickets since yesterday, in random order; ready the tickets where there are none yet."""
    today = local_day(act.alliance, act.at)
    pool = WarningPool.objects.filter(alliance_id=act.alliance).first()
    if pool is None:
        pool = WarningPool(
            id=uuid4(), alliance_id=act.alliance, gathered_on=today,
            window=tickets.open_standing(PURPOSE, act.alliance, tickets=TICKETS),
        )  # fmt: skip
        saved(pool)
        act.as_system("warning.pool_opened", {"window": str(pool.window)})
        return str(act.alliance)
    for text in tickets.collect(pool.window):
        touches, words = split(text)
        _hear(act, words[: rules.LONGEST], touches)
    pool.gathered_on, pool.lost_on = today, None
    pool.save(update_fields=["gathered_on", "lost_on"])
    return str(act.alliance)


@action("warning.renew_pool", needs=_by_system)
def renew_pool(act: Act) -> str:
    """Open a new pool where the old one can still not be read on the day after: whoever runs the server has had a day to
    put the store's file back. What was written since the last batch is lost, and the log says so."""
    pool, today = WarningPool.objects.get(alliance_id=act.alliance), local_day(act.alliance, act.at)
    if pool.lost_on is None:
        pool.lost_on = today
        log.error(LOST, act.alliance)
    elif pool.lost_on < today:
        _renew(act, pool, today)
    pool.save(update_fields=["window", "gathered_on", "lost_on"])
    return str(act.alliance)


def _renew(act: Act, pool: WarningPool, today: date) -> None:
    since = pool.gathered_on.isoformat()
    tickets.destroy(pool.window)
    pool.window = tickets.open_standing(PURPOSE, act.alliance, tickets=TICKETS)
    pool.gathered_on, pool.lost_on = today, None
    act.as_system("warning.pool_renewed", {"since": since, "window": str(pool.window)})
    log.error(RENEWED, act.alliance, since)


@action("warning.ticket", needs=anyone_inside)
def note_ticket(act: Act) -> str | Refused:
    """Note that who acts takes a ticket today: one a day, so that nobody takes them all. The ticket itself is drawn apart,
    and neither step is in the log. The day before is forgotten."""
    pool = WarningPool.objects.filter(alliance_id=act.alliance).first()
    if act.by is None or pool is None or not has_tickets(pool.window):
        return NO_TICKET
    forget_days(act.alliance, local_day(act.alliance, act.at))
    _mark, made = TicketDay.objects.get_or_create(
        alliance_id=act.alliance, person_id=act.by, day=local_day(act.alliance, act.at)
    )
    return str(pool.window) if made else ONE_A_DAY


def forget_days(alliance: UUID, today: date) -> None:
    """Throw away who took a ticket on a day that is over."""
    TicketDay.objects.filter(alliance=alliance, day__lt=today).delete()


def gather_everywhere() -> None:
    """The worker's tick: each alliance that has had no batch today gets one; one that fails holds up no other. One query
    where all have."""
    now = clock.now()
    looked = {
        alliance: max(gathered, lost or date.min)
        for alliance, gathered, lost in WarningPool.objects.values_list(
            "alliance_id", "gathered_on", "lost_on"
        )
    }
    for alliance, zone in Alliance.objects.values_list("id", "zone"):
        if looked.get(alliance, date.min) < (today := day_of(now, zone)):
            forget_days(alliance, today)
            _gathered(alliance)


def _gathered(alliance: UUID) -> None:
    try:
        gather(Caller(alliance, None))
    except Lost:
        renew_pool(Caller(alliance, None))


@action("warning.answer", needs=_ANSWERS)
def answer_warning(
    act: Act, *, warning: UUID, answer: str, reply: str, look_on: date | None = None
) -> str | Refused:
    """Answer a warning as issue, watching or known. An issue is noted in the log and linked; what is watched is looked at
    again on `look_on`, and can then be answered anew."""
    found = _found(act, warning)
    refused = (
        rules.check_open(found.answer) or rules.check_reply(reply) or rules.check_answer(answer, look_on, local_day(act.alliance, act.at))
    )  # fmt: skip
    if refused:
        return refused
    ref = _issue(act, found, look_on) if answer == "issue" and look_on else ""
    if isinstance(ref, Refused):
        return ref
    return _answer(act, found, answer, reply, ref=ref, look=look_on if answer == "watching" else None)


@action("warning.raise_risk", needs=_ANSWERS)
def raise_from_warning(
    act: Act, *, warning: UUID, reply: str, words: RiskWords, holders: Sequence[Asked], review_on: date,
    objective: UUID | None = None, expected_on: date | None = None,
) -> str | Refused:  # fmt: skip
    """Answer a warning by raising a risk that is linked to it, as `raise_risk` does and under the same rules."""
    found = _found(act, warning)
    refused = rules.check_open(found.answer) or rules.check_reply(reply)
    if refused or not may(act.alliance, act.by, "risk.raise", act.at):
        return refused or outsider("raise a risk")
    ref = raise_risk.__wrapped__(
        act, words=words, holders=holders, review_on=review_on, objective=objective, expected_on=expected_on
    )
    if isinstance(ref, Refused):
        return ref
    made = Risk.objects.get(alliance_id=act.alliance, number=int(ref.partition("-")[2]))
    link_reference.__wrapped__(act, risk=made.id, ref=str(found))
    return _answer(act, found, "risk", reply, ref=ref)


def _hear(act: Act, words: str, touches: str) -> str:
    """Write a warning down. The system hears it: an entry by a person would be the author's name."""
    today = local_day(act.alliance, act.at)
    top = EarlyWarning.objects.filter(alliance_id=act.alliance).aggregate(top=Max("number"))["top"] or 0
    made = EarlyWarning(
        id=uuid4(), alliance_id=act.alliance, number=top + 1, words=words, touches=touches, heard_on=today,
        due_on=today + rules.ANSWER_IN,
    )  # fmt: skip
    saved(made)
    body = _id(made) | {"number": made.number, "due": made.due_on.isoformat()}
    act.as_system("warning.heard", body | ({"touches": touches} if touches else {}), words=words)
    return str(made)


def _issue(act: Act, found: EarlyWarning, look_on: date) -> str | Refused:
    """Note it in the log, for who may keep that."""
    if not may(act.alliance, act.by, "logged.keep", act.at):
        return outsider("keep the log of assumptions, issues and dependencies")
    ref = note.__wrapped__(act, kind="issue", words=found.words, review_on=look_on)
    if isinstance(ref, Refused):
        return ref
    made = Logged.objects.get(alliance_id=act.alliance, kind="issue", number=int(ref.partition("-")[2]))
    link.__wrapped__(act, logged=made.id, ref=str(found))
    return ref


def _answer(
    act: Act, found: EarlyWarning, answer: str, reply: str, *, ref: str = "", look: date | None = None
) -> str:
    found.answer, found.reply, found.ref, found.answered_on = (
        answer,
        reply.strip(),
        ref,
        local_day(act.alliance, act.at),
    )
    found.due_on = look or found.due_on
    found.save(update_fields=["answer", "reply", "ref", "answered_on", "due_on"])
    body = (
        _id(found)
        | {"answer": answer}
        | ({"ref": ref} if ref else {})
        | ({"look": look.isoformat()} if look else {})
    )
    act.log("warning.answered", body, reply=found.reply)
    return str(found)


def _found(act: Act, warning: UUID) -> EarlyWarning:
    found = EarlyWarning.objects.filter(alliance_id=act.alliance, id=warning).first()
    if found is None:
        raise NotFound
    return found


def _id(warning: EarlyWarning) -> dict[str, str]:
    return {"warning": str(warning.id)}
