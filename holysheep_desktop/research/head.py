"""From the stream after the last block to logits: final norm, unembedding, scale and soft cap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from holysheep_desktop.errors import CancelledWorkError, PatchTargetError
from holysheep_desktop.research.memory import enough_memory
from holysheep_desktop.research.taps import to_numpy

Array: TypeAlias = npt.NDArray[np.float32]
Doubles: TypeAlias = npt.NDArray[np.float64]

LOGITS_AT_ONCE = 1 << 25
"""Logits that are held together: 128 MB in float32."""
CURE = "use a shorter prompt or a larger device"


@dataclass(frozen=True, slots=True, eq=False)
class TorchHead:
    """`weight` (d_vocab, d_model) and `bias` of the unembedding, in float32 arithmetic.

    logits = cap · tanh(scale · (norm(x)·Wᵀ + b) / cap); the cap is Gemma 2's (arXiv 2408.00118, section 2).
    """

    norm: nn.Module
    weight: torch.Tensor
    bias: torch.Tensor | None
    scale: float = 1.0
    cap: float | None = None

    @torch.no_grad()
    def logits(self, resid: Array, rows: npt.ArrayLike | None = None) -> Array:
        """(…, d_model) → (…, d_vocab), or (…, n) for the n token ids in `rows`."""
        with enough_memory("the logits", CURE):
            x = self._normed(self._tensor(resid))
            return to_numpy(self._logits(x, slice(None) if rows is None else self._ids(rows)))

    def gradient(self, resid: Array, cotangent: dict[int, float]) -> Array:
        """∂(Σ cᵢ · logitᵢ)/∂resid for a few tokens i: (…, d_model)."""
        weights = torch.tensor(list(cotangent.values()), device=self.weight.device)
        return self._pulled_back(resid, weights, self._ids(list(cotangent)))

    def pullback(self, resid: Array, cotangent: Array) -> Array:
        """∂(cotangent · logits)/∂resid for a cotangent (d_vocab,): (…, d_model)."""
        return self._pulled_back(resid, torch.from_numpy(cotangent).to(self.weight.device), slice(None))

    def expectation(self, probabilities: Array) -> Callable[[Array], Doubles]:
        """Σ pᵢ · logitᵢ of streams (n, d_model), as a function to (n,)."""
        p = probabilities.astype(np.float64)

        def expected(resid: Array) -> Doubles:
            total = np.zeros(len(resid))

            def add(first: int, logits: Array) -> None:
                total.__iadd__(logits.astype(np.float64) @ p[first : first + logits.shape[1]])

            self.visit(resid, add)
            return total

        return expected

    @torch.no_grad()
    def visit(self, resid: Array, see: Callable[[int, Array], None]) -> None:
        """see(first, logits (n, stretch)) for every stretch of the vocabulary."""
        x = self._normed(self._tensor(resid))
        for part in self._stretches(len(resid)):
            with enough_memory("the logits", CURE):
                logits = to_numpy(self._logits(x, part))
            see(part.start, logits)

    @torch.no_grad()
    def losses(
        self, resid: Array, targets: npt.NDArray[np.int64], should_stop: Callable[[], bool]
    ) -> Doubles:
        """−log p(target) in nats (n,) of streams (n, d_model)."""
        found = np.empty(len(resid))
        at_once = max(1, LOGITS_AT_ONCE // len(self.weight))
        for begin in range(0, len(resid), at_once):
            if should_stop():
                raise CancelledWorkError
            rows = slice(begin, begin + at_once)
            with enough_memory("the logits", CURE):
                logits = self._logits(self._normed(self._tensor(resid[rows])), slice(None))
                chosen = self._ids(targets[rows])
                found[rows] = nn.functional.cross_entropy(logits, chosen, reduction="none").cpu().numpy()
        return found

    def _pulled_back(self, resid: Array, cotangent: torch.Tensor, rows: slice | torch.Tensor) -> Array:
        with enough_memory("a backward pass", CURE), torch.enable_grad():
            x = self._tensor(resid).requires_grad_()
            value = (self._logits(self._normed(x), rows) * cotangent).sum()
            (grad,) = torch.autograd.grad(value, x)
            return to_numpy(grad)

    def _normed(self, x: torch.Tensor) -> torch.Tensor:
        flat: torch.Tensor = self.norm(x.reshape(1, -1, x.shape[-1]))
        return flat.reshape(x.shape).float()

    def _logits(self, normed: torch.Tensor, rows: slice | torch.Tensor) -> torch.Tensor:
        logits = normed @ self.weight[rows].float().T
        if self.bias is not None:
            logits = logits + self.bias[rows].float()
        logits = logits * self.scale
        return logits if self.cap is None else torch.tanh(logits / self.cap) * self.cap

    def _stretches(self, n: int) -> list[slice]:
        step = max(1, LOGITS_AT_ONCE // max(1, n))
        d_vocab = len(self.weight)
        return [slice(first, min(first + step, d_vocab)) for first in range(0, d_vocab, step)]

    def _ids(self, rows: npt.ArrayLike) -> torch.Tensor:
        ids = np.asarray(rows, np.int64)
        if ids.size and not 0 <= ids.min() <= ids.max() < len(self.weight):
            raise PatchTargetError("answer_tokens", "a token id lies outside the vocabulary")
        return torch.from_numpy(ids).to(self.weight.device)

    def _tensor(self, values: Array) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(values, np.float32)).to(
            self.weight.device, self.weight.dtype
        )
