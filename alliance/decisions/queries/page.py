"""One decision as its readers see it: the votes, the sum, the wordings, the story, and what they may do now."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract.matters import NAMES
from alliance.contract.models import Organisation, RuleBookVersion
from alliance.contract.rulebook import DEFAULTS, RuleBook, from_body
from alliance.decisions.count.electorate import EMERGENCY
from alliance.decisions.count.erasing import authors, erasable
from alliance.decisions.count.looking import Round, rounds, running
from alliance.decisions.count.outcome import told_sum
from alliance.decisions.count.replay import all_have_voted
from alliance.decisions.count.sealing import SEALED, hidden
from alliance.decisions.count.tally import Verdict, effective_from
from alliance.decisions.history import ERASED, opening_of
from alliance.decisions.models import HOLDS, STANDING
from alliance.decisions.queries import related
from alliance.decisions.queries.issues import deadlock_of
from alliance.decisions.queries.known import Known, id_of, load
from alliance.decisions.queries.later import later
from alliance.decisions.queries.own import own_ballots
from alliance.decisions.queries.rollcall import where_voted
from alliance.decisions.queries.waiting import ACTS
from alliance.decisions.reading import seats, words
from alliance.decisions.reading.ballot import options
from alliance.decisions.reading.later import Look, Reserved
from alliance.decisions.reading.looking import look_of, members_at
from alliance.decisions.reading.own import BallotLine, OwnBallot
from alliance.decisions.reading.proposed_rules import RuleLine, proposed_rules
from alliance.decisions.reading.telling import HIDDEN, told
from alliance.decisions.reading.values import DecisionPage, May, Told, Voter
from alliance.decisions.sealed.opening import UNWRITTEN
from alliance.decisions.words import reference
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event


def decision(viewer: Viewer, number: int) -> DecisionPage:
    """D-`number` with everything that its readers may see; NotFound where the alliance has none such."""
    known = load(viewer, number)
    row, state, found = known.row, known.state, known.found
    pinned, result, book = state.electorate, str(found.result), _book(viewer, state.electorate.rulebook)
    owner = row.owner.name if row.owner else ""
    rule = words.rule_words(row.rule, reserved=bool(owner), p=pinned.p, q=pinned.q, owner=owner)
    verdict = words.headline(reached := Verdict(found.result, found.reason))
    closing = words.if_closed(found.if_closed_now) if found.if_closed_now else ""
    wordings = related.wordings(viewer, known)
    others = related.related(viewer, known)
    refs = {str(one.id): str(one) for one in others}
    looks, life = _looks(known, refs), words.life_at(row, known.now)
    mine = own_ballots(viewer, known)
    deadlock, again = deadlock_of(viewer, row, result, known.now)
    return DecisionPage(
        id=row.id, ref=str(row), number=row.number, url=reverse("decision", args=[viewer.slug, row.number]),
        title=row.title, text=wordings[-1].text, expected_effect=wordings[-1].expected_effect, matter=row.matter,
        matter_name=NAMES.get(row.matter, row.matter), rule=row.rule, rule_words=rule,
        venue=words.VENUES[pinned.venue], objectives=tuple(row.objectives.split()), proposed_by=known.org_names[str(row.org_id)],
        opened_at=row.opened_at, opens_at=pinned.opens, closes_at=state.closes, zone=pinned.time_zone,
        rulebook=pinned.rulebook, revision=state.revision, state=result, state_words=words.state_words(result),
        tag=words.tag_of(result), reason=str(found.reason), headline=verdict,
        sum=told_sum(state, found.counts, reached, known.org_names),
        steps=seats.steps(state, found, rule, closing or verdict, known.org_names, book.quorum), if_closed_now=closing,
        decided_at=found.decided_at, effective_from=row.effective_from or effective_from(state, known.now), refused=found.refused,
        eligible=found.eligible, need=found.need, size=pinned.size, life=life, life_words=words.life_words(row, life),
        review_on=row.review_on if found.decided_at is None or row.life in STANDING else None,
        review_due=_review_due(known), used_at=row.used_at, reserved=_reserved(viewer, known),
        seats=seats.seats(known.orgs, state, found, known.events, known.texts, known.people), wordings=wordings,
        interests=seats.interests(
            known.events, state, known.texts, known.org_names, known.people, known.own, viewer.person
        ),
        links=related.links(viewer, known, others) + where_voted(viewer, known.events),
        history=_history(viewer, known, refs), agreement=related.agreement_on(viewer, known, others),
        rules=_rules(known, book), may=_may(viewer, known, mine, again), options=options(pinned), mine=mine,
        sealed=hidden(state, known.now), public=row.public, later=later(viewer, known, wordings[-1].text, life, book.matters),
        aims=related.aims(viewer, row.objectives.split()),
        expectation=related.expectation(viewer, known, wordings[-1].expected_effect),
        deadlock=deadlock, looking=_running(known, looks), looked=tuple(look for look in looks if look.ended_at),
    )  # fmt: skip


def _history(viewer: Viewer, known: Known, refs: Mapping[str, str]) -> tuple[Told, ...]:
    return tuple(
        _told(viewer, known, event, refs)
        for event in known.events if event.type not in HIDDEN and event.seq != UNWRITTEN
    )  # fmt: skip


def _told(viewer: Viewer, known: Known, event: Event, refs: Mapping[str, str]) -> Told:
    said = known.texts.get(event.seq, {})
    mine = str(viewer.person) in authors(event) or viewer.may("text.erase")
    there = {name: text for name, text in said.items() if text != ERASED} if mine else {}
    entry = told(event, said, {**known.org_names, **known.people}, refs)
    return replace(entry, erasable=erasable(event, there))


def _book(viewer: Viewer, version: int) -> RuleBook:
    """The rule-book pinned at opening. One query."""
    settings = RuleBookVersion.objects.values_list("settings", flat=True)
    found = from_body(settings.get(alliance_id=viewer.alliance, number=version))
    return DEFAULTS if isinstance(found, Refused) else found


def _rules(known: Known, pinned: RuleBook) -> tuple[RuleLine, ...]:
    """The rule-book that is voted on, beside the one pinned at opening; one query, and none where there is none."""
    if known.row.matter != "rule_book":
        return ()
    asked = known.row.revisions.order_by("-number").values_list("settings", flat=True).first()
    return proposed_rules(asked, pinned, known.state.electorate.size)


def ballot(viewer: Viewer, number: int, id: UUID) -> BallotLine:
    """One ballot of D-`number` as it entered the log, the same whenever it is asked for."""
    about = ledger.events(viewer.alliance, topics=[str(id_of(viewer, number))])
    events = [event for event in about if event.body.get("ballot") == str(id)]
    for event in events:
        if event.type in ("vote.cast", "vote.recorded", SEALED):
            counts = event.type != "vote.recorded" or any(one.type == "vote.confirmed" for one in events)
            body = event.body
            return BallotLine(
                id, reference(number), UUID(body["org"]), body.get("position", "sealed"), body["revision"],
                event.at, counts,
            )  # fmt: skip
    raise NotFound


def _review_due(known: Known) -> bool:
    row = known.row
    today = day_of(known.now, known.state.electorate.time_zone)
    return row.life in STANDING and row.review_on is not None and row.review_on <= today


def _looks(known: Known, refs: Mapping[str, str]) -> list[Look]:
    return [
        look_of(one, known.orgs, known.texts, known.people, refs, known.now) for one in rounds(known.events)
    ]


def _running(known: Known, looks: list[Look]) -> Look | None:
    """The look back that runs or is due; an empty one where nobody has answered yet."""
    if looks and looks[-1].ended_at is None:
        return looks[-1]
    return look_of(Round(), known.orgs, {}, {}, {}, known.now) if _review_due(known) else None


def _reserved(viewer: Viewer, known: Known) -> Reserved | None:
    row, said = known.row, known.texts.get(opening_of(known.events).seq, {})
    if row.owner is None:
        return None
    return Reserved(
        row.owner.name, words.CATEGORIES.get(row.category, row.category), said.get("legal_basis", ""), row.expires_on,
        said.get("consequence_title", ""), said.get("consequence_text", ""),
        str(row.ratified_by or ""), _may_be_let_stand(viewer, known),
    )  # fmt: skip


def _may_be_let_stand(viewer: Viewer, known: Known) -> bool:
    """Whether an emergency use holds, is not let stand yet, and the viewer may draft the vote on that."""
    row, today = known.row, day_of(known.now, known.state.electorate.time_zone)
    holds = (
        row.used_at is not None and row.life in ("", *STANDING) and row.expires_on and row.expires_on >= today
    )
    emergency = row.category == EMERGENCY and row.ratified_by is None
    return bool(emergency and holds and viewer.may("decision.draft"))


def _may(viewer: Viewer, known: Known, mine: tuple[OwnBallot, ...], again: bool) -> May:
    """What is offered. It decides nothing: each action asks the rules again."""
    row, state = known.row, known.state
    proposes = str(row.org_id) in known.own
    clock_ = proposes or viewer.may("decision.clock")
    if known.found.decided_at is not None:
        permission = ACTS.get(row.matter, ("", ""))[0]
        act = (
            permission
            and row.result == "carried"
            and row.used_at is None
            and row.life in HOLDS
            and viewer.may(permission)
        )
        return May(
            look=_lookers(known), act=row.matter if act else "", again=again and viewer.may("decision.draft")
        )
    voices = tuple(
        org for org in known.orgs
        if str(org.id) in state.eligible and str(org.id) in known.own and not state.barred(str(viewer.person))
    )  # fmt: skip
    interested = [
        org for org in known.orgs
        if str(org.id) in state.eligible and str(org.id) in known.own
    ]  # fmt: skip
    return May(
        vote=tuple(_voter(org, known, mine) for org in voices) if state.electorate.opens <= known.now else (),
        interest=tuple((org.id, org.name) for org in interested), amend=proposes,
        suggest=not proposes and viewer.may("decision.draft"),
        withdraw=proposes and effective_from(state, known.now) is None, move=clock_,
        close=clock_ and all_have_voted(state),
        record=viewer.may("vote.record"),
    )  # fmt: skip


def _lookers(known: Known) -> tuple[Voter, ...]:
    """The members for which the viewer may answer “would you still?”, with their answers so far."""
    if known.row.life not in STANDING:
        return ()
    look = running(known.events)
    mine = [org for org in members_at(known.orgs, known.now) if str(org.id) in known.own]
    return tuple(Voter(org.id, org.name, look.said(str(org.id))) for org in mine)


def _voter(org: Organisation, known: Known, mine: tuple[OwnBallot, ...]) -> Voter:
    key = str(org.id)
    own = next((one for one in mine if one.org == org.id), None)
    cast, waiting = known.state.ballots.get(key) or own, known.state.unconfirmed.get(key)
    return Voter(
        org.id, org.name, str(cast.position) if cast else "", UUID(waiting.id) if waiting else None,
        words.POSITIONS[str(waiting.position)] if waiting else "",
    )  # fmt: skip
