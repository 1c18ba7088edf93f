"""Answers to what a sheet left open, and taking a sheet back; a draft is not a record, so neither goes through the door."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.refusals import Refused, malformed
from measures.plan.reading import read_plan
from measures.uploads.actions.gate import own_draft
from measures.uploads.actions.receiving import ask_check
from measures.uploads.actions.remembering import changed_mapping
from measures.uploads.checking.mapping import as_answers, mapping_from_json
from measures.uploads.findings import Finding, finding_from_json
from measures.uploads.keeping.registers import register_of
from measures.uploads.models import Draft, State
from measures.uploads.rules import ENDED, UNDER_WAY

UNANSWERED = malformed("unanswered", "Choose one of the answers to each question, then go on.")


def answer_sheet(caller: Caller, *, draft: UUID, answers: Mapping[str, str]) -> str | Refused:
    """Answer every question that is open and have the sheet checked again; answers the draft's id."""
    found = _own(caller, draft)
    if isinstance(found, Refused):
        return found
    if found.state != State.READY:
        return ENDED.get(found.state, UNDER_WAY)
    chosen = _chosen(waiting(found), answers)
    if chosen is None:
        return UNANSWERED
    return _check_again(caller, found, chosen)


def read_otherwise(
    caller: Caller, *, draft: UUID, columns: Mapping[str, str], words: Mapping[str, str]
) -> str | Refused:
    """Say what headings ({number of the column: field, or "unused"}) and words ({their place: name}) mean, and have the
    sheet checked again; answers the draft's id."""
    found = _own(caller, draft)
    if isinstance(found, Refused):
        return found
    if found.state != State.READY or not found.mapping:
        return ENDED.get(found.state, UNDER_WAY)
    mapping, register = (
        mapping_from_json(found.mapping),
        register_of(read_plan(caller.alliance), found.org_id),
    )
    changed = changed_mapping(mapping, register, columns, words)
    return changed if isinstance(changed, Refused) else _check_again(caller, found, as_answers(changed))


def ask_again(caller: Caller, *, draft: UUID) -> str | Refused:
    """Forget the answers and ask every question anew; answers the draft's id."""
    found = _own(caller, draft)
    if isinstance(found, Refused):
        return found
    if found.state != State.READY:
        return ENDED.get(found.state, UNDER_WAY)
    found.answers = {}
    return _check_again(caller, found, {})


def take_back(caller: Caller, *, draft: UUID) -> str | Refused:
    """Take a sheet back before it is committed: its cells are gone at once. Answers the draft's id."""
    found = _own(caller, draft)
    if isinstance(found, Refused):
        return found
    open_ = Draft.objects.filter(id=draft).exclude(state=State.COMMITTED)
    gone = open_.update(state=State.TAKEN_BACK, **Draft.let_go())
    return str(draft) if gone else ENDED["committed"]


def waiting(draft: Draft) -> list[Finding]:
    """The questions of a draft that have no answer yet, each key once."""
    asked = (one for one in map(finding_from_json, draft.found) if one.level == "question")
    return list({one.key: one for one in asked}.values())


def _check_again(caller: Caller, draft: Draft, new: Mapping[str, str]) -> str:
    with transaction.atomic():
        Draft.objects.filter(id=draft.id, state=State.READY).update(answers=draft.answers | new)
        ask_check(draft.id, caller)
    return str(draft.id)


def _own(caller: Caller, draft: UUID) -> Draft | Refused:
    return own_draft(caller.alliance, caller.by, draft, clock.now())


def _chosen(questions: list[Finding], answers: Mapping[str, str]) -> dict[str, str] | None:
    """An answer for each question: its own, or the one given to all of its kind in its column."""
    said = {one.key: answers.get(one.key) or answers.get(one.together, "") for one in questions}
    offered = (said[one.key] in {answer.value for answer in one.ask} for one in questions)
    return said if all(offered) else None
