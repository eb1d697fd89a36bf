from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.greedy import greedy
from fakes.sae_folders import random_weights, write_sae, write_statistics
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop import __version__
from holysheep_desktop.core.models import Metric, Support
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    Generation,
    PatchOptions,
    Steering,
    SteeringMode,
    user_message,
)
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.local_engine import MODEL_ID, LocalEngine
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError, PromptTooLongError

PROMPT = "ab cd ef gh"
N_TOKENS = 1 + len(PROMPT)
WIDTH = 40


def engine(root: Path) -> LocalEngine:
    folder = write_sae(root / "saes" / "m" / "layer-1", random_weights(CONFIG.d_model, WIDTH), layer=1)
    write_statistics(folder, np.zeros(CONFIG.d_model), np.zeros(WIDTH), np.ones(WIDTH))
    tokenizer = tiny_tokenizer()
    shape = SaeModel((MODEL_ID,), CONFIG.n_layers, CONFIG.d_model)
    library = SaeLibrary.open([root / "saes"], shape, FileHashes(root / "cache"), tokenizer)
    return LocalEngine(tiny_model(), tokenizer, library)


def without_saes() -> LocalEngine:
    tokenizer = tiny_tokenizer()
    shape = SaeModel((MODEL_ID,), CONFIG.n_layers, CONFIG.d_model)
    return LocalEngine(
        tiny_model(), tokenizer, SaeLibrary.open([], shape, FileHashes(Path("absent")), tokenizer)
    )


REQUEST = AnalysisRequest(
    MODEL_ID, user_message(PROMPT), Generation(max_tokens=5), FeatureOptions(layer=1, top_k=6)
)
STEERED = Steering("m/layer-1", 3, SteeringMode.ADD, 0.0)


def ask(local: LocalEngine, request: AnalysisRequest) -> AnalysisResult:
    return local.analyse(request, lambda _: None, lambda: False)


def expected_features(w: dict[str, np.ndarray]) -> np.ndarray:
    """Features (T, WIDTH) of the prompt in float64; the stream comes from a separate run."""
    ids = tiny_tokenizer().encode(PROMPT).ids
    x = tiny_model().run(ids, stop_layer=2).resid.astype(np.float64)
    z = x @ w["W_enc"].astype(np.float64) + w["b_enc"]
    return np.where(z > w["threshold"], np.maximum(z, 0), 0)


def test_that_features_agree_with_a_separate_computation(tmp_path: Path) -> None:
    result = ask(engine(tmp_path), REQUEST)

    features = expected_features(random_weights(CONFIG.d_model, WIDTH))[1:]
    pooled = features.max(axis=0)
    assert result.features is not None
    reading = result.features.reading
    assert [f.feature for f in result.features.features] == np.argsort(-pooled)[:6].tolist()
    assert [f.activation for f in result.features.features] == pytest.approx(
        np.sort(pooled)[::-1][:6].tolist()
    )
    assert reading.n_active == int((pooled > 0).sum())
    assert reading.l0_mean == pytest.approx((features > 0).sum(axis=1).mean())
    assert reading.n_tokens == N_TOKENS - 1
    assert (reading.layer, reading.width, reading.hook_point) == (1, WIDTH, "resid_post")
    assert reading.sha256 is not None


def test_that_the_activation_cache_has_a_row_for_every_token_and_none_for_bos(tmp_path: Path) -> None:
    result = ask(engine(tmp_path), REQUEST)

    assert result.features is not None
    cache = result.features.cache
    assert cache is not None
    features = expected_features(random_weights(CONFIG.d_model, WIDTH))
    assert [token.start for token in cache.tokens[1:]] == list(range(len(PROMPT)))
    assert cache.tokens[0].is_special
    assert cache.activations[0].features == ()
    for row, expected in zip(cache.activations[1:], features[1:], strict=True):
        assert row.features == tuple(np.flatnonzero(expected).tolist())
        assert row.values == pytest.approx(expected[expected > 0].tolist(), rel=1e-4)


def test_that_the_activation_cache_is_left_out_when_not_asked_for(tmp_path: Path) -> None:
    options = FeatureOptions(layer=1, with_activation_cache=False)

    result = ask(engine(tmp_path), replace(REQUEST, features=options))

    assert result.features is not None
    assert result.features.cache is None


def test_that_the_answer_is_the_greedy_continuation(tmp_path: Path) -> None:
    tokenizer = tiny_tokenizer()
    ids = tokenizer.encode(PROMPT).ids

    said = ask(engine(tmp_path), REQUEST).answer

    assert said is not None
    assert said.text == tokenizer.decode(greedy(tiny_model(), ids, 5))
    assert (said.usage.prompt_tokens, said.usage.completion_tokens) == (N_TOKENS, 5)
    assert said.finish_reason == "length"


def test_that_the_answer_streams_in_pieces_that_make_the_text(tmp_path: Path) -> None:
    heard: list[Progress] = []

    result = engine(tmp_path).analyse(REQUEST, heard.append, lambda: False)

    pieces = [progress for progress in heard if progress.stage == "decode" and progress.done]
    assert result.answer is not None
    assert "".join(progress.text for progress in pieces) == result.answer.text
    assert [(progress.done, progress.total) for progress in pieces] == [(i, 5) for i in range(1, 6)]


def test_that_stages_are_named_as_they_begin_and_timed(tmp_path: Path) -> None:
    heard: list[Progress] = []

    result = engine(tmp_path).analyse(replace(REQUEST, logit_lens=True), heard.append, lambda: False)

    begun = list(dict.fromkeys(progress.stage for progress in heard))
    assert begun == ["loading", "prefill", "features", "loss", "lens", "decode"]
    assert list(result.provenance.elapsed_ms) == [stage for stage in begun if stage != "loss"]


def test_that_features_are_told_before_the_loss_and_are_those_of_the_result(tmp_path: Path) -> None:
    heard: list[Progress] = []

    result = engine(tmp_path).analyse(REQUEST, heard.append, lambda: False)

    (early,) = [progress.features for progress in heard if progress.features is not None]
    assert result.features is not None
    assert early.features
    assert early == replace(result.features, reading=replace(result.features.reading, ce_loss_recovered=None))


def test_that_no_new_tokens_give_features_and_an_empty_answer(tmp_path: Path) -> None:
    result = ask(engine(tmp_path), replace(REQUEST, generation=Generation(max_tokens=0)))

    assert result.features is not None
    assert result.answer is not None
    assert (result.answer.text, result.answer.usage.completion_tokens) == ("", 0)


def test_that_logprobs_are_those_of_the_softmax(tmp_path: Path) -> None:
    model, ids = tiny_model(), tiny_tokenizer().encode(PROMPT).ids
    logits = model.logits(model.run(ids).resid[-1]).astype(np.float64)
    expected = np.sort(logits - np.log(np.exp(logits).sum()))[::-1]

    said = ask(engine(tmp_path), replace(REQUEST, generation=Generation(5, top_logprobs=3))).answer

    assert said is not None
    assert said.logprobs is not None
    assert len(said.logprobs) == 5
    assert [top.logprob for top in said.logprobs[0].top] == pytest.approx(expected[:3].tolist(), abs=1e-5)
    assert said.logprobs[0].chosen == said.logprobs[0].top[0]


def test_that_the_last_row_of_the_lens_is_the_models_own_prediction(tmp_path: Path) -> None:
    result = ask(
        engine(tmp_path), replace(REQUEST, logit_lens=True, generation=Generation(1, top_logprobs=5))
    )

    assert result.logit_lens is not None
    assert result.answer is not None
    assert result.answer.logprobs is not None
    last = result.logit_lens[-1]
    assert last.layer == CONFIG.n_layers - 1
    assert [top.token for top in last.top] == [top.token for top in result.answer.logprobs[0].top]


def test_that_the_result_says_where_it_comes_from(tmp_path: Path) -> None:
    provenance = ask(engine(tmp_path), replace(REQUEST, generation=Generation(1, seed=77))).provenance

    assert (provenance.origin, provenance.engine) == (Origin.MEASURED_HERE, "holysheep-numpy")
    assert (provenance.version, provenance.dtype, provenance.seed) == (__version__, "float32", 77)
    assert (provenance.model_sha256, provenance.tokenizer_sha256) == ("0" * 64, "1" * 64)


def test_that_the_same_seed_gives_the_same_sampled_answer(tmp_path: Path) -> None:
    local = engine(tmp_path)
    sampled = replace(REQUEST, generation=Generation(5, temperature=1.0, seed=5), features=None)

    first, second = (ask(local, sampled).answer for _ in range(2))

    assert first == second


def test_that_steering_by_nothing_changes_nothing(tmp_path: Path) -> None:
    local = engine(tmp_path)
    logged = replace(REQUEST, generation=Generation(5, top_logprobs=2))

    plain, steered = ask(local, logged), ask(local, replace(logged, steering=(STEERED,)))

    assert steered.answer == plain.answer
    assert steered.features == plain.features


def test_that_steering_changes_prompt_and_answer_as_an_edit_of_every_run_does(tmp_path: Path) -> None:
    model, tokenizer = tiny_model(), tiny_tokenizer()
    direction = random_weights(CONFIG.d_model, WIDTH)["W_dec"][3]
    ids = tokenizer.encode(PROMPT).ids
    for _ in range(5):
        x = model.run(ids, stop_layer=2).resid
        x[1:] += 9 * direction
        ids = [*ids, int(model.logits(model.run(resid=x, start_layer=2).resid[-1]).argmax())]

    strong = replace(REQUEST, steering=(replace(STEERED, strength=9.0),), features=None)
    said = ask(engine(tmp_path), strong).answer

    assert said is not None
    assert said.text == tokenizer.decode(ids[N_TOKENS:])


def test_that_a_steered_reading_shows_the_steered_activation(tmp_path: Path) -> None:
    w = random_weights(CONFIG.d_model, WIDTH)
    ids = tiny_tokenizer().encode(PROMPT).ids
    x = tiny_model().run(ids, stop_layer=2).resid[1:] + 4 * w["W_dec"][3]
    z = x @ w["W_enc"] + w["b_enc"]
    expected = np.where(z > w["threshold"], np.maximum(z, 0), 0).max(axis=0)

    steered = replace(REQUEST, steering=(replace(STEERED, strength=4.0),))
    found = ask(engine(tmp_path), steered).features

    assert found is not None
    assert [f.activation for f in found.features] == pytest.approx(
        np.sort(expected)[::-1][:6].tolist(), rel=1e-4
    )


def test_that_patching_reports_itself_beside_the_answer(tmp_path: Path) -> None:
    options = PatchOptions(comparison_prompt="ab cd ef gz", layer=1, neuron_top_k=2, controls=20)

    result = ask(engine(tmp_path), replace(REQUEST, patching=options))

    assert result.patching is not None
    assert result.patching.target_layer == 1
    assert all(test.passed for test in result.patching.self_tests)
    assert result.answer is not None


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"model": "gpt-4.1"}, "model"),
        ({"features": FeatureOptions(layer=0)}, "extra_body.sae_layer"),
        ({"features": FeatureOptions(layer=99)}, "extra_body.sae_layer"),
        ({"features": FeatureOptions(layer=1, sae_id="other")}, "extra_body.sae_id"),
        ({"features": FeatureOptions(layer=2, sae_id="m/layer-1")}, "extra_body.sae_id"),
        ({"steering": (replace(STEERED, sae_id="x"),)}, "extra_body.steering[0].sae_id"),
        ({"steering": (STEERED, replace(STEERED, feature=WIDTH))}, "extra_body.steering[1].feature"),
        ({"steering": (replace(STEERED, feature=-1),)}, "extra_body.steering[0].feature"),
        ({"steering": (replace(STEERED, strength=math.nan),)}, "extra_body.steering[0].strength"),
        ({"steering": (replace(STEERED, strength=1e30),)}, "extra_body.steering[0].strength"),
        ({"generation": Generation(max_tokens=CONFIG.n_context)}, "max_tokens"),
        ({"steering": (STEERED,), "patching": PatchOptions("ab", layer=1)}, "extra_body.steering"),
    ],
)
def test_that_an_option_that_cannot_be_served_is_refused_by_name(
    tmp_path: Path, change: dict[str, object], param: str
) -> None:
    with pytest.raises(PatchTargetError) as raised:
        ask(engine(tmp_path), replace(REQUEST, **change))  # type: ignore[arg-type]

    assert raised.value.param == param


def test_that_a_prompt_without_text_is_refused(tmp_path: Path) -> None:
    empty = replace(REQUEST, messages=(replace(REQUEST.messages[0], content=""),))

    with pytest.raises(PatchTargetError) as raised:
        ask(engine(tmp_path), empty)

    assert raised.value.param == "messages"


def test_that_a_prompt_longer_than_the_context_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PromptTooLongError):
        ask(engine(tmp_path), replace(REQUEST, messages=user_message("abc " * 40)))


def test_that_a_stop_ends_the_work(tmp_path: Path) -> None:
    with pytest.raises(CancelledWorkError):
        engine(tmp_path).analyse(REQUEST, lambda _: None, lambda: True)


def test_that_the_model_says_what_it_can_do(tmp_path: Path) -> None:
    (info,) = engine(tmp_path).models()

    assert (info.id, info.owned_by) == ("gemma-3-270m", "google")
    c = info.capabilities
    assert (c.sae, c.activation_patching, c.steering) == (Support.YES, Support.YES, Support.YES)
    assert (c.n_layers, c.d_model, c.context_length) == (CONFIG.n_layers, CONFIG.d_model, CONFIG.n_context)
    assert info.sae_layers() == (1,)
    assert "sae_feature" in c.patching_components
    assert c.patching_metrics == tuple(Metric)


def test_that_a_model_without_saes_says_so() -> None:
    (info,) = without_saes().models()

    assert (info.capabilities.sae, info.capabilities.steering) == (Support.NO, Support.NO)
    assert "sae_feature" not in info.capabilities.patching_components


def test_that_tokens_carry_their_place_in_the_text(tmp_path: Path) -> None:
    tokens = engine(tmp_path).tokenize("a양b")

    assert [(t.start, t.end) for t in tokens] == [(0, 0), (0, 1), (1, 2), (1, 2), (1, 2), (2, 3)]
    assert [t.is_special for t in tokens] == [True, False, False, False, False, False]


def test_that_a_feature_without_a_dashboard_is_described_by_its_decoder(tmp_path: Path) -> None:
    dashboard = engine(tmp_path).feature("m/layer-1", 3)

    assert len(dashboard.promoted) == 10
    assert len(dashboard.nearest) == 8
    assert dashboard.max_activation == 1.0


def test_that_features_are_found_by_number(tmp_path: Path) -> None:
    assert [hit.feature for hit in engine(tmp_path).find_features("m/layer-1", "17", 5)] == [17]
