"""From a folder on disk to an `Sae`: found, checked against the model, and only then loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from holysheep_desktop.engine.dictionaries.sae import FloatArray, Sae
from holysheep_desktop.engine.dictionaries.sae_config import Layout, SaeConfig, layout_of, read_config
from holysheep_desktop.engine.dictionaries.tensor_files import read_floats, tensor_shapes
from holysheep_desktop.errors import DictionaryError

MAX_WIDTH = 1 << 17
"""Features: 131,072 of width 640 take 670 MB in float32, more than that starves the model beside it."""
MAX_DEPTH = 8
_LOWER_CASE = Layout.GEMMA_SCOPE_2


@dataclass(frozen=True, slots=True)
class SaeModel:
    """What an SAE must fit: the model's names, its number of layers and the width of its residual stream."""

    names: tuple[str, ...]
    n_layers: int
    d_model: int


@dataclass(frozen=True, slots=True)
class SaeFolder:
    """An SAE on disk whose headers fit the model; its weights are not in memory."""

    path: Path
    sae_id: str
    layout: Layout
    config: SaeConfig
    d_in: int
    d_sae: int

    @property
    def weights_path(self) -> Path:
        """The file whose SHA-256 names this SAE."""
        return self.path / self.layout


def sae_folders(root: Path) -> Iterator[tuple[str, Path]]:
    """(sae_id, folder) of everything under `root` that has the files of an SAE, in the order of names."""
    for folder, inner, _ in os.walk(root):
        path = Path(folder)
        parts = path.relative_to(root).parts
        # what is hidden is being made or taken away
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        if len(parts) >= MAX_DEPTH:
            inner.clear()
        if layout_of(path) is not None:
            yield "/".join(parts) or root.name, path


def open_folder(path: Path, sae_id: str, model: SaeModel) -> SaeFolder:
    """Read the configuration and the headers of the weights.

    Raises DictionaryError where a file is damaged or the SAE is of another model, layer or width.
    """
    layout = layout_of(path)
    if layout is None:
        raise DictionaryError(path, "no SAE weights in this folder")
    config = read_config(path, layout)
    _check_model(path, config, model)
    shape = tensor_shapes(path / layout).get(_stored("W_enc", layout), ())
    if len(shape) != 2:
        raise DictionaryError(path, "W_enc is missing or is not a matrix")
    d_in, d_sae = shape
    if d_in != model.d_model:
        raise DictionaryError(path, f"reads activations of width {d_in}, the model's is {model.d_model}")
    if not 1 <= d_sae <= MAX_WIDTH:
        raise DictionaryError(path, f"{d_sae} features, the limit is {MAX_WIDTH}")
    return SaeFolder(path, sae_id, layout, config, d_in, d_sae)


def _check_model(path: Path, config: SaeConfig, model: SaeModel) -> None:
    if config.layer >= model.n_layers:
        raise DictionaryError(path, f"layer {config.layer}, the model has {model.n_layers}")
    named = config.model_name.rpartition("/")[2].lower() if config.model_name else None
    if named is not None and named not in model.names:
        raise DictionaryError(path, "trained on another model")


def load_sae(folder: SaeFolder) -> Sae:
    """The SAE with its weights in memory; raises DictionaryError."""
    shapes: dict[str, tuple[int, ...]] = {
        "W_enc": (folder.d_in, folder.d_sae),
        "W_dec": (folder.d_sae, folder.d_in),
        "b_enc": (folder.d_sae,),
        "b_dec": (folder.d_in,),
    }
    if folder.config.has_threshold:
        shapes["threshold"] = (folder.d_sae,)
    stored = {_stored(name, folder.layout): shape for name, shape in shapes.items()}
    arrays = read_floats(folder.weights_path, stored)
    found = {name: arrays[_stored(name, folder.layout)] for name in shapes}
    threshold = found.get("threshold", np.zeros(folder.d_sae, np.float32))
    sae = Sae(
        folder.sae_id, folder.config.layer, folder.config.hook_point,
        found["W_enc"], found["b_enc"], found["W_dec"], found["b_dec"], threshold, folder.config.k,
    )  # fmt: skip
    return _folded(sae, folder.config)


def _stored(name: str, layout: Layout) -> str:
    return name.lower() if layout is _LOWER_CASE else name


def _folded(sae: Sae, config: SaeConfig) -> Sae:
    """The same SAE with the options of its configuration moved into the weights, so that encoding has none.

    (x − b_dec) · W_enc + b_enc = x · W_enc + (b_enc − b_dec · W_enc); and scaling features by the norm of
    their decoder row is the same as scaling the encoder and shortening the row.
    """
    if config.subtracts_b_dec:
        shift = sae.b_dec.astype(np.float64) @ sae.w_enc
        sae = replace(sae, b_enc=_float32(sae.b_enc - shift))
    if config.scales_by_decoder_norm:
        norm = np.maximum(np.linalg.norm(sae.w_dec, axis=1), np.float32(1e-12))
        sae = replace(sae, w_enc=sae.w_enc * norm, b_enc=sae.b_enc * norm, w_dec=sae.w_dec / norm[:, None])
    return sae


def _float32(values: np.typing.NDArray[np.floating]) -> FloatArray:
    return values.astype(np.float32)
