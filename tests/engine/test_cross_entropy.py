from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from fakes.greedy import greedy
from fakes.tiny_gemma import CONFIG, tiny_model

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.engine.analysis.cross_entropy import (
    ce_loss_recovered,
    predicting_positions,
    token_losses,
)
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Array, Site
from holysheep_desktop.errors import CancelledWorkError

# continued by the model itself, so that zeros in its place do harm
TOKENS = np.array([2, 270, *greedy(tiny_model(), [2, 270], 6)])
SPECIAL = np.array([True] + [False] * 7)
NEVER = bool


def sae_at(hook_point: HookPoint, layer: int = 1) -> Sae:
    d = CONFIG.d_model
    rng = np.random.default_rng(3)
    return Sae(
        "s", layer, hook_point,
        rng.normal(size=(d, 20)).astype(np.float32), rng.normal(size=20).astype(np.float32),
        rng.normal(size=(20, d)).astype(np.float32), rng.normal(size=d).astype(np.float32),
        np.full(20, 0.5, np.float32),
    )  # fmt: skip


def recovered(sae: Sae, spliced: Array | None = None, special: np.ndarray = SPECIAL) -> float | None:
    model = tiny_model()
    place = hooks.name(sae.layer, Site(f"hook_{sae.hook_point.value}"))
    before = hooks.name(sae.layer, Site.RESID_PRE)
    run = model.run(TOKENS, capture={place, before})
    value = run.values[place]
    return ce_loss_recovered(
        model, sae, TOKENS, special,
        resid_pre=run.values[before], spliced=value if spliced is None else spliced, final=run.resid,
        should_stop=NEVER,
    )  # fmt: skip


def naive_loss(resid: Array, targets: np.ndarray) -> float:
    """Mean cross-entropy from whole logits, in float64 and plain Python sums."""
    logits = tiny_model().logits(resid).astype(np.float64)
    losses = [
        math.log(sum(math.exp(z - max(row)) for z in row)) + max(row) - row[target]
        for row, target in zip(logits.tolist(), targets.tolist(), strict=True)
    ]
    return sum(losses) / len(losses)


def test_that_losses_agree_with_whole_logits() -> None:
    model = tiny_model()
    resid = model.run(TOKENS).resid

    losses = token_losses(model, resid[:-1], TOKENS[1:], NEVER)

    assert losses.mean() == pytest.approx(naive_loss(resid[:-1], TOKENS[1:]), rel=1e-6)


def test_that_large_logits_do_not_overflow() -> None:
    model = tiny_model()
    weights = replace(model.weights, final_norm=np.full(CONFIG.d_model, 500, np.float32))
    loud = type(model)(weights)

    assert np.isfinite(token_losses(loud, loud.run(TOKENS).resid, TOKENS, NEVER)).all()


@pytest.mark.parametrize("hook_point", [HookPoint.RESID_POST, HookPoint.MLP_OUT, HookPoint.RESID_PRE])
def test_that_putting_the_activations_themselves_in_place_recovers_everything(hook_point: HookPoint) -> None:
    assert recovered(sae_at(hook_point)) == pytest.approx(1.0, abs=1e-5)


def test_that_putting_zeros_in_place_recovers_nothing() -> None:
    model, sae = tiny_model(), sae_at(HookPoint.RESID_POST)
    zeros = model.run(TOKENS, stop_layer=2).resid.copy()
    zeros[1:] = 0

    assert recovered(sae, zeros) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("hook_point", list(HookPoint))
def test_that_the_ratio_agrees_with_three_separate_whole_runs(hook_point: HookPoint) -> None:
    model, sae = tiny_model(), sae_at(hook_point)
    place = hooks.name(sae.layer, Site(f"hook_{hook_point.value}"))
    clean = model.run(TOKENS, capture={place})
    value = clean.values[place]
    spliced, zeros = value.copy(), value.copy()
    spliced[1:] = sae.reconstruct(value[1:])
    zeros[1:] = 0

    def loss_with(replacement: Array) -> float:
        run = model.run(TOKENS, edit=lambda name, _: replacement if name == place else None)
        return naive_loss(run.resid[1:-1], TOKENS[2:])

    ablated, reconstructed = loss_with(zeros), loss_with(spliced)
    own = naive_loss(clean.resid[1:-1], TOKENS[2:])
    expected = (ablated - reconstructed) / (ablated - own) if ablated > own else None

    assert recovered(sae, spliced) == (pytest.approx(expected, rel=1e-4) if expected is not None else None)


def test_that_an_sae_of_the_last_layer_is_served() -> None:
    assert recovered(sae_at(HookPoint.RESID_POST, layer=2)) == pytest.approx(1.0, abs=1e-6)


def test_that_neither_bos_nor_a_special_target_is_predicted() -> None:
    special = np.array([True, False, False, True, False, False])

    assert predicting_positions(special).tolist() == [1, 4]


def test_that_a_prompt_of_one_token_has_nothing_to_predict() -> None:
    assert recovered(sae_at(HookPoint.RESID_POST), special=np.array([True] * 7 + [False])) is None


def test_that_a_stop_ends_the_work() -> None:
    model = tiny_model()

    with pytest.raises(CancelledWorkError):
        token_losses(model, model.run(TOKENS).resid, TOKENS, lambda: True)
