from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from holysheep_desktop.engine.transformer import kernels
from holysheep_desktop.engine.transformer.linear import MAX_KERNEL_ROWS, Linear
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.weights import Interleaved, Weights

TOKENS = [2, 265, 266, 267]
WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = None  # makes every import of it fail
from pathlib import Path
import numpy as np
from holysheep_desktop.engine.transformer import kernels
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.weights import open_weights
assert not kernels.COMPILED
model = Model(open_weights(Path(sys.argv[1]), gguf_path=Path(sys.argv[2]), expected=None))
past = model.new_cache()
model.run([2, 265, 266], past=past)
np.save(sys.argv[3], model.logits(model.run([267], past=past).resid[-1]))
"""


def matrices(weights: Weights) -> dict[str, Interleaved]:
    """One of each kind: blocks of 32, with minima (Q4_K), blocks of 16 (Q6_K)."""
    found = {
        "q5_0": weights.blocks[0].gate_up.integers,
        "q4_k": weights.blocks[0].out.integers,
        "q6_k": weights.blocks[0].down.integers,
    }
    return {name: matrix for name, matrix in found.items() if matrix is not None}


def test_that_the_matrices_differ_in_block_size_and_minima(weights: Weights) -> None:
    kinds = {
        name: (matrix.q.shape[1] // matrix.scale.shape[1], matrix.minimum.size > 0)
        for name, matrix in matrices(weights).items()
    }

    assert kinds == {"q5_0": (32, False), "q4_k": (32, True), "q6_k": (16, False)}


@pytest.mark.parametrize("name", ["q5_0", "q4_k", "q6_k"])
def test_that_the_kernel_is_the_product_with_the_dequantised_weights(weights: Weights, name: str) -> None:
    matrix = matrices(weights)[name]
    x = np.random.default_rng(1).normal(size=(2, matrix.q.shape[1])).astype(np.float32)
    exact = x.astype(np.float64) @ matrix.rows(np.arange(matrix.n_rows)).astype(np.float64).T

    y = kernels.multiply(matrix, x)

    assert np.abs(y - exact).max() < 1e-5 * np.abs(exact).max()


@pytest.mark.parametrize("name", ["q5_0", "q4_k", "q6_k"])
def test_that_dequantising_by_kernel_is_exact(weights: Weights, name: str) -> None:
    matrix = matrices(weights)[name]

    weight = kernels.dequantized(matrix, 1, 3)

    assert np.array_equal(weight, matrix.rows(np.arange(64, 192)).T)


def test_that_few_rows_and_many_rows_take_their_roads_to_the_same_result(weights: Weights) -> None:
    linear = Linear(weights.blocks[3].gate_up)
    x = np.random.default_rng(2).normal(size=(MAX_KERNEL_ROWS + 1, 640)).astype(np.float32)

    few = linear(x[:MAX_KERNEL_ROWS])

    assert np.abs(few - linear(x)[:MAX_KERNEL_ROWS]).max() < 1e-5 * np.abs(few).max()


def test_that_the_model_runs_without_numba(
    tiny_model: Model, tiny_weights: Weights, tiny_gguf: Path, tmp_path: Path
) -> None:
    out = tmp_path / "logits.npy"
    arguments = [str(tiny_weights.folder.parent), str(tiny_gguf), str(out)]

    subprocess.run([sys.executable, "-c", WITHOUT_NUMBA, *arguments], check=True)

    expected = tiny_model.logits(tiny_model.run(TOKENS).resid[-1])
    assert np.abs(np.load(out) - expected).max() < 1e-4
