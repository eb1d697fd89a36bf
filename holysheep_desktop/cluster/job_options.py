"""The options of `holysheep-gateway batch`: what is asked of every prompt."""

from __future__ import annotations

import argparse
from pathlib import Path

from holysheep_desktop.core.batches.batch import BatchSettings
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import Metric
from holysheep_desktop.core.requests import (
    MAX_TOKENS_LIMIT,
    TOP_K_LIMIT,
    FeatureOptions,
    Generation,
    PatchOptions,
)

USUAL_LAYER = 12
USUAL_TOP_K = 50
USUAL_ANSWER = 16
_MOST_BLOCK = 10_000
_QUESTION = ("layer", "sae_id", "top_k", "max_tokens", "patch_layer", "metric", "block", "reports")


def add_batch_options(parser: argparse.ArgumentParser) -> None:
    """Every option of the question stands at None, so that a job that goes on can refuse it."""
    add = parser.add_argument
    add("folder", type=Path, help="folder of the job; with several machines one that all of them share")
    add(
        "--prompts",
        type=Path,
        default=None,
        help="list that begins a new job: .txt, .csv, .jsonl, or .parquet with the columns prompt and "
        "comparison; without it the job in the folder goes on",
    )
    add("--layer", type=_whole(0, 10_000), default=None, help=f"layer to read (default: {USUAL_LAYER})")
    add("--sae-id", default=None, help="the SAE to read with (default: the model's own of that layer)")
    add(
        "--top-k", type=_whole(1, TOP_K_LIMIT), default=None, help=f"features listed (default: {USUAL_TOP_K})"
    )
    add(
        "--max-tokens",
        type=_whole(0, MAX_TOKENS_LIMIT),
        default=None,
        help=f"tokens of each answer (default: {USUAL_ANSWER})",
    )
    add(
        "--patch-layer",
        type=_whole(0, 10_000),
        default=None,
        help="also compare each pair by patching this layer (default: no patching)",
    )
    add("--metric", choices=[metric.value for metric in Metric], default=None, help="what patching measures")
    add(
        "--block",
        type=_whole(1, _MOST_BLOCK),
        default=None,
        help="prompts that are kept together (default: 16, more in a list above 32,000)",
    )
    add(
        "--reports",
        action="store_true",
        default=None,
        help="keep the whole result of each prompt too; it fills far more of the disk than the table",
    )


def is_question_given(options: argparse.Namespace) -> bool:
    """Whether any option says what is to be asked."""
    return any(getattr(options, name) is not None for name in _QUESTION)


def settings_of(options: argparse.Namespace, name: str) -> BatchSettings:
    """What every prompt is asked; the model is the one that the engine serves."""
    patching = None
    if options.patch_layer is not None:
        patching = PatchOptions("", options.patch_layer, Metric(options.metric or Metric.LOGIT_DIFF))
    return BatchSettings(
        Endpoint(EndpointKind.CUSTOM, "", name),
        "",
        FeatureOptions(_or(options.layer, USUAL_LAYER), _or(options.top_k, USUAL_TOP_K), options.sae_id),
        Generation(_or(options.max_tokens, USUAL_ANSWER)),
        patching,
    )


def _or(value: int | None, usual: int) -> int:
    return usual if value is None else value


def _whole(least: int, most: int):  # noqa: ANN202 - argparse names no type for this
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
            raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}")
        return int(text)

    return number
