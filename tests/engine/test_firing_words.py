from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes.sae_folders import write_corpus_sample
from fakes.tiny_gemma import tiny_tokenizer
from safetensors.numpy import save_file

from holysheep_desktop.core.dashboards import FoundIn
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.dictionaries.corpus_sample import CorpusSample
from holysheep_desktop.engine.dictionaries.feature_search import FeatureSearch
from holysheep_desktop.engine.dictionaries.firing_words import firing_words, word_at
from holysheep_desktop.errors import DictionaryError

LETTER_A, SPACE = 261, 260
PIECES = [" the", " 정", "렬", "하는", ",", " import", "_", "os"]


@pytest.mark.parametrize(
    ("place", "begin", "end", "word"),
    [
        (0, 0, 8, "the"),
        (2, 0, 8, "정렬하는"),
        (2, 2, 3, "렬"),
        (4, 0, 8, ","),
        (5, 0, 8, "import"),
        (7, 0, 8, "os"),
    ],
)
def test_that_a_word_is_all_its_pieces_inside_the_window(place: int, begin: int, end: int, word: str) -> None:
    assert word_at(PIECES, place, begin, end) == word


def dashboard(path: Path, starts: list[int], lengths: list[int], activations: list[list[int]]) -> Path:
    """One example for each feature."""
    arrays = {
        "example_start": np.array(starts, np.int32)[:, None],
        "example_length": np.array(lengths, np.uint8)[:, None],
        "example_activations": np.array(activations, np.uint8)[:, None, :],
    }
    save_file(arrays, path)
    return path


def sample(tmp_path: Path) -> CorpusSample:
    """BOS, then the words a, b and c with spaces between them."""
    tokens = [LETTER_A, SPACE, LETTER_A + 1, SPACE, LETTER_A + 2]
    return CorpusSample(write_corpus_sample(tmp_path / "s.safetensors", [tokens]))


def test_that_tokens_count_from_half_of_the_windows_peak_on(tmp_path: Path) -> None:
    activations = [[99, 0, 255, 0, 128], [50, 0, 255, 0, 0], [255, 0, 0, 0, 0]]
    path = dashboard(tmp_path / "d", [1, 3, -1], [5, 2, 0], activations)

    found = firing_words(path, sample(tmp_path), tiny_tokenizer())

    # 99 is less than half of 255; the 255 of feature 1 lies behind the end of its window; feature 2 has none.
    assert {feature: sorted(words) for feature, words in found.items()} == {0: ["b", "c"], 1: ["b"]}


def test_that_arrays_that_do_not_fit_are_named(tmp_path: Path) -> None:
    path = tmp_path / "d"
    save_file({"example_start": np.zeros((2, 1), np.int32)}, path)

    with pytest.raises(DictionaryError):
        firing_words(path, sample(tmp_path), tiny_tokenizer())


def test_that_a_search_looks_in_labels_then_examples_then_promoted_tokens() -> None:
    search = FeatureSearch(
        10,
        labels={5: Label("fires on: loops", "s")},
        promoted={1: [" loop"], 5: ["x"]},
        density=[i / 10 for i in range(10)],
        fires_on={3: ["loop"], 1: ["other"]},
    )

    hits = search.find("LOOP", 10)

    assert [(hit.feature, hit.found_in, hit.density) for hit in hits] == [
        (5, FoundIn.LABEL, 0.5),
        (3, FoundIn.EXAMPLES, 0.3),
        (1, FoundIn.PROMOTED, 0.1),
    ]


def test_that_a_number_finds_its_feature_first() -> None:
    search = FeatureSearch(10, {2: Label("page 7", "s")}, {}, None)

    assert [(h.feature, h.found_in) for h in search.find("7", 10)] == [
        (7, FoundIn.NUMBER),
        (2, FoundIn.LABEL),
    ]
