"""What an endpoint offers: models, their capabilities and their SAEs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Support(StrEnum):
    """Whether a model can do something; an endpoint that says nothing leaves it unknown."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class HookPoint(StrEnum):
    """Places of a block whose value an SAE can read (Elhage et al. 2021; names as in TransformerLens)."""

    RESID_PRE = "resid_pre"
    RESID_MID = "resid_mid"
    RESID_POST = "resid_post"
    ATTN_OUT = "attn_out"
    MLP_OUT = "mlp_out"


class Component(StrEnum):
    """What can be patched."""

    RESID_PRE = "resid_pre"
    RESID_MID = "resid_mid"
    RESID_POST = "resid_post"
    ATTN_OUT = "attn_out"
    MLP_OUT = "mlp_out"
    LAYER_OUTPUT = "layer_output"
    """What the layer writes: attention output and MLP output, replaced together."""
    HEAD = "head"
    """One attention head, at the input of the output projection, at one position."""
    HEAD_ALL_POSITIONS = "head_all_positions"
    """One attention head at every aligned position at once."""
    NEURON = "neuron"
    SAE_FEATURE = "sae_feature"


class Metric(StrEnum):
    """How the effect of a patch is measured."""

    LOGIT_DIFF = "logit_diff"
    """logit(r) − logit(r′) of the two answer tokens."""
    ANSWER_PROBABILITY = "answer_probability"
    """Probability of r, the original run's answer token."""
    ANSWER_RANK = "answer_rank"
    """Rank of r among all next tokens, 1 = most likely; never normalised."""
    KL_DIVERGENCE = "kl_divergence"
    """KL(other run ‖ patched run) of the next-token distributions, in nats."""
    SEMANTIC_SIMILARITY = "semantic_similarity"


@dataclass(frozen=True, slots=True)
class SaeMetrics:
    """Quality of an SAE on held-out text; None where the endpoint does not say."""

    l0: float | None = None
    """Mean number of active features per token."""
    explained_variance: float | None = None
    ce_loss_recovered: float | None = None
    """Against zero ablation."""
    dead_fraction: float | None = None
    sample_tokens: int | None = None
    """Set where the figures were measured on this machine: tokens of the bundled sample of text."""


@dataclass(frozen=True, slots=True)
class SaeInfo:
    """One sparse autoencoder that a model can be read with."""

    sae_id: str
    layer: int
    hook_point: str
    width: int
    sha256: str | None = None
    metrics: SaeMetrics = field(default_factory=SaeMetrics)
    is_own: bool = False
    """Added by the user, who may remove it."""
    has_dashboard: bool | None = None
    """Whether examples of its features are at hand; None where the endpoint does not say."""
    neuronpedia_id: str | None = None
    """Under which name Neuronpedia hosts a public SAE (`model/source`)."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a model can do; None and empty mean that the endpoint does not say."""

    sae: Support = Support.UNKNOWN
    activation_patching: Support = Support.UNKNOWN
    steering: Support = Support.UNKNOWN
    n_layers: int | None = None
    d_model: int | None = None
    context_length: int | None = None
    saes: tuple[SaeInfo, ...] = ()
    patching_metrics: tuple[str, ...] = ()
    patching_components: tuple[str, ...] = ()
    device: str | None = None
    """Where the model is computed, in the engine's words (`cpu`, `cuda:0`)."""
    dtype: str | None = None
    """The numbers it is computed in."""
    chat_template: bool | None = None
    """Whether messages are put into the model's chat template before it reads them."""
    streams_progress: bool | None = None
    """Whether a stream holds the protocol's own events: progress, early features, the whole result."""
    keeps_labels: bool | None = None
    """Whether labels that the user writes are kept there."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model of an endpoint."""

    id: str
    owned_by: str | None = None
    capabilities: Capabilities = field(default_factory=Capabilities)
    unknown_fields: Mapping[str, object] = field(default_factory=dict[str, object])

    def sae_layers(self) -> tuple[int, ...]:
        """Layers that an SAE of this model reads, ascending and without repeats."""
        return tuple(sorted({sae.layer for sae in self.capabilities.saes}))

    def sae(self, sae_id: str) -> SaeInfo | None:
        """The SAE of an id, or None."""
        return next((sae for sae in self.capabilities.saes if sae.sae_id == sae_id), None)

    def sae_at(self, layer: int) -> SaeInfo | None:
        """The first SAE of that layer, or None."""
        return next((sae for sae in self.capabilities.saes if sae.layer == layer), None)

    def usual_sae(self) -> SaeInfo | None:
        """The SAE to begin with: the one nearest to two thirds of the depth, else the first, else None.

        There features have become abstract, and the answer is not settled yet; the tutorial's layer 12 of 18.
        """
        saes, depth = self.capabilities.saes, self.capabilities.n_layers
        if depth is None:
            return saes[0] if saes else None
        return min(saes, key=lambda sae: abs(sae.layer - 2 * depth / 3), default=None)


def sae_of(models: Iterable[ModelInfo], sae_id: str) -> SaeInfo | None:
    """The SAE of an id among those of several models, or None."""
    return next((sae for model in models if (sae := model.sae(sae_id)) is not None), None)
