"""What can be seen of deadlocks: where each stands is computed on reading, so that it is true without a worker too."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alliance.contract import access
from alliance.contract.models import Organisation
from alliance.deadlock.reading import Story, rung_lines
from alliance.deadlock.shapes import CasePage, CaseRow, NoteLine, RoundLine, Standpoint
from alliance.decisions.queries import decision
from alliance.decisions.queries.issues import Deadlock, deadlocks
from alliance.decisions.reading.values import DecisionPage
from alliance.decisions.reading.words import state_words
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.ladder.models import Case
from alliance.ladder.rules import VOTE_RUNNING, Ending, check_put_again, last_day
from alliance.ladder.words import time_left, where_it_stands
from alliance.ledger import queries as ledger
from alliance.wings.offers import Reference, Wait

_STATES: Mapping[Ending | None, str] = {
    None: "open", Ending.CARRIED: "carried", Ending.FAILED: "failed", Ending.VOID: "void",
}  # fmt: skip
_UNSETTLED: Mapping[Ending | None, str] = {
    None: "Open", Ending.CARRIED: "Carried", Ending.FAILED: "No agreement", Ending.VOID: "No outcome",
}  # fmt: skip


def cases(viewer: Viewer) -> list[CaseRow]:
    """Every deadlock there is or was: those that run first, then the newest first."""
    now = clock.now()
    found = [_row(viewer, one, now) for one in reversed(deadlocks(viewer, now))]
    return sorted(found, key=lambda row: row.state != "running")


def case(viewer: Viewer, number: int) -> CasePage:
    """The deadlock that D-`number` opened; NotFound where it opened none."""
    now = clock.now()
    found = next((one for one in deadlocks(viewer, now) if one.opened_by.number == number), None)
    if found is None:
        raise NotFound
    events = ledger.events(viewer.alliance, topics=[str(found.id)]) if found.id else []
    told = Story.of(viewer, events)
    orgs, said = _orgs(viewer), told.notes()
    mine = access.voices(viewer.alliance, viewer.person, now)
    last = decision(viewer, _last_failed(found))
    why_not = "" if found.here.over else _why_not(found)
    return CasePage(
        case=_row(viewer, found, now), zone=found.zone, rule=last.rule_words, rungs=rung_lines(found, said, now),
        rounds=_rounds(viewer, found), standpoints=_standpoints(last, said),
        history=told.history({str(row.id): str(row) for row in found.rows}), why_not=why_not,
        again=_again(viewer, last, why_not), may_note=viewer.may("deadlock.note") and not found.here.over,
        voices=tuple((org, name) for org, name in orgs.items() if org in mine),
    )  # fmt: skip


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """Each deadlock that runs, for members and those who help them; while a vote runs, the vote waits instead."""
    if not viewer.member and not viewer.may("deadlock.note"):
        return []
    running = [one for one in deadlocks(viewer, now) if not one.here.over and not one.here.vote]
    return [
        Wait(
            "deadlock", f"{one.opened_by} is in deadlock: {where_it_stands(one.here, one.zone)}", _url(viewer, one),
            last_day(one.here.limit, one.zone) if one.here.limit else None, one.opened_by.title,
        )
        for one in running
    ]  # fmt: skip


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a deadlock is called, and where its page is."""
    found = {
        case.proposal: str(case.id) for case in Case.objects.filter(alliance_id=viewer.alliance, id__in=ids)
    }
    rows = {row.opened_by.id: row for row in deadlocks(viewer, clock.now()) if row.opened_by.id in found}
    return {
        found[key]: Reference(f"The deadlock of {one.opened_by}", one.opened_by.title, _url(viewer, one))
        for key, one in rows.items()
    }  # fmt: skip


def _orgs(viewer: Viewer) -> dict[UUID, str]:
    return dict(Organisation.objects.filter(alliance_id=viewer.alliance).values_list("id", "name"))


def _row(viewer: Viewer, one: Deadlock, now: datetime) -> CaseRow:
    here, zone = one.here, one.zone
    state = "resolved" if here.resolved_by else "lapsed" if here.over else "running"
    words = where_it_stands(here, zone, one.ref(here.resolved_by))
    until = last_day(here.limit, zone) if here.limit and not here.vote else None
    left = time_left(here.limit, now, zone) if here.limit and until else ""
    return CaseRow(
        str(one.opened_by), one.opened_by.number, one.opened_by.title, _url(viewer, one), state,
        words[:1].upper() + words[1:], int(here.step), one.opened_at, until, left,
    )  # fmt: skip


def _url(viewer: Viewer, one: Deadlock) -> str:
    return reverse("deadlock", args=[viewer.slug, one.opened_by.number])


def _rounds(viewer: Viewer, found: Deadlock) -> tuple[RoundLine, ...]:
    return tuple(
        RoundLine(
            str(row), row.title, reverse("decision", args=[viewer.slug, row.number]), _STATES[one.ending],
            state_words(row.result) if row.result else _UNSETTLED[one.ending], one.opened_at, one.ended_at,
        )
        for row, one in zip(found.rows, found.rounds, strict=True)
    )  # fmt: skip


def _last_failed(found: Deadlock) -> int:
    """The number of the last round that ended without agreement."""
    ended = zip(found.rows, found.rounds, strict=True)
    return [row.number for row, one in ended if one.ending is Ending.FAILED][-1]


def _standpoints(last: DecisionPage, said: list[NoteLine]) -> tuple[Standpoint, ...]:
    """Those who did not agree in the last round, in charter order, each with what it has added."""
    apart = (seat for seat in last.seats if seat.position in ("disagree", "abstain", "silent"))
    return tuple(
        Standpoint(
            seat.org, seat.name, seat.words, seat.harm, seat.smallest_change, seat.reason,
            tuple(one for one in said if one.org == seat.org),
        )
        for seat in apart
    )  # fmt: skip


def _why_not(found: Deadlock) -> str:
    refused = check_put_again(found.here, found.zone)
    if refused is None and any(one.ended_at is None for one in found.rounds):
        refused = VOTE_RUNNING
    return refused.sentence if refused else ""


def _again(viewer: Viewer, last: DecisionPage, why_not: str) -> str:
    """Where the issue is put again, begun with its last words; a resolved one is not."""
    if why_not or not last.may.again:
        return ""
    return f"{reverse('decision_drafts', args=[viewer.slug])}?concerns={last.number}&how=renews#begin"
