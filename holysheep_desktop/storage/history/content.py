"""What is kept of a run, as compressed JSON: a whole report, or the question of a run that has none."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from holysheep_desktop.core.first_import import FIRST_IMPORT
from holysheep_desktop.core.history import RunContent
from holysheep_desktop.core.report import RecordKind, Report
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.errors import ReportFormatError
from holysheep_desktop.storage import strict_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

REPORT, REQUEST = "report", "request"
SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of one content before it is compressed."""
_NOWHERE = Path()


@cache
def _requests() -> TypeAdapter[AnalysisRequest]:
    # imported at the first run, in the database's thread: pydantic would hold the first window for 0.15 s
    with FIRST_IMPORT:
        from pydantic import TypeAdapter

    return TypeAdapter(AnalysisRequest)


class ContentError(Exception):
    """Content that is not what was kept; the store translates it."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One content as the database holds it."""

    form: str
    blob: bytes


def packed_report(report: Report) -> Packed:
    """A report, compressed."""
    with FIRST_IMPORT:
        from holysheep_desktop.storage.reports.report_json import report_to_json

    return Packed(REPORT, zlib.compress(report_to_json(report)))


def packed_request(request: AnalysisRequest) -> Packed:
    """A question, compressed."""
    fields = cast(Mapping[str, object], _requests().dump_python(request, mode="json"))
    text = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    return Packed(
        REQUEST, zlib.compress(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode())
    )


def unpacked(kind: RecordKind, packed: Packed) -> RunContent:
    """What was packed; raises ContentError where it is damaged or was written by something else."""
    content = text_of(packed.blob)
    if packed.form == REQUEST:
        return RunContent(kind, parsed_request(content))
    report = parsed_report(content)
    return RunContent(kind, report.record.main.request, report)


def text_of(blob: bytes) -> bytes:
    """The JSON in a blob; raises ContentError where it is damaged or would not end."""
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(blob, SIZE_LIMIT + 1)
    except zlib.error as error:
        raise ContentError("not what was compressed") from error
    if len(content) > SIZE_LIMIT or not stream.eof:
        raise ContentError("too large or cut off")
    return content


def parsed_request(content: bytes) -> AnalysisRequest:
    """A question; raises ContentError."""
    try:
        return _requests().validate_python(strict_json.loads(content))
    except (ValueError, RecursionError) as error:
        raise ContentError("not a question of this program") from error


def parsed_report(content: bytes) -> Report:
    """A report; raises ContentError."""
    with FIRST_IMPORT:
        from holysheep_desktop.storage.reports.report_json import report_from_json

    try:
        return report_from_json(content, _NOWHERE)
    except ReportFormatError as error:
        raise ContentError(error.reason) from error
