"""The self-test of a map: it passes for what the engine draws, and notices a number that is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.patching_cases import NoDictionaries, captured, never, tiny_request, tokens_of
from fakes.tiny_gemma import tiny_model

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnswerTokenIds, Method, Way
from holysheep_desktop.core.results import EffectMap
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.engine.patching.map_checks import check_map
from holysheep_desktop.engine.patching.map_drawing import MapDrawing
from holysheep_desktop.engine.patching.map_plan import MapPlan, plan_maps
from holysheep_desktop.engine.patching.prompts import pair_prompts
from holysheep_desktop.engine.patching.study import Study

MODEL = tiny_model()
IDS, OTHER = [2, 20, 21, 22, 23, 24], [2, 20, 40, 22, 41, 24]
LAYERS = (0, 1, 2)


def drawn(component: Component, way: Way, method: Method = Method.EXACT) -> tuple[Study, MapPlan, EffectMap]:
    request = tiny_request(
        "a", "b", answers=AnswerTokenIds(39, 31), sweep=True, components=(component,), method=method
    )
    options = request.patching
    assert options is not None
    prompts = pair_prompts(options, tokens_of(IDS), tokens_of(OTHER))
    study = Study.of(MODEL, prompts, (captured(MODEL, IDS), captured(MODEL, OTHER)), options, never)
    plan = plan_maps(study, options, LAYERS, NoDictionaries())
    (effects,) = MapDrawing(study, plan, (way,), report_nothing, is_sweep=True).draw()
    return study, plan, effects


COMPONENTS = [c for c in Component if c is not Component.SAE_FEATURE]


@pytest.mark.parametrize("way", [Way.NOISING, Way.DENOISING])
@pytest.mark.parametrize("component", COMPONENTS)
def test_that_a_map_agrees_with_a_whole_run_until_a_number_is_changed(component: Component, way: Way) -> None:
    study, plan, effects = drawn(component, way)
    sound = check_map(study, plan, effects)
    assert sound is not None
    assert sound.passed

    matrix = getattr(effects, way.value)
    strongest = max((abs(value), row, column) for row, line in enumerate(matrix)
                    for column, value in enumerate(line) if value is not None)  # fmt: skip
    _, row, column = strongest
    wrong = [list(line) for line in matrix]
    wrong[row][column] *= 1.01
    tampered = replace(effects, **{way.value: tuple(tuple(line) for line in wrong)})
    broken = check_map(study, plan, tampered)
    assert broken is not None
    assert not broken.passed


def test_that_no_whole_run_is_held_against_an_estimate() -> None:
    assert check_map(*drawn(Component.MLP_OUT, Way.NOISING, Method.ATTRIBUTION)) is None
