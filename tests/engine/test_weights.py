from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from engine.tiny_gguf import F32, Q8_0, TinyGGUF

from holysheep_desktop.engine.transformer.config import GEMMA_3_270M
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights import cache
from holysheep_desktop.engine.weights.conversion import Progress, Source, convert
from holysheep_desktop.engine.weights.layout import FLOAT_FILE, INTEGER_FILE
from holysheep_desktop.engine.weights.weights import Weights, open_weights, packaged_source
from holysheep_desktop.errors import CancelledWorkError, WeightsError

Damage = Callable[[Path], None]
Reports = list[tuple[int, int, str]]


def open_tiny(cache_dir: Path, gguf: Path, reports: Reports | None = None) -> Weights:
    def report(done: int, total: int, stage: str) -> None:
        if reports is not None:
            reports.append((done, total, stage))

    return open_weights(cache_dir, gguf_path=gguf, expected=None, report=report, n_threads=2)


def cut_short(folder: Path) -> None:
    path = folder / FLOAT_FILE
    path.write_bytes(path.read_bytes()[:-100])


def zero_the_end(folder: Path) -> None:
    path = folder / INTEGER_FILE
    path.write_bytes(path.read_bytes()[:-5000] + bytes(5000))


def remove_a_file(folder: Path) -> None:
    (folder / FLOAT_FILE).unlink()


def remove_the_manifest(folder: Path) -> None:
    (folder / cache.MANIFEST).unlink()


def scribble_over_the_manifest(folder: Path) -> None:
    (folder / cache.MANIFEST).write_text("{")


def change_the_format(folder: Path) -> None:
    manifest = json.loads((folder / cache.MANIFEST).read_text())
    (folder / cache.MANIFEST).write_text(json.dumps({**manifest, "format": 0}))


def forget_an_array(folder: Path) -> None:
    manifest = json.loads((folder / cache.MANIFEST).read_text())
    del manifest["arrays"]["final_norm"]
    (folder / cache.MANIFEST).write_text(json.dumps(manifest))


def misplace_an_array(folder: Path) -> None:
    manifest = json.loads((folder / cache.MANIFEST).read_text())
    manifest["arrays"]["final_norm"] = [FLOAT_FILE, 10**12, [64]]
    (folder / cache.MANIFEST).write_text(json.dumps(manifest))


DAMAGES = (
    cut_short, zero_the_end, remove_a_file, remove_the_manifest, scribble_over_the_manifest,
    change_the_format, forget_an_array, misplace_an_array,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_that_a_damaged_cache_is_rebuilt(tmp_path: Path, tiny_gguf: Path, damage: Damage) -> None:
    first = open_tiny(tmp_path, tiny_gguf)
    expected = first.blocks[3].down.weight.copy()
    damage(first.folder)
    reports: Reports = []

    again = open_tiny(tmp_path, tiny_gguf, reports)

    assert reports
    assert np.array_equal(again.blocks[3].down.weight, expected)


def test_that_an_intact_cache_is_opened_without_converting(tmp_path: Path, tiny_gguf: Path) -> None:
    open_tiny(tmp_path, tiny_gguf)
    reports: Reports = []

    open_tiny(tmp_path, tiny_gguf, reports)

    assert reports == []


def test_that_progress_goes_from_reading_over_converting_to_checking(tmp_path: Path, tiny_gguf: Path) -> None:
    reports: Reports = []

    open_tiny(tmp_path, tiny_gguf, reports)

    stages = [stage for _, _, stage in reports]
    assert list(dict.fromkeys(stages)) == ["reading", "converting", "checking"]
    assert all(0 <= done <= total for done, total, _ in reports)


@pytest.mark.parametrize("stage", ["reading", "converting", "checking"])
def test_that_a_stopped_conversion_leaves_nothing_behind(tmp_path: Path, tiny_gguf: Path, stage: str) -> None:
    seen: list[str] = []

    with pytest.raises(CancelledWorkError):
        open_weights(
            tmp_path, gguf_path=tiny_gguf, expected=None, n_threads=2,
            report=lambda _done, _total, now: seen.append(now), should_stop=lambda: seen[-1] == stage,
        )  # fmt: skip

    assert list(tmp_path.iterdir()) == []


def test_that_a_byte_changed_anywhere_is_found_by_reading_everything(tmp_path: Path, tiny_gguf: Path) -> None:
    folder = open_tiny(tmp_path, tiny_gguf).folder
    cache.verify(folder)
    path = folder / FLOAT_FILE
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    with pytest.raises(WeightsError):
        cache.verify(folder)


def test_that_bytes_with_another_hash_than_the_known_one_are_refused(tmp_path: Path, tiny_gguf: Path) -> None:
    source = Source(tiny_gguf, (tiny_gguf,), "0" * 64)
    progress = Progress(lambda _done, _total, _stage: None, lambda: False)

    with pytest.raises(WeightsError, match="SHA-256"):
        convert(source, tmp_path / "target", None, progress, 1)

    assert list(tmp_path.iterdir()) == []


def test_that_another_model_than_gemma_3_270m_is_refused(tmp_path: Path, tiny_gguf: Path) -> None:
    with pytest.raises(WeightsError, match="another model"):
        open_weights(tmp_path, gguf_path=tiny_gguf)


def test_that_a_file_that_is_not_there_is_a_weights_error(tmp_path: Path) -> None:
    with pytest.raises(WeightsError) as caught:
        open_weights(tmp_path, gguf_path=tmp_path / "none.gguf")

    assert caught.value.path == tmp_path / "none.gguf"


def test_that_a_folder_chosen_as_the_file_is_a_weights_error(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="not a file"):
        open_weights(tmp_path, gguf_path=tmp_path)


def test_that_a_cache_folder_that_cannot_be_made_is_a_weights_error(tmp_path: Path, tiny_gguf: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    with pytest.raises(WeightsError):
        open_tiny(blocked, tiny_gguf)


def test_that_weights_that_are_not_finite_are_refused(tmp_path: Path) -> None:
    tiny = TinyGGUF(kind=F32)
    tensor = tiny.tensors["blk.2.ffn_up.weight"]
    tensor.data = np.float32(np.nan).tobytes() + tensor.data[4:]
    path = tiny.write(tmp_path / "nan.gguf")

    with pytest.raises(WeightsError, match="not finite"):
        open_tiny(tmp_path / "cache", path)


def test_that_a_changed_file_is_converted_again(tmp_path: Path) -> None:
    path = TinyGGUF(kind=Q8_0).write(tmp_path / "model.gguf")
    first = open_tiny(tmp_path / "cache", path)
    TinyGGUF(kind=F32).write(path)

    second = open_tiny(tmp_path / "cache", path)

    assert second.model_sha256 != first.model_sha256


def test_that_a_model_stored_as_floats_runs_like_its_integers_would(tmp_path: Path) -> None:
    floats = open_tiny(tmp_path / "cache", TinyGGUF(kind=F32).write(tmp_path / "f32.gguf"))
    integers = open_tiny(tmp_path / "cache", TinyGGUF(kind=Q8_0).write(tmp_path / "q8.gguf"))
    tokens = [2, 270, 271, 272]

    logits = [Model(w).logits(Model(w).run(tokens).resid) for w in (floats, integers)]

    # Q8_0 keeps 8 bits of each weight, so the two agree to about a percent
    assert np.corrcoef(logits[0].ravel(), logits[1].ravel())[0, 1] > 0.999


def test_that_the_integer_form_holds_the_same_weights_as_the_fp32_form(weights: Weights) -> None:
    for layer in (0, 5, 17):
        for matrix in (weights.blocks[layer].qkv, weights.blocks[layer].out, weights.blocks[layer].down):
            assert matrix.integers is not None
            rows = np.array([0, 1, 63, 64, matrix.integers.n_rows - 1])
            assert np.array_equal(matrix.integers.rows(rows), matrix.weight.T[rows])


def test_that_the_packaged_model_is_the_known_file(weights: Weights) -> None:
    assert weights.config == GEMMA_3_270M
    assert weights.model_sha256 == packaged_source().sha256
    assert weights.model_sha256 == "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
