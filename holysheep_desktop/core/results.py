"""What an endpoint found: immutable, validated, and free of JSON, widgets and arrays of a framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.provenance import Provenance, ReplyNote
from holysheep_desktop.core.requests import Method
from holysheep_desktop.core.tokens import Token


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that were counted, and the cost where the endpoint says it."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True)
class TokenLogprob:
    """Natural logarithm of the softmax probability of one token; `id` where the endpoint tells it."""

    token: str
    logprob: float
    id: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerTokenLogprobs:
    """One generated token with its alternatives, most likely first."""

    chosen: TokenLogprob
    top: tuple[TokenLogprob, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The text that the model said."""

    text: str
    finish_reason: str | None = None
    usage: Usage = field(default_factory=Usage)
    logprobs: tuple[AnswerTokenLogprobs, ...] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a feature or neuron is said to stand for, and who says so."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class FeatureActivation:
    """One SAE feature of a prompt with its pooled activation, in units of the residual stream."""

    feature: int
    activation: float
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class SaeReading:
    """How well the SAE read this prompt; None where the endpoint does not say.

    Special tokens are left out of every number (`n_tokens` counts the others). Explained variance is
    1 − Σ‖x−x̂‖² / Σ‖x−μ‖² with the SAE's stored training mean μ; sparsity is 1 − L0 / width.
    """

    sae_id: str | None = None
    layer: int | None = None
    hook_point: str | None = None
    width: int | None = None
    sha256: str | None = None
    pooling: str | None = None
    n_tokens: int | None = None
    n_active: int | None = None
    """Features active anywhere in the prompt, before the cut to top-k."""
    l0_mean: float | None = None
    sparsity: float | None = None
    explained_variance: float | None = None
    ce_loss_recovered: float | None = None
    l0_p95: float | None = None
    """95th percentile of L0 over the tokens."""


@dataclass(frozen=True, slots=True)
class TokenActivations:
    """The active features of one token (parallel tuples) and how well it was reconstructed."""

    features: tuple[int, ...]
    values: tuple[float, ...]
    residual_norm: float | None = None
    reconstruction_error: float | None = None
    """‖x − x̂‖ / ‖x‖."""


@dataclass(frozen=True, slots=True)
class ActivationCache:
    """Features token by token; both tuples have one entry per prompt token."""

    tokens: tuple[Token, ...]
    activations: tuple[TokenActivations, ...]

    def of_feature(self, feature: int) -> tuple[float, ...]:
        """The activation of one feature on every token, 0 where it is silent."""
        return tuple(_value_of(row, feature) for row in self.activations)


def _value_of(row: TokenActivations, feature: int) -> float:
    return next((value for f, value in zip(row.features, row.values, strict=True) if f == feature), 0.0)


@dataclass(frozen=True, slots=True)
class FeatureAnalysis:
    """The SAE features of a prompt, strongest first."""

    features: tuple[FeatureActivation, ...]
    reading: SaeReading = field(default_factory=SaeReading)
    cache: ActivationCache | None = None
    labels: Mapping[int, Label] = field(default_factory=dict[int, Label])
    """Labels of features that are in the cache but not listed in `features`, as far as they are known."""

    def label(self, feature: int) -> Label | None:
        """The label of any feature that fires somewhere in the prompt, or None."""
        listed = (entry.label for entry in self.features if entry.feature == feature)
        return self.labels.get(feature) or next(listed, None)


class EffectDirection(StrEnum):
    """Where a patch moves the answer."""

    TOWARD_COMPARISON = "toward_comparison"
    AWAY_FROM_COMPARISON = "away_from_comparison"
    NONE = "none"


class EffectScale(StrEnum):
    """Normalised: 0 = unchanged, 1 = became the other run. Raw: difference of the metric itself."""

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
    """The raw metric of the two runs that are compared."""

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


Matrix: TypeAlias = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class EffectMap:
    """Effects of one component, [layer][position]; a head map has one row per layer and head.

    `positions` are token indices of the original prompt with BOS as 0; None in a matrix means that the
    token has no partner. A matrix that was not asked for is None.
    """

    component: Component
    layers: tuple[int, ...]
    positions: tuple[int, ...]
    noising: Matrix | None = None
    denoising: Matrix | None = None
    heads: tuple[int, ...] | None = None
    method: Method = Method.EXACT


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


@dataclass(frozen=True, slots=True)
class LensRow:
    """The most likely next tokens if the residual stream after `layer` were the last one."""

    layer: int
    top: tuple[TokenLogprob, ...]


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """Everything that one request brought back. What is missing is None and named in `notes`."""

    model: str
    provenance: Provenance
    answer: Answer | None = None
    features: FeatureAnalysis | None = None
    patching: PatchAnalysis | None = None
    logit_lens: tuple[LensRow, ...] | None = None
    notes: tuple[ReplyNote, ...] = ()
    unknown_fields: Mapping[str, object] = field(default_factory=dict[str, object])
