from __future__ import annotations

import numpy as np
import pytest
from fakes.patching_cases import never
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.engine.patching.corpus import SENTENCES
from holysheep_desktop.engine.patching.similarity import TextSpace, embedding_layer

MODEL, TOKENIZER = tiny_model(), tiny_tokenizer()
STORED = np.linspace(-1, 1, CONFIG.d_model).astype(np.float32)


def space(mean: np.ndarray | None = STORED) -> TextSpace:
    return TextSpace.open(MODEL, TOKENIZER, mean, never)


def embedded(text: str, mean: np.ndarray) -> np.ndarray:
    """Mean over the tokens but BOS of the stream after layer 2, less the mean."""
    name = "blocks.2.hook_resid_post"
    stream = MODEL.run(TOKENIZER.encode(text).ids, capture={name}).values[name]
    return stream[1:].astype(np.float64).mean(axis=0) - mean


def test_that_similarity_is_the_cosine_of_centred_mean_activations() -> None:
    a, b = embedded("abc", STORED), embedded("xyzzy", STORED)
    expected = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
    assert space().similarity("abc", "xyzzy") == pytest.approx(expected, abs=1e-6)


def test_that_similarity_has_no_order() -> None:
    assert space().similarity("abc", "de") == pytest.approx(space().similarity("de", "abc"))


def test_that_equal_texts_have_similarity_one_and_an_empty_one_is_far_from_all() -> None:
    assert space().similarity("abc", "abc") == 1.0
    assert space().similarity("", "") == 1.0
    assert space().similarity("", "abc") == 0.0


def test_that_two_thirds_of_eighteen_layers_is_layer_twelve() -> None:
    assert embedding_layer(18) == 12


def test_that_without_a_stored_mean_that_of_the_built_in_sentences_is_taken() -> None:
    name = "blocks.2.hook_resid_post"
    short = [TOKENIZER.encode(text).ids for text in SENTENCES]
    limit = CONFIG.n_context
    streams = [MODEL.run(ids[:limit], capture={name}).values[name][1:] for ids in short]
    found = space(None)
    np.testing.assert_allclose(found.mean, np.concatenate(streams).mean(axis=0), atol=1e-5)
    assert "built-in sentences" in found.description


def test_that_the_stored_mean_is_named() -> None:
    assert space().description == "mean-pooled resid_post of layer 2, mean stored with the SAE subtracted"
