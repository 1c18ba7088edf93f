"""What cites a decision and what it cites: other decisions, and whatever their words name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import F, Q

from alliance.decisions.count.tally import Result
from alliance.decisions.history import texts
from alliance.decisions.models import Proposal, Revision
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.ledger.models import Opening
from alliance.links.queries import IN_TEXT
from alliance.links.thread import numbers
from alliance.wings.offers import Citation

# By the column that leads from one decision to another: how the one reads from the other, and the other from the one
WAYS: Mapping[str, tuple[str, str]] = {
    "reverses": ("Is about ending {}", "What {} is about ending"),
    "looks_again_at": ("Looks again at {}", "What {} looks again at"),
    "renews": ("Puts {} to the vote again", "What {} puts to the vote again"),
    "ratifies": ("Asks all to let {} stand", "What {} asks all to let stand"),
    "consequence_of": ("Decides what follows from {}", "What {} follows from"),
    "reversed_by": ("Was reversed by {}", "Reversed {}"),
    "superseded_by": ("Was replaced by {}", "Replaced {}"),
    "ratified_by": ("Was let stand by all in {}", "Let {} stand"),
}
LATER = ("reversed_by", "superseded_by", "ratified_by")  # the link is made by the other one


def cites(viewer: Viewer, refs: list[str]) -> list[Citation]:
    """Decisions linked with these, those whose words name one of these, and what the words of these name. Four queries."""
    asked = numbers(refs, "D")
    return [*_linked(viewer, asked), *_worded(viewer, asked, refs), *_expected(viewer, asked)]


def _linked(viewer: Viewer, asked: list[int]) -> Iterator[Citation]:
    names = Q(number__in=asked)
    either = reduce(or_, (Q(**{f"{way}__number__in": asked}) for way in WAYS), names)
    for row in Proposal.objects.filter(either, alliance_id=viewer.alliance).select_related(*WAYS):
        for way, (there, back) in WAYS.items():
            other = getattr(row, way)
            if other is not None:
                at = (other.decided_at if way in LATER else None) or row.opened_at
                yield Citation(str(other), str(row), at, there.format(other))
                yield Citation(str(row), str(other), at, back.format(row))


def _worded(viewer: Viewer, asked: list[int], refs: list[str]) -> Iterator[Citation]:
    """By the words as they stand; a measure is named by many that have nothing else in common, and leads no further."""
    sought = [ref for ref in refs if not ref.startswith("M-")]
    named = reduce(or_, (Q(text__contains=ref) | Q(expected_effect__contains=ref) for ref in sought), Q())
    rows = Revision.objects.filter(Q(proposal__number__in=asked) | (named if sought else Q(pk=None)))
    latest = rows.filter(proposal__alliance_id=viewer.alliance, number=F("proposal__revision"))
    for row in latest.select_related("proposal"):
        own = str(row.proposal)
        for ref in dict.fromkeys(IN_TEXT.findall(f"{row.title} {row.text} {row.expected_effect}")):
            yield Citation(own, ref, row.made_at, f"Named in the words of {own}")
            yield Citation(ref, own, row.made_at, f"Names {ref} in its words")


def _expected(viewer: Viewer, asked: list[int]) -> Iterator[Citation]:
    """Where those who opened one of these said that they would look for its effect."""
    rows = {
        str(row.id): str(row)
        for row in Proposal.objects.filter(alliance_id=viewer.alliance, number__in=asked)
    }
    opened = ledger.events(viewer.alliance, topics=rows, types=["proposal.opened"])
    said = texts(viewer.alliance, opened)
    for event in opened:
        own = rows[event.body["proposal"]]
        for ref in IN_TEXT.findall(said.get(event.seq, {}).get("expected_where", "")):
            yield Citation(own, ref, event.at, f"Where the effect of {own} is looked for")


@dataclass(frozen=True, slots=True)
class Looked:
    """Decision `ref`, decided at an instant, said that it would look for its effect in `about`, such as M-02."""

    about: str
    ref: str
    title: str
    at: datetime


def looked_for(viewer: Viewer, letters: str) -> list[Looked]:
    """The carried decisions that named something under these letters, by number. Three queries, one where none did."""
    named = Opening.objects.filter(
        alliance_id=viewer.alliance, field="expected_where", text__contains=f"{letters}-"
    )
    texts = dict(named.values_list("seq", "text"))
    opened = ledger.events(viewer.alliance, seqs=texts, types=["proposal.opened"])
    said = {each.body["proposal"]: texts[each.seq] for each in opened}
    rows = Proposal.objects.filter(id__in=list(said), result=Result.CARRIED).order_by("number")
    return [each for row in rows for each in _each(row, said[str(row.id)], letters)]


def _each(row: Proposal, where: str, letters: str) -> Iterator[Looked]:
    found = [ref for ref in dict.fromkeys(IN_TEXT.findall(where)) if ref.startswith(f"{letters}-")]
    if row.decided_at:
        yield from (Looked(about, str(row), row.title, row.decided_at) for about in found)
