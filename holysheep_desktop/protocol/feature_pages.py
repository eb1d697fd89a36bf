"""Replies about single features, searches in labels, and tokens: all of them ours, so read strictly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from pydantic import Field, ValidationError

from holysheep_desktop.core.dashboards import (
    FeatureDashboard,
    FeatureExample,
    FeatureHit,
    FoundIn,
    Histogram,
    RelatedFeature,
    TokenWeight,
)
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import ApiResponseError
from holysheep_desktop.protocol.label_shape import WireLabel, dump_label, label_of
from holysheep_desktop.protocol.token_shapes import WireToken, token_list
from holysheep_desktop.protocol.wire_types import Count, Index, Name, OrNone, Real, Strict, Word

M = TypeVar("M", bound=Strict)


class _Histogram(Strict):
    edges: list[Real]
    counts: list[Count]


class _Example(Strict):
    tokens: list[str]
    activations: list[Real]
    peak: Index
    source: Word = ""


class _Weight(Strict):
    token: str
    weight: Real


class _Related(Strict):
    feature: Index
    value: Real
    label: WireLabel | None = None


class _Dashboard(Strict):
    sae_id: Name
    feature: Index
    label: WireLabel | None = None
    density: Real | None = None
    max_activation: Real | None = None
    histogram: _Histogram | None = None
    top_examples: list[_Example] = Field(default_factory=list[_Example])
    middle_examples: list[_Example] = Field(default_factory=list[_Example])
    promoted: list[_Weight] = Field(default_factory=list[_Weight])
    suppressed: list[_Weight] = Field(default_factory=list[_Weight])
    nearest: list[_Related] = Field(default_factory=list[_Related])
    coactive: list[_Related] = Field(default_factory=list[_Related])


class _Hit(Strict):
    feature: Index
    label: WireLabel
    density: Real | None = None
    found_in: OrNone[Annotated[FoundIn, Field(strict=False)]] = None


class _Hits(Strict):
    data: list[_Hit]


class _Passages(Strict):
    data: list[_Example]


class _Tokens(Strict):
    tokens: list[WireToken]


def dump_dashboard(dashboard: FeatureDashboard) -> dict[str, object]:
    """Everything known of one feature."""
    histogram = dashboard.histogram
    return {
        "object": "interpretability.feature",
        "sae_id": dashboard.sae_id,
        "feature": dashboard.feature,
        "label": dump_label(dashboard.label),
        "density": dashboard.density,
        "max_activation": dashboard.max_activation,
        "histogram": None
        if histogram is None
        else {"edges": list(histogram.edges), "counts": list(histogram.counts)},
        "top_examples": [_dump_example(example) for example in dashboard.top_examples],
        "middle_examples": [_dump_example(example) for example in dashboard.middle_examples],
        "promoted": _dump_weights(dashboard.promoted),
        "suppressed": _dump_weights(dashboard.suppressed),
        "nearest": _dump_related(dashboard.nearest),
        "coactive": _dump_related(dashboard.coactive),
    }


def _dump_example(example: FeatureExample) -> dict[str, object]:
    return {
        "tokens": list(example.tokens),
        "activations": list(example.activations),
        "peak": example.peak,
        "source": example.source,
    }


def _dump_weights(weights: Sequence[TokenWeight]) -> list[dict[str, object]]:
    return [{"token": weight.token, "weight": weight.weight} for weight in weights]


def _dump_related(related: Sequence[RelatedFeature]) -> list[dict[str, object]]:
    return [{"feature": r.feature, "value": r.value, "label": dump_label(r.label)} for r in related]


def parse_dashboard(payload: object) -> FeatureDashboard:
    """One feature's dashboard; raises ApiResponseError where a field has another shape."""
    wire = _validated(_Dashboard, payload, "feature")
    histogram = wire.histogram
    if histogram is not None and len(histogram.edges) != len(histogram.counts) + 1:
        raise ApiResponseError("feature", "histogram: edges and counts do not fit")
    return FeatureDashboard(
        sae_id=wire.sae_id,
        feature=wire.feature,
        label=label_of(wire.label),
        density=wire.density,
        max_activation=wire.max_activation,
        histogram=None if histogram is None else Histogram(tuple(histogram.edges), tuple(histogram.counts)),
        top_examples=tuple(_example(example) for example in wire.top_examples),
        middle_examples=tuple(_example(example) for example in wire.middle_examples),
        promoted=tuple(TokenWeight(weight.token, weight.weight) for weight in wire.promoted),
        suppressed=tuple(TokenWeight(weight.token, weight.weight) for weight in wire.suppressed),
        nearest=tuple(RelatedFeature(r.feature, r.value, label_of(r.label)) for r in wire.nearest),
        coactive=tuple(RelatedFeature(r.feature, r.value, label_of(r.label)) for r in wire.coactive),
    )


def _example(wire: _Example) -> FeatureExample:
    if len(wire.tokens) != len(wire.activations) or wire.peak >= len(wire.tokens):
        raise ApiResponseError("feature", "an example's tokens and activations do not fit")
    return FeatureExample(tuple(wire.tokens), tuple(wire.activations), wire.peak, wire.source)


def dump_hits(hits: Sequence[FeatureHit]) -> dict[str, object]:
    """A search in labels."""
    return {
        "object": "list",
        "data": [
            {
                "feature": hit.feature,
                "label": dump_label(hit.label),
                "density": hit.density,
                "found_in": hit.found_in,
            }
            for hit in hits
        ],
    }


def parse_hits(payload: object) -> tuple[FeatureHit, ...]:
    """A search in labels; raises ApiResponseError."""
    wire = _validated(_Hits, payload, "find_features")
    return tuple(FeatureHit(hit.feature, hit.label.to_core(), hit.density, hit.found_in) for hit in wire.data)


def dump_passages(passages: Sequence[FeatureExample]) -> dict[str, object]:
    """Passages of text."""
    return {"object": "list", "data": [_dump_example(passage) for passage in passages]}


def parse_passages(payload: object) -> tuple[FeatureExample, ...]:
    """Passages of text; raises ApiResponseError."""
    return tuple(_example(wire) for wire in _validated(_Passages, payload, "silent_passages").data)


def dump_tokens(tokens: Sequence[Token]) -> dict[str, object]:
    """The tokens of a text."""
    return {"tokens": token_list(tokens)}


def parse_tokens(payload: object) -> tuple[Token, ...]:
    """The tokens of a text; raises ApiResponseError."""
    return tuple(token.to_core() for token in _validated(_Tokens, payload, "tokenize").tokens)


def _validated(model: type[M], payload: object, operation: str) -> M:
    try:
        return model.model_validate(payload)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(str(part) for part in fault["loc"]) or "reply"
        raise ApiResponseError(operation, f"{path}: {fault['msg']}") from error
