"""Requests and token sequences for patching tests on the tiny model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from fakes import naive_gemma
from fakes.tiny_gemma import BOS, tiny_model, tiny_tokenizer

from holysheep_desktop.core.models import Component, HookPoint
from holysheep_desktop.core.requests import AnalysisRequest, Generation, PatchOptions, user_message
from holysheep_desktop.core.results import Label, PatchAnalysis
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.engine.analysis.prompt_run import read_prompt_text
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching import analyse_patching
from holysheep_desktop.engine.patching.runs import CapturedRun, run_and_capture
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.errors import PatchTargetError

SITE_OF = {
    Component.RESID_PRE: ("hook_resid_pre",),
    Component.RESID_MID: ("hook_resid_mid",),
    Component.RESID_POST: ("hook_resid_post",),
    Component.ATTN_OUT: ("hook_attn_out",),
    Component.MLP_OUT: ("hook_mlp_out",),
    Component.LAYER_OUTPUT: ("hook_attn_out", "hook_mlp_out"),
}


def never() -> bool:
    return False


def tokens_of(ids: Sequence[int]) -> tuple[Token, ...]:
    return tuple(Token(i, f"t{i}", k, k + 1, i == BOS) for k, i in enumerate(ids))


def captured(model: Model, ids: Sequence[int]) -> CapturedRun:
    layers = range(model.config.n_layers)
    return run_and_capture(model, tokens_of(ids), layers, never, neuron_layers=layers)


def naive_patched(
    model: Model,
    base: Sequence[int],
    source: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    names: Sequence[str],
    *,
    column: int | None = None,
) -> naive_gemma.Array:
    """Logits of a full run over `base` in which the named values are those of `source` at the pairs; with
    `column` only that head or neuron of them."""
    theirs = naive_gemma.values(model, source)

    def edit(name: str, value: naive_gemma.Array) -> naive_gemma.Array:
        if name not in names:
            return value
        patched = value.copy()
        for i, j in pairs:
            if column is None:
                patched[i] = theirs[name][j]
            else:
                patched[i, column] = theirs[name][j, column]
        return patched

    return naive_gemma.logits(model, base, edit)


class NoDictionaries:
    """A model without SAEs."""

    def sae_at(self, layer: int) -> Sae | None:
        return None

    def sae(self, sae_id: str) -> Sae:
        raise PatchTargetError("extra_body.sae_id", f"no SAE {sae_id}")

    def label(self, sae_id: str, feature: int) -> Label | None:
        return None

    def mean_at(self, layer: int) -> np.ndarray | None:
        return None


class OneDictionary(NoDictionaries):
    """One random SAE of the tiny model."""

    def __init__(self, layer: int = 1, hook_point: HookPoint = HookPoint.RESID_POST, width: int = 16) -> None:
        rng = np.random.default_rng(11)
        d = tiny_model().config.d_model
        self.only = Sae(
            "tiny/sae", layer, hook_point,
            rng.normal(size=(d, width)).astype(np.float32), np.zeros(width, np.float32),
            rng.normal(size=(width, d)).astype(np.float32), np.zeros(d, np.float32),
            np.zeros(width, np.float32),
        )  # fmt: skip

    def sae_at(self, layer: int) -> Sae | None:
        return self.only if layer == self.only.layer else None

    def sae(self, sae_id: str) -> Sae:
        return self.only if sae_id == self.only.sae_id else super().sae(sae_id)

    def label(self, sae_id: str, feature: int) -> Label | None:
        return Label(f"feature {feature} of {sae_id}")


def tiny_request(
    original: str, comparison: str, layer: int = 1, *, max_tokens: int = 3, seed: int = 0, **options: Any
) -> AnalysisRequest:
    return AnalysisRequest(
        "tiny",
        user_message(original),
        Generation(max_tokens=max_tokens, seed=seed),
        patching=PatchOptions(comparison, layer, **options),
    )


def analyse_tiny(
    original: str, comparison: str, layer: int = 1, *, dictionaries: Any = None, **options: Any
) -> PatchAnalysis:
    tokenizer = tiny_tokenizer()
    return analyse_patching(
        tiny_model(), tokenizer, dictionaries or NoDictionaries(),
        read_prompt_text(tokenizer, original).tokens,
        tiny_request(original, comparison, layer, **options),
        report_nothing, never,
    )  # fmt: skip
