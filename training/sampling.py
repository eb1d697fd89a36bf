"""Text sampled from the model itself at temperature 1: the breadth that the packages' texts lack."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.model import BOS, EOS, Gemma

SEEDS = Path(__file__).with_name("seeds.json")
BLOCK = 512
ROWS = 8


def draw(logits: Tensor, generator: torch.Generator) -> Tensor:
    """One token id per row of (batch, vocabulary) logits, at temperature 1.

    The cumulative distribution is inverted in two steps, over blocks and inside the block, which needs
    one random number per row and one pass over the vocabulary. Few rows at a time stay in the
    processor's cache.
    """
    uniform = torch.rand(len(logits), 1, dtype=torch.float64, generator=generator)
    groups = zip(logits.split(ROWS), uniform.split(ROWS), strict=True)
    return torch.cat([_invert(rows.float(), target) for rows, target in groups])


def _invert(logits: Tensor, uniform: Tensor) -> Tensor:
    weights = logits.sub_(logits.amax(-1, keepdim=True)).exp_().view(len(logits), -1, BLOCK)
    per_block = weights.sum(-1).double().cumsum(-1)
    target = uniform * per_block[:, -1:]
    block = torch.searchsorted(per_block, target, right=True).clamp_(max=per_block.shape[1] - 1)
    below = torch.where(block > 0, per_block.gather(1, (block - 1).clamp_(min=0)), 0.0)
    inside = weights[torch.arange(len(logits)), block[:, 0]].double().cumsum(-1)
    offset = torch.searchsorted(inside, target - below, right=True).clamp_(max=BLOCK - 1)
    return (block * BLOCK + offset)[:, 0]


@torch.inference_mode()
def sample(
    model: Gemma, prompts: list[list[int]], length: int, generator: torch.Generator
) -> list[list[int]]:
    """Continue each prompt (ids without BOS) to `length` tokens after BOS, or to the end of the text."""
    cache = model.new_cache(len(prompts), length)
    logits = torch.empty(len(prompts), len(model.unembedding), dtype=model.dtype)
    tokens = torch.full((len(prompts), length + 1), -1)
    tokens[:, 0] = BOS
    for row, prompt in enumerate(prompts):
        tokens[row, 1 : len(prompt) + 1] = torch.tensor(prompt, dtype=torch.int64)
    for position in range(length):
        residual = model.residuals(tokens[:, position : position + 1], cache=cache)[-1][:, 0]
        given = tokens[:, position + 1]
        model.logits(residual, logits)
        tokens[:, position + 1] = torch.where(given < 0, draw(logits, generator), given)
    return [_until_end(row[1:]) for row in tokens.tolist()]


def _until_end(tokens: list[int]) -> list[int]:
    return tokens[: tokens.index(EOS)] if EOS in tokens else tokens


def sample_documents(
    weights: Path,
    tokenizer: Path,
    output: Path,
    *,
    seed: int,
    batches: int,
    batch: int = 160,
    length: int = 255,
) -> None:
    """Append `batches` × `batch` documents to `output`, a JSON line each: kind and ids without BOS."""
    model = Gemma(weights, torch.bfloat16)
    encoder = Tokenizer.from_file(str(tokenizer))
    kinds = json.loads(SEEDS.read_text("utf-8"))
    names = list(kinds)
    chances = np.array([kinds[name]["weight"] for name in names])
    for index in range(batches):
        rng = np.random.default_rng((seed, index))
        generator = torch.Generator().manual_seed(seed * 100_003 + index)
        drawn = [names[i] for i in rng.choice(len(names), batch, p=chances / chances.sum())]
        openings = [str(rng.choice(kinds[name]["openings"])) for name in drawn]
        prompts = [encoder.encode(text, add_special_tokens=False).ids for text in openings]
        documents = sample(model, prompts, length, generator)
        with output.open("a", encoding="utf-8") as file:
            for kind, tokens in zip(drawn, documents, strict=True):
                file.write(json.dumps({"kind": kind, "tokens": tokens}) + "\n")
        print(f"{output.name} batch {index}: {sum(map(len, documents))} tokens", flush=True)
