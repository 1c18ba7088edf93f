"""What is written in a review, stage by stage: by anybody seated, without a name, a time or a version before."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.db.models import Max

from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from meetings.reviews.actions.base import (
    facilitates,
    has_pieces,
    members,
    mine,
    seated,
    settle,
    states_refused,
    today,
    working,
)
from meetings.reviews.records.lines import Change, Line, Step
from meetings.reviews.records.review import Hazard, Kind, Review, Seat
from meetings.reviews.rules import changes, offsets, stages, themes
from meetings.reviews.rules.stages import THEMES, Stage
from meetings.reviews.rules.states import State

WRITTEN_LATE = (State.CLOSED, State.SOAKING, State.ACTING)
PARKED = "parked"


@action("review.write", needs=seated, first=settle)
def write_line(
    act: Act, *, review: UUID, stage: str, text: str, heading: str = "", from_pieces: bool | None = None
) -> str | Refused:
    """Write a line in a stage that has been reached; ideas may be parked until the soak has ended. Answers the review and
    not the line: a receipt, which has an instant, would tell when that line was written."""
    seat = mine(act, review)
    row = seat.review
    refused = (None if stage in stages.WRITTEN else stages.NOT_A_LINE) or _not_now(row, stage)
    refused = refused or _not_reached(row, stage) or stages.check_line(stage, text, heading)
    refused = refused or stages.check_role(stage, heading, row.steps.values_list("role", flat=True))
    if refused:
        return refused
    rests = _rests(seat, from_pieces)
    Line(review=row, stage=stage, text=text.strip(), heading=heading.strip(), from_pieces=rests).save()
    return str(row)


@action("review.change_line", needs=facilitates, first=settle)
def change_line(
    act: Act, *, review: UUID, line: UUID, text: str, from_pieces: bool | None = None
) -> str | Refused:
    """Put other words in the place of a line: the old ones are gone. The words of people affected stand (V30); what is put
    otherwise rests on pieces as what is written now does, unless `from_pieces` says no (V23)."""
    seat = mine(act, review)
    found = _line(seat.review, line)
    if found.stage == Stage.AFFECTED:
        return Refused(
            "words_stand",
            "The words of people affected stand as they are. Take the line out if they ask for it.",
        )
    if refused := _not_now(found.review, found.stage) or stages.check_line(found.stage, text, found.heading):
        return refused
    found.text = text.strip()
    found.from_pieces = _rests(seat, from_pieces) or (found.from_pieces and from_pieces is not False)
    found.save(update_fields=["text", "from_pieces"])
    return str(found.id)


@action("review.remove_line", needs=facilitates, first=settle)
def remove_line(act: Act, *, review: UUID, line: UUID) -> str | Refused:
    """Take a line, a step of the timeline, an action, or a danger that was not passed on out; it is gone."""
    row = mine(act, review).review
    if row.state not in (*WRITTEN_LATE, State.OPENED, State.GATHERING):
        return states_refused(row)
    lines = [model.objects.filter(review=row, id=line) for model in (Line, Step, Change)]
    gone = [one.delete()[0] for one in (*lines, Hazard.objects.filter(review=row, id=line, passed=False))]
    if not any(gone):
        raise NotFound
    return str(line)


@action("review.add_step", needs=seated, first=settle)
def add_step(
    act: Act,
    *,
    review: UUID,
    offset: str,
    role: str,
    wider: str = "",
    common: bool = False,
    saw: str = "",
    did: str = "",
    from_pieces: bool | None = None,
) -> str | Refused:
    """Write a step of the timeline: how far from the start, what a role saw and did; `common`: five or more people hold
    the role, else the `wider` one is stored in its place. Only the rounded offset is kept (V11, V12). Answers the review, as `write_line`."""
    seat = mine(act, review)
    row = seat.review
    refused = (
        working(row) or _not_reached(row, Stage.TIMELINE) or stages.check_line(Stage.TIMELINE, saw + did)
    )
    minutes, shown = offsets.offset(offset), offsets.role_shown(role, wider, common=common)
    for one in (refused, minutes, shown):
        if isinstance(one, Refused):
            return one
    assert isinstance(minutes, int)  # noqa: S101 - the loop has answered every refusal
    turn = 1 + (row.steps.aggregate(top=Max("turn"))["top"] or 0)
    Step(
        review=row, offset=offsets.rounded(minutes, row.method), turn=turn, role=str(shown), saw=saw.strip(), did=did.strip(),
        from_pieces=_rests(seat, from_pieces),
    ).save()  # fmt: skip
    return str(row)


@action("review.advance", needs=facilitates, first=settle)
def advance(act: Act, *, review: UUID) -> str | Refused:
    """Finish a stage and go on to the next; what was written before may still be added to."""
    row = mine(act, review).review
    follows = working(row) or stages.after(row.stage, _held(row), row.method)
    if isinstance(follows, Refused):
        return follows
    row.stage = follows
    row.save(update_fields=["stage"])
    return str(follows)


@action("review.write_theme", needs=facilitates, first=settle)
def write_theme(
    act: Act, *, review: UUID, text: str, settings: tuple[UUID, ...] = (), rests_on: tuple[str, ...] = (),
    from_pieces: bool | None = None,
) -> str | Refused:  # fmt: skip
    """Write a learning point: which partners' settings it is from, or in a thematic review which releases it `rests_on`."""
    seat = mine(act, review)
    row = seat.review
    refused = None if row.state in (*WRITTEN_LATE, State.OPENED) else states_refused(row)
    refused = refused or _not_reached(row, THEMES) or stages.check_line(THEMES, text)
    partners = members(act.alliance)
    refused = refused or themes.check_rests(rests_on, row.ground, settings)
    if refused := refused or themes.check_settings(settings, partners):
        return refused
    line = Line(
        review=row, stage=THEMES, text=text.strip(), rests_on=[ref for ref in row.ground if ref in rests_on],
        settings=[str(one) for one in partners if one in settings], from_pieces=_rests(seat, from_pieces),
    )  # fmt: skip
    line.save()
    return str(line.id)


@action("review.add_action", needs=facilitates, first=settle)
def add_action(
    act: Act, *, review: UUID, what: str, factor: str, orgs: tuple[UUID, ...], role: str, due: date, measure: str = "",
    from_pieces: bool | None = None,
) -> str | Refused:  # fmt: skip
    """Agree an action on a condition. Before the soak has ended it is parked among the ideas instead (V9)."""
    seat = mine(act, review)
    row = seat.review
    if row.state in (*WRITTEN_LATE[:2], State.OPENED, State.GATHERING) and what.strip():
        Line(review=row, stage=Stage.IDEAS, text=what.strip()[: stages.LONGEST]).save()
        return PARKED
    refused = changes.check_action(
        what=what,
        factor=factor,
        orgs=orgs,
        members=members(act.alliance),
        role=role,
        due=due,
        today=today(act),
    )
    if refused := refused or (None if row.state == State.ACTING else states_refused(row)):
        return refused
    held = [str(one) for one in dict.fromkeys(orgs)]
    change = Change(
        review=row,
        what=what.strip(),
        factor=factor,
        orgs=held,
        role=role.strip(),
        due=due,
        measure=measure.strip(),
        from_pieces=_rests(seat, from_pieces),
    )
    change.save()
    return str(change.id)


def _rests(seat: Seat, from_pieces: bool | None) -> bool:
    """Whether what is written now rests on pieces: while they are there, whatever those who open them write does, unless they
    say no (V23). Nothing links it to a piece; whoever only takes part has read none."""
    reads = seat.kind == Kind.FACILITATOR and from_pieces is not False
    return reads and has_pieces(seat.review)


def _not_now(row: Review, stage: str) -> Refused | None:
    late = row.state in WRITTEN_LATE and stage in (Stage.IDEAS, THEMES)
    return None if late else working(row)


def _not_reached(row: Review, stage: str) -> Refused | None:
    """Ideas may be parked from the first stage on: nobody is made to hold a thought back."""
    return None if stage == Stage.IDEAS else stages.check_reached(row.method, stage, row.stage)


def _line(row: Review, line: UUID) -> Line:
    found = Line.objects.filter(review=row, id=line).first()
    if found is None:
        raise NotFound
    return found


def _held(row: Review) -> dict[str, int]:
    return Counter(row.lines.values_list("stage", flat=True)) | {Stage.TIMELINE: row.steps.count()}
