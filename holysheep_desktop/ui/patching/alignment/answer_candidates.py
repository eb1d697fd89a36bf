"""Which tokens could be compared as answers: likely ones of both runs, and those a typed text begins with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from holysheep_desktop.core.requests import TOP_LOGPROBS_LIMIT, AnalysisRequest, Generation, user_message
from holysheep_desktop.core.results import Answer, AnswerToken, TokenLogprob
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.ui.patching.alignment.columns import Side

_NEXT_TOKEN = Generation(max_tokens=1, top_logprobs=TOP_LOGPROBS_LIMIT)


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """A typed text and the token that it begins with."""

    text: str
    token: AnswerToken
    n_tokens: int


async def ask_candidates(
    source: AnalysisSource, model: str, original: str, comparison: str
) -> tuple[AnswerToken, ...]:
    """The most likely next tokens of both prompts; raises what the source raises."""
    answers = [
        (await source.analyse(AnalysisRequest(model, user_message(prompt), _NEXT_TOKEN))).answer
        for prompt in (original, comparison)
    ]
    return merged(answers[0], answers[1])


def merged(original: Answer | None, comparison: Answer | None) -> tuple[AnswerToken, ...]:
    """The candidates of both runs, each once, the most likely in either run first.

    A token that only one run listed has None for the other. Tokens without an id cannot be asked for and
    are left out.
    """
    found: dict[int, AnswerToken] = {}
    for id_, listed in _likely(original):
        found[id_] = AnswerToken(id_, listed.token, logprob_original=listed.logprob)
    for id_, listed in _likely(comparison):
        known = found.get(id_, AnswerToken(id_, listed.token))
        found[id_] = replace(known, logprob_comparison=listed.logprob)
    return tuple(sorted(found.values(), key=_best, reverse=True))


def _likely(answer: Answer | None) -> Iterator[tuple[int, TokenLogprob]]:
    if answer is None or not answer.logprobs:
        return
    for listed in answer.logprobs[0].top:
        if listed.id is not None:
            yield listed.id, listed


def _best(token: AnswerToken) -> float:
    return max(p for p in (token.logprob_original, token.logprob_comparison) if p is not None)


def likeliest(candidates: tuple[AnswerToken, ...], side: Side, besides: int) -> AnswerToken | None:
    """What one run would say next, apart from one token; None where that run listed nothing else."""
    listed = [(logprob_in(token, side), token) for token in candidates if token.id != besides]
    known = [(logprob, token) for logprob, token in listed if logprob is not None]
    return max(known, key=_first)[1] if known else None


def _first(entry: tuple[float, AnswerToken]) -> float:
    return entry[0]


def logprob_in(token: AnswerToken, side: Side) -> float | None:
    """The token's log-probability in one run."""
    return token.logprob_original if side is Side.ORIGINAL else token.logprob_comparison


async def look_up(source: AnalysisSource, model: str, text: str) -> tuple[TypedAnswer, ...]:
    """The first token of a text as a next word (with a space before it) and as it is typed."""
    ways = [text] if text.startswith(" ") else [f" {text}", text]
    found: dict[int, TypedAnswer] = {}
    for way in ways:
        tokens = [token for token in await source.tokenize(model, way) if not token.is_special]
        if tokens:
            first = AnswerToken(tokens[0].id, tokens[0].text)
            found.setdefault(first.id, TypedAnswer(way, first, len(tokens)))
    return tuple(found.values())


def shown_candidates(
    candidates: tuple[AnswerToken, ...], typed: tuple[TypedAnswer, ...], text: str
) -> tuple[AnswerToken, ...]:
    """What a typed text begins with, then the candidates that contain it; all of them for an empty text."""
    known = {token.id: token for token in candidates}
    first = [known.get(answer.token.id, answer.token) for answer in typed]
    ids = {token.id for token in first}
    wanted = text.strip().casefold()
    rest = [token for token in candidates if token.id not in ids and wanted in token.text.casefold()]
    return (*first, *rest)
