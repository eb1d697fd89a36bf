"""The shape of `patching_analysis`. Private to this package; `patching_part` turns it into core values.

The tutorial's three fields are read by hand, because gateways may send anything there; every other field is
ours, and one that is wrong is left out as a whole and counted.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import Method
from holysheep_desktop.core.results import EffectDirection, EffectScale
from holysheep_desktop.protocol.label_shape import WireLabel
from holysheep_desktop.protocol.token_shapes import WireToken
from holysheep_desktop.protocol.wire_types import Count, Index, LabelText, OrNone, Pair, Real, Strict, Word

_OneOf = Field(strict=False)
Row = list[Real | None]


class WireAnswer(Strict):
    """A candidate next token."""

    id: Index
    text: str
    logprob_original: Real | None = None
    logprob_comparison: Real | None = None


class WireAnswers(Strict):
    """Both answer tokens and how they were chosen."""

    original: WireAnswer
    comparison: WireAnswer
    chosen_by: Word | None = None


class WireBaseline(Strict):
    """The raw metric of both runs."""

    original: Real
    comparison: Real


class WireSelfTest(Strict):
    """One self-test."""

    name: Word
    value: Real
    tolerance: Real
    passed: bool


class WireControl(Strict):
    """Random controls of one claim."""

    claim: Word
    n: Count
    percentile_95: Real | None = None
    effects: list[Real] = Field(default_factory=list[Real])


class _Map(Strict):
    component: Annotated[Component, _OneOf]
    layers: list[Index]
    positions: list[Index]
    method: Annotated[Method, _OneOf] = Method.EXACT

    def _check(self, rows: list[Row], n_rows: int) -> None:
        if len(rows) != n_rows or any(len(row) != len(self.positions) for row in rows):
            raise ValueError("the matrix does not fit its axes")


class WireMap(_Map):
    """One component of `sweep`, [layer][position]."""

    heads: None = None
    noising: list[Row] | None = None
    denoising: list[Row] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for matrix in (self.noising, self.denoising):
            if matrix is not None:
                self._check(matrix, len(self.layers))
        return self


class WireHeadMap(_Map):
    """The component `head` of `sweep`, [layer][head][position]."""

    heads: list[Index]
    noising: list[list[Row]] | None = None
    denoising: list[list[Row]] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for matrix in (self.noising, self.denoising):
            for layer in matrix or ():
                self._check(layer, len(self.heads))
            if matrix is not None and len(matrix) != len(self.layers):
                raise ValueError("the matrix does not fit its layers")
        return self


class WireFeatureEffect(Strict):
    """One SAE feature's causal effect."""

    feature: Index
    difference: Real | None = None
    effect: Real | None = None
    control: Real | None = None
    label: WireLabel | None = None


class WireTexts(Strict):
    """The texts that were compared."""

    original: str
    comparison: str
    patched: str


class WirePatching(Strict):
    """All fields that are ours; each may be missing or wrong on its own."""

    direction: OrNone[Annotated[EffectDirection, _OneOf]] = None
    metric: OrNone[Annotated[Metric, _OneOf]] = None
    target_layer: OrNone[Index] = None
    scale: OrNone[Annotated[EffectScale, _OneOf]] = None
    answers: OrNone[WireAnswers] = None
    baseline: OrNone[WireBaseline] = None
    raw_effect: OrNone[Real] = None
    denoising_score: OrNone[Real] = None
    tokens: OrNone[list[WireToken]] = None
    comparison_tokens: OrNone[list[WireToken]] = None
    alignment: OrNone[list[Pair]] = None
    self_tests: OrNone[list[WireSelfTest]] = None
    controls: OrNone[list[WireControl]] = None
    sweep: OrNone[list[OrNone[WireMap | WireHeadMap]]] = None
    features: OrNone[list[OrNone[WireFeatureEffect]]] = None
    texts: OrNone[WireTexts] = None
    comparison_answer: OrNone[str] = None
    map_metric: OrNone[Annotated[Metric, _OneOf]] = None
    map_scale: OrNone[Annotated[EffectScale, _OneOf]] = None
    map_baseline: OrNone[WireBaseline] = None
    attribution_agreement: OrNone[Real] = None
    embedding: OrNone[LabelText] = None


class WireNeuron(Strict):
    """One row of `influential_neurons`; each column may be missing or wrong on its own."""

    impact: OrNone[Real] = None
    semantic_label: OrNone[LabelText] = None
    label_source: OrNone[Word] = None
    attribution: OrNone[Real] = None
