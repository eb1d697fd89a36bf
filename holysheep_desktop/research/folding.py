"""An SAE of SAELens written as a JumpReLU, ReLU or TopK SAE whose options have gone into its weights.

With z = x·W + b before the activation function:

    x − b_dec encoded instead of x     b ← b − b_dec·W
    gated (Rajamanoharan et al. 2404.16014): (x·W + b_gate > 0) ⊙ ReLU(x·W·e^r + b_mag), the two products
    share W, so it is a JumpReLU of z = x·W·e^r + b_mag at θ = max(0, b_mag − b_gate·e^r)
    features in units of their decoder row's norm     W ← W·‖d‖, b ← b·‖d‖, d ← d/‖d‖

What comes out is tried against SAELens's own encoder and decoder before it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import torch
from sae_lens import SAE

from holysheep_desktop.errors import ModelSourceError

Array: TypeAlias = npt.NDArray[np.float32]
AnySae: TypeAlias = SAE[Any]
"""Whatever its architecture."""

TRIED_ROWS = 16
TOLERANCE = 1e-3
CURE = "choose an SAE that reads one place of the residual stream"


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """What `cfg.json` and `sae_weights.safetensors` are to hold."""

    config: dict[str, object]
    tensors: dict[str, Array]


@torch.no_grad()
def folded(sae: AnySae, name: str) -> Folded:
    """Raises ModelSourceError for an SAE that cannot be written so."""
    cfg = sae.cfg
    hook = _hook(sae, name)
    if cfg.normalize_activations not in ("none", None):
        scaling = cfg.normalize_activations
        reason = f"it scales each token by itself ({scaling}), so its features have no fixed direction"
        raise ModelSourceError(name, reason, CURE)
    weights = _weights(sae, name)
    architecture = "topk" if cfg.architecture() == "topk" else "jumprelu"
    config: dict[str, object] = {
        "architecture": architecture,
        "d_in": cfg.d_in,
        "d_sae": cfg.d_sae,
        "apply_b_dec_to_input": False,
        "metadata": {
            "hook_name": hook,
            "neuronpedia_id": cfg.metadata.neuronpedia_id,
            "model_from_pretrained_kwargs": cfg.metadata.model_from_pretrained_kwargs,
        },
    }
    if architecture == "topk":
        config["k"] = int(cfg.k)
        del weights["threshold"]
    _try(sae, weights, config, name)
    tensors = {key: np.ascontiguousarray(value.float().cpu().numpy()) for key, value in weights.items()}
    return Folded(config, tensors)


def _hook(sae: AnySae, name: str) -> str:
    metadata = sae.cfg.metadata
    hook, out = metadata.hook_name, metadata.hook_name_out
    if out not in (None, hook) or "transcoder" in sae.cfg.architecture():
        raise ModelSourceError(name, "a transcoder maps one place to another", CURE)
    if sae.cfg.reshape_activations != "none" or metadata.hook_head_index is not None:
        raise ModelSourceError(name, f"it reads {hook}, which is no place of the residual stream", CURE)
    if not isinstance(hook, str):
        raise ModelSourceError(name, "its configuration does not say where it reads", CURE)
    return hook


def _weights(sae: AnySae, name: str) -> dict[str, torch.Tensor]:
    said = {key: value.detach().double() for key, value in sae.state_dict().items()}
    w_enc, w_dec, b_dec = said["W_enc"], said["W_dec"], said["b_dec"]
    shift = b_dec @ w_enc if sae.cfg.apply_b_dec_to_input else torch.zeros(len(w_dec), dtype=torch.float64)
    match sae.cfg.architecture():
        case "gated":
            factor = said["r_mag"].exp()
            b_enc = said["b_mag"] - shift * factor
            threshold = (b_enc - (said["b_gate"] - shift) * factor).clamp(min=0)
            w_enc = w_enc * factor
        case "jumprelu":
            b_enc, threshold = said["b_enc"] - shift, said["threshold"]
        case "standard" | "topk":
            b_enc = said["b_enc"] - shift
            threshold = torch.zeros_like(b_enc)
        case other:
            raise ModelSourceError(name, f"SAEs of the architecture {other} are not served", CURE)
    if getattr(sae.cfg, "rescale_acts_by_decoder_norm", False):
        norm = w_dec.norm(dim=-1)
        w_enc, b_enc, w_dec = w_enc * norm, b_enc * norm, w_dec / norm[:, None]
    return {"W_enc": w_enc, "b_enc": b_enc, "W_dec": w_dec, "b_dec": b_dec, "threshold": threshold}


def _try(sae: AnySae, weights: dict[str, torch.Tensor], config: dict[str, object], name: str) -> None:
    """Random activations of the size at which the features work."""
    size = weights["b_dec"].abs().mean() + 1.0
    x = torch.randn(TRIED_ROWS, sae.cfg.d_in, generator=torch.Generator().manual_seed(0)).double() * size
    z = x @ weights["W_enc"] + weights["b_enc"]
    features = torch.relu(z)
    if "threshold" in weights:
        features = features * (z > weights["threshold"])
    else:
        kept = features.topk(cast("int", config["k"]), dim=-1)
        features = torch.zeros_like(features).scatter(-1, kept.indices, kept.values)
    theirs = sae.encode(x.to(sae.dtype))
    theirs = theirs.to_dense() if theirs.is_sparse else theirs
    pairs = (
        (features, theirs.double()),
        (features @ weights["W_dec"] + weights["b_dec"], sae.decode(theirs).double()),
    )
    if any(_apart(ours, own) > TOLERANCE for ours, own in pairs):
        raise ModelSourceError(name, "its encoder does more than its weights say", CURE)


def _apart(ours: torch.Tensor, theirs: torch.Tensor) -> float:
    """Mean deviation in units of the mean size: a feature at its very threshold may fall on either side."""
    return float((ours - theirs).abs().mean() / theirs.abs().mean().clamp(min=1e-12))
