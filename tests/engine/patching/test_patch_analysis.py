from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from fakes import naive_gemma
from fakes.patching_cases import (
    SITE_OF,
    NoDictionaries,
    OneDictionary,
    analyse_tiny,
    naive_patched,
    never,
    tiny_request,
)
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.core.alignment import align
from holysheep_desktop.core.models import Component, HookPoint, Metric
from holysheep_desktop.core.requests import AnswerTokenIds, Method, Steering, SteeringMode, Way
from holysheep_desktop.core.results import EffectDirection, EffectScale, GeneratedTexts, PatchAnalysis
from holysheep_desktop.core.source import Progress, report_nothing
from holysheep_desktop.engine.analysis.prompt_run import read_prompt_text
from holysheep_desktop.engine.decoding.decode import generate
from holysheep_desktop.engine.decoding.sampling import Sampling
from holysheep_desktop.engine.patching import analyse_patching
from holysheep_desktop.engine.patching.similarity import TextSpace
from holysheep_desktop.engine.transformer.gradients import gradients
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError, PromptTooLongError

MODEL, TOKENIZER = tiny_model(), tiny_tokenizer()
ORIGINAL, COMPARISON, LONGER = "abcdefgh", "abxdefyh", "abxxdefyyh"
LAYER = 1
ANSWERS = AnswerTokenIds(39, 31)


def ids(text: str) -> list[int]:
    return TOKENIZER.encode(text).ids


def difference(logits: np.ndarray, answers: AnswerTokenIds = ANSWERS) -> float:
    return float(logits[answers.original] - logits[answers.comparison])


def naive_effect(original: str, comparison: str, patched: naive_gemma.Array, way: Way = Way.NOISING) -> float:
    start, end = (
        difference(naive_gemma.logits(MODEL, ids(original))),
        difference(naive_gemma.logits(MODEL, ids(comparison))),
    )
    if way is Way.DENOISING:
        start, end = end, start
    return (difference(patched) - start) / (end - start)


def layer_output_effect(original: str, comparison: str, way: Way) -> float:
    a, b = ids(original), ids(comparison)
    pairs = align(a, b).pairs
    if way is Way.DENOISING:
        a, b, pairs = b, a, tuple((j, i) for i, j in pairs)
    names = [f"blocks.{LAYER}.{site}" for site in SITE_OF[Component.LAYER_OUTPUT]]
    return naive_effect(original, comparison, naive_patched(MODEL, a, b, pairs, names), way)


def analysed(original: str = ORIGINAL, comparison: str = COMPARISON, **options: Any) -> PatchAnalysis:
    return analyse_tiny(original, comparison, options.pop("layer", LAYER), answers=ANSWERS, **options)


@pytest.mark.parametrize("comparison", [COMPARISON, LONGER])
def test_that_the_scores_are_the_effects_of_what_the_layer_writes(comparison: str) -> None:
    found = analysed(comparison=comparison)
    assert found.scale is EffectScale.NORMALISED
    assert found.impact_score == pytest.approx(
        layer_output_effect(ORIGINAL, comparison, Way.NOISING), abs=1e-4
    )
    assert found.denoising_score == pytest.approx(
        layer_output_effect(ORIGINAL, comparison, Way.DENOISING), abs=1e-4
    )


def test_that_the_raw_effect_is_the_change_of_the_logit_difference() -> None:
    found = analysed()
    assert found.baseline is not None
    assert found.impact_score is not None
    scale = found.baseline.comparison - found.baseline.original
    assert found.raw_effect == pytest.approx(found.impact_score * scale)


def test_that_exchanging_the_prompts_exchanges_noising_and_denoising() -> None:
    one = analyse_tiny(ORIGINAL, LONGER, answers=ANSWERS)
    other = analyse_tiny(LONGER, ORIGINAL, answers=AnswerTokenIds(ANSWERS.comparison, ANSWERS.original))
    assert other.denoising_score == pytest.approx(one.impact_score, abs=1e-5)
    assert other.impact_score == pytest.approx(one.denoising_score, abs=1e-5)


def test_that_exchanging_the_answer_tokens_changes_no_effect() -> None:
    one = analysed()
    other = analyse_tiny(ORIGINAL, COMPARISON, answers=AnswerTokenIds(ANSWERS.comparison, ANSWERS.original))
    assert other.impact_score == pytest.approx(one.impact_score, abs=1e-6)
    assert [neuron.id for neuron in other.neurons] == [neuron.id for neuron in one.neurons]


def test_that_without_a_choice_the_stream_and_the_layer_output_are_mapped_both_ways() -> None:
    found = analysed()
    assert [m.component for m in found.maps] == [Component.RESID_POST, Component.LAYER_OUTPUT]
    assert all(m.noising is not None and m.denoising is not None for m in found.maps)
    assert all(m.layers == (LAYER,) for m in found.maps)


def test_that_a_token_without_partner_has_no_effect_in_the_map() -> None:
    found = analysed(LONGER, ORIGINAL)
    paired = {i for i, _ in align(ids(LONGER), ids(ORIGINAL)).pairs}
    assert len(paired) < len(ids(LONGER))
    for effects in found.maps:
        assert effects.noising is not None
        assert {k for k, v in enumerate(effects.noising[0]) if v is not None} == paired


def test_that_a_denoising_map_stands_at_the_original_positions() -> None:
    found = analysed(ORIGINAL, LONGER, components=(Component.ATTN_OUT,), way=Way.DENOISING)
    a, b = ids(ORIGINAL), ids(LONGER)
    name = [f"blocks.{LAYER}.hook_attn_out"]
    assert found.maps[0].noising is None
    assert found.maps[0].denoising is not None
    for i, j in align(a, b).pairs:
        patched = naive_patched(MODEL, b, a, [(j, i)], name)
        expected = naive_effect(ORIGINAL, LONGER, patched, Way.DENOISING)
        assert found.maps[0].denoising[0][i] == pytest.approx(expected, abs=1e-4)


def test_that_a_sweep_maps_every_layer_and_heads_have_a_row_each() -> None:
    found = analysed(sweep=True, components=(Component.HEAD, Component.RESID_PRE), way=Way.NOISING)
    stream, heads = found.maps
    assert stream.noising is not None
    assert heads.noising is not None
    assert (stream.layers, len(stream.noising)) == ((0, 1, 2), 3)
    assert (heads.heads, len(heads.noising)) == ((0, 1), 6)
    name = ["blocks.2.attn.hook_z"]
    patched = naive_patched(MODEL, ids(ORIGINAL), ids(COMPARISON), [(8, 8)], name, column=1)
    assert heads.noising[5][8] == pytest.approx(naive_effect(ORIGINAL, COMPARISON, patched), abs=1e-4)


def test_that_the_whole_stream_at_every_position_of_a_sweep_ends_in_effect_one() -> None:
    found = analysed(sweep=True, components=(Component.RESID_POST,))
    assert found.maps[0].noising is not None
    assert found.maps[0].noising[-1][-1] == pytest.approx(1.0, abs=1e-4)


def test_that_neurons_carry_the_exact_effect_of_all_aligned_positions() -> None:
    found = analysed(ORIGINAL, LONGER, neuron_top_k=4)
    a, b = ids(ORIGINAL), ids(LONGER)
    name = [f"blocks.{LAYER}.mlp.hook_post"]
    assert len(found.neurons) == 4
    for neuron in found.neurons:
        column = int(neuron.id.removeprefix(f"L{LAYER}.N"))
        patched = naive_patched(MODEL, a, b, align(a, b).pairs, name, column=column)
        assert neuron.impact == pytest.approx(naive_effect(ORIGINAL, LONGER, patched), abs=1e-4)


def test_that_neurons_are_chosen_by_attribution_and_sorted_by_exact_effect() -> None:
    found = analysed(neuron_top_k=CONFIG.d_mlp)
    cotangent = {ANSWERS.original: 1.0, ANSWERS.comparison: -1.0}
    name = f"blocks.{LAYER}.mlp.hook_post"
    slope = gradients(MODEL, ids(ORIGINAL), cotangent).grads[name].astype(np.float64)
    theirs, ours = (naive_gemma.values(MODEL, ids(text))[name] for text in (COMPARISON, ORIGINAL))
    expected = ((theirs - ours) * slope).sum(axis=0)
    assert found.map_baseline is not None
    expected /= found.map_baseline.comparison - found.map_baseline.original
    by_index = {int(neuron.id.split("N")[1]): neuron.attribution for neuron in found.neurons}
    np.testing.assert_allclose([by_index[n] for n in range(CONFIG.d_mlp)], expected, atol=1e-4)
    sizes = [abs(neuron.impact or 0.0) for neuron in found.neurons]
    assert sizes == sorted(sizes, reverse=True)
    few = analysed(neuron_top_k=2).neurons
    assert {neuron.id for neuron in few} == {f"L{LAYER}.N{n}" for n in np.argsort(-abs(expected))[:2]}


def test_that_a_neuron_sweep_ranks_the_neurons_of_all_layers() -> None:
    found = analysed(sweep=True, components=(Component.NEURON,), neuron_top_k=3 * CONFIG.d_mlp)
    assert {neuron.id.split(".")[0] for neuron in found.neurons} == {"L0", "L1", "L2"}
    name = ["blocks.2.mlp.hook_post"]
    pairs = [(k, k) for k in range(9)]
    patched = naive_patched(MODEL, ids(ORIGINAL), ids(COMPARISON), pairs, name, column=5)
    impact = next(neuron.impact for neuron in found.neurons if neuron.id == "L2.N5")
    assert impact == pytest.approx(naive_effect(ORIGINAL, COMPARISON, patched), abs=1e-4)


def test_that_neuron_controls_are_others_than_the_claimed_and_repeat_with_the_seed() -> None:
    one, again = analysed(neuron_top_k=1, controls=3), analysed(neuron_top_k=1, controls=3)
    other = analysed(neuron_top_k=1, controls=3, seed=1)
    control = one.controls[0]
    assert (control.claim, control.n) == ("neuron", 3)
    assert control == again.controls[0]
    assert control.effects != other.controls[0].effects
    assert not set(control.effects) & {neuron.impact for neuron in one.neurons}


@pytest.mark.parametrize("hook_point", list(HookPoint))
def test_that_a_feature_has_the_effect_of_its_change_along_its_direction(hook_point: HookPoint) -> None:
    dictionaries = OneDictionary(LAYER, hook_point)
    found = analysed(dictionaries=dictionaries, components=(Component.SAE_FEATURE,), neuron_top_k=3)
    sae, name = dictionaries.only, f"blocks.{LAYER}.hook_{hook_point.value}"
    a, b = ids(ORIGINAL), ids(COMPARISON)
    ours, theirs = (naive_gemma.values(MODEL, prompt)[name].astype(np.float32) for prompt in (a, b))
    change = (sae.encode(theirs) - sae.encode(ours)).astype(np.float64)
    assert len(found.features) == 3
    for feature in found.features:
        along = change[:, feature.feature, None] * sae.direction(feature.feature)

        def edit(at: str, value: naive_gemma.Array, along: np.ndarray = along) -> naive_gemma.Array:
            return value + along if at == name else value

        patched = naive_gemma.logits(MODEL, a, edit)
        assert feature.effect == pytest.approx(naive_effect(ORIGINAL, COMPARISON, patched), abs=1e-4)
        largest = change[np.abs(change[:, feature.feature]).argmax(), feature.feature]
        assert feature.difference == pytest.approx(float(largest), abs=1e-4)
        assert feature.label is not None


def test_that_each_feature_has_its_own_random_control() -> None:
    found = analysed(dictionaries=OneDictionary(LAYER), controls=5)
    control = next(c for c in found.controls if c.claim == "sae_feature")
    assert control.n == 5 * len(found.features) == 25
    assert all(feature.control is not None and feature.control > 0 for feature in found.features)


def test_that_no_controls_are_run_when_none_are_wished() -> None:
    found = analysed(dictionaries=OneDictionary(LAYER), controls=0)
    assert [(c.n, c.percentile_95, c.effects) for c in found.controls] == [(0, None, ())] * 4


@pytest.mark.parametrize("component", [*SITE_OF, Component.HEAD])
def test_that_attribution_maps_are_the_slope_of_exact_ones(component: Component) -> None:
    """With a comparison run that is close to the original, first order is all there is."""
    near = tiny_model()
    rows = near.weights.embedding.floats
    assert rows is not None
    changed = rows.copy()
    changed[ids("x")[1]] = changed[ids("g")[1]] * np.linspace(0.99, 1.01, CONFIG.d_model)
    embedding = replace(near.weights.embedding, floats=changed)
    model = type(near)(replace(near.weights, embedding=embedding))

    def maps(method: Method) -> PatchAnalysis:
        request = tiny_request(
            "abcdefgh", "abcdefxh", LAYER, answers=ANSWERS, components=(component,), method=method
        )
        tokens = read_prompt_text(TOKENIZER, "abcdefgh").tokens
        return analyse_patching(model, TOKENIZER, NoDictionaries(), tokens, request, report_nothing, never)

    exact, first_order = maps(Method.EXACT), maps(Method.ATTRIBUTION)
    assert first_order.maps[0].method is Method.ATTRIBUTION
    for way in ("noising", "denoising"):
        one = np.array(getattr(exact.maps[0], way), np.float64)
        other = np.array(getattr(first_order.maps[0], way), np.float64)
        assert np.abs(one).max() > 1e-4
        np.testing.assert_allclose(other, one, atol=0.05 * np.abs(one).max() + 2e-5)


def test_that_prompts_that_do_not_differ_have_no_score_no_maps_and_no_direction() -> None:
    found = analyse_tiny(ORIGINAL, ORIGINAL)
    assert (found.scale, found.impact_score, found.denoising_score) == (EffectScale.RAW, None, None)
    assert found.direction is EffectDirection.NONE
    assert found.raw_effect == 0.0
    assert (found.maps, found.neurons) == ((), ())
    assert found.answers is not None
    assert found.answers.chosen_by == "top_two"


def test_that_answers_too_close_to_normalise_give_raw_numbers_and_no_score() -> None:
    # two tokens with the same embedding never differ in their logits
    near = tiny_model()
    floats = near.weights.embedding.floats
    assert floats is not None
    twins = floats.copy()
    twins[291] = twins[290]
    model = type(near)(replace(near.weights, embedding=replace(near.weights.embedding, floats=twins)))
    request = tiny_request(ORIGINAL, COMPARISON, LAYER, answers=AnswerTokenIds(290, 291))
    found = analyse_patching(
        model, TOKENIZER, NoDictionaries(), read_prompt_text(TOKENIZER, ORIGINAL).tokens, request,
        report_nothing, never,
    )  # fmt: skip
    assert (found.scale, found.map_scale) == (EffectScale.RAW, EffectScale.RAW)
    assert (found.impact_score, found.direction) == (None, None)
    assert found.raw_effect == pytest.approx(0.0, abs=1e-5)


def test_that_a_comparison_that_only_goes_on_changes_nothing_at_aligned_positions() -> None:
    found = analysed("abcd", "abcdef")
    assert found.impact_score == 0.0
    assert found.direction is EffectDirection.NONE
    assert found.maps[0].noising == ((0.0,) * 5,)


def test_that_the_answer_tokens_are_each_run_s_most_likely_token() -> None:
    found = analyse_tiny("abcd", "abcdef")
    in_original, in_comparison = (naive_gemma.logits(MODEL, ids(t)) for t in ("abcd", "abcdef"))
    assert in_original.argmax() != in_comparison.argmax()
    assert found.answers is not None
    assert found.answers.chosen_by == "argmax"
    assert found.answers.original.id == in_original.argmax()
    assert found.answers.comparison.id == in_comparison.argmax()
    log_total = np.log(np.exp(in_comparison).sum())
    expected = in_comparison[found.answers.original.id] - log_total
    assert found.answers.original.logprob_comparison == pytest.approx(expected, abs=1e-4)


def same_argmax_pair() -> tuple[str, str]:
    for letters in itertools.combinations("abcdefghijklm", 2):
        a, b = (f"qr{letter}s" for letter in letters)
        if naive_gemma.logits(MODEL, ids(a)).argmax() == naive_gemma.logits(MODEL, ids(b)).argmax():
            return a, b
    raise AssertionError("no pair of prompts has the same answer")


def test_that_equal_answers_give_the_two_likely_tokens_whose_difference_changes_most() -> None:
    a, b = same_argmax_pair()
    found = analyse_tiny(a, b)
    in_a, in_b = naive_gemma.logits(MODEL, ids(a)), naive_gemma.logits(MODEL, ids(b))
    likely = sorted({*np.argsort(-in_a)[:20].tolist(), *np.argsort(-in_b)[:20].tolist()})
    change = {
        (r, s): abs((in_a[r] - in_a[s]) - (in_b[r] - in_b[s])) for r, s in itertools.permutations(likely, 2)
    }
    best = max(change, key=lambda pair: change[pair])
    assert found.answers is not None
    assert found.answers.chosen_by == "largest_change"
    assert {found.answers.original.id, found.answers.comparison.id} == set(best)
    assert found.baseline is not None
    assert found.baseline.original > found.baseline.comparison


def values_of(found: PatchAnalysis) -> dict[str, float]:
    assert all(test.passed for test in found.self_tests)
    return {test.name: test.value for test in found.self_tests}


def test_that_the_self_tests_of_equally_long_prompts_are_run_on_them() -> None:
    values = values_of(analysed())
    assert set(values) == {
        "self_patch", "all_positions_patch", "hook_fired_once", "full_run_agrees", "tokens_as_ids",
        "map_agrees:resid_post", "map_agrees:layer_output",
    }  # fmt: skip
    assert values["all_positions_patch"] == pytest.approx(1.0, abs=1e-4)
    assert values["hook_fired_once"] == 1.0


def test_that_with_unpaired_tokens_the_comparison_run_is_resumed_instead() -> None:
    values = values_of(analysed(comparison=LONGER))
    assert "resumed_comparison_run" in values
    assert "all_positions_patch" not in values


def test_that_a_users_pairs_are_used_and_given_back() -> None:
    pairs = ((0, 0), (8, 8), (2, 3))
    found = analysed(alignment=pairs, components=(Component.MLP_OUT,), way=Way.NOISING)
    assert found.alignment == ((0, 0), (2, 3), (8, 8))
    patched = naive_patched(MODEL, ids(ORIGINAL), ids(COMPARISON), [(2, 3)], [f"blocks.{LAYER}.hook_mlp_out"])
    assert found.maps[0].noising is not None
    row = found.maps[0].noising[0]
    assert row[2] == pytest.approx(naive_effect(ORIGINAL, COMPARISON, patched), abs=1e-4)
    assert [row[k] is None for k in range(9)] == [k not in {0, 2, 8} for k in range(9)]


PATCHING = "extra_body.activation_patching"


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"layer": 3}, "target_layer"),
        ({"layer": -1}, "target_layer"),
        ({"components": (Component.SAE_FEATURE,)}, "components"),
        ({"alignment": ((0, 0), (1, 99))}, "alignment"),
        ({"alignment": ((1, 2), (2, 1))}, "alignment"),
        ({"answers": AnswerTokenIds(300, 4)}, "answer_tokens.original"),
        ({"answers": AnswerTokenIds(4, -1)}, "answer_tokens.comparison"),
        ({"answers": AnswerTokenIds(4, 4)}, "answer_tokens"),
    ],
)
def test_that_an_option_that_cannot_be_served_is_named(options: dict[str, Any], param: str) -> None:
    with pytest.raises(PatchTargetError) as caught:
        analyse_tiny(ORIGINAL, COMPARISON, options.pop("layer", LAYER), **options)
    assert caught.value.param == f"{PATCHING}.{param}"


def test_that_an_empty_comparison_prompt_is_refused() -> None:
    with pytest.raises(PatchTargetError) as caught:
        analyse_tiny(ORIGINAL, "")
    assert caught.value.param == f"{PATCHING}.comparison_prompt"


def test_that_a_comparison_prompt_beyond_the_context_is_refused_by_name() -> None:
    with pytest.raises(PromptTooLongError) as caught:
        analyse_tiny(ORIGINAL, "a" * CONFIG.n_context)
    assert (caught.value.n_tokens, caught.value.limit) == (CONFIG.n_context + 1, CONFIG.n_context)
    assert caught.value.param == f"{PATCHING}.comparison_prompt"


def test_that_steering_beside_patching_is_refused() -> None:
    request = replace(tiny_request(ORIGINAL, COMPARISON), steering=(Steering("s", 1, SteeringMode.ADD, 1.0),))
    with pytest.raises(PatchTargetError) as caught:
        analyse_patching(
            MODEL, TOKENIZER, NoDictionaries(), read_prompt_text(TOKENIZER, ORIGINAL).tokens, request,
            report_nothing, never,
        )  # fmt: skip
    assert caught.value.param == "extra_body.steering"


def test_that_a_stop_at_any_moment_ends_the_analysis() -> None:
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    tokens = read_prompt_text(TOKENIZER, ORIGINAL).tokens
    request = tiny_request(ORIGINAL, COMPARISON, sweep=True)
    analyse_patching(MODEL, TOKENIZER, NoDictionaries(), tokens, request, report_nothing, count)
    for moment in range(1, asked, asked // 12):
        left = iter(range(moment))

        def stop(left: Any = left) -> bool:
            return next(left, None) is None

        with pytest.raises(CancelledWorkError):
            analyse_patching(MODEL, TOKENIZER, NoDictionaries(), tokens, request, report_nothing, stop)


def test_that_progress_of_a_sweep_counts_all_cells_and_never_goes_back() -> None:
    heard: list[Progress] = []
    tokens = read_prompt_text(TOKENIZER, ORIGINAL).tokens
    request = tiny_request(ORIGINAL, COMPARISON, sweep=True, components=(Component.RESID_POST,))
    analyse_patching(MODEL, TOKENIZER, NoDictionaries(), tokens, request, heard.append, never)
    sweep = [progress for progress in heard if progress.stage == "sweep"]
    assert {progress.total for progress in sweep} == {3 * 9 * 2}
    assert [progress.done for progress in sweep] == sorted(progress.done for progress in sweep)
    assert sweep[-1].done == 54


def test_that_semantic_similarity_scores_texts_and_maps_stay_in_logits() -> None:
    found = analyse_tiny(ORIGINAL, COMPARISON, metric=Metric.SEMANTIC_SIMILARITY, max_tokens=6)
    assert found.texts is not None
    assert found.metric is Metric.SEMANTIC_SIMILARITY
    assert found.map_metric is Metric.LOGIT_DIFF
    assert found.baseline is not None
    assert found.baseline.comparison == 1.0
    assert found.map_baseline is not None
    assert found.map_baseline.comparison != 1.0
    assert found.embedding is not None
    assert "layer 2" in found.embedding


@pytest.mark.parametrize("prompts", [("ecidp", "opmgd"), ("pamna", "oihdk")])
def test_that_the_semantic_score_is_the_share_of_the_way_to_the_other_text(prompts: tuple[str, str]) -> None:
    found = analyse_tiny(*prompts, 0, metric=Metric.SEMANTIC_SIMILARITY, max_tokens=6)
    a, b = (ids(prompt) for prompt in prompts)
    pairs = align(a, b).pairs
    original, comparison = said(a), said(b)
    noised, denoised = said(a, b, pairs), said(b, a, [(j, i) for i, j in pairs])
    assert found.texts == GeneratedTexts(original, comparison, noised)
    s = TextSpace.open(MODEL, TOKENIZER, None, never).similarity
    apart = s(original, comparison)
    assert len({original, comparison, noised, denoised}) == 4
    assert found.impact_score == pytest.approx((s(noised, comparison) - apart) / (1 - apart), abs=1e-6)
    assert found.denoising_score == pytest.approx((s(denoised, original) - apart) / (1 - apart), abs=1e-6)


def said(base: list[int], source: list[int] | None = None, pairs: Sequence[tuple[int, int]] = ()) -> str:
    """Six greedy tokens, with what layer 0 writes over the prompt replaced at the pairs."""
    names = [f"blocks.0.{site}" for site in SITE_OF[Component.LAYER_OUTPUT]]
    theirs = MODEL.run(source or base, capture=names).values

    def edit(name: str, value: np.ndarray) -> np.ndarray | None:
        if name not in names:
            return None
        patched = value.copy()
        for i, j in pairs:
            patched[i] = theirs[name][j]
        return patched

    return "".join(step.text for step in generate(MODEL, TOKENIZER, base, Sampling(6), prompt_edit=edit))


def test_that_equal_answers_have_no_scale_of_similarity() -> None:
    found = analyse_tiny(ORIGINAL, ORIGINAL, metric=Metric.SEMANTIC_SIMILARITY)
    assert (found.scale, found.impact_score, found.raw_effect) == (EffectScale.RAW, None, 0.0)
    assert found.texts is not None
    assert found.texts.original == found.texts.comparison == found.texts.patched
