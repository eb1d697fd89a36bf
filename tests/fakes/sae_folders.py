"""SAE folders on disk, small and with known contents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

Arrays = dict[str, np.ndarray[Any, Any]]


def random_weights(d_in: int, d_sae: int, seed: int = 0) -> Arrays:
    """Weights of a JumpReLU SAE whose features fire now and then on activations of size one."""
    rng = np.random.default_rng(seed)
    return {
        "W_enc": rng.normal(size=(d_in, d_sae)).astype(np.float32),
        "W_dec": rng.normal(size=(d_sae, d_in)).astype(np.float32),
        "b_enc": rng.normal(size=d_sae).astype(np.float32),
        "b_dec": rng.normal(size=d_in).astype(np.float32),
        "threshold": rng.uniform(0.1, 1, size=d_sae).astype(np.float32),
    }


def write_sae(folder: Path, arrays: Arrays, layer: int = 1, model_name: str = "gemma-3-270m") -> Path:
    """A folder in SAELens's layout that reads the residual stream after `layer`."""
    folder.mkdir(parents=True, exist_ok=True)
    hook = {"model_name": model_name, "hook_name": f"blocks.{layer}.hook_resid_post"}
    plain = {"normalize_activations": "none", "apply_b_dec_to_input": False}
    cfg = {"architecture": "jumprelu", **plain, "metadata": hook}
    (folder / "cfg.json").write_text(json.dumps(cfg))
    save_file(arrays, folder / "sae_weights.safetensors")
    return folder


def write_statistics(folder: Path, mean: Any, density: Any, max_activation: Any) -> None:
    """The statistics of a pack."""
    arrays = {"mean": mean, "density": density, "max_activation": max_activation}
    save_file({k: np.asarray(v, np.float32) for k, v in arrays.items()}, folder / "statistics.safetensors")


def write_labels(folder: Path, labels: dict[int, tuple[str, str]]) -> None:
    """The label file of a pack: text and source by feature."""
    content = {str(i): {"text": text, "source": source} for i, (text, source) in labels.items()}
    (folder / "labels.json").write_text(json.dumps({"labels": content}))


def write_gemma_scope(folder: Path, arrays: Arrays) -> Path:
    """`params.npz` alone, as Gemma Scope has it."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "params.npz", **arrays)
    return folder


def write_gemma_scope_2(folder: Path, arrays: Arrays, hook: str | None = None) -> Path:
    """`params.safetensors` with lower-case names, and `config.json` where a hook is given."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name.lower(): array for name, array in arrays.items()}, folder / "params.safetensors")
    if hook is not None:
        cfg = {"architecture": "jump_relu", "model_name": "google/gemma-3-270m", "hf_hook_point_in": hook}
        (folder / "config.json").write_text(json.dumps(cfg))
    return folder


def write_corpus_sample(
    path: Path, documents: list[list[int]], names: tuple[str, ...] = ("letters",)
) -> Path:
    """A sample of documents of token ids, each opened by BOS (2)."""
    tokens = np.array([token for document in documents for token in (2, *document)], np.int32)
    starts = np.cumsum([0, *(len(document) + 1 for document in documents)]).astype(np.int64)
    arrays = {"tokens": tokens, "starts": starts, "source": np.zeros(len(documents), np.uint8)}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(arrays, path, {"sources": json.dumps([{"name": name} for name in names])})
    return path
