"""Make the stored references of steering with torch and transformers, from the packaged GGUF file.

    uv run --group oracle python tests/oracle/make_steering_references.py

A forward hook of transformers' own model adds (g − f)·d to what block 12 puts out, at every position but BOS
and at every step of decoding. Nothing here uses the project's engine: the SAE is read from its file.

    steering.json    per case: 16 greedy tokens, KL(without ‖ with) in nats of the next token, and the
                     log-probabilities of its ten likeliest tokens
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

sys.path.insert(0, str(Path(__file__).parent))
from make_references import REFERENCES, load

ROOT = Path(__file__).parents[2]
LAYER = 12
SAE = ROOT / "resources" / "saes" / "gemma-3-270m" / "layer-12" / "8k" / "sae_weights.safetensors"
N_GREEDY, N_TOP = 16, 10
Step = tuple[str, int, float]
CASES: tuple[tuple[str, tuple[Step, ...]], ...] = (
    ("The film was very", (("add", 4559, 1265.0),)),
    ("The film was very", (("set", 1323, 1700.0),)),
    ("이 영화는 정말", (("ablate", 5387, 0.0),)),
    ("이 영화는 정말", (("add", 802, 1600.0), ("ablate", 5387, 0.0), ("set", 7092, 500.0))),
    ("The capital city of Italy is called", (("add", 873, -800.0),)),
)


def activations(sae: dict[str, torch.Tensor], x: torch.Tensor, feature: int) -> torch.Tensor:
    """f of one feature, (n,): JumpReLU on unscaled activations."""
    z = x @ sae["W_enc"][:, feature] + sae["b_enc"][feature]
    return torch.where(z > sae["threshold"][feature], z.clamp(min=0), torch.zeros_like(z))


def change(sae: dict[str, torch.Tensor], x: torch.Tensor, steps: tuple[Step, ...]) -> torch.Tensor:
    """Σ (g − f)·d for rows x (n, d), every f from the activations before any step."""
    total = torch.zeros_like(x)
    for mode, feature, strength in steps:
        f = activations(sae, x, feature)
        delta = {"add": torch.full_like(f, strength), "set": strength - f, "ablate": -f}[mode]
        total += delta[:, None] * sae["W_dec"][feature]
    return total


class Steered:
    """Steers a block's output at every row but that of BOS."""

    def __init__(self, sae: dict[str, torch.Tensor], steps: tuple[Step, ...]) -> None:
        self.sae, self.steps = sae, steps

    def __call__(self, _block: Any, _inputs: Any, output: Any) -> Any:
        hidden = output[0] if isinstance(output, tuple) else output
        hidden = hidden.clone()
        hidden[0, 1:] += change(self.sae, hidden[0, 1:], self.steps)
        return (hidden, *output[1:]) if isinstance(output, tuple) else hidden


def next_logprobs(model: Any, ids: list[int]) -> torch.Tensor:
    return torch.log_softmax(model(torch.tensor([ids])).logits[0, -1].double(), dim=-1)


def greedy(model: Any, ids: list[int]) -> list[int]:
    """Without a cache of keys: the whole text is run, and steered, anew for every token."""
    found: list[int] = []
    for _ in range(N_GREEDY):
        found.append(int(next_logprobs(model, [*ids, *found]).argmax()))
    return found


@torch.no_grad()
def main() -> None:
    model, tokenizer = load()
    sae = {name: tensor.float() for name, tensor in load_file(SAE).items()}
    cases = []
    for prompt, steps in CASES:
        ids = tokenizer(prompt).input_ids
        before = next_logprobs(model, ids)
        handle = model.model.layers[LAYER].register_forward_hook(Steered(sae, steps))
        after = next_logprobs(model, ids)
        tokens = greedy(model, ids)
        handle.remove()
        top = after.topk(N_TOP)
        cases.append(
            {
                "prompt": prompt,
                "steps": [list(step) for step in steps],
                "greedy": tokens,
                "kl": float((before.exp() * (before - after)).sum()),
                "top_ids": top.indices.tolist(),
                "before": [float(before[i]) for i in top.indices],
                "after": [float(after[i]) for i in top.indices],
            }
        )
    text = json.dumps(cases, ensure_ascii=True, indent=1)
    (REFERENCES / "steering.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
