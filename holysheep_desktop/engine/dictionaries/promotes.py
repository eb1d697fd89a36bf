"""What a direction of the residual stream says: the tokens whose logits it raises and lowers most.

    w = (d ⊙ γ) · Eᵀ, less its mean over the vocabulary

with γ the scale of the final norm and E the tied embedding: the direct path from the direction to the logits,
leaving out later layers and the norm's division (nostalgebraist 2020; Elhage et al. 2021, section on direct
paths). A softmax does not see a shift of all logits, so the mean is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.core.dashboards import TokenWeight
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.transformer.hooks import Array
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.transformer.threads import share
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

LABEL_TOKENS = 3
LABEL_TOKEN_LENGTH = 40
_CANDIDATES = 64
_CACHE_LIMIT = 20_000
_UNUSED = re.compile(r"<unused\d+>|\[multimodal\]")
_SPACE_SIGN = "␣"

Ids: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Promoted:
    """Tokens by how far a unit of the direction moves their logits, strongest first."""

    up: tuple[TokenWeight, ...]
    down: tuple[TokenWeight, ...]


class Promotion:
    """Reads directions of one model, and remembers the labels it gave to neurons."""

    def __init__(self, model: Network, tokenizer: TextTokenizer) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._neurons: dict[tuple[int, int], Label] = {}

    def of(self, directions: Array, top_k: int) -> tuple[Promoted, ...]:
        """The strongest tokens of each direction (n, d_model)."""
        return tuple(
            Promoted(self._strongest(row, top_k, 1.0), self._strongest(-row, top_k, -1.0))
            for row in self._logit_weights(directions)
        )

    def strongest_ids(self, directions: Array, top_k: int) -> tuple[Ids, Array]:
        """Tokens (2, n, top_k) that directions (n, d_model) raise and lower most, and how far; readable ones.

        −1 with 0 where the vocabulary has fewer.
        """
        weights = self._logit_weights(directions)
        shape = (2, len(weights), top_k)
        ids, values = np.full(shape, -1, np.int64), np.zeros(shape, np.float32)
        unreadable = ~self._readable
        n = min(top_k, weights.shape[1] - int(unreadable.sum()))

        def pick(first: int, last: int) -> None:
            for row in range(first, last):
                for side, sign in enumerate((1.0, -1.0)):
                    signed = weights[row] * np.float32(sign)
                    signed[unreadable] = -np.inf
                    best = np.argpartition(signed, -n)[-n:]
                    best = best[np.argsort(-signed[best], kind="stable")]
                    ids[side, row, :n], values[side, row, :n] = best, weights[row, best]

        share(pick, len(weights))
        return ids, values

    @cached_property
    def _readable(self) -> npt.NDArray[np.bool_]:
        return np.array([self._is_readable(i) for i in range(self._model.config.d_vocab)], np.bool_)

    def labels(self, directions: Array) -> tuple[Label, ...]:
        """«promotes: a, b, c» for each direction (n, d_model)."""
        return tuple(
            promotes_label(weight.token for weight in self._strongest(row, _CANDIDATES // 4, 1.0))
            for row in self._logit_weights(directions)
        )

    def neuron_labels(self, layer: int, neurons: Sequence[int]) -> tuple[Label, ...]:
        """Labels of MLP neurons: of the direction in which they write."""
        new = [neuron for neuron in dict.fromkeys(neurons) if (layer, neuron) not in self._neurons]
        if new:
            found = self.labels(self._model.neuron_directions(layer, new))
            if len(self._neurons) > _CACHE_LIMIT:
                self._neurons.clear()
            self._neurons.update(zip(((layer, neuron) for neuron in new), found, strict=True))
        return tuple(self._neurons[layer, neuron] for neuron in neurons)

    def _logit_weights(self, directions: Array) -> Array:
        """w (n, d_vocab). The head norms what it is given: directions go in with rms 1 and are rescaled."""
        rms = np.sqrt(np.mean(np.square(directions, dtype=np.float64), axis=1, keepdims=True))
        scale = np.maximum(rms, 1e-20).astype(np.float32)
        weights = self._model.logits(directions / scale) * scale
        weights -= weights.mean(axis=1, keepdims=True)
        return weights

    def _strongest(self, weights: Array, top_k: int, sign: float) -> tuple[TokenWeight, ...]:
        n = min(weights.size, top_k + _CANDIDATES)
        best = np.argpartition(weights, -n)[-n:]
        best = best[np.argsort(-weights[best], kind="stable")]
        readable = [i for i in best.tolist() if self._is_readable(i)]
        return tuple(
            TokenWeight(self._tokenizer.text_of(i), sign * float(weights[i])) for i in readable[:top_k]
        )

    def _is_readable(self, token: int) -> bool:
        """Whether a token is text: bytes of a character, control and unused tokens say nothing."""
        tokenizer = self._tokenizer
        is_text = not tokenizer.is_special(token) and tokenizer.is_whole(token)
        return is_text and _UNUSED.fullmatch(tokenizer.text_of(token)) is None


def promotes_label(tokens: Iterable[str]) -> Label:
    """A label of the first few tokens that differ by more than case and space."""
    shown: dict[str, str] = {}
    for token in tokens:
        text = plain_text(token.strip(), LABEL_TOKEN_LENGTH) or shown_space(token)
        shown.setdefault(text.casefold(), text)
    return Label("promotes: " + ", ".join(list(shown.values())[:LABEL_TOKENS]), "decoder direction")


def shown_space(text: str) -> str:
    r"""White space made visible: spaces as ␣, the rest as in a string literal.

    >>> shown_space(" \n")
    '␣\\n'
    """
    return "".join(_SPACE_SIGN if c == " " else c.encode("unicode_escape").decode() for c in text)
