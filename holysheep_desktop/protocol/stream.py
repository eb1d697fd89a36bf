"""Server-sent events of a streamed reply: text, progress, one result, `[DONE]`.

OpenAI's clients see only chunks: in our own events `choices` is there and empty.
"""

from __future__ import annotations

from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import ApiResponseError, JsonTextError
from holysheep_desktop.protocol.chat_reply import dump_result
from holysheep_desktop.protocol.chat_request import Placement
from holysheep_desktop.protocol.error_body import ServerMessage, error_of
from holysheep_desktop.protocol.feature_part import dump_features, parse_features
from holysheep_desktop.protocol.json_text import loads_reply
from holysheep_desktop.protocol.patching_rows import dump_rows, parse_rows
from holysheep_desktop.protocol.wire_types import Count, LeftOut, OrNone, Strict, Word

DONE = "[DONE]"
_OPERATION = "analyse"
_CHUNK = "chat.completion.chunk"
_PROGRESS = "interpretability.progress"
_RESULT = "interpretability.result"
_FINAL = "final_choices"


class _Progress(Strict):
    stage: Word
    done: Count = 0
    total: Count = 0
    rows: OrNone[list[object]] = None


class _Delta(Strict):
    content: OrNone[str] = None


class _Choice(Strict):
    delta: OrNone[_Delta] = None
    finish_reason: OrNone[Word] = None


class _Chunk(Strict):
    choices: OrNone[list[OrNone[_Choice]]] = None


def dump_text_chunk(
    text: str,
    model: str,
    *,
    finish_reason: str | None = None,
    reply_id: str | None = None,
    created: int | None = None,
) -> dict[str, object]:
    """A piece of the answer as OpenAI's `chat.completion.chunk`; the last one carries the finish reason."""
    chunk: dict[str, object] = {"object": _CHUNK, "model": model}
    if reply_id is not None:
        chunk["id"] = reply_id
    if created is not None:
        chunk["created"] = created
    delta: dict[str, object] = {"content": text} if text or finish_reason is None else {}
    chunk["choices"] = [{"index": 0, "delta": delta, "finish_reason": finish_reason}]
    return chunk


def dump_progress(progress: Progress) -> dict[str, object]:
    """How far the work has come, which rows of an effect map are finished, and the features once read."""
    fields: dict[str, object] = {
        "object": _PROGRESS,
        "stage": progress.stage,
        "done": progress.done,
        "total": progress.total,
        "choices": [],
    }
    if progress.rows:
        fields["rows"] = [dump_rows(rows) for rows in progress.rows]
    if progress.features is not None:
        fields.update(dump_features(progress.features))
    return fields


def dump_stream_result(
    result: AnalysisResult,
    placement: Placement = Placement.NONE,
    *,
    reply_id: str | None = None,
    created: int | None = None,
) -> dict[str, object]:
    """The whole reply as one event; its choices stand under another name, so that no text is read twice."""
    body = dump_result(result, placement, reply_id=reply_id, created=created)
    return {**body, "object": _RESULT, "choices": [], _FINAL: body["choices"]}


class StreamReader:
    """Collects the data of a stream's events into the reply that would have come without streaming."""

    def __init__(self) -> None:
        self.error: ServerMessage | None = None
        """An error that arrived in the middle of the stream."""
        self.is_done = False
        self._text: list[str] = []
        self._finish_reason: str | None = None
        self._fields: dict[str, object] = {}
        self._has_result = False

    def feed(self, data: str) -> Progress | None:
        """Take the data of one event; raises ApiResponseError where it is not the protocol."""
        if data.strip() == DONE:
            self.is_done = True
            return None
        event = event_of(data, _OPERATION)
        if event.get("error"):
            self.error = error_of(event)
            return None
        if event.get("object") == _PROGRESS:
            return progress_of(event)
        if event.get("object") == _RESULT:
            self._take_result(event)
            return None
        return self._take_chunk(event)

    def payload(self) -> dict[str, object]:
        """The reply, for `chat_reply.parse_result`; raises ApiResponseError where the stream broke off."""
        if not self.is_done and not self._has_result and self._finish_reason is None:
            raise ApiResponseError(_OPERATION, "the stream ended before the reply did")
        if self._has_result:
            return self._fields
        message = {"role": "assistant", "content": "".join(self._text)}
        return {**self._fields, "choices": [{"message": message, "finish_reason": self._finish_reason}]}

    def _take_result(self, event: dict[str, object]) -> None:
        self._has_result = True
        choices = event.pop(_FINAL, [])
        self._fields = {**event, "choices": choices}

    def _take_chunk(self, event: dict[str, object]) -> Progress | None:
        chunk = _Chunk.model_validate(event)
        self._fields.update({key: value for key, value in event.items() if key != "choices"})
        choice = next((choice for choice in chunk.choices or () if choice), None)
        if choice is None:
            return None
        self._finish_reason = choice.finish_reason or self._finish_reason
        text = choice.delta.content if choice.delta else None
        if not text:
            return None
        self._text.append(text)
        return Progress("decode", len(self._text), text=text)


def event_of(data: str, operation: str) -> dict[str, object]:
    """The object in an event's data; raises ApiResponseError where there is none."""
    try:
        value = loads_reply(data.encode("utf-8", "replace"))
    except JsonTextError as error:
        raise ApiResponseError(operation, f"an event of the stream: {error}") from error
    if not isinstance(value, dict):
        raise ApiResponseError(operation, f"an event of the stream is a {type(value).__name__}")
    return {str(key): item for key, item in value.items()}


def progress_of(event: dict[str, object]) -> Progress | None:
    """A progress event that cannot be read is no reason to lose the reply."""
    try:
        wire = _Progress.model_validate(event)
        features = parse_features(event, None, LeftOut(), [])
    except (ValueError, ApiResponseError):
        return None
    return Progress(wire.stage, wire.done, wire.total, rows=parse_rows(wire.rows), features=features)
