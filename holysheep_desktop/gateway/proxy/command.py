"""`holysheep-gateway proxy`: serves while the desktop program keeps its standard input open.

The first line of input is the proxy's own token; each line after it says where the endpoints are, as JSON.
Keys come this way only: never as an argument, in the environment or in a file. Standard output carries one
line, `{"base_url": "http://127.0.0.1:PORT"}`, when requests are answered. Exit codes as of `serve`.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
from collections.abc import Sequence

from holysheep_desktop.errors import SidecarError
from holysheep_desktop.gateway.door import DoorRules
from holysheep_desktop.gateway.listening import base_url_of, listen
from holysheep_desktop.gateway.private_log import write_to_stderr
from holysheep_desktop.gateway.proxy.application import proxy_application
from holysheep_desktop.gateway.proxy.forwarding import Forwarder
from holysheep_desktop.gateway.proxy.upstreams import Upstreams
from holysheep_desktop.gateway.server import GatewayServer, stop_at_end_of_input, stopped_by_signals

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
CANNOT_START = 3
_STDIN = 0


def serve_proxy(port: int, origins: Sequence[str], *, is_verbose: bool) -> int:
    """Serve on this machine only, until the input ends; returns the exit code."""
    write_to_stderr(logging.INFO if is_verbose else logging.WARNING)
    # One line for each request, with its address, is more than this log may hold.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        with listen(HOST, port) as listener:
            asyncio.run(_run(listener, frozenset(origins)))
    except SidecarError as error:
        sys.stderr.write(f"holysheep-gateway: {error}\n")
        return CANNOT_START
    return 0


async def _run(listener: socket.socket, origins: frozenset[str]) -> None:
    upstreams, forwarder = Upstreams(), Forwarder()
    told = _Input(upstreams)
    stopped = asyncio.Event()
    stop_at_end_of_input(_STDIN, stopped.set, told.on_line)
    await asyncio.wait(
        {asyncio.create_task(told.has_token.wait()), asyncio.create_task(stopped.wait())},
        return_when=asyncio.FIRST_COMPLETED,
    )
    if stopped.is_set():
        return
    app = proxy_application(upstreams, forwarder, DoorRules(told.token, origins=origins))
    server = GatewayServer(app)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    with stopped_by_signals(stopped.set):
        sys.stdout.write(json.dumps({"base_url": base_url_of(listener).removesuffix("/v1")}) + "\n")
        sys.stdout.flush()
        await stopped.wait()
        server.stop()
        await serving
    await forwarder.aclose()


class _Input:
    """What the program says on standard input."""

    def __init__(self, upstreams: Upstreams) -> None:
        self._upstreams = upstreams
        self.token = ""
        self.has_token = asyncio.Event()

    def on_line(self, line: str) -> None:
        """The token first, then where the endpoints are."""
        if not self.has_token.is_set():
            self.token = line.strip()
            self.has_token.set()
            return
        try:
            self._upstreams.take(line)
        except ValueError:
            # Not its text: a line holds keys.
            log.warning("a line of the program could not be read")
