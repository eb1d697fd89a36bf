"""SAEs that a user brings, in the layouts of the public releases, and files that are none."""

from __future__ import annotations

import json
import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from fakes.sae_folders import (
    random_weights,
    write_gemma_scope,
    write_gemma_scope_2,
    write_sae,
)
from fakes.tiny_gemma import tiny_tokenizer
from safetensors.numpy import save_file

from holysheep_desktop.core.models import HookPoint, SaeInfo
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.weights.cache import full_hash
from holysheep_desktop.errors import (
    CancelledWorkError,
    DictionaryError,
    PatchTargetError,
    SaePlaceUnknownError,
)

MODEL = SaeModel(("gemma-3-270m",), n_layers=18, d_model=4)
ARRAYS = random_weights(4, 6, seed=3)


def library(root: Path, *shipped: Path) -> SaeLibrary:
    hashes = FileHashes(root / "cache")
    return SaeLibrary.open(shipped, MODEL, hashes, tiny_tokenizer(), own_root=root / "own")


def never() -> bool:
    return False


def add(root: Path, path: Path, layer: int | None = None, hook_point: HookPoint | None = None) -> SaeInfo:
    return library(root).add(SaeImport(path, layer, hook_point), never)


def left(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "own").glob("*")) if (root / "own").exists() else []


def test_that_a_saelens_folder_is_taken_in_and_listed_as_the_users(tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "from" / "mine", ARRAYS, layer=5)

    sae = add(tmp_path, folder)

    assert (sae.sae_id, sae.layer, sae.hook_point, sae.width) == ("user/mine", 5, "resid_post", 6)
    assert (sae.is_own, sae.has_dashboard) == (True, False)
    assert sae.sha256 == full_hash(folder / "sae_weights.safetensors")


@pytest.mark.parametrize("file", ["sae_weights.safetensors", "cfg.json"])
def test_that_one_file_of_a_folder_stands_for_it(tmp_path: Path, file: str) -> None:
    folder = write_sae(tmp_path / "from" / "mine", ARRAYS)

    assert add(tmp_path, folder / file).sae_id == "user/mine"


def test_that_gemma_scope_is_taken_with_the_place_the_user_says(tmp_path: Path) -> None:
    folder = write_gemma_scope(tmp_path / "layer_12" / "width_16k" / "average_l0_40", ARRAYS)

    sae = add(tmp_path, folder / "params.npz", 7, HookPoint.MLP_OUT)

    assert (sae.sae_id, sae.layer, sae.hook_point) == (
        "user/layer_12-width_16k-average_l0_40",
        7,
        "mlp_out",
    )


@pytest.mark.parametrize("write", [write_gemma_scope, write_gemma_scope_2])
def test_that_nobody_guesses_where_an_sae_reads(
    tmp_path: Path, write: Callable[[Path, dict[str, np.ndarray]], Path]
) -> None:
    folder = write(tmp_path / "layer_12", ARRAYS)

    with pytest.raises(SaePlaceUnknownError):
        add(tmp_path, folder)

    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("hook", "hook_point"),
    [
        ("model.layers.9.output", "resid_post"),
        ("model.layers.9.post_attention_layernorm.output", "attn_out"),
        ("model.layers.9.post_feedforward_layernorm.output", "mlp_out"),
    ],
)
def test_that_gemma_scope_2_says_itself_where_it_reads(tmp_path: Path, hook: str, hook_point: str) -> None:
    sae = add(tmp_path, write_gemma_scope_2(tmp_path / "scope2", ARRAYS, hook))

    assert (sae.layer, sae.hook_point) == (9, hook_point)


@pytest.mark.parametrize("layout", ["saelens", "npz", "scope2", "scope2 alone"])
def test_that_the_numbers_of_every_layout_are_the_same_after_the_import(tmp_path: Path, layout: str) -> None:
    folder = tmp_path / "from"
    place = (5, HookPoint.RESID_POST) if layout in {"npz", "scope2 alone"} else (None, None)
    {
        "saelens": lambda: write_sae(folder, ARRAYS, layer=5),
        "npz": lambda: write_gemma_scope(folder, ARRAYS),
        "scope2": lambda: write_gemma_scope_2(folder, ARRAYS, "model.layers.5.output"),
        "scope2 alone": lambda: write_gemma_scope_2(folder, ARRAYS),
    }[layout]()
    saes = library(tmp_path)
    sae = saes.sae(saes.add(SaeImport(folder, *place), never).sae_id)
    x = np.array([[1.0, -2.0, 0.5, 3.0]], np.float32)
    z = x[0].astype(np.float64) @ ARRAYS["W_enc"] + ARRAYS["b_enc"]

    np.testing.assert_allclose(sae.encode(x)[0], np.where(z > ARRAYS["threshold"], z, 0.0), rtol=1e-5)
    assert sae.layer == 5


def test_that_an_added_sae_is_there_after_a_restart(tmp_path: Path) -> None:
    added = add(tmp_path, write_gemma_scope(tmp_path / "s", ARRAYS), 3, HookPoint.ATTN_OUT)

    assert library(tmp_path).infos() == (added,)


def test_that_two_of_one_name_live_side_by_side(tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "mine", ARRAYS)
    saes = library(tmp_path)

    ids = [saes.add(SaeImport(folder), never).sae_id for _ in range(3)]

    assert ids == ["user/mine", "user/mine-2", "user/mine-3"]


def test_that_the_shipped_sae_of_a_layer_stays_the_models_own(tmp_path: Path) -> None:
    write_sae(tmp_path / "shipped" / "m" / "l5", ARRAYS, layer=5)
    saes = library(tmp_path, tmp_path / "shipped")
    saes.add(SaeImport(write_sae(tmp_path / "a", ARRAYS, layer=5)), never)

    assert [info.sae_id for info in saes.infos()] == ["m/l5", "user/a"]
    assert saes.info_at(5) == saes.info("m/l5")


def test_that_removing_deletes_the_copy_and_nothing_else(tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "mine", ARRAYS)
    saes = library(tmp_path)
    sae_id = saes.add(SaeImport(folder), never).sae_id
    saes.sae(sae_id)

    saes.remove(sae_id)

    assert (saes.infos(), left(tmp_path)) == ((), [])
    assert (folder / "sae_weights.safetensors").is_file()
    with pytest.raises(PatchTargetError):
        saes.sae(sae_id)


@pytest.mark.parametrize("sae_id", ["m/l5", "user/nobody", "user/../m", ""])
def test_that_nothing_but_an_own_sae_can_be_removed(tmp_path: Path, sae_id: str) -> None:
    shipped = write_sae(tmp_path / "shipped" / "m" / "l5", ARRAYS, layer=5)
    saes = library(tmp_path, tmp_path / "shipped")

    with pytest.raises(PatchTargetError):
        saes.remove(sae_id)

    assert (shipped / "cfg.json").is_file()


def test_that_a_stop_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "mine", ARRAYS)

    with pytest.raises(CancelledWorkError):
        library(tmp_path).add(SaeImport(folder), lambda: True)

    assert left(tmp_path) == []


def test_that_what_a_crash_left_half_made_is_neither_listed_nor_kept(tmp_path: Path) -> None:
    whole = add(tmp_path, write_sae(tmp_path / "mine", ARRAYS))
    half = write_sae(tmp_path / "own" / ".adding-0123", ARRAYS)
    computing = tmp_path / "own" / "mine" / ".computing-0123"
    computing.mkdir()
    for folder in (half, computing):
        os.utime(folder, (0, 0))

    assert library(tmp_path).infos() == (whole,)
    assert (left(tmp_path), computing.exists()) == (["mine"], False)


def with_nan(root: Path) -> Path:
    broken = ARRAYS | {"W_dec": np.full((6, 4), np.nan, np.float32)}
    return write_sae(root / "bad", broken)


def of_another_width(root: Path) -> Path:
    return write_sae(root / "bad", random_weights(5, 6))


def of_another_model(root: Path) -> Path:
    return write_sae(root / "bad", ARRAYS, model_name="llama-3")


def of_a_layer_that_is_not_there(root: Path) -> Path:
    return write_sae(root / "bad", ARRAYS, layer=18)


def without_configuration(root: Path) -> Path:
    folder = write_sae(root / "bad", ARRAYS)
    (folder / "cfg.json").unlink()
    return folder


def with_a_deep_configuration(root: Path) -> Path:
    folder = write_sae(root / "bad", ARRAYS)
    (folder / "cfg.json").write_text("[" * 200_000)
    return folder


def cut_short(root: Path) -> Path:
    folder = write_sae(root / "bad", ARRAYS)
    whole = (folder / "sae_weights.safetensors").read_bytes()
    (folder / "sae_weights.safetensors").write_bytes(whole[:-40])
    return folder


def without_a_decoder(root: Path) -> Path:
    return write_sae(root / "bad", {k: v for k, v in ARRAYS.items() if k != "W_dec"})


def no_sae_at_all(root: Path) -> Path:
    (root / "bad").mkdir()
    save_file({"embedding": np.zeros((2, 2), np.float32)}, root / "bad" / "model.safetensors")
    return root / "bad"


def empty(root: Path) -> Path:
    (root / "bad").mkdir()
    return root / "bad"


def absent(root: Path) -> Path:
    return root / "bad"


def a_pickle(root: Path) -> Path:
    (root / "bad").mkdir()
    (root / "bad" / "sae.pt").write_bytes(pickle.dumps({"W_enc": 1}))
    return root / "bad" / "sae.pt"


def a_device(_: Path) -> Path:
    return Path(os.devnull)


def a_relative_path(root: Path) -> Path:
    return Path(os.path.relpath(write_sae(root / "bad", ARRAYS)))


HOSTILE = [
    (with_nan, "not finite"),
    (of_another_width, "width 5"),
    (of_another_model, "another model"),
    (of_a_layer_that_is_not_there, "layer 18"),
    (without_configuration, "cfg.json is missing"),
    (with_a_deep_configuration, "not JSON"),
    (cut_short, "not readable"),
    (without_a_decoder, "W_dec is missing"),
    (no_sae_at_all, "no encoder"),
    (empty, "no SAE weights"),
    (absent, "no such file"),
    (a_pickle, "neither a .safetensors nor an .npz"),
    (a_device, "no such file"),
    (a_relative_path, "not absolute"),
]


@pytest.mark.parametrize(("make", "reason"), HOSTILE, ids=[make.__name__ for make, _ in HOSTILE])
def test_that_what_cannot_be_served_is_refused_with_its_cause_and_leaves_nothing(
    tmp_path: Path, make: Callable[[Path], Path], reason: str
) -> None:
    path = make(tmp_path)

    with pytest.raises(DictionaryError) as raised:
        add(tmp_path, path)

    assert reason in raised.value.reason
    assert left(tmp_path) == []


class Boom:
    """Unpickling it would leave a mark."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._mark,)


def test_that_pickles_in_an_archive_are_never_opened(tmp_path: Path) -> None:
    mark = tmp_path / "opened"
    folder = write_gemma_scope(tmp_path / "bad", {k: v for k, v in ARRAYS.items() if k != "b_dec"})
    objects = np.array([Boom(mark)], dtype=object)
    np.save(tmp_path / "b_dec.npy", objects, allow_pickle=True)
    with zipfile.ZipFile(folder / "params.npz", "a") as archive:
        archive.write(tmp_path / "b_dec.npy", "b_dec.npy")

    with pytest.raises(DictionaryError):
        add(tmp_path, folder, 3, HookPoint.RESID_POST)

    assert not mark.exists()
    assert left(tmp_path) == []


def test_that_a_place_that_its_own_files_contradict_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match="layer 5, resid_post"):
        add(tmp_path, write_sae(tmp_path / "mine", ARRAYS, layer=5), 6, HookPoint.RESID_POST)


@pytest.mark.parametrize("content", ["{}", '{"layer": true, "hook_point": "mlp_out"}', '{"layer": 3}', "x"])
def test_that_a_damaged_note_of_the_place_leaves_the_sae_out(tmp_path: Path, content: str) -> None:
    add(tmp_path, write_gemma_scope(tmp_path / "s", ARRAYS), 3, HookPoint.ATTN_OUT)
    (tmp_path / "own" / "s" / "place.json").write_text(content)

    assert library(tmp_path).infos() == ()


def test_that_an_engine_without_a_folder_for_them_takes_none(tmp_path: Path) -> None:
    saes = SaeLibrary.open([], MODEL, FileHashes(tmp_path / "cache"), tiny_tokenizer())

    with pytest.raises(DictionaryError):
        saes.add(SaeImport(write_sae(tmp_path / "mine", ARRAYS)), never)


def test_that_the_place_is_kept_as_it_was_said(tmp_path: Path) -> None:
    add(tmp_path, write_gemma_scope(tmp_path / "s", ARRAYS), 3, HookPoint.ATTN_OUT)

    kept = json.loads((tmp_path / "own" / "s" / "place.json").read_text())
    assert kept == {"layer": 3, "hook_point": "attn_out"}
