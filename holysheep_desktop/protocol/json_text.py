"""JSON with the rules of the protocol: UTF-8, finite numbers, whole characters, bounded depth.

The standard parser accepts NaN, turns 1e999 into infinity, keeps lone surrogates that no file can hold, and
ends in RecursionError or ValueError on hostile text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable

from holysheep_desktop.errors import JsonTextError

_MAX_DIGITS = 308  # so that every integer fits a finite double
_MAX_DEPTH = 100
_LARGE_OBJECT = 20_000
_MAY_NEED_MENDING = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_UNPAIRED = re.compile("[\ud800-\udfff\x00]")
_REPLACEMENT = "\ufffd"
_NO_DEPTH = "nested too deeply"


class RepeatingObject(dict[str, object]):
    """An object of a reply in which a key came more than once: the last value of each, and all `pairs`."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


def loads_strict(data: bytes) -> object:
    """Parse a request to the gateway; raises JsonTextError, also for NaN, infinities and repeated keys."""
    return _load(data, _refused_constant, _finite_or_refused, _without_repeats)


def loads_reply(data: bytes) -> object:
    """Parse an endpoint's reply; NaN and infinities become None, so that the rest can still be read.

    Raises JsonTextError where it is no JSON at all.
    """
    return _load(data, _nothing, _finite_or_nothing, _object)


def dumps(value: object) -> bytes:
    """UTF-8 without spaces; raises JsonTextError where a number is not finite or the depth has no end."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise JsonTextError("a number is not finite, or a value holds itself") from error
    except RecursionError as error:
        raise JsonTextError(_NO_DEPTH) from error
    return text.encode("utf-8", "replace")


def _load(
    data: bytes,
    constant: Callable[[str], object],
    real: Callable[[str], float | None],
    pairs: Callable[[list[tuple[str, object]]], dict[str, object]],
) -> object:
    text = _decoded(data)
    try:
        value: object = json.loads(
            text, parse_constant=constant, parse_float=real, parse_int=_whole, object_pairs_hook=pairs
        )
        _check_depth(value)
    except json.JSONDecodeError as error:
        raise JsonTextError(error.msg, error.pos) from error
    except RecursionError as error:
        raise JsonTextError(_NO_DEPTH) from error
    return _mended(value) if _MAY_NEED_MENDING.search(text) else value


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonTextError("not UTF-8", error.start) from error


def _whole(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise JsonTextError("an integer has too many digits")
    return int(digits)


def _finite_or_refused(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise JsonTextError("a number is not finite")
    return value


def _finite_or_nothing(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _refused_constant(name: str) -> object:
    raise JsonTextError(f"{name} is not JSON")


def _nothing(name: str) -> None:
    """NaN and infinities stand for no value."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Bytecode lets other threads have their turn; `dict` on half a million pairs does not for 0.1 s."""
    value = dict(pairs) if len(pairs) < _LARGE_OBJECT else {key: value for key, value in pairs}  # noqa: C416
    return value if len(value) == len(pairs) else RepeatingObject(pairs)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise JsonTextError("a key is repeated")
    return value


def _check_depth(value: object) -> None:
    """Code further on may recurse; the parser alone would let thousands of levels pass."""
    level: list[object] = [value]
    for _ in range(_MAX_DEPTH):
        level = [inner for outer in level for inner in _members(outer) if isinstance(inner, dict | list)]
        if not level:
            return
    raise JsonTextError(_NO_DEPTH)


def _members(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _mended(value: object) -> object:
    if isinstance(value, str):
        return _UNPAIRED.sub(_REPLACEMENT, value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_UNPAIRED.sub(_REPLACEMENT, str(key)): _mended(item) for key, item in value.items()}
    return value
