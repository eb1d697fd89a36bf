from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from holysheep_desktop.engine.decoding.sampling import Sampling, log_probabilities, sample, top_k

LOGITS = np.log(np.array([0.5, 0.25, 0.15, 0.1], np.float32))


def draw(sampling: Sampling, n: int = 4000) -> dict[int, float]:
    random = np.random.default_rng(0)
    counts = Counter(sample(LOGITS, sampling, random) for _ in range(n))
    return {token: count / n for token, count in counts.items()}


def test_that_temperature_one_draws_with_the_model_s_probabilities() -> None:
    assert draw(Sampling(1, temperature=1.0)) == pytest.approx({0: 0.5, 1: 0.25, 2: 0.15, 3: 0.1}, abs=0.03)


def test_that_temperature_half_squares_the_probabilities() -> None:
    # 0.25, 0.0625, 0.0225, 0.01 over their sum 0.345
    expected = {0: 0.7246, 1: 0.1812, 2: 0.0652, 3: 0.0290}
    assert draw(Sampling(1, temperature=0.5)) == pytest.approx(expected, abs=0.03)


def test_that_the_nucleus_is_the_smallest_set_that_reaches_top_p() -> None:
    # 0.5 + 0.25 reaches 0.7, so two tokens remain, with 2/3 and 1/3
    assert draw(Sampling(1, temperature=1.0, top_p=0.7)) == pytest.approx({0: 2 / 3, 1: 1 / 3}, abs=0.03)


def test_that_a_nucleus_wider_than_the_likely_tokens_reaches_all() -> None:
    logits = np.zeros(2000, np.float32)
    random = np.random.default_rng(0)

    drawn = {sample(logits, Sampling(1, temperature=1.0), random) for _ in range(3000)}

    assert len(drawn) > 1000


def test_that_temperature_zero_takes_the_most_probable() -> None:
    assert sample(LOGITS, Sampling(1), np.random.default_rng(0)) == 0


def test_that_the_largest_come_first_and_ties_in_order() -> None:
    assert top_k(np.array([1, 5, 3, 5, 0], np.float32), 3).tolist() == [1, 3, 2]
    assert top_k(np.array([2, 1], np.float32), 5).tolist() == [0, 1]
    assert top_k(np.array([2, 1], np.float32), 0).tolist() == []


def test_that_log_probabilities_of_large_logits_do_not_overflow() -> None:
    values = log_probabilities(np.array([1000.0, 1000.0 + np.log(3.0)], np.float32))

    assert np.exp(values) == pytest.approx([0.25, 0.75], abs=1e-4)
