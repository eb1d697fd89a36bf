"""The proxy as the program runs it: a process of its own, told over its standard input only."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket

import httpx
import psutil
from fakes.scripted_server import ScriptedServer, json_reply
from fakes.stores import MemoryKeys

from holysheep_desktop.core.connections.proxy import ProxyPhase, ProxySettings, ProxyState
from holysheep_desktop.errors import SecretStoreReason
from holysheep_desktop.startup.proxy_desk import TOKEN_PLACE, ProxyDesk

LOCAL_KEY = "local-canary-4f2e"


class Watched:
    """A desk whose states can be waited for."""

    def __init__(self, keys: MemoryKeys) -> None:
        self.states: list[ProxyState] = []
        self._changed = asyncio.Event()
        self.desk = ProxyDesk(keys, self._on_state)

    def _on_state(self, state: ProxyState) -> None:
        self.states.append(state)
        self._changed.set()

    async def until(self, phase: ProxyPhase) -> ProxyState:
        async with asyncio.timeout(30):
            while not self.states or self.states[-1].phase is not phase:
                self._changed.clear()
                await self._changed.wait()
        return self.states[-1]


def proxy_process() -> psutil.Process:
    """Other tests of this session may keep a gateway running."""
    (found,) = [child for child in psutil.Process().children() if "proxy" in child.cmdline()]
    return found


def free_port() -> int:
    """Below those that the system hands out: no connection of another test takes it before the proxy does."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


async def models(address: str, token: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        headers = {"Authorization": f"Bearer {token}"}
        return await client.get(f"{address}/upstream/local/v1/models", headers=headers)


def test_that_it_answers_with_its_token_and_ends_with_the_program() -> None:
    async def scenario() -> None:
        keys = MemoryKeys()
        with ScriptedServer([json_reply({"data": []})]) as endpoint:
            watched = Watched(keys)
            watched.desk.use_local(endpoint.base_url, LOCAL_KEY)
            await watched.desk.use(ProxySettings(is_on=True, port=free_port()))
            address = (await watched.until(ProxyPhase.READY)).address
            process = proxy_process()

            reply = await models(address, keys.kept[TOKEN_PLACE])
            words = " ".join([*process.cmdline(), *process.environ().values()])
            await watched.desk.stop()

        assert reply.json() == {"data": []}
        assert endpoint.requests[0].headers["authorization"] == f"Bearer {LOCAL_KEY}"
        assert LOCAL_KEY not in words
        assert keys.kept[TOKEN_PLACE] not in words
        assert watched.states[-1].phase is ProxyPhase.OFF
        assert not process.is_running()

    asyncio.run(scenario())


def test_that_a_local_model_that_moved_is_found_again() -> None:
    async def scenario() -> None:
        settings = ProxySettings(is_on=True, port=free_port())
        keys = MemoryKeys()
        watched = Watched(keys)
        await watched.desk.use(settings)
        address = (await watched.until(ProxyPhase.READY)).address
        before = await models(address, keys.kept[TOKEN_PLACE])
        with ScriptedServer([json_reply({"data": []})]) as endpoint:
            watched.desk.use_local(endpoint.base_url, LOCAL_KEY)
            await watched.desk.use(settings)
            after = await models(address, keys.kept[TOKEN_PLACE])
            for _ in range(200):  # the line is read soon, and nothing says when
                if after.status_code != 503:
                    break
                after = await models(address, keys.kept[TOKEN_PLACE])
        await watched.desk.stop()

        assert (before.status_code, after.status_code) == (503, 200)

    asyncio.run(scenario())


def test_that_a_taken_port_is_a_failure_with_its_reason() -> None:
    async def scenario() -> None:
        watched = Watched(MemoryKeys())
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            await watched.desk.use(ProxySettings(is_on=True, port=port))
            failed = await watched.until(ProxyPhase.FAILED)
        await watched.desk.stop()

        assert f"port {port}" in failed.reason

    asyncio.run(scenario())


def test_that_a_new_token_ends_the_old_one() -> None:
    async def scenario() -> None:
        keys = MemoryKeys()
        watched = Watched(keys)
        await watched.desk.use(ProxySettings(is_on=True, port=free_port()))
        await watched.until(ProxyPhase.READY)
        old = keys.kept[TOKEN_PLACE]

        new = await watched.desk.renew_token()
        address = (await watched.until(ProxyPhase.READY)).address
        statuses = [(await models(address, token)).status_code for token in (old, new)]
        await watched.desk.stop()

        assert statuses == [401, 503]

    asyncio.run(scenario())


def test_that_the_token_is_shown_the_first_time_only() -> None:
    async def scenario() -> None:
        keys = MemoryKeys()
        desk = ProxyDesk(keys, lambda _: None)

        first, second = await desk.first_token(), await desk.first_token()

        assert (first, second) == (keys.kept[TOKEN_PLACE], None)
        assert first is not None
        assert len(first) >= 43  # 256 bits

    asyncio.run(scenario())


def test_that_a_failing_keyring_keeps_the_token_for_this_session() -> None:
    async def scenario() -> None:
        keys = MemoryKeys(SecretStoreReason.LOCKED)
        desk = ProxyDesk(keys, lambda _: None)

        token = await desk.token()

        assert keys.session[TOKEN_PLACE] == token == await desk.token()

    asyncio.run(scenario())


def test_that_no_file_is_written() -> None:
    async def scenario() -> None:
        watched = Watched(MemoryKeys())
        await watched.desk.use(ProxySettings(is_on=True, port=free_port()))
        await watched.until(ProxyPhase.READY)
        process = proxy_process()
        written = [file.path for file in process.open_files() if "w" in file.mode]
        await watched.desk.stop()

        assert written == []

    asyncio.run(scenario())
