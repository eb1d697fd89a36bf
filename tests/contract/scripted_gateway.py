"""The toy model behind HTTP: the scripted server answers in the protocol's own words."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qs

from fakes.scripted_server import Received, Script, json_reply, reply
from fakes.source import FakeSource

from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import ApiStatusError
from holysheep_desktop.protocol.chat_request import ChatCall, parse_request
from holysheep_desktop.protocol.error_body import dump_error
from holysheep_desktop.protocol.feature_pages import dump_dashboard, dump_hits, dump_passages, dump_tokens
from holysheep_desktop.protocol.json_text import dumps, loads_strict
from holysheep_desktop.protocol.label_pages import (
    dump_imported,
    dump_labels,
    dump_written,
    parse_import,
    parse_text,
)
from holysheep_desktop.protocol.model_list import dump_models
from holysheep_desktop.protocol.stream import DONE, dump_progress, dump_stream_result, dump_text_chunk

_FEATURES = "/v1/interpretability/features"


class ScriptedGateway:
    """A handler for `ScriptedServer`."""

    def __init__(self, source: FakeSource) -> None:
        self._source = source
        self._routes: Mapping[str, Callable[[Received], Awaitable[bytes]]] = {
            "/v1/models": self._models,
            "/v1/chat/completions": self._chat,
            "/v1/interpretability/tokenize": self._tokenize,
            _FEATURES: self._find,
            "/v1/interpretability/labels": self._labels,
        }

    async def __call__(self, request: Received) -> Script:
        others = {"label": self._write_label, "silent": self._silent}
        other = others.get(request.path.rpartition("/")[2], self._feature)
        route = self._routes.get(request.path, other)
        try:
            return [await route(request)]
        except ApiStatusError as error:
            body = dump_error(error.server_message, "invalid_request_error", error.code, error.param)
            return [json_reply(body, error.status)]

    async def _models(self, _request: Received) -> bytes:
        return reply(dumps(dump_models(await self._source.models())))

    async def _chat(self, request: Received) -> bytes:
        call = parse_request(loads_strict(request.body))
        seen: list[Progress] = []
        result = await self._source.analyse(call.request, seen.append)
        events = [*(_report_event(call, progress) for progress in seen)]
        reason = result.answer.finish_reason if result.answer else "stop"
        events.append(dumps(dump_text_chunk("", call.request.model, finish_reason=reason)))
        events += [dumps(dump_stream_result(result, call.placement)), DONE.encode()]
        body = b"".join(b"data: " + event + b"\n\n" for event in events)
        return reply(body, headers={"Content-Type": "text/event-stream"})

    async def _tokenize(self, request: Received) -> bytes:
        body = json.loads(request.body)
        return reply(dumps(dump_tokens(await self._source.tokenize(body["model"], body["text"]))))

    async def _find(self, request: Received) -> bytes:
        query = _query(request)
        hits = await self._source.find_features(query["sae_id"], query["query"], int(query["limit"]))
        return reply(dumps(dump_hits(hits)))

    async def _labels(self, request: Received) -> bytes:
        sae_id = _query(request)["sae_id"]
        if request.method == "GET":
            return reply(dumps(dump_labels(await self._source.own_labels(sae_id))))
        labels, replaces = parse_import(loads_strict(request.body))
        done = await self._source.import_labels(sae_id, labels, replaces=replaces)
        return reply(dumps(dump_imported(done)))

    async def _write_label(self, request: Received) -> bytes:
        sae_id = _query(request)["sae_id"]
        feature = int(request.path.removeprefix(_FEATURES + "/").removesuffix("/label"))
        await self._source.write_label(sae_id, feature, *parse_text(loads_strict(request.body)))
        kept = await self._source.own_labels(sae_id)
        return reply(dumps(dump_written(feature, kept.label(feature))))

    async def _silent(self, request: Received) -> bytes:
        query = _query(request)
        feature = int(request.path.removeprefix(_FEATURES + "/").removesuffix("/silent"))
        found = await self._source.silent_passages(query["sae_id"], feature, int(query["limit"]))
        return reply(dumps(dump_passages(found)))

    async def _feature(self, request: Received) -> bytes:
        feature = int(request.path.removeprefix(_FEATURES + "/"))
        return reply(dumps(dump_dashboard(await self._source.feature(_query(request)["sae_id"], feature))))


def _query(request: Received) -> dict[str, str]:
    pairs = parse_qs(request.target.partition("?")[2], keep_blank_values=True)
    return {name: values[0] for name, values in pairs.items()}


def _report_event(call: ChatCall, progress: Progress) -> bytes:
    if progress.text:
        return dumps(dump_text_chunk(progress.text, call.request.model))
    return dumps(dump_progress(progress))
