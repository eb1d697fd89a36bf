"""A Gemma 3 with random weights, small enough to be checked by hand-written loops, and a tokenizer for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.transformer.config import ModelConfig
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer
from holysheep_desktop.engine.weights.vocabulary import TokenKind, Vocabulary
from holysheep_desktop.engine.weights.weights import BlockWeights, Embedding, Matrix, Weights

CONFIG = ModelConfig(
    n_layers=3, d_model=8, n_heads=2, n_kv_heads=1, d_head=4, d_mlp=12, d_vocab=300,
    window=5, rope_base_global=1e6, norm_eps=1e-6, n_context=64,
)  # fmt: skip
BOS, EOS, UNKNOWN = 2, 1, 3


def tiny_model(seed: int = 0) -> Model:
    """Three blocks of width eight; every weight is drawn from the seed."""
    rng = np.random.default_rng(seed)
    c = CONFIG

    def matrix(d_in: int, d_out: int) -> Matrix:
        return Matrix(rng.normal(scale=d_in**-0.5, size=(d_in, d_out)).astype(np.float32), None)

    def scale(n: int) -> npt.NDArray[np.float32]:
        return rng.uniform(0.5, 1.5, size=n).astype(np.float32)

    blocks = tuple(
        BlockWeights(
            attn_norm=scale(c.d_model),
            qkv=matrix(c.d_model, c.d_q + 2 * c.d_kv),
            q_norm=scale(c.d_head),
            k_norm=scale(c.d_head),
            out=matrix(c.d_q, c.d_model),
            post_attn_norm=scale(c.d_model),
            mlp_norm=scale(c.d_model),
            gate_up=matrix(c.d_model, 2 * c.d_mlp),
            down=matrix(c.d_mlp, c.d_model),
            post_mlp_norm=scale(c.d_model),
        )
        for _ in range(c.n_layers)
    )
    floats = rng.normal(size=(c.d_vocab, c.d_model)).astype(np.float32)
    return Model(
        Weights(
            folder=Path("tiny"),
            config=c,
            model_sha256="0" * 64,
            tokenizer_sha256="1" * 64,
            embedding=Embedding(None, floats),
            blocks=blocks,
            final_norm=scale(c.d_model),
        )
    )


def tiny_tokenizer() -> Tokenizer:
    """Letters, a few words, and bytes for everything else."""
    special = ["<pad>", "<eos>", "<bos>", "<unk>"]
    raw = [f"<0x{value:02X}>" for value in range(256)]
    words = ["▁", *"abcdefghijklmnopqrstuvwxyz", *"ABCDE"]
    text = [*words, *(f"x{i}" for i in range(CONFIG.d_vocab - len(special) - len(raw) - len(words)))]
    kinds = [TokenKind.CONTROL] * 3 + [TokenKind.UNKNOWN] + [TokenKind.BYTE] * 256
    kinds += [TokenKind.NORMAL] * len(text)
    return Tokenizer(
        Vocabulary(
            pieces=[*special, *raw, *text],
            kinds=[int(kind) for kind in kinds],
            bos=BOS,
            eos=EOS,
            unknown=UNKNOWN,
        )
    )
