from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from engine.test_local_engine import PROMPT, REQUEST, STEERED, WIDTH, ask, engine
from fakes.sae_folders import random_weights
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.engine.analysis.steering_effect import divergence
from holysheep_desktop.engine.decoding.sampling import log_probabilities


def logs(*shares: float) -> np.ndarray:
    return np.log(np.array(shares, np.float32))


def test_that_the_divergence_of_two_distributions_is_as_worked_out_by_hand() -> None:
    # ½·ln(½ / ¼) + ½·ln(½ / ¾) = ½·ln(4/3)
    assert divergence(logs(0.5, 0.5), logs(0.25, 0.75)) == pytest.approx(0.5 * math.log(4 / 3), rel=1e-6)


def test_that_the_divergence_is_not_the_same_both_ways() -> None:
    p, q = logs(0.9, 0.1), logs(0.5, 0.5)

    assert divergence(p, q) == pytest.approx(0.9 * math.log(1.8) + 0.1 * math.log(0.2), rel=1e-5)
    assert divergence(q, p) == pytest.approx(0.5 * math.log(1 / 1.8) + 0.5 * math.log(5), rel=1e-5)


def test_that_a_distribution_does_not_diverge_from_itself() -> None:
    p = log_probabilities(np.random.default_rng(0).normal(size=5000).astype(np.float32))

    assert divergence(p, p.copy()) == 0.0


def test_that_the_effect_compares_the_next_token_without_and_with_steering(tmp_path: Path) -> None:
    model, ids = tiny_model(), tiny_tokenizer().encode(PROMPT).ids
    plain = model.run(ids, stop_layer=2).resid
    pushed = plain.copy()
    pushed[1:] += 9 * random_weights(CONFIG.d_model, WIDTH)["W_dec"][3]
    before, after = (
        log_probabilities(model.logits(model.run(resid=x, start_layer=2).resid[-1])) for x in (plain, pushed)
    )
    strong = replace(REQUEST, steering=(replace(STEERED, strength=9.0),))

    found = ask(engine(tmp_path), strong)

    assert found.steering is not None
    assert found.steering.kl == pytest.approx(
        float(np.sum(np.exp(before.astype(float)) * (before - after))), rel=1e-3
    )
    for token in found.steering.tokens:
        assert token.logprob_before == pytest.approx(float(before[token.id]), abs=1e-4)
        assert token.logprob_after == pytest.approx(float(after[token.id]), abs=1e-4)
    listed = {token.id for token in found.steering.tokens}
    assert {int(before.argmax()), int(after.argmax())} <= listed


def test_that_nothing_is_said_of_steering_where_nothing_is_steered(tmp_path: Path) -> None:
    assert ask(engine(tmp_path), REQUEST).steering is None
