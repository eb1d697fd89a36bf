"""The embedded engine and the research engine on the same Gemma weights: every number of every analysis."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    Generation,
    Method,
    PatchOptions,
    SiteChoice,
    Steering,
    SteeringMode,
    user_message,
)
from holysheep_desktop.engine.local_engine import MODEL_ID, LocalEngine
from holysheep_desktop.engine.model_engine import ModelEngine
from holysheep_desktop.gateway import places
from holysheep_desktop.research.opening import Wishes, open_engine

TOLERANCE = 1e-3
FRANCE, JAPAN = "The capital city of France is called", "The capital city of Japan is called"
SAE = f"{MODEL_ID}/layer-12/8k"
EVERY = tuple(Component)
NOT_COMPARED = {"provenance", "self_tests"}


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[ModelEngine, ModelEngine]:
    chosen = os.environ.get(places.CACHE_VARIABLE)
    cache = Path(chosen) if chosen else tmp_path_factory.mktemp("weights")
    saes = places.default_sae_dirs()
    local = LocalEngine.open(cache, saes, threads=1)
    research = open_engine(
        Wishes(device="cpu", threads=1), cache, saes,
        own_sae_dir=None, report=lambda _: None, should_stop=lambda: False,
    )  # fmt: skip
    return local, research


def asked(**options: object) -> AnalysisRequest:
    generation = Generation(max_tokens=4, top_logprobs=3)
    return AnalysisRequest(MODEL_ID, user_message(FRANCE), generation, **options)


def patching(**options: object) -> AnalysisRequest:
    few = {"neuron_top_k": 3, "controls": 3, **options}
    return asked(patching=PatchOptions(JAPAN, 12, **few))


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(asked(features=FeatureOptions(12), logit_lens=True), id="features and lens"),
        pytest.param(asked(steering=(Steering(SAE, 17, SteeringMode.ADD, 900.0),)), id="steering"),
        pytest.param(patching(components=EVERY), id="every component, both ways"),
        pytest.param(
            patching(components=(Component.RESID_POST, Component.NEURON), sweep=True, layers=(5, 11, 17)),
            id="map",
        ),
        pytest.param(
            patching(components=EVERY, sweep=True, layers=(12,), method=Method.ATTRIBUTION), id="attribution"
        ),
        pytest.param(patching(metric=Metric.KL_DIVERGENCE), id="KL divergence"),
        pytest.param(patching(metric=Metric.ANSWER_PROBABILITY), id="probability"),
        pytest.param(patching(metric=Metric.SEMANTIC_SIMILARITY), id="similarity"),
        pytest.param(patching(feature_ids=(17, 4711)), id="named features"),
        pytest.param(patching(site=SiteChoice(Component.HEAD, 12, 5, 1)), id="opened site"),
    ],
)
def test_that_both_engines_say_the_same(
    engines: tuple[ModelEngine, ModelEngine], request_: AnalysisRequest
) -> None:
    local, research = (
        dict(numbers(engine.analyse(request_, lambda _: None, lambda: False))) for engine in engines
    )
    assert local.keys() == research.keys()
    apart = {name: (said, research[name]) for name, said in local.items() if differs(said, research[name])}
    assert not apart


def test_that_both_engines_pass_their_self_tests(engines: tuple[ModelEngine, ModelEngine]) -> None:
    request = patching(components=EVERY)
    for engine in engines:
        found = engine.analyse(request, lambda _: None, lambda: False).patching
        assert found is not None
        assert [test for test in found.self_tests if not test.passed] == []
        assert len(found.self_tests) > len(EVERY)


def test_that_both_engines_describe_a_model_alike(engines: tuple[ModelEngine, ModelEngine]) -> None:
    local, research = (engine.models()[0] for engine in engines)
    for name in ("n_layers", "d_model", "context_length", "saes", "patching_metrics", "patching_components"):
        assert getattr(local.capabilities, name) == getattr(research.capabilities, name)
    assert local.id == research.id


def test_that_both_engines_describe_a_feature_alike(engines: tuple[ModelEngine, ModelEngine]) -> None:
    local, research = (dict(numbers(engine.feature(SAE, 17))) for engine in engines)
    assert local == research


def numbers(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Everything that a result says, by where it stands."""
    if is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_COMPARED:
                yield from numbers(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from numbers(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from numbers(item, f"{path}[{key}]")
    else:
        yield path, value


def differs(one: object, other: object) -> bool:
    """Effects, logits and probabilities by 1e-3; activations in the thousands by that share of their size."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) > TOLERANCE * max(1.0, abs(one))
    return one != other
