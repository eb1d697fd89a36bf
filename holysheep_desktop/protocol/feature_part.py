"""The SAE's part of a reply: `sae_features`, `sae_metadata`, `activation_cache`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from holysheep_desktop.core.provenance import NoteKind, ReplyNote
from holysheep_desktop.core.requests import FeatureOptions
from holysheep_desktop.core.results import (
    ActivationCache,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    SaeReading,
    TokenActivations,
)
from holysheep_desktop.protocol.feature_values import FeatureValues, feature_id, feature_values
from holysheep_desktop.protocol.label_shape import WireLabel
from holysheep_desktop.protocol.token_shapes import WireToken, token_list
from holysheep_desktop.protocol.wire_types import Count, Index, LeftOut, Name, OrNone, Real, Strict, Word


class _Reading(Strict):
    sae_id: OrNone[Name] = None
    layer: OrNone[Index] = None
    hook_point: OrNone[Word] = None
    width: OrNone[Count] = None
    sha256: OrNone[Word] = None
    pooling: OrNone[Word] = None
    n_tokens: OrNone[Count] = None
    n_active: OrNone[Count] = None
    l0_mean: OrNone[Real] = None
    sparsity: OrNone[Real] = None
    explained_variance: OrNone[Real] = None
    ce_loss_recovered: OrNone[Real] = None
    l0_p95: OrNone[Real] = None


class _TokenRow(Strict):
    indices: list[Index]
    values: list[Real]
    residual_norm: Real | None = None
    reconstruction_error: Real | None = None


_READING_FIELDS = tuple(_Reading.model_fields)


def dump_features(analysis: FeatureAnalysis) -> dict[str, object]:
    """The top-level fields of a feature analysis."""
    reading = analysis.reading
    metadata: dict[str, object] = {name: getattr(reading, name) for name in _READING_FIELDS}
    listed = {entry.feature: entry.label for entry in analysis.features if entry.label is not None}
    metadata["labels"] = {
        str(feature): {"text": label.text, "source": label.source}
        for feature, label in {**analysis.labels, **listed}.items()
    }
    metadata["densities"] = {
        str(entry.feature): entry.density for entry in analysis.features if entry.density is not None
    }
    fields: dict[str, object] = {
        "sae_features": {str(entry.feature): entry.activation for entry in analysis.features},
        "sae_metadata": metadata,
    }
    if analysis.cache is not None:
        fields["activation_cache"] = _dump_cache(analysis.cache)
    return fields


def _dump_cache(cache: ActivationCache) -> dict[str, object]:
    return {
        "tokens": token_list(cache.tokens),
        "activations": [
            {
                "indices": list(row.features),
                "values": list(row.values),
                "residual_norm": row.residual_norm,
                "reconstruction_error": row.reconstruction_error,
            }
            for row in cache.activations
        ],
    }


def parse_features(
    payload: dict[str, object], options: FeatureOptions | None, left_out: LeftOut, notes: list[ReplyNote]
) -> FeatureAnalysis | None:
    """The features with everything said of them; what is missing or odd goes to `notes`."""
    values = feature_values(payload.get("sae_features"))
    if values is None:
        if options is not None:
            notes.append(ReplyNote(NoteKind.FEATURES_MISSING, detail=_kind_of(payload.get("sae_features"))))
        return None
    notes.extend(values.notes())
    metadata = payload.get("sae_metadata")
    reading = _reading(metadata, left_out)
    cache = parse_cache(payload.get("activation_cache"), notes, options)
    notes.extend(_layer_notes(options, reading.layer))
    labels = _labels(metadata, left_out)
    listed = {feature for feature, _ in values.strongest}
    others = {feature: label for feature, label in labels.items() if feature not in listed}
    listed_features = _listed(values, labels, _densities(metadata, left_out))
    return FeatureAnalysis(listed_features, reading, cache, others)


def _listed(
    values: FeatureValues, labels: dict[int, Label], densities: dict[int, float]
) -> tuple[FeatureActivation, ...]:
    return tuple(
        FeatureActivation(f, value, labels.get(f), densities.get(f)) for f, value in values.strongest
    )


def _reading(metadata: object, left_out: LeftOut) -> SaeReading:
    if not isinstance(metadata, dict):
        return SaeReading()
    return SaeReading(**_Reading.model_validate(metadata, context=left_out).model_dump())


def _densities(metadata: object, left_out: LeftOut) -> dict[int, float]:
    entries = metadata.get("densities") if isinstance(metadata, dict) else None
    if not isinstance(entries, dict):
        return {}
    found: dict[int, float] = {}
    for name, entry in entries.items():
        feature = feature_id(name)
        if feature is None:
            continue
        if isinstance(entry, int | float) and not isinstance(entry, bool) and 0 <= entry <= 1:
            found[feature] = float(entry)
        else:
            left_out.append("densities")
    return found


def _labels(metadata: object, left_out: LeftOut) -> dict[int, Label]:
    entries = metadata.get("labels") if isinstance(metadata, dict) else None
    if not isinstance(entries, dict):
        return {}
    found: dict[int, Label] = {}
    for name, entry in entries.items():
        feature = feature_id(name)
        shape: object = {"text": entry} if isinstance(entry, str) else entry
        try:
            label = WireLabel.model_validate(shape).to_core()
        except ValidationError:
            left_out.append("labels")
            continue
        if feature is not None:
            found[feature] = label
    return found


def parse_cache(
    value: object, notes: list[ReplyNote], options: FeatureOptions | None
) -> ActivationCache | None:
    """Activations token by token; None with a note where it was asked for and cannot be used."""
    if value is None:
        if options is not None and options.with_activation_cache:
            notes.append(ReplyNote(NoteKind.ACTIVATION_CACHE_MISSING))
        return None
    try:
        return _cache(value)
    except (ValidationError, ValueError):
        notes.append(ReplyNote(NoteKind.ACTIVATION_CACHE_MISSING, detail="not the expected shape"))
        return None


def _cache(value: object) -> ActivationCache:
    if not isinstance(value, dict):
        raise ValueError("no object")
    tokens, rows = value.get("tokens"), value.get("activations")
    if not isinstance(tokens, list) or not isinstance(rows, list) or len(tokens) != len(rows):
        raise ValueError("tokens and activations differ in length")
    # One row at a time: a cache may be 50 MB, and other threads must get their turn in between.
    return ActivationCache(
        tuple(WireToken.model_validate(token).to_core() for token in tokens),
        tuple(_row(row) for row in rows),
    )


def _row(value: object) -> TokenActivations:
    row = _TokenRow.model_validate(value)
    if len(row.indices) != len(row.values):
        raise ValueError("indices and values differ in length")
    return TokenActivations(
        tuple(row.indices), tuple(row.values), row.residual_norm, row.reconstruction_error
    )


def _layer_notes(options: FeatureOptions | None, given: int | None) -> Iterator[ReplyNote]:
    if options is not None and given is not None and given != options.layer:
        yield ReplyNote(NoteKind.LAYER_DIFFERS, detail=f"SAE: {options.layer} → {given}")


def _kind_of(value: object) -> str:
    """What stood there instead, without its content."""
    return "" if value is None else f"a {type(value).__name__}"
