"""One contract for every engine: the embedded one and the research engine on five architectures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes.hub_folders import MODELS
from fakes.sae_folders import random_weights, write_sae
from fakes.tiny_gemma import tiny_model, tiny_tokenizer

from holysheep_desktop.core.models import Component, Support
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
from holysheep_desktop.core.source import Progress
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.local_engine import MODEL_ID, LocalEngine
from holysheep_desktop.engine.model_engine import ModelEngine
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError, PromptTooLongError

PROMPT, OTHER = "the capital of france is", "the capital of japan is"
EMBEDDED = "embedded"


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> ModelEngine:
    root, tokenizer, model = tmp_path_factory.mktemp("saes"), tiny_tokenizer(), tiny_model()
    write_sae(root / "layer-1", random_weights(model.config.d_model, 24))
    shape = SaeModel((MODEL_ID,), model.config.n_layers, model.config.d_model)
    library = SaeLibrary.open([root], shape, FileHashes(root), tokenizer)
    return LocalEngine(model, tokenizer, library)


@pytest.fixture(params=[EMBEDDED, *MODELS])
def engine(
    request: pytest.FixtureRequest, embedded: ModelEngine, opened: Callable[[str], ModelEngine]
) -> ModelEngine:
    name: str = request.param
    return embedded if name == EMBEDDED else opened(name)


def ask(engine: ModelEngine, **options: object) -> AnalysisRequest:
    generation = options.pop("generation", Generation(max_tokens=3))
    return AnalysisRequest(engine.models()[0].id, user_message(PROMPT), generation, **options)


def analysed(engine: ModelEngine, **options: object):  # noqa: ANN201
    return engine.analyse(ask(engine, **options), lambda _: None, lambda: False)


def test_that_a_model_says_what_it_can_do(engine: ModelEngine) -> None:
    (model,) = engine.models()
    can = model.capabilities
    assert (can.sae, can.steering, can.activation_patching) == (Support.YES,) * 3
    assert (can.n_layers, can.device, can.dtype) == (3, "cpu", "float32")
    assert [sae.layer for sae in can.saes] == [1]


def test_that_features_are_read_from_every_token_that_is_not_special(engine: ModelEngine) -> None:
    found = analysed(engine, features=FeatureOptions(1)).features
    assert found is not None
    assert found.cache is not None
    assert found.reading.n_tokens == sum(not token.is_special for token in found.cache.tokens)
    assert found.features == tuple(sorted(found.features, key=lambda f: -f.activation))
    assert found.features[0].activation == max(max(t.values, default=0.0) for t in found.cache.activations)


def test_that_every_component_is_patched_both_ways_and_passes_its_self_test(engine: ModelEngine) -> None:
    served = tuple(Component(name) for name in engine.models()[0].capabilities.patching_components)
    options = PatchOptions(OTHER, 1, components=served, sweep=True, controls=2)
    found = analysed(engine, patching=options).patching
    assert found is not None
    assert {one.component for one in found.maps} == set(served)
    assert all(one.noising is not None and one.denoising is not None for one in found.maps)
    assert [test for test in found.self_tests if not test.passed] == []


def test_that_the_stream_of_a_layer_at_all_positions_makes_the_other_run(engine: ModelEngine) -> None:
    found = analysed(engine, patching=PatchOptions(OTHER, 1, way=Way.NOISING)).patching
    assert found is not None
    tests = {test.name.removesuffix("_raw"): test for test in found.self_tests}
    assert tests.get("all_positions_patch", tests.get("resumed_comparison_run")).passed


def test_that_a_component_that_the_model_does_not_have_is_refused_by_name(engine: ModelEngine) -> None:
    served = engine.models()[0].capabilities.patching_components
    missing = [component for component in Component if component.value not in served]
    for component in missing:
        with pytest.raises(PatchTargetError, match=rf"components: {component}"):
            analysed(engine, patching=PatchOptions(OTHER, 1, components=(component,)))
    assert len(missing) <= 1  # of parallel blocks the stream between their halves


def test_that_steering_by_what_is_there_changes_nothing_and_by_more_does(engine: ModelEngine) -> None:
    sae = engine.models()[0].capabilities.saes[0].sae_id
    same = analysed(engine, steering=(Steering(sae, 3, SteeringMode.ADD, 0.0),)).steering
    more = analysed(engine, steering=(Steering(sae, 3, SteeringMode.ADD, 20.0),)).steering
    assert same is not None
    assert more is not None
    assert same.kl == pytest.approx(0.0, abs=1e-6)
    assert (more.kl or 0.0) > 1e-4


def test_that_the_lens_of_the_last_layer_says_what_the_model_says(engine: ModelEngine) -> None:
    result = analysed(engine, logit_lens=True, generation=Generation(max_tokens=1, top_logprobs=1))
    assert result.logit_lens is not None
    assert result.answer is not None
    (step,) = result.answer.logprobs or ()
    assert result.logit_lens[-1].top[0].logprob == pytest.approx(step.top[0].logprob, abs=1e-4)


def test_that_the_answer_is_the_same_again_and_comes_piece_by_piece(engine: ModelEngine) -> None:
    pieces: list[Progress] = []
    request = ask(engine, generation=Generation(max_tokens=6))
    result = engine.analyse(request, pieces.append, lambda: False)
    assert result.answer is not None
    assert "".join(piece.text or "" for piece in pieces if piece.stage == "decode") == result.answer.text
    assert engine.analyse(request, lambda _: None, lambda: False).answer == result.answer


def test_that_a_stop_ends_the_work_at_the_next_layer(engine: ModelEngine) -> None:
    asked = iter([False] * 6)
    with pytest.raises(CancelledWorkError):
        engine.analyse(ask(engine), lambda _: None, lambda: next(asked, True))


def test_that_a_prompt_beyond_the_context_is_refused_with_both_numbers(engine: ModelEngine) -> None:
    limit = engine.models()[0].capabilities.context_length
    request = AnalysisRequest(engine.models()[0].id, user_message("cat " * 200), Generation(max_tokens=1))
    with pytest.raises(PromptTooLongError) as refused:
        engine.analyse(request, lambda _: None, lambda: False)
    assert refused.value.limit == limit
    assert refused.value.n_tokens > (limit or 0)


def test_that_an_unknown_layer_feature_or_model_is_refused_by_name(engine: ModelEngine) -> None:
    with pytest.raises(PatchTargetError, match="target_layer"):
        analysed(engine, patching=PatchOptions(OTHER, 9))
    with pytest.raises(PatchTargetError, match="sae_layer"):
        analysed(engine, features=FeatureOptions(0))
    with pytest.raises(PatchTargetError, match="feature"):
        engine.feature(engine.models()[0].capabilities.saes[0].sae_id, 10**6)
    with pytest.raises(PatchTargetError, match="model"):
        engine.analyse(AnalysisRequest("other", user_message(PROMPT)), lambda _: None, lambda: False)


def test_that_a_feature_without_a_dashboard_says_what_it_promotes(engine: ModelEngine) -> None:
    dashboard = engine.feature(engine.models()[0].capabilities.saes[0].sae_id, 2)
    weights = [one.weight for one in dashboard.promoted]
    assert weights == sorted(weights, reverse=True)
    assert len(dashboard.nearest) == 8


def test_that_tokens_cover_the_text_that_the_model_reads(engine: ModelEngine) -> None:
    tokens = engine.tokenize("the 한국 cat")
    spans = [(token.start, token.end) for token in tokens if not token.is_special]
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)
