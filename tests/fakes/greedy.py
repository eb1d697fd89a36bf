"""Greedy decoding without the ways in which an answer can end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.network import Network


def greedy(model: Network, prompt: Sequence[int], n_tokens: int) -> npt.NDArray[np.int64]:
    """The `n_tokens` most probable tokens one after another, EOS or not."""
    cache = model.new_cache(len(prompt) + n_tokens)
    resid = model.run(prompt, past=cache).resid[-1]
    tokens: list[int] = []
    while len(tokens) < n_tokens:
        tokens.append(int(model.logits(resid).argmax()))
        if len(tokens) < n_tokens:
            resid = model.run(tokens[-1:], past=cache).resid[-1]
    return np.array(tokens, np.int64)
