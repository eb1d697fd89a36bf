"""Which arrays a converted model consists of, and where each lies in the two binary files of its folder.

A matrix that maps d_in to d_out is kept twice. As fp32 (d_in, d_out) for products with many rows, and, where
the GGUF holds integers, as those integers for products with one row (decoding reads a quarter of the bytes).
The integers are interleaved: `LANES` output rows lie side by side, (d_out / LANES, d_in, LANES), so that one
vector instruction works on as many outputs as it has lanes and no sum across lanes is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.config import ModelConfig
from holysheep_desktop.engine.weights.gguf import GGUFFile
from holysheep_desktop.engine.weights.quantization import BLOCK_FORMATS, Q4_K, Q6_K, Quantized

LANES = 64
ALIGNMENT = 64
FLOAT_FILE, INTEGER_FILE = "float32.bin", "int8.bin"
ITEM_SIZES = {FLOAT_FILE: 4, INTEGER_FILE: 1}

Array: TypeAlias = npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class MatrixSource:
    """A matrix of the engine and the GGUF tensors, stacked by output rows, that it is made of."""

    name: str
    tensors: tuple[str, ...]
    rows: tuple[int, ...]
    d_in: int

    @property
    def d_out(self) -> int:
        """All output rows together."""
        return sum(self.rows)


@dataclass(frozen=True, slots=True)
class VectorSource:
    """A norm's scale (already 1 + γ in GGUF) and the tensor it comes from."""

    name: str
    tensor: str
    size: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an array lies: file, offset in bytes, shape. The file decides the type."""

    file: str
    offset: int
    shape: tuple[int, ...]

    @property
    def n_bytes(self) -> int:
        """Size of the array in its file."""
        return int(np.prod(self.shape)) * ITEM_SIZES[self.file]


def block_matrices(config: ModelConfig, layer: int) -> tuple[MatrixSource, ...]:
    """The four matrices of a block; projections that read the same input are one matrix."""
    prefix, name = f"blk.{layer}.", f"blocks.{layer}."
    d, d_q, d_kv = config.d_model, config.d_q, config.d_kv
    qkv = tuple(f"{prefix}attn_{part}.weight" for part in "qkv")
    gate_up = (f"{prefix}ffn_gate.weight", f"{prefix}ffn_up.weight")
    return (
        MatrixSource(name + "qkv", qkv, (d_q, d_kv, d_kv), d),
        MatrixSource(name + "out", (f"{prefix}attn_output.weight",), (d,), d_q),
        MatrixSource(name + "gate_up", gate_up, (config.d_mlp, config.d_mlp), d),
        MatrixSource(name + "down", (f"{prefix}ffn_down.weight",), (d,), config.d_mlp),
    )


def block_vectors(config: ModelConfig, layer: int) -> tuple[VectorSource, ...]:
    """The six norms of a block."""
    prefix, name = f"blk.{layer}.", f"blocks.{layer}."
    return tuple(
        VectorSource(name + ours, f"{prefix}{theirs}.weight", size)
        for ours, theirs, size in (
            ("attn_norm", "attn_norm", config.d_model),
            ("q_norm", "attn_q_norm", config.d_head),
            ("k_norm", "attn_k_norm", config.d_head),
            ("post_attn_norm", "post_attention_norm", config.d_model),
            ("mlp_norm", "ffn_norm", config.d_model),
            ("post_mlp_norm", "post_ffw_norm", config.d_model),
        )
    )


FINAL_NORM = "final_norm"
EMBEDDING = "embed"


def embedding_source(config: ModelConfig) -> MatrixSource:
    """The token embedding, tied to the output head."""
    return MatrixSource(EMBEDDING, ("token_embd.weight",), (config.d_vocab,), config.d_model)


def final_norm_source(config: ModelConfig) -> VectorSource:
    """The norm before the head."""
    return VectorSource(FINAL_NORM, "output_norm.weight", config.d_model)


def matrices(config: ModelConfig) -> Iterator[MatrixSource]:
    """All matrices but the embedding."""
    for layer in range(config.n_layers):
        yield from block_matrices(config, layer)


def vectors(config: ModelConfig) -> Iterator[VectorSource]:
    """All norms."""
    yield final_norm_source(config)
    for layer in range(config.n_layers):
        yield from block_vectors(config, layer)


def quantized_block(file: GGUFFile, source: MatrixSource) -> tuple[int, bool] | None:
    """(values per scale, has minimum) of the matrix's integer form, or None where it has none.

    None means that a part is stored as floats, or that the rows do not fill the lanes.
    """
    types = [
        file.tensor(tensor, (rows, source.d_in)).ggml_type
        for tensor, rows in zip(source.tensors, source.rows, strict=True)
    ]
    if source.d_out % LANES or any(BLOCK_FORMATS[kind].unpack is None for kind in types):
        return None
    return (16 if Q6_K in types else 32), Q4_K in types


def plan(file: GGUFFile, config: ModelConfig) -> dict[str, Placement]:
    """Place every array of the converted model; raises `WeightsError` for a missing or misshapen tensor."""
    ends = dict.fromkeys(ITEM_SIZES, 0)
    placements: dict[str, Placement] = {}

    def place(name: str, where: str, *shape: int) -> None:
        placement = Placement(where, ends[where], shape)
        placements[name] = placement
        ends[where] = -(-(placement.offset + placement.n_bytes) // ALIGNMENT) * ALIGNMENT

    for vector in vectors(config):
        file.tensor(vector.tensor, (vector.size,))
        place(vector.name, FLOAT_FILE, vector.size)
    for source in (*matrices(config), embedding_source(config)):
        block = quantized_block(file, source)
        groups = source.d_out // LANES
        if source.name != EMBEDDING:
            place(source.name, FLOAT_FILE, source.d_in, source.d_out)
        elif block is None:
            place(source.name, FLOAT_FILE, source.d_out, source.d_in)
        if block is not None:
            values, has_minimum = block
            place(f"{source.name}.q", INTEGER_FILE, groups, source.d_in, LANES)
            place(f"{source.name}.scale", FLOAT_FILE, groups, source.d_in // values, LANES)
            if has_minimum:
                place(f"{source.name}.minimum", FLOAT_FILE, groups, source.d_in // values, LANES)
    return placements


def interleave(values: Array) -> Array:
    """(rows, n) → (rows / LANES, n, LANES)."""
    return values.reshape(-1, LANES, values.shape[1]).transpose(0, 2, 1)


def refine(part: Quantized, block: int, has_minimum: bool) -> Quantized:
    """The same numbers with one scale per `block` values and, if asked for, explicit zero minima."""
    repeat = part.block // block
    scale = np.repeat(part.scale, repeat, axis=1)
    if part.minimum is not None:
        return Quantized(part.q, scale, np.repeat(part.minimum, repeat, axis=1))
    return Quantized(part.q, scale, np.zeros_like(scale) if has_minimum else None)
