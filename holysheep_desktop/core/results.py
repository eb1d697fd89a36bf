"""What an endpoint found: immutable, validated, and free of JSON, widgets and arrays of a framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from holysheep_desktop.core.labels import Label
from holysheep_desktop.core.patch_results import (
    AnswerToken,
    Baseline,
    ControlResult,
    EffectDirection,
    EffectMap,
    EffectScale,
    FeatureEffect,
    FeatureSetEffect,
    GeneratedTexts,
    HeadEffect,
    LensReading,
    MapRows,
    Matrix,
    NeuronEffect,
    PatchAnalysis,
    PatchAnswers,
    PatchedAnswer,
    RunsLensRow,
    SelfTest,
    SiteFinding,
)
from holysheep_desktop.core.provenance import Provenance, ReplyNote
from holysheep_desktop.core.tokens import Token, TokenLogprob

__all__ = [
    "ActivationCache", "AnalysisResult", "Answer", "AnswerToken", "AnswerTokenLogprobs", "Baseline",
    "ControlResult", "EffectDirection", "EffectMap", "EffectScale", "FeatureActivation", "FeatureAnalysis",
    "FeatureEffect", "FeatureSetEffect", "GeneratedTexts", "HeadEffect", "Label", "LensReading", "LensRow",
    "MapRows", "Matrix", "NeuronEffect", "NextToken", "PatchAnalysis", "PatchAnswers", "PatchedAnswer",
    "RunsLensRow", "SaeReading", "SelfTest", "SiteFinding", "SteeringEffect", "TokenActivations",
    "TokenLogprob", "Usage",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that were counted, and the cost where the endpoint says it."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost_usd: float | None = None


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
class FeatureActivation:
    """One SAE feature of a prompt with its pooled activation, in units of the residual stream."""

    feature: int
    activation: float
    label: Label | None = None
    density: float | None = None
    """Share of the tokens of ordinary text on which it fires, 0 to 1; None where nobody counted."""


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


@dataclass(frozen=True, slots=True)
class LensRow:
    """The most likely next tokens if the residual stream after `layer` were the last one."""

    layer: int
    top: tuple[TokenLogprob, ...]


@dataclass(frozen=True, slots=True)
class NextToken:
    """One candidate for the first token of the answer, without and with steering."""

    id: int
    token: str
    logprob_before: float
    logprob_after: float


@dataclass(frozen=True, slots=True)
class SteeringEffect:
    """What steering does to the distribution of the first answer token.

    `kl` is D(before ‖ after) = Σ p log(p / q) in nats over the whole vocabulary, p without steering and q
    with it; `tokens` are the most likely ones of either.
    """

    kl: float | None
    tokens: tuple[NextToken, ...] = ()


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
    steering: SteeringEffect | None = None
    templated_prompt: str | None = None
    """What the model read, where its chat template was put around the messages; offsets count in it."""
