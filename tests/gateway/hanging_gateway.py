"""A gateway whose engine never comes back from its work and never asks whether it should stop."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fakes.engine import FakeEngine

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.gateway.application import gateway_application
from holysheep_desktop.gateway.door import DoorRules
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.gateway.listening import base_url_of, listen
from holysheep_desktop.gateway.server import GatewayServer, serve, stopped_by_signals
from holysheep_desktop.gateway.worker import EngineWorker


class HangingEngine(FakeEngine):
    def analyse(
        self, request: AnalysisRequest, report: Report, should_stop: Callable[[], bool]
    ) -> AnalysisResult:
        report(Progress("prefill"))
        threading.Event().wait()
        raise AssertionError


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def main() -> None:
    listener = listen("127.0.0.1", 0)
    worker = EngineWorker(lambda _report, _stop: HangingEngine())
    server = GatewayServer(
        gateway_application(worker, DoorRules(sys.argv[1]), LabelStore(Path(os.devnull))), worker
    )
    with stopped_by_signals(server.stop):
        await serve(server, worker, listener, partial(say, base_url_of(listener)))


if __name__ == "__main__":
    asyncio.run(main())
