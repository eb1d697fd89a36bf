"""Named features, one by one and together, against whole forward passes of the naive model."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fakes import naive_gemma
from fakes.patching_cases import OneDictionary, analyse_tiny
from fakes.tiny_gemma import tiny_model, tiny_tokenizer

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.core.requests import AnswerTokenIds, Way
from holysheep_desktop.core.results import FeatureSetEffect, PatchAnalysis
from holysheep_desktop.engine.patching.feature_sets import random_sets
from holysheep_desktop.engine.patching.features import FeatureChange
from holysheep_desktop.errors import PatchTargetError

MODEL, TOKENIZER = tiny_model(), tiny_tokenizer()
ORIGINAL, COMPARISON, LONGER = "abcdefgh", "abxdefyh", "abxxdefyyh"
LAYER = 1
ANSWERS = AnswerTokenIds(39, 31)
FEATURES = (3, 7, 11)
TOLERANCE = 1e-4


def ids(text: str) -> list[int]:
    return TOKENIZER.encode(text).ids


def analysed(comparison: str = COMPARISON, **options: Any) -> PatchAnalysis:
    options = {"dictionaries": OneDictionary(LAYER), "feature_ids": FEATURES, **options}
    return analyse_tiny(ORIGINAL, comparison, LAYER, answers=ANSWERS, **options)


def together_of(found: PatchAnalysis) -> FeatureSetEffect:
    assert found.feature_set is not None
    return found.feature_set


def naive_effect(comparison: str, way: Way, features: tuple[int, ...], hook_point: HookPoint) -> float:
    """The effect of moving these features from one whole run into the other."""
    a, b = ids(ORIGINAL), ids(comparison)
    pairs = align(a, b).pairs
    if way is Way.DENOISING:
        a, b, pairs = b, a, tuple((j, i) for i, j in pairs)
    sae, name = OneDictionary(LAYER, hook_point).only, f"blocks.{LAYER}.hook_{hook_point.value}"
    ours, theirs = (sae.encode(naive_gemma.values(MODEL, run)[name].astype(np.float32)) for run in (a, b))

    def edit(at: str, value: naive_gemma.Array) -> naive_gemma.Array:
        if at != name:
            return value
        patched = value.copy()
        for i, j in pairs:
            for feature in features:
                patched[i] += (theirs[j, feature] - ours[i, feature]) * sae.direction(feature)
        return patched

    start, end, moved = (
        logits[ANSWERS.original] - logits[ANSWERS.comparison]
        for logits in (
            naive_gemma.logits(MODEL, a),
            naive_gemma.logits(MODEL, b),
            naive_gemma.logits(MODEL, a, edit),
        )
    )
    return float((moved - start) / (end - start))


@pytest.mark.parametrize("hook_point", list(HookPoint))
@pytest.mark.parametrize("comparison", [COMPARISON, LONGER])
def test_that_a_set_has_the_effect_of_all_its_changes_at_once(comparison: str, hook_point: HookPoint) -> None:
    found = together_of(analysed(comparison, dictionaries=OneDictionary(LAYER, hook_point), controls=0))
    assert found.features == FEATURES
    for way, effect in ((Way.NOISING, found.noising), (Way.DENOISING, found.denoising)):
        expected = naive_effect(comparison, way, FEATURES, hook_point)
        assert effect == pytest.approx(expected, abs=TOLERANCE)


def test_that_each_named_feature_is_patched_by_itself_both_ways() -> None:
    found = analysed(controls=0)
    assert [one.feature for one in found.features] == list(FEATURES)
    for one in found.features:
        alone = (one.feature,)
        noising = naive_effect(COMPARISON, Way.NOISING, alone, HookPoint.RESID_POST)
        denoising = naive_effect(COMPARISON, Way.DENOISING, alone, HookPoint.RESID_POST)
        assert one.effect == pytest.approx(noising, abs=TOLERANCE)
        assert one.denoising == pytest.approx(denoising, abs=TOLERANCE)


def test_that_all_features_together_leave_the_error_term_where_it_was() -> None:
    """With every feature moved the stream is the other reconstruction plus its own error."""
    found = together_of(analysed(feature_ids=tuple(range(16)), controls=0))
    assert found.noising is not None
    assert abs(found.noising - 1.0) > 1e-2
    assert found.noising == pytest.approx(
        naive_effect(COMPARISON, Way.NOISING, tuple(range(16)), HookPoint.RESID_POST), abs=TOLERANCE
    )


def test_that_only_the_wished_direction_is_patched() -> None:
    found = analysed(way=Way.DENOISING, controls=3)
    together = together_of(found)
    assert (together.noising, together.noising_control) == (None, None)
    assert together.denoising is not None
    assert all(one.effect is None and one.denoising is not None for one in found.features)


def test_that_every_feature_and_the_set_have_as_many_controls_as_asked_for() -> None:
    found = analysed(controls=21)
    together = together_of(found)
    assert together.noising_control is not None
    assert together.denoising_control is not None
    assert (together.noising_control.n, together.denoising_control.n) == (21, 21)
    # 16 features less the three that were named: no feature has more random others than that.
    pooled = next(control for control in found.controls if control.claim == "sae_feature")
    assert pooled.n == 13 * len(FEATURES)
    assert all(one.control is not None and one.denoising_control is not None for one in found.features)


def test_that_controls_follow_the_seed() -> None:
    one, again, other = (together_of(analysed(controls=5, seed=seed)) for seed in (1, 1, 2))
    assert one.noising_control is not None
    assert other.noising_control is not None
    assert one == again
    assert one.noising_control.effects != other.noising_control.effects


def test_that_a_seed_may_be_negative() -> None:
    together = together_of(analysed(controls=2, seed=-5))
    assert together.noising_control is not None
    assert together.noising_control.n == 2


def test_that_a_random_set_moves_as_many_features_by_the_norm_of_the_set_at_every_token() -> None:
    sae = OneDictionary(LAYER).only
    changes = [
        FeatureChange(3, np.array([1.0, -2.0], np.float32)),
        FeatureChange(7, np.array([0.5, 0.0], np.float32)),
    ]
    together = np.array([sae.direction(3) + 0.5 * sae.direction(7), -2.0 * sae.direction(3)])
    pools = (np.array([1, 2]), np.array([4, 5, 6]))
    added = random_sets(sae, changes, pools, together, 40, np.random.default_rng(0))
    assert np.linalg.norm(added, axis=-1) == pytest.approx(
        np.tile(np.linalg.norm(together, axis=-1), (40, 1)), rel=1e-5
    )
    spanned = sae.w_dec[[1, 2]].astype(np.float64)
    inside = added @ np.linalg.pinv(spanned) @ spanned
    assert np.abs(inside - added).max() < 1e-4


def test_that_features_are_moved_where_no_pair_reaches_the_difference_without_any_effect() -> None:
    found = together_of(analysed(comparison=ORIGINAL + "xy", controls=4))
    assert (found.noising, found.denoising) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"feature_ids": (3, 16)}, "extra_body.activation_patching.feature_ids[1]"),
        ({"feature_ids": (3, 3)}, "extra_body.activation_patching.feature_ids"),
        ({"sae_id": "none/such"}, "extra_body.activation_patching.sae_id"),
        ({"dictionaries": OneDictionary(0)}, "extra_body.activation_patching.feature_ids"),
        (
            {"dictionaries": OneDictionary(0), "sae_id": "tiny/sae"},
            "extra_body.activation_patching.sae_id",
        ),
    ],
)
def test_that_features_which_cannot_be_patched_are_refused_by_the_name_of_the_option(
    options: dict[str, Any], param: str
) -> None:
    with pytest.raises(PatchTargetError) as refusal:
        analysed(**options)
    assert refusal.value.param == param


def test_that_an_sae_can_be_named() -> None:
    assert analysed(sae_id="tiny/sae", controls=0) == analysed(controls=0)
