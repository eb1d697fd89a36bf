"""ggml's block formats: a row of weights is cut into blocks that share a scale and, in some, a minimum.

A stored weight is w = s·q − m with a small integer q. All formats that this model uses fit that form with q
in int8 and with s and m in fp32 per 16 or 32 neighbours of a row, so the integers can be kept and multiplied
as they are: the products below reproduce ggml's dequantised values bit for bit.

Source: `ggml-quants.c` and `ggml-common.h` of llama.cpp.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Integers: TypeAlias = npt.NDArray[np.int8]
Bytes: TypeAlias = npt.NDArray[np.uint8]

F32, F16, Q5_0, Q8_0, Q4_K, Q6_K = 0, 1, 6, 8, 12, 14


@dataclass(frozen=True, slots=True)
class Quantized:
    """A matrix (rows, cols) as q int8 (rows, cols), scale and minimum fp32 (rows, cols / block)."""

    q: Integers
    scale: Floats
    minimum: Floats | None

    @property
    def block(self) -> int:
        """How many neighbours of a row share one scale."""
        return self.q.shape[1] // self.scale.shape[1]

    def dequantize(self) -> Floats:
        """w = s·q − m, fp32 (rows, cols)."""
        rows, cols = self.q.shape
        weights = self.q.reshape(rows, -1, self.block).astype(np.float32)
        weights *= self.scale[:, :, None]
        if self.minimum is not None:
            weights -= self.minimum[:, :, None]
        return weights.reshape(rows, cols)


@dataclass(frozen=True, slots=True)
class BlockFormat:
    """How many values a block holds in how many bytes, and how to unpack (rows, blocks, bytes)."""

    n_values: int
    n_bytes: int
    unpack: Callable[[Bytes], Quantized] | None


def unpack_matrix(raw: Bytes, shape: tuple[int, int], ggml_type: int) -> Quantized | Floats:
    """The stored bytes of a matrix as `Quantized`, or as fp32 for the two float formats."""
    layout = BLOCK_FORMATS[ggml_type]
    if layout.unpack is None:
        return unpack_floats(raw, shape, ggml_type)
    return layout.unpack(raw.reshape(shape[0], shape[1] // layout.n_values, layout.n_bytes))


def unpack_floats(raw: Bytes, shape: tuple[int, ...], ggml_type: int) -> Floats:
    """F32 or F16 values as fp32."""
    return raw.view("<f4" if ggml_type == F32 else "<f2").astype(np.float32).reshape(shape)


def _halves(blocks: Bytes, start: int) -> Floats:
    """The fp16 number at byte `start` of every block, as fp32 (rows, blocks)."""
    return np.ascontiguousarray(blocks[:, :, start : start + 2]).view("<f2")[:, :, 0].astype(np.float32)


def _unpack_q8_0(blocks: Bytes) -> Quantized:
    """32 values: fp16 s, 32 × int8 q."""
    rows = blocks.shape[0]
    q = np.ascontiguousarray(blocks[:, :, 2:]).view(np.int8)
    return Quantized(q.reshape(rows, -1), _halves(blocks, 0), None)


def _unpack_q5_0(blocks: Bytes) -> Quantized:
    """32 values: fp16 s, 32 high bits, 32 low nibbles (first 16 values in the low halves); q − 16."""
    rows, n_blocks, _ = blocks.shape
    high = np.unpackbits(np.ascontiguousarray(blocks[:, :, 2:6]), axis=2, bitorder="little")
    low = blocks[:, :, 6:]
    q = np.empty((rows, n_blocks, 32), np.uint8)
    np.bitwise_and(low, 0x0F, out=q[:, :, :16])
    np.right_shift(low, 4, out=q[:, :, 16:])
    q |= high << 4
    return Quantized((q.view(np.int8) - np.int8(16)).reshape(rows, -1), _halves(blocks, 0), None)


def _unpack_q4_k(blocks: Bytes) -> Quantized:
    """256 values in 8 groups of 32: fp16 d and dmin, 8 × 6-bit (scale, min), 4-bit q.

    s = d · scale and m = dmin · min per group.
    """
    rows, n_blocks, _ = blocks.shape
    six_bit = blocks[:, :, 4:16]
    d, dmin, m_d = six_bit[:, :, 0:4], six_bit[:, :, 4:8], six_bit[:, :, 8:12]
    scales = np.concatenate([d & 0x3F, (m_d & 0x0F) | ((d >> 2) & 0x30)], axis=2)
    minima = np.concatenate([dmin & 0x3F, (m_d >> 4) | ((dmin >> 2) & 0x30)], axis=2)
    low = blocks[:, :, 16:].reshape(rows, n_blocks, 4, 1, 32)
    q = np.concatenate([low & 0x0F, low >> 4], axis=3)
    scale = _halves(blocks, 0)[:, :, None] * scales.astype(np.float32)
    minimum = _halves(blocks, 2)[:, :, None] * minima.astype(np.float32)
    return Quantized(q.view(np.int8).reshape(rows, -1), scale.reshape(rows, -1), minimum.reshape(rows, -1))


def _unpack_q6_k(blocks: Bytes) -> Quantized:
    """256 values in 16 groups of 16: 4 low and 2 high bits of q + 32, 16 × int8 scale, fp16 d.

    s = d · scale per group.
    """
    rows, n_blocks, _ = blocks.shape
    low = blocks[:, :, :128].reshape(rows, n_blocks, 2, 1, 64)
    low = np.concatenate([low & 0x0F, low >> 4], axis=3).reshape(rows, n_blocks, 2, 4, 32)
    high = blocks[:, :, 128:192].reshape(rows, n_blocks, 2, 1, 32)
    high = (high >> np.array([0, 2, 4, 6], np.uint8).reshape(1, 1, 1, 4, 1)) & 0x03
    q = (low | (high << 4)).view(np.int8) - np.int8(32)
    scales = np.ascontiguousarray(blocks[:, :, 192:208]).view(np.int8).astype(np.float32)
    scale = _halves(blocks, 208)[:, :, None] * scales
    return Quantized(q.reshape(rows, -1), scale.reshape(rows, -1), None)


BLOCK_FORMATS = {
    F32: BlockFormat(1, 4, None),
    F16: BlockFormat(1, 2, None),
    Q5_0: BlockFormat(32, 22, _unpack_q5_0),
    Q8_0: BlockFormat(32, 34, _unpack_q8_0),
    Q4_K: BlockFormat(256, 144, _unpack_q4_k),
    Q6_K: BlockFormat(256, 210, _unpack_q6_k),
}
