"""Steering: SAE features held, raised or silenced while the model runs.

    x ← x + Σᵢ (gᵢ − fᵢ) · dᵢ

with fᵢ the activation of feature i, gᵢ what it shall be, dᵢ its decoder row. Only the named features move:
the rest of the reconstruction and the error term stay, so asking for what is there already changes nothing
(Templeton et al. 2024, «Scaling Monosemanticity», methodological details of feature steering).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from holysheep_desktop.core.requests import Steering, SteeringMode
from holysheep_desktop.engine.analysis.reading import Mask
from holysheep_desktop.engine.dictionaries.sae import FloatArray, Sae
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Array, Edit, Site


@dataclass(frozen=True, slots=True)
class SteeredSae:
    """One SAE and what is done to its features, in the order of the request."""

    sae: Sae
    steps: tuple[Steering, ...]

    @property
    def hook(self) -> str:
        """The name of the value that changes."""
        return hooks.name(self.sae.layer, Site(f"hook_{self.sae.hook_point.value}"))

    def change(self, x: Array) -> Array:
        """Σᵢ (gᵢ − fᵢ) · dᵢ for every row of x (n, d_in)."""
        ids = [step.feature for step in self.steps]
        features = _activations(self.sae, x, ids)
        return _deltas(features, self.steps) @ self.sae.w_dec[ids]


def _activations(sae: Sae, x: Array, ids: list[int]) -> FloatArray:
    """fᵢ (n, len(ids)). Features of a JumpReLU do not see each other, so only the named ones are computed."""
    if sae.k is not None:
        return sae.encode(x)[:, ids]
    named = replace(sae, w_enc=sae.w_enc[:, ids], b_enc=sae.b_enc[ids], threshold=sae.threshold[ids])
    return named.encode(x)


def _deltas(features: FloatArray, steps: Sequence[Steering]) -> FloatArray:
    deltas = np.empty_like(features)
    for column, step in enumerate(steps):
        match step.mode:
            case SteeringMode.ADD:
                deltas[:, column] = step.strength
            case SteeringMode.SET:
                deltas[:, column] = step.strength - features[:, column]
            case SteeringMode.ABLATE:
                deltas[:, column] = -features[:, column]
    return deltas


def grouped(steering: Sequence[Steering], sae: Callable[[str], Sae]) -> tuple[SteeredSae, ...]:
    """The steps of a request by SAE, in the order in which each SAE is first named."""
    ids = dict.fromkeys(step.sae_id for step in steering)
    return tuple(SteeredSae(sae(i), tuple(step for step in steering if step.sae_id == i)) for i in ids)


def steering_edit(steered: Sequence[SteeredSae], is_special: Mask | None = None) -> Edit | None:
    """An edit of the forward pass, or None where nothing is steered.

    With `is_special` (T,) the special tokens of a prompt stay as they are; without it every row is steered,
    as in decoding, where rows are answer tokens.
    """
    if not steered:
        return None

    def edit(name: str, value: Array) -> Array | None:
        here = [group for group in steered if group.hook == name]
        if not here:
            return None
        rows = value.reshape(-1, value.shape[-1])
        change = sum((group.change(rows) for group in here), np.zeros_like(rows)).reshape(value.shape)
        if is_special is not None:
            change[..., is_special, :] = 0.0
        return value + change

    return edit
