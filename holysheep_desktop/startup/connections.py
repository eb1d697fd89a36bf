"""One client for each endpoint that is asked, made when it is first needed and closed with the program."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeAlias

from holysheep_desktop.core.endpoints import Endpoint
from holysheep_desktop.core.source import AnalysisSource


class ClosingSource(AnalysisSource, Protocol):
    """A source that holds connections."""

    async def aclose(self) -> None:
        """Close its connections."""
        ...


MakeClient: TypeAlias = Callable[[Endpoint], ClosingSource]


class Connections:
    """Clients by endpoint, of which its network settings are a part."""

    def __init__(self, make: MakeClient) -> None:
        self._make = make
        self._clients: dict[Endpoint, ClosingSource] = {}
        self._replaced: list[ClosingSource] = []

    def source(self, endpoint: Endpoint) -> AnalysisSource:
        """What asks this endpoint."""
        if endpoint not in self._clients:
            self._clients[endpoint] = self._make(endpoint)
        return self._clients[endpoint]

    def drop(self, endpoint: Endpoint) -> None:
        """Forget the client of an endpoint that is gone."""
        if (client := self._clients.pop(endpoint, None)) is not None:
            self._replaced.append(client)

    async def close_replaced(self) -> None:
        """Close what is no longer asked."""
        replaced, self._replaced = self._replaced, []
        await asyncio.gather(*(client.aclose() for client in replaced))

    async def aclose(self) -> None:
        """Close every client."""
        self._replaced += self._clients.values()
        self._clients = {}
        await self.close_replaced()
