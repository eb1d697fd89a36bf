"""What activation patching found: effects of sites with their controls and self-tests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from holysheep_desktop.core.labels import Label
from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import Method
from holysheep_desktop.core.tokens import Token, TokenLogprob


class EffectDirection(StrEnum):
    """Where a patch moves the answer."""

    TOWARD_COMPARISON = "toward_comparison"
    AWAY_FROM_COMPARISON = "away_from_comparison"
    NONE = "none"


class EffectScale(StrEnum):
    """Normalised: 0 = unchanged, 1 = became the other run. Raw: difference of the metric itself, patched −
    unpatched; for `answer_rank` the change of the rank, so that the rank itself is baseline + effect."""

    NORMALISED = "normalised"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class AnswerToken:
    """A candidate next token with its log-probability in both runs."""

    id: int
    text: str
    logprob_original: float | None = None
    logprob_comparison: float | None = None


@dataclass(frozen=True, slots=True)
class PatchAnswers:
    """The two answer tokens, and whether they are the argmax of each run or the pair that changes most."""

    original: AnswerToken
    comparison: AnswerToken
    chosen_by: str | None = None
    """`argmax`, `user`, `largest_change` (among the 20 most likely tokens of either run), or `top_two` where
    the runs do not differ."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The raw metric of the two runs that are compared.

    For `kl_divergence` each run's divergence from the other: KL(comparison ‖ original) for the original run.
    """

    original: float
    comparison: float


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A check that every patching result carries."""

    name: str
    value: float
    tolerance: float
    passed: bool


@dataclass(frozen=True, slots=True)
class NeuronEffect:
    """One MLP neuron, `L12.N345`: one input coordinate of the layer's down projection."""

    id: str
    impact: float | None = None
    label: Label | None = None
    attribution: float | None = None
    """The gradient's first-order estimate of `impact`, by which the neuron was chosen."""
    denoising: float | None = None
    """The effect of denoising, as `impact` is that of noising; only in an opened site."""


Matrix: TypeAlias = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class EffectMap:
    """Effects of one component, [layer][position]; a head map has one row per layer and head.

    `positions` are token indices of the original prompt with BOS as 0; None in a matrix means that the
    token has no partner. A matrix that was not asked for is None. A map of `head_all_positions` has no
    positions: its matrices are [layer][head]. `neuron` and `sae_feature` are the `neuron_top_k` neurons or
    features of the layer with the largest |attribution| at that position, patched there all together; a
    layer that no SAE reads has a row of None.
    """

    component: Component
    layers: tuple[int, ...]
    positions: tuple[int, ...]
    noising: Matrix | None = None
    denoising: Matrix | None = None
    heads: tuple[int, ...] | None = None
    method: Method = Method.EXACT

    @property
    def rows_per_layer(self) -> int:
        """Rows of a matrix that belong to one layer."""
        return len(self.heads) if self.heads is not None and self.positions else 1


@dataclass(frozen=True, slots=True)
class MapRows:
    """What is finished of an effect map: one layer, with one row per matrix, or one per head."""

    component: Component
    layer: int
    positions: tuple[int, ...]
    noising: Matrix | None = None
    denoising: Matrix | None = None
    heads: tuple[int, ...] | None = None
    method: Method = Method.EXACT
    scale: EffectScale = EffectScale.NORMALISED


@dataclass(frozen=True, slots=True)
class ControlResult:
    """Random controls for a claim: their absolute effects and the 95th percentile."""

    claim: str
    n: int
    percentile_95: float | None
    effects: tuple[float, ...] = ()
    layers: tuple[int, ...] | None = None
    """Of a map, the layers whose cells they were drawn from; None where nobody says."""


@dataclass(frozen=True, slots=True)
class FeatureEffect:
    """The causal effect of one SAE feature, with the 95th percentile of its random controls.

    `difference` is comparison minus original activation, at the aligned token where it is largest in size.
    """

    feature: int
    difference: float | None = None
    effect: float | None = None
    control: float | None = None
    label: Label | None = None
    denoising: float | None = None
    """The effect of denoising, as `effect` is that of noising; only of features that the request named."""
    denoising_control: float | None = None
    attribution: float | None = None
    """The gradient's first-order estimate of `effect`, by which the feature was chosen."""


@dataclass(frozen=True, slots=True)
class FeatureSetEffect:
    """The features that the request named, patched all together, each way with its random controls.

    A control is a set of as many random features that are active at the patched tokens, whose change together
    has at every token the norm of the set's own. None: that way was not asked for.
    """

    features: tuple[int, ...]
    noising: float | None = None
    denoising: float | None = None
    noising_control: ControlResult | None = None
    denoising_control: ControlResult | None = None


@dataclass(frozen=True, slots=True)
class HeadEffect:
    """One attention head replaced at one site, both ways; None: that way was not asked for."""

    layer: int
    head: int
    noising: float | None = None
    denoising: float | None = None


@dataclass(frozen=True, slots=True)
class PatchedAnswer:
    """What a run says: its most likely next tokens, and the greedy text that goes on from there."""

    top: tuple[TokenLogprob, ...]
    text: str
    effect: float | None = None
    """Of the patch; None for an unpatched run."""


@dataclass(frozen=True, slots=True)
class SiteFinding:
    """One opened site: what the runs say with it replaced, and the heads, neurons and features there.

    `noising` is the original run with the comparison's activation, `denoising` the comparison run with the
    original's; None: that way was not asked for. All effects are of this one position, in the map's metric.
    """

    component: Component
    layer: int
    position: int
    original: PatchedAnswer
    comparison: PatchedAnswer
    noising: PatchedAnswer | None = None
    denoising: PatchedAnswer | None = None
    head: int | None = None
    heads: tuple[HeadEffect, ...] = ()
    neurons: tuple[NeuronEffect, ...] = ()
    features: tuple[FeatureEffect, ...] = ()
    controls: tuple[ControlResult, ...] = ()
    """Claims `site`, `head`, `neuron`, `sae_feature`; noising, or denoising where only that was asked for."""


@dataclass(frozen=True, slots=True)
class LensReading:
    """What one run would say if it stopped after a layer, and both answer tokens' log-probabilities there."""

    top: tuple[TokenLogprob, ...]
    logprob_original: float
    logprob_comparison: float

    @property
    def logit_difference(self) -> float:
        """logit(r) − logit(r′): the normaliser of the softmax cancels."""
        return self.logprob_original - self.logprob_comparison


@dataclass(frozen=True, slots=True)
class RunsLensRow:
    """The logit lens of both runs after one layer, at the answer position."""

    layer: int
    original: LensReading
    comparison: LensReading


@dataclass(frozen=True, slots=True)
class GeneratedTexts:
    """The three answers that `semantic_similarity` compared."""

    original: str
    comparison: str
    patched: str


@dataclass(frozen=True, slots=True)
class PatchAnalysis:
    """What replacing activations between two runs does to the answer (Zhang & Nanda 2309.16042)."""

    impact_score: float | None
    """Noising effect of what the target layer writes, at every aligned position; None: no valid score."""
    direction: EffectDirection | None
    neurons: tuple[NeuronEffect, ...] = ()
    metric: Metric | None = None
    target_layer: int | None = None
    scale: EffectScale | None = None
    answers: PatchAnswers | None = None
    baseline: Baseline | None = None
    raw_effect: float | None = None
    denoising_score: float | None = None
    tokens: tuple[Token, ...] = ()
    comparison_tokens: tuple[Token, ...] = ()
    alignment: tuple[tuple[int, int], ...] | None = None
    self_tests: tuple[SelfTest, ...] = ()
    controls: tuple[ControlResult, ...] = ()
    maps: tuple[EffectMap, ...] = ()
    features: tuple[FeatureEffect, ...] = ()
    texts: GeneratedTexts | None = None
    comparison_answer: str | None = None
    """What the model says to the comparison prompt."""
    map_metric: Metric | None = None
    """The metric of maps, neurons, features and controls, which may differ from that of the score."""
    map_scale: EffectScale | None = None
    map_baseline: Baseline | None = None
    attribution_agreement: float | None = None
    """Spearman correlation of attribution and exact effect over the neurons that were patched exactly."""
    embedding: str | None = None
    """How `semantic_similarity` turned texts into vectors."""
    feature_set: FeatureSetEffect | None = None
    answer_position: tuple[int, int] | None = None
    """Token indices (original, comparison) after which the answer was read."""
    lens: tuple[RunsLensRow, ...] = ()
    """The logit lens of both runs, where the request asked for it."""
    site: SiteFinding | None = None
    feature_agreement: float | None = None
    """Spearman correlation of attribution and exact effect over the features that were patched exactly."""
