"""Before a proposal opens: whether what it would reverse or replace may be undone so."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from alliance.contract.rulebook import RuleBook
from alliance.decisions.actions.writing import Wanted
from alliance.decisions.count.replay import OPENED
from alliance.decisions.count.reversing import DecidedBy, Earlier, check_links
from alliance.decisions.history import stories
from alliance.decisions.models import Proposal
from alliance.door.action import Act
from alliance.door.refusals import Refused


def check_undoing(act: Act, book: RuleBook, wanted: Wanted) -> Refused | None:
    """Whether what `wanted` reverses and replaces may be undone by its rule; no queries where it undoes nothing."""
    ends = [wanted.reverses] if wanted.reverses else []
    named = [*ends, *wanted.supersedes]
    note = wanted.texts.get("scope_note", "")
    if not (named or wanted.in_part or note):
        return None
    told = stories(act.alliance, named)
    rows = {row.id: row for row in Proposal.objects.filter(id__in=named)}
    found = {
        key: _earlier(rows[key], (event.body for event in told[key] if event.type == OPENED)) for key in named
    }
    return check_links(
        [found[key] for key in ends], [found[key] for key in wanted.supersedes], _by(book, wanted),
        in_part=wanted.in_part, scope_note=note,
    )  # fmt: skip


def _earlier(row: Proposal, opened: Iterable[Mapping[str, Any]]) -> Earlier:
    body = next(iter(opened))
    owner: UUID | None = row.owner_id
    by = DecidedBy(row.rule, body.get("p", 1), body.get("q", 1), str(owner) if owner else None)
    return Earlier(row.number, row.life, by)


def _by(book: RuleBook, wanted: Wanted) -> DecidedBy:
    matter = book.matter(wanted.matter)
    share = matter.threshold if matter else None
    owner = str(wanted.owner) if wanted.owner else None
    rule = str(matter.rule) if matter else ""
    return DecidedBy(rule, share.p if share else 1, share.q if share else 1, owner)
