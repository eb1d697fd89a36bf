"""Rows of the batches' tables as values of the program, and back."""

from __future__ import annotations

import sys
from array import array
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from holysheep_desktop.core.batches.batch import (
    Activations,
    BatchItem,
    BatchSettings,
    BatchSummary,
    ItemFinding,
    ItemState,
)
from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.core.connections.network import Network
from holysheep_desktop.core.first_import import FIRST_IMPORT

if TYPE_CHECKING:
    from pydantic import TypeAdapter

ITEM_COLUMNS = (
    "place", "prompt", "comparison", "state", "error", "elapsed_s", "run_key", "is_complete", "n_active",
    "l0", "explained_variance", "impact", "answer", "cost_usd", "features", "activations",
)  # fmt: skip
OUTCOME_COLUMNS = ITEM_COLUMNS[3:]
Cells = tuple[Any, ...]
_Number = TypeVar("_Number", int, float)


def milliseconds(moment: datetime) -> int:
    """Since 1970, UTC."""
    return round(moment.timestamp() * 1000)


def summary_of(cells: Cells) -> BatchSummary:
    """From key, name, created_ms, and the numbers of items, done and failed ones."""
    key, name, created_ms, n_items, n_done, n_failed = cells
    created_at = datetime.fromtimestamp(created_ms / 1000, UTC)
    return BatchSummary(key, name, created_at, n_items, n_done, n_failed)


def settings_to_json(settings: BatchSettings) -> str:
    """Everything but how the network is reached: that is as it is when the batch goes on."""
    bare = replace(settings, endpoint=replace(settings.endpoint, network=Network()))
    return _settings_adapter().dump_json(bare).decode()


def settings_from_json(text: str) -> BatchSettings:
    """What `settings_to_json` wrote; raises ValueError."""
    return _settings_adapter().validate_json(text)


@cache
def _settings_adapter() -> TypeAdapter[BatchSettings]:
    # The window is there before the first batch is read, and pydantic takes a tenth of a second.
    with FIRST_IMPORT:
        from pydantic import TypeAdapter

    return TypeAdapter(BatchSettings)


def outcome_cells(item: BatchItem) -> Cells:
    """What is kept of how an item ended, in the order of `OUTCOME_COLUMNS`."""
    found = item.finding or ItemFinding()
    state = ItemState.WAITING if item.state is ItemState.RUNNING else item.state
    return (
        state.value, item.error, item.elapsed_s, item.run_id, int(found.is_complete), found.n_active,
        found.l0, found.explained_variance, found.impact, found.answer, found.cost_usd,
        _packed(found.activations.features), _packed(found.activations.values),
    )  # fmt: skip


def item_of(cells: Cells) -> BatchItem:
    """From the columns of `ITEM_COLUMNS`."""
    place, prompt, comparison, state, error, elapsed_s, run_key, is_complete, *rest = cells
    n_active, l0, explained_variance, impact, answer, cost_usd, features, values = rest
    found = None
    if state == ItemState.DONE:
        activations = Activations(_unpacked(array("q"), features), _unpacked(array("d"), values))
        found = ItemFinding(
            activations, bool(is_complete), n_active, l0, explained_variance, impact, answer, cost_usd
        )
    pair = PromptPair(prompt, comparison)
    return BatchItem(place, pair, ItemState(state), found, error, elapsed_s, run_key)


def _packed(numbers: array[_Number]) -> bytes:
    if sys.byteorder == "little":
        return numbers.tobytes()
    swapped = array(numbers.typecode, numbers)
    swapped.byteswap()
    return swapped.tobytes()


def _unpacked(numbers: array[_Number], content: bytes | None) -> array[_Number]:
    numbers.frombytes(content or b"")
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers
