"""Sweeps against one full forward pass per site and against the arithmetic that they need, in turns.

    python tests/benchmarks/bench_patching.py CACHE_DIR [tokens …] [--rounds N] [--busy N]

`CACHE_DIR` holds the converted weights (they are made there if need be). Every round times one forward pass
with an edit, the unit of the naive sweep; one residual sweep; the same rows through the four weight matrices
of a block and nothing else (the sgemm that the arithmetic needs); with up to 16 tokens, one sweep of each
other component, the choice of its neurons or features included. With `--busy N` every round sweeps once more
beside N processes that never rest, where a fair share of the cores means (n + N) / cores times as long for n
threads, or once. Printed are medians over the rounds, ratios first: times under load mean little.

Per site every component takes at most 1.5 times what the residual sweep takes, but for two. A head at all
positions is patched from the first difference of the prompts on, so each of its sites carries every row of
the prompt, where those of one position carry half of them in the mean. The features of a site are chosen by
the gradient in both runs and by encoding every token of both; this is shared by the sites of the three layers
alone that have an SAE.

18 × 256 takes minutes: `256 --rounds 1`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))
from fakes.patching_cases import captured, never, tokens_of

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnswerTokenIds, PatchOptions, Way
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary, SaeModel
from holysheep_desktop.engine.patching.cone import MOST_ROWS
from holysheep_desktop.engine.patching.map_plan import plan_maps
from holysheep_desktop.engine.patching.maps import exact_differences, map_sweep
from holysheep_desktop.engine.patching.prompts import PromptPair
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.patching.sweep import Place, Sweep
from holysheep_desktop.engine.transformer import threads
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import load_tokenizer
from holysheep_desktop.engine.weights.weights import Weights, open_weights
from holysheep_desktop.resources_path import resource_path

Found = TypeVar("Found")

OTHERS = (
    Component.RESID_MID,
    Component.ATTN_OUT,
    Component.MLP_OUT,
    Component.LAYER_OUTPUT,
    Component.HEAD,
    Component.HEAD_ALL_POSITIONS,
    Component.NEURON,
    Component.SAE_FEATURE,
)
OTHERS_UP_TO = 16
ANSWERS = AnswerTokenIds(1000, 2000)


def timed(work: Callable[[], Found]) -> tuple[float, float, Found]:
    """Wall and processor seconds, and what was found."""
    wall, processor = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - wall, time.process_time() - processor, found


def library_of(cache: Path, weights: Weights) -> SaeLibrary:
    shape = SaeModel(("gemma-3-270m",), weights.config.n_layers, weights.config.d_model)
    return SaeLibrary.open([resource_path("saes")], shape, FileHashes(cache), load_tokenizer(weights))


def random_study(model: Model, n_tokens: int) -> Study:
    rng = np.random.default_rng(n_tokens)
    a, b = ([2, *rng.integers(1000, 50_000, n_tokens - 1).tolist()] for _ in range(2))
    last = n_tokens - 1
    prompts = PromptPair(tokens_of(a), tokens_of(b), align(a, b), (last, last))
    options = PatchOptions("", 0, answers=ANSWERS)
    return Study.of(model, prompts, (captured(model, a), captured(model, b)), options, never)


def residual_sweep(study: Study) -> Sweep:
    places = tuple(Place.of(Component.RESID_PRE, layer) for layer in range(study.model.config.n_layers))
    return Sweep(study.model, study.moves[Way.NOISING], places, study.measure(Way.NOISING), never)


def sites_patched(study: Study, library: SaeLibrary, component: Component) -> int:
    """Patch every site of a component in the noising way; returns how many sites there are."""
    layers = tuple(range(study.model.config.n_layers))
    plan = plan_maps(study, PatchOptions("", 0, components=(component,), sweep=True), layers, library)
    sweep = map_sweep(study, Way.NOISING, plan, ignore)
    found = exact_differences(study, sweep, plan)[component]
    late = [i for i, _ in sweep.move.pairs if i >= sweep.move.first]
    is_whole = component is Component.HEAD_ALL_POSITIONS
    return sum(row.shape[1] * (1 if is_whole else len(late)) for row in found if row is not None)


def ignore(rows: int) -> None:
    """Nobody asks how far it is."""


@contextmanager
def busy_processes(count: int) -> Generator[None, None, None]:
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


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


def measure(model: Model, library: SaeLibrary, n_tokens: int, rounds: int, busy: int) -> None:
    study = random_study(model, n_tokens)
    residual = residual_sweep(study)
    arithmetic = products(model, residual.work)
    n_sites = model.config.n_layers * (n_tokens - residual.move.first)
    shares: list[tuple[float, float]] = []
    naive: list[float] = []
    walls: list[float] = []
    slowed: list[float] = []
    per_site: dict[Component, list[float]] = {c: [] for c in OTHERS if n_tokens <= OTHERS_UP_TO}
    for _ in range(rounds):
        ids = np.array(residual.move.base.ids)
        forward, _, _ = timed(lambda: model.run(ids, edit=lambda name, value: None))  # noqa: B023
        needed, needed_processor, _ = timed(arithmetic)
        wall, processor, _ = timed(residual.run)
        shares.append((needed / wall, needed_processor / processor))
        naive.append(n_sites * forward / wall)
        walls.append(wall)
        if busy:
            with busy_processes(busy):
                slowed.append(timed(residual.run)[0] / wall)
        for component, ratios in per_site.items():
            took, _, n_others = timed(lambda: sites_patched(study, library, component))  # noqa: B023
            ratios.append(took / n_others / (wall / n_sites))
    of_wall, of_processor = (100 * statistics.median(column) for column in zip(*shares, strict=True))
    sys.stdout.write(
        f"T={n_tokens}: {n_sites} sites in {statistics.median(walls):.2f} s, {threads.n_threads()} threads, "
        f"{statistics.median(naive):.1f} times as fast as one forward per site; the sgemm alone takes "
        f"{of_wall:.0f} % of the time and {of_processor:.0f} % of the processor's\n"
    )
    if slowed:
        fair = max(1.0, (threads.n_threads() + busy) / threads.cores())
        times = statistics.median(slowed)
        sys.stdout.write(f"    {times:.2f} times as long beside {busy} busy processes, {fair:.2f} is fair\n")
    for component, ratios in per_site.items():
        ratio = statistics.median(ratios)
        sys.stdout.write(f"    {component.value:18} {ratio:.2f} times the residual sweep per site\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cache", type=Path)
    parser.add_argument("tokens", type=int, nargs="*", default=[16, 64])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--busy", type=int, default=0)
    wish = parser.parse_args()
    threads.set_threads()
    weights = open_weights(wish.cache)
    model, library = Model(weights), library_of(wish.cache, weights)
    for n_tokens in wish.tokens:
        measure(model, library, n_tokens, wish.rounds, wish.busy)


if __name__ == "__main__":
    main()
