"""The check and the release: both keys to exactly the same text, consent and identity looked at, then all else is destroyed."""

from collections.abc import Collection
from uuid import UUID, uuid4

from alliance.contract.models import Affiliation
from alliance.door.action import Act, action
from alliance.door.refusals import Refused
from alliance.nudge.calling import called
from alliance.tasks.writing import write_task
from alliance.tickets.queries import Piece, read
from meetings.reviews import safe
from meetings.reviews.actions.base import (
    both,
    burn,
    call,
    empty,
    facilitates,
    fingerprint,
    has_pieces,
    key,
    may,
    members,
    mine,
    move,
    other_turned,
    seated,
    settle,
    today,
)
from meetings.reviews.content import Content, content, dumped
from meetings.reviews.content import texts as places_of
from meetings.reviews.records.covenant import Release
from meetings.reviews.records.review import Review
from meetings.reviews.rules import identity, stages, themes
from meetings.reviews.rules.states import State

MOVED_ON = Refused("changed", "The text has changed since you read it. Read it again, then turn your key.")
LOOK = Refused(
    "not_cleared", "Look at every place that may point at somebody, and tick it, or write it otherwise first."
)
NO_PERSON = Refused(
    "acts_on_a_person",
    "Say that no action acts on a person. Take an action out that does: HR has its own route.",
)
PARTS = Refused(
    "parts_needed",
    "What was gathered is still there. The second key needs both parts, to check that every writer’s consent is kept.",
)


@action("review.release", needs=facilitates, first=settle)
def turn_release_key(
    act: Act, *, review: UUID, digest: str, cleared: tuple[str, ...] = (), no_person: bool = False, first: str = "",
    second: str = "",
) -> str | Refused:  # fmt: skip
    """Turn one's key to releasing the text with this `digest`, having `cleared` each place that may point at somebody.

    The second key releases it. Where there are pieces, `first` and `second` are the parts of their key.
    """
    seat = mine(act, review)
    row = seat.review
    made = content(row, members(act.alliance))
    last = other_turned(seat, "release", digest)
    refused = may(row, "release") or themes.check_some(len(made.themes), row.ground)
    refused = refused or _unread(act, row.title, made, digest, cleared, no_person) or (
        _consent(row, made, first, second) if last else None
    )  # fmt: skip
    if refused:
        return refused
    if both(seat, "release", digest):
        _release(act, row, made)
    return str(row)


@action("review.answer", needs=seated, first=settle)
def answer_follow_up(act: Act, *, review: UUID, changed: bool, again: bool) -> str | Refused:
    """Say, once: did it change your work, would you come again? Only the numbers are kept."""
    seat = mine(act, review)
    if seat.review.state != State.RELEASED:
        return Refused("not_released", "This is asked after the release.")
    if seat.answered:
        return Refused("answered", "You have answered this. Only the number was kept.")
    told = {"changed": "yes" if changed else "no", "again": "yes" if again else "no"}
    if refused := safe.add(seat.review, told):
        return refused
    seat.answered = True
    seat.save(update_fields=["answered"])
    return str(seat.review)


@action("review.follow_up", needs=facilitates, first=settle)
def finish_follow_up(act: Act, *, review: UUID) -> str | Refused:
    """Follow-ups are done: the seats go, and with them the only way from this review to a person."""
    row = mine(act, review).review
    if refused := move(row, "follow_up"):
        return refused
    act.as_system("review.followed_up", key(row))
    burn(row)
    row.draft = {}
    row.save(update_fields=["draft"])
    empty(row)
    return str(row)


def latest(row: Review) -> Release:
    """The latest version of what was released."""
    return Release.objects.filter(alliance=row.alliance_id, number=row.number).latest("version")


def digest_of(title: str, made: Content) -> str:
    """What a key to a release is given for."""
    return fingerprint(title + "\n" + dumped(made))


def places(alliance: UUID, title: str, made: Content, reason: str = "") -> tuple[identity.Found, ...]:
    """The places of a text, and of the `reason` for a correction, that may point at somebody: names are those of everybody in the alliance, and of the partners
    for what people wrote. Two queries."""
    people = Affiliation.objects.filter(alliance=alliance).values_list("person__name", flat=True).distinct()
    names = called(people, members(alliance).values())
    return identity.findings([title, reason, *places_of(made, written=True).values()], names)


def check_cleared(
    act: Act, title: str, made: Content, cleared: Collection[str], reason: str = ""
) -> Refused | None:
    """Whether each place that may point at somebody has been looked at by who turns a key (V29)."""
    found = {one.words for one in places(act.alliance, title, made, reason)}
    return LOOK if found - set(cleared) else None


def _unread(
    act: Act, title: str, made: Content, digest: str, cleared: tuple[str, ...], no_person: bool
) -> Refused | None:
    if digest != digest_of(title, made):
        return MOVED_ON
    if not no_person:
        return NO_PERSON
    return check_cleared(act, title, made, cleared)


def _consent(row: Review, made: Content, first: str, second: str) -> Refused | None:
    """Every writer's consent is kept, and where too few are left nothing rests on pieces (V23, V27)."""
    written = row.lines.exclude(stage=stages.Stage.IDEAS), row.steps.all(), row.changes.all()
    from_pieces = any(lines.filter(from_pieces=True).exists() for lines in written)
    pieces = _pieces(row, first, second)
    if isinstance(pieces, Refused):
        return pieces
    kept = [(one.text, one.consent) for one in pieces]
    return themes.check_enough(len(kept), from_pieces=from_pieces) or themes.check_consent(
        [row.title, *places_of(made).values()], kept
    )


def _pieces(row: Review, first: str, second: str) -> tuple[Piece, ...] | Refused:
    if row.window is None or not has_pieces(row):
        return ()
    return read(row.window, first, second) if first and second else PARTS


def _release(act: Act, row: Review, made: Content) -> None:
    move(row, "release")
    log(act, row, "review.released", made, row.title, 1)
    _hand_on(act, row)
    call(act, row, "released")
    burn(row)


def log(act: Act, row: Review, kind: str, made: Content, title: str, version: int, reason: str = "") -> None:
    """Let the log have what is released, with its stamp, as the system’s."""
    body = key(row) | {
        "release": str(uuid4()), "alliance": str(act.alliance), "number": row.number, "version": version,
        "month": f"{today(act):%Y-%m}", "covenant": row.covenant.number, "subject": row.subject, "method": row.method,
    }  # fmt: skip
    act.as_system(kind, body, title=title, content=dumped(made), **({"reason": reason} if reason else {}))


def _hand_on(act: Act, row: Review) -> None:
    """Each action becomes one of the alliance's actions, noted by the system: the first partner that holds it keeps it, of
    those that are still there; where all have left, it stands in the release alone."""
    names = members(act.alliance)
    for one in row.changes.all():
        held = [UUID(org) for org in one.orgs if UUID(org) in names]
        if not held:
            continue
        write_task(
            Act(act.log_, None, act.at),
            what=f"{one.what} (held together by {' and '.join(map(names.__getitem__, held))})",
            org=held[0],
            due=one.due,
            role=one.role,
            source=str(row),
        )
