"""Queries that the ORM builds once and that run many times: building one costs ten times as much as running it."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from alliance.ledger import sql

Row = TypeVar("Row")
BIGGEST = 2**31 - 1  # of the numbers we ask for; past it, both databases would break off


class Prepared(Generic[Row]):
    """A query that is asked with values by name, and answers what the queryset would: records, tuples or flat values.

    `build(**samples)` makes the queryset, at the first asking. Each sample stands for the value of its name, and must be
    of its kind and like no other value in the query; records come without others that they lead to. ValueError where a
    sample does not come through to the SQL as it is.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], **samples: Any) -> None:
        self.build, self.samples = build, samples
        self._plan: _Plan | None = None

    def rows(self, **values: Any) -> list[Row]:
        """What is found for these values, one for each sample; nothing for a whole number that no column could hold."""
        if any(isinstance(value, int) and abs(value) > BIGGEST for value in values.values()):
            return []
        plan = self._plan = self._plan or _Plan(self.build(**self.samples), self.samples)
        return plan.made(sql.rows(plan.statement, plan.filled(values)))

    def one(self, **values: Any) -> Row | None:
        """The first of them, or None."""
        found = self.rows(**values)
        return found[0] if found else None


class _Plan:
    """A query as built: its SQL, where each value goes, and how a row becomes what the queryset gives."""

    def __init__(self, found: QuerySet[Any, Any], samples: dict[str, Any]) -> None:
        # a wrapper that never connects: a plan outlives the thread that made it, whose connection it would hold open
        compiler: SQLCompiler = found.query.get_compiler(
            connection=connections.create_connection(DEFAULT_DB_ALIAS)
        )
        self.statement, parameters = compiler.as_sql()
        names = {sql.adapted(sample, connection): name for name, sample in samples.items()}
        self.places = [(names.get(value), value) for value in parameters]
        if missing := samples.keys() - {name for name, _ in self.places}:
            raise ValueError(f"{missing} is not in the SQL as it was given.")
        self.compiler = compiler
        self.converters = compiler.get_converters([column[0] for column in compiler.select or ()])
        self.make = _maker(found, compiler)

    def filled(self, values: dict[str, Any]) -> list[Any]:
        """The parameters of the statement, in their order."""
        return [values[name] if name else value for name, value in self.places]

    def made(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        """Each row as the queryset gives it."""
        converted = self.compiler.apply_converters(rows, self.converters) if self.converters else rows
        return [self.make(row) for row in converted]


def _maker(found: QuerySet[Any, Any], compiler: SQLCompiler) -> Callable[[Any], Any]:
    asked = [*found.query.values_select, *found.query.annotation_select]
    if not asked:
        model: type[Model] = found.model
        names = [column[0].target.attname for column in compiler.select or ()]
        return lambda row: model.from_db(DEFAULT_DB_ALIAS, names, row)
    return (lambda row: row[0]) if len(asked) == 1 else tuple
