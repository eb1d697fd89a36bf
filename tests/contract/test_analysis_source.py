"""What every `AnalysisSource` promises, whatever answers it, so that the fake cannot drift."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol, TypeVar

import pytest

from holysheep_desktop.core.dashboards import FeatureDashboard
from holysheep_desktop.core.effect_maps import map_of, map_of_rows
from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels
from holysheep_desktop.core.models import Component, ModelInfo, Support
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    Generation,
    PatchOptions,
    Steering,
    SteeringMode,
    Way,
    user_message,
)
from holysheep_desktop.core.results import (
    AnalysisResult,
    EffectDirection,
    EffectScale,
    FeatureAnalysis,
    PatchAnalysis,
)
from holysheep_desktop.core.source import AnalysisSource, Progress
from holysheep_desktop.errors import BadRequestError, NotFoundError

PROMPT = "Python에서 리스트를 정렬하는 방법 🙂"
ORIGINAL = "The capital of France is"
COMPARISON = "The capital of Italy is"
TOP_K = 7

T = TypeVar("T")


class Ask(Protocol):
    def __call__(self, work: Callable[[AnalysisSource], Awaitable[T]]) -> T: ...


async def sae_model(source: AnalysisSource) -> ModelInfo:
    models = await source.models()
    return next(model for model in models if model.capabilities.sae is Support.YES)


async def question(source: AnalysisSource, prompt: str, max_tokens: int = 4) -> AnalysisRequest:
    model = await sae_model(source)
    return AnalysisRequest(model.id, user_message(prompt), Generation(max_tokens))


def read_features(ask: Ask, prompt: str = PROMPT, top_k: int = TOP_K) -> FeatureAnalysis:
    async def work(source: AnalysisSource) -> AnalysisResult:
        layer = (await sae_model(source)).sae_layers()[0]
        request = replace(await question(source, prompt, 1), features=FeatureOptions(layer, top_k))
        return await source.analyse(request)

    result = ask(work)
    assert result.features is not None
    assert result.notes == () or all("missing" not in note.kind for note in result.notes)
    return result.features


def compare(
    ask: Ask, *, comparison: str = COMPARISON, components: tuple[Component, ...] = ()
) -> PatchAnalysis:
    async def work(source: AnalysisSource) -> AnalysisResult:
        layer = (await sae_model(source)).sae_layers()[0]
        options = PatchOptions(
            comparison, layer, components=components, way=Way.BOTH, neuron_top_k=2, controls=5
        )
        return await source.analyse(replace(await question(source, ORIGINAL, 1), patching=options))

    result = ask(work)
    assert result.patching is not None
    return result.patching


def test_that_models_have_names_of_their_own_and_saes_inside_their_layers(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[ModelInfo, ...]:
        return await source.models()

    models = ask(work)
    assert len({model.id for model in models}) == len(models) > 0
    for model in models:
        n_layers = model.capabilities.n_layers
        assert all(n_layers is None or 0 <= layer < n_layers for layer in model.sae_layers())


def test_that_tokens_begin_with_bos_and_cover_the_text(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[object, ...]:
        return await source.tokenize((await sae_model(source)).id, PROMPT)

    tokens = ask(work)
    bos, *rest = tokens
    assert (bos.is_special, bos.start, bos.end) == (True, 0, 0)
    covered = {position for token in rest for position in range(token.start, token.end)}
    assert covered == set(range(len(PROMPT)))


def test_that_features_are_the_strongest_first_and_cut_to_top_k(ask: Ask) -> None:
    features = read_features(ask).features
    values = [abs(entry.activation) for entry in features]
    assert values == sorted(values, reverse=True)
    assert (len(values), len({entry.feature for entry in features})) == (TOP_K, TOP_K)


def test_that_pooled_values_are_the_maxima_of_the_cache_without_special_tokens(ask: Ask) -> None:
    analysis = read_features(ask)
    assert analysis.cache is not None
    is_special = [token.is_special for token in analysis.cache.tokens]
    for entry in analysis.features:
        values = analysis.cache.of_feature(entry.feature)
        pooled = max(value for value, special in zip(values, is_special, strict=True) if not special)
        assert pooled == pytest.approx(entry.activation, rel=1e-5)


def test_that_the_numbers_of_the_reading_agree_with_the_cache(ask: Ask) -> None:
    analysis = read_features(ask)
    reading, cache = analysis.reading, analysis.cache
    assert cache is not None
    assert reading.width is not None
    rows = [row for token, row in zip(cache.tokens, cache.activations, strict=True) if not token.is_special]
    l0_mean = sum(len(row.features) for row in rows) / len(rows)
    assert reading.n_tokens == len(rows)
    assert reading.n_active == len({feature for row in rows for feature in row.features})
    assert reading.l0_mean == pytest.approx(l0_mean)
    assert reading.sparsity == pytest.approx(1 - l0_mean / reading.width)


def test_that_counts_are_not_cut_with_top_k(ask: Ask) -> None:
    assert read_features(ask, top_k=1).reading.n_active == read_features(ask, top_k=TOP_K).reading.n_active


def test_that_the_pieces_of_a_stream_are_the_answer(ask: Ask) -> None:
    seen: list[Progress] = []

    async def work(source: AnalysisSource) -> AnalysisResult:
        return await source.analyse(await question(source, PROMPT, 6), seen.append)

    answer = ask(work).answer
    assert answer is not None
    assert "".join(progress.text for progress in seen) == answer.text


def test_that_progress_never_exceeds_its_total(ask: Ask) -> None:
    seen: list[Progress] = []

    async def work(source: AnalysisSource) -> AnalysisResult:
        request = await question(source, ORIGINAL, 3)
        layer = (await sae_model(source)).sae_layers()[0]
        return await source.analyse(replace(request, patching=PatchOptions(COMPARISON, layer)), seen.append)

    ask(work)
    assert seen
    assert all(progress.total == 0 or progress.done <= progress.total for progress in seen)


def test_that_the_same_question_has_the_same_answer(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[AnalysisResult, AnalysisResult]:
        layer = (await sae_model(source)).sae_layers()[0]
        request = replace(await question(source, PROMPT), features=FeatureOptions(layer, 5))
        return await source.analyse(request), await source.analyse(request)

    first, second = ask(work)
    assert (first.answer, first.features) == (second.answer, second.features)


def test_that_an_answer_counts_its_tokens_and_keeps_to_their_number(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        return await source.analyse(await question(source, PROMPT, 3))

    answer = ask(work).answer
    assert answer is not None
    assert answer.usage.prompt_tokens is not None
    assert answer.usage.prompt_tokens > 1
    assert answer.usage.completion_tokens is not None
    assert 1 <= answer.usage.completion_tokens <= 3


def test_that_log_probabilities_are_given_on_request_most_likely_first(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        request = await question(source, PROMPT)
        return await source.analyse(replace(request, generation=Generation(2, top_logprobs=3)))

    answer = ask(work).answer
    assert answer is not None
    assert answer.logprobs is not None
    for entry in answer.logprobs:
        alternatives = [token.logprob for token in entry.top]
        assert len(alternatives) == 3
        assert alternatives == sorted(alternatives, reverse=True)
        assert entry.chosen.logprob <= 0


def test_that_the_lens_has_a_row_for_every_layer(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[ModelInfo, AnalysisResult]:
        request = replace(await question(source, PROMPT, 1), logit_lens=True)
        return await sae_model(source), await source.analyse(request)

    model, result = ask(work)
    assert result.logit_lens is not None
    assert model.capabilities.n_layers == len(result.logit_lens)
    assert all(token.logprob <= 0 for row in result.logit_lens for token in row.top)


def test_that_provenance_says_what_computed_the_result(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        return await source.analyse(await question(source, PROMPT, 1))

    provenance = ask(work).provenance
    assert provenance.engine
    assert provenance.dtype
    assert re.fullmatch("[0-9a-f]{64}", provenance.model_sha256 or "")
    assert all(milliseconds >= 0 for milliseconds in provenance.elapsed_ms.values())


def test_that_score_direction_and_scale_agree(ask: Ask) -> None:
    analysis = compare(ask)
    assert analysis.scale is EffectScale.NORMALISED
    assert analysis.impact_score is not None
    expected = (
        EffectDirection.NONE
        if abs(analysis.impact_score) < 0.02
        else EffectDirection.TOWARD_COMPARISON
        if analysis.impact_score > 0
        else EffectDirection.AWAY_FROM_COMPARISON
    )
    assert analysis.direction is expected


def test_that_the_score_is_the_raw_effect_over_the_difference_of_the_runs(ask: Ask) -> None:
    analysis = compare(ask)
    assert analysis.baseline is not None
    assert analysis.raw_effect is not None
    scale = analysis.baseline.comparison - analysis.baseline.original
    assert analysis.impact_score == pytest.approx(analysis.raw_effect / scale, rel=1e-4, abs=1e-6)


def test_that_every_self_test_passes(ask: Ask) -> None:
    tests = compare(ask).self_tests
    assert tests
    assert [test.name for test in tests if not test.passed] == []


def test_that_prompts_that_do_not_differ_have_no_score(ask: Ask) -> None:
    analysis = compare(ask, comparison=ORIGINAL)
    assert (analysis.impact_score, analysis.scale) == (None, EffectScale.RAW)
    assert analysis.direction in {None, EffectDirection.NONE}


def test_that_aligned_pairs_are_token_indices_in_order(ask: Ask) -> None:
    analysis = compare(ask)
    assert analysis.alignment is not None
    for (i, j), (next_i, next_j) in zip(analysis.alignment, analysis.alignment[1:], strict=False):
        assert i < next_i
        assert j < next_j
    last_i, last_j = analysis.alignment[-1]
    assert last_i < len(analysis.tokens)
    assert last_j < len(analysis.comparison_tokens)


def test_that_neurons_are_named_by_the_target_layer_and_labelled(ask: Ask) -> None:
    analysis = compare(ask)
    assert len(analysis.neurons) == 2
    for neuron in analysis.neurons:
        assert re.fullmatch(rf"L{analysis.target_layer}\.N\d+", neuron.id)
        assert neuron.label is not None


def test_that_a_map_has_a_row_for_each_layer_and_a_column_for_each_token(ask: Ask) -> None:
    analysis = compare(ask, components=(Component.RESID_POST, Component.ATTN_OUT))
    assert [found.component for found in analysis.maps] == [Component.RESID_POST, Component.ATTN_OUT]
    for found in analysis.maps:
        assert found.positions == tuple(range(len(analysis.tokens)))
        for matrix in (found.noising, found.denoising):
            assert matrix is not None
            assert [len(row) for row in matrix] == [len(found.positions)] * len(found.layers)


@pytest.mark.parametrize("component", [Component.RESID_POST, Component.HEAD])
def test_that_rows_told_during_a_sweep_are_the_map_of_the_layers_that_were_asked_for(
    ask: Ask, component: Component
) -> None:
    seen: list[Progress] = []

    async def work(source: AnalysisSource) -> AnalysisResult:
        options = PatchOptions(
            COMPARISON, 12, components=(component,), sweep=True, layers=(16, 9), neuron_top_k=0, controls=0
        )
        request = replace(await question(source, ORIGINAL, 1), patching=options)
        return await source.analyse(request, seen.append)

    analysis = ask(work).patching
    assert analysis is not None
    effects = map_of(analysis, component)
    assert effects is not None
    assert effects.layers == (9, 16)
    assert map_of_rows(rows for progress in seen for rows in progress.rows) == effects


def test_that_a_feature_has_a_page_under_its_own_name(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[str, int, object]:
        sae = (await sae_model(source)).capabilities.saes[0]
        features = replace(await question(source, PROMPT, 1), features=FeatureOptions(sae.layer, 1))
        analysis = (await source.analyse(features)).features
        assert analysis is not None
        feature = analysis.features[0].feature
        return sae.sae_id, feature, await source.feature(sae.sae_id, feature)

    sae_id, feature, page = ask(work)
    assert (page.sae_id, page.feature) == (sae_id, feature)


def test_that_a_search_finds_labels_that_hold_its_words_and_keeps_to_its_limit(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[str, tuple[object, ...]]:
        sae = (await sae_model(source)).capabilities.saes[0]
        some = await source.find_features(sae.sae_id, "", 1)
        word = some[0].label.text.split()[-1]
        return word, await source.find_features(sae.sae_id, word, 3)

    word, hits = ask(work)
    assert 1 <= len(hits) <= 3
    assert all(word.casefold() in hit.label.text.casefold() for hit in hits)


def test_that_an_unknown_model_is_not_found(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        return await source.analyse(AnalysisRequest("no-such-model", user_message("x"), Generation(1)))

    with pytest.raises(NotFoundError) as raised:
        ask(work)
    assert (raised.value.status, raised.value.param) == (404, "model")


def test_that_an_unknown_feature_is_not_found(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> object:
        sae = (await sae_model(source)).capabilities.saes[0]
        return await source.feature(sae.sae_id, sae.width)

    with pytest.raises(NotFoundError):
        ask(work)


def test_that_a_layer_without_an_sae_is_a_bad_request_that_names_the_option(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        model = await sae_model(source)
        layer = next(layer for layer in range(100) if layer not in model.sae_layers())
        return await source.analyse(replace(await question(source, "x"), features=FeatureOptions(layer)))

    with pytest.raises(BadRequestError) as raised:
        ask(work)
    assert raised.value.param == "extra_body.sae_layer"


def test_that_a_layer_outside_the_model_is_a_bad_request_that_names_the_option(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        options = PatchOptions(COMPARISON, 1000)
        return await source.analyse(replace(await question(source, ORIGINAL), patching=options))

    with pytest.raises(BadRequestError) as raised:
        ask(work)
    assert raised.value.param == "extra_body.activation_patching.target_layer"


def test_that_steering_says_what_it_does_to_the_next_token(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[AnalysisResult, AnalysisResult]:
        sae_id = (await sae_model(source)).capabilities.saes[0].sae_id
        plain = await question(source, PROMPT, 1)
        steering = (Steering(sae_id, 1, SteeringMode.ADD, 50.0),)
        return await source.analyse(plain), await source.analyse(replace(plain, steering=steering))

    before, after = ask(work)
    assert before.steering is None
    assert after.steering is not None
    assert (after.steering.kl or 0) > 0
    assert all(max(token.logprob_before, token.logprob_after) <= 0 for token in after.steering.tokens)


def test_that_steering_by_nothing_moves_no_probability(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        sae_id = (await sae_model(source)).capabilities.saes[0].sae_id
        steering = (Steering(sae_id, 1, SteeringMode.ADD, 0.0),)
        return await source.analyse(replace(await question(source, PROMPT, 1), steering=steering))

    effect = ask(work).steering
    assert effect is not None
    assert effect.kl == pytest.approx(0, abs=1e-9)
    assert all(token.logprob_before == token.logprob_after for token in effect.tokens)


def test_that_steering_an_unknown_sae_is_refused(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        steering = (Steering("no/such", 1, SteeringMode.ADD, 1.0),)
        return await source.analyse(replace(await question(source, "x"), steering=steering))

    with pytest.raises((BadRequestError, NotFoundError)) as raised:
        ask(work)
    assert (raised.value.param or "").startswith("extra_body.steering[0]")


def test_that_after_stop_the_next_question_is_answered(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> AnalysisResult:
        request = await question(source, PROMPT, 200)
        begun = asyncio.Event()

        def report(progress: Progress) -> None:
            begun.set()

        stopped = asyncio.create_task(source.analyse(request, report))
        await begun.wait()
        stopped.cancel()
        with pytest.raises(asyncio.CancelledError):
            await stopped
        return await source.analyse(await question(source, PROMPT, 1))

    assert ask(work).answer is not None


def test_that_an_own_label_is_shown_until_it_is_taken_away(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[FeatureDashboard, ...]:
        sae_id = (await sae_model(source)).capabilities.saes[0].sae_id
        before = await source.feature(sae_id, 7)
        await source.write_label(sae_id, 7, "내 레이블")
        named = await source.feature(sae_id, 7)
        await source.write_label(sae_id, 7, "")
        return before, named, await source.feature(sae_id, 7)

    before, named, after = ask(work)
    assert named.label is not None
    assert (named.label.text, named.label.source) == ("내 레이블", "you")
    assert after == before


def test_that_imported_labels_leave_those_of_the_user_unless_told_otherwise(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> tuple[LabelImport, LabelImport, OwnLabels]:
        sae = (await sae_model(source)).capabilities.saes[0]
        await source.write_label(sae.sae_id, 1, "mine")
        others = OwnLabels(sae.sha256 or "", "", {1: "theirs", 2: "new"})
        first = await source.import_labels(sae.sae_id, others, replaces=False)
        second = await source.import_labels(sae.sae_id, others, replaces=True)
        kept = await source.own_labels(sae.sae_id)
        for feature in kept.labels:
            await source.write_label(sae.sae_id, feature, "")
        return first, second, kept

    first, second, kept = ask(work)
    assert (first, second) == (LabelImport(1, 0, 1), LabelImport(0, 1, 0))
    assert dict(kept.labels) == {1: "theirs", 2: "new"}


def test_that_labels_of_other_weights_are_refused(ask: Ask) -> None:
    async def work(source: AnalysisSource) -> None:
        sae_id = (await sae_model(source)).capabilities.saes[0].sae_id
        await source.import_labels(sae_id, OwnLabels("0" * 64, "", {1: "x"}), replaces=False)

    with pytest.raises(BadRequestError) as raised:
        ask(work)
    assert raised.value.code == "other_weights"
