"""`semantic_similarity`: how near the patched run's text is to the other run's text.

    s(a, b) = cosine of embeddings;  impact = (s(patched, comparison) − s(original, comparison))
                                              / (1 − s(original, comparison))

so 0 = unchanged and 1 = became the other's answer, the same direction as `logit_diff`. Denoising is mirrored.
The texts are decoded greedily. The embedding of a text is the mean over its tokens (BOS left out) of the
residual stream after one layer when the model reads the text alone, with the mean of a corpus subtracted:
uncentred, all texts point the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.patching.corpus import SENTENCES
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Array, Site
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

Values: TypeAlias = npt.NDArray[np.float64]
ShouldStop: TypeAlias = Callable[[], bool]


def embedding_layer(n_layers: int) -> int:
    """Two thirds up: past the reading of words, before the stream turns to the next token."""
    return n_layers * 2 // 3


@dataclass(frozen=True, slots=True, eq=False)
class TextSpace:
    """Embeds texts by the stream after `layer`; `mean` (d_model,) is the corpus mean, `source` names it."""

    model: Network
    tokenizer: TextTokenizer
    layer: int
    mean: Values
    source: str
    should_stop: ShouldStop

    @classmethod
    def open(
        cls, model: Network, tokenizer: TextTokenizer, stored_mean: Array | None, should_stop: ShouldStop
    ) -> TextSpace:
        """With the mean stored beside an SAE of the layer, else with that of the built-in sentences."""
        layer = embedding_layer(model.config.n_layers)
        if stored_mean is not None:
            mean, source = stored_mean.astype(np.float64), "mean stored with the SAE"
        else:
            streams = [_stream(model, tokenizer, text, layer, should_stop) for text in SENTENCES]
            mean = np.concatenate(streams).mean(axis=0, dtype=np.float64)
            source = f"mean of {len(SENTENCES)} built-in sentences"
        return cls(model, tokenizer, layer, mean, source, should_stop)

    @property
    def description(self) -> str:
        """In words, for a report."""
        return f"mean-pooled resid_post of layer {self.layer}, {self.source} subtracted"

    def similarity(self, a: str, b: str) -> float:
        """s(a, b) in [−1, 1]; equal texts give 1, and a text without tokens is 0 from every other."""
        if a == b:
            return 1.0
        left, right = self._embed(a), self._embed(b)
        norm = float(np.linalg.norm(left) * np.linalg.norm(right))
        return float(left @ right) / norm if norm > 0 else 0.0

    def _embed(self, text: str) -> Values:
        stream = _stream(self.model, self.tokenizer, text, self.layer, self.should_stop)
        if not len(stream):
            return np.zeros_like(self.mean)
        return stream.mean(axis=0, dtype=np.float64) - self.mean


def _stream(
    model: Network, tokenizer: TextTokenizer, text: str, layer: int, should_stop: ShouldStop
) -> Array:
    """The stream after `layer` for every token of a text but BOS, cut to the model's context."""
    ids = tokenizer.encode(text).ids[: model.config.n_context]
    name = hooks.name(layer, Site.RESID_POST)
    run = model.run(np.array(ids), capture={name}, stop_layer=layer + 1, should_stop=should_stop)
    return run.values[name][1:]
