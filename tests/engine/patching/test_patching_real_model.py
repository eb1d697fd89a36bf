"""Patching of the packaged model on the prompts of the notes and of the tutorial."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fakes.patching_cases import NoDictionaries, never

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    Generation,
    Method,
    PatchOptions,
    Way,
    user_message,
)
from holysheep_desktop.core.results import EffectDirection, EffectScale, PatchAnalysis
from holysheep_desktop.core.source import Progress, report_nothing
from holysheep_desktop.engine.analysis.prompt_run import read_prompt_text
from holysheep_desktop.engine.patching import analyse_patching
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer
from holysheep_desktop.errors import CancelledWorkError

NAMES = (
    "When John and Mary went to the shop, John gave the bag to",
    "When John and Mary went to the shop, Mary gave the bag to",
)
CAPITALS = ("The capital city of France is called", "The capital city of Japan is called")
FILM = ("이 영화 정말 재밌었다. 완벽한 작품이다!", "이 영화 정말 재밌었다. 하지만 좀 지루했다.")
WEATHER = ("좋은 아침입니다! 오늘 날씨가 정말 좋아요.", "좋은 아침입니다! 오늘 날씨가 정말 나빠요.")
ADDED = ("무엇이든 물어보세요.", "무엇이든 물어보세요. 하지만 저는 거짓말쟁이입니다.")


@pytest.fixture(scope="module")
def analyse(model: Model, tokenizer: Tokenizer) -> Any:
    def run(
        prompts: tuple[str, str], layer: int = 12, *, max_tokens: int = 4, stop: Any = never, **options: Any
    ) -> PatchAnalysis:
        request = AnalysisRequest(
            "gemma-3-270m",
            user_message(prompts[0]),
            Generation(max_tokens=max_tokens),
            patching=PatchOptions(prompts[1], layer, **options),
        )
        tokens = read_prompt_text(tokenizer, prompts[0]).tokens
        return analyse_patching(model, tokenizer, NoDictionaries(), tokens, request, report_nothing, stop)

    return run


def assert_trustworthy(found: PatchAnalysis) -> None:
    assert [test.name for test in found.self_tests if not test.passed] == []


def test_that_mary_is_the_answer_and_john_that_of_the_exchanged_names(analyse: Any) -> None:
    found = analyse(NAMES)
    assert_trustworthy(found)
    assert (found.answers.original.text, found.answers.comparison.text) == (" Mary", " John")
    # the notes: +6.0 against −3.7
    assert found.baseline.original == pytest.approx(6.0, abs=0.05)
    assert found.baseline.comparison == pytest.approx(-3.7, abs=0.05)


def test_that_paris_becomes_tokyo_through_what_layer_twelve_writes(analyse: Any) -> None:
    found = analyse(CAPITALS)
    assert_trustworthy(found)
    assert (found.answers.original.text, found.answers.comparison.text) == (" Paris", " Tokyo")
    # the notes: +10.1 against −8.5
    assert found.baseline.original == pytest.approx(10.1, abs=0.05)
    assert found.baseline.comparison == pytest.approx(-8.5, abs=0.05)
    assert found.direction is EffectDirection.TOWARD_COMPARISON
    assert found.impact_score > 0.5


def test_that_the_name_moves_from_its_token_to_the_last_one_over_the_layers(analyse: Any) -> None:
    found = analyse(CAPITALS, sweep=True, components=(Component.RESID_POST,), way=Way.NOISING)
    stream = np.array(found.maps[0].noising)
    country = 5
    assert stream[0, country] > 0.8
    assert stream[-1, -1] == pytest.approx(1.0, abs=1e-3)
    assert abs(stream[-1, country]) == 0.0
    assert (stream[:, :country] == 0.0).all()


def test_that_the_film_pair_of_the_tutorial_has_a_trustworthy_result(analyse: Any) -> None:
    found = analyse(FILM, 15)
    assert_trustworthy(found)
    assert found.scale is EffectScale.NORMALISED
    assert len(found.neurons) == 10
    assert found.comparison_answer
    control = next(c for c in found.controls if c.claim == "neuron")
    assert control.n == 20


def test_that_prompts_of_different_length_leave_tokens_without_partner(analyse: Any) -> None:
    found = analyse(WEATHER)
    assert_trustworthy(found)
    assert len(found.tokens) != len(found.comparison_tokens)
    assert len(found.alignment) == min(len(found.tokens), len(found.comparison_tokens))


def test_that_a_prompt_that_only_goes_on_has_no_effect_at_the_shared_tokens(analyse: Any) -> None:
    found = analyse(ADDED)
    assert_trustworthy(found)
    assert found.impact_score == 0.0


def test_that_attribution_is_exactly_zero_before_the_first_difference(analyse: Any) -> None:
    found = analyse(WEATHER, method=Method.ATTRIBUTION)
    first = next(
        k for k, (a, b) in enumerate(zip(found.tokens, found.comparison_tokens, strict=False)) if a.id != b.id
    )
    for effects in found.maps:
        assert effects.noising[0][:first] == effects.denoising[0][:first] == (0.0,) * first


def test_that_identical_prompts_have_no_scale(analyse: Any) -> None:
    found = analyse((NAMES[0], NAMES[0]))
    assert_trustworthy(found)
    assert (found.scale, found.impact_score, found.maps) == (EffectScale.RAW, None, ())
    assert found.direction is EffectDirection.NONE


def test_that_the_same_request_gives_the_same_result(analyse: Any) -> None:
    assert analyse(CAPITALS) == analyse(CAPITALS)


def test_that_semantic_similarity_compares_three_greedy_texts(analyse: Any) -> None:
    found = analyse(CAPITALS, metric=Metric.SEMANTIC_SIMILARITY, max_tokens=6)
    assert_trustworthy(found)
    assert found.texts.original.startswith(" Paris")
    assert found.texts.comparison.startswith(" Tokyo")
    # layer 12 carries the country to the last position
    assert found.texts.patched.startswith(" Tokyo")
    assert found.impact_score == pytest.approx(1.0, abs=0.2)


def test_that_a_stop_in_a_sweep_is_heard_within_one_block(model: Model, tokenizer: Tokenizer) -> None:
    heard: list[Progress] = []
    after_stop: list[Progress] = []
    request = AnalysisRequest(
        "gemma-3-270m",
        user_message(CAPITALS[0]),
        Generation(max_tokens=1),
        patching=PatchOptions(CAPITALS[1], 12, sweep=True),
    )

    def in_the_middle() -> bool:
        return any(progress.stage == "sweep" and progress.done > 40 for progress in heard)

    def report(progress: Progress) -> None:
        if in_the_middle():
            after_stop.append(progress)
        heard.append(progress)

    tokens = read_prompt_text(tokenizer, CAPITALS[0]).tokens
    with pytest.raises(CancelledWorkError):
        analyse_patching(model, tokenizer, NoDictionaries(), tokens, request, report, in_the_middle)
    assert after_stop == []
