"""Gateways to ask: in this process over a fake engine, and as a real process over the real one."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fakes.engine import FakeEngine
from gateway.gateways import TOKEN, ProcessGateway, ThreadGateway, client_of


@pytest.fixture(scope="session")
def shared_gateway() -> Iterator[ThreadGateway]:
    with ThreadGateway(FakeEngine()) as running:
        running.wait_until_ready()
        yield running


@pytest.fixture
def engine(shared_gateway: ThreadGateway) -> FakeEngine:
    """The engine of `gateway`, which has not been asked anything yet."""
    shared_gateway.engine.reset()
    return shared_gateway.engine


@pytest.fixture
def gateway(shared_gateway: ThreadGateway, engine: FakeEngine) -> ThreadGateway:
    """A gateway in a thread of this process, shared by the tests that leave no work behind."""
    assert engine is shared_gateway.engine
    return shared_gateway


@pytest.fixture
def http(gateway: ThreadGateway) -> Iterator[httpx.Client]:
    """A client with the right token."""
    with client_of(gateway.base_url, TOKEN) as client:
        yield client


@pytest.fixture
def real_http(real_gateway: ProcessGateway) -> Iterator[httpx.Client]:
    with client_of(real_gateway.base_url, TOKEN) as client:
        yield client
