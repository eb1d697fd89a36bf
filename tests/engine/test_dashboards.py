from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes.sae_folders import Arrays, random_weights, write_labels, write_sae, write_statistics
from fakes.tiny_gemma import tiny_tokenizer
from safetensors.numpy import save_file

from holysheep_desktop.core.dashboards import FoundIn, Histogram, RelatedFeature, TokenWeight
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary

N = 4
LETTER_A = 261
"""Token id of "a" in the tiny tokenizer; "b" follows."""
MODEL = SaeModel(("gemma-3-270m",), n_layers=18, d_model=4)


def arrays() -> Arrays:
    """Feature 2 has everything; the others have nothing."""
    content: Arrays = {
        "histogram_edges": np.array([1, 10, 100], np.float32),
        "histogram": np.zeros((N, 2), np.uint32),
        "example_start": np.full((N, 12), -1, np.int32),
        "example_length": np.zeros((N, 12), np.uint8),
        "example_peak": np.zeros((N, 12), np.uint8),
        "example_activations": np.zeros((N, 12, 3), np.uint8),
        "promoted_tokens": np.full((N, 2), -1, np.int32),
        "promoted_weights": np.zeros((N, 2), np.float16),
        "suppressed_tokens": np.full((N, 2), -1, np.int32),
        "suppressed_weights": np.zeros((N, 2), np.float16),
        "nearest_features": np.full((N, 2), -1, np.int16),
        "nearest_cosines": np.zeros((N, 2), np.float16),
        "coactive_features": np.full((N, 2), -1, np.int16),
        "coactive_scores": np.zeros((N, 2), np.float16),
    }
    content["histogram"][2] = [5, 7]
    content["example_start"][2, [0, 8]] = [1, 4]
    content["example_length"][2, [0, 8]] = [3, 2]
    content["example_peak"][2, [0, 8]] = [1, 0]
    content["example_activations"][2, 0] = [0, 255, 51]
    content["example_activations"][2, 8] = [102, 0, 0]
    content["promoted_tokens"][2] = [LETTER_A, LETTER_A + 1]
    content["promoted_weights"][2] = [1.5, 0.5]
    content["suppressed_tokens"][2, 0] = LETTER_A + 2
    content["suppressed_weights"][2, 0] = -2
    content["nearest_features"][2] = [0, 3]
    content["nearest_cosines"][2] = [0.75, 0.5]
    content["coactive_features"][2, 0] = 1
    content["coactive_scores"][2, 0] = 0.25
    return content


def pack(tmp_path: Path, content: Arrays | None = None, **sample: Any) -> SaeLibrary:
    root = tmp_path / "saes"
    folder = write_sae(root / "m" / "layer-1" / "tiny", random_weights(4, N))
    write_statistics(folder, np.zeros(4), [0, 0, 0.5, 0], [0, 0, 10, 0])
    write_labels(folder, {0: ("fires on: cats", "activating examples"), 2: ("fires on: Dogs", "me")})
    save_file(arrays() if content is None else content, folder / "dashboard.safetensors")
    letters = [2, *range(LETTER_A, LETTER_A + 6)]
    text: Arrays = {
        "tokens": np.array(letters, np.int32),
        "starts": np.array([0, 4, 7], np.int64),
        "source": np.array([1, 0], np.uint8),
    }
    sources = json.dumps([{"name": "novels"}, {"name": "code"}])
    save_file(text | sample, root / "m" / "corpus_sample.safetensors", metadata={"sources": sources})
    return SaeLibrary.open([root], MODEL, FileHashes(tmp_path / "cache"), tiny_tokenizer())


SAE_ID = "m/layer-1/tiny"


def test_that_an_example_shows_its_tokens_with_activations_in_units_of_the_model(tmp_path: Path) -> None:
    example = pack(tmp_path).dashboard(SAE_ID, 2).top_examples[0]

    assert example.tokens == ("a", "b", "c")
    assert example.activations == pytest.approx((0, 10, 2))
    assert (example.peak, example.source) == (1, "code")


def test_that_examples_from_the_middle_are_kept_apart(tmp_path: Path) -> None:
    dashboard = pack(tmp_path).dashboard(SAE_ID, 2)

    assert len(dashboard.top_examples) == 1
    assert dashboard.middle_examples[0].tokens == ("d", "e")
    assert dashboard.middle_examples[0].source == "novels"


def test_that_numbers_and_neighbours_are_read(tmp_path: Path) -> None:
    dashboard = pack(tmp_path).dashboard(SAE_ID, 2)

    assert (dashboard.density, dashboard.max_activation) == (0.5, 10)
    assert dashboard.label == Label("fires on: Dogs", "me")
    assert dashboard.histogram == Histogram((1, 10, 100), (5, 7))
    assert dashboard.promoted == (TokenWeight("a", 1.5), TokenWeight("b", 0.5))
    assert dashboard.suppressed == (TokenWeight("c", -2.0),)
    assert dashboard.nearest == (
        RelatedFeature(0, 0.75, Label("fires on: cats", "activating examples")),
        RelatedFeature(3, 0.5),
    )
    assert dashboard.coactive == (RelatedFeature(1, 0.25),)


def test_that_a_dead_feature_has_an_empty_dashboard(tmp_path: Path) -> None:
    dashboard = pack(tmp_path).dashboard(SAE_ID, 1)

    assert (dashboard.top_examples, dashboard.histogram, dashboard.promoted) == ((), None, ())
    assert dashboard.density == 0


@pytest.mark.parametrize(
    "change",
    [
        {"example_start": np.full((N, 12), 1 << 30, np.int32)},
        {"example_length": np.full((N, 12), 200, np.uint8)},
        {"example_peak": np.full((N, 12), 200, np.uint8)},
        {"example_activations": np.zeros((N, 12), np.uint8)},
        {"example_start": np.full((N + 1, 12), 1, np.int32)},
    ],
)
def test_that_windows_outside_the_sample_are_left_out(tmp_path: Path, change: Arrays) -> None:
    dashboard = pack(tmp_path, arrays() | change).dashboard(SAE_ID, 2)

    assert (dashboard.top_examples, dashboard.middle_examples) == ((), ())


def test_that_ids_outside_the_model_are_left_out(tmp_path: Path) -> None:
    content = arrays()
    content["promoted_tokens"][2] = [1 << 29, LETTER_A]
    content["nearest_features"][2] = [9999, 0]

    dashboard = pack(tmp_path, content).dashboard(SAE_ID, 2)

    assert [weight.token for weight in dashboard.promoted] == ["a"]
    assert [related.feature for related in dashboard.nearest] == [0]


def test_that_values_that_are_not_finite_are_left_out(tmp_path: Path) -> None:
    content = arrays()
    content["promoted_weights"][2] = [np.nan, 0.5]
    content["histogram_edges"] = np.array([1, np.inf, np.inf], np.float32)

    dashboard = pack(tmp_path, content).dashboard(SAE_ID, 2)

    assert dashboard.promoted == (TokenWeight("b", 0.5),)
    assert dashboard.histogram is None


@pytest.mark.parametrize("name", ["dashboard.safetensors", "../../corpus_sample.safetensors"])
def test_that_a_damaged_file_leaves_the_rest(tmp_path: Path, name: str) -> None:
    library = pack(tmp_path)
    (tmp_path / "saes" / SAE_ID / name).resolve().write_bytes(b"damaged")

    dashboard = library.dashboard(SAE_ID, 2)

    assert dashboard.density == 0.5
    assert dashboard.top_examples == ()


def test_that_bytes_of_one_character_show_it_at_the_last_of_them(tmp_path: Path) -> None:
    first_byte = 4
    bytes_of_sheep = [first_byte + byte for byte in "양".encode()]
    tokens = np.array([2, *bytes_of_sheep, 261, 262, 263], np.int32)

    example = pack(tmp_path, tokens=tokens).dashboard(SAE_ID, 2).top_examples[0]

    assert example.tokens == ("", "", "양")


def test_that_a_search_finds_labels_without_regard_to_case(tmp_path: Path) -> None:
    hits = pack(tmp_path).find(SAE_ID, "dOGS fires", 10)

    assert [(hit.feature, hit.label.text, hit.density) for hit in hits] == [(2, "fires on: Dogs", 0.5)]


def test_that_a_search_finds_promoted_tokens_after_labels(tmp_path: Path) -> None:
    assert [hit.feature for hit in pack(tmp_path).find(SAE_ID, "a", 10)] == [0, 2]


def test_that_a_number_finds_the_feature_of_that_number(tmp_path: Path) -> None:
    assert [hit.feature for hit in pack(tmp_path).find(SAE_ID, "3", 10)] == [3]
    assert pack(tmp_path).find(SAE_ID, "77", 10) == ()


def test_that_an_empty_query_lists_labelled_features_up_to_the_limit(tmp_path: Path) -> None:
    library = pack(tmp_path)

    assert [hit.feature for hit in library.find(SAE_ID, " ", 10)] == [0, 2]
    assert [hit.feature for hit in library.find(SAE_ID, "", 1)] == [0]
    assert library.find(SAE_ID, "", 0) == ()


def test_that_a_hit_without_a_label_says_what_it_promotes(tmp_path: Path) -> None:
    root = tmp_path / "saes"
    library = pack(tmp_path)
    (root / SAE_ID / "labels.json").unlink()

    assert library.find(SAE_ID, "b", 10)[0].label == Label("promotes: b, a", "decoder direction")


def test_that_a_feature_is_found_by_the_words_it_fires_on(tmp_path: Path) -> None:
    # The sample reads a b c …; feature 2 fires on the b, and the letters of its window make one word.
    (hit,) = pack(tmp_path).find(SAE_ID, "abc", 10)

    assert (hit.feature, hit.found_in) == (2, FoundIn.EXAMPLES)
