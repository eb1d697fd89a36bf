"""The shape of a chat request, strictly typed. Private to this package; see `chat_request`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import (
    CONTROLS_LIMIT,
    FEATURE_IDS_LIMIT,
    MAX_TOKENS_LIMIT,
    NEURON_TOP_K_LIMIT,
    TOP_K_LIMIT,
    TOP_LOGPROBS_LIMIT,
    FeatureOptions,
    Method,
    PatchOptions,
    Pooling,
    Role,
    SteeringMode,
    Way,
)
from holysheep_desktop.protocol.wire_types import Index, Pair, Real, Strict

UNSUPPORTED = "unsupported_parameter"
MISSING = "missing_required_parameter"
_MAX_MESSAGES = 2048
_DEFAULT_PATCHING = PatchOptions("", 0)
_DEFAULT_FEATURES = FeatureOptions(0)

_WITHOUT_EFFECT: Mapping[str, tuple[object, ...]] = {
    "n": (1,),
    "tools": ([],),
    "functions": ([],),
    "response_format": ({"type": "text"},),
    "frequency_penalty": (0,),
    "presence_penalty": (0,),
    "logit_bias": ({},),
}
"""OpenAI's options that would change the answer and are not served, with the values that change nothing."""

_FEATURE_OPTIONS = frozenset({"sae_layer", "sae_id", "sae_top_k", "return_activation_cache", "pooling"})

_OneOf = Field(strict=False)  # a string of JSON is never an instance of an Enum


class ContentPart(Strict):
    """One part of a message's content; only text can be read."""

    type: Literal["text"]
    text: str


class ChatMessage(Strict):
    """One message. OpenAI's newer `developer` role is the system's."""

    role: Literal["system", "developer", "user", "assistant"]
    content: list[ContentPart]

    @field_validator("content", mode="before")
    @classmethod
    def _text_as_part(cls, value: object) -> object:
        return [{"type": "text", "text": value}] if isinstance(value, str) else value

    @property
    def text(self) -> str:
        """The parts, joined as they are."""
        return "".join(part.text for part in self.content)

    @property
    def core_role(self) -> Role:
        """The role as the program knows it."""
        return Role.SYSTEM if self.role == "developer" else Role(self.role)


class ChatBody(Strict):
    """OpenAI's standard fields, and those of them that the engine cannot honour."""

    model: Annotated[str, Field(min_length=1, max_length=500)]
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=_MAX_MESSAGES)]
    max_tokens: Annotated[int, Field(ge=0, le=MAX_TOKENS_LIMIT)] | None = None
    max_completion_tokens: Annotated[int, Field(ge=0, le=MAX_TOKENS_LIMIT)] | None = None
    temperature: Annotated[Real, Field(ge=0, le=2)] | None = None
    top_p: Annotated[Real, Field(ge=0, le=1)] | None = None
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)] | None = None
    stop: Annotated[list[Annotated[str, Field(min_length=1)]], Field(max_length=16)] | None = None
    stream: bool | None = None
    logprobs: bool | None = None
    top_logprobs: Annotated[int, Field(ge=0, le=TOP_LOGPROBS_LIMIT)] | None = None

    n: object = None
    tools: object = None
    functions: object = None
    response_format: object = None
    frequency_penalty: object = None
    presence_penalty: object = None
    logit_bias: object = None

    @field_validator("stop", mode="before")
    @classmethod
    def _one_as_list(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @field_validator(*_WITHOUT_EFFECT)
    @classmethod
    def _is_without_effect(cls, value: object, info: ValidationInfo) -> object:
        assert info.field_name is not None
        if value not in (None, *_WITHOUT_EFFECT[info.field_name]):
            raise PydanticCustomError(UNSUPPORTED, "this option is not served by this gateway")
        return value

    @model_validator(mode="after")
    def _alternatives_need_logprobs(self) -> Self:
        if self.top_logprobs is not None and not self.logprobs:
            raise PydanticCustomError(
                "invalid_value", "top_logprobs needs logprobs to be true", {"param": "top_logprobs"}
            )
        return self


class AnswerTokenPair(Strict):
    """Token ids whose logits are compared."""

    model_config = ConfigDict(extra="forbid")

    original: Index
    comparison: Index


class SiteOptions(Strict):
    """`extra_body.activation_patching.site`."""

    model_config = ConfigDict(extra="forbid")

    component: Annotated[Component, _OneOf]
    layer: Index
    position: Index
    head: Index | None = None


class PatchingOptions(Strict):
    """`extra_body.activation_patching`."""

    model_config = ConfigDict(extra="forbid")

    enabled: bool = True
    comparison_prompt: Annotated[str, Field(min_length=1)]
    target_layer: Index
    patching_metric: Annotated[Metric, _OneOf] = _DEFAULT_PATCHING.metric
    components: list[Annotated[Component, _OneOf]] = Field(default_factory=list[Component])
    sweep: bool = _DEFAULT_PATCHING.sweep
    direction: Annotated[Way, _OneOf] = _DEFAULT_PATCHING.way
    answer_tokens: AnswerTokenPair | None = None
    alignment: list[Pair] | None = None
    neuron_top_k: Annotated[int, Field(ge=0, le=NEURON_TOP_K_LIMIT)] = _DEFAULT_PATCHING.neuron_top_k
    controls: Annotated[int, Field(ge=0, le=CONTROLS_LIMIT)] = _DEFAULT_PATCHING.controls
    method: Annotated[Method, _OneOf] = _DEFAULT_PATCHING.method
    layers: Annotated[list[Index], Field(min_length=1)] | None = None
    sae_id: Annotated[str, Field(min_length=1)] | None = None
    feature_ids: Annotated[list[Index], Field(max_length=FEATURE_IDS_LIMIT)] = Field(
        default_factory=list[Index]
    )
    answer_position: Pair | None = None
    site: SiteOptions | None = None

    @model_validator(mode="after")
    def _layers_restrict_a_sweep(self) -> Self:
        if self.layers is not None and not self.sweep:
            raise PydanticCustomError(
                MISSING, "layers has no effect without sweep: true", {"param": "activation_patching.sweep"}
            )
        return self


class SteeringOptions(Strict):
    """One entry of `extra_body.steering`."""

    model_config = ConfigDict(extra="forbid")

    sae_id: Annotated[str, Field(min_length=1)]
    feature: Index
    mode: Annotated[SteeringMode, _OneOf]
    strength: Real = 0.0


class Options(Strict):
    """The interpretability options. An unknown one is an error: it would be dropped silently otherwise."""

    model_config = ConfigDict(extra="forbid")

    include_sae_features: bool | None = None
    sae_layer: Index | None = None
    sae_top_k: Annotated[int, Field(ge=1, le=TOP_K_LIMIT)] = _DEFAULT_FEATURES.top_k
    return_activation_cache: bool = False
    sae_id: Annotated[str, Field(min_length=1)] | None = None
    pooling: Annotated[Pooling, _OneOf] = _DEFAULT_FEATURES.pooling
    activation_patching: PatchingOptions | None = None
    logit_lens: bool = False
    steering: list[SteeringOptions] | None = None

    @model_validator(mode="after")
    def _features_are_whole(self) -> Self:
        if self.include_sae_features and self.sae_layer is None:
            raise PydanticCustomError(
                MISSING, "sae_layer is needed with include_sae_features", {"param": "sae_layer"}
            )
        named = self.model_fields_set & _FEATURE_OPTIONS
        if named and self.include_sae_features is None:
            raise PydanticCustomError(
                MISSING,
                "{given} has no effect without include_sae_features: true",
                {"param": "include_sae_features", "given": ", ".join(sorted(named))},
            )
        return self
