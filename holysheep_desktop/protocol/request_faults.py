"""What a failed validation of a request says to the person who sent it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import RequestError

_CODES = {
    "missing": "missing_required_parameter",
    "extra_forbidden": "unknown_parameter",
    "unsupported_parameter": "unsupported_parameter",
    "missing_required_parameter": "missing_required_parameter",
}
_MAX_NAMES = 10
_NAME_LIMIT = 60


def request_error(error: ValidationError, prefix: str, advice: str) -> RequestError:
    """The first fault with its JSON path, or all unknown options by name. Values are never repeated."""
    faults = error.errors(include_url=False, include_input=False)
    unknown = [fault for fault in faults if fault["type"] == "extra_forbidden"]
    if unknown:
        paths = [_path(fault, prefix) for fault in unknown[:_MAX_NAMES]]
        reason = f"unknown option {', '.join(paths)}"
        return RequestError(paths[0], _sentences(reason, advice), _CODES["extra_forbidden"])
    fault = faults[0]
    return RequestError(_path(fault, prefix) or None, _sentences(fault["msg"], advice), _code(fault))


def _sentences(reason: str, advice: str) -> str:
    return f"{reason}. {advice}" if advice else reason


def _code(fault: ErrorDetails) -> str:
    kind = fault["type"]
    if kind in _CODES:
        return _CODES[kind]
    return "invalid_type" if kind.endswith("_type") else "invalid_value"


def _path(fault: ErrorDetails, prefix: str) -> str:
    named = fault.get("ctx", {}).get("param")
    parts: Iterable[int | str] = (*fault["loc"], named) if named else fault["loc"]
    path = prefix
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            name = plain_text(part, _NAME_LIMIT)
            path += f".{name}" if path else name
    return path
