"""The items of a batch as a table for files; names of columns are the same in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from holysheep_desktop.core.batches.batch import BatchItem, ItemFinding
from holysheep_desktop.core.results import Label
from holysheep_desktop.core.table_export import Cell, ColumnKind, ExportColumn, ExportTable

_Value = Callable[[BatchItem, Mapping[int, Label]], Cell]


def item_table(items: Sequence[BatchItem], labels: Mapping[int, Label]) -> ExportTable:
    """Whole texts and numbers at full precision, in the order of the items; `place` counts from 1."""
    return ExportTable(
        tuple(
            ExportColumn(name, kind, [value(item, labels) for item in items])
            for name, (kind, value) in _COLUMNS.items()
        )
    )


def _found(item: BatchItem) -> ItemFinding:
    return item.finding or ItemFinding()


def _top_label(item: BatchItem, labels: Mapping[int, Label]) -> str | None:
    top = _found(item).top
    label = None if top is None else labels.get(top)
    return None if label is None else label.text


_COLUMNS: Final[Mapping[str, tuple[ColumnKind, _Value]]] = {
    "place": (ColumnKind.INTEGER, lambda item, _: item.place + 1),
    "prompt": (ColumnKind.TEXT, lambda item, _: item.pair.prompt),
    "comparison": (ColumnKind.TEXT, lambda item, _: item.pair.comparison),
    "state": (ColumnKind.TEXT, lambda item, _: str(item.state)),
    "active_features": (ColumnKind.INTEGER, lambda item, _: _found(item).n_active),
    "l0": (ColumnKind.NUMBER, lambda item, _: _found(item).l0),
    "top_feature": (ColumnKind.INTEGER, lambda item, _: _found(item).top),
    "top_label": (ColumnKind.TEXT, _top_label),
    "explained_variance": (ColumnKind.NUMBER, lambda item, _: _found(item).explained_variance),
    "impact_score": (ColumnKind.NUMBER, lambda item, _: _found(item).impact),
    "answer": (ColumnKind.TEXT, lambda item, _: _found(item).answer),
    "cost_usd": (ColumnKind.NUMBER, lambda item, _: _found(item).cost_usd),
    "elapsed_s": (ColumnKind.NUMBER, lambda item, _: item.elapsed_s),
    "error": (ColumnKind.TEXT, lambda item, _: item.error or None),
}
