"""A test of connections and a proxy that say what a test has written down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from holysheep_desktop.core.connections.connection_test import StepResult
from holysheep_desktop.core.connections.proxy import ProxyState
from holysheep_desktop.core.endpoints import Endpoint


class ScriptedTester:
    """`core.connections.connection_test.ConnectionTester`; after its results it waits while it is held."""

    def __init__(self, *results: StepResult) -> None:
        self.results = results
        self.tried: list[Endpoint] = []
        self._may_end = asyncio.Event()
        self._may_end.set()

    def hold(self) -> None:
        """Do not end after the results."""
        self._may_end.clear()

    def release(self) -> None:
        """End again."""
        self._may_end.set()

    async def test(self, endpoint: Endpoint) -> AsyncIterator[StepResult]:
        self.tried.append(endpoint)
        for result in self.results:
            await asyncio.sleep(0)
            yield result
        await self._may_end.wait()


class ScriptedProxy:
    """`core.connections.proxy.ProxyControl`."""

    def __init__(self, state: ProxyState | None = None) -> None:
        self.state = state or ProxyState()
        self.tokens: list[str] = []

    async def first_token(self) -> str | None:
        return None if self.tokens else await self.renew_token()

    async def renew_token(self) -> str:
        self.tokens.append(f"token-{len(self.tokens) + 1}")
        return self.tokens[-1]
