"""Receiving a sheet: read in memory by a limited child; only what passed the scan is stored, as a draft."""

from collections.abc import Collection, Mapping
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
    """What came of it: the id of a draft, or none, and then the findings that say why nothing was kept."""

    draft: UUID | None
    findings: tuple[Finding, ...]


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
        receipt = keep_sheet(caller, org=org, period=period, sent=sent, read=child.receive)
    if isinstance(receipt, Receipt) and receipt.draft:
        ask_check(receipt.draft, caller)
    return receipt


def keep_sheet(caller: Caller, *, org: UUID, period: UUID, sent: Sent, read: Reader) -> Receipt | Refused:
    """Read a sheet and keep a draft, or of a refused file the bare fact. Nothing is stored before it is read."""
    opened = Period.objects.filter(id=period, alliance_id=caller.alliance).first()
    if opened is None or caller.by is None:
        raise NotFound
    mark = file_mark(caller.alliance, sent.data)
    if isinstance(mark, Refused):
        return mark
    register = register_of(read_plan(caller.alliance), org, opened.code)
    sent = replace(sent, answers=_kept_answers(org, period, clock.now()) | sent.answers)
    received = read(sent.data, sent.name, sent.answers, known=register.known_names(), register=register)
    refused = received.grid is None and not received.rows
    if refused and has_stop(received.findings):
        _keep_refusal(caller.by, org, sent, received, mark)
    if refused or asks_first(received):
        asked = _asked_of_groups(org, register, sent, received)
        return Receipt(None, (*received.findings, *asked))
    return Receipt(_keep_draft(caller.by, org, period, sent, received, mark), received.findings)


def _kept_answers(org: UUID, period: UUID, at: datetime) -> dict[str, str]:
    """Answers to the sheet of the same partner and period that was sent last: a mended sheet is not asked again.

    A "no" is asked again, and so is whatever could be about a person: the file may be another one.
    """
    drafts = Draft.objects.filter(org_id=org, period_id=period, expires_at__gt=at).exclude(state__in=OVER)
    files = FileVersion.objects.filter(org_id=org, period_id=period).order_by("-number")
    last = drafts.order_by("-received_at").values_list("answers", flat=True).first()
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


def _keep_draft(person: UUID, org: UUID, period: UUID, sent: Sent, received: Received, mark: str) -> UUID:
    at = clock.now()
    made = Draft.objects.create(
        org_id=org, period_id=period, person_id=person, fingerprint=mark, answers=dict(sent.answers),
        grid=received.grid.as_json() if received.grid else {}, facts=dict(received.facts),
        rows=[row_json(row) for row in received.rows], reading=[one.as_json() for one in received.findings],
        received_at=at, expires_at=at + LIFE,
    )  # fmt: skip
    return made.id


def _keep_refusal(person: UUID, org: UUID, sent: Sent, received: Received, mark: str) -> None:
    stops = [one for one in received.findings if one.level == "stop"]
    Refusal.objects.create(
        org_id=org, person_id=person, at=clock.now(), size=len(sent.data), fingerprint=mark,
        codes=sorted({one.code for one in stops}), cells=sorted({one.where.address for one in stops} - {""}),
    )  # fmt: skip
