"""A GGUF file of a small Gemma 3 model with seeded random weights, written without the engine's reader."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

N_LAYERS, D_MODEL, N_HEADS, D_HEAD, D_MLP, WINDOW = 7, 64, 2, 32, 128, 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PIECES = (
    ["<pad>", "<eos>", "<bos>", "<unk>", "<start>", "\n", "\n\n", "  "]
    + [f"<0x{byte:02X}>" for byte in range(256)]
    + ["▁", *LETTERS, "▁a", "▁b", "ab", "abc", "▁ab"]
)
PIECES += [f"<unused{i}>" for i in range(320 - len(PIECES))]
CONTROL, USER_DEFINED, BYTE, NORMAL = 3, 4, 6, 1
F32, Q8_0 = 0, 8
STRING, ARRAY, UINT32, FLOAT32, INT32 = 8, 9, 4, 6, 5


def kind_of(piece: str) -> int:
    if piece.startswith("<0x"):
        return BYTE
    if piece.startswith("<"):
        return CONTROL
    return USER_DEFINED if not piece.strip() else NORMAL


def string(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def uint(value: int) -> bytes:
    return struct.pack("<II", UINT32, value)


def metadata() -> dict[str, bytes]:
    """Every entry as its type and value."""
    pieces = b"".join(string(piece) for piece in PIECES)
    kinds = np.array([kind_of(piece) for piece in PIECES], "<i4").tobytes()
    return {
        "general.architecture": struct.pack("<I", STRING) + string("gemma3"),
        "gemma3.block_count": uint(N_LAYERS),
        "gemma3.embedding_length": uint(D_MODEL),
        "gemma3.feed_forward_length": uint(D_MLP),
        "gemma3.attention.head_count": uint(N_HEADS),
        "gemma3.attention.head_count_kv": uint(1),
        "gemma3.attention.key_length": uint(D_HEAD),
        "gemma3.attention.sliding_window": uint(WINDOW),
        "gemma3.attention.layer_norm_rms_epsilon": struct.pack("<If", FLOAT32, 1e-6),
        "gemma3.rope.freq_base": struct.pack("<If", FLOAT32, 1e6),
        "tokenizer.ggml.tokens": struct.pack("<IIQ", ARRAY, STRING, len(PIECES)) + pieces,
        "tokenizer.ggml.token_type": struct.pack("<IIQ", ARRAY, INT32, len(PIECES)) + kinds,
        "tokenizer.ggml.bos_token_id": uint(2),
        "tokenizer.ggml.eos_token_id": uint(1),
        "tokenizer.ggml.unknown_token_id": uint(3),
    }


def shapes() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (len(PIECES), D_MODEL),
        "output_norm.weight": (D_MODEL,),
    }
    for layer in range(N_LAYERS):
        for name, shape in {
            "attn_q": (N_HEADS * D_HEAD, D_MODEL),
            "attn_k": (D_HEAD, D_MODEL),
            "attn_v": (D_HEAD, D_MODEL),
            "attn_output": (D_MODEL, N_HEADS * D_HEAD),
            "ffn_gate": (D_MLP, D_MODEL),
            "ffn_up": (D_MLP, D_MODEL),
            "ffn_down": (D_MODEL, D_MLP),
            "attn_norm": (D_MODEL,),
            "post_attention_norm": (D_MODEL,),
            "ffn_norm": (D_MODEL,),
            "post_ffw_norm": (D_MODEL,),
            "attn_q_norm": (D_HEAD,),
            "attn_k_norm": (D_HEAD,),
        }.items():
            found[f"blk.{layer}.{name}.weight"] = shape
    return found


@dataclass
class Tensor:
    shape: tuple[int, ...]
    kind: int
    data: bytes


def quantise(weights: np.ndarray) -> bytes:
    """Q8_0: blocks of 32 with one fp16 scale."""
    blocks = weights.reshape(-1, 32)
    scale = (np.abs(blocks).max(axis=1, keepdims=True) / 127).astype("<f2")
    q = np.round(blocks / scale.astype(np.float32)).clip(-127, 127).astype(np.int8)
    return np.concatenate([scale.view(np.uint8), q.view(np.uint8)], axis=1).tobytes()


def tensors(kind: int, seed: int = 0) -> dict[str, Tensor]:
    random = np.random.default_rng(seed)
    found: dict[str, Tensor] = {}
    for name, shape in shapes().items():
        if len(shape) == 1:
            values = (1 + 0.1 * random.normal(size=shape)).astype("<f4")
            found[name] = Tensor(shape, F32, values.tobytes())
            continue
        values = (random.normal(size=shape) / np.sqrt(shape[1])).astype("<f4")
        found[name] = Tensor(shape, kind, quantise(values) if kind == Q8_0 else values.tobytes())
    return found


@dataclass
class TinyGGUF:
    """The file's parts; change one to make a file that is wrong in one way."""

    kind: int = Q8_0
    metadata: dict[str, bytes] = field(default_factory=metadata)
    tensors: dict[str, Tensor] = field(default_factory=dict)
    n_tensors: int | None = None
    n_metadata: int | None = None
    version: int = 3

    def __post_init__(self) -> None:
        self.tensors = self.tensors or tensors(self.kind)

    def to_bytes(self) -> bytes:
        head = struct.pack(
            "<4sIQQ",
            b"GGUF",
            self.version,
            len(self.tensors) if self.n_tensors is None else self.n_tensors,
            len(self.metadata) if self.n_metadata is None else self.n_metadata,
        )
        for key, value in self.metadata.items():
            head += string(key) + value
        return _with_tensors(head, self.tensors)

    def write(self, path: Path) -> Path:
        path.write_bytes(self.to_bytes())
        return path


def _with_tensors(head: bytes, tensors: Mapping[str, Tensor]) -> bytes:
    data = b""
    for name, tensor in tensors.items():
        head += string(name) + struct.pack("<I", len(tensor.shape))
        head += struct.pack(f"<{len(tensor.shape)}Q", *reversed(tensor.shape))
        head += struct.pack("<IQ", tensor.kind, len(data))
        data += tensor.data + b"\0" * (-len(tensor.data) % 32)
    return head + b"\0" * (-len(head) % 32) + data
