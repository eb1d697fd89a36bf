"""The output head: final norm and the product with the tied embedding."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from holysheep_desktop.engine.transformer import kernels
from holysheep_desktop.engine.transformer.linear import MAX_KERNEL_ROWS
from holysheep_desktop.engine.transformer.norm import rms_norm, rms_norm_vjp
from holysheep_desktop.engine.transformer.threads import share
from holysheep_desktop.engine.weights.layout import LANES
from holysheep_desktop.engine.weights.weights import Interleaved, Weights
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError

Array: TypeAlias = npt.NDArray[np.float32]

GROUPS_AT_ONCE = 16
"""Row groups that are dequantised together: 1,024 rows, 2.6 MB, which a cache holds until they are used."""
LOSS_GROUPS = 8
"""Row groups that a thread holds in fp32 for losses: 512 tokens, 1.3 MB, which stays in its cache."""


class Head:
    """Logits from the stream after the last block."""

    def __init__(self, weights: Weights) -> None:
        self._embedding = weights.embedding
        self._norm = weights.final_norm
        self._eps = weights.config.norm_eps
        self._d_vocab = weights.config.d_vocab

    def normed(self, resid: Array) -> Array:
        """The final norm alone, of streams (…, d_model)."""
        return rms_norm(resid, self._norm, self._eps)

    def logits(self, resid: Array, rows: npt.ArrayLike | None = None) -> Array:
        """(…, d_model) → (…, d_vocab), or (…, n) for the n token ids in `rows`."""
        x = self.normed(resid)
        if rows is not None:
            return x @ self._rows(rows).T
        flat = x.reshape(math.prod(x.shape[:-1]), x.shape[-1])
        integers = self._embedding.integers
        if integers is None:
            assert self._embedding.floats is not None
            logits = flat @ self._embedding.floats.T
        elif kernels.COMPILED and len(flat) <= MAX_KERNEL_ROWS:
            logits = kernels.multiply_shared(integers, flat)
        else:
            logits = _in_chunks(integers, flat)
        return logits.reshape(*x.shape[:-1], self._d_vocab)

    def gradient(self, resid: Array, cotangent: dict[int, float]) -> Array:
        """∂(Σ cᵢ · logitᵢ)/∂resid for a few tokens i: (…, d_model). A logit difference is {r: 1, r′: −1}."""
        rows = self._rows(list(cotangent))
        return self.gradient_along(resid, np.array(list(cotangent.values()), np.float32) @ rows)

    def gradient_along(self, resid: Array, direction: Array) -> Array:
        """∂(direction · normed stream)/∂resid for a direction (d_model,): (…, d_model)."""
        return rms_norm_vjp(np.broadcast_to(direction, resid.shape), resid, self._norm, self._eps)

    def pullback(self, resid: Array, cotangent: Array) -> Array:
        """∂(cotangent · logits)/∂resid for a cotangent (d_vocab,): (…, d_model)."""
        return self.gradient_along(resid, self.expected(cotangent))

    def expectation(self, probabilities: Array) -> Callable[[Array], npt.NDArray[np.float64]]:
        """Σ pᵢ · logitᵢ of streams (n, d_model), as a function to (n,).

        Linear in the normed stream: the vocabulary is read once, however many streams are.
        """
        mean = self.expected(probabilities).astype(np.float64)
        return lambda resid: self.normed(resid).astype(np.float64) @ mean

    def visit(self, resid: Array, see: Callable[[int, Array], None]) -> None:
        """see(first, logits (n, stretch)) for every stretch of the vocabulary, on all threads.

        For what needs every logit but keeps none: the logits of many rows at once would be a gigabyte.
        """
        x = self.normed(resid)
        self._stretches(lambda first, weight: see(first, x @ weight))

    def losses(
        self, resid: Array, targets: npt.NDArray[np.int64], should_stop: Callable[[], bool]
    ) -> npt.NDArray[np.float64]:
        """−log p(target) in nats (n,) of streams (n, d_model): a prompt's losses without its logits.

        The logits of 100 positions would take 105 MB; a stretch of the vocabulary at a time needs 2. Raises
        `CancelledWorkError`.
        """
        x = self.normed(resid)
        n_groups = -(-self._d_vocab // LANES)
        n_parts = -(-n_groups // LOSS_GROUPS)
        parts = np.empty((n_parts, len(x)))

        def read(first: int, last: int) -> None:
            for part in range(first, last):
                if should_stop():
                    raise CancelledWorkError
                start = part * LOSS_GROUPS
                parts[part] = _log_sum_exp(x, self._columns(start, min(start + LOSS_GROUPS, n_groups)))

        # each thread multiplies its own stretch: BLAS forking inside would make them wait for each other
        with threadpool_limits(1, user_api="blas"):
            share(read, n_parts)
        chosen = np.einsum("ij,ij->i", x, self._embedding.rows(targets), dtype=np.float64)
        return np.logaddexp.reduce(parts, axis=0) - chosen

    def _columns(self, first: int, last: int) -> Array:
        """Unembedding vectors (d_model, n) of the tokens in row groups first … last − 1."""
        integers = self._embedding.integers
        if integers is not None:
            return kernels.dequantized(integers, first, last)
        return self._embedding.rows(np.arange(first * LANES, min(last * LANES, self._d_vocab))).T

    def expected(self, probabilities: Array) -> Array:
        """Σ pᵢ · (unembedding row of token i) for p (d_vocab,): (d_model,)."""
        parts: list[npt.NDArray[np.float64]] = []

        def add(first: int, weight: Array) -> None:
            share_of = probabilities[first : first + weight.shape[1]]
            parts.append((weight @ share_of.astype(np.float32)).astype(np.float64))

        self._stretches(add)
        return np.sum(parts, axis=0).astype(np.float32)

    def _stretches(self, use: Callable[[int, Array], None]) -> None:
        """use(first, fp32 weights (d_model, stretch)) for every stretch of the vocabulary."""
        integers, floats = self._embedding.integers, self._embedding.floats
        if integers is None:
            assert floats is not None
            use(0, floats.T)
            return

        def some(first_chunk: int, last_chunk: int) -> None:
            for chunk in range(first_chunk, last_chunk):
                first = chunk * GROUPS_AT_ONCE
                last = min(first + GROUPS_AT_ONCE, integers.q.shape[0])
                use(first * LANES, kernels.dequantized(integers, first, last))

        share(some, -(-integers.q.shape[0] // GROUPS_AT_ONCE))

    def _rows(self, rows: npt.ArrayLike) -> Array:
        ids = np.asarray(rows, np.int64)
        if ids.size and not 0 <= ids.min() <= ids.max() < self._d_vocab:
            raise PatchTargetError("answer_tokens", "a token id lies outside the vocabulary")
        return self._embedding.rows(ids)


def _log_sum_exp(x: Array, columns: Array) -> npt.NDArray[np.float64]:
    logits = x @ columns
    top = logits.max(axis=1, keepdims=True)
    logits -= top
    np.exp(logits, out=logits)
    return np.log(logits.sum(axis=1, dtype=np.float64)) + top[:, 0]


def _in_chunks(w: Interleaved, x: Array) -> Array:
    """Dequantise a stretch of the vocabulary, multiply, go on: never 671 MB of fp32 at once."""
    logits = np.empty((len(x), w.n_rows), np.float32)

    def multiply(first_chunk: int, last_chunk: int) -> None:
        for chunk in range(first_chunk, last_chunk):
            first = chunk * GROUPS_AT_ONCE
            last = min(first + GROUPS_AT_ONCE, w.q.shape[0])
            np.matmul(x, kernels.dequantized(w, first, last), out=logits[:, first * LANES : last * LANES])

    share(multiply, -(-w.q.shape[0] // GROUPS_AT_ONCE))
    return logits
