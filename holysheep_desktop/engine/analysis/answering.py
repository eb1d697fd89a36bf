"""The model's answer to a prompt that has been run: decoded, streamed, counted."""

from __future__ import annotations

from collections.abc import Callable

from holysheep_desktop.core.requests import Generation
from holysheep_desktop.core.results import Answer, AnswerTokenLogprobs, TokenLogprob, Usage
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.engine.analysis.prompt_run import PromptRun
from holysheep_desktop.engine.decoding.decode import Finish, Step, continue_from
from holysheep_desktop.engine.decoding.sampling import Sampling
from holysheep_desktop.engine.transformer.hooks import Edit
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer


def answer(
    model: Network,
    tokenizer: TextTokenizer,
    run: PromptRun,
    generation: Generation,
    *,
    edit: Edit | None,
    report: Report,
    should_stop: Callable[[], bool],
) -> Answer:
    """Decode after the prompt; every piece of text is reported as it becomes certain.

    With `max_tokens` 0 nothing is decoded and the answer is empty, cut by length.
    """
    sampling = Sampling(
        max_tokens=generation.max_tokens,
        temperature=generation.temperature,
        top_p=generation.top_p,
        seed=generation.seed,
        stop=generation.stop,
        top_logprobs=generation.top_logprobs,
    )
    steps: list[Step] = []
    decoding = continue_from(
        model, tokenizer, run.cache, run.final[-1], sampling, edit=edit, should_stop=should_stop
    )
    for step in decoding:
        steps.append(step)
        report(Progress("decode", len(steps), generation.max_tokens, step.text))
    finish = steps[-1].finish if steps else Finish.LENGTH
    return Answer(
        text="".join(step.text for step in steps),
        finish_reason=None if finish is None else finish.value,
        usage=Usage(len(run.prompt.ids), len(steps)),
        logprobs=_logprobs(tokenizer, steps) if generation.top_logprobs is not None else None,
    )


def _logprobs(tokenizer: TextTokenizer, steps: list[Step]) -> tuple[AnswerTokenLogprobs, ...]:
    return tuple(
        AnswerTokenLogprobs(
            TokenLogprob(tokenizer.text_of(step.token), step.logprob, step.token),
            tuple(TokenLogprob(tokenizer.text_of(token), logprob, token) for token, logprob in step.top),
        )
        for step in steps
        if step.logprob is not None
    )
