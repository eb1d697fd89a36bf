"""The shape of a Gemma 3 text model: the numbers that decide every other shape in the engine."""

from __future__ import annotations

from dataclasses import dataclass

from holysheep_desktop.engine.weights.gguf import GGUFFile
from holysheep_desktop.errors import WeightsError

ARCHITECTURE = "gemma3"
CONTEXT_LENGTH = 2048
"""Tokens that the engine accepts at once; the model was trained on 32,768."""

GLOBAL_LAYER_EVERY = 6
LOCAL_ROPE_BASE = 10_000.0


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Hyperparameters of a Gemma 3 model (Gemma Team 2025, arXiv 2503.19786, table 1 and section 2).

    `window`: tokens that a local layer looks back over, itself included; every sixth layer is global.
    """

    n_layers: int
    d_model: int
    n_heads: int
    n_kv_heads: int
    d_head: int
    d_mlp: int
    d_vocab: int
    window: int
    rope_base_global: float
    norm_eps: float
    rope_base_local: float = LOCAL_ROPE_BASE
    n_context: int = CONTEXT_LENGTH

    def is_global(self, layer: int) -> bool:
        """Whether the layer attends to the whole context rather than to its window."""
        return layer % GLOBAL_LAYER_EVERY == GLOBAL_LAYER_EVERY - 1

    def rope_base(self, layer: int) -> float:
        """θ of the rotary embedding of this layer."""
        return self.rope_base_global if self.is_global(layer) else self.rope_base_local

    @property
    def d_q(self) -> int:
        """Width of all query heads together."""
        return self.n_heads * self.d_head

    @property
    def d_kv(self) -> int:
        """Width of all key (or value) heads together."""
        return self.n_kv_heads * self.d_head


GEMMA_3_270M = ModelConfig(
    n_layers=18,
    d_model=640,
    n_heads=4,
    n_kv_heads=1,
    d_head=256,
    d_mlp=2048,
    d_vocab=262_144,
    window=512,
    rope_base_global=1_000_000.0,
    norm_eps=9.999999974752427e-07,
)


def read_config(file: GGUFFile) -> ModelConfig:
    """The hyperparameters in a GGUF file; raises `WeightsError` for another architecture or absurd values."""
    if file.metadata.get("general.architecture") != ARCHITECTURE:
        raise WeightsError(file.path, f"not a {ARCHITECTURE} model")
    tokens = file.metadata.get("tokenizer.ggml.tokens")
    if not isinstance(tokens, list):
        raise WeightsError(file.path, "the vocabulary is missing")
    config = ModelConfig(
        n_layers=file.integer("gemma3.block_count", 1, 128),
        d_model=file.integer("gemma3.embedding_length", 1, 16_384),
        n_heads=file.integer("gemma3.attention.head_count", 1, 256),
        n_kv_heads=file.integer("gemma3.attention.head_count_kv", 1, 256),
        d_head=file.integer("gemma3.attention.key_length", 2, 1024),
        d_mlp=file.integer("gemma3.feed_forward_length", 1, 65_536),
        d_vocab=len(tokens),
        window=file.integer("gemma3.attention.sliding_window", 1, 1_000_000),
        rope_base_global=file.number("gemma3.rope.freq_base", 1.0, 1e12),
        norm_eps=file.number("gemma3.attention.layer_norm_rms_epsilon", 0.0, 1e-2),
    )
    if config.d_head % 2 or config.n_heads % config.n_kv_heads:
        raise WeightsError(file.path, "the head sizes do not fit together")
    return config
