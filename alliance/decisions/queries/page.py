"""One decision as its readers see it: the votes, the sum, the wordings, the story, and what they may do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract import access
from alliance.contract.matters import NAMES
from alliance.contract.models import Organisation, RuleBookVersion
from alliance.contract.rulebook import from_body
from alliance.decisions.count.electorate import State
from alliance.decisions.count.outcome import Outcome, outcome_of
from alliance.decisions.count.replay import all_have_voted, replay
from alliance.decisions.count.sentences import sum_in_words
from alliance.decisions.count.tally import Verdict, effective_from
from alliance.decisions.history import story, texts
from alliance.decisions.models import STANDING, Proposal, Revision
from alliance.decisions.queries.rollcall import where_voted
from alliance.decisions.queries.waiting import ACTS
from alliance.decisions.reading import seats, words
from alliance.decisions.reading.differences import changes
from alliance.decisions.reading.proposed_rules import RuleLine, proposed_rules
from alliance.decisions.reading.telling import HIDDEN, told
from alliance.decisions.reading.values import BallotLine, DecisionPage, Link, May, Reserved, Voter, Wording
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound, Refused
from alliance.ledger.event import Event
from alliance.people.models import Person


@dataclass(frozen=True, slots=True)
class _Known:
    """What one reading has loaded: the row, its events with texts and state, and the names by id."""

    row: Proposal
    events: list[Event]
    texts: Mapping[int, Mapping[str, str]]
    state: State
    found: Outcome
    orgs: list[Organisation]
    org_names: Mapping[str, str]
    people: Mapping[str, str]
    own: frozenset[str]
    now: datetime


def decision(viewer: Viewer, number: int) -> DecisionPage:
    """D-`number` with everything that its readers may see; NotFound where the alliance has none such."""
    known = _known(viewer, number)
    row, state, found = known.row, known.state, known.found
    pinned, result = state.electorate, str(found.result)
    rule = words.rule_words(
        row.rule,
        reserved=row.owner_id is not None,
        p=pinned.p,
        q=pinned.q,
        owner=row.owner.name if row.owner else "",
    )
    verdict = words.headline(Verdict(found.result, found.reason))
    closing = words.if_closed(found.if_closed_now) if found.if_closed_now else ""
    wordings = _wordings(known)
    related = _related(known)
    return DecisionPage(
        id=row.id, ref=str(row), number=row.number, url=reverse("decision", args=[viewer.slug, row.number]),
        title=row.title, text=wordings[-1].text, expected_effect=wordings[-1].expected_effect, matter=row.matter,
        matter_name=NAMES.get(row.matter, row.matter), rule=row.rule, rule_words=rule,
        venue=words.VENUES[pinned.venue], objectives=tuple(row.objectives.split()), proposed_by=row.org.name,
        opened_at=row.opened_at, opens_at=pinned.opens, closes_at=state.closes, zone=pinned.time_zone,
        rulebook=pinned.rulebook, revision=state.revision, state=result, state_words=words.state_words(result),
        tag=words.tag_of(result), reason=str(found.reason), headline=verdict,
        sum=sum_in_words(pinned, found.counts, known.org_names),
        steps=seats.steps(state, found, rule, closing or verdict, known.org_names), if_closed_now=closing,
        decided_at=found.decided_at, effective_from=effective_from(state, known.now), refused=found.refused,
        eligible=found.eligible, need=found.need, size=pinned.size, life=row.life, life_words=words.life_words(row),
        review_on=row.review_on if found.decided_at is None or row.life in STANDING else None, review_due=_review_due(known), used_at=row.used_at, reserved=_reserved(known),
        seats=seats.seats(known.orgs, state, found, known.events, known.texts, known.people), wordings=wordings,
        interests=seats.interests(
            known.events, state, known.texts, known.org_names, known.people, known.own, viewer.person
        ),
        links=_links(viewer, known, related) + where_voted(viewer, known.events),
        history=tuple(
            told(event, known.texts.get(event.seq, {}), {**known.org_names, **known.people},
                 {str(one.id): str(one) for one in related})
            for event in known.events if event.type not in HIDDEN
        ),
        rules=_rules(viewer, known), may=_may(viewer, known),
    )  # fmt: skip


def _rules(viewer: Viewer, known: _Known) -> tuple[RuleLine, ...]:
    """The rule-book that is voted on, beside the one pinned at opening; two queries, and none where there is none."""
    if known.row.matter != "rule_book":
        return ()
    asked = known.row.revisions.order_by("-number").values_list("settings", flat=True).first()
    pinned = known.state.electorate
    versions = RuleBookVersion.objects.filter(alliance_id=viewer.alliance, number=pinned.rulebook)
    now = from_body(versions.get().settings)
    return () if isinstance(now, Refused) else proposed_rules(asked, now, pinned.size)


def ballot(viewer: Viewer, number: int, id: UUID) -> BallotLine:
    """One ballot of D-`number` as it entered the log, the same whenever it is asked for."""
    row = _row(viewer, number)
    events = [event for event in story(viewer.alliance, row.id) if event.body.get("ballot") == str(id)]
    for event in events:
        if event.type in ("vote.cast", "vote.recorded"):
            counts = event.type == "vote.cast" or any(one.type == "vote.confirmed" for one in events)
            body = event.body
            return BallotLine(
                id, str(row), UUID(body["org"]), body["position"], body["revision"], event.at, counts
            )
    raise NotFound


def _row(viewer: Viewer, number: int) -> Proposal:
    found = Proposal.objects.filter(alliance_id=viewer.alliance, number=number)
    row = found.select_related(
        "org", "owner", "reverses", "consequence_of", "reversed_by", "superseded_by"
    ).first()
    if row is None:
        raise NotFound
    return row


def _known(viewer: Viewer, number: int) -> _Known:
    row, now = _row(viewer, number), clock.now()
    events = story(viewer.alliance, row.id)
    state = replay(events, max(now, row.opened_at))
    orgs = list(Organisation.objects.filter(alliance_id=viewer.alliance))
    mentioned = {event.actor for event in events} | {
        event.body[name] for event in events for name in ("person", "on_behalf_of") if name in event.body
    }  # fmt: skip
    people = Person.objects.filter(id__in=mentioned - {"system"})
    own = [
        str(held.org_id) for held in access.mandates(viewer.alliance, now) if held.person_id == viewer.person
    ]
    return _Known(
        row, events, texts(viewer.alliance, events), state, outcome_of(state, now), orgs,
        {str(org.id): org.name for org in orgs}, {str(person.id): str(person) for person in people}, frozenset(own), now,
    )  # fmt: skip


def _wordings(known: _Known) -> tuple[Wording, ...]:
    rows = list(Revision.objects.filter(proposal=known.row))
    return tuple(_wording(known, rows[place - 1] if place else None, row) for place, row in enumerate(rows))


def _wording(known: _Known, before: Revision | None, row: Revision) -> Wording:
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


def _objections(known: _Known, revision: int) -> tuple[str, ...]:
    """Who disagreed with a wording, the harm and the smallest change: an answered objection stays to be read."""
    cast = (
        event for event in known.events if event.type == "vote.cast" and event.body["revision"] == revision
    )
    against = [
        (event, known.texts.get(event.seq, {})) for event in cast if event.body["position"] == "disagree"
    ]
    return tuple(
        f"{known.org_names.get(event.body['org'], '')}: {said.get('harm', '')} "
        f"The smallest change that would lift it: {said.get('smallest_change', '')}"
        for event, said in against
    )


def _review_due(known: _Known) -> bool:
    row = known.row
    today = day_of(known.now, known.state.electorate.time_zone)
    return row.life in STANDING and row.review_on is not None and row.review_on <= today


def _reserved(known: _Known) -> Reserved | None:
    row, said = known.row, known.texts.get(known.events[0].seq, {})
    if row.owner is None:
        return None
    return Reserved(
        row.owner.name, words.CATEGORIES.get(row.category, row.category), said.get("legal_basis", ""), row.expires_on,
        said.get("consequence_title", ""), said.get("consequence_text", ""),
    )  # fmt: skip


def _related(known: _Known) -> list[Proposal]:
    """Every proposal that this one names or that names it; one query."""
    row = known.row
    opened = next(event for event in known.events if event.type == "proposal.opened")
    named = {event.body["by_proposal"] for event in known.events if "by_proposal" in event.body}
    named |= {opened.body[name] for name in ("reverses", "consequence_of") if name in opened.body}
    named |= set(opened.body.get("supersedes", ()))
    found = Proposal.objects.filter(alliance_id=row.alliance_id)
    return list(found.filter(Q(id__in=named) | Q(consequence_of=row) | Q(reverses=row)).order_by("number"))


def _links(viewer: Viewer, known: _Known, related: list[Proposal]) -> tuple[Link, ...]:
    row = known.row
    opened = next(event for event in known.events if event.type == "proposal.opened")

    def how(one: Proposal) -> str:
        known_ways = {
            row.reverses_id: "Would reverse" if not row.result else "About reversing", row.consequence_of_id: "What follows from",
            row.reversed_by_id: "Reversed by", row.superseded_by_id: "Replaced by",
        }  # fmt: skip
        if one.consequence_of_id == row.id:
            return "Its consequences are decided in"
        if str(one.id) in opened.body.get("supersedes", ()):
            return "Replaces in part" if opened.body.get("in_part") else "Replaces"
        return known_ways.get(one.id, "See also")

    return tuple(
        Link(how(one), str(one), one.title, reverse("decision", args=[viewer.slug, one.number]))
        for one in related
    )


def _may(viewer: Viewer, known: _Known) -> May:
    """What is offered. It decides nothing: each action asks the rules again."""
    row, state = known.row, known.state
    steers = str(row.org_id) in known.own or viewer.may("decision.steer")
    if known.found.decided_at is not None:
        permission = ACTS.get(row.matter, ("", ""))[0]
        act = (
            permission
            and row.result == "carried"
            and row.used_at is None
            and row.life in STANDING
            and viewer.may(permission)
        )
        return May(
            review=row.life in STANDING and viewer.may("decision.review"), act=row.matter if act else ""
        )
    voices = tuple(
        org for org in known.orgs
        if str(org.id) in state.eligible and str(org.id) in known.own and not state.barred(str(viewer.person))
    )  # fmt: skip
    interested = [
        org for org in known.orgs
        if str(org.id) in state.eligible and (str(org.id) in known.own or org.id in viewer.orgs)
    ]  # fmt: skip
    return May(
        vote=tuple(_voter(org, known) for org in voices) if state.electorate.opens <= known.now else (),
        interest=tuple((org.id, org.name) for org in interested), steer=steers,
        withdraw=steers and effective_from(state, known.now) is None, close=steers and all_have_voted(state),
        record=viewer.may("vote.record"), rule=viewer.may("interest.rule") and bool(state.interests),
    )  # fmt: skip


def _voter(org: Organisation, known: _Known) -> Voter:
    key = str(org.id)
    cast, waiting = known.state.ballots.get(key), known.state.unconfirmed.get(key)
    return Voter(
        org.id, org.name, str(cast.position) if cast else "", UUID(waiting.id) if waiting else None,
        words.POSITIONS[str(waiting.position)] if waiting else "",
    )  # fmt: skip
