from __future__ import annotations

import numpy as np
import pytest
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.engine.analysis.lens import logit_lens

TOKENS = [2, 270, 265, 280]


def log_softmax(logits: np.ndarray) -> np.ndarray:
    exact = logits.astype(np.float64)
    return exact - exact.max() - np.log(np.exp(exact - exact.max()).sum())


def test_that_each_layer_shows_its_likeliest_tokens() -> None:
    model, tokenizer = tiny_model(), tiny_tokenizer()
    streams = [model.run(TOKENS, stop_layer=layer + 1).resid[-1] for layer in range(CONFIG.n_layers)]

    rows = logit_lens(model, tokenizer, streams, n_top=3)

    assert [row.layer for row in rows] == [0, 1, 2]
    for row, stream in zip(rows, streams, strict=True):
        expected = log_softmax(model.logits(stream))
        best = np.argsort(-expected)[:3]
        assert [top.token for top in row.top] == [tokenizer.text_of(i) for i in best]
        assert [top.logprob for top in row.top] == pytest.approx(expected[best].tolist(), abs=1e-5)
