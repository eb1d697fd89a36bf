"""Checks that run with every request, on its own prompts, and are shown with its result."""

from __future__ import annotations

import numpy as np

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.results import EffectScale, SelfTest
from holysheep_desktop.engine.patching.effects import Metric
from holysheep_desktop.engine.patching.layer_output import LayerOutputEdit, patch_layer
from holysheep_desktop.engine.patching.runs import CapturedRun, Move, ShouldStop
from holysheep_desktop.engine.patching.sweep import LogitDifference
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Array
from holysheep_desktop.engine.transformer.network import Network

LOGIT_TOLERANCE = 1e-4
METRIC_TOLERANCE = 1e-3
ROUNDINGS = 64
"""Units of rounding that a deviation may have in half precision, where both tolerances are far below one."""


def logit_tolerance(model: Network) -> float:
    """1e-4 in float32."""
    return max(LOGIT_TOLERANCE, ROUNDINGS * model.rounding)


def metric_tolerance(model: Network) -> float:
    """1e-3 in float32."""
    return max(METRIC_TOLERANCE, ROUNDINGS * model.rounding)


def run_self_tests(
    model: Network,
    move: Move,
    layer: int,
    metric: Metric,
    logit_difference: LogitDifference,
    should_stop: ShouldStop,
) -> tuple[SelfTest, ...]:
    """All checks, for the noising `move`."""
    return (
        self_patch(model, move, layer, should_stop),
        all_positions_patch(model, move, layer, metric, logit_difference, should_stop),
        *hooked_run(model, move, layer, logit_difference, should_stop),
        tokens_as_ids(model, move.base, move.source),
    )


def self_patch(model: Network, move: Move, layer: int, should_stop: ShouldStop) -> SelfTest:
    """max |Δ logit| over the vocabulary when the layer's output is replaced by itself at every position."""
    last = patch_layer(model, move.onto_itself(), Component.LAYER_OUTPUT, layer, should_stop)
    return _deviation("self_patch", _largest(model.logits(last) - move.base.logits), logit_tolerance(model))


def all_positions_patch(
    model: Network,
    move: Move,
    layer: int,
    metric: Metric,
    logit_difference: LogitDifference,
    should_stop: ShouldStop,
) -> SelfTest:
    """The stream after the layer replaced at all positions must give the other run's answer: effect 1.

    Without a scale the difference of the metric to the other run, expected 0, takes the effect's place. With
    unpaired or re-paired tokens «all positions» does not exist: then the comparison run is resumed from its
    own stream after the layer, and the largest difference of its logits is given.
    """
    n = move.base.length
    if move.source.length != n or move.pairs != tuple((i, i) for i in range(n)):
        resumed = Move(move.way, move.source, move.base, (), 0).onto_itself()
        last = patch_layer(model, resumed, Component.RESID_POST, layer, should_stop)
        deviation = _largest(model.logits(last) - move.source.logits)
        return _deviation("resumed_comparison_run", deviation, logit_tolerance(model))
    tolerance = metric_tolerance(model)
    whole = Move(move.way, move.base, move.source, move.pairs, 0)
    last = patch_layer(model, whole, Component.RESID_POST, layer, should_stop)
    patched = float(logit_difference(last[None])[0])
    if metric.scale is EffectScale.RAW:
        return _deviation("all_positions_patch_raw", abs(patched - metric.comparison), tolerance)
    effect = float(metric.effect(Way.NOISING, patched))
    return SelfTest("all_positions_patch", effect, tolerance, abs(effect - 1.0) <= tolerance)


def hooked_run(
    model: Network, move: Move, layer: int, logit_difference: LogitDifference, should_stop: ShouldStop
) -> tuple[SelfTest, SelfTest]:
    """A whole forward pass with the layer's output replaced by a hook.

    How often the hook fired for each of its two values, and how far the metric lies from that of the
    shortened computation that the result uses.
    """
    edit = LayerOutputEdit(move, layer)
    run = model.run(np.array(move.base.ids), edit=edit, should_stop=should_stop)
    full = float(logit_difference(run.resid[-1:])[0])
    last = patch_layer(model, move, Component.LAYER_OUTPUT, layer, should_stop)
    short = float(logit_difference(last[None])[0])
    return hook_count(edit), _deviation("full_run_agrees", abs(full - short), metric_tolerance(model))


def hook_count(edit: LayerOutputEdit) -> SelfTest:
    """How often each of the two values was replaced in the one run that the edit was made for."""
    fired = max(edit.calls.values(), key=lambda count: abs(count - 1))
    return SelfTest("hook_fired_once", float(fired), 0.0, fired == 1)


def tokens_as_ids(model: Network, *runs: CapturedRun) -> SelfTest:
    """Tokens whose embedding in the captured run is not exactly that of their id: 0, or some were changed."""
    wrong = 0
    for run in runs:
        seen = run.values[hooks.EMBED]
        expected = model.embed(np.array([token.id for token in run.tokens]))
        wrong += int((seen != expected).any(axis=1).sum()) if seen.shape == expected.shape else run.length
    return SelfTest("tokens_as_ids", float(wrong), 0.0, wrong == 0)


def _deviation(name: str, value: float, tolerance: float) -> SelfTest:
    return SelfTest(name, value, tolerance, value <= tolerance)


def _largest(difference: Array) -> float:
    return float(np.abs(difference).max())
