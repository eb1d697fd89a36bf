"""The logit lens: what the model would say if it stopped after each layer.

The stream at the answer position after every block goes through the final norm and the unembedding, as if it
were the last (nostalgebraist 2020, «interpreting GPT: the logit lens»).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from holysheep_desktop.core.results import LensRow, TokenLogprob
from holysheep_desktop.engine.decoding.sampling import log_probabilities, top_k
from holysheep_desktop.engine.transformer.hooks import Array
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

N_TOP = 5


def logit_lens(
    model: Network, tokenizer: TextTokenizer, streams: Sequence[Array], n_top: int = N_TOP
) -> tuple[LensRow, ...]:
    """The `n_top` likeliest next tokens by layer; `streams` are the (d_model,) after each block, in order."""
    rows: list[LensRow] = []
    for layer, log_p in enumerate(log_probabilities(model.logits(np.stack(streams)))):
        best = top_k(log_p, n_top).tolist()
        rows.append(LensRow(layer, tuple(TokenLogprob(tokenizer.text_of(i), float(log_p[i])) for i in best)))
    return tuple(rows)
