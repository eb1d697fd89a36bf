"""The test of connections, whose client is imported when the first one is tried."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from holysheep_desktop.core.connections.connection_test import StepResult
from holysheep_desktop.core.endpoints import Endpoint
from holysheep_desktop.core.first_import import FIRST_IMPORT


class LateTester:
    """`core.connections.connection_test.ConnectionTester`."""

    def __init__(self, key_of: Callable[[Endpoint], Callable[[], Awaitable[str | None]]]) -> None:
        self._key_of = key_of

    async def test(self, endpoint: Endpoint) -> AsyncIterator[StepResult]:
        """See `core.connections.connection_test.ConnectionTester.test`."""
        # httpx takes a tenth of the time to the first window.
        with FIRST_IMPORT:
            from holysheep_desktop.client.connection_test import EndpointTester

        async for result in EndpointTester(self._key_of).test(endpoint):
            yield result
