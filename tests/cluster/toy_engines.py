"""Engines that Ray's processes open in tests: they say who they are, wait, and die when told to."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from fakes.engine import FakeEngine
from typing_extensions import override

from holysheep_desktop.core.models import Capabilities, ModelInfo, Support
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.errors import CancelledWorkError, PromptTooLongError
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop

_STEP_S = 0.02
_LONGEST_S = 60.0
_TOO_LONG = PromptTooLongError(5000, 2048)


@dataclass
class ToyEngine(FakeEngine):
    """Writes a line `pid seconds prompt` into `log` for each question. Prompts that begin with

    `wait`: waits until there is a file `go` beside the log, or until told to stop: then writes `stopped`;
    `together`: waits until two processes ask at the same time; `long`: is refused; `fatal`: ends the process.
    """

    model: str = "toy"
    log: Path = Path()
    delay_s: float = 0.0

    @override
    def models(self) -> tuple[ModelInfo, ...]:
        return (ModelInfo(self.model, "tests", Capabilities(sae=Support.NO, n_layers=4)),)

    @override
    def analyse(
        self, request: AnalysisRequest, report: Report, should_stop: Callable[[], bool]
    ) -> AnalysisResult:
        prompt = request.prompt
        self._note(prompt)
        report(Progress("prefill", 1, 2))
        if prompt.startswith("long"):
            raise _TOO_LONG
        if prompt.startswith("fatal"):
            os._exit(1)
        if prompt.startswith("wait"):
            self._wait(lambda: self._flag("go").exists(), should_stop)
        if prompt.startswith("together"):
            self._flag(f"in-{os.getpid()}").touch()
            self._wait(lambda: len([*self.log.parent.glob("in-*")]) > 1, should_stop)
        self._wait_s(self.delay_s)
        result = super().analyse(request, report, should_stop)
        return replace(result, model=self.model)

    def _wait(self, is_over: Callable[[], bool], should_stop: Callable[[], bool]) -> None:
        end = time.monotonic() + _LONGEST_S
        while not is_over():
            if should_stop():
                self._note("stopped")
                raise CancelledWorkError
            assert time.monotonic() < end, "nobody let the engine go on"
            self._wait_s(_STEP_S)

    def _wait_s(self, seconds: float) -> None:
        threading.Event().wait(seconds)

    def _flag(self, name: str) -> Path:
        return self.log.parent / name

    def _note(self, text: str) -> None:
        with self.log.open("a") as file:
            file.write(f"{os.getpid()} {time.monotonic():.3f} {text}\n")


@dataclass(frozen=True)
class Toy:
    """Opens a toy engine, in whichever process."""

    model: str
    log: Path
    delay_s: float = 0.0

    def __call__(self, report: Report, should_stop: ShouldStop) -> Engine:
        return ToyEngine(model=self.model, log=self.log, delay_s=self.delay_s)  # type: ignore[return-value]

    def lines(self) -> list[tuple[int, str]]:
        """(process, prompt) of each question, in the order in which they were asked."""
        text = self.log.read_text() if self.log.exists() else ""
        cells = [line.split(" ", 2) for line in text.splitlines()]
        return [(int(pid), prompt) for pid, _, prompt in cells]
