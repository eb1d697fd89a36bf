"""Whether the parts of a record fit together: what came from a file may contradict itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.report import Record, RecordKind, Run
from holysheep_desktop.core.results import ActivationCache, EffectMap, Matrix, PatchAnalysis
from holysheep_desktop.core.tokens import Token

MOST_RUNS = 10_000
MOST_LAYERS = 10_000
_LARGEST = 2**31 - 1
"""What the interface counts with; no layer, token, feature or seed of this program is larger."""


def contradiction_in(record: Record) -> str | None:
    """The first place whose parts do not fit together, in words; None where all do."""
    if not record.runs:
        return "record.runs: is empty"
    if len(record.runs) > MOST_RUNS:
        return f"record.runs: more than {MOST_RUNS}"
    for number, run in enumerate(record.runs):
        for fault in _faults(run):
            return f"record.runs.{number}.{fault}"
    return _kind_fault(record)


def _kind_fault(record: Record) -> str | None:
    """A tab shows what its kind of question asks for, and needs that it was asked."""
    request = record.main.request
    if record.kind is RecordKind.SAE and request.features is None:
        return "record.runs.0.request.features: is missing"
    if record.kind in {RecordKind.PATCHING, RecordKind.PAIRS}:
        for number, run in enumerate(record.runs):
            if run.request.patching is None:
                return f"record.runs.{number}.request.patching: is missing"
    return None


def _faults(run: Run) -> Iterator[str]:
    request, result = run.request, run.result
    if not request.messages:
        yield "request.messages: is empty"
    if not _is_whole(_numbers_of(run)):
        yield "request: a number is out of range"
    if result.features is not None:
        if result.features.cache is not None:
            yield from _cache_faults(result.features.cache)
        if not _is_whole(one.feature for one in result.features.features):
            yield "result.features.features: a number is out of range"
    if result.patching is not None:
        if request.patching is None:
            yield "result.patching: was not asked for"
        yield from _patching_faults(result.patching)


def _numbers_of(run: Run) -> Iterator[int]:
    request = run.request
    yield request.generation.max_tokens
    yield abs(request.generation.seed)
    if request.features is not None:
        yield from (request.features.layer, request.features.top_k)
    if request.patching is not None:
        yield from (request.patching.layer, request.patching.neuron_top_k, request.patching.controls)
        yield from (index for pair in request.patching.alignment or () for index in pair)
    yield from (one.feature for one in request.steering)


def _is_whole(numbers: Iterable[int]) -> bool:
    return all(0 <= number <= _LARGEST for number in numbers)


def _cache_faults(cache: ActivationCache) -> Iterator[str]:
    place = "result.features.cache"
    if len(cache.tokens) != len(cache.activations):
        yield f"{place}: tokens and activations differ in number"
    if any(len(row.features) != len(row.values) for row in cache.activations):
        yield f"{place}.activations: features and values differ in number"
    if not _is_whole(feature for row in cache.activations for feature in row.features):
        yield f"{place}.activations: a number is out of range"
    yield from _token_faults(cache.tokens, f"{place}.tokens")


def _token_faults(tokens: tuple[Token, ...], place: str) -> Iterator[str]:
    if not all(0 <= one.start <= one.end <= _LARGEST and 0 <= one.id <= _LARGEST for one in tokens):
        yield f"{place}: a token lies outside of its text"


def _patching_faults(analysis: PatchAnalysis) -> Iterator[str]:
    place = "result.patching"
    n_original, n_comparison = len(analysis.tokens), len(analysis.comparison_tokens)
    yield from _token_faults(analysis.tokens, f"{place}.tokens")
    yield from _token_faults(analysis.comparison_tokens, f"{place}.comparison_tokens")
    pairs = analysis.alignment or ()
    if any(not 0 <= i <= _LARGEST or not 0 <= j <= _LARGEST for i, j in pairs):
        yield f"{place}.alignment: a pair is out of range"
    if n_original and n_comparison and any(i >= n_original or j >= n_comparison for i, j in pairs):
        yield f"{place}.alignment: names a token that is not there"
    if analysis.target_layer is not None and not 0 <= analysis.target_layer <= MOST_LAYERS:
        yield f"{place}.target_layer: is out of range"
    for number, effects in enumerate(analysis.maps):
        yield from _map_faults(effects, n_original, f"{place}.maps.{number}")


def _map_faults(effects: EffectMap, n_tokens: int, place: str) -> Iterator[str]:
    layers, positions = effects.layers, effects.positions
    if len(set(layers)) != len(layers) or not all(0 <= layer <= MOST_LAYERS for layer in layers):
        yield f"{place}.layers: repeat or are out of range"
    if len(set(positions)) != len(positions) or not _is_whole(positions):
        yield f"{place}.positions: repeat or are out of range"
    if n_tokens and any(position >= n_tokens for position in positions):
        yield f"{place}.positions: name a token that is not there"
    if not layers or (effects.noising is None and effects.denoising is None):
        yield f"{place}: is empty"
    heads = effects.heads
    if heads is not None and (not heads or len(set(heads)) != len(heads) or not _is_whole(heads)):
        yield f"{place}.heads: are missing, repeat or are out of range"
    if not heads and (effects.component is Component.HEAD or not positions):
        yield f"{place}.heads: are missing"
    n_rows = len(layers) * effects.rows_per_layer
    n_columns = len(positions) or len(heads or ())
    for name, matrix in (("noising", effects.noising), ("denoising", effects.denoising)):
        if matrix is not None and not _has_shape(matrix, n_rows, n_columns):
            yield f"{place}.{name}: has another shape than its layers and positions"


def _has_shape(matrix: Matrix, n_rows: int, n_columns: int) -> bool:
    return len(matrix) == n_rows and all(len(row) == n_columns for row in matrix)
