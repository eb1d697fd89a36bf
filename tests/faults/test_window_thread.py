"""A large reply is read apart beside the window's thread, however it comes: row LC06 of the fault table."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from client.clients import CHAT, REQUEST, client_of, run
from fakes.scripted_server import ScriptedServer, json_reply

from holysheep_desktop import protocol
from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.results import AnalysisResult

_PROTOCOL = str(Path(protocol.__file__).parent)
FEATURES = {str(number): 1.0 for number in range(16_000)}
RESULT = {
    "object": "interpretability.result",
    "model": "gpt-4.1",
    "choices": [],
    "final_choices": CHAT["choices"],
    "sae_features": FEATURES,
}
STREAM = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    + b"data: " + json.dumps(RESULT).encode() + b"\n\ndata: [DONE]\n\n"
)  # fmt: skip


class Calls:
    """Which functions of the protocol were called, in this thread and in others."""

    def __init__(self) -> None:
        self.here, self.elsewhere = set[str](), set[str]()
        self._thread = threading.get_ident()

    def note(self, frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(_PROTOCOL):
            is_here = threading.get_ident() == self._thread
            (self.here if is_here else self.elsewhere).add(frame.f_code.co_name)


@contextmanager
def noted_calls() -> Generator[Calls]:
    calls = Calls()
    before = sys.getprofile()
    threading.setprofile(calls.note)
    sys.setprofile(calls.note)
    try:
        yield calls
    finally:
        sys.setprofile(before)
        threading.setprofile(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        pytest.param(
            json_reply({**CHAT, "sae_features": FEATURES}), EndpointKind.CUSTOM, id="LC06-large-json"
        ),
        pytest.param(STREAM, EndpointKind.LOCAL, id="LC06-large-event"),
    ],
)
def test_that_the_window_does_not_read_a_large_reply_apart(reply: bytes, kind: EndpointKind) -> None:
    with ScriptedServer([reply]) as server:

        async def work() -> AnalysisResult:
            async with client_of(server.base_url, kind=kind) as client:
                return await client.analyse(REQUEST)

        with noted_calls() as calls:
            result = run(work())

    assert result.features is not None
    reading = {"loads_reply", "parse_result", "parse_features"}
    assert reading <= calls.elsewhere
    assert calls.here.isdisjoint(reading)
