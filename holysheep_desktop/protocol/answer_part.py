"""The answer in OpenAI's shape: `choices`, `usage`, `logprobs`. A log-probability has its token's `id`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from holysheep_desktop.core.provenance import NoteKind, ReplyNote
from holysheep_desktop.core.results import Answer, AnswerTokenLogprobs, TokenLogprob, Usage
from holysheep_desktop.protocol.wire_types import Amount, Count, Index, LeftOut, OrNone, Real, Strict, Word

_CUT = "length"
_FILTERED = "content_filter"
_REFUSAL = "refusal"


class _Alternative(Strict):
    token: str
    logprob: Real
    id: OrNone[Index] = None


class _TokenLogprobs(_Alternative):
    top_logprobs: list[_Alternative] = Field(default_factory=list[_Alternative])


class _Logprobs(Strict):
    content: list[_TokenLogprobs]


class _Choice(Strict):
    message: OrNone[dict[str, object]] = None
    finish_reason: OrNone[Word] = None
    logprobs: OrNone[_Logprobs] = None


class _Usage(Strict):
    prompt_tokens: OrNone[Count] = None
    completion_tokens: OrNone[Count] = None
    cost_usd: OrNone[Amount] = None


class _Answer(Strict):
    choices: OrNone[list[OrNone[_Choice]]] = None
    usage: OrNone[_Usage] = None


def dump_choices(answer: Answer | None) -> list[dict[str, object]]:
    """OpenAI's `choices`; empty where the model was not asked to say anything."""
    if answer is None:
        return []
    return [
        {
            "index": 0,
            "message": {"role": "assistant", "content": answer.text},
            "finish_reason": answer.finish_reason,
            "logprobs": dump_logprobs(answer),
        }
    ]


def dump_logprobs(answer: Answer) -> dict[str, object] | None:
    """OpenAI's `logprobs`; `bytes` is null, because a token may be a piece of a character."""
    if answer.logprobs is None:
        return None
    return {
        "content": [
            {**_alternative(entry.chosen), "top_logprobs": [_alternative(token) for token in entry.top]}
            for entry in answer.logprobs
        ]
    }


def _alternative(token: TokenLogprob) -> dict[str, object]:
    fields: dict[str, object] = {"token": token.token, "logprob": token.logprob, "bytes": None}
    if token.id is not None:
        fields["id"] = token.id
    return fields


def dump_usage(usage: Usage) -> dict[str, object]:
    """OpenAI's `usage`, with the cost where it is known."""
    counted = [count for count in (usage.prompt_tokens, usage.completion_tokens) if count is not None]
    fields: dict[str, object] = {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": sum(counted) if counted else None,
    }
    if usage.cost_usd is not None:
        fields["cost_usd"] = usage.cost_usd
    return fields


def parse_answer(payload: dict[str, object], left_out: LeftOut) -> Answer | None:
    """The first choice that has a text, else what the model says in refusing; None where there is neither."""
    parsed = _Answer.model_validate(payload, context=left_out)
    usage = _usage(parsed.usage)
    for read in (_text, _refusal):
        for choice in parsed.choices or ():
            text = read(choice.message) if choice else None
            if choice is not None and text is not None:
                return Answer(text, choice.finish_reason, usage, _logprobs(choice.logprobs))
    return None


def answer_notes(payload: dict[str, object], answer: Answer | None, is_asked: bool) -> Iterator[ReplyNote]:
    """Whether the answer is missing, cut, a refusal, or was filtered."""
    reason = answer.finish_reason if answer else _finish_reason(payload)
    if answer is None and is_asked:
        yield ReplyNote(NoteKind.ANSWER_MISSING, detail=reason or "")
    if answer is not None and _is_refused(payload):
        yield ReplyNote(NoteKind.ANSWER_REFUSED)
    if reason == _CUT:
        yield ReplyNote(NoteKind.ANSWER_CUT)
    elif reason == _FILTERED:
        yield ReplyNote(NoteKind.ANSWER_FILTERED)


def _finish_reason(payload: dict[str, object]) -> str | None:
    parsed = _Answer.model_validate(payload)
    reasons = (choice.finish_reason for choice in parsed.choices or () if choice)
    return next((reason for reason in reasons if reason), None)


def _text(message: dict[str, object] | None) -> str | None:
    """A message's content; some gateways send it in parts."""
    content = (message or {}).get("content")
    return content if isinstance(content, str) else _joined(content, "text")


def _refusal(message: dict[str, object] | None) -> str | None:
    """OpenAI's place for what a model says that will not answer: beside the content, or as a part of it."""
    said = (message or {}).get(_REFUSAL)
    return said if isinstance(said, str) and said else _joined((message or {}).get("content"), _REFUSAL)


def _joined(content: object, name: str) -> str | None:
    if not isinstance(content, list):
        return None
    parts = [part.get(name) for part in content if isinstance(part, dict)]
    texts = [part for part in parts if isinstance(part, str)]
    return "".join(texts) if texts else None


def _is_refused(payload: dict[str, object]) -> bool:
    messages = [choice.message for choice in _Answer.model_validate(payload).choices or () if choice]
    return all(_text(message) is None for message in messages)


def _usage(usage: _Usage | None) -> Usage:
    if usage is None:
        return Usage()
    return Usage(usage.prompt_tokens, usage.completion_tokens, usage.cost_usd)


def _logprobs(logprobs: _Logprobs | None) -> tuple[AnswerTokenLogprobs, ...] | None:
    if logprobs is None:
        return None
    return tuple(
        AnswerTokenLogprobs(
            TokenLogprob(entry.token, entry.logprob, entry.id),
            tuple(TokenLogprob(token.token, token.logprob, token.id) for token in entry.top_logprobs),
        )
        for entry in logprobs.content
    )
