"""The packaged Gemma 3 270M as a Hugging Face model, from the weights that the embedded engine reads."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from holysheep_desktop.engine.transformer.config import ModelConfig
from holysheep_desktop.engine.weights.weights import BlockWeights, Weights

TRAINED_CONTEXT = 32_768


def gemma(weights: Weights) -> Gemma3ForCausalLM:
    """The same numbers in transformers' model, in float32 on the processor."""
    embedding = _tensor(weights.embedding.rows(np.arange(weights.config.d_vocab)))
    state = {
        "model.embed_tokens.weight": embedding,
        "lm_head.weight": embedding,
        "model.norm.weight": _norm(weights.final_norm),
    }
    for layer, block in enumerate(weights.blocks):
        parts = _block(weights.config, block)
        state |= {f"model.layers.{layer}.{name}": tensor for name, tensor in parts.items()}
    config = _config(weights.config)
    return Gemma3ForCausalLM.from_pretrained(
        None, config=config, state_dict=state, attn_implementation="eager", dtype=torch.float32
    )


def _config(c: ModelConfig) -> Gemma3TextConfig:
    kinds = ["full_attention" if c.is_global(layer) else "sliding_attention" for layer in range(c.n_layers)]
    rotations = {
        kind: {"rope_type": "default", "rope_theta": base}
        for kind, base in (
            ("sliding_attention", c.rope_base_local), ("full_attention", c.rope_base_global)
        )
    }  # fmt: skip
    return Gemma3TextConfig(
        vocab_size=c.d_vocab, hidden_size=c.d_model, intermediate_size=c.d_mlp,
        num_hidden_layers=c.n_layers, num_attention_heads=c.n_heads, num_key_value_heads=c.n_kv_heads,
        head_dim=c.d_head, max_position_embeddings=TRAINED_CONTEXT, rms_norm_eps=c.norm_eps,
        query_pre_attn_scalar=c.d_head, sliding_window=c.window, layer_types=kinds,
        rope_parameters=rotations, architectures=["Gemma3ForCausalLM"],
    )  # fmt: skip


def _block(c: ModelConfig, block: BlockWeights) -> dict[str, torch.Tensor]:
    """transformers keeps linear maps as (out, in), and γ where GGUF has 1 + γ."""
    q, k, v = np.split(block.qkv.weight, [c.d_q, c.d_q + c.d_kv], axis=1)
    gate, up = np.split(block.gate_up.weight, 2, axis=1)
    linear = {
        "self_attn.q_proj": q, "self_attn.k_proj": k, "self_attn.v_proj": v,
        "self_attn.o_proj": block.out.weight,
        "mlp.gate_proj": gate, "mlp.up_proj": up, "mlp.down_proj": block.down.weight,
    }  # fmt: skip
    norms = {
        "self_attn.q_norm": block.q_norm, "self_attn.k_norm": block.k_norm,
        "input_layernorm": block.attn_norm, "post_attention_layernorm": block.post_attn_norm,
        "pre_feedforward_layernorm": block.mlp_norm, "post_feedforward_layernorm": block.post_mlp_norm,
    }  # fmt: skip
    tensors = {f"{name}.weight": _tensor(matrix.T) for name, matrix in linear.items()}
    return tensors | {f"{name}.weight": _norm(scale) for name, scale in norms.items()}


def _norm(scale: npt.NDArray[np.float32]) -> torch.Tensor:
    return _tensor(scale - np.float32(1.0))


def _tensor(values: npt.NDArray[np.float32]) -> torch.Tensor:
    return torch.from_numpy(np.array(values, np.float32))  # a copy: the weights are read-only maps
