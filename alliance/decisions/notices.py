"""What voters are told at once: a vote opened, a vote ends soon, a text changed so that their ballot is void."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F
from django.urls import reverse

from alliance.contract import access
from alliance.contract.models import Alliance, Mandate
from alliance.decisions.count.electorate import State
from alliance.decisions.count.replay import replay
from alliance.decisions.history import stories
from alliance.decisions.models import Proposal
from alliance.door import clock
from alliance.ledger.canonical import parse_instant
from alliance.ledger.event import Event
from alliance.wings.offers import Addressed, Coming, Notice, NoticeKind, Tell

SOON = timedelta(hours=24)
Say = Callable[[Proposal, str], tuple[str, str]]


def _opened_to(alliance: UUID, events: Sequence[Event]) -> Mapping[int, frozenset[UUID]]:
    """Whoever may cast the ballot of a member of the electorate, but not who opened it; of a vote that opens at once."""
    held = access.mandates(alliance, clock.now())
    return {
        event.seq: _voters(held, event.body["electorate"], event.actor)
        for event in events
        if parse_instant(event.body["opens"]) <= event.at
    }


def _voided(alliance: UUID, events: Sequence[Event]) -> Mapping[int, frozenset[UUID]]:
    """Whoever may cast a ballot that the new text made void, but not who wrote the text."""
    held = access.mandates(alliance, clock.now())
    found = stories(alliance, {UUID(event.body["proposal"]) for event in events})
    return {
        event.seq: _voters(held, _ballots_before(event, found[UUID(event.body["proposal"])]), event.actor)
        for event in events
    }


def _ballots_before(event: Event, story: Iterable[Event]) -> set[str]:
    before = replay([one for one in story if one.seq < event.seq], event.at)
    return {*before.ballots, *before.unconfirmed}


def _voters(held: Iterable[Mandate], orgs: Iterable[str], without: str) -> frozenset[UUID]:
    wanted = set(orgs)
    return frozenset(
        one.person_id for one in held if str(one.org_id) in wanted and str(one.person_id) != without
    )


def _opening(since: datetime, until: datetime) -> list[Coming]:
    """Votes announced for later that opened in that time; one query where there is none."""
    return _still_out(
        Proposal.objects.filter(
            result="", opens_at__gt=since, opens_at__lte=until, closes_at__gt=until, opened_at__lt=F("opens_at")
        ),
        until,
    )  # fmt: skip


def _closing(since: datetime, until: datetime) -> list[Coming]:
    """Votes whose last day began in that time; one query where there is none."""
    return _still_out(
        Proposal.objects.filter(
            result="", closes_at__gt=max(since + SOON, until), closes_at__lte=until + SOON,
            opened_at__lt=F("closes_at") - SOON,
        ),
        until,
    )  # fmt: skip


def _still_out(due: Iterable[Proposal], now: datetime) -> list[Coming]:
    """Each for whoever may cast a ballot that is out; three more queries for each alliance that has any."""
    by_alliance: dict[UUID, list[UUID]] = {}
    for row in due:
        by_alliance.setdefault(row.alliance_id, []).append(row.id)
    out = {alliance: _Awaited(alliance, ids, now) for alliance, ids in by_alliance.items()}
    return [
        Coming(alliance, str(one), frozenset(out[alliance].people(one)))
        for alliance, ids in by_alliance.items()
        for one in ids
    ]


class _Awaited:
    """Which ballots of some proposals are out, and who may cast them. Three queries."""

    def __init__(self, alliance: UUID, proposals: Iterable[UUID], now: datetime) -> None:
        found = stories(alliance, proposals)
        self.now = now
        self.states: dict[UUID, State] = {key: replay(events, now) for key, events in found.items()}
        self.held = access.mandates(alliance, now)

    def people(self, proposal: UUID) -> set[UUID]:
        """Whoever may cast a ballot that is out."""
        state = self.states[proposal]
        return {
            one.person_id
            for one in self.held
            if str(one.org_id) in state.awaited(str(one.person_id), self.now)
        }


def _tell(say: Say) -> Tell:
    """Each proposal in words; current while the vote runs and a ballot of this person is out."""

    def tell(alliance: UUID, addressed: Sequence[Addressed], now: datetime) -> Mapping[Addressed, Notice]:
        home = Alliance.objects.get(id=alliance)
        rows = {str(row.id): row for row in Proposal.objects.filter(id__in={one.topic for one in addressed})}
        out = _Awaited(alliance, [row.id for row in rows.values() if not row.result], now)
        waiting = {str(key): out.people(key) for key in out.states}
        return {
            one: _notice(home, rows[one.topic], say, one.person in waiting.get(one.topic, ()))
            for one in addressed
            if one.topic in rows
        }

    return tell


def _notice(home: Alliance, row: Proposal, say: Say, current: bool) -> Notice:
    text, detail = say(row, _instant(row.closes_at, home.zone))
    page = "decision_vote" if current else "decision"
    return Notice(str(row), text, reverse(page, args=[home.slug, row.number]), detail, current)


def _instant(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%H:%M} on {local:%A} {local.day} {local:%B %Y}"


def _open(row: Proposal, closes: str) -> tuple[str, str]:
    return f"{row} is open for votes: {row.title}", f"You may vote until {closes}."


def _ends(row: Proposal, closes: str) -> tuple[str, str]:
    return f"{row} closes soon: {row.title}", f"A vote that you may cast is still out. It closes at {closes}."


def _changed(row: Proposal, closes: str) -> tuple[str, str]:
    detail = (
        f"The vote that was cast for you no longer counts. Read the new text and vote again before {closes}."
    )
    return f"{row} was amended: {row.title}", detail


NOTICES = (
    NoticeKind(
        "vote.opened",
        "was opened for votes",
        _tell(_open),
        events=("proposal.opened",),
        whom=_opened_to,
        coming=_opening,
    ),
    NoticeKind(
        "vote.voided",
        "was amended, so that a vote cast for you no longer counted",
        _tell(_changed),
        events=("proposal.amended",),
        whom=_voided,
    ),
    NoticeKind(
        "vote.closing", "was soon to close, with a vote of yours still out", _tell(_ends), coming=_closing
    ),
)
