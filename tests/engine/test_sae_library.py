from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import numpy as np
import pytest
from fakes.sae_folders import random_weights, write_labels, write_sae, write_statistics
from fakes.tiny_gemma import tiny_tokenizer

from holysheep_desktop.core.models import SaeMetrics
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.weights.cache import full_hash
from holysheep_desktop.errors import DictionaryError, PatchTargetError

MODEL = SaeModel(("gemma-3-270m",), n_layers=18, d_model=4)


def opened(*roots: Path, memory_bytes: int = 1 << 30) -> SaeLibrary:
    hashes = FileHashes(roots[0].parent / "cache")
    return SaeLibrary.open(roots, MODEL, hashes, tiny_tokenizer(), memory_bytes)


def test_that_saes_are_listed_by_layer_with_width_and_hash(tmp_path: Path) -> None:
    root = tmp_path / "saes"
    late = write_sae(root / "m" / "a", random_weights(4, 6), layer=12)
    write_sae(root / "m" / "b", random_weights(4, 9), layer=3)

    infos = opened(root).infos()

    assert [(i.sae_id, i.layer, i.width, i.hook_point) for i in infos] == [
        ("m/b", 3, 9, "resid_post"),
        ("m/a", 12, 6, "resid_post"),
    ]
    assert infos[1].sha256 == full_hash(late / "sae_weights.safetensors")


def test_that_a_damaged_sae_is_named_in_the_log_and_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = tmp_path / "saes"
    write_sae(root / "good", random_weights(4, 6))
    bad = write_sae(root / "bad", random_weights(4, 6))
    (bad / "sae_weights.safetensors").write_bytes(b"nothing")

    with caplog.at_level(logging.WARNING):
        library = opened(root)

    assert [info.sae_id for info in library.infos()] == ["good"]
    assert "bad" in caplog.text


def test_that_the_earlier_root_wins_where_two_have_the_same_id(tmp_path: Path) -> None:
    write_sae(tmp_path / "shipped" / "x", random_weights(4, 6))
    write_sae(tmp_path / "own" / "x", random_weights(4, 9))

    library = opened(tmp_path / "shipped", tmp_path / "own")

    assert [info.width for info in library.infos()] == [6]


def test_that_the_first_sae_of_a_layer_is_the_models_own(tmp_path: Path) -> None:
    write_sae(tmp_path / "saes" / "a", random_weights(4, 6), layer=5)
    write_sae(tmp_path / "saes" / "b", random_weights(4, 9), layer=5)

    library = opened(tmp_path / "saes")
    sae = library.sae_at(5)

    assert sae is not None
    assert sae.sae_id == "a"
    assert library.sae_at(6) is None


def test_that_an_unknown_id_is_refused_by_the_name_of_the_option(tmp_path: Path) -> None:
    with pytest.raises(PatchTargetError) as raised:
        opened(tmp_path / "saes").sae("nothing")

    assert raised.value.param == "extra_body.sae_id"


@pytest.mark.parametrize("feature", [-1, 6, 1 << 40])
def test_that_a_feature_outside_the_sae_is_refused(tmp_path: Path, feature: int) -> None:
    write_sae(tmp_path / "saes" / "a", random_weights(4, 6))

    with pytest.raises(PatchTargetError) as raised:
        opened(tmp_path / "saes").dashboard("a", feature)

    assert raised.value.param == "feature"


def test_that_weights_are_loaded_only_when_asked_for_and_then_kept(tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "saes" / "a", random_weights(4, 6))
    library = opened(tmp_path / "saes")
    first = library.sae("a")
    (folder / "sae_weights.safetensors").unlink()

    assert library.sae("a") is first


def test_that_weights_that_vanish_after_opening_are_a_dictionary_error(tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "saes" / "a", random_weights(4, 6))
    library = opened(tmp_path / "saes")
    (folder / "sae_weights.safetensors").unlink()

    with pytest.raises(DictionaryError):
        library.sae("a")


def test_that_the_sae_used_longest_ago_leaves_memory_first(tmp_path: Path) -> None:
    for name in "abc":
        write_sae(tmp_path / "saes" / name, random_weights(4, 6))
    bytes_of_two = 2 * (4 * 6 + 6 * 4) * 4
    library = opened(tmp_path / "saes", memory_bytes=bytes_of_two)
    a, b = library.sae("a"), library.sae("b")

    library.sae("a")
    library.sae("c")

    assert library.sae("a") is a
    assert library.sae("b") is not b


def test_that_the_files_of_a_pack_give_metrics_mean_and_labels(tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "saes" / "a", random_weights(4, 6), layer=2)
    write_statistics(folder, [1, 2, 3, 4], np.zeros(6), np.ones(6))
    write_labels(folder, {3: ("fires on: dogs", "activating examples")})
    quality = {"l0": 40, "explained_variance": 0.8, "ce_loss_recovered": 0.97, "dead_fraction": 0.0, "x": []}
    (folder / "evaluation.json").write_text(json.dumps(quality))

    library = opened(tmp_path / "saes")
    mean = library.mean_at(2)

    assert library.info("a").metrics == SaeMetrics(40.0, 0.8, 0.97, 0.0)
    assert mean is not None
    assert mean.tolist() == [1, 2, 3, 4]
    assert library.label("a", 3) == Label("fires on: dogs", "activating examples")
    assert library.label("a", 4) is None
    assert library.mean_at(3) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evaluation.json", '{"l0": "many", "explained_variance": true, "dead_fraction": 1e999}'),
        ("evaluation.json", "["),
        ("labels.json", '{"labels": {"3": 7, "x": {"text": "a"}, "99": {"text": "b"}, "4": {"text": ""}}}'),
        ("labels.json", '{"labels": []}'),
        ("statistics.safetensors", "no tensors"),
    ],
)
def test_that_damaged_extras_never_take_a_working_sae_away(tmp_path: Path, name: str, content: str) -> None:
    folder = write_sae(tmp_path / "saes" / "a", random_weights(4, 6))
    (folder / name).write_text(content)

    library = opened(tmp_path / "saes")

    assert library.info("a").metrics == SaeMetrics()
    assert [library.label("a", feature) for feature in range(6)] == [None] * 6
    assert library.mean("a") is None
    assert library.sae("a").d_sae == 6


def test_that_statistics_of_another_width_are_left_out(tmp_path: Path) -> None:
    folder = write_sae(tmp_path / "saes" / "a", random_weights(4, 6))
    write_statistics(folder, [1, 2, 3], np.zeros(6), np.ones(6))

    assert opened(tmp_path / "saes").mean("a") is None


def test_that_a_hash_is_remembered_until_the_file_changes(tmp_path: Path) -> None:
    file, cache = tmp_path / "file", tmp_path / "cache"
    file.write_bytes(b"abc")
    first = FileHashes(cache)
    before = first.sha256(file)
    first.save()
    status = file.stat()
    file.write_bytes(b"abd")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    remembered = FileHashes(cache).sha256(file)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    computed = FileHashes(cache).sha256(file)

    assert before == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert remembered == before
    assert computed == "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9"


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"x": 3}', "[" * 50_000])
def test_that_a_damaged_memory_of_hashes_only_costs_time(tmp_path: Path, damage: str) -> None:
    (tmp_path / "sae-hashes.json").write_text(damage)
    file = tmp_path / "file"
    file.write_bytes(b"abc")

    assert FileHashes(tmp_path).sha256(file).startswith("ba7816bf")
