"""The sample pairs that come with the program: prompts on which the model does the task."""

from __future__ import annotations

import pytest

from holysheep_desktop.core.pairs.pair_file import PromptPair, parse_pair_file
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer
from holysheep_desktop.resources_path import resource_path

PAIRS = parse_pair_file((resource_path("sample_prompts") / "pairs.csv").read_bytes())
FIRST_OF_EACH = list({(pair.task, pair.language): pair for pair in reversed(PAIRS)}.values())


def test_that_there_are_four_tasks_in_both_languages_and_no_pair_twice() -> None:
    assert len(PAIRS) >= 20
    tasks = {"agreement", "capital", "sentiment", "indirect object"}
    assert {(pair.task, pair.language) for pair in PAIRS} == {
        (t, lang) for t in tasks for lang in ("en", "ko")
    }
    assert len({(pair.original, pair.comparison) for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.original[:30])
def test_that_the_two_answers_begin_with_different_tokens(pair: PromptPair, tokenizer: Tokenizer) -> None:
    first = {
        tokenizer.encode(answer, bos=False).ids[0]
        for answer in (pair.original_answer, pair.comparison_answer)
    }
    assert len(first) == 2


@pytest.mark.parametrize("pair", FIRST_OF_EACH, ids=lambda pair: f"{pair.task}-{pair.language}")
def test_that_the_model_prefers_the_answer_of_each_prompt_by_a_logit(
    pair: PromptPair, model: Model, tokenizer: Tokenizer
) -> None:
    rows = [
        tokenizer.encode(answer, bos=False).ids[0]
        for answer in (pair.original_answer, pair.comparison_answer)
    ]
    ends = (model.run(tokenizer.encode(text).ids).resid[-1] for text in (pair.original, pair.comparison))
    original, comparison = (model.logits(end, rows=rows) for end in ends)
    assert original[0] - original[1] >= 1.0
    assert comparison[1] - comparison[0] >= 1.0
