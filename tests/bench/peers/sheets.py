"""How a Django project reads sheets without us: pandas with a loop of checks, or django-import-export."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pandas as pd
from django.core.exceptions import ValidationError
from import_export import resources
from tablib import Dataset

from tests.bench.peers.models import CohortRow
from tests.bench.peers.rows import faults, key, unequal
from tests.bench.sheets import SIZE, cohort_sheet, page

Once = Callable[[], Any]


def _known() -> dict[str, frozenset[str]]:
    held = page()
    return {
        "period": frozenset(one.name for one in held.periods),
        "cohort": frozenset(one.id for one in held.cohorts),
        "measure": frozenset(one.ref for one in held.measures),
        "breakdown": frozenset(held.breakdowns),
        "category": frozenset(value for values in held.breakdowns.values() for value in values),
        "basis": frozenset({"all", "matched_baseline", "matched_followup"}),
        "scale": frozenset({"raw", "metric"}),
    }


def by_pandas() -> Once:
    """`read_excel`, then each row looked at."""
    made, known = cohort_sheet(), _known()

    def once() -> None:
        frame = pd.read_excel(BytesIO(made.data), engine="openpyxl")
        rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
        wrong = [(at, fault) for at, row in enumerate(rows, 2) for fault in faults(row, known)]
        wrong += [(0, fault) for fault in unequal(rows)]
        assert not wrong, wrong[:3]
        assert (len({key(row) for row in rows}), int(frame["n"].sum())) == (SIZE, made.people)

    return once


class CohortRows(resources.ModelResource):
    """In bulk, each row cleaned in full as a model, and by the same checks."""

    known: dict[str, frozenset[str]]

    class Meta:
        model = CohortRow
        import_id_fields = ()
        force_init_instance = True
        use_bulk = True
        batch_size = 1_000
        clean_model_instances = True
        skip_diff = True
        exclude = ("id",)

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Nothing has been seen yet."""
        self.seen: set[tuple[Any, ...]] = set()
        self.people = 0

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """The checks that no field knows."""
        wrong = faults(row, self.known)
        if wrong or key(row) in self.seen:
            raise ValidationError(wrong or "this row comes twice")
        self.seen.add(key(row))
        self.people += row["n"]


def by_import_export() -> Once:
    """A dataset from the workbook, imported dry."""
    made = cohort_sheet()
    CohortRows.known = _known()

    def once() -> None:
        rows = CohortRows()
        data = Dataset().load(made.data, format="xlsx")
        result = rows.import_data(data, dry_run=True, raise_errors=True)
        assert not result.has_validation_errors()
        assert not unequal(data.dict)
        assert (result.total_rows, rows.people) == (SIZE, made.people)

    return once
