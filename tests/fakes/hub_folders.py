"""Tiny random models and SAEs written in the formats of the Hugging Face Hub and of SAELens."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from sae_lens import SAE
from sae_lens.saes import (
    GatedSAE,
    GatedSAEConfig,
    JumpReLUSAE,
    JumpReLUSAEConfig,
    StandardSAE,
    StandardSAEConfig,
    TopKSAE,
    TopKSAEConfig,
)
from sae_lens.saes.sae import SAEMetadata
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import (
    Gemma2Config,
    Gemma2ForCausalLM,
    GPT2Config,
    GPT2LMHeadModel,
    GPTNeoXConfig,
    GPTNeoXForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2ForCausalLM,
)

TEXT = (
    "the cat sat on the mat and the dog sat on the log",
    "the capital of france is paris and the capital of japan is tokyo",
    "한국의 수도는 서울이다 the king and the queen",
)
D_MODEL, N_LAYERS, CONTEXT, D_SAE = 16, 3, 96, 40
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}"
    "<|turn|>{{ m['role'] }}\n{{ m['content'] | trim }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}"
)
LLAMA, GPT2 = "tiny-llama", "tiny-gpt2"


def byte_level_tokenizer(**special: object) -> PreTrainedTokenizerFast:
    """As GPT-2's and Qwen's: bytes written as characters."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=300, special_tokens=["<|endoftext|>"], initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(TEXT, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|endoftext|>", **special)


def sentence_piece_tokenizer(*, chat: bool) -> PreTrainedTokenizerFast:
    """As Llama's and Gemma's: ▁ for a space, and bytes for what has no piece."""
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    special = ["<unk>", "<s>", "</s>", "<|turn|>", "<|end|>"]
    alphabet = sorted({character for text in TEXT[:2] for character in text.replace(" ", "▁")})
    byte_pieces = [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.BpeTrainer(
        vocab_size=340, special_tokens=special + byte_pieces, initial_alphabet=alphabet,
        show_progress=False,
    )  # fmt: skip
    tokenizer.train_from_iterator([text.replace(" ", "▁") for text in TEXT[:2]], trainer)
    content = json.loads(tokenizer.to_str())
    content["added_tokens"] = [t for t in content["added_tokens"] if t["content"] in special]
    made = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(json.dumps(content)),
        bos_token="<s>", eos_token="</s>", unk_token="<unk>",
        additional_special_tokens=["<|turn|>", "<|end|>"],
    )  # fmt: skip
    if chat:
        made.chat_template = CHAT_TEMPLATE
    return made


_SIZES = {
    "num_hidden_layers": N_LAYERS, "hidden_size": D_MODEL, "num_attention_heads": 4,
    "intermediate_size": 24, "max_position_embeddings": CONTEXT,
}  # fmt: skip


def _gpt2(d_vocab: int) -> PreTrainedModel:
    return GPT2LMHeadModel(
        GPT2Config(n_layer=N_LAYERS, n_head=2, n_embd=D_MODEL, vocab_size=d_vocab, n_positions=CONTEXT,
                   bos_token_id=0, eos_token_id=0)
    )  # fmt: skip


def _llama(d_vocab: int) -> PreTrainedModel:
    model = LlamaForCausalLM(
        LlamaConfig(**_SIZES, num_key_value_heads=2, vocab_size=d_vocab, bos_token_id=1, eos_token_id=2)
    )
    model.generation_config.eos_token_id = [2, 4]
    return model


def _qwen(d_vocab: int) -> PreTrainedModel:
    return Qwen2ForCausalLM(Qwen2Config(**_SIZES, num_key_value_heads=2, vocab_size=d_vocab))


def _gemma2(d_vocab: int) -> PreTrainedModel:
    return Gemma2ForCausalLM(
        Gemma2Config(**_SIZES, num_key_value_heads=1, head_dim=8, sliding_window=8, vocab_size=d_vocab,
                     final_logit_softcapping=3.0, bos_token_id=1, eos_token_id=2)
    )  # fmt: skip


def _neox(d_vocab: int) -> PreTrainedModel:
    return GPTNeoXForCausalLM(GPTNeoXConfig(**_SIZES, vocab_size=d_vocab, bos_token_id=0, eos_token_id=0))


MODELS: dict[str, tuple[Callable[[int], PreTrainedModel], Callable[[], PreTrainedTokenizerFast]]] = {
    GPT2: (_gpt2, lambda: byte_level_tokenizer(bos_token="<|endoftext|>")),
    LLAMA: (_llama, lambda: sentence_piece_tokenizer(chat=True)),
    "tiny-qwen": (_qwen, byte_level_tokenizer),
    "tiny-gemma2": (_gemma2, lambda: sentence_piece_tokenizer(chat=False)),
    "tiny-neox": (_neox, lambda: byte_level_tokenizer(bos_token="<|endoftext|>")),
}


def write_model(root: Path, name: str) -> Path:
    """`root/name` as a model's page on the Hub holds it."""
    make, make_tokenizer = MODELS[name]
    tokenizer = make_tokenizer()
    torch.manual_seed(len(name))
    model = make(len(tokenizer))
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)  # the usual start is so small that nothing would show
    model.save_pretrained(root / name)
    tokenizer.save_pretrained(root / name)
    return root / name


def saelens_sae(kind: str, *, layer: int = 1, hook: str = "hook_resid_pre", **options: object) -> SAE:
    """An SAE of SAELens with random weights of a size at which a tenth of its features fires."""
    torch.manual_seed(layer)
    metadata = SAEMetadata(hook_name=f"blocks.{layer}.{hook}", neuronpedia_id="tiny/1-res")
    sizes = {"d_in": D_MODEL, "d_sae": D_SAE, "metadata": metadata, **options}
    classes = {
        "standard": (StandardSAE, StandardSAEConfig),
        "gated": (GatedSAE, GatedSAEConfig),
        "jumprelu": (JumpReLUSAE, JumpReLUSAEConfig),
        "topk": (TopKSAE, TopKSAEConfig),
    }
    made, config = classes[kind]
    sae = made(config(**sizes, **({"k": 4} if kind == "topk" else {})))
    for name, parameter in sae.named_parameters():
        size = 1.0 if name == "threshold" else 0.5
        parameter.data = torch.randn_like(parameter) * size
        if name == "threshold":
            parameter.data.abs_()
    return sae


def write_saelens(folder: Path, sae: SAE) -> Path:
    """`cfg.json` and `sae_weights.safetensors`, by SAELens itself."""
    sae.save_model(folder)
    return folder


def write_gemma_scope(folder: Path) -> Path:
    """`params.npz`, whose layer stands in the folder's names; `folder` must end as Gemma Scope's do."""
    rng = np.random.default_rng(5)
    folder.mkdir(parents=True)
    np.savez(
        folder / "params.npz",
        W_enc=rng.normal(size=(D_MODEL, D_SAE)).astype(np.float32),
        W_dec=rng.normal(size=(D_SAE, D_MODEL)).astype(np.float32),
        b_enc=np.zeros(D_SAE, np.float32),
        b_dec=np.zeros(D_MODEL, np.float32),
        threshold=np.full(D_SAE, 2.0, np.float32),
    )
    return folder
