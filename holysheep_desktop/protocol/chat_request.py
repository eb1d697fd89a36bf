"""The body of POST /chat/completions: our requests as JSON, and anyone's JSON as a request.

The interpretability options stand in a literal, nested `extra_body` object. The OpenAI SDK's argument of that
name merges its keys into the top level instead, so the gateway reads both places and says which one it found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from holysheep_desktop.core.requests import (
    AnalysisRequest,
    AnswerTokenIds,
    FeatureOptions,
    Generation,
    Message,
    PatchOptions,
    Pooling,
    SiteChoice,
    Steering,
)
from holysheep_desktop.errors import RequestError
from holysheep_desktop.protocol.request_faults import request_error
from holysheep_desktop.protocol.request_models import ChatBody, Options, PatchingOptions, SiteOptions

PLACEMENT_ADVICE = (
    "Put every interpretability option inside the nested extra_body object; "
    "other gateways ignore options at the top level of the body."
)
_OPTION_NAMES = frozenset(Options.model_fields)
_EXTRA_BODY = "extra_body"


class Placement(StrEnum):
    """Where a request holds its interpretability options."""

    NESTED = "nested"
    TOP_LEVEL = "top_level"
    BOTH = "both"
    """The nested one wins where they differ."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ChatCall:
    """One request to the gateway."""

    request: AnalysisRequest
    stream: bool = False
    placement: Placement = Placement.NONE


def dump_request(request: AnalysisRequest, *, stream: bool) -> dict[str, object]:
    """The JSON body of a request; the order of the keys is the tutorial's.

    `temperature` is always sent, because OpenAI's default is 1 where ours is 0.
    """
    body: dict[str, object] = {
        "model": request.model,
        "messages": [{"role": str(m.role), "content": m.content} for m in request.messages],
        "max_tokens": request.generation.max_tokens,
    }
    body.update(_sampling(request.generation))
    if stream:
        body["stream"] = True
    options = _options(request)
    if options:
        body[_EXTRA_BODY] = options
    return body


def _sampling(generation: Generation) -> dict[str, object]:
    fields: dict[str, object] = {"temperature": generation.temperature}
    if generation.top_p != 1.0:
        fields["top_p"] = generation.top_p
    if generation.seed:
        fields["seed"] = generation.seed
    if generation.stop:
        fields["stop"] = list(generation.stop)
    if generation.top_logprobs is not None:
        fields["logprobs"] = True
        fields["top_logprobs"] = generation.top_logprobs
    return fields


def _options(request: AnalysisRequest) -> dict[str, object]:
    options: dict[str, object] = {}
    if request.features is not None:
        options["include_sae_features"] = True
        options["sae_layer"] = request.features.layer
        options["sae_top_k"] = request.features.top_k
        if request.features.with_activation_cache:
            options["return_activation_cache"] = True
        if request.features.sae_id is not None:
            options["sae_id"] = request.features.sae_id
        if request.features.pooling is not Pooling.MAX:
            options["pooling"] = str(request.features.pooling)
    if request.patching is not None:
        options["activation_patching"] = _patching_options(request.patching)
    if request.logit_lens:
        options["logit_lens"] = True
    if request.steering:
        options["steering"] = [_steering(steering) for steering in request.steering]
    return options


def _patching_options(patching: PatchOptions) -> dict[str, object]:
    """The tutorial's four fields, then only those of ours that differ from the default."""
    default = PatchOptions(patching.comparison_prompt, patching.layer)
    fields: dict[str, object] = {
        "enabled": True,
        "comparison_prompt": patching.comparison_prompt,
        "target_layer": patching.layer,
        "patching_metric": str(patching.metric),
    }
    if patching.components:
        fields["components"] = [str(component) for component in patching.components]
    if patching.sweep:
        fields["sweep"] = True
    if patching.way is not default.way:
        fields["direction"] = str(patching.way)
    if patching.answers is not None:
        fields["answer_tokens"] = {
            "original": patching.answers.original,
            "comparison": patching.answers.comparison,
        }
    if patching.alignment is not None:
        fields["alignment"] = [list(pair) for pair in patching.alignment]
    if patching.neuron_top_k != default.neuron_top_k:
        fields["neuron_top_k"] = patching.neuron_top_k
    if patching.controls != default.controls:
        fields["controls"] = patching.controls
    if patching.method is not default.method:
        fields["method"] = str(patching.method)
    if patching.layers is not None:
        fields["layers"] = list(patching.layers)
    if patching.sae_id is not None:
        fields["sae_id"] = patching.sae_id
    if patching.feature_ids:
        fields["feature_ids"] = list(patching.feature_ids)
    if patching.answer_position is not None:
        fields["answer_position"] = list(patching.answer_position)
    if patching.site is not None:
        fields["site"] = _site(patching.site)
    return fields


def _site(site: SiteChoice) -> dict[str, object]:
    fields: dict[str, object] = {
        "component": str(site.component),
        "layer": site.layer,
        "position": site.position,
    }
    if site.head is not None:
        fields["head"] = site.head
    return fields


def _steering(steering: Steering) -> dict[str, object]:
    return {
        "sae_id": steering.sae_id,
        "feature": steering.feature,
        "strength": steering.strength,
        "mode": str(steering.mode),
    }


def parse_request(body: object) -> ChatCall:
    """A request from its JSON body.

    Unknown fields of the body are ignored, as with OpenAI; an unknown option inside `extra_body`, a wrong
    type, or an OpenAI option that is not served and would change the answer raises RequestError with its
    path.
    """
    if not isinstance(body, dict):
        raise RequestError(None, "the body must be a JSON object", "invalid_type")
    fields: dict[str, object] = {str(key): value for key, value in body.items()}
    options, placement = _gathered(fields)
    try:
        chat = ChatBody.model_validate(fields)
    except ValidationError as error:
        raise request_error(error, "", "") from error
    try:
        parsed = Options.model_validate(options)
    except ValidationError as error:
        advice = PLACEMENT_ADVICE if placement in {Placement.TOP_LEVEL, Placement.BOTH} else ""
        raise request_error(error, "" if placement is Placement.TOP_LEVEL else _EXTRA_BODY, advice) from error
    return ChatCall(_request(chat, parsed), bool(chat.stream), placement)


def _gathered(fields: dict[str, object]) -> tuple[dict[str, object], Placement]:
    nested = fields.get(_EXTRA_BODY)
    if nested is not None and not isinstance(nested, dict):
        raise RequestError(_EXTRA_BODY, "must be a JSON object", "invalid_type")
    inner: dict[str, object] = {str(key): value for key, value in (nested or {}).items()}
    outer = {name: value for name, value in fields.items() if name in _OPTION_NAMES}
    return {**outer, **inner}, _placement(bool(outer), bool(inner))


def _placement(is_outside: bool, is_inside: bool) -> Placement:
    if is_inside:
        return Placement.BOTH if is_outside else Placement.NESTED
    return Placement.TOP_LEVEL if is_outside else Placement.NONE


def _request(chat: ChatBody, options: Options) -> AnalysisRequest:
    return AnalysisRequest(
        model=chat.model,
        messages=tuple(Message(message.core_role, message.text) for message in chat.messages),
        generation=_generation(chat),
        features=_feature_options(options),
        patching=_patch_options(options.activation_patching),
        logit_lens=options.logit_lens,
        steering=tuple(Steering(s.sae_id, s.feature, s.mode, s.strength) for s in options.steering or ()),
    )


def _generation(chat: ChatBody) -> Generation:
    default = Generation()
    max_tokens = chat.max_tokens if chat.max_tokens is not None else chat.max_completion_tokens
    return Generation(
        max_tokens=default.max_tokens if max_tokens is None else max_tokens,
        temperature=default.temperature if chat.temperature is None else chat.temperature,
        top_p=default.top_p if chat.top_p is None else chat.top_p,
        seed=default.seed if chat.seed is None else chat.seed,
        stop=tuple(chat.stop or ()),
        top_logprobs=(chat.top_logprobs or 0) if chat.logprobs else None,
    )


def _feature_options(options: Options) -> FeatureOptions | None:
    if not options.include_sae_features or options.sae_layer is None:
        return None
    return FeatureOptions(
        layer=options.sae_layer,
        top_k=options.sae_top_k,
        sae_id=options.sae_id,
        with_activation_cache=options.return_activation_cache,
        pooling=options.pooling,
    )


def _patch_options(options: PatchingOptions | None) -> PatchOptions | None:
    if options is None or not options.enabled:
        return None
    pair = options.answer_tokens
    alignment = options.alignment
    return PatchOptions(
        comparison_prompt=options.comparison_prompt,
        layer=options.target_layer,
        metric=options.patching_metric,
        components=tuple(options.components),
        sweep=options.sweep,
        way=options.direction,
        answers=None if pair is None else AnswerTokenIds(pair.original, pair.comparison),
        alignment=None if alignment is None else tuple((i, j) for i, j in alignment),
        neuron_top_k=options.neuron_top_k,
        controls=options.controls,
        method=options.method,
        layers=None if options.layers is None else tuple(options.layers),
        sae_id=options.sae_id,
        feature_ids=tuple(options.feature_ids),
        answer_position=None if options.answer_position is None else _pair(options.answer_position),
        site=_site_choice(options.site),
    )


def _pair(indices: list[int]) -> tuple[int, int]:
    return indices[0], indices[1]


def _site_choice(options: SiteOptions | None) -> SiteChoice | None:
    if options is None:
        return None
    return SiteChoice(options.component, options.layer, options.position, options.head)
