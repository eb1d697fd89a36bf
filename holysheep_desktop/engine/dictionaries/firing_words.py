"""The words on which every feature fires in its strongest examples: what a search looks through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open

from holysheep_desktop.engine.dictionaries.corpus_sample import CorpusSample
from holysheep_desktop.engine.dictionaries.dashboards import N_TOP_EXAMPLES
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.errors import DictionaryError

SHARE_OF_PEAK = 0.5
"""A token counts where the feature fires at least half as strongly as at the example's peak."""

Ids = npt.NDArray[np.int64]


def firing_words(path: Path, sample: CorpusSample, tokenizer: TextTokenizer) -> dict[int, list[str]]:
    """The different words of each feature that has examples, each with all of its tokens.

    `path` is a pack's dashboard. Raises DictionaryError where its arrays cannot be read or do not fit.
    """
    starts, lengths, activations = _arrays(path)
    ids = sample.all_tokens()
    known = {i: tokenizer.text_of(i) for i in np.unique(ids).tolist() if 0 <= i < tokenizer.n_tokens}
    texts = [known.get(i, "") for i in ids.tolist()]
    offsets = np.arange(activations.shape[2])
    inside = (offsets < lengths[..., None]) & (starts[..., None] >= 0)
    values = np.where(inside, activations, 0)
    fires = (values > 0) & (values >= SHARE_OF_PEAK * values.max(axis=2, keepdims=True))
    feature, example, offset = np.nonzero(fires)
    first = starts[feature, example]
    last = np.minimum(first + lengths[feature, example], len(texts))
    places = np.stack((feature, first + offset, first, last), axis=1)
    found: dict[int, dict[str, None]] = {}
    for key, place, begin, end in places[places[:, 1] < len(texts)].tolist():
        found.setdefault(key, {})[word_at(texts, place, begin, end)] = None
    return {key: list(words) for key, words in found.items()}


def word_at(texts: Sequence[str], place: int, begin: int, end: int) -> str:
    """The word that the token at `place` is a piece of, as far as it lies between `begin` and `end`.

    >>> word_at([" the", " 정", "렬", "하는", " 방법"], 2, 0, 5)
    '정렬하는'
    """
    left, right = place, place + 1
    while left > begin and _goes_on(texts[left - 1], texts[left]):
        left -= 1
    while right < end and _goes_on(texts[right - 1], texts[right]):
        right += 1
    return "".join(texts[left:right]).strip()


def _goes_on(before: str, text: str) -> bool:
    return before[-1:].isalnum() and text[:1].isalnum()


def _arrays(path: Path) -> tuple[Ids, Ids, npt.NDArray[np.uint8]]:
    """Starts and lengths (d_sae, n) and activations (d_sae, n, window) of the strongest examples."""
    try:
        with safe_open(path, framework="numpy") as file:
            starts = np.asarray(file.get_tensor("example_start"), np.int64)[:, :N_TOP_EXAMPLES]
            lengths = np.asarray(file.get_tensor("example_length"), np.int64)[:, :N_TOP_EXAMPLES]
            activations = np.asarray(file.get_tensor("example_activations"))[:, :N_TOP_EXAMPLES]
    except (SafetensorError, OSError, TypeError, IndexError) as error:
        raise DictionaryError(path, "the examples cannot be read") from error
    if activations.ndim != 3 or starts.shape != lengths.shape or starts.shape != activations.shape[:2]:
        raise DictionaryError(path, "the arrays of the examples do not fit together")
    return starts, lengths, activations
