"""One run of the model over a prompt, kept so that features, lens and answer all come from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from holysheep_desktop.core.requests import Message, Role
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.engine.analysis.cross_entropy import Ids
from holysheep_desktop.engine.analysis.reading import Mask
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Array, Edit, Site
from holysheep_desktop.engine.transformer.network import Cache, Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer


@dataclass(frozen=True, slots=True, eq=False)
class Prompt:
    """A prompt as the model reads it: T tokens, BOS first; `template` as in `Encoding`."""

    tokens: tuple[Token, ...]
    ids: Ids
    is_special: Mask
    template: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PromptRun:
    """A prompt and what the model made of it: captured values (T, …), final stream (T, d_model), cache."""

    prompt: Prompt
    values: dict[str, Array]
    final: Array
    cache: Cache
    edit: Edit | None

    def value(self, layer: int, site: Site) -> Array:
        """A captured value (T, …); KeyError where it was not captured."""
        return self.values[hooks.name(layer, site)]


def read_prompt_text(tokenizer: TextTokenizer, text: str) -> Prompt:
    """The tokens of a single user's message, with their character offsets."""
    return read_messages(tokenizer, (Message(Role.USER, text),))


def read_messages(tokenizer: TextTokenizer, messages: Sequence[Message]) -> Prompt:
    """The tokens of a chat as the model reads it."""
    encoding = tokenizer.conversation(messages)
    tokens = tuple(
        Token(i, tokenizer.text_of(i), start, end, tokenizer.is_special(i))
        for i, (start, end) in zip(encoding.ids, encoding.spans, strict=True)
    )
    is_special = np.array([token.is_special for token in tokens], np.bool_)
    return Prompt(tokens, np.array(encoding.ids, np.int64), is_special, encoding.template)


def run_prompt(
    model: Network,
    prompt: Prompt,
    capture: Collection[str],
    *,
    new_tokens: int,
    edit: Edit | None,
    should_stop: Callable[[], bool],
) -> PromptRun:
    """Run the prompt once, leaving room in the cache for `new_tokens` more."""
    cache = model.new_cache(len(prompt.ids) + new_tokens)
    run = model.run(prompt.ids, past=cache, capture=capture, edit=edit, should_stop=should_stop)
    return PromptRun(prompt, run.values, run.resid, cache, edit)
