"""One rule for `sae_features`, in whatever shape it comes: ids are whole numbers, values finite numbers."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.provenance import NoteKind, ReplyNote
from holysheep_desktop.errors import ResponseTooLargeError
from holysheep_desktop.protocol.json_text import RepeatingObject
from holysheep_desktop.protocol.wire_types import is_number

MAX_FEATURES = 1_000_000
_MAX_DIGITS = 9
_RUN = 20_000
_DETAIL_NAMES = 5
_NAME_LIMIT = 40
_ID_KEYS = ("id", "feature", "feature_id", "index")
_VALUE_KEYS = ("activation", "value")
_NOWHERE = object()


@dataclass(slots=True)
class FeatureValues:
    """Features of a reply, strongest first, and what could not be used."""

    strongest: list[tuple[int, float]] = field(default_factory=list[tuple[int, float]])
    unusable: list[str] = field(default_factory=list[str])
    repeated: list[str] = field(default_factory=list[str])

    def notes(self) -> Iterator[ReplyNote]:
        """What the reader must know of the values that were left out."""
        if self.unusable:
            yield ReplyNote(NoteKind.VALUES_LEFT_OUT, len(self.unusable), _named(self.unusable))
        if self.repeated:
            yield ReplyNote(NoteKind.DUPLICATE_IDS, len(self.repeated), _named(self.repeated))


def feature_values(value: object) -> FeatureValues | None:
    """Read a mapping, a list of pairs or a list of objects; None where it is none of these.

    Of a repeated id the strongest value is kept. Raises ResponseTooLargeError above a million features.
    """
    entries = _entries(value)
    if entries is None:
        return None
    read = FeatureValues()
    values: dict[int, float] = {}
    for name, activation in entries:
        feature, number = feature_id(name), _number(activation)
        if feature is None or number is None:
            read.unusable.append(_shown(name))
        elif feature in values:
            read.repeated.append(_shown(name))
            values[feature] = max(values[feature], number, key=abs)
        else:
            values[feature] = number
    read.strongest = _strongest_first(list(values.items()))
    return read


def _strongest_first(entries: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Sorted in runs, then merged: sorting a million entries at once stops all other threads."""
    runs = [sorted(entries[start : start + _RUN], key=_strength) for start in range(0, len(entries), _RUN)]
    return runs[0] if len(runs) == 1 else list(heapq.merge(*runs, key=_strength))


def _strength(entry: tuple[int, float]) -> float:
    return -abs(entry[1])


def feature_id(name: object) -> int | None:
    """A feature's number from 12, "12" or "00012"; None for anything else."""
    if isinstance(name, bool):
        return None
    if isinstance(name, int):
        return name if 0 <= name < 10**_MAX_DIGITS else None
    if isinstance(name, str) and name.isascii() and name.isdigit():
        digits = name.lstrip("0") or "0"
        return int(digits) if len(digits) <= _MAX_DIGITS else None
    return None


def _entries(value: object) -> Iterator[tuple[object, object]] | None:
    if not isinstance(value, dict | list):
        return None
    if len(value.pairs if isinstance(value, RepeatingObject) else value) > MAX_FEATURES:
        raise ResponseTooLargeError("analyse", f"more than {MAX_FEATURES:,} features")
    if isinstance(value, RepeatingObject):
        return iter(value.pairs)
    if isinstance(value, dict):
        return iter(value.items())
    return (_pair(item) for item in value)


def _pair(item: object) -> tuple[object, object]:
    if isinstance(item, list) and len(item) == 2:
        return item[0], item[1]
    if isinstance(item, dict):
        return _first(item, _ID_KEYS), _first(item, _VALUE_KEYS)
    return item, _NOWHERE


def _first(item: dict[str, object], keys: tuple[str, ...]) -> object:
    return next((item[key] for key in keys if key in item), _NOWHERE)


def _number(value: object) -> float | None:
    return float(value) if is_number(value) else None


def _shown(name: object) -> str:
    return plain_text(str(name), _NAME_LIMIT) if isinstance(name, str | int | float) else "?"


def _named(names: list[str]) -> str:
    more = ", …" if len(names) > _DETAIL_NAMES else ""
    return ", ".join(names[:_DETAIL_NAMES]) + more
