"""Clients that never really wait, and requests to send with them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

import httpx

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.client.retry import Pace
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Generation, user_message

KEY = "sk-canary-5f1d0c"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BASE_URL = "https://api.example.org/v1"
PROMPT = "canary prompt: 정렬"
CHAT = {
    "object": "chat.completion",
    "model": "gpt-4.1",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "yes"}, "finish_reason": "stop"}],
}
REQUEST = AnalysisRequest("gpt-4.1", user_message(PROMPT), Generation(max_tokens=8))
FEATURE_REQUEST = AnalysisRequest(
    "gpt-4.1", user_message(PROMPT), Generation(max_tokens=8), features=FeatureOptions(12)
)

T = TypeVar("T")


def run(work: Coroutine[object, object, T]) -> T:
    """Run to the end on a loop of its own; a leftover task fails the test."""

    async def checked() -> T:
        result = await work
        for _ in range(20):  # generators that httpx left unfinished are closed by tasks of their own
            await asyncio.sleep(0)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, f"tasks still running: {left}"
        return result

    return asyncio.run(checked())


@dataclass
class Waits:
    """A pace whose sleep takes no time and is written down; chance 0 means no jitter."""

    seconds: list[float] = field(default_factory=list[float])

    def pace(self) -> Pace:
        return Pace(sleep=self._sleep, now=lambda: NOW, chance=lambda: 0.0)

    async def _sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


def key_source(key: str | None = KEY) -> Callable[[], Awaitable[str | None]]:
    async def find() -> str | None:
        await asyncio.sleep(0)
        return key

    return find


@asynccontextmanager
async def client_of(
    base_url: str = BASE_URL,
    *,
    kind: EndpointKind = EndpointKind.CUSTOM,
    key: str | None = KEY,
    limits: NetworkLimits | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    waits: Waits | None = None,
) -> AsyncIterator[EndpointClient]:
    client = EndpointClient(
        Endpoint(kind, base_url),
        key_source(key),
        limits or NetworkLimits(),
        transport,
        pace=(waits or Waits()).pace(),
    )
    try:
        yield client
    finally:
        await client.aclose()


@dataclass(frozen=True)
class Canned:
    """One reply of `Replies`; a value becomes JSON, a string or bytes stay what they are."""

    status_code: int = 200
    body: object = None
    headers: dict[str, str] = field(default_factory=dict[str, str])

    def response(self) -> httpx.Response:
        content = self.body if isinstance(self.body, bytes) else self._text().encode()
        return httpx.Response(self.status_code, headers=self.headers, stream=httpx.ByteStream(content))

    def _text(self) -> str:
        if self.body is None:
            return ""
        return self.body if isinstance(self.body, str) else json.dumps(self.body)


@dataclass
class Replies:
    """A transport that gives each request the next reply, the last one for ever; `requests` came in."""

    replies: list[Canned]
    requests: list[httpx.Request] = field(default_factory=list[httpx.Request])

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._next)

    def _next(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.replies[min(len(self.requests), len(self.replies)) - 1].response()
