"""The residual sweep and attribution against TransformerLens, in one process, in turns, on as many threads.

    python tests/benchmarks/patching_against_transformer_lens.py CACHE_DIR [tokens …] [--rounds N]

Needs the dependency group `oracle` with transformer-lens, which loads this model offline through its bridge.
Every round times our whole sweep and a random share of TransformerLens's (one forward pass per site, as its
`get_act_patch_resid_pre` does); its time for all sites is that share's, scaled up, and its numbers are held
against ours. Medians over the rounds are printed. 18 × 256 takes minutes a round: `256 --rounds 1`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))
sys.path.insert(0, str(Path(__file__).parents[2]))
from fakes.patching_cases import captured, never
from make_references import load
from transformer_lens.model_bridge import TransformerBridge
from transformers import Gemma3ForCausalLM

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.engine.patching.answers import AnswerPair
from holysheep_desktop.engine.patching.runs import Move, moves
from holysheep_desktop.engine.patching.sweep import Place, Sweep
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.gradients import gradients
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.transformer.threads import set_threads
from holysheep_desktop.engine.weights.weights import open_weights

R, R_PRIME = 1000, 2000
SHARE = 12
"""TransformerLens's forward passes in a round."""


def lens_model() -> Any:
    loaded, tokenizer = load()
    loaded.config.architectures = ["Gemma3ForCausalLM"]  # a GGUF file does not say
    plain = Gemma3ForCausalLM(loaded.config)
    plain.load_state_dict(loaded.state_dict(), strict=False)
    plain.tie_weights()
    for parameter in plain.parameters():
        parameter.requires_grad_(False)
    return TransformerBridge.boot_transformers(
        "google/gemma-3-270m", hf_model=plain.eval(), tokenizer=tokenizer, device="cpu"
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    found = work()
    return time.perf_counter() - begin, found


class Ours:
    def __init__(self, cache: Path, a: list[int], b: list[int]) -> None:
        self.model = Model(open_weights(cache))
        self.a, self.b = a, b
        self.answers = AnswerPair(R, R_PRIME, "user")

    def move(self) -> Move:
        runs = captured(self.model, self.a), captured(self.model, self.b)
        return moves(*runs, align(self.a, self.b))[Way.NOISING]

    def sweep(self) -> np.ndarray:
        """Both unpatched runs and every site; TransformerLens's time holds its patched runs alone."""
        move = self.move()
        layers = range(self.model.config.n_layers)
        places = tuple(Place.of(Component.RESID_PRE, layer) for layer in layers)
        measure = lambda last: self.answers.logit_difference(self.model, last)  # noqa: E731
        found = Sweep(self.model, move, places, measure, never).run()
        return np.stack([found[place][:, 0] for place in places])

    def attribution(self) -> np.ndarray:
        layers = range(self.model.config.n_layers)
        found = gradients(self.model, self.a, self.answers.cotangent, sites=(Site.RESID_PRE,))
        names = [hooks.name(layer, Site.RESID_PRE) for layer in layers]
        other = self.model.run(np.array(self.b), capture=names).values
        return np.stack([((other[n] - found.values[n]) * found.grads[n]).sum(-1) for n in names])


class Theirs:
    def __init__(self, bridge: Any, a: list[int], b: list[int]) -> None:
        self.bridge = bridge
        self.a, self.b = torch.tensor([a]), torch.tensor([b])
        self.n_layers = bridge.cfg.n_layers
        self.names = [f"blocks.{layer}.hook_resid_pre" for layer in range(self.n_layers)]
        with torch.no_grad():
            _, cache = bridge.run_with_cache(self.b, names_filter=lambda name: name in self.names)
        self.other = [cache[name].detach() for name in self.names]

    def difference(self, logits: torch.Tensor) -> torch.Tensor:
        return logits[0, -1, R] - logits[0, -1, R_PRIME]

    def site(self, layer: int, position: int) -> float:
        def patch(value: torch.Tensor, hook: Any) -> torch.Tensor:
            value[:, position] = self.other[layer][:, position]
            return value

        with torch.no_grad():
            logits = self.bridge.run_with_hooks(self.a, fwd_hooks=[(self.names[layer], patch)])
        return float(self.difference(logits))

    def sweep(self) -> np.ndarray:
        return np.array(
            [[self.site(layer, p) for p in range(self.a.shape[1])] for layer in range(self.n_layers)]
        )

    def attribution(self) -> np.ndarray:
        seen: dict[str, torch.Tensor] = {}

        def keeping(name: str) -> Callable[..., torch.Tensor]:
            def keep(value: torch.Tensor, hook: Any) -> torch.Tensor:
                if not value.requires_grad:
                    value.requires_grad_(True)
                seen[name] = value
                return value

            return keep

        logits = self.bridge.run_with_hooks(self.a, fwd_hooks=[(name, keeping(name)) for name in self.names])
        grads = torch.autograd.grad(self.difference(logits), [seen[name] for name in self.names])
        with torch.no_grad():
            _, cache = self.bridge.run_with_cache(self.b, names_filter=lambda name: name in self.names)
        return np.stack(
            [((cache[name] - seen[name].detach()) * grad)[0].sum(-1).numpy()
             for name, grad in zip(self.names, grads, strict=True)]
        )  # fmt: skip


def compare(cache: Path, bridge: Any, n_tokens: int, rounds: int) -> None:
    rng = np.random.default_rng(n_tokens)
    a, b = ([2, *rng.integers(1000, 50_000, n_tokens - 1).tolist()] for _ in range(2))
    ours, theirs = Ours(cache, a, b), Theirs(bridge, a, b)
    n_sites = theirs.n_layers * n_tokens
    sweeps: list[tuple[float, float]] = []
    slopes: list[tuple[float, float]] = []
    far: list[float] = []
    for _ in range(rounds):
        drawn = rng.choice(n_sites, SHARE, replace=False)
        wall, values = timed(lambda: [theirs.site(int(s) // n_tokens, int(s) % n_tokens) for s in drawn])  # noqa: B023
        mine, swept = timed(ours.sweep)
        sweeps.append((mine, wall * n_sites / SHARE))
        far.append(float(np.abs(swept.reshape(-1)[drawn] - values).max()))
        (mine, slope), (wall, expected) = timed(ours.attribution), timed(theirs.attribution)
        slopes.append((mine, wall))
        far.append(float(np.abs(slope - expected).max()))
    for name, times in (("sweep", sweeps), ("attribution", slopes)):
        mine, other = (statistics.median(column) for column in zip(*times, strict=True))
        ratio = statistics.median(theirs / ours for ours, theirs in times)
        sys.stdout.write(
            f"T={n_tokens} {name}: {mine:.2f} s against {other:.2f} s, {ratio:.1f} times as fast\n"
        )
    sys.stdout.write(f"T={n_tokens}: largest difference of the sweep {max(far[::2]):.1e}, ")
    sys.stdout.write(f"of attribution {max(far[1::2]):.1e}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cache", type=Path)
    parser.add_argument("tokens", type=int, nargs="*", default=[16, 64])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=None)
    wish = parser.parse_args()
    torch.set_num_threads(set_threads(wish.threads))
    bridge = lens_model()
    for n_tokens in wish.tokens:
        compare(wish.cache, bridge, n_tokens, wish.rounds)


if __name__ == "__main__":
    main()
