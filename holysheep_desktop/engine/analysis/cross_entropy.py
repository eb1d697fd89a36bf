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
from threadpoolctl import threadpool_limits

from holysheep_desktop.engine.analysis.reading import Doubles, Mask
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.transformer import hooks, kernels
from holysheep_desktop.engine.transformer.hooks import Array, Edit, Site
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.transformer.threads import share
from holysheep_desktop.engine.weights.layout import LANES
from holysheep_desktop.errors import CancelledWorkError

Ids: TypeAlias = npt.NDArray[np.int64]
ShouldStop: TypeAlias = Callable[[], bool]

GROUPS_AT_ONCE = 8
"""Row groups of the embedding that a thread holds in fp32: 512 tokens, 1.3 MB, which stays in its cache."""


def predicting_positions(is_special: Mask) -> Ids:
    """Positions whose next token is predicted: neither they nor the next token are special."""
    return np.flatnonzero(~is_special[:-1] & ~is_special[1:])


def ce_loss_recovered(
    model: Model,
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
    model: Model,
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
    model: Model, sae: Sae, resid_pre: Array, values: Array, edit: Edit | None, should_stop: ShouldStop
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


def token_losses(model: Model, resid: Array, targets: Ids, should_stop: ShouldStop) -> Doubles:
    """−log p(target) in nats (n,) of final streams (n, d_model): a prompt's losses without its logits.

    The logits of 100 positions would take 105 MB; a stretch of the vocabulary at a time needs 2.
    """
    x = model.head.normed(resid)
    n_groups = -(-model.config.d_vocab // LANES)
    n_parts = -(-n_groups // GROUPS_AT_ONCE)
    parts = np.empty((n_parts, len(x)))

    def read(first: int, last: int) -> None:
        for part in range(first, last):
            if should_stop():
                raise CancelledWorkError
            start = part * GROUPS_AT_ONCE
            parts[part] = _log_sum_exp(x, _columns(model, start, min(start + GROUPS_AT_ONCE, n_groups)))

    # each thread multiplies its own stretch: BLAS forking inside of them would make them wait for each other
    with threadpool_limits(1, user_api="blas"):
        share(read, n_parts)
    rows = model.weights.embedding.rows(targets)
    chosen = np.einsum("ij,ij->i", x, rows, dtype=np.float64)
    return np.logaddexp.reduce(parts, axis=0) - chosen


def _columns(model: Model, first: int, last: int) -> Array:
    """Unembedding vectors (d_model, n) of the tokens in row groups first … last − 1."""
    integers = model.weights.embedding.integers
    if integers is not None:
        return kernels.dequantized(integers, first, last)
    stop = min(last * LANES, model.config.d_vocab)
    return model.weights.embedding.rows(np.arange(first * LANES, stop)).T


def _log_sum_exp(x: Array, columns: Array) -> Doubles:
    logits = x @ columns
    top = logits.max(axis=1, keepdims=True)
    logits -= top
    np.exp(logits, out=logits)
    return np.log(logits.sum(axis=1, dtype=np.float64)) + top[:, 0]
