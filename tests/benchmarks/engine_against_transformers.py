"""Time the engine and transformers side by side, in turns, and print the ratio of each pair.

    uv run --group oracle python tests/benchmarks/engine_against_transformers.py [--threads N] [--rounds N]

Both get the same number of threads and the same fp32 weights from the packaged GGUF file. Each round times
one and then the other, so that whatever else the machine does hits both; the ratio of medians and the range
of the rounds' own ratios are printed, never a time alone.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))

from fakes.greedy import greedy
from fakes.hook_names import all_names
from make_references import load

from holysheep_desktop.engine.transformer.gradients import gradients
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.transformer.threads import set_threads
from holysheep_desktop.engine.weights.weights import open_weights

N_DECODE = 32
LENGTHS = (16, 64, 256)
Task = Callable[[], object]


def transformers_decode(peer: Any, ids: list[int]) -> list[int]:
    """Greedy decoding with transformers' cache, without the overhead of `generate`."""
    new: list[int] = []
    past, following = None, torch.tensor([ids])
    with torch.no_grad():
        while len(new) < N_DECODE:
            out = peer(following, past_key_values=past, use_cache=True, logits_to_keep=1)
            past, following = out.past_key_values, out.logits[:, -1].argmax(-1, keepdim=True)
            new.append(int(following))
    return new


def transformers_capture(peer: Any, ids: list[int]) -> int:
    """Forward that keeps the stream, z, neurons and what both halves write; logits of the last token."""
    kept: list[torch.Tensor] = []

    def before(_module: object, args: tuple[torch.Tensor, ...]) -> None:
        kept.append(args[0])

    def after(_module: object, _args: object, output: torch.Tensor) -> None:
        kept.append(output)

    handles: list[Any] = []
    for block in peer.model.layers:
        handles.append(block.self_attn.o_proj.register_forward_pre_hook(before))
        handles.append(block.mlp.down_proj.register_forward_pre_hook(before))
        handles.append(block.post_attention_layernorm.register_forward_hook(after))
        handles.append(block.post_feedforward_layernorm.register_forward_hook(after))
    with torch.no_grad():
        peer(torch.tensor([ids]), output_hidden_states=True, logits_to_keep=1)
    for handle in handles:
        handle.remove()
    return len(kept)


def transformers_gradient(peer: Any, ids: list[int]) -> torch.Tensor:
    """Autograd of a logit difference down to the embedding; parameters without gradients."""
    embedded = peer.model.embed_tokens(torch.tensor([ids])).detach().requires_grad_()
    logits = peer(inputs_embeds=embedded, logits_to_keep=1).logits[0, -1]
    (logits[5] - logits[6]).backward()
    assert embedded.grad is not None
    return embedded.grad


def engine_capture(model: Model, ids: list[int]) -> object:
    names = list(all_names(18, (Site.RESID_PRE, Site.Z, Site.ATTN_OUT, Site.NEURONS, Site.MLP_OUT)))
    return model.logits(model.run(ids, capture=names).resid[-1])


def seconds(task: Task) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def compare(label: str, ours: Task, theirs: Task, rounds: int) -> None:
    ours()
    theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    own, peer = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratios = [b / a for a, b in pairs]
    print(  # noqa: T201
        f"{label:24} engine {1e3 * own:8.1f} ms  transformers {1e3 * peer:8.1f} ms  "
        f"x{peer / own:.2f} (rounds x{min(ratios):.2f} to x{max(ratios):.2f})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cache-dir", type=Path)
    arguments = parser.parse_args()
    threads = set_threads(arguments.threads)
    torch.set_num_threads(threads)
    peer, _ = load()
    peer.requires_grad_(False)
    with tempfile.TemporaryDirectory() as temporary:
        model = Model(open_weights(arguments.cache_dir or Path(temporary)))
        print(f"{threads} threads, {arguments.rounds} rounds")  # noqa: T201
        random = np.random.default_rng(0)
        prompts = {n: [2, *random.integers(500, 200_000, n - 1).tolist()] for n in LENGTHS}
        decode = prompts[LENGTHS[0]]
        assert greedy(model, decode, N_DECODE).tolist() == transformers_decode(peer, decode)
        compare(
            f"greedy, {N_DECODE} tokens", lambda: greedy(model, decode, N_DECODE),
            lambda: transformers_decode(peer, decode), arguments.rounds,
        )  # fmt: skip
        for n, ids in prompts.items():
            compare(
                f"forward + capture T={n}", lambda ids=ids: engine_capture(model, ids),
                lambda ids=ids: transformers_capture(peer, ids), arguments.rounds,
            )  # fmt: skip
            compare(
                f"gradient T={n}", lambda ids=ids: gradients(model, ids, {5: 1.0, 6: -1.0}),
                lambda ids=ids: transformers_gradient(peer, ids), arguments.rounds,
            )  # fmt: skip


if __name__ == "__main__":
    main()
