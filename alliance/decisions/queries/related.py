"""What hangs together with a decision: its wordings, the decisions it names or that name it, what was expected of it."""

import re
from datetime import date

from django.db.models import Q
from django.urls import reverse

from alliance.contract.models import Objective
from alliance.decisions.count.agreeing import agreement, taken_up
from alliance.decisions.count.sealing import SEALED
from alliance.decisions.history import opening_of, stories
from alliance.decisions.models import Life, Proposal, Revision
from alliance.decisions.queries.known import Known
from alliance.decisions.reading.agreed import Agreed, agreed
from alliance.decisions.reading.differences import changes
from alliance.decisions.reading.later import Expectation, Link, Seen
from alliance.decisions.reading.values import Wording
from alliance.decisions.reading.words import SURENESS, state_words
from alliance.decisions.sealed.opening import as_it_stands
from alliance.door.access import Viewer
from alliance.ledger.event import Event
from alliance.links.queries import resolve
from alliance.wings import registry

REFERENCE = re.compile(r"\b[A-Z]{1,2}-\d{2,3}\b")


def wordings(viewer: Viewer, known: Known) -> tuple[Wording, ...]:
    """Every revision, each compared with the one before; one query."""
    rows = list(Revision.objects.filter(proposal=known.row))
    return tuple(_wording(known, rows[place - 1] if place else None, row) for place, row in enumerate(rows))


def _wording(known: Known, before: Revision | None, row: Revision) -> Wording:
    by = known.people.get(str(row.made_by), "The register itself")
    compared = changes(f"{before.title}\n{before.text}", f"{row.title}\n{row.text}") if before else ()
    return Wording(
        row.number,
        row.title,
        row.text,
        row.expected_effect,
        row.reason,
        by,
        row.made_at,
        compared,
        _objections(known, row.number),
    )


def _objections(known: Known, revision: int) -> tuple[str, ...]:
    """Who disagreed with a wording, the harm and the smallest change: an answered objection stays to be read."""
    cast = [
        (event, known.texts.get(event.seq, {})) for event in known.events
        if event.type in ("vote.cast", SEALED) and event.body["revision"] == revision
    ]  # fmt: skip
    against = [(event, said) for event, said in cast if {**event.body, **said}.get("position") == "disagree"]
    return tuple(
        f"{known.org_names.get(event.body['org'], '')}: {said.get('harm', '')} "
        f"The smallest change that would lift it: {said.get('smallest_change', '')}"
        for event, said in against
    )


def related(viewer: Viewer, known: Known) -> list[Proposal]:
    """Every proposal that this one names or that names it; one query."""
    row = known.row
    opened = opening_of(known.events)
    named = {event.body["by_proposal"] for event in known.events if "by_proposal" in event.body}
    named |= {
        opened.body[name]
        for name in ("reverses", "consequence_of", "looks_again_at", "renews", "ratifies")
        if name in opened.body
    }
    named |= set(opened.body.get("supersedes", ()))
    found = Proposal.objects.filter(alliance_id=row.alliance_id)
    return list(
        found.filter(
            Q(id__in=named)
            | Q(consequence_of=row)
            | Q(reverses=row)
            | Q(looks_again_at=row)
            | Q(renews=row)
            | Q(ratifies=row)
        ).order_by("number")
    )


def agreement_on(viewer: Viewer, known: Known, others: list[Proposal]) -> Agreed | None:
    """How long this matter took from the first objection to agreement, here or in one of `others` that takes it up.
    Two queries where there are others; none else."""
    told, _ = as_it_stands(viewer.alliance, stories(viewer.alliance, [one.id for one in others]), known.now)
    begun = {one.id for one in others if one.opened_at <= known.now}
    every = {str(one): story for one, story in told.items() if one in begun} | {
        str(known.row.id): known.events
    }
    return agreed(agreement(taken_up(every, str(known.row.id)), max(known.now, known.row.opened_at)))


def links(viewer: Viewer, known: Known, others: list[Proposal]) -> tuple[Link, ...]:
    """What `others` have to do with this decision, each with its address and how it stands."""
    opened = opening_of(known.events)
    became = _became(known)
    return tuple(
        Link(became.get(str(one.id)) or _how(known.row, opened, one), str(one), one.title, reverse("decision", args=[viewer.slug, one.number]),
             state_words(one.result))
        for one in others
    )  # fmt: skip


def _became(known: Known) -> dict[str, str]:
    """By id, the later decisions that replaced this one, each whole or in part, with which part."""
    told = [event for event in known.events if event.type == "decision.superseded"]
    notes = {
        event.body["by_proposal"]: known.texts.get(event.seq, {}).get("scope_note", "") for event in told
    }
    part = {event.body["by_proposal"] for event in told if event.body.get("in_part")}
    return {
        one: f"Replaced in part ({note.rstrip('.')}) by" if one in part else "Replaced by"
        for one, note in notes.items()
    }


def _how(row: Proposal, opened: Event, one: Proposal) -> str:
    if one.consequence_of_id == row.id:
        return "Its consequences are decided in"
    if str(one.id) in opened.body.get("supersedes", ()):
        return "Replaces in part" if opened.body.get("in_part") else "Replaces"
    ways = {
        row.reverses_id: "Would reverse" if not row.result else "About reversing",
        row.consequence_of_id: "What follows from", row.looks_again_at_id: "Looks again at",
        row.renews_id: "Puts to the vote again", row.ratifies_id: "Asks all to let stand",
        row.reversed_by_id: "Ended by" if row.life == Life.ENDED else "Reversed by",
        row.superseded_by_id: "Replaced by", row.ratified_by_id: "Let stand by all in",
    }  # fmt: skip
    back = {
        one.reverses_id: "Whether to end it is decided in", one.renews_id: "Put to the vote again in",
        one.ratifies_id: "Whether it stands longer is decided in", one.looks_again_at_id: "Looked at again in",
    }  # fmt: skip
    return ways.get(one.id) or back.get(row.id, "See also")


def aims(viewer: Viewer, codes: list[str]) -> tuple[Link, ...]:
    """The objectives of these codes by name; one query where there are any."""
    if not codes:
        return ()
    url = reverse("agreement", args=[viewer.slug])
    found = Objective.objects.filter(alliance_id=viewer.alliance, code__in=codes).order_by("code")
    return tuple(Link("", one.code, one.title, f"{url}#{one.code}") for one in found)


def expectation(viewer: Viewer, known: Known, effect: str) -> Expectation:
    """What was expected of it, and what its references stand for today."""
    first = opening_of(known.events)
    opened, said = first.body, known.texts.get(first.seq, {})
    where = said.get("expected_where", "")
    refs = list(dict.fromkeys(REFERENCE.findall(f"{effect} {where}")))
    found = resolve(viewer, refs) if refs else {}
    now = tuple(
        Link("", ref, found[ref].title, found[ref].url, found[ref].state) for ref in refs if ref in found
    )
    by = date.fromisoformat(opened["expected_by"]) if "expected_by" in opened else None
    sure = SURENESS.get(opened.get("expected_sure", ""), "")
    return Expectation(effect, where, by, sure, now, _figures(viewer, [one.ref for one in now]))


def _figures(viewer: Viewer, refs: list[str]) -> tuple[Seen, ...]:
    """What was last published of the measures among `refs`, in each view."""
    told = [
        one for letters, resolver in registry.figures().items()
        if (wanted := [ref for ref in refs if ref.partition("-")[0] == letters]) for one in resolver(viewer, wanted)
    ]  # fmt: skip
    last = {(one.reference, one.view): one for one in told}
    return tuple(
        Seen(one.reference, one.view, one.period, one.cell.text, one.cell.note) for one in last.values()
    )
