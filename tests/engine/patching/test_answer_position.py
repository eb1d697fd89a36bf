"""An answer that is read before the end of the prompts, and the lens of both runs there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from fakes import naive_gemma
from fakes.patching_cases import NoDictionaries, analyse_tiny, never, tiny_request
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.core.effect_maps import CellKind, cells_of, map_of
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnswerTokenIds, SiteChoice
from holysheep_desktop.core.results import PatchAnalysis
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.engine.analysis.prompt_run import read_prompt_text
from holysheep_desktop.engine.patching import analyse_patching
from holysheep_desktop.errors import PatchTargetError

MODEL, TOKENIZER = tiny_model(), tiny_tokenizer()
ORIGINAL, COMPARISON, LONGER = "abcdefgh", "abxdefyh", "abxxdefyyh"
ANSWERS = AnswerTokenIds(39, 31)


def ids(text: str) -> list[int]:
    return TOKENIZER.encode(text).ids


def analysed(original: str, comparison: str, **options: Any) -> PatchAnalysis:
    return analyse_tiny(original, comparison, 1, answers=ANSWERS, sweep=True, **options)


def test_that_an_early_answer_is_that_of_the_prompts_cut_there() -> None:
    # 5 tokens of each: BOS and four letters
    early = analysed(ORIGINAL, COMPARISON, answer_position=(5, 5), components=(Component.MLP_OUT,))
    cut = analysed(ORIGINAL[:5], COMPARISON[:5], components=(Component.MLP_OUT,))
    one, other = map_of(early, Component.MLP_OUT), map_of(cut, Component.MLP_OUT)
    assert one is not None
    assert other is not None
    assert one.noising is not None
    assert other.noising is not None
    assert [row[:6] for row in one.noising] == list(other.noising)
    assert (early.impact_score, early.denoising_score) == (cut.impact_score, cut.denoising_score)
    assert early.answers == cut.answers
    assert early.answer_position == (5, 5)


def test_that_the_whole_prompts_stay_in_the_result_and_what_is_behind_cannot_matter() -> None:
    found = analysed(ORIGINAL, COMPARISON, answer_position=(5, 5), components=(Component.MLP_OUT,))
    assert [token.id for token in found.tokens] == ids(ORIGINAL)
    assert [token.id for token in found.comparison_tokens] == ids(COMPARISON)
    drawn = map_of(found, Component.MLP_OUT)
    assert drawn is not None
    assert drawn.noising is not None
    assert {value for row in drawn.noising for value in row[6:]} == {0.0}
    cells = cells_of(drawn, found, CONFIG.n_layers)
    assert {cell.kind for row in cells for cell in row[6:]} == {CellKind.IMPOSSIBLE}
    assert cells[-1][5].kind is CellKind.MEASURED


def test_that_without_a_wish_the_answer_stands_behind_the_last_tokens() -> None:
    assert analysed(ORIGINAL, LONGER).answer_position == (8, 10)


def test_that_the_original_answer_of_a_whole_prompt_is_not_taken_for_an_early_one() -> None:
    prompt = read_prompt_text(TOKENIZER, ORIGINAL).tokens
    wish = {"answers": ANSWERS, "answer_position": (5, 5), "site": SiteChoice(Component.MLP_OUT, 1, 3)}
    request = tiny_request(ORIGINAL, COMPARISON, 1, **wish)
    found = analyse_patching(
        MODEL, TOKENIZER, NoDictionaries(), prompt, request, report_nothing, never, original_answer="no"
    ).site
    assert found is not None
    assert found.original.text != "no"


@pytest.mark.parametrize("position", [(9, 8), (8, 11), (4, 3)])
def test_that_an_answer_outside_a_prompt_or_across_a_pair_is_refused(position: tuple[int, int]) -> None:
    with pytest.raises(PatchTargetError) as refused:
        analysed(ORIGINAL, COMPARISON, answer_position=position)
    assert refused.value.param == "extra_body.activation_patching.answer_position"


def test_that_the_lens_reads_both_runs_at_the_answer_position_after_every_layer() -> None:
    prompt = read_prompt_text(TOKENIZER, ORIGINAL).tokens
    request = tiny_request(ORIGINAL, COMPARISON, 1, answers=ANSWERS, answer_position=(5, 5))
    found = analyse_patching(
        MODEL, TOKENIZER, NoDictionaries(), prompt, replace(request, logit_lens=True), report_nothing, never
    ).lens
    assert [row.layer for row in found] == [0, 1, 2]
    for text, name in ((ORIGINAL, "original"), (COMPARISON, "comparison")):
        values = naive_gemma.values(MODEL, ids(text)[:6])
        for row in found:
            stream = values[f"blocks.{row.layer}.hook_resid_post"][-1]
            logits = MODEL.logits(stream.astype(np.float32)).astype(np.float64)
            reading = getattr(row, name)
            assert [token.id for token in reading.top] == np.argsort(-logits)[:5].tolist()
            expected = logits[ANSWERS.original] - logits[ANSWERS.comparison]
            assert reading.logit_difference == pytest.approx(expected, abs=1e-3)
            assert reading.logprob_original <= 0.0


def test_that_the_lens_comes_only_where_it_was_asked_for() -> None:
    assert analysed(ORIGINAL, COMPARISON).lens == ()
