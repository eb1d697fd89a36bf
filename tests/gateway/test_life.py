"""From the first moment, while the engine is prepared, to the last, while it hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fakes.engine import FakeEngine
from gateway.gateways import TOKEN, WAIT_S, ThreadGateway, chat_body, client_of

from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop

HERE = Path(__file__).parent
STOP_WITHIN_S = (
    10.0  # 2 s are promised; this bounds the test, and an engine that hangs would hold it for ever
)


@pytest.fixture
def preparing() -> Iterator[httpx.Client]:
    """A client of a gateway whose engine is at the third of eighteen weights during the test."""
    reported, may_end = threading.Event(), threading.Event()
    engine = FakeEngine()

    def open_slowly(report: Report, _stop: ShouldStop) -> Engine:
        report(Progress("weights", 3, 18))
        reported.set()
        may_end.wait(WAIT_S)
        return engine

    with (
        ThreadGateway(engine, open_engine=open_slowly) as running,
        client_of(running.base_url, TOKEN) as client,
    ):
        assert reported.wait(WAIT_S)
        yield client
        may_end.set()


def test_that_the_health_page_answers_at_once_and_says_how_far_the_preparation_is(
    preparing: httpx.Client,
) -> None:
    address = preparing.base_url.copy_with(path="/healthz")
    reply = preparing.get(address)
    assert reply.json() == {"status": "preparing", "stage": "weights", "done": 3, "total": 18}


@pytest.mark.parametrize("stream", [False, True])
def test_that_a_question_during_the_preparation_is_told_when_to_come_back(
    stream: bool, preparing: httpx.Client
) -> None:
    reply = preparing.post("/chat/completions", json=chat_body("hello", stream=stream))
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")
    assert reply.json()["error"]["code"] == "engine_preparing"


def test_that_a_hanging_engine_does_not_keep_the_process_alive() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE.parents[1])])}
    process = subprocess.Popen(
        [sys.executable, HERE / "hanging_gateway.py", TOKEN], stdout=subprocess.PIPE, env=environment
    )
    assert process.stdout is not None
    with process.stdout as lines:
        base_url = lines.readline().decode().strip()
    with (
        client_of(base_url, TOKEN) as client,
        client.stream("POST", "/chat/completions", json=chat_body("hello", stream=True)) as reply,
    ):
        assert "prefill" in next(reply.iter_lines())
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_WITHIN_S) == 0
