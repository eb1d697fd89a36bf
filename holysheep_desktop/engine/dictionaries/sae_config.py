"""What an SAE's own files say about it, in the three layouts that are in use.

- SAELens: `cfg.json` beside `sae_weights.safetensors` (before version 6 with the hook at the top level, since
  then under `metadata`).
- Gemma Scope (Lieberum et al. 2408.05147): `params.npz` alone; layer and place stand in the folder names.
- Gemma Scope 2: `config.json` beside `params.safetensors`, with the hook as a transformers module name.

Where the files of an SAE that the user added do not say where it reads, `place.json` has what the user said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import cast

from holysheep_desktop.core.labelling.public_labels import checked_id, gemma_scope_2_id
from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.sae_import import SaePlace
from holysheep_desktop.engine.dictionaries.tensor_files import read_json_object
from holysheep_desktop.errors import DictionaryError


class Layout(StrEnum):
    """A file layout, by the name of its weights file."""

    SAELENS = "sae_weights.safetensors"
    GEMMA_SCOPE = "params.npz"
    GEMMA_SCOPE_2 = "params.safetensors"


@dataclass(frozen=True, slots=True)
class SaeConfig:
    """Where an SAE reads, and how its weights are to be taken.

    `subtracts_b_dec`: x − b_dec is encoded instead of x. `has_threshold`: JumpReLU rather than ReLU.
    `scales_by_decoder_norm`: features are compared after multiplication with their decoder row's norm.
    """

    layer: int
    hook_point: HookPoint
    model_name: str | None = None
    has_threshold: bool = True
    k: int | None = None
    subtracts_b_dec: bool = False
    scales_by_decoder_norm: bool = False
    neuronpedia_id: str | None = None


PLACE = "place.json"
_SAELENS_HOOK = re.compile(r"blocks\.(\d{1,3})\.hook_(resid_pre|resid_mid|resid_post|attn_out|mlp_out)")
_SCOPE_2_HOOKS = {
    HookPoint.RESID_POST: re.compile(r"model\.layers\.(\d{1,3})\.output"),
    HookPoint.MLP_OUT: re.compile(r"model\.layers\.(\d{1,3})\.post_feedforward_layernorm\.output"),
    HookPoint.ATTN_OUT: re.compile(r"model\.layers\.(\d{1,3})\.post_attention_layernorm\.output"),
}
_SCOPE_LAYER = re.compile(r"layer_(\d{1,3})(?!\d)")
_SCOPE_SITES = {"res": HookPoint.RESID_POST, "mlp": HookPoint.MLP_OUT}
_ACTIVATIONS = {"standard": "relu", "jumprelu": "jumprelu", "topk": "topk"}


def layout_of(folder: Path) -> Layout | None:
    """The layout of a folder, or None where it holds no SAE."""
    return next((layout for layout in Layout if (folder / layout).is_file()), None)


def read_config(folder: Path, layout: Layout) -> SaeConfig:
    """The configuration of the SAE in a folder; raises DictionaryError where it cannot be served."""
    match layout:
        case Layout.SAELENS:
            return _saelens(folder / "cfg.json")
        case Layout.GEMMA_SCOPE:
            return _said_by_the_user(folder) if (folder / PLACE).is_file() else _gemma_scope(folder)
        case Layout.GEMMA_SCOPE_2:
            path = folder / "config.json"
            config = _gemma_scope_2(path) if path.is_file() else _said_by_the_user(folder)
            return replace(config, neuronpedia_id=gemma_scope_2_id(folder.name, config.hook_point))


def place_content(place: SaePlace) -> dict[str, object]:
    """What `place.json` holds."""
    return {"layer": place.layer, "hook_point": place.hook_point.value}


def _said_by_the_user(folder: Path) -> SaeConfig:
    content = read_json_object(folder / PLACE)
    layer, hook_point = content.get("layer"), content.get("hook_point")
    if not isinstance(layer, int) or isinstance(layer, bool) or layer < 0 or hook_point not in set(HookPoint):
        raise DictionaryError(folder / PLACE, "no layer and hook point stand there")
    return SaeConfig(layer, HookPoint(str(hook_point)))


def _saelens(path: Path) -> SaeConfig:
    top = read_json_object(path)
    nested = top.get("metadata")
    cfg = top | cast("dict[str, object]", nested) if isinstance(nested, dict) else top
    _refuse_what_is_not_served(path, cfg)
    layer, hook_point = _saelens_hook(path, cfg.get("hook_name"))
    activation = _activation(path, cfg)
    return SaeConfig(
        layer,
        hook_point,
        model_name=_text(cfg.get("model_name")),
        has_threshold=activation == "jumprelu",
        k=_k(path, cfg) if activation == "topk" else None,
        subtracts_b_dec=bool(cfg.get("apply_b_dec_to_input", True)),  # SAELens's own default
        scales_by_decoder_norm=bool(cfg.get("rescale_acts_by_decoder_norm", False)),
        neuronpedia_id=checked_id(cfg.get("neuronpedia_id")),
    )


def _refuse_what_is_not_served(path: Path, cfg: Mapping[str, object]) -> None:
    """Options that change the numbers and that this engine does not know: better refused than ignored."""
    plain: tuple[object, ...] = (None, "none", False, "")
    for name in ("normalize_activations", "reshape_activations", "finetuning_scaling_factor"):
        if cfg.get(name) not in plain:
            raise DictionaryError(path, f"{name} is not supported")
    if cfg.get("hook_head_index") is not None:
        raise DictionaryError(path, "SAEs of a single attention head are not supported")


def _saelens_hook(path: Path, name: object) -> tuple[int, HookPoint]:
    match = _SAELENS_HOOK.fullmatch(name) if isinstance(name, str) else None
    if match is None:
        said = f" ({plain_text(name, 80)})" if isinstance(name, str) else ""
        raise DictionaryError(path, f"hook_name is missing or is no place of this model{said}")
    return int(match[1]), HookPoint(match[2])


def _activation(path: Path, cfg: Mapping[str, object]) -> str:
    architecture = cfg.get("architecture", "standard")
    activation = _ACTIVATIONS.get(architecture) if isinstance(architecture, str) else None
    if activation is None:
        raise DictionaryError(path, "the architecture is not standard, jumprelu or topk")
    older = cfg.get("activation_fn_str", cfg.get("activation_fn", "relu"))
    return "topk" if activation == "relu" and older == "topk" else activation


def _k(path: Path, cfg: Mapping[str, object]) -> int:
    older = cfg.get("activation_fn_kwargs")
    k = cfg.get("k", cast("dict[str, object]", older).get("k") if isinstance(older, dict) else None)
    if not isinstance(k, int | float) or isinstance(k, bool) or not 1 <= k < 1 << 20 or k != int(k):
        raise DictionaryError(path, "k is missing or is no whole number")
    return int(k)


def _gemma_scope(folder: Path) -> SaeConfig:
    """`…/gemma-scope-…-res/layer_12/width_16k/average_l0_82`: the nearest folder that says it counts."""
    names = [folder.name, *(parent.name for parent in folder.parents)]
    layer = next((int(found[1]) for name in names if (found := _SCOPE_LAYER.search(name))), None)
    if layer is None:
        raise DictionaryError(folder, "no folder name says the layer (layer_12)")
    ends = (name.rpartition("-")[2] for name in names)
    sites = (_SCOPE_SITES[end] for end in ends if end in _SCOPE_SITES)
    return SaeConfig(layer, next(sites, HookPoint.RESID_POST))


def _gemma_scope_2(path: Path) -> SaeConfig:
    cfg = read_json_object(path)
    if cfg.get("architecture") not in ("jump_relu", "jumprelu") or cfg.get("type", "sae") != "sae":
        raise DictionaryError(path, "not a JumpReLU SAE")
    hook = cfg.get("hf_hook_point_in")
    if cfg.get("affine_connection") or cfg.get("hf_hook_point_out", hook) != hook:
        raise DictionaryError(path, "transcoders are not supported")
    for hook_point, pattern in _SCOPE_2_HOOKS.items():
        match = pattern.fullmatch(hook) if isinstance(hook, str) else None
        if match is not None:
            return SaeConfig(int(match[1]), hook_point, model_name=_text(cfg.get("model_name")))
    raise DictionaryError(path, "hf_hook_point_in is missing or is no place that is supported")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
