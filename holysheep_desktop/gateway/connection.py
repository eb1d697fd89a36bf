"""Deadlines for connections that uvicorn leaves open: half a header, an idle socket, a stalled reader."""

from __future__ import annotations

import asyncio
import socket
from typing import cast

import h11
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from holysheep_desktop.errors import RequestError
from holysheep_desktop.gateway.faults import fault_of


class GuardedProtocol(H11Protocol):
    """HTTP/1.1 on one connection, with a deadline whenever no request is under way on it.

    uvicorn's own keep-alive timer stops at the first byte of a header and never starts for a body that is
    still coming after the reply; this one runs from the connection, or from the end of a reply, until a
    whole request head is there.
    """

    head_deadline_s = 8.0
    stalled_reader_s = 30.0
    most_connections = 256

    _head_timer: asyncio.TimerHandle | None = None
    _stall_timer: asyncio.TimerHandle | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        # asyncio does this only for sockets that name their protocol; without it a reply's body waits 40 ms
        # for the acknowledgement of its head.
        connection: socket.socket = transport.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > self.most_connections:
            self._refuse(RequestError(None, "too many connections are open", "engine_busy"))
            return
        self._watch_head()

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch_head()

    @override
    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch_head()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._head_timer = _cancelled(self._head_timer)
        self._stall_timer = _cancelled(self._stall_timer)
        super().connection_lost(exc)

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stall_timer is None:
            self._stall_timer = self.loop.call_later(self.stalled_reader_s, self.transport.abort)

    @override
    def resume_writing(self) -> None:
        self._stall_timer = _cancelled(self._stall_timer)
        super().resume_writing()

    @override
    def send_400_response(self, msg: str) -> None:
        self._refuse(RequestError(None, msg, "invalid_http"))

    def _watch_head(self) -> None:
        cycle = cast("RequestResponseCycle | None", self.cycle)
        if cycle is not None and not cycle.response_complete:
            self._head_timer = _cancelled(self._head_timer)
        elif self._head_timer is None:
            self._head_timer = self.loop.call_later(self.head_deadline_s, self.transport.abort)

    def _refuse(self, error: RequestError) -> None:
        if self.conn.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.abort()
            return
        fault = fault_of(error, "")
        headers = {"content-type": "application/json", "connection": "close", **fault.headers}
        for event in (
            h11.Response(status_code=fault.status, headers=[*headers.items()]),
            h11.Data(data=fault.body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


def _cancelled(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
