"""Steering against torch: a forward hook of transformers' own model, made by tests/oracle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gateway.gateways import shared_cache_dir

from holysheep_desktop.core.requests import AnalysisRequest, Generation, Steering, SteeringMode, user_message
from holysheep_desktop.engine.local_engine import MODEL_ID, LocalEngine
from holysheep_desktop.resources_path import resource_path

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "references" / "steering.json").read_text("ascii")
)
SAE = "gemma-3-270m/layer-12/8k"


@pytest.fixture(scope="module")
def engine() -> LocalEngine:
    return LocalEngine.open(shared_cache_dir(), [resource_path("saes")])


@pytest.mark.parametrize("case", CASES, ids=[str(place) for place in range(len(CASES))])
def test_that_steering_does_what_a_hook_in_another_library_does(
    engine: LocalEngine, case: dict[str, Any]
) -> None:
    steps = tuple(
        Steering(SAE, feature, SteeringMode(mode), strength) for mode, feature, strength in case["steps"]
    )
    request = AnalysisRequest(
        MODEL_ID, user_message(case["prompt"]), Generation(16, top_logprobs=0), steering=steps
    )

    result = engine.analyse(request, lambda _: None, lambda: False)

    assert result.steering is not None
    assert result.answer is not None
    assert result.answer.logprobs is not None
    assert [entry.chosen.id for entry in result.answer.logprobs] == case["greedy"]
    assert result.steering.kl == pytest.approx(case["kl"], rel=2e-3, abs=1e-4)
    found = {token.id: token for token in result.steering.tokens}
    assert [found[i].logprob_before for i in case["top_ids"]] == pytest.approx(case["before"], abs=5e-3)
    assert [found[i].logprob_after for i in case["top_ids"]] == pytest.approx(case["after"], abs=5e-3)
