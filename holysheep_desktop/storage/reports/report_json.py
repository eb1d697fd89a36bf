"""A report as JSON: complete, versioned, and read back only when every value is what it should be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from pydantic import TypeAdapter, ValidationError

from holysheep_desktop.core.record_check import contradiction_in
from holysheep_desktop.core.report import FORMAT_VERSION, RecordKind, Report
from holysheep_desktop.errors import ReportFault, ReportFormatError
from holysheep_desktop.storage import strict_json

FORMAT = "holysheep-report"
SIZE_LIMIT = 64 * 1024 * 1024
REPORT = TypeAdapter(Report)
_REASON_LENGTH = 300


def report_to_json(report: Report) -> bytes:
    """UTF-8 JSON of a report; lone surrogates become U+FFFD, because no file can hold them."""
    document = {"format": FORMAT, **cast(dict[str, object], REPORT.dump_python(report, mode="json"))}
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()


def report_from_json(content: bytes, path: Path) -> Report:
    """The report in a file's bytes; raises ReportFormatError that names what is wrong."""
    if len(content) > SIZE_LIMIT:
        reason = f"{SIZE_LIMIT // 1024 // 1024} MiB"
        raise ReportFormatError(path, reason, ReportFault.TOO_LARGE)
    fields = _fields(content, path)
    if fields.get("format") != FORMAT:
        raise ReportFormatError(path, "not a HolySheep report", ReportFault.NO_REPORT)
    version = fields.get("format_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ReportFormatError(path, "format_version: is missing", ReportFault.DAMAGED)
    if version > FORMAT_VERSION:
        raise ReportFormatError(path, f"written by a newer version (format {version})", ReportFault.NEWER)
    if version == 1:
        fields = _from_version_1(fields)
    try:
        report = REPORT.validate_python({key: value for key, value in fields.items() if key != "format"})
    except (ValidationError, RecursionError) as error:
        raise ReportFormatError(path, _first_fault(error), ReportFault.DAMAGED) from error
    fault = "created_at: has no time zone" if report.created_at.tzinfo is None else None
    fault = fault or contradiction_in(report.record)
    if fault is not None:
        raise ReportFormatError(path, fault[:_REASON_LENGTH], ReportFault.DAMAGED)
    return report


def _from_version_1(fields: Mapping[str, object]) -> dict[str, object]:
    """The first format held one request and one result beside each other."""
    changed = dict(fields)
    request, result = changed.pop("request", None), changed.pop("result", None)
    is_patching = isinstance(request, Mapping) and request.get("patching") is not None
    kind = RecordKind.PATCHING if is_patching else RecordKind.SAE
    changed["record"] = {"kind": kind, "runs": [{"request": request, "result": result}]}
    changed["format_version"] = FORMAT_VERSION
    return changed


def _fields(content: bytes, path: Path) -> Mapping[str, object]:
    try:
        document = strict_json.loads(content)
    except (ValueError, RecursionError) as error:
        reason = f"not readable as JSON: {error}"[:_REASON_LENGTH]
        raise ReportFormatError(path, reason, ReportFault.NO_JSON) from error
    if not isinstance(document, Mapping):
        raise ReportFormatError(path, "not a HolySheep report", ReportFault.NO_REPORT)
    return cast(Mapping[str, object], document)


def _first_fault(error: ValidationError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "record: nested too deep"
    first = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}"[:_REASON_LENGTH]
