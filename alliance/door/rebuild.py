"""The proof that the rows follow from the log: empty them, run the log through the projectors again, and compare."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db import models

from alliance.door.window import opened
from alliance.ledger import queries as ledger
from alliance.ledger.log import locked
from alliance.ledger.types import type_of

Model: TypeAlias = type[models.Model]
Rows: TypeAlias = dict[Any, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that was not what the log says: `model` and `key` name it; it was changed, missing, or not in the log."""

    model: str
    key: str
    was: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many events and rows there are, and each row that differed."""

    events: int
    rows: int
    differences: tuple[Difference, ...]

    @property
    def identical(self) -> bool:
        """Whether every row was as the log says."""
        return not self.differences


class _OnlyChecked(Exception):
    """Takes everything back."""


def rebuild(alliance: UUID, projected: Sequence[Model], *, check: bool = False) -> Rebuilt:
    """Write the rows of the `projected` models (parents first) from the log again; with `check`, take it back.

    `projected[0]` is the model of alliances, to which every other one leads by foreign keys. The log itself stays
    untouched. NoSuchLog where the alliance has no log.
    """
    result: list[Rebuilt] = []
    try:
        with locked(alliance), opened():
            result.append(_again(alliance, projected))
            if check:
                raise _OnlyChecked
    except _OnlyChecked:
        pass
    return result[0]


def _again(alliance: UUID, projected: Sequence[Model]) -> Rebuilt:
    paths = {model: path_to(projected[0], model) for model in projected}
    before = _rows(alliance, paths)
    # Ids first: once the parents are gone, nothing tells any more whose a child was
    for model in reversed(projected):
        found = model._base_manager.filter(pk__in=list(before[model]))
        found._raw_delete(found.db)
    events = _replay(alliance)
    after = _rows(alliance, paths)
    differences = tuple(
        found for model in projected for found in _compare(model, before[model], after[model])
    )
    return Rebuilt(events, sum(map(len, after.values())), differences)


def _replay(alliance: UUID) -> int:
    texts = ledger.texts(alliance)
    count = 0
    for event in ledger.walk(alliance):
        project = type_of(event.type).project
        if project:
            project(event, texts.get(event.seq, {}))
        count += 1
    return count


def path_to(root: Model, model: Model) -> str:
    """The shortest chain of foreign keys from `model` to `root`, as a filter: "org__alliance", or "pk" for itself."""
    waiting: deque[tuple[Model, str]] = deque([(model, "")])
    seen = {model}
    while waiting:
        here, path = waiting.popleft()
        if here is root:
            return path or "pk"
        for name, target in _parents(here):
            if target not in seen:
                seen.add(target)
                waiting.append((target, f"{path}__{name}".lstrip("_")))
    raise LookupError(f"{model._meta.label} leads to no {root._meta.label}.")


def _parents(model: Model) -> Iterable[tuple[str, Model]]:
    """Each foreign key: its name, and where it leads."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and not isinstance(field.related_model, str):
            yield field.name, field.related_model


def _rows(alliance: UUID, paths: Mapping[Model, str]) -> dict[Model, Rows]:
    return {model: _rows_of(model, path, alliance) for model, path in paths.items()}


def _rows_of(model: Model, path: str, alliance: UUID) -> Rows:
    names = [field.attname for field in model._meta.concrete_fields]
    found = model._base_manager.filter(**{path: alliance}).values_list("pk", *names)
    return {row[0]: row[1:] for row in found}


def _compare(model: Model, before: Rows, after: Rows) -> Iterable[Difference]:
    label = str(model._meta.label)
    for key in sorted(before.keys() | after.keys(), key=str):
        if before.get(key) != after.get(key):
            was = "not in the log" if key not in after else "missing" if key not in before else "changed"
            yield Difference(label, str(key), was)
