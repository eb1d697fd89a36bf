"""An opened site: what both patched runs say, and what the site is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fakes import naive_gemma
from fakes.patching_cases import SITE_OF, OneDictionary, analyse_tiny, naive_patched
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.effect_maps import map_of
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnswerTokenIds, SiteChoice, Way
from holysheep_desktop.core.results import PatchedAnswer, SiteFinding
from holysheep_desktop.engine.decoding.decode import generate
from holysheep_desktop.engine.decoding.sampling import Sampling
from holysheep_desktop.errors import PatchTargetError

MODEL, TOKENIZER = tiny_model(), tiny_tokenizer()
ORIGINAL, COMPARISON, LONGER = "abcdefgh", "abxdefyh", "abxxdefyyh"
ANSWERS = AnswerTokenIds(39, 31)
LAYER, POSITION = 1, 7


def ids(text: str) -> list[int]:
    return TOKENIZER.encode(text).ids


def opened(
    component: Component = Component.MLP_OUT, comparison: str = COMPARISON, **options: Any
) -> SiteFinding:
    choice = SiteChoice(component, LAYER, options.pop("position", POSITION), options.pop("head", None))
    found = analyse_tiny(ORIGINAL, comparison, 2, answers=ANSWERS, site=choice, **options)
    assert [test.name for test in found.self_tests if not test.passed] == []
    assert "site_agrees" in {test.name for test in found.self_tests}
    assert found.site is not None
    return found.site


def sides(comparison: str, way: Way) -> tuple[list[int], list[int], tuple[int, int]]:
    a, b = ids(ORIGINAL), ids(comparison)
    i, j = next(pair for pair in align(a, b).pairs if pair[0] == POSITION)
    return (a, b, (i, j)) if way is Way.NOISING else (b, a, (j, i))


def effect(base: list[int], source: list[int], patched: np.ndarray) -> float:
    def difference(logits: np.ndarray) -> float:
        return float(logits[ANSWERS.original] - logits[ANSWERS.comparison])

    start, end = (difference(naive_gemma.logits(MODEL, run)) for run in (base, source))
    return (difference(patched) - start) / (end - start)


def assert_says(answer: PatchedAnswer | None, logits: np.ndarray) -> None:
    assert answer is not None
    log_p = logits - logits.max() - np.log(np.exp(logits - logits.max()).sum())
    best = np.argsort(-log_p)[:10]
    assert [token.id for token in answer.top] == best.tolist()
    np.testing.assert_allclose([token.logprob for token in answer.top], log_p[best], atol=1e-4)


@pytest.mark.parametrize("comparison", [COMPARISON, LONGER])
@pytest.mark.parametrize("way", [Way.NOISING, Way.DENOISING])
@pytest.mark.parametrize("component", list(SITE_OF))
def test_that_both_patched_runs_say_what_a_whole_patched_run_says(
    component: Component, way: Way, comparison: str
) -> None:
    base, source, pair = sides(comparison, way)
    names = [f"blocks.{LAYER}.{site}" for site in SITE_OF[component]]
    patched = naive_patched(MODEL, base, source, [pair], names)
    answer = getattr(opened(component, comparison), way.value)
    assert_says(answer, patched)
    assert answer.effect == pytest.approx(effect(base, source, patched), abs=1e-4)


def test_that_unpatched_runs_are_given_beside_them() -> None:
    found = opened()
    assert_says(found.original, naive_gemma.logits(MODEL, ids(ORIGINAL)))
    assert_says(found.comparison, naive_gemma.logits(MODEL, ids(COMPARISON)))
    assert (found.original.effect, found.comparison.effect) == (None, None)


def test_that_the_patched_text_goes_on_from_the_patched_prompt() -> None:
    found = opened(Component.MLP_OUT, max_tokens=6)
    base, source, (i, j) = sides(COMPARISON, Way.NOISING)
    name = f"blocks.{LAYER}.hook_mlp_out"
    theirs = MODEL.run(source, capture={name}).values[name]

    def edit(at: str, value: np.ndarray) -> np.ndarray | None:
        if at != name:
            return None
        patched = value.copy()
        patched[i] = theirs[j]
        return patched

    steps = generate(MODEL, TOKENIZER, base, Sampling(6), prompt_edit=edit)
    assert found.noising is not None
    assert found.noising.text == "".join(step.text for step in steps)


def test_that_only_the_way_that_was_asked_for_is_run() -> None:
    found = opened(way=Way.DENOISING)
    assert found.noising is None
    assert found.denoising is not None
    assert {head.noising for head in found.heads} == {None}


@pytest.mark.parametrize("way", [Way.NOISING, Way.DENOISING])
def test_that_the_heads_there_are_patched_one_by_one(way: Way) -> None:
    base, source, pair = sides(COMPARISON, way)
    for head in opened().heads:
        patched = naive_patched(
            MODEL, base, source, [pair], [f"blocks.{LAYER}.attn.hook_z"], column=head.head
        )
        assert getattr(head, way.value) == pytest.approx(effect(base, source, patched), abs=1e-4)


def test_that_the_neurons_there_are_patched_at_that_token_alone() -> None:
    found = opened(neuron_top_k=4)
    assert len(found.neurons) == 4
    for neuron in found.neurons:
        column = int(neuron.id.removeprefix(f"L{LAYER}.N"))
        for way, value in ((Way.NOISING, neuron.impact), (Way.DENOISING, neuron.denoising)):
            base, source, pair = sides(COMPARISON, way)
            name = [f"blocks.{LAYER}.mlp.hook_post"]
            patched = naive_patched(MODEL, base, source, [pair], name, column=column)
            assert value == pytest.approx(effect(base, source, patched), abs=1e-4)


def test_that_the_features_there_move_at_that_token_alone() -> None:
    dictionaries = OneDictionary(LAYER)
    choice = SiteChoice(Component.RESID_POST, LAYER, POSITION)
    found = analyse_tiny(
        ORIGINAL, COMPARISON, LAYER, answers=ANSWERS, site=choice, dictionaries=dictionaries
    ).site
    assert found is not None
    assert found.features
    name, sae = f"blocks.{LAYER}.hook_resid_post", dictionaries.only
    for feature in found.features:
        for way, value in ((Way.NOISING, feature.effect), (Way.DENOISING, feature.denoising)):
            base, source, (i, j) = sides(COMPARISON, way)
            ours, theirs = (naive_gemma.values(MODEL, run)[name].astype(np.float32) for run in (base, source))
            change = sae.encode(theirs[j : j + 1])[0] - sae.encode(ours[i : i + 1])[0]
            added = change[feature.feature] * sae.direction(feature.feature)

            def edit(at: str, value: np.ndarray, i: int = i, added: np.ndarray = added) -> np.ndarray:
                if at != name:
                    return value
                moved = value.copy()
                moved[i] += added
                return moved

            expected = effect(base, source, naive_gemma.logits(MODEL, base, edit))
            assert value == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    "component",
    [Component.HEAD, Component.HEAD_ALL_POSITIONS, Component.NEURON, Component.SAE_FEATURE],
)
def test_that_a_site_has_the_effect_of_its_cell_in_the_map(component: Component) -> None:
    dictionaries = OneDictionary(LAYER)
    head = 1 if component in {Component.HEAD, Component.HEAD_ALL_POSITIONS} else None
    site = opened(component, head=head, dictionaries=dictionaries, neuron_top_k=2)
    whole = analyse_tiny(
        ORIGINAL, COMPARISON, 2, answers=ANSWERS, sweep=True, components=(component,),
        dictionaries=dictionaries, neuron_top_k=2,
    )  # fmt: skip
    drawn = map_of(whole, component)
    assert drawn is not None
    row = LAYER * drawn.rows_per_layer + (1 if component is Component.HEAD else 0)
    column = 1 if component is Component.HEAD_ALL_POSITIONS else POSITION
    for way in (Way.NOISING, Way.DENOISING):
        answer, matrix = getattr(site, way.value), getattr(drawn, way.value)
        assert answer.effect == pytest.approx(matrix[row][column], abs=1e-5)


def test_that_a_site_has_controls_for_each_of_its_claims() -> None:
    found = opened(Component.RESID_POST, controls=20, neuron_top_k=2)
    by_claim = {control.claim: control for control in found.controls}
    assert by_claim["site"].n == 20
    assert by_claim["neuron"].n > 0
    # the two other layers have two heads each
    assert by_claim["head"].n == (CONFIG.n_layers - 1) * CONFIG.n_heads
    assert opened(Component.RESID_POST, controls=20, neuron_top_k=2).controls == found.controls


@pytest.mark.parametrize(
    ("choice", "param"),
    [
        (SiteChoice(Component.MLP_OUT, 3, 2), "site.layer"),
        (SiteChoice(Component.MLP_OUT, 1, 99), "site.position"),
        (SiteChoice(Component.HEAD, 1, 2), "site.head"),
        (SiteChoice(Component.HEAD, 1, 2, CONFIG.n_heads), "site.head"),
        (SiteChoice(Component.MLP_OUT, 1, 2, 0), "site.head"),
        (SiteChoice(Component.SAE_FEATURE, 1, 2), "site.layer"),
    ],
)
def test_that_a_site_that_is_not_there_is_refused_by_name(choice: SiteChoice, param: str) -> None:
    with pytest.raises(PatchTargetError) as refused:
        analyse_tiny(ORIGINAL, COMPARISON, site=choice)
    assert refused.value.param == f"extra_body.activation_patching.{param}"


def test_that_a_token_without_partner_cannot_be_opened() -> None:
    alone = next(i for i in range(11) if i not in {i for i, _ in align(ids(LONGER), ids(ORIGINAL)).pairs})
    with pytest.raises(PatchTargetError):
        analyse_tiny(LONGER, ORIGINAL, site=SiteChoice(Component.MLP_OUT, 1, alone))


@pytest.mark.parametrize("component", [c for c in Component if c is not Component.HEAD_ALL_POSITIONS])
def test_that_a_site_before_the_first_difference_changes_exactly_nothing(component: Component) -> None:
    head = 1 if component is Component.HEAD else None
    found = opened(component, head=head, position=1, dictionaries=OneDictionary(LAYER))
    assert found.noising is not None
    assert found.denoising is not None
    assert (found.noising.effect, found.denoising.effect) == (0.0, 0.0)
    assert {(h.noising, h.denoising) for h in found.heads} == {(0.0, 0.0)}
    assert (found.neurons, found.features) == ((), ())
    assert found.noising.text == found.original.text


def test_that_a_site_of_prompts_that_do_not_differ_can_be_opened_and_changes_nothing() -> None:
    choice = SiteChoice(Component.MLP_OUT, LAYER, POSITION)
    found = analyse_tiny(ORIGINAL, ORIGINAL, 2, site=choice, dictionaries=OneDictionary(LAYER)).site
    assert found is not None
    assert found.noising is not None
    assert found.noising.effect == 0.0
    assert found.noising.text == found.original.text == found.comparison.text
