"""Heads at all positions, and neurons and features by position, against whole runs of the naive model."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fakes import naive_gemma
from fakes.patching_cases import NoDictionaries, OneDictionary, analyse_tiny, naive_patched
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.effect_maps import map_of
from holysheep_desktop.core.models import Component, HookPoint
from holysheep_desktop.core.requests import AnswerTokenIds, Method, Way
from holysheep_desktop.core.results import EffectMap, PatchAnalysis
from holysheep_desktop.engine.transformer.gradients import gradients
from holysheep_desktop.errors import PatchTargetError

MODEL, TOKENIZER = tiny_model(), tiny_tokenizer()
ORIGINAL, COMPARISON, LONGER = "abcdefgh", "abxdefyh", "abxxdefyyh"
ANSWERS = AnswerTokenIds(39, 31)
OTHERS = pytest.mark.parametrize("comparison", [COMPARISON, LONGER])


def ids(text: str) -> list[int]:
    return TOKENIZER.encode(text).ids


def swept(component: Component, comparison: str = COMPARISON, **options: Any) -> PatchAnalysis:
    wish = {"answers": ANSWERS, "sweep": True, "components": (component,)}
    return analyse_tiny(ORIGINAL, comparison, 1, **wish, **options)


def the_map(found: PatchAnalysis, component: Component) -> EffectMap:
    drawn = map_of(found, component)
    assert drawn is not None
    return drawn


def sides(comparison: str, way: Way) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    a, b = ids(ORIGINAL), ids(comparison)
    pairs = list(align(a, b).pairs)
    return (a, b, pairs) if way is Way.NOISING else (b, a, [(j, i) for i, j in pairs])


def difference(logits: np.ndarray) -> float:
    return float(logits[ANSWERS.original] - logits[ANSWERS.comparison])


def effect(base: list[int], source: list[int], patched: np.ndarray) -> float:
    start, end = (difference(naive_gemma.logits(MODEL, run)) for run in (base, source))
    return (difference(patched) - start) / (end - start)


@OTHERS
@pytest.mark.parametrize("way", [Way.NOISING, Way.DENOISING])
def test_that_a_head_is_patched_at_all_aligned_positions_at_once(comparison: str, way: Way) -> None:
    found = the_map(swept(Component.HEAD_ALL_POSITIONS, comparison), Component.HEAD_ALL_POSITIONS)
    assert (found.positions, found.heads, found.layers) == ((), (0, 1), (0, 1, 2))
    base, source, pairs = sides(comparison, way)
    for layer in range(CONFIG.n_layers):
        for head in range(CONFIG.n_heads):
            patched = naive_patched(MODEL, base, source, pairs, [f"blocks.{layer}.attn.hook_z"], column=head)
            value = getattr(found, way.value)[layer][head]
            assert value == pytest.approx(effect(base, source, patched), abs=1e-4)


def test_that_the_attribution_of_a_head_everywhere_is_the_sum_over_positions() -> None:
    both = analyse_tiny(
        ORIGINAL, COMPARISON, 1, answers=ANSWERS, sweep=True, method=Method.ATTRIBUTION,
        components=(Component.HEAD, Component.HEAD_ALL_POSITIONS),
    )  # fmt: skip
    one, whole = the_map(both, Component.HEAD), the_map(both, Component.HEAD_ALL_POSITIONS)
    assert one.noising is not None
    assert whole.noising is not None
    sums = np.array(one.noising, np.float64).sum(axis=1).reshape(CONFIG.n_layers, CONFIG.n_heads)
    np.testing.assert_allclose(np.array(whole.noising), sums, atol=1e-6)


def noising_attribution(comparison: str, layer: int) -> np.ndarray:
    """(n_pairs, d_mlp), by the definition."""
    name = f"blocks.{layer}.mlp.hook_post"
    a, b, pairs = sides(comparison, Way.NOISING)
    slope = gradients(MODEL, a, {ANSWERS.original: 1.0, ANSWERS.comparison: -1.0}).grads[name]
    ours, theirs = (naive_gemma.values(MODEL, run)[name] for run in (a, b))
    return np.stack([(theirs[j] - ours[i]) * slope[i] for i, j in pairs])


@OTHERS
@pytest.mark.parametrize("way", [Way.NOISING, Way.DENOISING])
def test_that_a_cell_of_neurons_patches_the_strongest_at_that_token_alone(comparison: str, way: Way) -> None:
    found = the_map(swept(Component.NEURON, comparison, neuron_top_k=3), Component.NEURON)
    base, source, pairs = sides(comparison, way)
    originals = [i for i, _ in sides(comparison, Way.NOISING)[2]]
    for layer in range(CONFIG.n_layers):
        chosen = np.argsort(-np.abs(noising_attribution(comparison, layer)), axis=1)[:, :3]
        for row, (i, j) in enumerate(pairs):
            if i < 3:
                continue
            theirs = naive_gemma.values(MODEL, source)[f"blocks.{layer}.mlp.hook_post"]

            def edit(
                at: str, value: np.ndarray, i: int = i, j: int = j, layer: int = layer,
                members: np.ndarray = chosen[row], theirs: np.ndarray = theirs,
            ) -> np.ndarray:  # fmt: skip
                if at != f"blocks.{layer}.mlp.hook_post":
                    return value
                moved = value.copy()
                moved[i, members] = theirs[j, members]
                return moved

            expected = effect(base, source, naive_gemma.logits(MODEL, base, edit))
            value = getattr(found, way.value)[layer][originals[row]]
            assert value == pytest.approx(expected, abs=1e-4), (layer, i)


@pytest.mark.parametrize("hook_point", list(HookPoint))
def test_that_a_cell_of_features_moves_the_strongest_along_their_directions(hook_point: HookPoint) -> None:
    dictionaries = OneDictionary(1, hook_point)
    found = the_map(
        swept(Component.SAE_FEATURE, dictionaries=dictionaries, neuron_top_k=2), Component.SAE_FEATURE
    )
    sae, name = dictionaries.only, f"blocks.1.hook_{hook_point.value}"
    a, b = ids(ORIGINAL), ids(COMPARISON)
    ours, theirs = (naive_gemma.values(MODEL, run)[name].astype(np.float32) for run in (a, b))
    slope = gradients(MODEL, a, {ANSWERS.original: 1.0, ANSWERS.comparison: -1.0}).grads[name]
    change = sae.encode(theirs) - sae.encode(ours)
    attribution = change * (slope @ sae.w_dec.T)
    assert found.noising is not None
    for position in (3, 7, 8):
        chosen = np.argsort(-np.abs(attribution[position]), kind="stable")[:2]
        added = change[position, chosen] @ sae.w_dec[chosen]

        def edit(
            at: str, value: np.ndarray, position: int = position, added: np.ndarray = added
        ) -> np.ndarray:
            if at != name:
                return value
            moved = value.copy()
            moved[position] += added
            return moved

        expected = effect(a, b, naive_gemma.logits(MODEL, a, edit))
        assert found.noising[1][position] == pytest.approx(expected, abs=1e-4)


def test_that_layers_without_an_sae_have_rows_without_numbers() -> None:
    found = the_map(swept(Component.SAE_FEATURE, dictionaries=OneDictionary(1)), Component.SAE_FEATURE)
    assert found.layers == (0, 1, 2)
    assert found.noising is not None
    assert {value for row in (0, 2) for value in found.noising[row]} == {None}
    assert None not in found.noising[1]


def test_that_a_map_of_features_needs_an_sae_somewhere() -> None:
    with pytest.raises(PatchTargetError) as refused:
        swept(Component.SAE_FEATURE, dictionaries=NoDictionaries())
    assert refused.value.param == "extra_body.activation_patching.components"


def test_that_the_attribution_of_a_set_is_the_sum_of_its_members() -> None:
    found = swept(Component.NEURON, neuron_top_k=3, method=Method.ATTRIBUTION)
    assert found.map_baseline is not None
    scale = found.map_baseline.comparison - found.map_baseline.original
    drawn = the_map(found, Component.NEURON)
    assert drawn.noising is not None
    assert drawn.noising[1][:3] == (0.0, 0.0, 0.0)
    for position in (3, 7, 8):
        each = noising_attribution(COMPARISON, 1)[position]
        expected = each[np.argsort(-np.abs(each))[:3]].sum() / scale
        assert drawn.noising[1][position] == pytest.approx(expected, abs=1e-5)


def test_that_the_attribution_of_a_feature_is_its_change_along_the_gradient() -> None:
    dictionaries = OneDictionary(1)
    found = swept(Component.SAE_FEATURE, dictionaries=dictionaries, neuron_top_k=1, method=Method.ATTRIBUTION)
    assert found.map_baseline is not None
    scale = found.map_baseline.comparison - found.map_baseline.original
    a, b = ids(ORIGINAL), ids(COMPARISON)
    name, sae = "blocks.1.hook_resid_post", dictionaries.only
    ours, theirs = (naive_gemma.values(MODEL, run)[name].astype(np.float32) for run in (a, b))
    slope = gradients(MODEL, a, {ANSWERS.original: 1.0, ANSWERS.comparison: -1.0}).grads[name]
    each = (sae.encode(theirs) - sae.encode(ours)) * (slope @ sae.w_dec.T)
    drawn = the_map(found, Component.SAE_FEATURE)
    assert drawn.noising is not None
    for position in (7, 8):
        expected = each[position][np.abs(each[position]).argmax()] / scale
        assert drawn.noising[1][position] == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    "component",
    [c for c in Component if c is not Component.SAE_FEATURE],
)
def test_that_every_map_has_controls_and_a_whole_run_that_agrees(component: Component) -> None:
    found = swept(component, LONGER, controls=25)
    control = next(c for c in found.controls if c.claim == f"map:{component}")
    assert (control.n, len(control.effects)) == (25, 25)
    assert control.percentile_95 is not None
    assert control.percentile_95 > 0
    check = next(test for test in found.self_tests if test.name == f"map_agrees:{component}")
    assert check.passed
    assert check.value < 1e-3


def test_that_a_map_of_features_has_controls_and_a_whole_run_that_agrees() -> None:
    found = swept(Component.SAE_FEATURE, dictionaries=OneDictionary(1), controls=20)
    assert next(c.n for c in found.controls if c.claim == "map:sae_feature") == 20
    assert next(test.passed for test in found.self_tests if test.name == "map_agrees:sae_feature")


@pytest.mark.parametrize("method", list(Method))
def test_that_a_prompt_that_only_goes_on_has_maps_of_exact_zeros(method: Method) -> None:
    found = analyse_tiny(
        ORIGINAL, ORIGINAL + "xy", 1, answers=ANSWERS, sweep=True, components=tuple(Component), method=method,
        dictionaries=OneDictionary(1), site=None,
    )  # fmt: skip
    assert {effects.component for effects in found.maps} == set(Component)
    for effects in found.maps:
        for matrix in (effects.noising, effects.denoising):
            assert matrix is not None
            assert {value for row in matrix for value in row} <= {0.0, None}
    assert [test.name for test in found.self_tests if not test.passed] == []
