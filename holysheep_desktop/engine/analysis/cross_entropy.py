"""How well the model predicts a text with its own activations, with an SAE's, and with none.

    CE loss recovered = (CE_ablated − CE_sae) / (CE_ablated − CE_model)

1: nothing is lost when the model computes on with the reconstruction; 0: it does no better than with zeros in
its place (zero ablation; Lieberum et al. 2408.05147, section 4.1). Special tokens keep their activations in
all three runs, and only tokens that the SAE has read are asked for their prediction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.analysis.reading import Doubles, Mask
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Array, Edit, Site
from holysheep_desktop.engine.transformer.network import Network

Ids: TypeAlias = npt.NDArray[np.int64]
ShouldStop: TypeAlias = Callable[[], bool]


def predicting_positions(is_special: Mask) -> Ids:
    """Positions (n,) whose next token is predicted: neither they nor the next token are special, (T,)."""
    return np.flatnonzero(~is_special[:-1] & ~is_special[1:])


def ce_loss_recovered(
    model: Network,
    sae: Sae,
    tokens: Ids,
    is_special: Mask,
    *,
    resid_pre: Array,
    spliced: Array,
    final: Array,
    should_stop: ShouldStop,
    edit: Edit | None = None,
) -> float | None:
    """CE loss recovered on one prompt of T tokens, by two runs from the SAE's layer on.

    `resid_pre` (T, d_model) enters the SAE's layer, `spliced` (T, d_in) is what the SAE puts in place of its
    activations, `final` (T, d_model) is the stream of the model's own run after the last block. `edit` is
    what was done to the model in that run. None where nothing is predicted, or zeros predict no worse.
    """
    losses = losses_with_sae(
        model, sae, tokens, is_special,
        resid_pre=resid_pre, spliced=spliced, final=final, should_stop=should_stop, edit=edit,
    )  # fmt: skip
    return recovered_share(losses.mean(axis=1)) if losses.size else None


def recovered_share(losses: Doubles) -> float | None:
    """CE loss recovered of (model, SAE, ablated) losses (3,); None where ablation does no damage."""
    ce_model, ce_sae, ce_ablated = losses
    damage = float(ce_ablated - ce_model)
    return float(ce_ablated - ce_sae) / damage if damage > 0 else None


def losses_with_sae(
    model: Network,
    sae: Sae,
    tokens: Ids,
    is_special: Mask,
    *,
    resid_pre: Array,
    spliced: Array,
    final: Array,
    should_stop: ShouldStop,
    edit: Edit | None = None,
) -> Doubles:
    """Losses (3, n) of the n predicted tokens: of the model, with the SAE, and with zeros in its place.

    Takes what `ce_loss_recovered` takes.
    """
    positions = predicting_positions(is_special)
    if not positions.size:
        return np.empty((3, 0))
    zeros = np.where(is_special[:, None], spliced, np.float32(0.0))
    runs = _run_on(model, sae, resid_pre, np.stack([spliced, zeros]), edit, should_stop)
    rows = np.concatenate([final[positions], runs[0, positions], runs[1, positions]])
    return token_losses(model, rows, np.tile(tokens[positions + 1], 3), should_stop).reshape(3, -1)


def _run_on(
    model: Network, sae: Sae, resid_pre: Array, values: Array, edit: Edit | None, should_stop: ShouldStop
) -> Array:
    """The final streams (B, T, d_model) of runs in which the SAE's place holds `values` (B, T, d_in)."""
    place = hooks.name(sae.layer, Site(f"hook_{sae.hook_point.value}"))

    def replaced(name: str, value: Array) -> Array | None:
        return values if name == place else edit(name, value) if edit is not None else None

    if place == hooks.name(sae.layer, Site.RESID_POST):
        run = model.run(resid=values, start_layer=sae.layer + 1, edit=edit, should_stop=should_stop)
    else:
        batch = np.broadcast_to(resid_pre, (len(values), *resid_pre.shape))
        run = model.run(resid=batch, start_layer=sae.layer, edit=replaced, should_stop=should_stop)
    return run.resid


def token_losses(model: Network, resid: Array, targets: Ids, should_stop: ShouldStop) -> Doubles:
    """−log p(target) in nats (n,) of final streams (n, d_model)."""
    return model.head.losses(resid, targets, should_stop)
