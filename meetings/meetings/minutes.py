"""Writing minutes down: drafts are saved as people type, and issuing makes a record that stays."""

from uuid import UUID, uuid4

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, malformed
from meetings.meetings.models import Meeting, MinutesDraft
from meetings.meetings.states import after

WRITES = permission("minutes.write", "write minutes")
LONGEST = 100_000


@action("minutes.save", needs=WRITES)
def save_draft(act: Act, *, meeting: UUID, text: str, edition: int) -> str | Refused:
    """Keep a draft of the minutes; `edition` is the one this text began from (0: none yet)."""
    found = _found(act, meeting)
    refused = _not_now(found, "minutes") or _unsound(found, text, edition)
    if refused:
        return refused
    _keep(act, found, text, edition)
    return str(found)


@action("minutes.issue", needs=WRITES)
def issue_minutes(act: Act, *, meeting: UUID, text: str, edition: int) -> str | Refused:
    """Issue a version of the minutes to everyone in the alliance; what was issued before stays beside it."""
    found = _found(act, meeting)
    refused = _not_now(found, "issue") or _unsound(found, text, edition)
    if refused:
        return refused
    body = {"meeting": str(found.id), "minutes": str(uuid4()), "number": found.minutes.count() + 1}
    act.log("minutes.issued", body, text=text)
    _keep(act, found, text, edition)
    return str(found)


def _found(act: Act, meeting: UUID) -> Meeting:
    found = Meeting.objects.one(alliance=act.alliance, id=meeting)
    if found is None:
        raise NotFound
    return found


def _keep(act: Act, meeting: Meeting, text: str, edition: int) -> None:
    MinutesDraft.objects.update_or_create(
        meeting_id=meeting.id, defaults={"text": text, "edition": edition + 1, "saved_at": act.at}
    )


def _not_now(meeting: Meeting, verb: str) -> Refused | None:
    follows = after(meeting.state, verb)
    return follows if isinstance(follows, Refused) else None


def _unsound(meeting: Meeting, text: str, edition: int) -> Refused | None:
    if not text.strip() or len(text) > LONGEST:
        return malformed("text", f"Write between 1 and {LONGEST:,} characters.")
    draft = MinutesDraft.objects.filter(meeting_id=meeting.id).first()
    if edition != (draft.edition if draft else 0):
        return Refused(
            "written_meanwhile",
            "Somebody else saved these minutes meanwhile. Copy your text, look again, and bring both together.",
        )
    return None
