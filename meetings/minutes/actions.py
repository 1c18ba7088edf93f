"""Minutes are drafted as people type, issued, then accepted or amended by each organisation that was there."""

from uuid import UUID, uuid4

from alliance.contract.access import anyone_inside, permission
from alliance.contract.models import Alliance
from alliance.door.access import Viewer
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from alliance.ledger.queries import root_now
from meetings.meetings import queries
from meetings.meetings.actions.standing import found, not_now
from meetings.meetings.models import Meeting
from meetings.minutes import rules
from meetings.minutes.models import Minutes, MinutesDraft
from meetings.minutes.record import record_text
from meetings.minutes.voices import voices

WRITES = permission("minutes.write", "write minutes")


@action("minutes.save", needs=WRITES)
def save_draft(act: Act, *, meeting: UUID, text: str, edition: int) -> str | Refused:
    """Keep a draft of the minutes; `edition` is the one this text began from (0: none yet)."""
    row = found(act, meeting)
    if refused := not_now(row, "minutes") or _unsound(row, text, edition):
        return refused
    _keep(act, row, text, edition)
    return str(row)


@action("minutes.issue", needs=WRITES)
def issue_minutes(act: Act, *, meeting: UUID, text: str, edition: int) -> str | Refused:
    """Issue a version of the minutes to everyone, with the record of what happened as it stands now; each organisation
    that was there is then asked to accept it. What was issued before stays beside it."""
    row = found(act, meeting)
    if refused := not_now(row, "issue") or _unsound(row, text, edition):
        return refused
    _write(act, row, "minutes.issued", text)
    _keep(act, row, text, edition)
    return str(row)


@action("minutes.accept", needs=anyone_inside)
def accept_minutes(act: Act, *, meeting: UUID, org: UUID, version: int) -> str | Refused:
    """Accept `version` for the organisation `org`, which was there; the last such yes makes it official."""
    row = found(act, meeting)
    latest = _latest(row)
    accepted = latest.acceptances.filter(org=org).exists()
    if refused := _no_answer(act, latest, org, version) or rules.check_accept(accepted=accepted):
        return refused
    _accept(act, row, latest.id, org)
    return str(row)


@action("minutes.amend", needs=anyone_inside)
def amend_minutes(
    act: Act, *, meeting: UUID, org: UUID, version: int, text: str, reason: str
) -> str | Refused:
    """Put other words in the place of `version` for `org`, which was there: a new version, which goes to all again and
    which `org` itself has accepted. No decision changes by it."""
    row = found(act, meeting)
    latest = _latest(row)
    if refused := _no_answer(act, latest, org, version) or rules.check_amended(text, latest.text, reason):
        return refused
    amended = _write(act, row, "minutes.amended", text, org=org, reason=reason.strip())
    _accept(act, row, amended, org)
    return str(row)


def _write(
    act: Act, row: Meeting, kind: str, text: str, *, org: UUID | None = None, reason: str = ""
) -> UUID:
    minutes, there = (
        uuid4(),
        row.attendance.order_by("joined_at", "org__position").values_list("org_id", flat=True),
    )
    size, root = root_now(act.alliance)
    body = {
        "meeting": str(row.id), "minutes": str(minutes), "number": row.minutes.count() + 1,
        "attendees": [str(one) for one in dict.fromkeys(there)], "size": size, "root": root,
    } | ({"org": str(org)} if org else {})  # fmt: skip
    act.log(kind, body, record=_record(act, row), text=text.strip(), reason=reason)
    return minutes


def _record(act: Act, row: Meeting) -> str:
    """Read through the query that shows the draft, so that what is issued is what was shown."""
    slug, name = Alliance.objects.values_list("slug", "name").get(id=act.alliance)
    viewer = Viewer(act.by or UUID(int=0), act.alliance, slug, name)
    return record_text(queries.meeting(viewer, row.number))


def _accept(act: Act, row: Meeting, minutes: UUID, org: UUID) -> None:
    body = {
        "meeting": str(row.id),
        "minutes": str(minutes),
        "acceptance": str(uuid4()),
        "org": str(org),
    }
    act.log("minutes.accepted", body)


def _latest(row: Meeting) -> Minutes:
    latest = row.minutes.order_by("-number").first()
    if latest is None:
        raise NotFound
    return latest


def _no_answer(act: Act, latest: Minutes, org: UUID, version: int) -> Refused | None:
    return rules.check_answer(
        org=org, voices=voices(act.alliance, act.by, act.at), attendees=[UUID(one) for one in latest.attendees],
        version=version, latest=latest.number, official=latest.official_at is not None,
    )  # fmt: skip


def _keep(act: Act, row: Meeting, text: str, edition: int) -> None:
    MinutesDraft.objects.update_or_create(
        meeting_id=row.id, defaults={"text": text, "edition": edition + 1, "saved_at": act.at}
    )


def _unsound(row: Meeting, text: str, edition: int) -> Refused | None:
    draft = MinutesDraft.objects.filter(meeting_id=row.id).first()
    official = row.minutes.filter(official_at__isnull=False).exists()
    return (
        rules.check_text(text)
        or rules.check_not_official(official=official)
        or rules.check_edition(edition, draft.edition if draft else 0)
    )
