"""What an engine found, as rows of a job's results."""

# pyright: reportUnknownParameterType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from holysheep_desktop.core.batches.batch import Activations, BatchItem
from holysheep_desktop.core.batches.item_table import item_table
from holysheep_desktop.core.results import Label
from holysheep_desktop.storage.batches.job_schema import RESULT_SCHEMA


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One item after it was asked."""

    item: BatchItem
    model: str
    labels: Mapping[int, Label] = field(default_factory=dict[int, Label])
    report: str | None = None


def table_of(rows: Sequence[FoundRow]) -> pa.Table:
    """A table with the columns of the program's own export, and the features as lists."""
    return pa.Table.from_pylist([_cells(row) for row in rows], schema=RESULT_SCHEMA)


def _cells(row: FoundRow) -> dict[str, object]:
    found = row.item.finding
    activations = found.activations if found else Activations()
    labels = [row.labels.get(feature) for feature in activations.features]
    return {
        **{column.name: _clean(column.values[0]) for column in item_table((row.item,), row.labels).columns},
        "features": list(activations.features),
        "activations": list(activations.values),
        "labels": [None if label is None else _clean(label.text) for label in labels],
        "all_listed": found.is_complete if found else False,
        "model": row.model,
        "report": row.report,
    }


def _clean(value: object) -> object:
    """Half of a surrogate pair has no place in UTF-8."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
