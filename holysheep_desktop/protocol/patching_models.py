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
    layers: list[Index] | None = None


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
        if not self.positions:
            raise ValueError("a map without positions is [layer][head]")
        for matrix in (self.noising, self.denoising):
            for layer in matrix or ():
                self._check(layer, len(self.heads))
            if matrix is not None and len(matrix) != len(self.layers):
                raise ValueError("the matrix does not fit its layers")
        return self


class WireHeadTable(Strict):
    """The component `head_all_positions` of `sweep`, [layer][head]."""

    component: Annotated[Component, _OneOf]
    layers: list[Index]
    positions: Annotated[list[Index], Field(max_length=0)]
    heads: list[Index]
    method: Annotated[Method, _OneOf] = Method.EXACT
    noising: list[Row] | None = None
    denoising: list[Row] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for matrix in (self.noising, self.denoising):
            if matrix is not None and (
                len(matrix) != len(self.layers) or any(len(row) != len(self.heads) for row in matrix)
            ):
                raise ValueError("the matrix does not fit its axes")
        return self


class WireFeatureEffect(Strict):
    """One SAE feature's causal effect."""

    feature: Index
    difference: Real | None = None
    effect: Real | None = None
    control: Real | None = None
    label: WireLabel | None = None
    denoising: Real | None = None
    denoising_control: Real | None = None
    attribution: Real | None = None


class WireFeatureSet(Strict):
    """The features that were named, patched together."""

    features: list[Index]
    noising: Real | None = None
    denoising: Real | None = None
    noising_control: WireControl | None = None
    denoising_control: WireControl | None = None


class WireTexts(Strict):
    """The texts that were compared."""

    original: str
    comparison: str
    patched: str


class WireLensToken(Strict):
    """One likely next token."""

    token: str
    logprob: Real
    id: Index | None = None


class WireLensReading(Strict):
    """What one run would say after a layer."""

    top: list[WireLensToken]
    logprob_original: Real
    logprob_comparison: Real


class WireLensRow(Strict):
    """The logit lens of both runs after one layer."""

    layer: Index
    original: WireLensReading
    comparison: WireLensReading


class WirePatchedAnswer(Strict):
    """What a run says."""

    top: list[WireLensToken]
    text: str
    effect: Real | None = None


class WireHeadEffect(Strict):
    """One head replaced at one site."""

    layer: Index
    head: Index
    noising: Real | None = None
    denoising: Real | None = None


class WireSiteNeuron(Strict):
    """One neuron replaced at one site."""

    id: Word
    impact: Real | None = None
    denoising: Real | None = None
    attribution: Real | None = None
    label: WireLabel | None = None


class WireSite(Strict):
    """One opened site."""

    component: Annotated[Component, _OneOf]
    layer: Index
    position: Index
    head: Index | None = None
    original: WirePatchedAnswer
    comparison: WirePatchedAnswer
    noising: WirePatchedAnswer | None = None
    denoising: WirePatchedAnswer | None = None
    heads: list[WireHeadEffect] = Field(default_factory=list[WireHeadEffect])
    neurons: list[WireSiteNeuron] = Field(default_factory=list[WireSiteNeuron])
    features: list[WireFeatureEffect] = Field(default_factory=list[WireFeatureEffect])
    controls: list[WireControl] = Field(default_factory=list[WireControl])


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
    sweep: OrNone[list[OrNone[WireMap | WireHeadMap | WireHeadTable]]] = None
    features: OrNone[list[OrNone[WireFeatureEffect]]] = None
    texts: OrNone[WireTexts] = None
    comparison_answer: OrNone[str] = None
    map_metric: OrNone[Annotated[Metric, _OneOf]] = None
    map_scale: OrNone[Annotated[EffectScale, _OneOf]] = None
    map_baseline: OrNone[WireBaseline] = None
    attribution_agreement: OrNone[Real] = None
    embedding: OrNone[LabelText] = None
    feature_set: OrNone[WireFeatureSet] = None
    answer_position: OrNone[Pair] = None
    lens: OrNone[list[OrNone[WireLensRow]]] = None
    site: OrNone[WireSite] = None
    feature_agreement: OrNone[Real] = None


class WireNeuron(Strict):
    """One row of `influential_neurons`; each column may be missing or wrong on its own."""

    impact: OrNone[Real] = None
    semantic_label: OrNone[LabelText] = None
    label_source: OrNone[Word] = None
    attribution: OrNone[Real] = None
