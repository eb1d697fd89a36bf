"""What steering does to the next token: the distribution after the prompt, without it and with it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.results import NextToken, SteeringEffect
from holysheep_desktop.engine.analysis.prompt_run import PromptRun, run_prompt
from holysheep_desktop.engine.decoding.sampling import log_probabilities, top_k
from holysheep_desktop.engine.transformer.hooks import Array
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

N_TOKENS = 20
"""Of each distribution: what OpenAI's `top_logprobs` gives at most."""


def steering_effect(
    model: Network, tokenizer: TextTokenizer, steered: PromptRun, should_stop: Callable[[], bool]
) -> SteeringEffect | None:
    """Run the prompt of `steered` once more without its edit, and compare the last positions of both.

    None where there was no edit.
    """
    if steered.edit is None:
        return None
    plain = run_prompt(model, steered.prompt, (), new_tokens=0, edit=None, should_stop=should_stop)
    before = log_probabilities(model.logits(plain.final[-1]))
    after = log_probabilities(model.logits(steered.final[-1]))
    listed = dict.fromkeys([*map(int, top_k(before, N_TOKENS)), *map(int, top_k(after, N_TOKENS))])
    tokens = (NextToken(i, tokenizer.text_of(i), float(before[i]), float(after[i])) for i in listed)
    return SteeringEffect(divergence(before, after), tuple(tokens))


def divergence(before: Array, after: Array) -> float:
    """Kullback–Leibler divergence Σ p log(p / q) in nats of two rows of log-probabilities (d_vocab,)."""
    p: npt.NDArray[np.float64] = before.astype(np.float64)
    q: npt.NDArray[np.float64] = after.astype(np.float64)
    # Rounding may leave a sum a hair below 0, which no divergence is.
    return max(0.0, float(np.sum(np.exp(p) * (p - q))))
