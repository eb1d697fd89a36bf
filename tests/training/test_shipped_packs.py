"""The SAEs in resources/saes hold what training/README.md promises of every file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import load_file

ROOT = Path(__file__).parents[2] / "resources" / "saes" / "gemma-3-270m"
LAYERS = (5, 9, 12, 15)
D_IN, D_SAE, WINDOW, EXAMPLES, SPECIAL_IDS = 640, 8192, 20, 12, 4

Tensors = dict[str, NDArray[np.generic]]


@pytest.fixture(params=LAYERS)
def layer(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def folder(layer: int) -> Path:
    return ROOT / f"layer-{layer:02}" / "8k"


@pytest.fixture(scope="module")
def corpus() -> Tensors:
    return load_file(ROOT / "corpus_sample.safetensors")


def shapes(tensors: Tensors) -> dict[str, tuple[tuple[int, ...], str]]:
    return {name: (value.shape, value.dtype.name) for name, value in tensors.items()}


def test_that_the_weights_have_saelens_names_shapes_and_types(folder: Path) -> None:
    assert shapes(load_file(folder / "sae_weights.safetensors")) == {
        "W_enc": ((D_IN, D_SAE), "float16"),
        "b_enc": ((D_SAE,), "float32"),
        "W_dec": ((D_SAE, D_IN), "float16"),
        "b_dec": ((D_IN,), "float32"),
        "threshold": ((D_SAE,), "float32"),
    }


def test_that_every_number_is_finite(folder: Path) -> None:
    for path in folder.glob("*.safetensors"):
        for name, value in load_file(path).items():
            assert np.isfinite(value).all(), f"{path.name} {name}"


def test_that_decoder_rows_are_unit_norm_and_thresholds_positive(folder: Path) -> None:
    weights = load_file(folder / "sae_weights.safetensors")

    np.testing.assert_allclose(np.linalg.norm(weights["W_dec"].astype(np.float32), axis=1), 1, atol=2e-3)
    assert (weights["threshold"] > 0).all()


def test_that_the_configuration_names_the_hook_for_old_and_new_readers(folder: Path, layer: int) -> None:
    config = json.loads((folder / "cfg.json").read_text("utf-8"))

    for part in (config, config["metadata"]):
        assert part["hook_name"] == f"blocks.{layer}.hook_resid_post"
        assert part["model_name"] == "gemma-3-270m"
    assert (config["architecture"], config["d_in"], config["d_sae"]) == ("jumprelu", D_IN, D_SAE)
    assert (config["apply_b_dec_to_input"], config["normalize_activations"]) == (False, "none")


def test_that_the_evaluation_belongs_to_these_weights(folder: Path) -> None:
    measured = json.loads((folder / "evaluation.json").read_text("utf-8"))
    digest = hashlib.sha256((folder / "sae_weights.safetensors").read_bytes()).hexdigest()

    assert measured["sha256"] == digest


def test_that_the_recorded_metrics_follow_from_the_recorded_sums(folder: Path) -> None:
    measured = json.loads((folder / "evaluation.json").read_text("utf-8"))

    for part in (measured, *measured["kinds"].values(), *measured["outside"].values()):
        recovered = (part["ce_zero"] - part["ce_sae"]) / (part["ce_zero"] - part["ce_model"])
        assert part["ce_loss_recovered"] == pytest.approx(recovered, abs=1e-4)
        assert 0 < part["explained_variance"] < 1
    kinds = measured["kinds"].values()
    assert measured["tokens"] == sum(kind["tokens"] for kind in kinds)
    assert measured["l0"] == pytest.approx(
        sum(kind["l0"] * kind["tokens"] for kind in kinds) / measured["tokens"], rel=1e-4
    )


def test_that_a_shuffled_decoder_explains_nothing(folder: Path) -> None:
    controls = json.loads((folder / "evaluation.json").read_text("utf-8"))["controls"]

    assert controls["shuffled_decoder"]["explained_variance"] < 0.05


def test_that_the_bundled_sample_is_whole_documents_with_known_sources(corpus: Tensors) -> None:
    starts, tokens = corpus["starts"], corpus["tokens"]
    with safe_open(ROOT / "corpus_sample.safetensors", "numpy") as file:
        sources = json.loads(file.metadata()["sources"])

    assert shapes(corpus)["tokens"] == (tokens.shape, "int32")
    assert (starts[0], starts[-1]) == (0, len(tokens))
    assert (np.diff(starts) > 1).all()
    assert (tokens[starts[:-1]] == 2).all()
    assert corpus["source"].max() == len(sources) - 1
    assert all(row["licence"] and row["package"] for row in sources)


def test_that_no_special_token_stands_inside_a_document(corpus: Tensors) -> None:
    inside = np.ones(len(corpus["tokens"]), bool)
    inside[corpus["starts"][:-1]] = False

    assert (corpus["tokens"][inside] >= SPECIAL_IDS).all()


def test_that_example_windows_lie_inside_one_document_and_hold_their_peak(
    folder: Path, corpus: Tensors
) -> None:
    board = load_file(folder / "dashboard.safetensors")
    start, length = board["example_start"], board["example_length"].astype(np.int64)
    used = start >= 0
    first = np.searchsorted(corpus["starts"], start[used], side="right") - 1
    activations = board["example_activations"][used].astype(np.int64)

    assert start.shape == (D_SAE, EXAMPLES)
    assert board["example_activations"].shape == (D_SAE, EXAMPLES, WINDOW)
    assert (start[used] > corpus["starts"][first]).all()
    assert (start[used] + length[used] <= corpus["starts"][first + 1]).all()
    assert (board["example_peak"][used] < length[used]).all()
    assert (
        np.take_along_axis(activations, board["example_peak"][used][:, None].astype(np.int64), 1) > 0
    ).all()


def test_that_the_first_example_reaches_the_largest_activation(folder: Path) -> None:
    board = load_file(folder / "dashboard.safetensors")
    live = board["example_start"][:, 0] >= 0

    assert (board["example_activations"][live, 0].max(axis=1) == 255).all()


def test_that_histograms_count_what_the_density_says(folder: Path, corpus: Tensors) -> None:
    board, known = (load_file(folder / f"{name}.safetensors") for name in ("dashboard", "statistics"))
    tokens = len(corpus["tokens"]) - len(corpus["starts"]) + 1

    assert board["histogram_edges"].shape == (21,)
    np.testing.assert_allclose(board["histogram"].sum(axis=1) / tokens, known["density"], rtol=1e-5)


def test_that_the_nearest_feature_has_the_recorded_cosine(folder: Path) -> None:
    board = load_file(folder / "dashboard.safetensors")
    decoder = load_file(folder / "sae_weights.safetensors")["W_dec"].astype(np.float32)
    live = np.flatnonzero(board["nearest_features"][:, 0] >= 0)[:300]
    near = board["nearest_features"][live, 0].astype(np.int64)

    assert (near != live).all()
    np.testing.assert_allclose(
        (decoder[live] * decoder[near]).sum(1), board["nearest_cosines"][live, 0], atol=5e-3
    )


def test_that_labels_have_a_text_a_source_and_belong_to_live_features(folder: Path) -> None:
    labels = json.loads((folder / "labels.json").read_text("utf-8"))["labels"]
    density = load_file(folder / "statistics.safetensors")["density"]

    assert labels
    for feature, label in labels.items():
        assert density[int(feature)] > 0
        assert label["text"].startswith(("fires on: ", "promotes: "))
        assert label["source"]
        assert 0 < label["confidence"] <= 1


def test_that_all_packs_together_stay_below_120_megabytes() -> None:
    assert sum(path.stat().st_size for path in ROOT.rglob("*") if path.is_file()) < 120_000_000
