"""Read a GGUF file (version 2 or 3): header, metadata and tensor directory.

The layout is described in ggml's `docs/gguf.md`. A file may come from anywhere, so every count, length,
offset and shape is checked against what is really there before it is used; whatever does not fit raises
`WeightsError`, and nothing is allocated that the file's own bytes do not pay for.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.weights.quantization import BLOCK_FORMATS
from holysheep_desktop.errors import WeightsError

MAGIC = b"GGUF"
VERSIONS = (2, 3)
MAX_ENTRIES = 65_536
MAX_ARRAY_LENGTH = 4_000_000
MAX_DIMENSIONS = 4
DEFAULT_ALIGNMENT = 32

_STRING, _ARRAY = 8, 9
_SCALARS = {
    0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d",
}  # fmt: skip

Bytes: TypeAlias = npt.NDArray[np.uint8]
Value: TypeAlias = "int | float | bool | str | list[str] | npt.NDArray[np.generic]"


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """One entry of the tensor directory; `shape` is in numpy's order (rows first)."""

    name: str
    shape: tuple[int, ...]
    ggml_type: int
    offset: int
    n_bytes: int


@dataclass(frozen=True, slots=True)
class GGUFFile:
    """A parsed file: `metadata` by key, `tensors` by name, and the bytes both refer to."""

    path: Path
    data: Bytes
    metadata: Mapping[str, Value]
    tensors: Mapping[str, TensorInfo]

    def raw(self, info: TensorInfo) -> Bytes:
        """The tensor's stored bytes, as a view."""
        return self.data[info.offset : info.offset + info.n_bytes]

    def tensor(self, name: str, shape: tuple[int, ...]) -> TensorInfo:
        """The directory entry of `name`; raises `WeightsError` when absent or of another shape."""
        info = self.tensors.get(name)
        if info is None:
            raise WeightsError(self.path, f"tensor {name} is missing")
        if info.shape != shape:
            raise WeightsError(self.path, f"tensor {name} has shape {info.shape}, expected {shape}")
        return info

    def integer(self, key: str, low: int, high: int) -> int:
        """A whole number from the metadata, between `low` and `high`; raises WeightsError."""
        value = self.metadata.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise WeightsError(self.path, f"{key} is not a whole number from {low} to {high}")
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """A finite number from the metadata, between `low` and `high`; raises WeightsError."""
        value = self.metadata.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise WeightsError(self.path, f"{key} is not a number from {low:g} to {high:g}")
        return float(value)


def parse_gguf(data: Bytes, path: Path) -> GGUFFile:
    """Parse the bytes of a whole file. `path` only names it in errors.

    Raises `WeightsError` for anything that is not a complete, consistent GGUF file.
    """
    reader = _Reader(data, path)
    if bytes(reader.take(4)) != MAGIC:
        raise WeightsError(path, "not a GGUF file")
    version = reader.scalar("<I")
    if version not in VERSIONS:
        raise WeightsError(path, f"GGUF version {version} is not supported")
    n_tensors = reader.count(MAX_ENTRIES, "tensors")
    n_metadata = reader.count(MAX_ENTRIES, "metadata entries")
    metadata: dict[str, Value] = {}
    for _ in range(n_metadata):
        key = reader.string()
        metadata[key] = reader.value(int(reader.scalar("<I")))
    directory = [_read_tensor_info(reader) for _ in range(n_tensors)]
    return GGUFFile(path, data, metadata, _place(directory, reader, metadata))


class _Reader:
    """A cursor over the file's bytes that never reads past their end."""

    def __init__(self, data: Bytes, path: Path) -> None:
        self._view = data.data
        self._path = path
        self.position = 0

    def fail(self, reason: str) -> WeightsError:
        return WeightsError(self._path, reason)

    @property
    def size(self) -> int:
        return len(self._view)

    def take(self, n_bytes: int) -> memoryview:
        end = self.position + n_bytes
        if end > len(self._view):
            raise self.fail("the file ends too early")
        piece = self._view[self.position : end]
        self.position = end
        return piece

    def scalar(self, layout: str) -> int | float | bool:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))[0]

    def count(self, limit: int, what: str) -> int:
        value = int(self.scalar("<Q"))
        if value > limit:
            raise self.fail(f"{value} {what} are more than the limit of {limit}")
        return value

    def string(self) -> str:
        length = int(self.scalar("<Q"))
        try:
            return str(self.take(length), "utf-8")
        except UnicodeDecodeError as error:
            raise self.fail("a string is not UTF-8") from error

    def value(self, kind: int) -> Value:
        if kind == _STRING:
            return self.string()
        if kind == _ARRAY:
            return self._array()
        return self.scalar(self._layout(kind))

    def _array(self) -> Value:
        kind = int(self.scalar("<I"))
        length = self.count(MAX_ARRAY_LENGTH, "array elements")
        if kind == _STRING:
            return self._strings(length)
        layout = self._layout(kind)
        item = np.dtype(layout)
        return np.frombuffer(self.take(length * item.itemsize), dtype=item)

    def _strings(self, length: int) -> list[str]:
        """Like `string` in a loop, with the cursor in a local: a vocabulary has 262,144 of them."""
        view, position, limit = self._view, self.position, len(self._view)
        unpack = struct.Struct("<Q").unpack_from
        strings: list[str] = []
        try:
            for _ in range(length):
                start = position + 8
                position = start + unpack(view, position)[0]
                if position > limit:
                    raise self.fail("the file ends too early")
                strings.append(str(view[start:position], "utf-8"))
        except struct.error as error:
            raise self.fail("the file ends too early") from error
        except UnicodeDecodeError as error:
            raise self.fail("a string is not UTF-8") from error
        self.position = position
        return strings

    def _layout(self, kind: int) -> str:
        layout = _SCALARS.get(kind)
        if layout is None:
            raise self.fail(f"unknown metadata type {kind}")
        return layout


def _read_tensor_info(reader: _Reader) -> TensorInfo:
    name = reader.string()
    n_dimensions = int(reader.scalar("<I"))
    if not 1 <= n_dimensions <= MAX_DIMENSIONS:
        raise reader.fail(f"tensor {name} has {n_dimensions} dimensions")
    shape = tuple(int(reader.scalar("<Q")) for _ in range(n_dimensions))[::-1]
    ggml_type, offset = int(reader.scalar("<I")), int(reader.scalar("<Q"))
    layout = BLOCK_FORMATS.get(ggml_type)
    if layout is None:
        raise reader.fail(f"tensor {name} has the unsupported type {ggml_type}")
    if min(shape) < 1 or shape[-1] % layout.n_values:
        raise reader.fail(f"tensor {name} has the impossible shape {shape}")
    n_bytes = math.prod(shape) // layout.n_values * layout.n_bytes
    return TensorInfo(name, shape, ggml_type, offset, n_bytes)


def _place(
    directory: list[TensorInfo], reader: _Reader, metadata: Mapping[str, Value]
) -> dict[str, TensorInfo]:
    """Turn offsets relative to the data section into offsets in the file, all inside the file."""
    alignment = metadata.get("general.alignment", DEFAULT_ALIGNMENT)
    if not isinstance(alignment, int) or not 1 <= alignment <= 65_536:
        raise reader.fail("general.alignment is out of range")
    start = -(-reader.position // alignment) * alignment
    tensors: dict[str, TensorInfo] = {}
    for info in directory:
        offset = start + info.offset
        if offset + info.n_bytes > reader.size:
            raise reader.fail(f"tensor {info.name} lies past the end of the file")
        if info.name in tensors:
            raise reader.fail(f"tensor {info.name} appears twice")
        tensors[info.name] = TensorInfo(info.name, info.shape, info.ggml_type, offset, info.n_bytes)
    return tensors
