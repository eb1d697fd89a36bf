"""Make tests/engine/patching/references/feature_sets.npz with torch and transformers: features by hooks.

    uv run --group oracle python tests/oracle/make_feature_set_references.py

Every number is the logit difference of a whole forward pass of transformers' own Gemma 3 (fp32) in which a
hook adds (f_other − f_this) · d to the stream after one block, for one feature or for a set of them. The SAE
is read from its file and applied in torch; nothing of the project is used.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file

sys.path.insert(0, str(Path(__file__).parent))
from make_references import load

ROOT = Path(__file__).parents[2]
REFERENCES = ROOT / "tests" / "engine" / "patching" / "references"
SAES = ROOT / "resources" / "saes" / "gemma-3-270m"
N_FEATURES = 6

Pairs = Sequence[tuple[int, int]]

CASES: dict[str, tuple[int, str, str, Pairs | None]] = {
    "film": (12, "I loved this film. It was really", "I hated this film. It was really", None),
    "capital": (
        9,
        "대한민국의 수도는 서울이고, 일본의 수도는",
        "대한민국의 수도는 서울이고, 호주의 수도는",
        None,
    ),
    # One prompt begins with the other: of all pairs only that of the last tokens holds a difference.
    "liar": (15, "무엇이든 물어보세요.", "무엇이든 물어보세요. 하지만 저는 거짓말쟁이입니다.", ((-1, -1),)),
}


class Dictionary:
    """A JumpReLU SAE in torch."""

    def __init__(self, layer: int) -> None:
        self.layer = layer
        self.weights = load_file(SAES / f"layer-{layer:02d}" / "8k" / "sae_weights.safetensors")

    def encode(self, x: torch.Tensor) -> torch.Tensor:
        w = {name: value.float() for name, value in self.weights.items()}
        z = x @ w["W_enc"] + w["b_enc"]
        return torch.where(z > w["threshold"], z.clamp(min=0.0), 0.0)

    def direction(self, feature: int) -> torch.Tensor:
        return self.weights["W_dec"][feature].float()


def run(
    model: Any, ids: list[int], layer: int, change: torch.Tensor | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Next-token logits and the stream after `layer` (T, d_model), to which `change` is added."""
    seen: list[torch.Tensor] = []

    def after(_: Any, __: Any, output: Any) -> Any:
        stream = output[0] if isinstance(output, tuple) else output
        seen.append(stream[0].clone())
        if change is None:
            return output
        moved = stream + change
        return (moved, *output[1:]) if isinstance(output, tuple) else moved

    hook = model.model.layers[layer].register_forward_hook(after)
    try:
        with torch.no_grad():
            logits = model(torch.tensor([ids]), use_cache=False, logits_to_keep=1).logits[0, -1]
    finally:
        hook.remove()
    return logits, seen[0]


def strongest(ours: torch.Tensor, theirs: torch.Tensor, pairs: Pairs) -> list[int]:
    largest = torch.stack([(theirs[j] - ours[i]).abs() for i, j in pairs]).max(dim=0).values
    return torch.topk(largest, N_FEATURES).indices.tolist()


def change_of(
    sae: Dictionary, ours: torch.Tensor, theirs: torch.Tensor, pairs: Pairs, features: Sequence[int]
) -> torch.Tensor:
    change = torch.zeros(ours.shape[0], sae.weights["W_dec"].shape[1])
    for i, j in pairs:
        for feature in features:
            change[i] += (theirs[j, feature] - ours[i, feature]) * sae.direction(feature)
    return change


def main() -> None:
    model, tokenizer = load()
    arrays: dict[str, np.ndarray] = {}
    for name, (layer, original, comparison, wished) in CASES.items():
        a, b = tokenizer(original).input_ids, tokenizer(comparison).input_ids
        first = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        pairs = [(i, i) for i in range(first, len(a))] if wished is None else [(len(a) - 1, len(b) - 1)]
        sae = Dictionary(layer)
        runs = {ids: run(model, list(ids), layer) for ids in (tuple(a), tuple(b))}
        ends = [runs[tuple(ids)][0] for ids in (a, b)]
        r, r_prime = int(ends[0].argmax()), int(ends[1].argmax())
        if r == r_prime:
            r_prime = int((ends[1] - ends[0]).argmax())
        acts = [sae.encode(runs[tuple(ids)][1]) for ids in (a, b)]
        features = strongest(acts[0], acts[1], pairs)
        found: dict[str, list[float]] = {"noising": [], "denoising": []}
        for way, base, ours, theirs, moved in (
            ("noising", a, acts[0], acts[1], pairs),
            ("denoising", b, acts[1], acts[0], [(j, i) for i, j in pairs]),
        ):
            for chosen in (*([one] for one in features), features):
                change = change_of(sae, ours, theirs, moved, chosen)
                logits, _ = run(model, list(base), layer, change)
                found[way].append(float(logits[r] - logits[r_prime]))
        arrays[f"{name}/layer"] = np.array(layer)
        arrays[f"{name}/ids"], arrays[f"{name}/comparison_ids"] = np.array(a), np.array(b)
        arrays[f"{name}/pairs"], arrays[f"{name}/answers"] = np.array(pairs), np.array([r, r_prime])
        arrays[f"{name}/ends"] = np.array([float(end[r] - end[r_prime]) for end in ends])
        arrays[f"{name}/features"] = np.array(features)
        for way, values in found.items():
            arrays[f"{name}/{way}"] = np.array(values)
    np.savez_compressed(REFERENCES / "feature_sets.npz", **arrays)


if __name__ == "__main__":
    main()
