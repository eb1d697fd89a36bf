"""Choosing the next token from logits, and the log-probabilities that are reported with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float32]

LIKELY = 512
"""How many of the most probable tokens are sorted before the whole vocabulary is."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to decode. `temperature` 0 is greedy; `top_logprobs` None asks for no log-probabilities.

    `top_p`: the smallest set of tokens whose probability reaches it is kept (Holtzman et al. 2020, arXiv
    1904.09751). `stop` strings end the text before themselves; `stop_tokens` end it beside the EOS token.
    """

    max_tokens: int
    temperature: float = 0.0
    top_p: float = 1.0
    seed: int | None = None
    stop: tuple[str, ...] = ()
    stop_tokens: tuple[int, ...] = ()
    top_logprobs: int | None = None


def log_probabilities(logits: Array) -> Array:
    """Natural logarithms of the softmax of logits (…, d_vocab), in nats; summed in float64."""
    top = logits.max(axis=-1, keepdims=True)
    total = np.exp(logits - top).sum(axis=-1, dtype=np.float64, keepdims=True)
    return (logits - (top + np.log(total))).astype(np.float32)


def top_k(values: Array, k: int) -> npt.NDArray[np.int64]:
    """Indices of the k largest of (n,), largest first; equal values in order of their index."""
    k = min(k, len(values))
    if k == 0:
        return np.empty(0, np.int64)
    threshold = np.partition(values, len(values) - k)[len(values) - k]
    candidates = np.flatnonzero(values >= threshold)
    return candidates[np.argsort(-values[candidates], kind="stable")][:k]


def sample(logits: Array, sampling: Sampling, random: np.random.Generator) -> int:
    """The next token for logits (d_vocab,)."""
    if sampling.temperature <= 0.0:
        return int(logits.argmax())
    scaled = log_probabilities(logits / np.float32(sampling.temperature)).astype(np.float64)
    order, cumulative = _nucleus(scaled, sampling.top_p)
    drawn = random.random() * cumulative[-1]
    return int(order[np.searchsorted(cumulative, drawn, side="right").clip(max=len(order) - 1)])


def _nucleus(
    log_p: npt.NDArray[np.float64], top_p: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The tokens of the nucleus by falling probability, and their cumulative probability."""
    for k in (LIKELY, len(log_p)):
        order = top_k(log_p.astype(np.float32), k)
        cumulative = np.cumsum(np.exp(log_p[order]))
        if cumulative[-1] >= top_p or k >= len(log_p):
            break
    size = int(np.searchsorted(cumulative, top_p, side="left")) + 1
    return order[:size], cumulative[:size]
