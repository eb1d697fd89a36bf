"""GET /models and GET /interpretability/saes."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from holysheep_desktop.core.labelling.public_labels import checked_id
from holysheep_desktop.core.models import Capabilities, ModelInfo, SaeInfo, SaeMetrics, Support
from holysheep_desktop.errors import ApiResponseError, ErrorReplyError
from holysheep_desktop.protocol.error_body import error_of
from holysheep_desktop.protocol.wire_types import Count, Index, LeftOut, Name, OrNone, Real, Strict, Word

_OPERATION = "models"
_KNOWN_FIELDS = frozenset({"id", "object", "created", "owned_by", "capabilities"})


class _Metrics(Strict):
    l0: OrNone[Real] = None
    explained_variance: OrNone[Real] = None
    ce_loss_recovered: OrNone[Real] = None
    dead_fraction: OrNone[Real] = None
    sample_tokens: OrNone[Count] = None


class _Sae(Strict):
    sae_id: Name
    layer: Index
    hook_point: Name
    width: Index
    sha256: OrNone[Word] = None
    metrics: OrNone[_Metrics] = None
    added_by_user: OrNone[bool] = None
    has_dashboard: OrNone[bool] = None
    neuronpedia_id: OrNone[Word] = None


class _Capabilities(Strict):
    sae: OrNone[bool] = None
    activation_patching: OrNone[bool] = None
    steering: OrNone[bool] = None
    n_layers: OrNone[Count] = None
    d_model: OrNone[Count] = None
    context_length: OrNone[Count] = None
    saes: OrNone[list[OrNone[_Sae]]] = None
    patching_metrics: OrNone[list[Word]] = None
    patching_components: OrNone[list[Word]] = None
    device: OrNone[Word] = None
    dtype: OrNone[Word] = None
    chat_template: OrNone[bool] = None
    streams_progress: OrNone[bool] = None
    keeps_labels: OrNone[bool] = None


class _Model(Strict):
    id: Name
    owned_by: OrNone[Word] = None
    capabilities: OrNone[_Capabilities] = None


def dump_models(models: Iterable[ModelInfo]) -> dict[str, object]:
    """OpenAI's list of models with our `capabilities`."""
    return {"object": "list", "data": [_model(model) for model in models]}


def dump_saes(models: Iterable[ModelInfo]) -> dict[str, object]:
    """All SAEs with the model that each belongs to."""
    return {
        "object": "list",
        "data": [{"model": model.id, **dump_sae(sae)} for model in models for sae in model.capabilities.saes],
    }


def _model(model: ModelInfo) -> dict[str, object]:
    fields: dict[str, object] = {"id": model.id, "object": "model", "owned_by": model.owned_by}
    fields["capabilities"] = _capabilities(model.capabilities)
    return fields


def _capabilities(can: Capabilities) -> dict[str, object]:
    fields: dict[str, object] = {
        "sae": _BOOLEANS[can.sae],
        "activation_patching": _BOOLEANS[can.activation_patching],
        "steering": _BOOLEANS[can.steering],
        "n_layers": can.n_layers,
        "d_model": can.d_model,
        "context_length": can.context_length,
        "device": can.device,
        "dtype": can.dtype,
        "chat_template": can.chat_template,
        "streams_progress": can.streams_progress,
        "keeps_labels": can.keeps_labels,
    }
    known = {name: value for name, value in fields.items() if value is not None}
    known["saes"] = [dump_sae(sae) for sae in can.saes]
    known["patching_metrics"] = list(can.patching_metrics)
    known["patching_components"] = list(can.patching_components)
    return known


_BOOLEANS = {Support.YES: True, Support.NO: False, Support.UNKNOWN: None}


def dump_sae(sae: SaeInfo) -> dict[str, object]:
    """One SAE as it stands in both lists."""
    metrics = sae.metrics
    fields: dict[str, object] = {
        "sae_id": sae.sae_id,
        "layer": sae.layer,
        "hook_point": sae.hook_point,
        "width": sae.width,
        "sha256": sae.sha256,
        "metrics": {
            "l0": metrics.l0,
            "explained_variance": metrics.explained_variance,
            "ce_loss_recovered": metrics.ce_loss_recovered,
            "dead_fraction": metrics.dead_fraction,
            "sample_tokens": metrics.sample_tokens,
        },
        "added_by_user": sae.is_own,
    }
    if sae.has_dashboard is not None:
        fields["has_dashboard"] = sae.has_dashboard
    if sae.neuronpedia_id is not None:
        fields["neuronpedia_id"] = sae.neuronpedia_id
    return fields


def parse_models(payload: object) -> tuple[ModelInfo, ...]:
    """The models of a list, without repeats; entries whose id is no visible text are skipped.

    Only the boolean true counts as capable; anything but a boolean is unknown. Raises ApiResponseError where
    the reply is no object or an error; a missing list is empty, because a model can be named by hand.
    """
    if not isinstance(payload, dict):
        raise ApiResponseError(_OPERATION, f"the reply is a {type(payload).__name__}, not an object")
    if not payload.get("data") and payload.get("error"):
        raise ErrorReplyError(_OPERATION, "the reply is an error", error_of(payload).message)
    entries = payload.get("data")
    found: dict[str, ModelInfo] = {}
    for entry in entries if isinstance(entries, list) else ():
        model = _parsed(entry)
        if model is not None:
            found.setdefault(model.id, model)
    return tuple(found.values())


def _parsed(entry: object) -> ModelInfo | None:
    if not isinstance(entry, dict):
        return None
    try:
        wire = _Model.model_validate(entry, context=LeftOut())
    except ValidationError:
        return None
    return ModelInfo(
        id=wire.id,
        owned_by=wire.owned_by,
        capabilities=_core_capabilities(wire.capabilities or _Capabilities()),
        unknown_fields={str(k): v for k, v in entry.items() if k not in _KNOWN_FIELDS},
    )


def _core_capabilities(wire: _Capabilities) -> Capabilities:
    return Capabilities(
        sae=_support(wire.sae),
        activation_patching=_support(wire.activation_patching),
        steering=_support(wire.steering),
        n_layers=wire.n_layers,
        d_model=wire.d_model,
        context_length=wire.context_length,
        saes=tuple(_core_sae(sae) for sae in wire.saes or () if sae is not None),
        patching_metrics=tuple(wire.patching_metrics or ()),
        patching_components=tuple(wire.patching_components or ()),
        device=wire.device,
        dtype=wire.dtype,
        chat_template=wire.chat_template,
        streams_progress=wire.streams_progress,
        keeps_labels=wire.keeps_labels,
    )


def _support(value: bool | None) -> Support:
    if value is None:
        return Support.UNKNOWN
    return Support.YES if value else Support.NO


def parse_sae(payload: object, operation: str) -> SaeInfo:
    """One SAE; raises ApiResponseError where the reply is none."""
    try:
        return _core_sae(_Sae.model_validate(payload, context=LeftOut()))
    except ValidationError as error:
        raise ApiResponseError(operation, "the reply does not describe an SAE") from error


def _core_sae(wire: _Sae) -> SaeInfo:
    metrics = SaeMetrics() if wire.metrics is None else SaeMetrics(**wire.metrics.model_dump())
    return SaeInfo(
        wire.sae_id, wire.layer, wire.hook_point, wire.width, wire.sha256, metrics,
        is_own=wire.added_by_user is True, has_dashboard=wire.has_dashboard,
        neuronpedia_id=checked_id(wire.neuronpedia_id),
    )  # fmt: skip
