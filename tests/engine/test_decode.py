from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes.greedy import greedy

from holysheep_desktop.engine.decoding.decode import Finish, Step, generate
from holysheep_desktop.engine.decoding.sampling import Sampling, log_probabilities
from holysheep_desktop.engine.transformer.hooks import Array
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer
from holysheep_desktop.errors import CancelledWorkError, PromptTooLongError

REFERENCES = Path(__file__).parent / "references"
PROMPTS: list[list[int]] = json.loads((REFERENCES / "tokens.json").read_text())["prompts"]
GREEDY: list[dict[str, Any]] = json.loads((REFERENCES / "greedy.json").read_text())
PARIS = 1


def decode(model: Model, tokenizer: Tokenizer, sampling: Sampling, prompt: int = PARIS) -> list[Step]:
    return list(generate(model, tokenizer, PROMPTS[prompt], sampling))


@pytest.mark.parametrize("index", range(len(GREEDY)))
def test_that_greedy_text_is_that_of_transformers(model: Model, tokenizer: Tokenizer, index: int) -> None:
    expected = GREEDY[index]

    tokens = greedy(model, PROMPTS[index], len(expected["ids"]))

    assert tokens.tolist() == expected["ids"]
    assert tokenizer.decode(tokens.tolist()) == expected["text"]


def test_that_the_streamed_text_is_the_text_of_all_tokens(model: Model, tokenizer: Tokenizer) -> None:
    steps = decode(model, tokenizer, Sampling(max_tokens=24), prompt=3)

    assert [step.token for step in steps] == GREEDY[3]["ids"]
    assert "".join(step.text for step in steps) == GREEDY[3]["text"]
    assert [step.finish for step in steps] == [None] * 23 + [Finish.LENGTH]


def test_that_the_text_ends_before_a_stop_string(model: Model, tokenizer: Tokenizer) -> None:
    full: str = GREEDY[PARIS]["text"]
    stop = full[12:17]

    steps = decode(model, tokenizer, Sampling(max_tokens=24, stop=("never found", stop)))

    assert "".join(step.text for step in steps) == full[: full.find(stop)]
    assert steps[-1].finish == Finish.STOP


def test_that_what_only_looked_like_a_stop_string_is_released(model: Model, tokenizer: Tokenizer) -> None:
    full: str = GREEDY[PARIS]["text"]

    steps = decode(model, tokenizer, Sampling(max_tokens=24, stop=(full[-3:] + "#",)))

    assert "".join(step.text for step in steps) == full


def test_that_a_stop_token_ends_the_text_and_is_not_shown(model: Model, tokenizer: Tokenizer) -> None:
    ids: list[int] = GREEDY[PARIS]["ids"]
    first = next(i for i in range(4, 24) if ids[i] not in ids[:i])

    steps = decode(model, tokenizer, Sampling(max_tokens=24, stop_tokens=(ids[first],)))

    assert len(steps) == first + 1
    assert steps[-1].finish == Finish.STOP
    assert "".join(step.text for step in steps) == tokenizer.decode(ids[:first])


def test_that_log_probabilities_are_those_of_the_full_softmax(model: Model, tokenizer: Tokenizer) -> None:
    step = decode(model, tokenizer, Sampling(max_tokens=1, top_logprobs=5))[0]

    stored = np.load(REFERENCES / "logits.npz")
    expected = stored["top_1"][-1] - stored["logsumexp_1"][-1]
    assert [token for token, _ in step.top] == stored["top_ids_1"][-1][:5].tolist()
    assert [value for _, value in step.top] == pytest.approx(expected[:5].tolist(), abs=1e-3)
    assert step.logprob == step.top[0][1]


def test_that_the_same_seed_gives_the_same_text_and_another_seed_another(
    model: Model, tokenizer: Tokenizer
) -> None:
    def text(seed: int) -> list[int]:
        sampling = Sampling(max_tokens=12, temperature=1.0, top_p=0.95, seed=seed)
        return [step.token for step in decode(model, tokenizer, sampling)]

    assert text(1) == text(1)
    assert text(1) != text(2)


def test_that_a_seed_may_be_negative(model: Model, tokenizer: Tokenizer) -> None:
    sampling = Sampling(max_tokens=3, temperature=1.0, seed=-5)
    first, again = (decode(model, tokenizer, sampling) for _ in range(2))
    assert [step.token for step in first] == [step.token for step in again]


def test_that_a_tiny_nucleus_is_greedy(model: Model, tokenizer: Tokenizer) -> None:
    steps = decode(model, tokenizer, Sampling(max_tokens=8, temperature=1.0, top_p=1e-6, seed=3))

    assert [step.token for step in steps] == GREEDY[PARIS]["ids"][:8]


def test_that_a_prompt_edit_and_a_step_edit_reach_their_own_runs(model: Model, tokenizer: Tokenizer) -> None:
    rows: dict[str, list[int]] = {"prompt": [], "step": []}

    def count(kind: str, name: str, value: Array) -> None:
        if name == "blocks.9.hook_resid_post":
            rows[kind].append(len(value))

    sampling = Sampling(max_tokens=3)
    list(
        generate(
            model, tokenizer, PROMPTS[PARIS], sampling,
            prompt_edit=lambda name, value: count("prompt", name, value),
            step_edit=lambda name, value: count("step", name, value),
        )
    )  # fmt: skip

    assert rows == {"prompt": [len(PROMPTS[PARIS])], "step": [1, 1]}


def test_that_steering_each_step_changes_the_text(model: Model, tokenizer: Tokenizer) -> None:
    def steer(name: str, value: Array) -> Array | None:
        return value * np.float32(-1) if name == "blocks.9.hook_resid_post" else None

    steps = generate(model, tokenizer, PROMPTS[PARIS], Sampling(max_tokens=6), step_edit=steer)

    tokens = [step.token for step in steps]
    assert tokens[0] == GREEDY[PARIS]["ids"][0]
    assert tokens[1:] != GREEDY[PARIS]["ids"][1:6]


def test_that_decoding_ends_where_the_context_does(tiny_model: Model, tokenizer: Tokenizer) -> None:
    prompt = [2, *[270] * 2044]

    steps = list(generate(tiny_model, tokenizer, prompt, Sampling(max_tokens=50)))

    assert len(steps) <= 4
    assert steps[-1].finish is not None


def test_that_a_prompt_beyond_the_context_is_refused(tiny_model: Model, tokenizer: Tokenizer) -> None:
    with pytest.raises(PromptTooLongError):
        next(generate(tiny_model, tokenizer, [2] * 2049, Sampling(max_tokens=1)))


def test_that_decoding_stops_between_tokens_when_asked(model: Model, tokenizer: Tokenizer) -> None:
    steps: list[Step] = []
    running = generate(
        model, tokenizer, PROMPTS[PARIS], Sampling(max_tokens=20), should_stop=lambda: len(steps) >= 3
    )

    def follow() -> None:
        for step in running:
            steps.append(step)  # noqa: PERF402 - should_stop looks at the list while it grows

    with pytest.raises(CancelledWorkError):
        follow()

    assert len(steps) == 3


def test_that_log_probabilities_of_equal_logits_are_uniform() -> None:
    assert log_probabilities(np.full(4, 7.0, np.float32)) == pytest.approx([np.log(0.25)] * 4)
