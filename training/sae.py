"""A finished SAE: training scale folded in, encoding as at inference, files in SAELens' layout."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from training.kernels import Floats
from training.trainer import State

MODEL_NAME = "gemma-3-270m"


@dataclass(frozen=True)
class Sae:
    """A JumpReLU SAE in raw residual units, shapes as SAELens has them.

    w_enc (d_in, d_sae), b_enc and threshold (d_sae,), w_dec (d_sae, d_in) with unit rows, b_dec (d_in,).
    """

    w_enc: Floats
    b_enc: Floats
    w_dec: Floats
    b_dec: Floats
    threshold: Floats

    def encode(self, x: Floats) -> Floats:
        """Activations (token, d_sae): the pre-activation where it is above the threshold, else 0."""
        pre = x @ self.w_enc + self.b_enc
        return np.where(pre > self.threshold, pre, np.float32(0))

    def decode(self, features: Floats) -> Floats:
        return features @ self.w_dec + self.b_dec

    def shuffled(self, seed: int) -> Sae:
        """The same SAE with its decoder rows exchanged at random: what chance reaches."""
        return replace(self, w_dec=self.w_dec[np.random.default_rng(seed).permutation(len(self.w_dec))])

    def rounded(self) -> Sae:
        """The SAE as it is stored: both matrices in float16."""
        w_enc, w_dec = (w.astype(np.float16).astype(np.float32) for w in (self.w_enc, self.w_dec))
        return replace(self, w_enc=w_enc, w_dec=w_dec)


def fold(state: State, offset: NDArray[np.float64], scale: float, *, half: bool) -> Sae:
    """The SAE of a training state whose inputs were (x − offset) / scale, in the units of x.

    With s the scale and o the offset, features are measured in raw units (s · a), so the decoder keeps
    its unit rows, the encoder stays as it is and b_enc becomes s·b − o·W. With `half` both matrices are
    rounded to float16 first, so that the large offset meets the very weights that are stored.
    """
    threshold = state.threshold_sum / max(state.threshold_count, 1) or state.cutoff
    w_enc, w_dec = state.encoder.T, state.decoder
    if half:
        w_enc, w_dec = w_enc.astype(np.float16), w_dec.astype(np.float16)
    w_enc, w_dec = np.ascontiguousarray(w_enc, np.float32), np.ascontiguousarray(w_dec, np.float32)
    b_enc = scale * state.encoder_bias.astype(np.float64) - offset @ w_enc.astype(np.float64)
    b_dec = scale * state.decoder_bias.astype(np.float64) + offset
    thresholds = np.full(len(b_enc), scale * threshold)
    return Sae(
        w_enc, b_enc.astype(np.float32), w_dec, b_dec.astype(np.float32), thresholds.astype(np.float32)
    )


def config(layer: int, d_in: int, d_sae: int, context: int) -> dict[str, object]:
    """`cfg.json` for readers of SAELens before version 6 (top level) and since (`metadata`)."""
    hook = f"blocks.{layer}.hook_resid_post"
    described: dict[str, object] = {
        "model_name": MODEL_NAME,
        "hook_name": hook,
        "hook_layer": layer,
        "hook_head_index": None,
        "context_size": context,
        "prepend_bos": True,
        "exclude_special_tokens": True,
        "dataset_path": "training/README.md",
    }
    return {
        "architecture": "jumprelu",
        "d_in": d_in,
        "d_sae": d_sae,
        "dtype": "float32",
        "device": "cpu",
        "apply_b_dec_to_input": False,
        "normalize_activations": "none",
        "reshape_activations": "none",
        "finetuning_scaling_factor": False,
        "activation_fn_str": "relu",
        **described,
        "metadata": described | {"sae_lens_training_version": None, "trained_with": "BatchTopK"},
    }


def save(sae: Sae, folder: Path, layer: int, context: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    d_in, d_sae = sae.w_enc.shape
    tensors = {
        "W_enc": sae.w_enc.astype(np.float16),
        "b_enc": sae.b_enc,
        "W_dec": sae.w_dec.astype(np.float16),
        "b_dec": sae.b_dec,
        "threshold": sae.threshold,
    }
    save_file(
        {name: np.ascontiguousarray(value) for name, value in tensors.items()},
        folder / "sae_weights.safetensors",
    )
    text = json.dumps(config(layer, d_in, d_sae, context), indent=2)
    (folder / "cfg.json").write_text(text + "\n", "utf-8")


def load(folder: Path) -> Sae:
    raw = {
        name: value.astype(np.float32)
        for name, value in load_file(folder / "sae_weights.safetensors").items()
    }
    return Sae(raw["W_enc"], raw["b_enc"], raw["W_dec"], raw["b_dec"], raw["threshold"])
