"""Convert a GGUF file, once, into the two memory-mapped files and the vocabulary that the engine opens."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.config import ModelConfig, read_config
from holysheep_desktop.engine.weights import cache, layout
from holysheep_desktop.engine.weights.gguf import GGUFFile, parse_gguf
from holysheep_desktop.engine.weights.layout import (
    FLOAT_FILE,
    INTEGER_FILE,
    MatrixSource,
    Placement,
    VectorSource,
)
from holysheep_desktop.engine.weights.quantization import Quantized, unpack_floats, unpack_matrix
from holysheep_desktop.engine.weights.vocabulary import VOCABULARY_FILE, read_vocabulary
from holysheep_desktop.errors import CancelledWorkError, WeightsError

MAX_FILE_BYTES = 8 << 30
EMBEDDING_ROWS_AT_ONCE = 16_384
_READ_BYTES = 1 << 24

Bytes: TypeAlias = npt.NDArray[np.uint8]
Array: TypeAlias = npt.NDArray[np.generic]


class ConversionStage(StrEnum):
    """What a conversion is doing."""

    READING = "reading"
    CONVERTING = "converting"
    CHECKING = "checking"


Report: TypeAlias = Callable[[int, int, str], None]
ShouldStop: TypeAlias = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Progress:
    """The caller's two callables: told how far the work is, asked whether to stop."""

    report: Report
    should_stop: ShouldStop

    def step(self, done: int, total: int, stage: ConversionStage) -> None:
        """Report and stop here if asked to; raises `CancelledWorkError`."""
        self.report(done, total, stage)
        if self.should_stop():
            raise CancelledWorkError


@dataclass(frozen=True, slots=True)
class Source:
    """A GGUF file as one or more parts in order; `sha256` is known for the packaged one."""

    name: Path
    parts: tuple[Path, ...]
    sha256: str | None


def read_source(source: Source, progress: Progress) -> tuple[Bytes, str]:
    """The bytes of all parts and their SHA-256; raises `WeightsError` when it is not the expected one."""
    try:
        total = sum(part.stat().st_size for part in source.parts)
        if total > MAX_FILE_BYTES:
            raise WeightsError(source.name, f"the file has {total} bytes, more than this model can have")
        data = np.empty(total, np.uint8)
        digest = hashlib.sha256()
        position = 0
        for part in source.parts:
            with part.open("rb", buffering=0) as file:
                while count := file.readinto(data.data[position : position + _READ_BYTES]):
                    digest.update(data.data[position : position + count])
                    position += count
                    progress.step(position, total, ConversionStage.READING)
    except (OSError, MemoryError) as error:
        raise WeightsError(source.name, "the file cannot be read") from error
    if position != total:
        raise WeightsError(source.name, "the file changed while it was read")
    if source.sha256 is not None and digest.hexdigest() != source.sha256:
        raise WeightsError(source.name, "the SHA-256 is not that of the known file")
    return data, digest.hexdigest()


def convert(
    source: Source, target: Path, expected: ModelConfig | None, progress: Progress, n_threads: int
) -> None:
    """Convert `source` into the folder `target`.

    `expected` refuses every other model. Raises `WeightsError` and `CancelledWorkError`; nothing is left
    behind then, and a folder that was there before stays.
    """
    data, sha256 = read_source(source, progress)
    file = parse_gguf(data, source.name)
    config = read_config(file)
    if expected is not None and config != expected:
        raise WeightsError(source.name, "the file holds another model than Gemma 3 270M")
    placements = layout.plan(file, config)
    vocabulary = read_vocabulary(file).to_json()
    with cache.build_folder(target) as folder:
        _require_space(folder, placements)
        (folder / VOCABULARY_FILE).write_bytes(vocabulary)
        _write_arrays(_Writer(file, folder, placements), config, progress, n_threads)
        progress.step(0, 1, ConversionStage.CHECKING)
        names = [name for name in (VOCABULARY_FILE, FLOAT_FILE, INTEGER_FILE) if (folder / name).exists()]
        with ThreadPoolExecutor(n_threads) as pool:
            records = dict(zip(names, pool.map(cache.record, [folder / name for name in names]), strict=True))
        content = {
            "model_sha256": sha256,
            "tokenizer_sha256": records[VOCABULARY_FILE].sha256,
            "config": dataclasses.asdict(config),
            "arrays": {name: [at.file, at.offset, list(at.shape)] for name, at in placements.items()},
        }
        cache.write_manifest(folder, content, records)
        progress.step(1, 1, ConversionStage.CHECKING)


def _require_space(folder: Path, placements: dict[str, Placement]) -> None:
    needed = sum(placement.n_bytes for placement in placements.values())
    if shutil.disk_usage(folder).free < needed * 1.02:
        raise WeightsError(folder, f"the disk has less than the {needed >> 20} MB that are needed")


def _write_arrays(writer: _Writer, config: ModelConfig, progress: Progress, n_threads: int) -> None:
    """Run all writing tasks on a few threads; numpy releases the interpreter for all that takes time."""
    tasks = list(writer.tasks(config))
    with ThreadPoolExecutor(n_threads) as pool:
        waiting: set[Future[None]] = {pool.submit(task) for task in tasks}
        try:
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                progress.step(len(tasks) - len(waiting), len(tasks), ConversionStage.CONVERTING)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Writer:
    """Unpacks tensors of one GGUF file and writes them to their places."""

    def __init__(self, file: GGUFFile, folder: Path, placements: dict[str, Placement]) -> None:
        self._file = file
        self._folder = folder
        self._placements = placements
        for name in layout.ITEM_SIZES:
            size = max((at.offset + at.n_bytes for at in placements.values() if at.file == name), default=0)
            with (folder / name).open("wb") as handle:
                handle.truncate(size)

    def tasks(self, config: ModelConfig) -> Iterator[Callable[[], None]]:
        """One task per matrix or stretch of embedding rows, the large ones first."""
        embedding = layout.embedding_source(config)
        for start in range(0, config.d_vocab, EMBEDDING_ROWS_AT_ONCE):
            yield partial(self.embedding_rows, embedding, start)
        for source in layout.matrices(config):
            yield partial(self.matrix, source)
        yield partial(self.all_vectors, config)

    def all_vectors(self, config: ModelConfig) -> None:
        for vector in layout.vectors(config):
            self._write(vector.name, 0, self._vector(vector))

    def _vector(self, vector: VectorSource) -> npt.NDArray[np.float32]:
        info = self._file.tensor(vector.tensor, (vector.size,))
        if layout.BLOCK_FORMATS[info.ggml_type].unpack is not None:
            raise WeightsError(self._file.path, f"tensor {vector.tensor} is quantised")
        values = unpack_floats(self._file.raw(info), info.shape, info.ggml_type)
        self._require_finite(vector.tensor, values)
        return values

    def matrix(self, source: MatrixSource) -> None:
        """Write a matrix as fp32 (d_in, d_out), and its integers where the plan has a place for them."""
        parts = [
            self._unpack(tensor, (0, rows), source.d_in)
            for tensor, rows in zip(source.tensors, source.rows, strict=True)
        ]
        rows = [part.dequantize() if isinstance(part, Quantized) else part for part in parts]
        weights = rows[0] if len(rows) == 1 else np.concatenate(rows)
        self._write(source.name, 0, np.ascontiguousarray(weights.T))
        if f"{source.name}.q" in self._placements:
            self._integers(source.name, [part for part in parts if isinstance(part, Quantized)], 0)

    def embedding_rows(self, source: MatrixSource, start: int) -> None:
        """Write a stretch of the embedding: integers if it has them, else fp32 rows."""
        stop = min(start + EMBEDDING_ROWS_AT_ONCE, source.d_out)
        part = self._unpack(source.tensors[0], (start, stop), source.d_in)
        if f"{source.name}.q" in self._placements and isinstance(part, Quantized):
            self._integers(source.name, [part], start // layout.LANES)
        else:
            rows = part.dequantize() if isinstance(part, Quantized) else part
            self._write(source.name, start, rows)

    def _unpack(self, tensor: str, rows: tuple[int, int], d_in: int) -> Quantized | npt.NDArray[np.float32]:
        """Rows `rows` of a tensor, checked to be finite."""
        info = self._file.tensors[tensor]
        raw = self._file.raw(info).reshape(info.shape[0], -1)[rows[0] : rows[1]]
        part = unpack_matrix(raw.reshape(-1), (raw.shape[0], d_in), info.ggml_type)
        floats = [part.scale, part.minimum] if isinstance(part, Quantized) else [part]
        for values in floats:
            if values is not None:
                self._require_finite(tensor, values)
        return part

    def _require_finite(self, tensor: str, values: npt.NDArray[np.float32]) -> None:
        if not np.isfinite(values).all():
            raise WeightsError(self._file.path, f"tensor {tensor} holds values that are not finite")

    def _integers(self, name: str, parts: list[Quantized], first_group: int) -> None:
        """Stack the parts by rows; write q, scale and minimum interleaved, from row group `first_group`."""
        block = parts[0].q.shape[1] // self._placements[f"{name}.scale"].shape[1]
        has_minimum = f"{name}.minimum" in self._placements
        refined = [layout.refine(part, block, has_minimum) for part in parts]
        self._write_interleaved(f"{name}.q", first_group, [part.q for part in refined])
        self._write_interleaved(f"{name}.scale", first_group, [part.scale for part in refined])
        if has_minimum:
            minima = [part.minimum for part in refined if part.minimum is not None]
            self._write_interleaved(f"{name}.minimum", first_group, minima)

    def _write_interleaved(
        self, name: str, first_group: int, rows: Sequence[npt.NDArray[np.generic]]
    ) -> None:
        stacked = rows[0] if len(rows) == 1 else np.concatenate(rows)
        self._write(name, first_group, np.ascontiguousarray(layout.interleave(stacked)))

    def _write(self, name: str, first: int, values: npt.NDArray[np.generic]) -> None:
        """Write `values` at index `first` of the array's leading axis.

        Plain writes rather than a writable map: on a full disk they fail, where a map would kill the process.
        """
        at = self._placements[name]
        with (self._folder / at.file).open("rb+", buffering=0) as handle:
            handle.seek(at.offset + first * (at.n_bytes // at.shape[0]))
            view = values.data.cast("B")
            while view:
                view = view[handle.write(view) :]
