"""Arrays from files that somebody else made: never unpickled, sizes checked before memory is taken."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open

from holysheep_desktop.engine.dictionaries.sae import FloatArray
from holysheep_desktop.errors import DictionaryError

MAX_TENSOR_BYTES = 1 << 30
MAX_JSON_BYTES = 32 << 20
_SAFETENSORS_TYPES = {"F16": 2, "F32": 4, "F64": 8}
_NPZ_FAULTS = (
    OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def read_json_object(path: Path) -> dict[str, object]:
    """The object in a JSON file; raises DictionaryError where there is none or it is absurdly large."""
    try:
        if path.stat().st_size > MAX_JSON_BYTES:
            raise DictionaryError(path, "the file is too large")
        content: object = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DictionaryError(path, "the file cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise DictionaryError(path, "the file is not JSON") from error
    if not isinstance(content, dict):
        raise DictionaryError(path, "the file holds no JSON object")
    return cast("dict[str, object]", content)


def tensor_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Names and shapes of all arrays of a `.safetensors` or `.npz` file, read from its headers alone."""
    return _npz_shapes(path) if path.suffix == ".npz" else _safetensors_shapes(path)


def read_floats(path: Path, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, FloatArray]:
    """The named arrays in float32; each must have exactly the given shape and only finite values.

    Raises DictionaryError where the file is unreadable or an array is missing, misshapen, or not of floats.
    """
    found = tensor_shapes(path)
    for name, shape in shapes.items():
        if name not in found:
            raise DictionaryError(path, f"{name} is missing")
        if found[name] != shape:
            raise DictionaryError(path, f"{name} has shape {found[name]}, expected {shape}")
        if int(np.prod(shape, dtype=np.int64)) * 4 > MAX_TENSOR_BYTES:
            raise DictionaryError(path, f"{name} is too large")
    arrays = _npz_arrays(path, shapes) if path.suffix == ".npz" else _safetensors_arrays(path, shapes)
    return {name: _checked(path, name, array) for name, array in arrays.items()}


def _checked(path: Path, name: str, array: npt.NDArray[np.generic]) -> FloatArray:
    if array.dtype.kind != "f":
        raise DictionaryError(path, f"{name} is not an array of floats")
    with np.errstate(over="ignore"):
        values = np.ascontiguousarray(array, dtype=np.float32)
    if not np.isfinite(values).all():
        raise DictionaryError(path, f"{name} has values that are not finite")
    return values


def _safetensors_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    try:
        with safe_open(path, framework="numpy") as file:
            return {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118 - no mapping
    except (SafetensorError, OSError) as error:
        raise DictionaryError(path, "the file is not readable as safetensors") from error


def _safetensors_arrays(path: Path, names: Mapping[str, object]) -> dict[str, npt.NDArray[np.generic]]:
    try:
        with safe_open(path, framework="numpy") as file:
            for name in names:
                if file.get_slice(name).get_dtype() not in _SAFETENSORS_TYPES:
                    raise DictionaryError(path, f"{name} is not an array of floats that can be read here")
            return {name: file.get_tensor(name) for name in names}
    except (SafetensorError, OSError) as error:
        raise DictionaryError(path, "the file is not readable as safetensors") from error


def _npz_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Shapes from the array headers, so that a lying header costs no memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {
                info.filename.removesuffix(".npy"): _npy_shape(path, archive, info)
                for info in archive.infolist()
                if info.filename.endswith(".npy")
            }
    except _NPZ_FAULTS as error:
        raise DictionaryError(path, "the file is not readable as npz") from error


def _npy_shape(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[int, ...]:
    with archive.open(info) as member:
        version = np.lib.format.read_magic(member)
        formats = np.lib.format
        read = formats.read_array_header_1_0 if version == (1, 0) else formats.read_array_header_2_0
        shape, _, dtype = cast("tuple[tuple[int, ...], bool, np.dtype[np.generic]]", read(member))
        if dtype.hasobject:
            raise DictionaryError(path, f"{info.filename} holds Python objects")
        if int(np.prod(shape, dtype=object)) * dtype.itemsize > info.file_size:
            raise DictionaryError(path, f"{info.filename} is shorter than its header says")
        return shape


def _npz_arrays(path: Path, names: Mapping[str, object]) -> dict[str, npt.NDArray[np.generic]]:
    try:
        with np.load(path, allow_pickle=False) as archive:
            return {name: archive[name] for name in names}
    except (*_NPZ_FAULTS, KeyError) as error:
        raise DictionaryError(path, "the file is not readable as npz") from error
