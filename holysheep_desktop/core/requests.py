"""What can be asked of a model: a frozen request that says everything the answer depends on."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.errors import InputError, InputReason

MAX_TOKENS_LIMIT = 4096
TOP_K_LIMIT = 4096
TOP_LOGPROBS_LIMIT = 20
CONTROLS_LIMIT = 200
NEURON_TOP_K_LIMIT = 200
FEATURE_IDS_LIMIT = 64


class Role(StrEnum):
    """Who speaks in a chat."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class Way(StrEnum):
    """Which run is patched with which (Heimersheim & Nanda 2404.15255).

    Noising moves comparison activations into the original run: was the site necessary?
    Denoising moves original activations into the comparison run: was it sufficient?
    """

    NOISING = "noising"
    DENOISING = "denoising"
    BOTH = "both"


class Method(StrEnum):
    """Exact patching runs the model; attribution uses the gradient (Kramár et al. 2403.00745)."""

    EXACT = "exact"
    ATTRIBUTION = "attribution"


class Pooling(StrEnum):
    """How a feature's activations on the tokens of a prompt become one number; no special tokens."""

    MAX = "max"
    MEAN = "mean"
    LAST = "last"
    """The activation on the last token, from which the model predicts the next one."""


class SteeringMode(StrEnum):
    """What is done to a feature's activation while the model runs."""

    ADD = "add"
    SET = "set"
    ABLATE = "ablate"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Generation:
    """How the answer is decoded; temperature 0 is greedy."""

    max_tokens: int = 64
    temperature: float = 0.0
    top_p: float = 1.0
    seed: int = 0
    stop: tuple[str, ...] = ()
    top_logprobs: int | None = None
    """None: no log-probabilities; 0: of the chosen token only."""


@dataclass(frozen=True, slots=True)
class FeatureOptions:
    """Read the prompt with an SAE."""

    layer: int
    top_k: int = 20
    sae_id: str | None = None
    """None: the model's own SAE of that layer."""
    with_activation_cache: bool = True
    pooling: Pooling = Pooling.MAX


@dataclass(frozen=True, slots=True)
class AnswerTokenIds:
    """The two tokens whose logits are compared: r of the original run, r' of the comparison run."""

    original: int
    comparison: int


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """One cell of an effect map, to be opened; `position` is a token index of the original prompt."""

    component: Component
    layer: int
    position: int
    head: int | None = None
    """Needed for the component `head`, and for no other."""


@dataclass(frozen=True, slots=True)
class PatchOptions:
    """Compare two prompts by activation patching. Empty choices mean: what the endpoint does by default."""

    comparison_prompt: str
    layer: int
    metric: Metric = Metric.LOGIT_DIFF
    components: tuple[Component, ...] = ()
    sweep: bool = False
    way: Way = Way.BOTH
    answers: AnswerTokenIds | None = None
    alignment: tuple[tuple[int, int], ...] | None = None
    """Pairs of token indices (original, comparison) as edited by the user; None: aligned automatically."""
    neuron_top_k: int = 10
    controls: int = 20
    method: Method = Method.EXACT
    layers: tuple[int, ...] | None = None
    """Restricts a sweep to these layers; None: all."""
    sae_id: str | None = None
    """The SAE whose features are patched; None: the model's own SAE of that layer."""
    feature_ids: tuple[int, ...] = ()
    """Features to patch one by one and all together, both ways; empty: the strongest by attribution."""
    answer_position: tuple[int, int] | None = None
    """Token indices (original, comparison) after which the answer is read; None: the last tokens."""
    site: SiteChoice | None = None
    """Open this one site instead: what both patched runs would say, and its heads, neurons and features."""


@dataclass(frozen=True, slots=True)
class Steering:
    """Change one SAE feature while the model runs; `strength` is in units of the residual stream."""

    sae_id: str
    feature: int
    mode: SteeringMode
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class AnalysisRequest:
    """One question to a model: an answer, and on request its features and a patching analysis."""

    model: str
    messages: tuple[Message, ...]
    generation: Generation = field(default_factory=Generation)
    features: FeatureOptions | None = None
    patching: PatchOptions | None = None
    logit_lens: bool = False
    steering: tuple[Steering, ...] = ()

    @property
    def prompt(self) -> str:
        """The text that the local base model continues: messages joined by blank lines."""
        return "\n\n".join(message.content for message in self.messages)


def user_message(text: str) -> tuple[Message, ...]:
    """A chat of one user message, byte for byte as typed; raises InputError where it is empty."""
    if not text.strip():
        raise InputError("prompt", InputReason.EMPTY)
    return (Message(Role.USER, text),)


def checked_whole_number(field_name: str, value: int, low: int, high: int) -> int:
    """`value` if it lies in [low, high]; raises InputError that names the field."""
    if value < low:
        raise InputError(field_name, InputReason.TOO_SMALL, low)
    if value > high:
        raise InputError(field_name, InputReason.TOO_LARGE, high)
    return value


def checked_number(field_name: str, value: float, low: float, high: float) -> float:
    """`value` if it is finite and lies in [low, high]; raises InputError that names the field."""
    if not math.isfinite(value):
        raise InputError(field_name, InputReason.NOT_A_NUMBER)
    if value < low:
        raise InputError(field_name, InputReason.TOO_SMALL, low)
    if value > high:
        raise InputError(field_name, InputReason.TOO_LARGE, high)
    return value
