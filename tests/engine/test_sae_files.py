from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel, load_sae, open_folder, sae_folders
from holysheep_desktop.errors import DictionaryError

MODEL = SaeModel(("gemma-3-270m",), n_layers=18, d_model=4)
CFG: dict[str, Any] = {
    "architecture": "jumprelu", "d_in": 4, "d_sae": 6, "dtype": "float32",
    "apply_b_dec_to_input": False, "normalize_activations": "none",
    "metadata": {"model_name": "google/gemma-3-270m", "hook_name": "blocks.12.hook_resid_post"},
}  # fmt: skip
X = np.array([[1, -2, 3, 0.5], [0.25, 4, -1, 2], [-3, 1, 1, 1]], np.float32)

Arrays = dict[str, np.ndarray[Any, Any]]


def weights(d_in: int = 4, d_sae: int = 6) -> Arrays:
    rng = np.random.default_rng(11)
    return {
        "W_enc": rng.normal(size=(d_in, d_sae)).astype(np.float16),
        "W_dec": rng.normal(size=(d_sae, d_in)).astype(np.float16),
        "b_enc": rng.normal(size=d_sae).astype(np.float32),
        "b_dec": rng.normal(size=d_in).astype(np.float32),
        "threshold": rng.uniform(0.1, 1, size=d_sae).astype(np.float32),
    }


def write_saelens(folder: Path, arrays: Arrays | None = None, **cfg: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cfg.json").write_text(json.dumps(CFG | cfg))
    save_file(weights() if arrays is None else arrays, folder / "sae_weights.safetensors")
    return folder


def loaded(folder: Path) -> Sae:
    return load_sae(open_folder(folder, "an-id", MODEL))


def expected_features(arrays: Arrays, x: np.ndarray[Any, Any] = X) -> np.ndarray[Any, Any]:
    """JumpReLU in float64, entry by entry."""
    a = {name: value.astype(np.float64) for name, value in arrays.items()}
    out = np.zeros((len(x), a["b_enc"].size))
    for t in range(len(x)):
        for i in range(a["b_enc"].size):
            z = sum(float(x[t, j]) * a["W_enc"][j, i] for j in range(x.shape[1])) + a["b_enc"][i]
            out[t, i] = z if z > a["threshold"][i] else 0.0
    return out


def test_that_a_saelens_folder_is_read_back(tmp_path: Path) -> None:
    sae = loaded(write_saelens(tmp_path / "sae"))

    np.testing.assert_allclose(sae.encode(X), expected_features(weights()), rtol=1e-5, atol=1e-6)


def test_that_the_hook_of_a_saelens_folder_gives_layer_and_place(tmp_path: Path) -> None:
    hook = {"model_name": "gemma-3-270m", "hook_name": "blocks.7.hook_mlp_out"}

    folder = open_folder(write_saelens(tmp_path, metadata=hook), "an-id", MODEL)

    assert (folder.config.layer, folder.config.hook_point) == (7, HookPoint.MLP_OUT)


def test_that_the_older_saelens_layout_with_the_hook_at_the_top_is_read(tmp_path: Path) -> None:
    write_saelens(tmp_path, metadata=None, hook_name="blocks.3.hook_resid_pre", model_name="gemma-3-270m")

    assert open_folder(tmp_path, "an-id", MODEL).config.layer == 3


def test_that_float16_weights_become_float32_without_change(tmp_path: Path) -> None:
    sae = loaded(write_saelens(tmp_path))

    assert sae.w_dec.dtype == np.float32
    assert (sae.w_dec == weights()["W_dec"]).all()


def test_that_a_standard_sae_without_thresholds_is_a_relu(tmp_path: Path) -> None:
    arrays = weights()
    del arrays["threshold"]

    sae = loaded(write_saelens(tmp_path, arrays, architecture="standard"))

    expected = expected_features(arrays | {"threshold": np.zeros(6, np.float32)})
    np.testing.assert_allclose(sae.encode(X), expected, rtol=1e-5, atol=1e-6)


def test_that_topk_keeps_k_features_of_a_token(tmp_path: Path) -> None:
    arrays = weights() | {"b_enc": np.full(6, 50, np.float32)}
    del arrays["threshold"]

    sae = loaded(write_saelens(tmp_path, arrays, architecture="topk", k=2))

    assert np.count_nonzero(sae.encode(X), axis=1).tolist() == [2, 2, 2]


def test_that_subtracting_the_decoder_bias_is_folded_into_the_encoder_bias(tmp_path: Path) -> None:
    sae = loaded(write_saelens(tmp_path, apply_b_dec_to_input=True))

    shifted = X - weights()["b_dec"]
    np.testing.assert_allclose(sae.encode(X), expected_features(weights(), shifted), rtol=1e-4, atol=1e-5)


def test_that_scaling_by_decoder_norm_leaves_the_reconstruction_but_scales_features(tmp_path: Path) -> None:
    arrays = weights() | {"threshold": np.zeros(6, np.float32)}
    plain = loaded(write_saelens(tmp_path / "plain", arrays))
    scaled = loaded(write_saelens(tmp_path / "scaled", arrays, rescale_acts_by_decoder_norm=True))

    norms = np.linalg.norm(arrays["W_dec"].astype(np.float64), axis=1)
    np.testing.assert_allclose(scaled.encode(X), plain.encode(X) * norms, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(scaled.reconstruct(X), plain.reconstruct(X), rtol=1e-4, atol=1e-4)


def test_that_gemma_scope_npz_is_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "gemma-scope-270m-pt-res" / "layer_12" / "width_6" / "average_l0_3"
    folder.mkdir(parents=True)
    np.savez(folder / "params.npz", **weights())

    sae = loaded(folder)

    assert (sae.layer, sae.hook_point) == (12, HookPoint.RESID_POST)
    np.testing.assert_allclose(sae.encode(X), expected_features(weights()), rtol=1e-5, atol=1e-6)


def test_that_gemma_scope_mlp_saes_are_told_by_their_repository_name(tmp_path: Path) -> None:
    folder = tmp_path / "gemma-scope-270m-pt-mlp" / "layer_4"
    folder.mkdir(parents=True)
    np.savez(folder / "params.npz", **weights())

    assert loaded(folder).hook_point is HookPoint.MLP_OUT


def write_gemma_scope_2(folder: Path, **config: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    standard = {
        "hf_hook_point_in": "model.layers.9.output", "hf_hook_point_out": "model.layers.9.output",
        "model_name": "google/gemma-3-270m", "architecture": "jump_relu", "type": "sae", "width": 6,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(standard | config))
    save_file({name.lower(): value for name, value in weights().items()}, folder / "params.safetensors")
    return folder


def test_that_gemma_scope_2_is_read_back(tmp_path: Path) -> None:
    sae = loaded(write_gemma_scope_2(tmp_path / "layer_9_width_6_l0_small"))

    assert (sae.layer, sae.hook_point) == (9, HookPoint.RESID_POST)
    np.testing.assert_allclose(sae.encode(X), expected_features(weights()), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    "config",
    [
        {"hf_hook_point_in": "model.layers.9.self_attn.o_proj.input"},
        {"hf_hook_point_out": "model.layers.9.post_feedforward_layernorm.output"},
        {"architecture": "gated"},
        {"type": "transcoder"},
        {"affine_connection": True},
        {"hf_hook_point_in": None, "hf_hook_point_out": None},
        {"model_name": "google/gemma-3-1b-pt"},
    ],
)
def test_that_a_gemma_scope_2_dictionary_of_another_kind_is_refused(
    tmp_path: Path, config: dict[str, Any]
) -> None:
    with pytest.raises(DictionaryError):
        open_folder(write_gemma_scope_2(tmp_path, **config), "an-id", MODEL)


@pytest.mark.parametrize(
    "cfg",
    [
        {"architecture": "gated"},
        {"architecture": 7},
        {"normalize_activations": "expected_average_only_in"},
        {"finetuning_scaling_factor": True},
        {"metadata": {"hook_name": "blocks.18.hook_resid_post"}},
        {"metadata": {"hook_name": "blocks.x.hook_resid_post"}},
        {"metadata": {"hook_name": "blocks.3.attn.hook_z"}},
        {"metadata": {"hook_name": 3}},
        {"metadata": None},
        {"metadata": {"hook_name": "blocks.1.hook_resid_post", "model_name": "gpt2-small"}},
        {"metadata": {"hook_name": "blocks.1.hook_resid_post", "hook_head_index": 2}},
        {"architecture": "topk", "k": "many"},
        {"architecture": "topk", "k": 2.5},
        {"architecture": "topk"},
    ],
)
def test_that_a_saelens_configuration_that_cannot_be_served_is_refused(
    tmp_path: Path, cfg: dict[str, Any]
) -> None:
    with pytest.raises(DictionaryError):
        open_folder(write_saelens(tmp_path, **cfg), "an-id", MODEL)


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "[" * 50_000, '"\\ud800'])
def test_that_a_configuration_that_is_no_json_object_is_refused(tmp_path: Path, text: str) -> None:
    write_saelens(tmp_path)
    (tmp_path / "cfg.json").write_text(text)

    with pytest.raises(DictionaryError):
        open_folder(tmp_path, "an-id", MODEL)


def test_that_a_missing_configuration_is_refused(tmp_path: Path) -> None:
    write_saelens(tmp_path)
    (tmp_path / "cfg.json").unlink()

    with pytest.raises(DictionaryError):
        open_folder(tmp_path, "an-id", MODEL)


def _without(name: str) -> Callable[[Arrays], Arrays]:
    return lambda arrays: {key: value for key, value in arrays.items() if key != name}


def _with(**changed: Any) -> Callable[[Arrays], Arrays]:
    return lambda arrays: arrays | {name: np.asarray(value) for name, value in changed.items()}


@pytest.mark.parametrize(
    "change",
    [
        _without("W_enc"),
        _without("W_dec"),
        _without("threshold"),
        _with(W_enc=np.zeros((5, 6), np.float32)),
        _with(W_enc=np.zeros((4, 0), np.float32)),
        _with(W_enc=np.zeros(4, np.float32)),
        _with(W_dec=np.zeros((4, 6), np.float32)),
        _with(b_enc=np.zeros(5, np.float32)),
        _with(b_dec=np.array([0, np.nan, 0, 0], np.float32)),
        _with(threshold=np.full(6, np.inf, np.float32)),
        _with(b_enc=np.full(6, 1e300)),
        _with(W_dec=np.zeros((6, 4), np.int32)),
    ],
)
def test_that_weights_that_are_missing_misshapen_or_not_finite_are_refused(
    tmp_path: Path, change: Callable[[Arrays], Arrays]
) -> None:
    with pytest.raises(DictionaryError):
        loaded(write_saelens(tmp_path, change(weights())))


@pytest.mark.parametrize("damage", [b"", b"\x00" * 7, b"\xff" * 64, b'\x10\x00\x00\x00\x00\x00\x00\x00{"a":'])
def test_that_bytes_that_are_no_safetensors_are_refused(tmp_path: Path, damage: bytes) -> None:
    write_saelens(tmp_path)
    (tmp_path / "sae_weights.safetensors").write_bytes(damage)

    with pytest.raises(DictionaryError):
        loaded(tmp_path)


def test_that_safetensors_cut_short_are_refused(tmp_path: Path) -> None:
    write_saelens(tmp_path)
    path = tmp_path / "sae_weights.safetensors"
    path.write_bytes(path.read_bytes()[:-3])

    with pytest.raises(DictionaryError):
        loaded(tmp_path)


def scope_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "layer_1"
    folder.mkdir()
    return folder


class Bomb:
    """Would leave a mark if it were ever unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.write_text, (self.mark, "unpickled")


def test_that_an_npz_with_pickled_objects_is_refused_and_never_unpickled(tmp_path: Path) -> None:
    folder, mark = scope_folder(tmp_path), tmp_path / "mark"
    objects = np.array([[Bomb(mark)]], dtype=object)
    np.savez(folder / "params.npz", allow_pickle=True, **(weights() | {"W_enc": objects}))

    with pytest.raises(DictionaryError):
        loaded(folder)

    assert not mark.exists()


def test_that_an_npz_whose_header_promises_more_than_the_file_holds_is_refused(tmp_path: Path) -> None:
    folder = scope_folder(tmp_path)
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"descr": "<f4", "fortran_order": False, "shape": (4, 1 << 40)}
    )
    with zipfile.ZipFile(folder / "params.npz", "w") as archive:
        archive.writestr("W_enc.npy", header.getvalue())

    with pytest.raises(DictionaryError):
        loaded(folder)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nothing", b"\x93NUMPY\x01\x00"])
def test_that_bytes_that_are_no_npz_are_refused(tmp_path: Path, damage: bytes) -> None:
    folder = scope_folder(tmp_path)
    (folder / "params.npz").write_bytes(damage)

    with pytest.raises(DictionaryError):
        loaded(folder)


def test_that_a_gemma_scope_file_outside_a_layer_folder_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "params.npz", **weights())

    with pytest.raises(DictionaryError, match="layer"):
        open_folder(tmp_path, "an-id", MODEL)


def test_that_folders_are_found_with_their_path_as_id(tmp_path: Path) -> None:
    write_saelens(tmp_path / "gemma-3-270m" / "layer-12" / "8k")
    write_gemma_scope_2(tmp_path / "mine" / "layer_9_width_6")
    (tmp_path / "empty").mkdir()

    found = [sae_id for sae_id, _ in sae_folders(tmp_path)]

    assert found == ["gemma-3-270m/layer-12/8k", "mine/layer_9_width_6"]


def test_that_a_folder_that_is_an_sae_itself_is_called_by_its_name(tmp_path: Path) -> None:
    write_saelens(tmp_path / "dropped")

    assert [sae_id for sae_id, _ in sae_folders(tmp_path / "dropped")] == ["dropped"]


def test_that_a_folder_that_is_not_there_has_no_saes(tmp_path: Path) -> None:
    assert list(sae_folders(tmp_path / "absent")) == []


@pytest.mark.parametrize(
    ("said", "read"), [("gpt2-small/8-res-jb", "gpt2-small/8-res-jb"), ("../x", None), (7, None)]
)
def test_that_the_name_on_neuronpedia_is_read_where_it_is_one(
    tmp_path: Path, said: object, read: str | None
) -> None:
    folder = write_saelens(tmp_path / "a", neuronpedia_id=said)

    assert open_folder(folder, "a", MODEL).config.neuronpedia_id == read


def test_that_a_release_of_gemma_scope_2_that_is_hosted_has_its_name_there(tmp_path: Path) -> None:
    folder = tmp_path / "layer_12_width_16k_l0_medium"
    folder.mkdir()
    save_file({k.lower(): v for k, v in weights().items()}, folder / "params.safetensors")
    hook = {"architecture": "jump_relu", "hf_hook_point_in": "model.layers.12.output"}
    (folder / "config.json").write_text(json.dumps(hook))

    found = open_folder(folder, "a", MODEL).config

    assert found.neuronpedia_id == "gemma-3-270m/12-gemmascope-2-res-16k"
