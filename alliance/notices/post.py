"""The post: takes letters that are due, hands them to the mail server one by one, and notes what it answered.

Where a letter is lost and where it is doubled: before the first byte goes to the server a letter is `taken`, then
`sending`; once the server has said 250 it is `sent`. Whoever dies in between leaves it claimed, and after `LEASE` it
is taken up again. So none is ever lost, and none that is noted as sent is sent again. One gap cannot be closed by
anybody who speaks SMTP: where the server accepted a letter and we died, or the line broke, before we had its 250 in
our database, we cannot know, and send again (RFC 5321, 4.5.4.1 and RFC 1047). Both copies have the same Message-ID,
made from the letter's id, by which mail programs and people can tell that it is one letter.
"""

import logging
import smtplib
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet

from alliance.door import clock
from alliance.notices.envelope import envelope
from alliance.notices.models import Letter, State, Subscription
from alliance.notices.rules import pause
from alliance.notices.writing import Words, Written, written

log = logging.getLogger(__name__)
BATCH = 50
LEASE = timedelta(minutes=15)  # far longer than a batch may take
BUDGET = 60.0  # seconds; what is left of a batch then is given back
REST = timedelta(minutes=1)  # for all that waits, when the server cannot be reached
UNWRITTEN = "a fault in Alliance, noted in the server’s log"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an attempt: `problem` is "" where it was accepted; `final` asks for no second try; `broken`
    means that the line or the server is at fault, and not the letter."""

    problem: str = ""
    final: bool = False
    broken: bool = False


def deliver() -> int:
    """Send what is due, at most BATCH letters on one connection; answers how many the server accepted."""
    _take_back()
    batch = _take(uuid4())
    if not batch:
        return 0
    words = written(batch, clock.now())
    ready = [letter for letter in batch if _to_send(letter, words.get(letter.id))]
    return _send_all(ready, words) if ready else 0


def _take_back() -> None:
    """What a dead worker held is waiting again."""
    held = Letter.objects.filter(state__in=[State.TAKEN, State.SENDING], claimed_at__lt=clock.now() - LEASE)
    if held.exists():  # an update takes SQLite's write lock even where there is nothing to update
        held.update(state=State.WAITING, claim=None)


def _take(claim: UUID) -> list[Letter]:
    """Claim a batch: of two workers that look at once, each letter goes to one."""
    now = clock.now()
    due = Letter.objects.filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "id")
    ids = list(due.values_list("id", flat=True)[:BATCH])
    if not ids:
        return []
    free = Letter.objects.filter(id__in=ids, state=State.WAITING)
    free.update(state=State.TAKEN, claim=claim, claimed_at=now, tries=F("tries") + 1)
    return list(
        Letter.objects.filter(claim=claim, state=State.TAKEN)
        .select_related("person")
        .order_by("due_at", "id")
    )


def _to_send(letter: Letter, words: Written) -> bool:
    """Whether there is something to send; where there is not, that is noted."""
    if isinstance(words, Words):
        return True
    if words is None:
        _note(letter, Answer(UNWRITTEN))
    else:
        seen = {"seen_at": clock.now()} if words == State.NEEDLESS else {}
        _mine(letter).update(state=words, claim=None, **seen)
    return False


def _send_all(ready: list[Letter], words: Mapping[UUID, Written]) -> int:
    line = get_connection(fail_silently=False)
    try:
        line.open()
    except (OSError, ValueError) as error:  # ValueError: a host name that cannot be one
        answer = answer_to(error)
        for letter in ready:
            _note(letter, answer)
        _rest(answer)
        return 0
    try:
        return _one_by_one(line, ready, words)
    finally:
        with suppress(OSError):  # smtplib's errors are OSErrors
            line.close()


def _one_by_one(line: BaseEmailBackend, ready: list[Letter], words: Mapping[UUID, Written]) -> int:
    accepted, until = 0, time.monotonic() + BUDGET
    for place, letter in enumerate(ready):
        if time.monotonic() > until:
            _give_back(ready[place:])
            break
        answer = _hand_over(line, letter, words[letter.id])
        accepted += answer == Answer()
        if answer.broken:
            _give_back(ready[place + 1 :])
            _rest(answer)
            break
    return accepted


def _hand_over(line: BaseEmailBackend, letter: Letter, words: Written) -> Answer:
    """One letter: note that it is being sent, send it, note the answer."""
    if not isinstance(words, Words) or not _mine(letter).update(state=State.SENDING):
        return Answer("taken by another worker")
    try:
        line.send_messages([envelope(letter, words)])
    except Exception as error:
        answer = answer_to(error)
        _note(letter, answer)
        return answer
    _note_sent(letter, words)
    return Answer()


def answer_to(error: Exception) -> Answer:
    """What an error means; its own words are not kept, because servers put addresses into them."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Answer(f"the mail server refused the address ({min(codes)})", final=min(codes) >= 500)
    if isinstance(error, smtplib.SMTPDataError):
        return Answer(f"the mail server refused the letter ({error.smtp_code})", final=error.smtp_code >= 500)
    if isinstance(error, smtplib.SMTPResponseException):  # it refused our name or password, or the sender
        return Answer(f"the mail server would not serve us ({error.smtp_code})", broken=True)
    if isinstance(error, OSError):
        return Answer(f"the mail server could not be reached ({type(error).__name__})", broken=True)
    return Answer(f"the letter could not be made ({type(error).__name__})")


def _note_sent(letter: Letter, words: Words) -> None:
    with transaction.atomic():
        _mine(letter).update(
            state=State.SENT, sent_at=clock.now(), claim=None, problem="", waits=words.waits, news=words.news
        )
        for alliance, told in words.told.items():
            mine = Subscription.objects.filter(person=letter.person_id, alliance=alliance)
            mine.filter(told__lt=told).update(told=told)


def _note(letter: Letter, answer: Answer) -> None:
    """A failure: another try after a pause, or the end, which its person is shown and the operator is told."""
    wait = None if answer.final else pause(letter.tries)
    if wait is None:
        _mine(letter).update(state=State.GIVEN_UP, claim=None, problem=answer.problem)
        log.warning("letter %s is given up after %s tries: %s", letter.id, letter.tries, answer.problem)
    else:
        again: dict[str, Any] = {"due_at": clock.now() + wait, "problem": answer.problem}
        _mine(letter).update(state=State.WAITING, claim=None, **again)


def _rest(answer: Answer) -> None:
    """Everything waits for a while: one attempt a minute is enough for a server that is not there."""
    log.warning("no letter can be sent now: %s", answer.problem)
    now = clock.now()
    Letter.objects.filter(state=State.WAITING, due_at__lte=now).update(due_at=now + REST)


def _give_back(rest: Iterable[Letter]) -> None:
    """Letters that were claimed and not tried: as if they had not been taken."""
    for letter in rest:
        _mine(letter).filter(state=State.TAKEN).update(state=State.WAITING, claim=None, tries=F("tries") - 1)


def _mine(letter: Letter) -> QuerySet[Letter]:
    """The letter, as long as this batch still has it."""
    return Letter.objects.filter(id=letter.id, claim=letter.claim, state__in=[State.TAKEN, State.SENDING])
