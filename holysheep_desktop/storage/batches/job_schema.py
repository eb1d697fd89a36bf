"""The columns of a job's Parquet files."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from holysheep_desktop.core.batches.item_table import item_table
from holysheep_desktop.core.table_export import ColumnKind

_KINDS: Final = {
    ColumnKind.TEXT: pa.string(),
    ColumnKind.INTEGER: pa.int64(),
    ColumnKind.NUMBER: pa.float64(),
}

PROMPT_SCHEMA: Final = pa.schema(
    [pa.field("place", pa.int64()), pa.field("prompt", pa.string()), pa.field("comparison", pa.string())]
)
RESULT_SCHEMA: Final = pa.schema(
    [
        *(pa.field(column.name, _KINDS[column.kind]) for column in item_table((), {}).columns),
        pa.field("features", pa.list_(pa.int64())),
        pa.field("activations", pa.list_(pa.float64())),
        pa.field("labels", pa.list_(pa.string())),
        pa.field("all_listed", pa.bool_()),
        pa.field("model", pa.string()),
        pa.field("report", pa.string()),
    ]
)
