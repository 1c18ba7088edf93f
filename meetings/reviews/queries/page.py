"""One review, for those seated in it, and what its two keys are turned to."""

from dataclasses import replace
from uuid import UUID

from django.db.models import F

from alliance.contract.models import Affiliation
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.tickets.queries import address as ticket_address
from alliance.tickets.queries import count as counted_pieces
from alliance.tickets.queries import window as window_now
from alliance.tickets.rules import told
from alliance.tickets.windows import today
from meetings.reviews import safe
from meetings.reviews.actions.base import HAZARD, has_pieces
from meetings.reviews.actions.correcting import draft_digest
from meetings.reviews.actions.handing import HOLDS
from meetings.reviews.actions.releasing import digest_of, latest, places
from meetings.reviews.content import content, loaded, theme_heading
from meetings.reviews.queries import base, shapes, thematic
from meetings.reviews.records.lines import Change, Line, Step
from meetings.reviews.records.review import Kind, Review, Seat
from meetings.reviews.rules import changes, counts, methods, offsets, stages, states
from meetings.reviews.rules.states import State

GATHERED = {
    "preparing": "Waits for both key parts", "open": "Open", "closed": "Ended",
    "too_few": "Ended: too few to protect anyone, destroyed unread", "destroyed": "Destroyed",
}  # fmt: skip


def review(viewer: Viewer, number: int) -> shapes.ReviewPage:
    """V-`number` for somebody seated in it; NotFound for everybody else. The same number of queries at any size.

    Whoever is only asked to look after it sees what it asks, and nothing that anybody has written.
    """
    mine = base.seat(viewer, number)
    one, names = mine.review, base.partners(viewer)
    state, lines, window = base.state_now(viewer, one), list(one.lines.all()), _window(one)
    made = shapes.ReviewPage(
        id=one.id, row=base.row(viewer, one), question=one.question, method_about=methods.ABOUT[methods.Method(one.method)],
        covenant=base.covenant(viewer, one.covenant), elsewhere=one.elsewhere, rests_on=list(one.ground),
        verbs=sorted(states.verbs(state)), stage=one.stage, stages=_stages(mine, state, lines), steps=_steps(mine),
        themes=[_theme(line, names, mine) for line in lines if line.stage == stages.THEMES], material=thematic.material(viewer, one),
        actions=[_change(each, names, mine) for each in one.changes.all()], seats=_seats(mine), me=_me(mine), window=window,
        soak_until=one.soak_until, hazards=_hazards(mine), keys=base.keys(viewer, mine), counted=_counted(one),
        correction=str(one.draft.get("reason", "")), may_lose=window is not None and window.state in HOLDS,
    )  # fmt: skip
    return _before_answering(made) if mine.kind == Kind.ASKED else made


def _before_answering(page: shapes.ReviewPage) -> shapes.ReviewPage:
    blank = [replace(stage, lines=[]) for stage in page.stages]
    own = [seat for seat in page.seats if seat.me]
    return replace(
        page, stages=blank, steps=[], themes=[], actions=[], seats=own, window=None, hazards=[], counted=[], correction="",
    )  # fmt: skip


def check(viewer: Viewer, number: int) -> shapes.CheckPage:
    """The whole text that a facilitator turns the key to; NotFound for everybody else, and where nothing is to be checked."""
    mine = base.seat(viewer, number)
    one = mine.review
    if mine.kind != Kind.FACILITATOR or base.state_now(viewer, one) != State.ACTING:
        raise NotFound
    made = content(one, base.partners(viewer))
    what = [each.what for each in one.changes.all()]
    digest = digest_of(one.title, made)
    return shapes.CheckPage(
        number, one.id, str(one), one.title, made, digest, list(places(viewer.alliance, one.title, made)),
        list(changes.prompts(what)), changes.ASKS, base.keys(viewer, mine, digest), has_pieces(one), "",
        base.address(viewer, number),
    )  # fmt: skip


def correction(viewer: Viewer, number: int) -> shapes.CheckPage:
    """The correction that waits, or the release as it stands, for a facilitator to put right."""
    mine = base.seat(viewer, number)
    one = mine.review
    if mine.kind != Kind.FACILITATOR or one.state != State.RELEASED:
        raise NotFound
    last = latest(one)
    made = loaded(str(one.draft.get("content", last.content)))
    title, reason = str(one.draft.get("title", last.title)), str(one.draft.get("reason", ""))
    digest = draft_digest(one) if one.draft else ""
    return shapes.CheckPage(
        number, one.id, str(one), title, made, digest, list(places(viewer.alliance, title, made, reason)), [], "",
        base.keys(viewer, mine, digest), False, reason,
        base.address(viewer, number),
    )  # fmt: skip


def people(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Who may be asked or seated: everybody with a place in the alliance, with the body they belong to."""
    places = Affiliation.objects.filter(alliance=viewer.alliance, until=None, org__left_at=None)
    found = places.select_related("person", "org").order_by(
        "person__name", F("org__position").asc(nulls_first=True), "id"
    )
    named = {one.person_id: f"{one.person}, {one.org or 'the alliance’s team'}" for one in found}
    return list(named.items())


def _stages(mine: Seat, state: str, lines: list[Line]) -> list[shapes.StageShown]:
    one, order = mine.review, stages.order(mine.review.method)
    at = order.index(stages.Stage(one.stage))
    working = state in states.WORKING
    return [
        shapes.StageShown(
            stage, asked.title, asked.question, asked.headed, working and place <= at, working and place == at,
            [_line(line, mine) for line in lines if line.stage == stage != stages.THEMES],
        )
        for place, (stage, asked) in enumerate((stage, stages.ASKED[stage]) for stage in order)
    ]  # fmt: skip


def _line(line: Line, mine: Seat) -> shapes.LineShown:
    heading = (
        stages.FACTORS.get(line.heading, line.heading) if line.stage == stages.Stage.FACTORS else line.heading
    )
    return shapes.LineShown(line.id, heading.partition(":")[0], line.text, _rests(line, mine))


def _theme(line: Line, names: dict[UUID, str], mine: Seat) -> shapes.ThemeShown:
    return shapes.ThemeShown(line.id, theme_heading(line, names), line.text, _rests(line, mine))


def _rests(written: Line | Step | Change, mine: Seat) -> bool | None:
    return written.from_pieces if mine.kind == Kind.FACILITATOR else None


def _steps(mine: Seat) -> list[shapes.StepShown]:
    one = mine.review
    return [
        shapes.StepShown(
            step.id, offsets.words(step.offset, one.method), step.role, step.saw, step.did, _rests(step, mine)
        )
        for step in one.steps.all()
    ]


def _change(one: Change, names: dict[UUID, str], mine: Seat) -> shapes.ChangeShown:
    held = ", ".join(name for key, name in names.items() if str(key) in one.orgs)
    factor = stages.FACTORS[one.factor].partition(":")[0]
    return shapes.ChangeShown(
        one.id, one.what, factor, held, one.role, one.due, one.measure, changes.weak(one.what), _rests(one, mine),
    )  # fmt: skip


def _seats(mine: Seat) -> list[shapes.SeatShown]:
    found = mine.review.seats.select_related("person").order_by("-place", "person__name", "id")
    return [
        shapes.SeatShown(str(one.person), one.kind, Kind(one.kind).label, one.id == mine.id) for one in found
    ]


def _me(mine: Seat) -> shapes.Me:
    facilitates = mine.kind == Kind.FACILITATOR
    return shapes.Me(
        mine.kind,
        Kind(mine.kind).label,
        facilitates,
        mine.proposed,
        mine.place,
        mine.taken,
        mine.answered,
        mine.feared,
    )


def _window(one: Review) -> shapes.WindowShown | None:
    if one.window is None:
        return None
    found = window_now(one.window)
    pieces = counted_pieces(one.window) if found.state == "closed" else 0
    return shapes.WindowShown(
        one.window, found.state, GATHERED[found.state], found.opens, found.closes,
        bool(found.closes and found.closes < today()), found.extended, found.parts,
        told(pieces) if isinstance(pieces, int) and found.state == "closed" else "", ticket_address(),
    )  # fmt: skip


def _hazards(mine: Seat) -> list[shapes.HazardShown]:
    found = mine.review.hazards.select_related("org").order_by("id")
    shown = [one for one in found if one.passed or mine.kind == Kind.FACILITATOR]
    given = set(mine.assents.values_list("verb", flat=True)) if shown else set()
    return [
        shapes.HazardShown(
            one.id, one.org.name, one.role, one.text, one.passed, f"{HAZARD}{one.id.hex[:10]}" in given
        )
        for one in shown
    ]


def _counted(one: Review) -> list[shapes.Counted]:
    """What was counted: fear from ten answers on (V41), the follow-up as counts that may be told (V25): both
    answers once anybody has answered, for a row that is missing would tell that nobody gave it."""
    found = safe.counted(one)
    fear = counts.fear_shown(found.get(counts.FEAR, {}))
    told_ = [shapes.Counted("What might stop you from writing?", fear)] if fear else []
    for asks, question in (("changed", "Did it change your work?"), ("again", "Would you come again?")):
        answers = tuple((word.capitalize(), told(found.get(asks, {}).get(word, 0))) for word in ("yes", "no"))
        told_ += [shapes.Counted(question, answers)] if asks in found else []
    return told_
