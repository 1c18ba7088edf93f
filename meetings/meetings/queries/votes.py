"""What the form begins with on which an item is put to the vote: a draft, the words voted on before or drafted about it, or
the item itself."""

from dataclasses import dataclass
from uuid import UUID

from alliance.decisions.drafting import drafts
from alliance.decisions.forms.fields import WAYS
from alliance.decisions.queries import decision, proposing
from alliance.decisions.reading.values import Choice, Proposing
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from meetings.meetings.models import AgendaItem, ItemVote
from meetings.meetings.queries.base import one, row
from meetings.meetings.queries.suggestions import asking
from meetings.meetings.shapes import MeetingRow

WITH_SETTINGS = "rule_book"  # carries settings, which are proposed one by one


@dataclass(frozen=True, slots=True)
class PutToVote:
    """The item, who may propose, the matters that can be put here, those among them that say `more` than others and have
    a form of their own, the viewer's drafts, and the words to begin with."""

    meeting: MeetingRow
    item: UUID
    position: int
    orgs: tuple[tuple[UUID, str], ...]
    choices: list[Choice]
    more: list[Choice]
    about: Proposing
    drafts: list[drafts.DraftLine]
    begun: dict[str, str | int]


def put_to_vote(viewer: Viewer, number: int, item: UUID, draft: int | None = None) -> PutToVote:
    """What somebody may put to the vote under this item, begun from their `draft` where one is named."""
    meeting = one(viewer, number)
    found = meeting.items.select_related("carried_from").filter(id=item).first()
    if found is None:
        raise NotFound
    about = proposing(viewer, about_earlier=True)
    begun = _begun(viewer, found, draft)
    offered = [one for one in about.choices if not one.forced or one.code == begun.get("matter")]
    more = [one for one in offered if one.reserved or one.code == WITH_SETTINGS]
    return PutToVote(
        row(viewer, meeting), found.id, found.position, about.orgs, [one for one in offered if one not in more], more,
        about, drafts.drafts(viewer), begun,
    )  # fmt: skip


def _begun(viewer: Viewer, item: AgendaItem, draft: int | None) -> dict[str, str | int]:
    if draft is not None:
        line = drafts.draft(viewer, draft)
        about = (line.concerns, line.how) if line.how in WAYS else (None, "")
        return _words(line.title, line.text, line.expected_effect, line.matter, about)
    number = _before(item)
    if number is None:
        return _drafted(viewer, item.ref) or {"title": item.text}
    page = decision(viewer, number)
    again = number if page.state in ("not_carried", "not_reached") else None
    return _words(page.title, page.text, page.expected_effect, page.matter, (again, "renews"))


def _drafted(viewer: Viewer, ref: str) -> dict[str, str | int]:
    """The words with which a decision about `ref` is drafted, where one is."""
    topics = [topic for topic in asking(viewer) if topic.ref == ref] if ref else []
    return _words(topics[0].headline, topics[0].words, "", topics[0].matter, (None, "")) if topics else {}


def _before(item: AgendaItem) -> int | None:
    """The decision whose words this item takes up again: voted on here or at the meeting before, or named."""
    votes = ItemVote.objects.filter(item__in=[item, *([item.carried_from] if item.carried_from else [])])
    last = votes.order_by("opened_at", "proposal__number").values_list("proposal__number", flat=True).last()
    named = int(item.ref[2:]) if item.ref.startswith("D-") else None
    return last or named


def _words(
    title: str, text: str, expected_effect: str, matter: str, about: tuple[int | None, str]
) -> dict[str, str | int]:
    said: dict[str, str | int] = {
        "title": title, "text": text, "expected_effect": expected_effect, "matter": matter,
    }  # fmt: skip
    concerns, how = about
    return said | ({"concerns": concerns, "how": how} if concerns else {})
