"""How each release came about: the list, one release whole, what waits for a seal; the same for every member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.jobs.models import Job
from alliance.jobs.models import State as JobState
from alliance.wings.offers import Reference, Wait
from measures.plan.models import Period
from measures.plan.queries import plan
from measures.plan.reading import Plan
from measures.releases.actions.reading import released_periods
from measures.releases.bodies import body_of
from measures.releases.making.wording import audit_words
from measures.releases.models import Release, Seal, Withdrawal
from measures.releases.rules import OPEN, WORDS, State, check_seal

TEAM = "the alliance’s team"


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release in the list: `words` say where it stands, `at` when it got there."""

    number: int
    period: str
    state: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Releases:
    """All releases, the newest first; `may_open` whether the viewer may open one now."""

    lines: tuple[ReleaseLine, ...]
    may_open: bool


@dataclass(frozen=True, slots=True)
class SealLine:
    """Who sealed, for whom, and when."""

    person: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalLine:
    """What was taken back, and why."""

    period: str
    measure: str
    view: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the audit is, of 100; `sentence` says what happened where it failed."""

    percent: int
    failed: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One release: what is in it, who opened and sealed it, what was tried and found, what waits, what was taken back.

    `content` is blank until it is published: a hash of figures that nobody sees yet would tell whoever tries figures out.
    `unseen`: it is in the making, and nobody has seen figures of its period yet. `why_no_seal` says why this viewer cannot seal it now; blank where the viewer can, or where nothing is to be sealed.
    """

    id: UUID
    number: int
    period: str
    restates: tuple[str, ...]
    state: str
    words: str
    opened_at: datetime
    opened_by: str
    audited_at: datetime | None
    published_at: datetime | None
    found: str
    tried: str
    waiting: tuple[str, ...]
    seals: tuple[SealLine, ...]
    withdrawals: tuple[WithdrawalLine, ...]
    progress: Progress | None
    series: int
    parameters: Mapping[str, str]
    key_id: str
    content: str
    may_seal: bool
    why_no_seal: str
    may_open: bool
    may_withdraw: bool
    unseen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form offers, each as (value, words)."""

    periods: tuple[tuple[str, str], ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    views: tuple[tuple[str, str], ...] = ()


def releases(viewer: Viewer) -> Releases:
    """The releases of the viewer's alliance. One query."""
    rows = Release.objects.filter(alliance=viewer.alliance).select_related("period").order_by("-number")
    lines = tuple(
        ReleaseLine(row.number, row.period.code, row.state, WORDS[State(row.state)], _at(row)) for row in rows
    )
    free = not any(line.state in OPEN for line in lines)
    return Releases(lines, free and viewer.may("release.open"))


def release(viewer: Viewer, number: int) -> ReleasePage:
    """One release; NotFound for another alliance's. Eight queries at most."""
    row = _one(viewer, number)
    seals = list(Seal.objects.filter(release=row, attempt=row.attempt).select_related("person", "org"))
    why = _why_no_seal(viewer, row, seals)
    return ReleasePage(
        row.id, row.number, row.period.code, _restates(row), row.state, WORDS[State(row.state)], row.opened_at,
        row.opened_by.name if row.opened_by else "", row.audited_at, row.published_at, row.found,
        audit_words(row.partners, row.releases, int(row.parameters.get("together", 1))) if row.state in _PASSED else "", tuple(row.waiting),
        tuple(SealLine(each.person.name, each.org.name if each.org else TEAM, each.at) for each in seals),
        _withdrawals(row), _progress(row), row.series, dict(row.parameters), row.key_id,
        row.content if row.state == State.PUBLISHED else "",
        row.state in _TO_SEAL and viewer.may("release.seal") and not why, why,
        row.state in OPEN and viewer.may("release.open"), row.state == State.PUBLISHED and viewer.may("release.withdraw"),
        row.state in OPEN and row.period_id not in released_periods(viewer.alliance),
    )  # fmt: skip


_TO_SEAL = (State.AUDITED, State.SEALED)
_PASSED = (*_TO_SEAL, State.PUBLISHED)


def release_id(viewer: Viewer, number: int) -> dict[str, UUID]:
    """A release by its number, as an action's argument; NotFound."""
    return {"release": _one(viewer, number).id}


def choices(viewer: Viewer) -> Choices:
    """The periods that a release may be opened for: those of which a sheet is here, the newest first. Six queries."""
    held = plan(viewer)
    sent = Period.objects.filter(alliance=viewer.alliance, files__isnull=False).distinct()
    known = set(sent.values_list("id", flat=True))
    return Choices(tuple((str(each.id), each.code) for each in reversed(held.periods) if each.id in known))


def withdrawable(viewer: Viewer, number: int) -> Choices:
    """What may be withdrawn of a release. Eight queries."""
    row, held = _one(viewer, number), plan(viewer)
    codes = tuple(
        row.periods.order_by("period__starts_on", "period__code").values_list("period__code", flat=True)
    )
    return Choices(tuple((code, code) for code in codes), *_named(held))


def _named(held: Plan) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    measures = tuple((each.code, f"{each.code}: {each.wording}") for each in held.latest)
    return measures, (("", "In every view"), *((each.code, each.name) for each in held.views))


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a release is called and where it stands. One query."""
    rows = Release.objects.filter(alliance=viewer.alliance, id__in=ids)
    return {
        str(row.id): Reference(
            f"release {row.number}", "", reverse("release", args=[viewer.slug, row.number])
        )
        for row in rows
    }


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """A release that this viewer may seal now. Two or three queries."""
    if not viewer.may("release.seal"):
        return []
    row = (
        Release.objects.filter(alliance=viewer.alliance, state__in=_TO_SEAL).select_related("period").first()
    )
    if row is None or _why_no_seal(viewer, row, list(Seal.objects.filter(release=row, attempt=row.attempt))):
        return []
    which = "a second seal, from another body" if row.state == State.SEALED else "its first seal"
    text = f"Release {row.number}, the figures of {row.period.code}, waits for {which}"
    return [Wait("release_seal", text, reverse("release", args=[viewer.slug, row.number]))]


def _one(viewer: Viewer, number: int) -> Release:
    found = Release.objects.filter(alliance=viewer.alliance, number=number)
    row = found.select_related("period", "opened_by").first()
    if row is None:
        raise NotFound
    return row


def _at(row: Release) -> datetime:
    return row.published_at or row.audited_at or row.opened_at


def _restates(row: Release) -> tuple[str, ...]:
    others = row.periods.exclude(period_id=row.period_id).order_by("period__starts_on", "period__code")
    return tuple(others.values_list("period__code", flat=True))


def _withdrawals(row: Release) -> tuple[WithdrawalLine, ...]:
    """What was taken back of this release, with it or with a later one."""
    rows = Withdrawal.objects.filter(
        release__alliance=row.alliance_id,
        release__number__gte=row.number,
        period__in=row.periods.values("period__code"),
    )
    found = {
        (each.period, each.measure, each.view): each for each in rows.order_by("at", "release__number", "id")
    }
    return tuple(
        WithdrawalLine(each.period, each.measure, each.view, each.reason, each.at)
        for each in found.values()
        if not each.view or (each.period, each.measure, "") not in found
    )


def _progress(row: Release) -> Progress | None:
    job = Job.objects.filter(pk=row.job).first() if row.job and row.state == State.OPENED else None
    if job is None:
        return None
    return Progress(job.done * 100 // max(job.total, 1), job.state == JobState.FAILED, job.sentence)


def _why_no_seal(viewer: Viewer, row: Release, seals: Sequence[Seal]) -> str:
    """The seal would be refused; what the page says instead of offering it."""
    if row.state not in _TO_SEAL:
        return ""
    body = body_of(viewer.alliance, viewer.person) if seals else None
    given = [(seal.person_id, seal.org_id) for seal in seals]
    if refused := check_seal(row.state, viewer.person, body, given):
        return refused.sentence
    return (
        ""
        if viewer.may("release.seal")
        else "Two people of two bodies seal it: managers, data leads and representatives may."
    )
