"""The real model with the SAEs that are shipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file

from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    Generation,
    Steering,
    SteeringMode,
    user_message,
)
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis
from holysheep_desktop.engine.local_engine import MODEL_ID, LocalEngine
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer
from holysheep_desktop.engine.weights.weights import Weights

SAES = Path(__file__).parents[2] / "resources" / "saes"
SAE_ID = "gemma-3-270m/layer-12/8k"
PROMPTS = (
    "Python에서 리스트를 정렬하는 방법을 알려주세요",
    "量子計算機は未来の問題をどのように解決しますか?",
    "이 영화 정말 재밌었다. 완벽한 작품이다!",
    "When John and Mary went to the shop, John gave the bag to",
)


@pytest.fixture(scope="session")
def local(weights: Weights) -> LocalEngine:
    return LocalEngine.open(weights.folder.parent, [SAES], threads=2)


def ask(local: LocalEngine, prompt: str, **change: Any) -> AnalysisResult:
    request = AnalysisRequest(
        MODEL_ID, user_message(prompt), Generation(max_tokens=0), FeatureOptions(layer=12)
    )
    return local.analyse(replace(request, **change), lambda _: None, lambda: False)


@pytest.fixture(scope="session")
def readings(local: LocalEngine) -> dict[str, FeatureAnalysis]:
    found = {prompt: ask(local, prompt).features for prompt in PROMPTS}
    return {prompt: features for prompt, features in found.items() if features is not None}


@pytest.mark.parametrize("prompt", PROMPTS)
def test_that_a_reading_agrees_with_a_float64_computation_from_the_file(
    readings: dict[str, FeatureAnalysis], model: Model, tokenizer: Tokenizer, prompt: str
) -> None:
    w = {
        name: a.astype(np.float64) for name, a in load_file(SAES / SAE_ID / "sae_weights.safetensors").items()
    }
    mean = load_file(SAES / SAE_ID / "statistics.safetensors")["mean"].astype(np.float64)
    x = model.run(tokenizer.encode(prompt).ids, stop_layer=13).resid[1:].astype(np.float64)
    z = x @ w["W_enc"] + w["b_enc"]
    f = np.where(z > w["threshold"], np.maximum(z, 0), 0)
    x_hat = f @ w["W_dec"] + w["b_dec"]

    found = readings[prompt]

    pooled = f.max(axis=0)
    best = np.argsort(-pooled)[:20]
    assert [a.feature for a in found.features] == best.tolist()
    assert [a.activation for a in found.features] == pytest.approx(pooled[best].tolist(), rel=1e-3)
    assert found.reading.l0_mean == pytest.approx((f > 0).sum(axis=1).mean(), abs=0.2)
    assert found.reading.explained_variance == pytest.approx(
        1 - np.square(x - x_hat).sum() / np.square(x - mean).sum(), abs=1e-4
    )


def test_that_loss_recovered_agrees_with_three_whole_runs(
    readings: dict[str, FeatureAnalysis], model: Model, tokenizer: Tokenizer
) -> None:
    prompt = PROMPTS[3]
    ids = tokenizer.encode(prompt).ids
    w = {
        name: a.astype(np.float64) for name, a in load_file(SAES / SAE_ID / "sae_weights.safetensors").items()
    }
    place = hooks.name(12, Site.RESID_POST)
    own = model.run(ids, capture={place})
    x = own.values[place]
    z = x[1:].astype(np.float64) @ w["W_enc"] + w["b_enc"]
    spliced, zeros = x.copy(), x.copy()
    spliced[1:] = np.where(z > w["threshold"], np.maximum(z, 0), 0) @ w["W_dec"] + w["b_dec"]
    zeros[1:] = 0

    def loss(resid: np.ndarray[Any, np.dtype[np.float32]]) -> float:
        logits = model.logits(resid[1:-1]).astype(np.float64)
        highest = logits.max(axis=1)
        total = highest + np.log(np.exp(logits - highest[:, None]).sum(axis=1))
        return float((total - logits[np.arange(len(logits)), ids[2:]]).mean())

    def replaced(value: np.ndarray[Any, np.dtype[np.float32]]) -> float:
        return loss(model.run(ids, edit=lambda name, _: value if name == place else None).resid)

    ce_model, ce_sae, ce_zero = loss(own.resid), replaced(spliced), replaced(zeros)

    assert readings[prompt].reading.ce_loss_recovered == pytest.approx(
        (ce_zero - ce_sae) / (ce_zero - ce_model), abs=1e-4
    )


@pytest.mark.parametrize("prompt", PROMPTS)
def test_that_the_sae_explains_most_of_a_prompt_with_few_features(
    readings: dict[str, FeatureAnalysis], prompt: str
) -> None:
    reading = readings[prompt].reading

    assert reading.explained_variance is not None
    assert reading.explained_variance > 0.4
    assert reading.ce_loss_recovered is not None
    assert reading.ce_loss_recovered > 0.6
    assert reading.sparsity is not None
    assert reading.sparsity > 0.95


def test_that_bos_has_no_features_though_its_activation_is_the_largest(
    readings: dict[str, FeatureAnalysis],
) -> None:
    found = readings[PROMPTS[3]]

    assert found.cache is not None
    assert found.cache.tokens[0].text == "<bos>"
    assert found.cache.activations[0].features == ()
    assert found.reading.n_tokens == len(found.cache.tokens) - 1


def test_that_pooled_values_are_the_largest_of_the_token_rows(readings: dict[str, FeatureAnalysis]) -> None:
    found = readings[PROMPTS[0]]

    assert found.cache is not None
    for active in found.features:
        assert max(found.cache.of_feature(active.feature)) == active.activation


def test_that_a_run_from_the_middle_ends_in_the_same_logits(model: Model, tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode(PROMPTS[0]).ids
    middle = model.run(ids, stop_layer=13).resid

    resumed = model.logits(model.run(resid=middle, start_layer=13).resid[-1])

    np.testing.assert_allclose(resumed, model.logits(model.run(ids).resid[-1]), atol=1e-4)


def test_that_steering_with_strength_zero_changes_nothing(
    local: LocalEngine, readings: dict[str, FeatureAnalysis]
) -> None:
    feature = readings[PROMPTS[3]].features[0].feature
    nothing = Steering(SAE_ID, feature, SteeringMode.ADD, 0.0)
    logged = Generation(max_tokens=4, top_logprobs=3)

    plain = ask(local, PROMPTS[3], generation=logged)
    steered = ask(local, PROMPTS[3], generation=logged, steering=(nothing,))

    assert steered.answer == plain.answer
    assert steered.features == plain.features


def test_that_ablating_silent_features_changes_nothing(
    local: LocalEngine, readings: dict[str, FeatureAnalysis]
) -> None:
    found = readings[PROMPTS[3]]
    assert found.cache is not None
    active = {feature for row in found.cache.activations for feature in row.features}
    silent = [feature for feature in range(8192) if feature not in active][:5]
    steps = tuple(Steering(SAE_ID, feature, SteeringMode.ABLATE) for feature in silent)

    assert ask(local, PROMPTS[3], steering=steps).features == found


def test_that_ablating_the_strongest_feature_silences_it_and_moves_the_answer(local: LocalEngine) -> None:
    logged = Generation(max_tokens=1, top_logprobs=5)
    plain = ask(local, PROMPTS[3], generation=logged)
    assert plain.features is not None
    strongest = plain.features.features[0]
    step = Steering(SAE_ID, strongest.feature, SteeringMode.ABLATE)

    steered = ask(local, PROMPTS[3], generation=logged, steering=(step,))

    assert steered.features is not None
    assert steered.features.cache is not None
    assert max(steered.features.cache.of_feature(strongest.feature)) < strongest.activation / 2
    assert steered.answer is not None
    assert plain.answer is not None
    assert steered.answer.logprobs != plain.answer.logprobs


def test_that_a_pushed_feature_makes_the_model_say_what_it_promotes(local: LocalEngine) -> None:
    labelled = local.find_features(SAE_ID, "promotes", 200)
    hit = max(
        labelled, key=lambda h: max((p.weight for p in local.feature(SAE_ID, h.feature).promoted), default=0)
    )
    promoted = {weight.token for weight in local.feature(SAE_ID, hit.feature).promoted}
    push = Steering(SAE_ID, hit.feature, SteeringMode.ADD, 40_000.0)

    said = ask(local, PROMPTS[3], generation=Generation(1, top_logprobs=10), steering=(push,)).answer

    assert said is not None
    assert said.logprobs is not None
    assert promoted & {top.token for top in said.logprobs[0].top}


def test_that_every_shown_feature_has_a_dashboard_with_examples_that_fire(
    local: LocalEngine, readings: dict[str, FeatureAnalysis]
) -> None:
    for active in readings[PROMPTS[0]].features[:5]:
        dashboard = local.feature(SAE_ID, active.feature)

        assert dashboard.promoted
        assert dashboard.nearest
        for example in dashboard.top_examples:
            assert example.activations[example.peak] == max(example.activations) > 0
            assert len(example.tokens) == len(example.activations)


def test_that_the_capitals_are_told_apart_at_the_end_of_the_lens(local: LocalEngine) -> None:
    rows = ask(local, "The capital city of France is called", features=None, logit_lens=True).logit_lens

    assert rows is not None
    assert len(rows) == 18
    assert rows[-1].top[0].token == " Paris"
