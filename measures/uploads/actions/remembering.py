"""How a partner's own headings and names are read: remembered at a commit, changed and forgotten by whoever sends."""

from collections.abc import Mapping as Mapped
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused, malformed
from measures.plan.reading import read_plan
from measures.uploads.actions.gate import draft_of, may_open, sends_draft
from measures.uploads.checking.headings import COUNT, FIELDS
from measures.uploads.checking.mapping import SheetMapping, Words, mapping_from_json
from measures.uploads.checking.register import Register
from measures.uploads.checking.words import choices
from measures.uploads.keeping.registers import register_of
from measures.uploads.models import Draft, Mapping, State
from measures.uploads.rules import ENDED, QUESTIONS, UNDER_WAY

READING = ("delimiter", "encoding", "decimal-mark")
TWICE = malformed(
    "field_twice", "Two headings cannot mean the same thing. Choose “not used” for one of them."
)
NOT_OWN = Refused(
    "template_words", "This sheet is in the template’s own words. There is nothing to remember."
)
UNKNOWN = malformed("no_such_choice", "Choose one of the names that are offered.")


def remember(act: Act, draft: Draft) -> Mapping | None:
    """Keep how a sheet was read, where its words were the partner's own; None where they were not."""
    mapping = mapping_from_json(draft.mapping) if draft.mapping else None
    if mapping is None or not mapping.own:
        return None
    said = tuple((key, draft.answers[key]) for key in READING if draft.answers.get(key, "no") != "no")
    known = Mapping.objects.filter(org_id=draft.org_id, fingerprint=mapping.fingerprint).first()
    held = known or Mapping(org_id=draft.org_id, fingerprint=mapping.fingerprint)
    held.content = _with_old_words(mapping, said, known).as_json()
    held.saved_at = act.at
    held.save(force_insert=known is None)
    return held


def _with_old_words(
    mapping: SheetMapping, said: tuple[tuple[str, str], ...], known: Mapping | None
) -> SheetMapping:
    """Words that this sheet did not use are not forgotten."""
    old = mapping_from_json(known.content) if known else SheetMapping(mapping.fingerprint, ())
    kept = tuple(one for one in old.values if not mapping.value(one[0], one[1]))
    understood = tuple(one for one in mapping.values if one[2])
    return replace(mapping, values=(*understood, *kept), said=said or old.said)


@action("mapping.remember", needs=sends_draft)
def remember_reading(act: Act, *, draft: UUID) -> str | Refused:
    """Keep how a draft is read, where there is nothing to commit: a commit keeps it by itself. Answers the mapping's id."""
    found = draft_of(act.alliance, draft, act.at)
    if found.state != State.READY:
        return ENDED.get(found.state, UNDER_WAY)
    if any(each["level"] == "question" for each in found.found):
        return QUESTIONS
    if (kept := remember(act, found)) is None:
        return NOT_OWN
    act.log("mapping.changed", {"mapping": str(kept.id), "org": str(kept.org_id)})
    return str(kept.id)


def _sends_it(act: Act, arguments: Mapped[str, Any]) -> Refused | None:
    found = own_mapping(act.alliance, act.by, arguments["mapping"], act.at)
    return found if isinstance(found, Refused) else None


def own_mapping(alliance: UUID, person: UUID | None, mapping: UUID, at: datetime) -> Mapping | Refused:
    """A mapping for whoever sends its organisation's sheets; refused for their colleagues, NotFound for everybody else."""
    found = _mapping_of(alliance, mapping)
    return may_open(alliance, person, found.org_id, at) or found


def _mapping_of(alliance: UUID, mapping: UUID) -> Mapping:
    found = Mapping.objects.filter(id=mapping, org__alliance_id=alliance).select_related("org").first()
    if found is None:
        raise NotFound
    return found


@action("mapping.change", needs=_sends_it)
def change_mapping(
    act: Act, *, mapping: UUID, columns: Mapped[str, str], words: Mapped[str, str]
) -> str | Refused:
    """Say anew what headings ({number of the column: field, or "unused"}) and words ({their place: name}) mean."""
    held = _mapping_of(act.alliance, mapping)
    register = register_of(read_plan(act.alliance), held.org_id)
    changed = changed_mapping(mapping_from_json(held.content), register, columns, words)
    if isinstance(changed, Refused):
        return changed
    held.content, held.saved_at = changed.as_json(), act.at
    held.save()
    act.log("mapping.changed", {"mapping": str(held.id), "org": str(held.org_id)})
    return str(held.id)


@action("mapping.forget", needs=_sends_it)
def forget_mapping(act: Act, *, mapping: UUID) -> str | Refused:
    """Forget how these headings are read: the next sheet with them is asked about again."""
    held = _mapping_of(act.alliance, mapping)
    act.log("mapping.forgotten", {"mapping": str(held.id), "org": str(held.org_id)})
    held.delete()
    return str(mapping)


def changed_mapping(
    mapping: SheetMapping, register: Register, columns: Mapped[str, str], words: Mapped[str, str]
) -> SheetMapping | Refused:
    """A mapping as it was chosen anew; refused where a field is given twice or a choice was never offered."""
    pairs = [
        (at, columns.get(str(at), dict(mapping.columns).get(at, "unused"))) for at, _ in mapping.headings
    ]
    used = tuple((at, field) for at, field in pairs if field != "unused")
    values = _chosen_words(mapping, words)
    if not _offered(used, values, register):
        return UNKNOWN
    twice = len({field for _, field in used}) < len(used)
    return TWICE if twice else replace(mapping, columns=used, values=values)


def _chosen_words(mapping: SheetMapping, words: Mapped[str, str]) -> Words:
    places = enumerate(mapping.values)
    return tuple((field, text, words.get(str(at), meant)) for at, (field, text, meant) in places)


def _offered(used: tuple[tuple[int, str], ...], values: Words, register: Register) -> bool:
    fields = all(field in FIELDS or field.startswith(COUNT) for _, field in used)
    return fields and all(not meant or meant in choices(register, field) for field, _, meant in values)
