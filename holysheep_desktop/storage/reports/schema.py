"""The JSON Schema of report files, made from the same model that reads and writes them."""

from __future__ import annotations

import json
from typing import cast

from holysheep_desktop.core.report import FORMAT_VERSION
from holysheep_desktop.storage.reports.report_json import FORMAT, REPORT

SCHEMA_FILE = "report.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> bytes:
    """The schema of the files that this version writes (JSON Schema 2020-12), as UTF-8 JSON."""
    schema = cast(dict[str, object], REPORT.json_schema(mode="serialization"))
    properties = cast(dict[str, object], schema.pop("properties"))
    required = cast(list[str], schema.pop("required", []))
    document = {
        "$schema": _DIALECT,
        "title": "HolySheep Desktop report",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            **properties,
            "format_version": {"const": FORMAT_VERSION},
        },
        "required": ["format", "format_version", *required],
        **{key: value for key, value in schema.items() if key not in {"title", "type"}},
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
