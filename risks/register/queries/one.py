"""One risk whole: what it says, who holds it, each score, what it is linked to, what happened, what one may do."""

from datetime import date
from typing import Any
from uuid import UUID

from alliance.contract.access import mandates
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.links.queries import resolve
from risks.register import marks, rules, shapes, story
from risks.register import matrix as matrices
from risks.register.models import Risk, RiskLink
from risks.register.queries.listing import Beside, beside, row, score, whole
from risks.register.states import ends
from risks.register.words import OTHER_SIDE, SIDES, plain, said

# In the order in which pages offer them: verbs, and the event in the table of states that each is
VERBS = {
    "round": "start_round", "agree": "agree_score", "target": "", "review": "review", "treat": "", "change": "change",
    "decide": "decide", "accept": "accept", "revoke": "revoke", "happen": "happen", "decline": "decline", "merge": "merge",
    "close": "close", "reopen": "reopen",
}  # fmt: skip


def risk(viewer: Viewer, number: int) -> shapes.RiskPage:
    """One risk by its number; NotFound where there is none."""
    found = whole(viewer).filter(number=number).first()
    if found is None:
        raise NotFound
    here = beside(viewer)
    duties = [_duty(one, found.number, here.day) for one in found.responsibilities.all()]
    partners = [holder for duty in duties for holder in duty.holders]
    entries = [_entry(viewer, found.kind, one) for one in found.entries.select_related("matrix")]
    return shapes.RiskPage(
        risk=row(viewer, found, here), cause=found.cause, effect=found.effect, domain=found.domain, domain_words=found.get_domain_display(),
        proximity=found.proximity, proximity_words=found.get_proximity_display(), velocity=found.velocity,
        velocity_words=found.get_velocity_display() if found.velocity else "", expected_on=found.expected_on, limit=here.limits.get(found.domain),
        target=_target(viewer, found, here), duties=duties, entries=entries, links=_links(viewer, found),
        moved=_moved(viewer, found), story=story.story(viewer, found.id, partners), may=_may(viewer, found, here, partners),
    )  # fmt: skip


def _target(viewer: Viewer, risk: Any, here: Beside) -> shapes.Target | None:
    if risk.target is None:
        return None
    stands = rules.against(risk.kind, risk.target.product, here.limits.get(risk.domain))
    return shapes.Target(score(viewer, risk.kind, risk.target), stands, risk.target.until)


def _moved(viewer: Viewer, risk: Any) -> list[str]:
    """What the risk is linked to and has moved since its score was agreed; it asks, and changes nothing by itself."""
    if risk.score is None or risk.state == "closed" or not risk.score.marks:
        return []
    return marks.moved(risk.score.marks, marks.now(viewer, risk.score.marks))


def _entry(viewer: Viewer, kind: str, entry: Any) -> shapes.Entry:
    matrix = matrices.from_body(entry.matrix.number, entry.matrix.settings)
    return shapes.Entry(
        at=entry.at, axis=entry.axis, axis_words=entry.get_axis_display(), score=score(viewer, kind, entry),
        likelihood_words=plain(matrix.likelihood[entry.likelihood - 1]),
        consequence_words=plain(matrix.consequence[entry.consequence - 1]), matrix=matrix.number,
        reason=entry.reason, decision=entry.decision, evidence=entry.evidence,
        knowledge_words=entry.get_knowledge_display() if entry.knowledge else "", until=entry.until,
    )  # fmt: skip


def _duty(duty: Any, number: int, day: date) -> shapes.Duty:
    holders = [
        shapes.HolderRow(
            one.org_id, one.org.code, one.org.name, one.role, "left" if one.org.left_at else one.state,
            "Has left the alliance" if one.org.left_at else one.get_state_display(), one.since,
        )
        for one in duty.holders.all()
    ]  # fmt: skip
    agreed = [one for one in holders if one.state == "agreed"]
    turn = rules.convenor([one.org for one in agreed], number, day)
    calls = next(
        (shapes.Convenor(one.name, one.role, rules.turn_ends(day)) for one in agreed if one.org == turn), None
    )
    return shapes.Duty(duty.must_be_true, holders, calls)


def _links(viewer: Viewer, risk: Risk) -> list[shapes.RiskLink]:
    """What this risk names, and the risks that name it: what one calls its cause has it as an effect."""
    sides = dict(risk.links.values_list("ref", "side"))
    for link in RiskLink.objects.filter(risk__alliance=viewer.alliance, ref=str(risk)).select_related("risk"):
        sides[str(link.risk)] = sides.get(str(link.risk)) or OTHER_SIDE[link.side]
    found = resolve(viewer, sides)
    return [
        shapes.RiskLink(ref, found.get(ref), side, said(SIDES, side) if side else "")
        for ref, side in sides.items()
    ]


def _may(viewer: Viewer, risk: Risk, here: Beside, partners: list[shapes.HolderRow]) -> shapes.May:
    mine = {one.org_id for one in mandates(viewer.alliance, clock.now()) if one.person_id == viewer.person}
    closed, holders = risk.state == "closed", [one for one in partners if one.org in mine]
    state = row(viewer, risk, here).state
    return shapes.May(
        verbs=_verbs(viewer, risk, state, mine, {one.org for one in partners if one.state == "agreed"}),
        agree=[one.org for one in holders if one.state != "agreed" and not closed],
        release=[one.org for one in holders if one.state in {"asked", "agreed"} and not closed],
    )


def _verbs(viewer: Viewer, risk: Risk, state: str, mine: set[UUID], agreed: set[UUID]) -> list[str]:
    holds = viewer.may("risk.score") and rules.check_held(mine, agreed) is None
    running = holds and risk.rounds.filter(revealed_at=None).exists()
    fitting = [verb for verb, event in VERBS.items() if _fits(verb, event, state, risk, len(agreed), running)]
    asks = ["escalate"] if viewer.may("risk.score") and mine and ends(state, "escalate") else []
    raising = ["link"] + ([] if state == "closed" else ["ask"])
    return (fitting if holds else []) + asks + (raising if viewer.may("risk.raise") else [])


def _fits(verb: str, event: str, state: str, risk: Any, agreed: int, running: bool) -> bool:
    if verb in ("target", "treat"):
        return state != "closed" and (verb == "treat" or (risk.score_id is not None and not running))
    if not ends(state, event):
        return False
    if verb == "decide":
        return state == "escalated" or bool(risk.drafted)
    return not (running if verb == "agree" else verb == "round" and (running or agreed < rules.ENOUGH))
