"""The gateway before many engines: it passes each request to the engine that the request names."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import TypeAlias, cast

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from holysheep_desktop.cluster.relay import Call, call_of
from holysheep_desktop.errors import JsonTextError, RequestError
from holysheep_desktop.gateway.door import OPEN_PATH
from holysheep_desktop.gateway.faults import fault_of
from holysheep_desktop.gateway.replies import fault_reply, json_reply, read_body, unless_gone
from holysheep_desktop.gateway.streaming import event
from holysheep_desktop.protocol.json_text import dumps, loads_strict

log = logging.getLogger(__name__)

Ask: TypeAlias = Callable[[str, Call], AsyncGenerator[Message]]
"""The reply of an engine to a call, by the engine's name; raises RequestError, `engine_lost` where its
process ended. Closing the generator ends the work."""

HEALTH_WITHIN_S = 2.0
_LISTS = {"/v1/models", "/v1/interpretability/saes"}
_TRIES = 2
_WITH_BODY = {"POST", "PUT"}
_NUMBER = "x-request-id"
_SOUND_NUMBER = re.compile(r"[0-9a-zA-Z-]{1,64}")


class Front:
    """ASGI over several engines. What an engine's end cut off before its reply began is asked once more."""

    def __init__(self, ask: Ask, engines: Sequence[str]) -> None:
        self._ask = ask
        self._engines = tuple(engines)
        self._lists: dict[str, list[object]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            body = await read_body(request) if scope["method"] in _WITH_BODY else b""
            await unless_gone(receive, self._answer(scope, receive, send, call_of(scope, body)))
        except ClientDisconnect:
            return
        except RequestError as error:
            await fault_reply(error, scope["state"]["request_id"])(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, call: Call) -> None:
        path: str = scope["path"]
        if path == OPEN_PATH:
            await json_reply(await self._health(call))(scope, receive, send)
        elif path in _LISTS and len(self._engines) > 1 and scope["method"] == "GET":
            data = await self._listed(call, path)
            await json_reply(dumps({"object": "list", "data": data}))(scope, receive, send)
        else:
            await self._pass_on(await self._engine_of(scope, call), call, send)

    async def _pass_on(self, engine: str, call: Call, send: Send) -> None:
        for tries_left in reversed(range(_TRIES)):
            start: Message | None = None
            try:
                async for message in self._ask(engine, call):
                    start = start or message
                    await send(message)
            except RequestError as error:
                log.warning("request %s: %s", _id(call), error.reason)
                if start is not None:
                    await _break_off(start, error, _id(call), send)
                elif tries_left and error.code == "engine_lost":
                    continue
                else:
                    raise
            return

    async def _engine_of(self, scope: Scope, call: Call) -> str:
        if len(self._engines) == 1:
            return self._engines[0]
        if call.body:
            return self._engine_named(call.body)
        sae_id = Request(scope).query_params.get("sae_id")
        return self._engines[0] if sae_id is None else await self._engine_with(sae_id, call)

    def _engine_named(self, body: bytes) -> str:
        try:
            value = loads_strict(body)
        except JsonTextError:
            return self._engines[0]  # each of them says what is wrong with it
        model = cast("dict[str, object]", value).get("model") if isinstance(value, dict) else None
        if not isinstance(model, str):
            return self._engines[0]
        if model not in self._engines:
            reason = f"this gateway has no such model; it has {', '.join(self._engines)}"
            raise RequestError("model", reason, "model_not_found")
        return model

    async def _engine_with(self, sae_id: str, call: Call) -> str:
        for entry in cast("list[dict[str, object]]", await self._listed(call, "/v1/models")):
            capabilities = cast("dict[str, object]", entry.get("capabilities") or {})
            saes = cast("list[dict[str, object]]", capabilities.get("saes") or [])
            if any(sae.get("sae_id") == sae_id for sae in saes):
                return str(entry["id"])
        return self._engines[0]

    async def _listed(self, call: Call, path: str) -> list[object]:
        """What all engines list under a path. Engines of a deployment take no SAEs, so it stays as it is."""
        if path not in self._lists:
            asked = Call(call.scope | {"method": "GET", "path": path, "raw_path": path.encode()}, b"")
            replies = await asyncio.gather(*(self._read(engine, asked) for engine in self._engines))
            self._lists[path] = [entry for reply in replies for entry in _entries(reply)]
        return self._lists[path]

    async def _health(self, call: Call) -> bytes:
        """What an engine says of itself; an engine that is busy for a while says nothing."""
        try:
            async with asyncio.timeout(HEALTH_WITHIN_S):
                return await self._read(self._engines[0], call)
        except (TimeoutError, RequestError):
            return dumps({"status": "no_answer"})

    async def _read(self, engine: str, call: Call) -> bytes:
        return b"".join([message.get("body", b"") async for message in self._ask(engine, call)])


def served(app: ASGIApp) -> ASGIApp:
    """An application as Serve runs it: told of its start and end, and with Serve's numbers of requests."""

    async def serving(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            for _ in range(2):
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
            return

        async def send_unnumbered(message: Message) -> None:
            if message["type"] == "http.response.start":
                del MutableHeaders(scope=message)[_NUMBER]  # Serve writes it itself
            await send(message)

        number = Headers(scope=scope).get(_NUMBER, "")
        if _SOUND_NUMBER.fullmatch(number):
            scope.setdefault("state", {})["request_id"] = number
        await app(scope, receive, send_unnumbered)

    return serving


async def _break_off(start: Message, error: RequestError, request_id: str, send: Send) -> None:
    """A stream ends with an error that says so; of any other reply the rest is not sent."""
    if (b"content-type", b"text/event-stream; charset=utf-8") not in start["headers"]:
        raise error
    body = event(fault_of(error, request_id).stream_body)
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _entries(reply: bytes) -> list[object]:
    value = cast("dict[str, object]", json.loads(reply))
    return cast("list[object]", value.get("data") or [])


def _id(call: Call) -> str:
    return str(cast("dict[str, object]", call.scope["state"])["request_id"])
