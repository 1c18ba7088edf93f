"""The two kinds of thing we store: governed records, and operational ones that say why they are not governed."""

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection, models

from alliance.door.window import pass_through
from alliance.ledger import sql

M = TypeVar("M", bound=models.Model)


def _guarded(name: str) -> Callable[..., Any]:
    """The queryset method `name`, behind the guard."""
    inner = getattr(models.QuerySet, name)

    def method(self: models.QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        pass_through(self.model._meta.label)
        return inner(self, *args, **kwargs)

    method.__name__ = name
    return method


class RecordQuerySet(models.QuerySet[M]):
    """Reads freely; each way of writing goes through the window.

    Django's own `save`, `create`, `get_or_create` and the reverse managers all end in `_insert` or
    `_update` of the base manager, so that guarding these guards them all.
    """

    _insert = _guarded("_insert")
    _update = _guarded("_update")
    _raw_delete = _guarded("_raw_delete")
    update = _guarded("update")
    delete = _guarded("delete")
    bulk_create = _guarded("bulk_create")
    bulk_update = _guarded("bulk_update")

    def one(self, **wanted: Any) -> M | None:
        """The only record that fits, or None. Unlike `first` it does not sort; building that costs as much again."""
        try:
            return self.get(**wanted)
        except ObjectDoesNotExist:
            return None


RecordManager = models.Manager.from_queryset(RecordQuerySet)


class Record(models.Model):
    """A governed record: written by actions only, through the door, together with its entry in the log."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    objects = RecordManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Delete inside an action; refused elsewhere."""
        pass_through(self._meta.label)
        return super().delete(using=using, keep_parents=keep_parents)


class Operational(models.Model):
    """What keeps the machine going (jobs, drafts, receipts): neither governed nor in the log.

    `why` says in one sentence why nothing here needs to be.
    """

    why: ClassVar[str]

    class Meta:
        abstract = True


def saved(*records: models.Model) -> None:
    """Insert each record, in order (what a projector does with what an event made), past the ORM but not past the window.

    The same columns and values as `save(force_insert=True)`, by one statement that is built once for each model.
    """
    for record in records:
        pass_through(str(record._meta.label))
        statement, fields = _insert(type(record))
        sql.run(
            statement, [field.get_db_prep_save(field.pre_save(record, True), connection) for field in fields]
        )
        record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS


def changed(model: type[models.Model], key: Any, **values: Any) -> bool:
    """Change these fields of the record with this key in the same way, and say whether there was one.

    What `filter(id=key).update(**values)` does, by one statement that is built once for each model and its fields.
    """
    pass_through(str(model._meta.label))
    statement, fields = _update(model, tuple(values))
    given = zip(fields, [*values.values(), key], strict=True)
    return sql.run(statement, [field.get_db_prep_save(value, connection) for field, value in given]) > 0


@cache
def _insert(model: type[models.Model]) -> tuple[str, list[models.Field[Any, Any]]]:
    fields = list(model._meta.local_concrete_fields)
    quoted = connection.ops.quote_name
    columns, places = ", ".join(quoted(str(one.column)) for one in fields), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})", fields  # noqa: S608 - names of ours


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[models.Field[Any, Any]]]:
    known, quoted = {one.name: one for one in model._meta.local_concrete_fields}, connection.ops.quote_name
    fields = [known[name] for name in (*names, str(model._meta.pk.name))]
    *columns, key = (f"{quoted(str(one.column))} = %s" for one in fields)
    return f"UPDATE {quoted(model._meta.db_table)} SET {', '.join(columns)} WHERE {key}", fields  # noqa: S608 - names of ours
