"""The proxy in a thread of this process, in front of an endpoint of the test's own."""

from __future__ import annotations

import asyncio
import json
import threading
from types import TracebackType
from typing import Self

import httpx
from gateway.gateways import WAIT_S

from holysheep_desktop.gateway.door import DoorRules
from holysheep_desktop.gateway.listening import listen
from holysheep_desktop.gateway.proxy.application import proxy_application
from holysheep_desktop.gateway.proxy.forwarding import Forwarder
from holysheep_desktop.gateway.proxy.upstreams import Upstreams
from holysheep_desktop.gateway.server import GatewayServer

TOKEN = "proxy-token-6c1f"
KEY = "hs-canary-0123456789abcdef"
PAGE = "http://localhost:3000"


class ThreadProxy:
    """Serves while it is entered; `http` holds the proxy's own token."""

    def __init__(
        self,
        base_url: str,
        *,
        total_s: float = 30.0,
        reply_limit: int = 2**20,
        key: str = KEY,
        origins: frozenset[str] = frozenset({PAGE}),
    ) -> None:
        self._origins = origins
        self._limits = (total_s, reply_limit)
        self._upstreams = Upstreams()
        endpoint = {"base_url": base_url, "key": key}
        self._upstreams.take(json.dumps({"local": endpoint, "holysheep": endpoint}))
        self._listener = listen("127.0.0.1", 0)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._started = threading.Event()
        self.port: int = self._listener.getsockname()[1]
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}/upstream",
            headers={"Authorization": f"Bearer {TOKEN}"},
            timeout=WAIT_S,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(WAIT_S)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()
        self._loop.call_soon_threadsafe(self._server.stop)
        self._thread.join(WAIT_S)
        assert not self._thread.is_alive()
        self._listener.close()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        total_s, reply_limit = self._limits
        forwarder = Forwarder(total_s=total_s, reply_limit=reply_limit)
        rules = DoorRules(TOKEN, origins=self._origins)
        self._server = GatewayServer(proxy_application(self._upstreams, forwarder, rules))
        self._started.set()
        await self._server.serve(sockets=[self._listener])
        await forwarder.aclose()
