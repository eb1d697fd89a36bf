"""The answer's log-probabilities on the packaged model: each belongs to the token whose id it carries."""

from __future__ import annotations

import numpy as np
import pytest

from holysheep_desktop.core.requests import Generation
from holysheep_desktop.core.results import Answer
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.engine.analysis.answering import answer
from holysheep_desktop.engine.analysis.prompt_run import read_prompt_text, run_prompt
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer

PROMPTS = ("The capital city of France is called", "대한민국의 수도는")


def never() -> bool:
    return False


def said(model: Model, tokenizer: Tokenizer, text: str, n_tokens: int) -> Answer:
    prompt = read_prompt_text(tokenizer, text)
    run = run_prompt(model, prompt, (), new_tokens=n_tokens, edit=None, should_stop=never)
    generation = Generation(n_tokens, top_logprobs=20)
    return answer(model, tokenizer, run, generation, edit=None, report=report_nothing, should_stop=never)


@pytest.mark.parametrize("text", PROMPTS)
def test_that_each_id_has_the_log_probability_of_its_logit(
    model: Model, tokenizer: Tokenizer, text: str
) -> None:
    ids = tokenizer.encode(text).ids
    logits = model.logits(model.run(ids).resid[-1]).astype(np.float64)
    expected = logits - logits.max() - np.log(np.exp(logits - logits.max()).sum())

    found = said(model, tokenizer, text, 1)

    assert found.logprobs is not None
    top = found.logprobs[0].top
    listed = [token.id for token in top]
    assert listed == np.argsort(-logits, kind="stable")[:20].tolist()
    assert [token.logprob for token in top] == pytest.approx(expected[listed].tolist(), abs=1e-4)
    assert [token.token for token in top] == [tokenizer.text_of(id_) for id_ in listed if id_ is not None]


def test_that_the_ids_of_a_greedy_answer_are_the_tokens_that_were_said(
    model: Model, tokenizer: Tokenizer
) -> None:
    found = said(model, tokenizer, PROMPTS[0], 4)

    assert found.logprobs is not None
    ids = [entry.chosen.id for entry in found.logprobs]
    assert ids == tokenizer.encode(PROMPTS[0] + found.text).ids[-4:]
