"""A reply as server-sent events: text and progress as they come, one result, `[DONE]`."""

from __future__ import annotations

import asyncio
import time
from typing import TypeAlias

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop
from holysheep_desktop.gateway.faults import fault_of
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.gateway.mailbox import Mailbox
from holysheep_desktop.gateway.own_labels import analysed
from holysheep_desktop.gateway.replies import fault_reply, unless_gone
from holysheep_desktop.gateway.worker import EngineWorker, Work
from holysheep_desktop.protocol.chat_request import ChatCall
from holysheep_desktop.protocol.json_text import dumps
from holysheep_desktop.protocol.stream import DONE, dump_progress, dump_stream_result, dump_text_chunk

KEEP_ALIVE_S = 10.0
REFUSAL_WITHIN_S = 0.05
"""A call that the engine refuses this soon gets an error status instead of a stream."""
_KEEP_ALIVE = b": waiting\n\n"
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]

_Events: TypeAlias = bytes
"""The last events of a stream, as they are sent."""


class WorkStream(Response):
    """Runs one piece of work and sends what it reports; the work stops when the client goes.

    A reader that is slower than the engine never holds it up: what piles up is joined, and a reader that
    stands still is cut off by the connection.
    """

    def __init__(self, worker: EngineWorker, work: Work[_Events], *, changes_models: bool = False) -> None:
        super().__init__()
        self._worker = worker
        self._work = work
        self._changes_models = changes_models

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await unless_gone(receive, self._answer(scope, receive, send))
        except ClientDisconnect:
            return

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        mailbox = Mailbox()
        work = asyncio.create_task(
            self._worker.run(self._work, mailbox.put, changes_models=self._changes_models)
        )
        work.add_done_callback(lambda _: mailbox.close())
        try:
            await asyncio.wait({work}, timeout=REFUSAL_WITHIN_S)
            error = work.exception() if work.done() else None
            if error is not None:
                await fault_reply(error, scope["state"]["request_id"])(scope, receive, send)
                return
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await self._send_reports(mailbox, send)
            await _send_bytes(send, self._last_events(work, scope["state"]["request_id"]), more=False)
        finally:
            work.cancel()

    async def _send_reports(self, mailbox: Mailbox, send: Send) -> None:
        while (reports := await mailbox.take(KEEP_ALIVE_S)) is not None:
            await _send_bytes(send, b"".join(map(self.report_event, reports)) or _KEEP_ALIVE)

    def report_event(self, progress: Progress) -> bytes:
        """What is sent of a report."""
        return event(dumps(dump_progress(progress)))

    def _last_events(self, work: asyncio.Task[_Events], request_id: str) -> bytes:
        error = work.exception()
        return work.result() if error is None else event(fault_of(error, request_id).stream_body)


class EventStream(WorkStream):
    """Runs one chat call."""

    def __init__(self, worker: EngineWorker, call: ChatCall, labels: LabelStore, reply_id: str) -> None:
        super().__init__(worker, self._answered)
        self._call = call
        self._labels = labels
        self._reply_id = reply_id
        self._created = int(time.time())

    @override
    def report_event(self, progress: Progress) -> bytes:
        if progress.text:
            return event(dumps(self._chunk(progress.text, None)))
        return super().report_event(progress)

    def _chunk(self, text: str, finish_reason: str | None) -> dict[str, object]:
        return dump_text_chunk(
            text,
            self._call.request.model,
            finish_reason=finish_reason,
            reply_id=self._reply_id,
            created=self._created,
        )

    def _answered(self, engine: Engine, report: Report, should_stop: ShouldStop) -> _Events:
        """Runs in the engine's thread, JSON and all, so that a large result does not hold up the loop."""
        result = analysed(engine, self._labels, self._call.request, report, should_stop)
        payload = dump_stream_result(
            result, self._call.placement, reply_id=self._reply_id, created=self._created
        )
        reason = result.answer.finish_reason if result.answer is not None else None
        last = dumps(self._chunk("", reason or "stop"))
        return event(last) + event(dumps(payload)) + event(DONE.encode())


def event(data: bytes) -> bytes:
    """One server-sent event."""
    return b"data: " + data + b"\n\n"


async def _send_bytes(send: Send, body: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})
