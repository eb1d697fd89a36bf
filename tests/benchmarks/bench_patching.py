"""The sweep against one full forward pass per site, in the same process, in turns.

    python tests/benchmarks/bench_patching.py CACHE_DIR [rounds]

`CACHE_DIR` holds the converted weights (they are made there if need be). Every round times one forward pass
with an edit, the unit of the naive sweep, and one sweep of the residual stream; the ratio is sites × forward
÷ sweep, and its median over the rounds is what counts.
"""

from __future__ import annotations

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
from holysheep_desktop.engine.patching.runs import Move, moves
from holysheep_desktop.engine.patching.sweep import Place, Sweep
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.transformer.threads import set_threads
from holysheep_desktop.engine.weights.weights import open_weights

COMPONENTS = (Component.RESID_PRE, Component.ATTN_OUT, Component.MLP_OUT, Component.RESID_MID, Component.HEAD)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def random_move(model: Model, n_tokens: int, first: int) -> Move:
    rng = np.random.default_rng(n_tokens)
    a = [2, *rng.integers(1000, 50_000, n_tokens - 1).tolist()]
    b = [*a[:first], *rng.integers(1000, 50_000, n_tokens - first).tolist()]
    return moves(captured(model, a), captured(model, b), align(a, b))[Way.NOISING]


def compare(model: Model, move: Move, component: Component, rounds: int) -> None:
    layers = range(model.config.n_layers)
    answers = AnswerPair(1000, 2000, "user")
    places = tuple(Place.of(component, layer) for layer in layers)

    def difference(last: np.ndarray) -> np.ndarray:
        return answers.logit_difference(model, last)

    sweep = Sweep(model, move, places, difference, never)
    width = model.config.n_heads if component is Component.HEAD else 1
    sites = len(layers) * width * (move.base.length - move.first)
    ratios, walls, processor = [], [], []
    for _ in range(rounds):
        forward, _ = timed(lambda: model.run(np.array(move.base.ids), edit=lambda name, value: None))
        wall, used = timed(sweep.run)
        ratios.append(sites * forward / wall)
        walls.append(wall)
        processor.append(used)
    sys.stdout.write(
        f"{component:10} T={move.base.length:3} from {move.first:2}: {sites:5} sites, "
        f"{1000 * statistics.median(walls):7.0f} ms wall, "
        f"{1000 * statistics.median(processor):7.0f} ms processor, "
        f"{statistics.median(ratios):5.1f} times as fast as one forward per site\n"
    )


def main() -> None:
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    set_threads()
    model = Model(open_weights(Path(sys.argv[1])))
    for n_tokens, first in ((16, 1), (16, 10), (64, 40)):
        compare(model, random_move(model, n_tokens, first), Component.RESID_PRE, rounds)
    for component in COMPONENTS[1:]:
        compare(model, random_move(model, 16, 1), component, rounds)


if __name__ == "__main__":
    main()
