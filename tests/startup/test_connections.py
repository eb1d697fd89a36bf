import asyncio
from dataclasses import replace

from fakes.source import FakeSource

from holysheep_desktop.core.connections.network import Network, NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.startup.connections import Connections

HERE = Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:1/v1")
THERE = Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:2/v1")


class ClosingFake(FakeSource):
    def __init__(self) -> None:
        super().__init__()
        self.is_closed = False

    async def aclose(self) -> None:
        self.is_closed = True


def connections() -> tuple[Connections, list[ClosingFake]]:
    made: list[ClosingFake] = []

    def make(_endpoint: Endpoint) -> ClosingFake:
        made.append(ClosingFake())
        return made[-1]

    return Connections(make), made


def test_that_an_endpoint_is_asked_through_one_client() -> None:
    asked, made = connections()

    first, again, other = asked.source(HERE), asked.source(HERE), asked.source(THERE)

    assert first is again is not other
    assert len(made) == 2


def test_that_other_limits_make_another_client() -> None:
    asked, made = connections()

    first = asked.source(HERE)
    other = asked.source(replace(HERE, network=Network(NetworkLimits(retries=0))))

    assert first is not other
    assert len(made) == 2


def test_that_the_client_of_an_endpoint_that_is_gone_is_closed() -> None:
    asked, made = connections()
    asked.source(HERE)
    asked.source(THERE)

    asked.drop(HERE)
    asyncio.run(asked.close_replaced())

    assert [client.is_closed for client in made] == [True, False]


def test_that_the_end_closes_every_client() -> None:
    asked, made = connections()
    asked.source(HERE)
    asked.source(THERE)

    asyncio.run(asked.aclose())

    assert all(client.is_closed for client in made)
