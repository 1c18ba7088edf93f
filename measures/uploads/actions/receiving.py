"""Receiving a sheet: read in memory by a limited child; only what passed the scan is stored, as a draft."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import transaction

from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.refusals import NotFound, Refused
from alliance.jobs import actions as jobs
from measures.atoms.models import FileVersion
from measures.plan.models import Period
from measures.plan.reading import read_plan
from measures.uploads import child
from measures.uploads.actions.gate import sends
from measures.uploads.actions.held import held_figures, held_rows
from measures.uploads.checking.register import Register
from measures.uploads.child import Received
from measures.uploads.findings import Finding, has_stop, settle
from measures.uploads.keeping.marks import file_mark
from measures.uploads.keeping.places import place_to_read
from measures.uploads.keeping.registers import register_of
from measures.uploads.keeping.rows import row_json
from measures.uploads.models import Draft, Refusal, State
from measures.uploads.responses.groups import check_groups
from measures.uploads.rules import is_kept

KIND = "uploads.check"
LIFE = timedelta(hours=72)
PERSON = "person."
OVER = (State.COMMITTED, State.TAKEN_BACK)
BUSY = Refused(
    "busy", "Other sheets are being read just now. Nothing of yours was kept: send it again in a minute.", 503
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sent: the bytes, the file's name, and answers given before, {key: value}."""

    data: bytes = field(repr=False)
    name: str
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of it: the id of a draft, or none, and then the findings that say why nothing was kept.

    `gives_back` says that the sheet can be had back with its findings, if it is sent for that.
    """

    draft: UUID | None
    findings: tuple[Finding, ...]
    gives_back: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A sheet that was read for a person: what was sent, what came out of it, all that is to be said, the file's mark."""

    person: UUID
    sent: Sent
    received: Received
    findings: tuple[Finding, ...]
    mark: str

    @property
    def refused(self) -> bool:
        """Whether the whole file is kept out."""
        return self.received.grid is None and not self.received.rows

    @property
    def may_go_back(self) -> bool:
        """Whether it is a response sheet with something to mend or to answer. One that tells of people stays where it is."""
        of_people = any(one.level == "stop" and one.code.startswith(PERSON) for one in self.findings)
        return (
            self.received.of_responses and any(one.level != "note" for one in self.findings) and not of_people
        )


class Reader(Protocol):
    """Reads a file, steps 2 to 5; a response sheet also 6 to 10, by what the register knows."""

    def __call__(
        self, data: bytes, name: str, answers: Mapping[str, str] | None = None, *, known: Collection[str] = (),
        register: Register = ...,
    ) -> Received: ...  # fmt: skip


def receive_sheet(caller: Caller, *, org: UUID, period: UUID, sent: Sent) -> Receipt | Refused:
    """Read a sheet in a limited child and store what passed as a draft, to be checked in the background."""
    if refused := sends(caller, org):
        return refused
    with place_to_read() as free:
        if not free:
            return BUSY
        return keep_sheet(caller, org=org, period=period, sent=sent, read=child.receive, then=ask_check)


def keep_sheet(
    caller: Caller, *, org: UUID, period: UUID, sent: Sent, read: Reader,
    then: Callable[[UUID, Caller], None] | None = None,
) -> Receipt | Refused:  # fmt: skip
    """Read a sheet and keep a draft, or of a refused file the bare fact. Nothing is stored before it is read.

    `then` is done with the draft in the same transaction: one whose check nobody asked for would wait for ever.
    """
    looked = look_at(caller, org=org, period=period, sent=sent, read=read)
    if isinstance(looked, Refused):
        return looked
    if looked.refused and has_stop(looked.received.findings):
        _keep_refusal(looked, org)
    if looked.refused or asks_first(looked.received):
        return Receipt(None, looked.findings, gives_back=looked.may_go_back)
    with transaction.atomic():
        draft = _keep_draft(looked, org, period)
        if then:
            then(draft, caller)
    return Receipt(draft, looked.findings)


def look_at(
    caller: Caller, *, org: UUID, period: UUID, sent: Sent, read: Reader = child.receive
) -> Looked | Refused:
    """Read a sheet, and keep nothing of it; NotFound where there is no such period."""
    opened = Period.objects.filter(id=period, alliance_id=caller.alliance).first()
    if opened is None or caller.by is None:
        raise NotFound
    mark = file_mark(caller.alliance, sent.data)
    if isinstance(mark, Refused):
        return mark
    register = register_of(read_plan(caller.alliance), org, opened.code)
    sent = replace(sent, answers=_kept_answers(org, period, clock.now()) | sent.answers)
    received = read(sent.data, sent.name, sent.answers, known=register.known_names(), register=register)
    asked = _asked_of_groups(org, register, sent, received) if asks_first(received) else ()
    return Looked(caller.by, sent, received, (*received.findings, *asked), mark)


def _kept_answers(org: UUID, period: UUID, at: datetime) -> dict[str, str]:
    """Answers to the sheet of the same partner and period that was sent last: a mended sheet is not asked again.

    A "no" is asked again, and so is whatever could be about a person: the file may be another one.
    """
    drafts = Draft.objects.filter(org_id=org, period_id=period, expires_at__gt=at).exclude(state__in=OVER)
    files = FileVersion.objects.filter(org_id=org, period_id=period).order_by("-number")
    last = drafts.order_by("-received_at", "id").values_list("answers", flat=True).first()
    given = (files.values_list("answers", flat=True).first() or {}) | (last or {})
    return {key: value for key, value in given.items() if is_kept(key, value)}


def ask_check(draft: UUID, caller: Caller) -> None:
    """Have a draft checked in the background; until then it is only received."""
    with transaction.atomic():
        job = jobs.enqueue(KIND, caller.alliance, caller.by, {"draft": str(draft)})
        Draft.objects.filter(id=draft).update(job=job, state="received")


def _asked_of_groups(org: UUID, register: Register, sent: Sent, received: Received) -> tuple[Finding, ...]:
    """What would be asked of a response sheet's groups, so that everything is asked at once."""
    if not received.rows:
        return ()
    return settle(check_groups(received.rows, register, held_figures(held_rows(org))), sent.answers)


def asks_first(received: Received) -> bool:
    """Whether something is asked before anything is stored: a sign of people, or whatever needs single responses."""
    asked = [one for one in received.findings if one.level == "question"]
    return bool(asked) if received.of_responses else any(one.code.startswith(PERSON) for one in asked)


def _keep_draft(looked: Looked, org: UUID, period: UUID) -> UUID:
    at, received = clock.now(), looked.received
    made = Draft.objects.create(
        org_id=org, period_id=period, person_id=looked.person, fingerprint=looked.mark, answers=dict(looked.sent.answers),
        grid=received.grid.as_json() if received.grid else {}, facts=dict(received.facts),
        rows=[row_json(row) for row in received.rows], reading=[one.as_json() for one in received.findings],
        received_at=at, expires_at=at + LIFE,
    )  # fmt: skip
    return made.id


def _keep_refusal(looked: Looked, org: UUID) -> None:
    stops = [one for one in looked.received.findings if one.level == "stop"]
    Refusal.objects.create(
        org_id=org, person_id=looked.person, at=clock.now(), size=len(looked.sent.data), fingerprint=looked.mark,
        codes=sorted({one.code for one in stops}), cells=sorted({one.where.address for one in stops} - {""}),
    )  # fmt: skip
