"""Metrics beside the logit difference, against their definitions over the whole vocabulary."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fakes import naive_gemma
from fakes.patching_cases import SITE_OF, analyse_tiny, naive_patched
from fakes.tiny_gemma import tiny_model, tiny_tokenizer

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import AnswerTokenIds, Method, Way
from holysheep_desktop.core.results import EffectScale, PatchAnalysis
from holysheep_desktop.engine.patching.effects import Metric as Scale
from holysheep_desktop.engine.patching.readouts import log_normaliser, n_above
from holysheep_desktop.engine.transformer.model import Model

MODEL, TOKENIZER = tiny_model(), tiny_tokenizer()
ORIGINAL, COMPARISON = "abcdefgh", "abxdefyh"
ANSWERS = AnswerTokenIds(39, 31)
LAYER = 1
WITHOUT_TEXT = [Metric.LOGIT_DIFF, Metric.ANSWER_PROBABILITY, Metric.ANSWER_RANK, Metric.KL_DIVERGENCE]


def ids(text: str) -> list[int]:
    return TOKENIZER.encode(text).ids


def probabilities(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def by_definition(metric: Metric, logits: np.ndarray, other: np.ndarray) -> float:
    if metric is Metric.LOGIT_DIFF:
        return float(logits[ANSWERS.original] - logits[ANSWERS.comparison])
    if metric is Metric.ANSWER_PROBABILITY:
        return float(probabilities(logits)[ANSWERS.original])
    if metric is Metric.ANSWER_RANK:
        return float((logits > logits[ANSWERS.original]).sum() + 1)
    p, q = probabilities(other), probabilities(logits)
    return float((p * np.log(p / q)).sum())


def patched_logits(way: Way, position: int) -> np.ndarray:
    a, b = ids(ORIGINAL), ids(COMPARISON)
    if way is Way.DENOISING:
        a, b = b, a
    return naive_patched(MODEL, a, b, [(position, position)], [f"blocks.{LAYER}.hook_attn_out"])


def analysed(metric: Metric, **options: Any) -> PatchAnalysis:
    wish = {"answers": ANSWERS, "metric": metric, "components": (Component.ATTN_OUT,)}
    return analyse_tiny(ORIGINAL, COMPARISON, LAYER, **wish, **options)


@pytest.mark.parametrize("metric", WITHOUT_TEXT)
@pytest.mark.parametrize("way", [Way.NOISING, Way.DENOISING])
def test_that_a_map_holds_the_change_of_its_metric_by_definition(metric: Metric, way: Way) -> None:
    found = analysed(metric)
    original, comparison = (naive_gemma.logits(MODEL, ids(text)) for text in (ORIGINAL, COMPARISON))
    this, other = (original, comparison) if way is Way.NOISING else (comparison, original)
    start, end = by_definition(metric, this, other), by_definition(metric, other, other)
    matrix = getattr(found.maps[0], way.value)
    assert found.map_metric is metric
    scale = end - start if found.map_scale is EffectScale.NORMALISED else 1.0
    for position in range(1, 9):
        patched = by_definition(metric, patched_logits(way, position), other)
        assert matrix[0][position] == pytest.approx((patched - start) / scale, abs=2e-4), position


def test_that_the_baselines_are_those_of_both_runs() -> None:
    original, comparison = (naive_gemma.logits(MODEL, ids(text)) for text in (ORIGINAL, COMPARISON))
    for metric in WITHOUT_TEXT:
        found = analysed(metric).map_baseline
        assert found is not None
        assert found.original == pytest.approx(by_definition(metric, original, comparison), abs=1e-4)
        assert found.comparison == pytest.approx(by_definition(metric, comparison, original), abs=1e-4)


def test_that_the_score_has_the_metric_that_was_asked_for() -> None:
    names = [f"blocks.{LAYER}.{site}" for site in SITE_OF[Component.LAYER_OUTPUT]]
    a, b = ids(ORIGINAL), ids(COMPARISON)
    patched = naive_patched(MODEL, a, b, [(k, k) for k in range(9)], names)
    other = naive_gemma.logits(MODEL, b)
    start = by_definition(Metric.KL_DIVERGENCE, naive_gemma.logits(MODEL, a), other)
    found = analysed(Metric.KL_DIVERGENCE)
    expected = 1 - by_definition(Metric.KL_DIVERGENCE, patched, other) / start
    assert found.impact_score == pytest.approx(expected, abs=1e-4)
    assert found.metric is Metric.KL_DIVERGENCE


def test_that_a_rank_is_never_normalised_and_counts_from_one() -> None:
    found = analysed(Metric.ANSWER_RANK)
    assert (found.map_scale, found.impact_score) == (EffectScale.RAW, None)
    assert found.raw_effect is not None
    assert found.raw_effect == round(found.raw_effect)
    argmax = AnswerTokenIds(int(naive_gemma.logits(MODEL, ids(ORIGINAL)).argmax()), 31)
    first = analyse_tiny(ORIGINAL, COMPARISON, LAYER, answers=argmax, metric=Metric.ANSWER_RANK)
    assert first.map_baseline is not None
    assert first.map_baseline.original == 1.0


def test_that_a_patch_that_changes_nothing_leaves_the_divergence_where_it_was() -> None:
    found = analysed(Metric.KL_DIVERGENCE)
    assert found.maps[0].noising is not None
    assert found.maps[0].noising[0][:3] == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("metric", WITHOUT_TEXT)
def test_that_self_tests_hold_in_every_metric(metric: Metric) -> None:
    assert [test.name for test in analysed(metric).self_tests if not test.passed] == []


@pytest.mark.parametrize("metric", [Metric.ANSWER_PROBABILITY, Metric.KL_DIVERGENCE])
def test_that_attribution_is_the_slope_of_the_metric(metric: Metric) -> None:
    """Along the straight line to a value nearby, first order is all there is."""
    found = analysed(metric, method=Method.ATTRIBUTION)
    a, b = ids(ORIGINAL), ids(COMPARISON)
    name = f"blocks.{LAYER}.hook_attn_out"
    ours, theirs = (naive_gemma.values(MODEL, prompt)[name] for prompt in (a, b))
    this, other = naive_gemma.logits(MODEL, a), naive_gemma.logits(MODEL, b)
    start, end = by_definition(metric, this, other), by_definition(metric, other, other)
    step = 1e-3
    assert found.maps[0].noising is not None
    for position in (3, 8):

        def edit(at: str, value: np.ndarray, position: int = position) -> np.ndarray:
            if at != name:
                return value
            moved = value.copy()
            moved[position] += step * (theirs - ours)[position]
            return moved

        slope = (by_definition(metric, naive_gemma.logits(MODEL, a, edit), other) - start) / step
        expected = slope / (end - start) if found.map_scale is EffectScale.NORMALISED else slope
        assert found.maps[0].noising[0][position] == pytest.approx(expected, rel=0.02, abs=1e-4)


def test_that_no_gradient_claims_to_estimate_a_rank() -> None:
    neurons = analysed(Metric.ANSWER_RANK).neurons
    assert neurons
    assert {neuron.attribution for neuron in neurons} == {None}


def test_that_a_divergence_has_its_scale_in_both_ways() -> None:
    # KL(comparison ‖ original) = 2 nats, KL(original ‖ comparison) = 0.5: both go to 0
    metric = Scale(2.0, 0.5, 0.05, to_zero=True)
    assert metric.effect(Way.NOISING, 0.5) == pytest.approx(0.75)
    assert metric.effect(Way.DENOISING, 0.5) == 0.0
    assert metric.effect(Way.DENOISING, 0.0) == 1.0
    assert metric.raw(Way.NOISING, 0.75) == pytest.approx(0.5)
    assert Scale(2.0, 0.04, 0.05, to_zero=True).scale is EffectScale.RAW


def test_that_what_is_counted_over_the_vocabulary_of_the_real_model_is_that_of_all_its_logits(
    model: Model,
) -> None:
    last = np.random.default_rng(0).normal(scale=30, size=(5, model.config.d_model)).astype(np.float32)
    logits = model.logits(last).astype(np.float64)
    expected = np.log(np.exp(logits - logits.max(axis=1, keepdims=True)).sum(axis=1)) + logits.max(axis=1)
    np.testing.assert_allclose(log_normaliser(model, last), expected, atol=1e-4)
    above = (logits > logits[:, 777:778]).sum(axis=1)
    np.testing.assert_array_equal(n_above(model, last, 777), above)


def test_that_the_expected_row_of_the_real_model_is_the_weighted_sum_of_its_rows(model: Model) -> None:
    tokens = [2, 5_000, 262_143]
    p = np.zeros(model.config.d_vocab, np.float32)
    p[tokens] = [0.5, 0.3, 0.2]
    expected = np.array([0.5, 0.3, 0.2], np.float32) @ model.weights.embedding.rows(tokens)
    np.testing.assert_allclose(model.head.expected(p), expected, atol=1e-5)
