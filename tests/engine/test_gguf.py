from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from engine.tiny_gguf import ARRAY, STRING, TinyGGUF, string, uint
from hypothesis import given, settings, strategies as st

from holysheep_desktop.engine.transformer.config import read_config
from holysheep_desktop.engine.weights import layout
from holysheep_desktop.engine.weights.gguf import GGUFFile, parse_gguf
from holysheep_desktop.engine.weights.quantization import (
    BLOCK_FORMATS,
    Q4_K,
    Q5_0,
    Q6_K,
    Q8_0,
    Quantized,
    unpack_matrix,
)
from holysheep_desktop.engine.weights.vocabulary import read_vocabulary
from holysheep_desktop.errors import WeightsError

REFERENCES = Path(__file__).parent / "references"
PATH = Path("file.gguf")
VALID = TinyGGUF().to_bytes()
N_HEADER = len(VALID) - sum(len(tensor.data) for tensor in TinyGGUF().tensors.values())


def parse(data: bytes) -> GGUFFile:
    return parse_gguf(np.frombuffer(data, np.uint8), PATH)


def read_all(data: bytes) -> None:
    """Everything that a conversion reads before it dequantises."""
    file = parse(data)
    layout.plan(file, read_config(file))
    read_vocabulary(file)


@pytest.mark.parametrize(("name", "kind"), [("Q5_0", Q5_0), ("Q8_0", Q8_0), ("Q4_K", Q4_K), ("Q6_K", Q6_K)])
def test_that_dequantised_values_are_those_of_the_gguf_package_bit_for_bit(name: str, kind: int) -> None:
    stored = np.load(REFERENCES / "blocks.npz")
    expected = stored[f"{name}_values"]

    part = unpack_matrix(stored[f"{name}_raw"].reshape(-1), expected.shape, kind)

    assert isinstance(part, Quantized)
    assert np.array_equal(part.dequantize().view(np.int32), expected.view(np.int32))


def test_that_a_q8_0_block_is_its_scale_times_its_integers() -> None:
    q = np.arange(-16, 16, dtype=np.int8)
    raw = np.frombuffer(np.float16(0.5).tobytes() + q.tobytes(), np.uint8)

    part = unpack_matrix(raw, (1, 32), Q8_0)

    assert isinstance(part, Quantized)
    assert part.dequantize().tolist() == [[value / 2 for value in range(-16, 16)]]


def test_that_metadata_and_tensors_are_read_back() -> None:
    file = parse(VALID)

    assert file.metadata["general.architecture"] == "gemma3"
    assert file.tensors["blk.6.ffn_down.weight"].shape == (64, 128)
    stored = TinyGGUF().tensors["output_norm.weight"].data
    assert bytes(file.raw(file.tensors["output_norm.weight"]).data) == stored


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(VALID) - 1))
def test_that_a_file_cut_short_anywhere_is_refused(length: int) -> None:
    with pytest.raises(WeightsError):
        read_all(VALID[:length])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.integers(0, N_HEADER - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_that_changed_bytes_in_the_header_are_read_or_refused_but_never_crash(
    changes: list[tuple[int, int]],
) -> None:
    data = bytearray(VALID)
    for at, value in changes:
        data[at] = value

    with suppress(WeightsError):
        read_all(bytes(data))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_that_any_bytes_behind_a_header_are_refused(tail: bytes) -> None:
    with pytest.raises(WeightsError):
        read_all(b"GGUF" + tail)


def with_entry(key: str, value: bytes) -> TinyGGUF:
    tiny = TinyGGUF()
    tiny.metadata[key] = value
    return tiny


def with_shape(name: str, shape: tuple[int, ...]) -> TinyGGUF:
    tiny = TinyGGUF()
    tiny.tensors[name].shape = shape
    return tiny


def with_kind(name: str, kind: int) -> TinyGGUF:
    tiny = TinyGGUF()
    tiny.tensors[name].kind = kind
    return tiny


def without(name: str) -> TinyGGUF:
    tiny = TinyGGUF()
    del tiny.tensors[name]
    return tiny


HOSTILE = {
    "not a GGUF file": b"GGML" + VALID[4:],
    "GGUF version 9": TinyGGUF(version=9).to_bytes(),
    "tensors are more than the limit": TinyGGUF(n_tensors=2**60).to_bytes(),
    "metadata entries are more than the limit": TinyGGUF(n_metadata=2**63).to_bytes(),
    "array elements are more than the limit": with_entry(
        "x", struct.pack("<IIQ", ARRAY, STRING, 2**40)
    ).to_bytes(),
    "unknown metadata type 77": with_entry("x", struct.pack("<II", 77, 0)).to_bytes(),
    "a string is not UTF-8": with_entry("x", struct.pack("<IQ", STRING, 2) + b"\xff\xfe").to_bytes(),
    "general.alignment is out of range": with_entry("general.alignment", uint(0)).to_bytes(),
    "gemma3.block_count is not a whole number": with_entry("gemma3.block_count", uint(4_000_000)).to_bytes(),
    "not a gemma3 model": with_entry(
        "general.architecture", struct.pack("<I", STRING) + string("llama")
    ).to_bytes(),
    "lies past the end of the file": with_shape("output_norm.weight", (2**40,)).to_bytes(),
    "impossible shape": with_shape("output_norm.weight", (0,)).to_bytes(),
    "has 5 dimensions": with_shape("output_norm.weight", (1, 1, 1, 1, 64)).to_bytes(),
    "has the unsupported type 250": with_kind("output_norm.weight", 250).to_bytes(),
    "has shape (32,), expected (64,)": with_shape("output_norm.weight", (32,)).to_bytes(),
    "tensor blk.3.ffn_up.weight is missing": without("blk.3.ffn_up.weight").to_bytes(),
    "the head sizes do not fit together": with_entry("gemma3.attention.head_count_kv", uint(3)).to_bytes(),
}  # fmt: skip


@pytest.mark.parametrize("reason", HOSTILE)
def test_that_a_file_with_one_fault_is_refused_with_that_reason(reason: str) -> None:
    with pytest.raises(WeightsError) as caught:
        read_all(HOSTILE[reason])

    assert reason in caught.value.reason


def test_that_every_supported_format_has_whole_blocks() -> None:
    assert {kind: (f.n_values, f.n_bytes) for kind, f in BLOCK_FORMATS.items()} == {
        0: (1, 4), 1: (1, 2), 6: (32, 22), 8: (32, 34), 12: (256, 144), 14: (256, 210),
    }  # fmt: skip
