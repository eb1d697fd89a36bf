"""Autoregressive decoding: each token is fed back through the model, with cached keys and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from holysheep_desktop.engine.decoding.sampling import Sampling, log_probabilities, sample, top_k
from holysheep_desktop.engine.transformer.hooks import Edit
from holysheep_desktop.engine.transformer.network import Cache, Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

Array: TypeAlias = npt.NDArray[np.float32]


class Finish(StrEnum):
    """Why decoding ended, in OpenAI's words."""

    STOP = "stop"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Step:
    """One decoded token.

    `text` is what has become certain with it: it may be empty while a character or a stop string may still
    be completed, and holds the rest in the last step. `logprob` is None and `top` empty unless asked for.
    """

    token: int
    text: str
    logprob: float | None
    top: tuple[tuple[int, float], ...]
    finish: Finish | None


def generate(
    model: Network,
    tokenizer: TextTokenizer,
    prompt: Sequence[int],
    sampling: Sampling,
    *,
    prompt_edit: Edit | None = None,
    step_edit: Edit | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Step]:
    """Decode after `prompt` (token ids with BOS).

    `prompt_edit` works on the run over the prompt, `step_edit` on that of every new token: steering sets
    both, a patch only the first. Raises `PromptTooLongError` and `CancelledWorkError`.
    """
    cache = model.new_cache(min(model.config.n_context, len(prompt) + sampling.max_tokens))
    run = model.run(prompt, past=cache, edit=prompt_edit, should_stop=should_stop)
    yield from continue_from(
        model, tokenizer, cache, run.resid[-1], sampling, edit=step_edit, should_stop=should_stop
    )


def continue_from(
    model: Network,
    tokenizer: TextTokenizer,
    cache: Cache,
    resid: Array,
    sampling: Sampling,
    *,
    edit: Edit | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Step]:
    """Decode after a prompt that has been run into `cache`; `resid` (d_model,) is the end of its stream."""
    seed = sampling.seed
    random = np.random.default_rng(None if seed is None else seed % 2**63)  # it may be negative
    text = _Text(tokenizer, sampling.stop)
    ends = {*tokenizer.end_ids, *sampling.stop_tokens}
    room = min(cache.capacity, model.config.n_context) - cache.length + 1
    n_tokens = min(sampling.max_tokens, room)
    for index in range(n_tokens):
        logits = model.logits(resid)
        token = sample(logits, sampling, random)
        finish = Finish.STOP if token in ends else None
        released = "" if finish else text.push(token)
        if text.stopped:
            finish = Finish.STOP
        elif finish is None and index == n_tokens - 1:
            finish = Finish.LENGTH
        if finish and not text.stopped:
            released += text.finish()
        logprob, top = _report(logits, token, sampling.top_logprobs)
        yield Step(token, released, logprob, top, finish)
        if finish:
            return
        resid = model.run([token], past=cache, edit=edit, should_stop=should_stop).resid[-1]


def _report(
    logits: Array, token: int, top_logprobs: int | None
) -> tuple[float | None, tuple[tuple[int, float], ...]]:
    if top_logprobs is None:
        return None, ()
    log_p = log_probabilities(logits)
    best = top_k(log_p, top_logprobs)
    return float(log_p[token]), tuple((int(i), float(log_p[i])) for i in best)


class _Text:
    """Decoded text up to the first stop string, released as soon as it cannot belong to one."""

    def __init__(self, tokenizer: TextTokenizer, stop: Sequence[str]) -> None:
        self._stream = tokenizer.stream()
        self._stop = tuple(string for string in stop if string)
        self._held = ""
        self.stopped = False

    def push(self, token: int) -> str:
        return self._release(self._stream.push(token))

    def finish(self) -> str:
        """All that is left; call once, at the end."""
        released = self._release(self._stream.finish())
        return released if self.stopped else released + self._held

    def _release(self, text: str) -> str:
        held = self._held + text
        found = [at for string in self._stop if (at := held.find(string)) >= 0]
        if found:
            self.stopped, self._held = True, ""
            return held[: min(found)]
        keep = max((_overlap(held, string) for string in self._stop), default=0)
        self._held = held[len(held) - keep :]
        return held[: len(held) - keep]


def _overlap(text: str, stop: str) -> int:
    """Length of the longest end of `text` with which `stop` begins."""
    return next((n for n in range(min(len(text), len(stop) - 1), 0, -1) if text.endswith(stop[:n])), 0)
