"""Passages of the sample in which a feature does not fire, drawn at random and read to be sure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from holysheep_desktop.core.dashboards import FeatureExample
from holysheep_desktop.engine.dictionaries.corpus_sample import CorpusSample, Ids
from holysheep_desktop.engine.dictionaries.feature_examples import WINDOW
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

CONTEXT = 40
"""Tokens before a passage that the model reads too."""
DRAWS_PER_PASSAGE = 6
SEED = 31


def silent_passages(
    model: Network, tokenizer: TextTokenizer, sae: Sae, path: Path, feature: int, n: int,
    should_stop: Callable[[], bool],
) -> tuple[FeatureExample, ...]:  # fmt: skip
    """Up to n passages of 20 tokens, each of another document, on none of whose tokens the feature fires.

    The model reads BOS and the last 40 tokens before the passage, not the whole document. Fewer than n come
    back for a feature that is seldom silent. The same for the same feature. Raises DictionaryError,
    CancelledWorkError.
    """
    sample = CorpusSample(path)
    ids, bounds = sample.ids(), sample.starts
    rng = np.random.default_rng((SEED, feature))
    long_enough = np.flatnonzero(np.diff(bounds) > WINDOW)
    found: list[FeatureExample] = []
    for document in rng.permutation(long_enough)[: n * DRAWS_PER_PASSAGE].tolist():
        if len(found) == n:
            break
        first, last = int(bounds[document]) + 1, int(bounds[document + 1])
        start = int(rng.integers(first, last - WINDOW + 1))
        before = [] if tokenizer.bos_id is None else [tokenizer.bos_id]
        read = ids[max(first, start - CONTEXT) : start + WINDOW]
        context = np.concatenate([np.array(before, np.int64), read])
        if not _fires(model, sae, context, feature, should_stop):
            texts = tuple(tokenizer.text_of(token) for token in ids[start : start + WINDOW].tolist())
            found.append(FeatureExample(texts, (0.0,) * WINDOW, 0, sample.source_of(start)))
    return tuple(found)


def _fires(model: Network, sae: Sae, context: Ids, feature: int, should_stop: Callable[[], bool]) -> bool:
    """Whether the feature is active on one of the last 20 tokens."""
    site = hooks.name(sae.layer, Site(f"hook_{sae.hook_point.value}"))
    run = model.run(context, capture={site}, stop_layer=sae.layer + 1, should_stop=should_stop)
    return bool(sae.encode(run.values[site][-WINDOW:])[:, feature].any())
