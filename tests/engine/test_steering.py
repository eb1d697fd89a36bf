from __future__ import annotations

import numpy as np
import pytest
from fakes.tiny_gemma import CONFIG, tiny_model

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.core.requests import Steering, SteeringMode
from holysheep_desktop.engine.analysis.steering import SteeredSae, grouped, steering_edit
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site

TOKENS = np.array([2, 270, 265, 280])
SPECIAL = np.array([True, False, False, False])
HOOK = hooks.name(1, Site.RESID_POST)


def two_features(k: int | None = None) -> Sae:
    """Features x₀ and x₁ (over 0.5), written back along (1, 0, …) and (1, 2, 0, …)."""
    d = CONFIG.d_model
    w_enc, w_dec = np.zeros((d, 2), np.float32), np.zeros((2, d), np.float32)
    w_enc[0, 0] = w_enc[1, 1] = 1
    w_dec[0, 0], w_dec[1, 0], w_dec[1, 1] = 1, 1, 2
    return Sae(
        "s", 1, HookPoint.RESID_POST, w_enc, np.zeros(2, np.float32), w_dec, np.ones(d, np.float32),
        np.array([0, 0.5], np.float32), k,
    )  # fmt: skip


def change(x: list[float], *steps: Steering, k: int | None = None) -> list[float]:
    row = np.zeros((1, CONFIG.d_model), np.float32)
    row[0, : len(x)] = x
    return SteeredSae(two_features(k), steps).change(row)[0, :2].tolist()


def step(feature: int, mode: SteeringMode, strength: float = 0.0) -> Steering:
    return Steering("s", feature, mode, strength)


def test_that_adding_moves_along_the_decoder_direction() -> None:
    assert change([3, 4], step(1, SteeringMode.ADD, 2)) == [2, 4]


def test_that_setting_moves_by_what_is_missing() -> None:
    assert change([3, 4], step(1, SteeringMode.SET, 5)) == [1, 2]


def test_that_ablating_takes_the_activation_away() -> None:
    assert change([3, 4], step(1, SteeringMode.ABLATE)) == [-4, -8]


def test_that_ablating_a_silent_feature_changes_nothing() -> None:
    assert change([3, 0.5], step(1, SteeringMode.ABLATE)) == [0, 0]


def test_that_steps_add_up_from_the_activations_before_any_of_them() -> None:
    assert change([3, 4], step(0, SteeringMode.ABLATE), step(1, SteeringMode.SET, 5)) == [-3 + 1, 2]


def test_that_topk_decides_with_all_features_what_is_active() -> None:
    assert change([3, 4], step(0, SteeringMode.ABLATE), k=1) == [0, 0]


def test_that_special_tokens_of_the_prompt_are_left_alone() -> None:
    edit = steering_edit([SteeredSae(two_features(), (step(0, SteeringMode.ADD, 7),))], SPECIAL)
    value = np.ones((4, CONFIG.d_model), np.float32)

    assert edit is not None
    edited = edit(HOOK, value)

    assert edited is not None
    assert edited[:, 0].tolist() == [1, 8, 8, 8]
    assert value[:, 0].tolist() == [1, 1, 1, 1]


def test_that_a_batch_is_steered_row_by_row() -> None:
    edit = steering_edit([SteeredSae(two_features(), (step(0, SteeringMode.ADD, 7),))], SPECIAL)

    assert edit is not None
    edited = edit(HOOK, np.zeros((3, 4, CONFIG.d_model), np.float32))

    assert edited is not None
    assert edited[:, :, 0].tolist() == [[0, 7, 7, 7]] * 3


def test_that_answer_tokens_are_steered_without_a_mask() -> None:
    edit = steering_edit([SteeredSae(two_features(), (step(0, SteeringMode.ADD, 7),))])

    assert edit is not None
    edited = edit(HOOK, np.zeros((1, CONFIG.d_model), np.float32))
    assert edited is not None
    assert edited[0, 0] == 7


def test_that_other_values_of_the_model_are_not_touched() -> None:
    edit = steering_edit([SteeredSae(two_features(), (step(0, SteeringMode.ADD, 7),))])

    assert edit is not None
    assert edit(hooks.name(1, Site.RESID_PRE), np.zeros((1, CONFIG.d_model), np.float32)) is None


def test_that_no_steering_is_no_edit() -> None:
    assert steering_edit([]) is None


@pytest.mark.parametrize("mode", [SteeringMode.ADD])
def test_that_strength_zero_leaves_the_run_bit_for_bit(mode: SteeringMode) -> None:
    model = tiny_model()
    edit = steering_edit([SteeredSae(two_features(), (step(0, mode, 0.0),))], SPECIAL)

    assert (model.run(TOKENS, edit=edit).resid == model.run(TOKENS).resid).all()


def test_that_setting_a_feature_to_what_it_is_leaves_the_run() -> None:
    model, sae = tiny_model(), two_features()
    clean = model.run(TOKENS, capture={HOOK})
    activation = float(sae.encode(clean.values[HOOK])[2, 1])
    only_third = np.array([True, True, False, True])
    edit = steering_edit([SteeredSae(sae, (step(1, SteeringMode.SET, activation),))], only_third)

    np.testing.assert_allclose(model.run(TOKENS, edit=edit).resid, clean.resid, rtol=1e-5, atol=1e-5)


def test_that_steering_reaches_the_logits_as_a_direct_change_of_the_stream_does() -> None:
    model, sae = tiny_model(), two_features()
    clean = model.run(TOKENS, capture={HOOK}).values[HOOK]
    moved = clean.copy()
    moved[1:] += 3 * sae.w_dec[1]
    edit = steering_edit([SteeredSae(sae, (step(1, SteeringMode.ADD, 3),))], SPECIAL)

    expected = model.run(resid=moved, start_layer=2).resid
    np.testing.assert_allclose(model.run(TOKENS, edit=edit).resid, expected, rtol=1e-5, atol=1e-5)


def test_that_steps_of_one_sae_are_applied_together() -> None:
    steps = [
        step(0, SteeringMode.ADD, 1),
        Steering("t", 0, SteeringMode.ADD, 1),
        step(1, SteeringMode.ADD, 1),
    ]

    groups = grouped(steps, lambda _: two_features())

    assert [[s.feature for s in group.steps] for group in groups] == [[0, 1], [0]]
