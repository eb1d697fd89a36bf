"""The options of `holysheep-gateway batch`: what is asked of every prompt."""

from __future__ import annotations

import argparse
from pathlib import Path

from holysheep_desktop.core.batches.batch import BatchSettings
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import Metric, ModelInfo, SaeInfo
from holysheep_desktop.core.requests import (
    MAX_TOKENS_LIMIT,
    TOP_K_LIMIT,
    FeatureOptions,
    Generation,
    PatchOptions,
)
from holysheep_desktop.errors import EngineOptionError

USUAL_TOP_K = 50
USUAL_ANSWER = 16
_MOST_BLOCK = 10_000
_QUESTION = (
    "features", "layer", "sae_id", "top_k", "max_tokens", "patch_layer", "metric", "block", "reports",
)  # fmt: skip


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
    add(
        "--no-features",
        action="store_false",
        dest="features",
        default=None,
        help="answers, and patching if it is asked for, alone; of a model without SAE that is all",
    )
    add(
        "--layer",
        type=_whole(0, 10_000),
        default=None,
        help="layer to read (default: that of the model's SAEs that is nearest to two thirds of its depth)",
    )
    add("--sae-id", default=None, help="the SAE to read with (default: the first of that layer)")
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


def settings_of(options: argparse.Namespace, name: str, model: ModelInfo) -> BatchSettings:
    """What every prompt is asked; raises EngineOptionError where the model cannot do it."""
    settings = BatchSettings(
        Endpoint(EndpointKind.CUSTOM, "", name),
        model.id,
        _features(options, model),
        Generation(_or(options.max_tokens, USUAL_ANSWER)),
        _patching(options, model),
    )
    if settings.features is None and settings.patching is None and not settings.generation.max_tokens:
        raise EngineOptionError("neither features nor patching nor an answer is asked for")
    return settings


def _features(options: argparse.Namespace, model: ModelInfo) -> FeatureOptions | None:
    if options.features is False:
        return None
    sae = _sae(options, model)
    return None if sae is None else FeatureOptions(sae.layer, _or(options.top_k, USUAL_TOP_K), sae.sae_id)


def _sae(options: argparse.Namespace, model: ModelInfo) -> SaeInfo | None:
    """The one that is named, else the model's usual one, if it has any."""
    if options.layer is None and options.sae_id is None:
        return model.usual_sae()
    saes = model.capabilities.saes
    for sae in saes:
        if options.layer in {None, sae.layer} and options.sae_id in {None, sae.sae_id}:
            return sae
    known = ", ".join(f"{sae.sae_id} (layer {sae.layer})" for sae in saes) or "none"
    raise EngineOptionError(f"{model.id} has no such SAE; it has: {known}")


def _patching(options: argparse.Namespace, model: ModelInfo) -> PatchOptions | None:
    if options.patch_layer is None:
        return None
    n_layers = model.capabilities.n_layers
    if n_layers is not None and options.patch_layer >= n_layers:
        raise EngineOptionError(f"{model.id} has no layer {options.patch_layer}; the last is {n_layers - 1}")
    return PatchOptions("", options.patch_layer, Metric(options.metric or Metric.LOGIT_DIFF))


def _or(value: int | None, usual: int) -> int:
    return usual if value is None else value


def _whole(least: int, most: int):  # noqa: ANN202 - argparse names no type for this
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
            raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}")
        return int(text)

    return number
