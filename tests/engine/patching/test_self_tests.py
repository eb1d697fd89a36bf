from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fakes.patching_cases import captured, never
from fakes.tiny_gemma import tiny_model

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.requests import Way
from holysheep_desktop.engine.patching import self_tests
from holysheep_desktop.engine.patching.answers import AnswerPair
from holysheep_desktop.engine.patching.effects import Metric
from holysheep_desktop.engine.patching.layer_output import LayerOutputEdit
from holysheep_desktop.engine.patching.runs import CapturedRun, Move, moves
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site

MODEL = tiny_model()
LAYER = 1
ANSWERS = AnswerPair(39, 31, "user")
IDS, OTHER = [2, 20, 21, 22, 23, 24], [2, 20, 40, 22, 41, 24]


def difference(last: np.ndarray) -> np.ndarray:
    return ANSWERS.logit_difference(MODEL, last)


def noising(base: CapturedRun, source: CapturedRun) -> Move:
    return moves(base, source, align(IDS, OTHER))[Way.NOISING]


def tampered(run: CapturedRun, site: Site) -> CapturedRun:
    """A run whose captured value is not what the model computed."""
    name = hooks.name(LAYER, site)
    return replace(run, values={**run.values, name: run.values[name] + np.float32(0.5)})


def metric_of(move: Move) -> Metric:
    ends = [float(difference(run.last[None])[0]) for run in (move.base, move.source)]
    return Metric(*ends)


def test_that_a_wrongly_captured_base_fails_the_self_patch() -> None:
    sound = noising(captured(MODEL, IDS), captured(MODEL, OTHER))
    broken = noising(tampered(captured(MODEL, IDS), Site.MLP_OUT), captured(MODEL, OTHER))
    assert self_tests.self_patch(MODEL, sound, LAYER, never).passed
    assert not self_tests.self_patch(MODEL, broken, LAYER, never).passed


def test_that_a_wrongly_captured_source_fails_the_patch_of_all_positions() -> None:
    sound = noising(captured(MODEL, IDS), captured(MODEL, OTHER))
    broken = noising(captured(MODEL, IDS), tampered(captured(MODEL, OTHER), Site.RESID_POST))
    # the stream after layer 1 is captured as the stream before layer 2
    name = hooks.name(LAYER + 1, Site.RESID_PRE)
    values = {at: value for at, value in broken.source.values.items() if at != name}
    broken = replace(broken, source=replace(broken.source, values=values))
    metric = metric_of(sound)
    for move, passes in ((sound, True), (broken, False)):
        test = self_tests.all_positions_patch(MODEL, move, LAYER, metric, difference, never)
        assert test.name == "all_positions_patch"
        assert test.passed is passes


def test_that_a_shortened_computation_that_differs_from_the_full_run_is_noticed() -> None:
    broken = noising(tampered(captured(MODEL, IDS), Site.RESID_PRE), captured(MODEL, OTHER))
    fired, agrees = self_tests.hooked_run(MODEL, broken, LAYER, difference, never)
    assert fired.passed
    assert not agrees.passed


@pytest.mark.parametrize(("runs", "passes"), [(0, False), (1, True), (2, False)])
def test_that_a_hook_must_fire_exactly_once(runs: int, passes: bool) -> None:
    move = noising(captured(MODEL, IDS), captured(MODEL, OTHER))
    edit = LayerOutputEdit(move, LAYER)
    for _ in range(runs):
        MODEL.run(np.array(IDS), edit=edit)
    test = self_tests.hook_count(edit)
    assert (test.value, test.passed) == (float(runs), passes)


def test_that_other_tokens_than_those_of_the_run_are_noticed() -> None:
    run, other = captured(MODEL, IDS), captured(MODEL, OTHER)
    mislabelled = replace(run, tokens=other.tokens)
    assert self_tests.tokens_as_ids(MODEL, run, other).passed
    # the third and the fifth token differ
    assert self_tests.tokens_as_ids(MODEL, mislabelled).value == 2.0
