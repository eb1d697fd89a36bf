"""The three sources that must behave alike: the fake, HTTP over the toy model, HTTP over the real engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from typing import TypeVar

import pytest
from client.clients import key_source, run
from contract.scripted_gateway import ScriptedGateway
from fakes.scripted_server import ScriptedServer
from fakes.source import FakeSource
from gateway.gateways import TOKEN

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.source import AnalysisSource

T = TypeVar("T")
Ask = Callable[[Callable[[AnalysisSource], Awaitable[T]]], T]


@pytest.fixture(params=["fake", "scripted", "gateway"])
def ask(request: pytest.FixtureRequest) -> Iterator[Ask[object]]:
    """Runs a piece of work with one source, on a loop of its own."""
    with ExitStack() as stack:
        if request.param == "fake":
            yield _in_process
        elif request.param == "scripted":
            server = stack.enter_context(ScriptedServer(handler=ScriptedGateway(FakeSource())))
            yield _over_http(server.base_url, None)
        else:
            yield _over_http(request.getfixturevalue("real_gateway").base_url, TOKEN)


def _in_process(work: Callable[[AnalysisSource], Awaitable[T]]) -> T:
    async def ask() -> T:
        return await work(FakeSource())

    return run(ask())


def _over_http(base_url: str, token: str | None) -> Ask[object]:
    def ask(work: Callable[[AnalysisSource], Awaitable[T]]) -> T:
        async def on_a_client() -> T:
            endpoint = Endpoint(EndpointKind.LOCAL, base_url)
            client = EndpointClient(endpoint, key_source(token), NetworkLimits())
            try:
                return await work(client)
            finally:
                await client.aclose()

        return run(on_a_client())

    return ask
