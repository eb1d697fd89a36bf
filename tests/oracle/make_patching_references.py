"""Make tests/engine/patching/references/patched.npz with torch and transformers: patching by forward hooks.

    uv run --group oracle python tests/oracle/make_patching_references.py

Every number is the logit difference of a whole forward pass of transformers' own Gemma 3 (fp32) in which one
value is replaced by that of the other prompt's run. Of the project only the alignment of token ids is used,
and its pairs from the first difference on are
stored with the numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))
from make_references import load

from holysheep_desktop.core.alignment import align

REFERENCES = Path(__file__).parents[1] / "engine" / "patching" / "references"
PROMPTS = {
    "names": (
        "When John and Mary went to the shop, John gave the bag to",
        "When John and Mary went to the shop, Mary gave the bag to",
    ),
    "film": ("이 영화 정말 재밌었다. 완벽한 작품이다!", "이 영화 정말 재밌었다. 하지만 좀 지루했다."),
    "longer": (
        "The capital of Italy is the city of",
        "The old and very small capital of Austria is the city of",
    ),
}
LAYERS = (5, 12)
NEURONS = (5, 367, 1808, 1819)
N_HEADS, D_HEAD = 4, 256

Replace = Callable[[torch.Tensor], torch.Tensor]


class Places:
    """The modules of one block at which values are read and replaced, as (module, is_input)."""

    def __init__(self, model: Any, layer: int) -> None:
        block = model.model.layers[layer]
        self.modules = {
            "resid_pre": (block, True),
            "z": (block.self_attn.o_proj, True),
            "attn_out": (block.post_attention_layernorm, False),
            "resid_mid": (block.pre_feedforward_layernorm, True),
            "neuron": (block.mlp.down_proj, True),
            "mlp_out": (block.post_feedforward_layernorm, False),
            "resid_post": (block, False),
        }

    @contextmanager
    def hooked(self, place: str, replace: Replace) -> Iterator[None]:
        module, is_input = self.modules[place]

        def before(_: Any, args: tuple[Any, ...]) -> Any:
            return (replace(args[0]), *args[1:])

        def after(_: Any, __: Any, output: Any) -> Any:
            return (replace(output[0]), *output[1:]) if isinstance(output, tuple) else replace(output)

        hook = module.register_forward_pre_hook(before) if is_input else module.register_forward_hook(after)
        try:
            yield
        finally:
            hook.remove()


def last_logits(model: Any, ids: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        return model(ids, use_cache=False, logits_to_keep=1).logits[:, -1]


def captured(model: Any, ids: list[int], layer: int) -> dict[str, torch.Tensor]:
    places, seen = Places(model, layer), {}
    with ExitStack() as hooks:
        for place in places.modules:

            def keep(value: torch.Tensor, place: str = place) -> torch.Tensor:
                seen[place] = value[0].clone()
                return value

            hooks.enter_context(places.hooked(place, keep))
        last_logits(model, torch.tensor([ids]))
    return seen


def one_position_each(theirs: torch.Tensor, pairs: list[tuple[int, int]], columns: slice) -> Replace:
    """Row k of the batch gets its value at pair k; `columns` restricts it to a head."""

    def replace(value: torch.Tensor) -> torch.Tensor:
        value = value.clone()
        for k, (i, j) in enumerate(pairs):
            value[k, i, columns] = theirs[j, columns]
        return value

    return replace


def all_positions(theirs: torch.Tensor, pairs: list[tuple[int, int]], columns: slice) -> Replace:
    def replace(value: torch.Tensor) -> torch.Tensor:
        value = value.clone()
        for i, j in pairs:
            value[:, i, columns] = theirs[j, columns]
        return value

    return replace


def with_mid(model: Any, layer: int, ids: torch.Tensor, replace: Replace) -> torch.Tensor:
    """Replace x_mid: both what the MLP reads and what its output is added to.

    The block adds the MLP's output to a local variable, so its change is added to the block's output.
    """
    places, change = Places(model, layer), []

    def read(value: torch.Tensor) -> torch.Tensor:
        new = replace(value)
        change.append(new - value)
        return new

    with places.hooked("resid_mid", read), places.hooked("resid_post", lambda out: out + change[0]):
        return last_logits(model, ids)


def patched(
    model: Any, base: list[int], source: list[int], pairs: list[tuple[int, int]], layer: int
) -> dict[str, Any]:
    """Next-token logits by component, (n_pairs, d_vocab); for heads (n_heads, n_pairs, d_vocab)."""
    theirs, places = captured(model, source, layer), Places(model, layer)
    batch, whole = torch.tensor([base] * len(pairs)), slice(None)
    found: dict[str, Any] = {}
    for component in ("resid_pre", "attn_out", "mlp_out", "resid_post"):
        with places.hooked(component, one_position_each(theirs[component], pairs, whole)):
            found[component] = last_logits(model, batch)
    found["resid_mid"] = with_mid(model, layer, batch, one_position_each(theirs["resid_mid"], pairs, whole))
    with (
        places.hooked("attn_out", one_position_each(theirs["attn_out"], pairs, whole)),
        places.hooked("mlp_out", one_position_each(theirs["mlp_out"], pairs, whole)),
    ):
        found["layer_output"] = last_logits(model, batch)
    heads = []
    for head in range(N_HEADS):
        columns = slice(head * D_HEAD, (head + 1) * D_HEAD)
        with places.hooked("z", one_position_each(theirs["z"], pairs, columns)):
            heads.append(last_logits(model, batch))
    found["head"] = torch.stack(heads)
    neurons = []
    for neuron in NEURONS:
        with places.hooked("neuron", all_positions(theirs["neuron"], pairs, slice(neuron, neuron + 1))):
            neurons.append(last_logits(model, batch[:1])[0])
    found["neuron"] = torch.stack(neurons)
    with (
        places.hooked("attn_out", all_positions(theirs["attn_out"], pairs, whole)),
        places.hooked("mlp_out", all_positions(theirs["mlp_out"], pairs, whole)),
    ):
        found["score"] = last_logits(model, batch[:1])
    return found


def main() -> None:
    model, tokenizer = load()
    arrays: dict[str, np.ndarray] = {"layers": np.array(LAYERS), "neurons": np.array(NEURONS)}
    for name, (original, comparison) in PROMPTS.items():
        a, b = tokenizer(original).input_ids, tokenizer(comparison).input_ids
        first = next(k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y)
        pairs = [(i, j) for i, j in align(a, b).pairs if i >= first]
        ends = [last_logits(model, torch.tensor([ids]))[0] for ids in (a, b)]
        r, r_prime = int(ends[0].argmax()), int(ends[1].argmax())
        if r == r_prime:
            r_prime = int((ends[1] - ends[0]).argmax())
        arrays[f"{name}/ids"], arrays[f"{name}/comparison_ids"] = np.array(a), np.array(b)
        arrays[f"{name}/pairs"], arrays[f"{name}/answers"] = np.array(pairs), np.array([r, r_prime])
        arrays[f"{name}/ends"] = np.array([float(end[r] - end[r_prime]) for end in ends])
        for way, base, source, moved in (
            ("noising", a, b, pairs),
            ("denoising", b, a, [(j, i) for i, j in pairs]),
        ):
            for layer in LAYERS:
                for component, logits in patched(model, base, source, moved, layer).items():
                    difference = (logits[..., r] - logits[..., r_prime]).numpy()
                    arrays[f"{name}/{way}/{layer}/{component}"] = difference
    np.savez_compressed(REFERENCES / "patched.npz", **arrays)


if __name__ == "__main__":
    main()
