"""Sweeps against one full forward pass per site and against the arithmetic that they need, in turns.

    python tests/benchmarks/bench_patching.py CACHE_DIR [tokens …] [--rounds N]

`CACHE_DIR` holds the converted weights (they are made there if need be). Every round times one forward pass
with an edit, the unit of the naive sweep; one residual sweep; the same rows through the four weight matrices
of a block and nothing else (the sgemm that the arithmetic needs); with up to 16 tokens, one sweep of each
other component. Printed are medians over the rounds, ratios first: times under load mean little.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))
from fakes.patching_cases import captured, never

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.engine.patching.answers import AnswerPair
from holysheep_desktop.engine.patching.cone import MOST_ROWS
from holysheep_desktop.engine.patching.runs import Move, moves
from holysheep_desktop.engine.patching.sweep import Place, Sweep
from holysheep_desktop.engine.transformer import threads
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.weights import open_weights

OTHERS = (
    Component.RESID_MID,
    Component.ATTN_OUT,
    Component.MLP_OUT,
    Component.LAYER_OUTPUT,
    Component.HEAD,
)
OTHERS_UP_TO = 16
ANSWERS = AnswerPair(1000, 2000, "user")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def random_move(model: Model, n_tokens: int) -> Move:
    rng = np.random.default_rng(n_tokens)
    a, b = ([2, *rng.integers(1000, 50_000, n_tokens - 1).tolist()] for _ in range(2))
    return moves(captured(model, a), captured(model, b), align(a, b))[Way.NOISING]


def sweep_of(model: Model, move: Move, component: Component) -> Sweep:
    places = tuple(Place.of(component, layer) for layer in range(model.config.n_layers))
    return Sweep(model, move, places, lambda last: ANSWERS.logit_difference(model, last), never)


def products(model: Model, n_rows: int) -> Callable[[], None]:
    """`n_rows` rows through the weights of a block, in pieces, on all threads."""
    block = model.blocks[0]
    weights = [
        linear.weight
        for linear in (
            block.attention.w_qkv,
            block.attention.w_out,
            block.mlp.w_gate_up,
            block.mlp.w_down,
        )
    ]
    inputs = [np.ones((MOST_ROWS, weight.shape[0]), np.float32) for weight in weights]

    def pieces(first: int, last: int) -> None:
        outputs = [np.empty((MOST_ROWS, weight.shape[1]), np.float32) for weight in weights]
        for _ in range(first, last):
            for x, weight, y in zip(inputs, weights, outputs, strict=True):
                np.matmul(x, weight, out=y)

    return lambda: threads.share(pieces, -(-n_rows // MOST_ROWS))


def measure(model: Model, n_tokens: int, rounds: int) -> None:
    move = random_move(model, n_tokens)
    residual = sweep_of(model, move, Component.RESID_PRE)
    arithmetic = products(model, residual.work)
    others = {c: sweep_of(model, move, c) for c in OTHERS if n_tokens <= OTHERS_UP_TO}
    n_sites = model.config.n_layers * (n_tokens - move.first)
    shares: list[tuple[float, float]] = []
    naive: list[float] = []
    walls: list[float] = []
    per_site: dict[Component, list[float]] = {component: [] for component in others}
    for _ in range(rounds):
        forward, _ = timed(lambda: model.run(np.array(move.base.ids), edit=lambda name, value: None))
        needed, needed_processor = timed(arithmetic)
        wall, processor = timed(residual.run)
        shares.append((needed / wall, needed_processor / processor))
        naive.append(n_sites * forward / wall)
        walls.append(wall)
        for component, sweep in others.items():
            width = model.config.n_heads if component is Component.HEAD else 1
            per_site[component].append(timed(sweep.run)[0] / width / wall)
    of_wall, of_processor = (100 * statistics.median(column) for column in zip(*shares, strict=True))
    sys.stdout.write(
        f"T={n_tokens}: {n_sites} sites in {statistics.median(walls):.2f} s, {threads.n_threads()} threads, "
        f"{statistics.median(naive):.1f} times as fast as one forward per site; the sgemm alone takes "
        f"{of_wall:.0f} % of the time and {of_processor:.0f} % of the processor's\n"
    )
    for component, ratios in per_site.items():
        ratio = statistics.median(ratios)
        sys.stdout.write(f"    {component.value:13} {ratio:.2f} times the residual sweep per site\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cache", type=Path)
    parser.add_argument("tokens", type=int, nargs="*", default=[16, 64])
    parser.add_argument("--rounds", type=int, default=5)
    wish = parser.parse_args()
    threads.set_threads()
    model = Model(open_weights(wish.cache))
    for n_tokens in wish.tokens:
        measure(model, n_tokens, wish.rounds)


if __name__ == "__main__":
    main()
