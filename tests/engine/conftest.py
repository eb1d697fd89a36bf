"""The real model, converted once and kept between runs, and a tiny one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from engine.tiny_gguf import TinyGGUF

from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.transformer.threads import set_threads
from holysheep_desktop.engine.weights.tokenizer import Tokenizer, load_tokenizer
from holysheep_desktop.engine.weights.weights import Weights, open_weights


@pytest.fixture(scope="session")
def weights() -> Weights:
    """The packaged model, in the cache that all tests share."""
    set_threads(2)
    return open_weights(Path(os.environ["HOLYSHEEP_CACHE_DIR"]), n_threads=2)


@pytest.fixture(scope="session")
def model(weights: Weights) -> Model:
    return Model(weights)


@pytest.fixture(scope="session")
def tokenizer(weights: Weights) -> Tokenizer:
    return load_tokenizer(weights)


@pytest.fixture(scope="session")
def tiny_gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return TinyGGUF().write(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@pytest.fixture(scope="session")
def tiny_weights(tiny_gguf: Path, tmp_path_factory: pytest.TempPathFactory) -> Weights:
    return open_weights(tmp_path_factory.mktemp("cache"), gguf_path=tiny_gguf, expected=None, n_threads=1)


@pytest.fixture(scope="session")
def tiny_model(tiny_weights: Weights) -> Model:
    return Model(tiny_weights)
