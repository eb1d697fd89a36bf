"""One process with one engine: what Ray Serve makes as many of as are needed."""

# pyright: reportMissingImports=false, reportUnknownParameterType=false, reportCallIssue=false

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncGenerator, Mapping

from ray import serve
from starlette.types import Message

from holysheep_desktop.cluster.engine_seat import EngineSeat
from holysheep_desktop.cluster.relay import Call, reply_of
from holysheep_desktop.errors import EngineError, SidecarError
from holysheep_desktop.gateway.application import gateway_routes
from holysheep_desktop.gateway.engine_interface import OpenEngine
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.gateway.private_log import write_to_stderr
from holysheep_desktop.gateway.worker import EnginePhase, EngineWorker

SILENT_LIMIT_S = 300.0
"""An engine says much more often than this that it is at work; one that does not hangs."""


class SeatedEngine:
    """An engine in its thread, with the gateway's routes over it."""

    def __init__(self, worker: EngineWorker) -> None:
        self.worker = worker
        self.routes = gateway_routes(worker, LabelStore(None))
        self._loop = asyncio.get_running_loop()

    def __del__(self) -> None:
        """Serve calls this from another thread before it opens another engine in this one's place."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.worker.stop)


class EngineReplica:
    """Answers calls with the engine they name, which it opens when it is first asked for."""

    def __init__(self, openers: Mapping[str, OpenEngine]) -> None:
        write_to_stderr(logging.WARNING)
        self._openers = openers
        self._seat = EngineSeat()
        self._seated: SeatedEngine | None = None

    async def answer(self, call: Call) -> AsyncGenerator[Message]:
        """The reply as ASGI messages; the engine is the one that the handle's option names."""
        name = serve.get_multiplexed_model_id()
        async with self._seat.taken(name):
            engine = await self.seated(name)
            async for message in reply_of(engine.routes, call):
                yield message

    @serve.multiplexed(max_num_models_per_replica=1)
    async def seated(self, name: str) -> SeatedEngine:
        """Open an engine, after the one before it is gone: two may be more than the memory holds."""
        await self._clear()
        worker = EngineWorker(self._openers[name])
        await worker.open()
        if len(self._openers) > 1 and name not in {model.id for model in worker.models()}:
            worker.stop()
            raise SidecarError(f"the engine under the name {name} does not serve a model of that name")
        self._seated = SeatedEngine(worker)
        return self._seated

    async def _clear(self) -> None:
        if self._seated is None:
            return
        worker, self._seated = self._seated.worker, None
        worker.stop()
        await asyncio.to_thread(worker.join)
        del worker
        # An engine refers to itself in circles, and the collector counts objects, not gigabytes.
        await asyncio.to_thread(gc.collect)

    async def prepare(self) -> None:
        """Open the only engine before anybody asks; with several it is not known which will be needed."""
        if len(self._openers) == 1:
            await self.seated(next(iter(self._openers)))

    async def check_health(self) -> None:
        """Called by Serve; an engine that failed or hangs makes it start another process."""
        if self._seated is None:
            await self.prepare()
            return
        worker = self._seated.worker
        if worker.status.phase is EnginePhase.FAILED:
            raise EngineError("the engine could not be opened")
        if worker.silent_s > SILENT_LIMIT_S:
            raise EngineError(f"the engine has not been heard of for {worker.silent_s:.0f} s")
