"""An engine that answers at once or only when the test lets it; what it says is derived from the question."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample, FeatureHit
from holysheep_desktop.core.models import Capabilities, ModelInfo, SaeInfo, Support
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, Answer, Label, Usage
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import CancelledWorkError, PatchTargetError

MODEL = "echo-1"
SAE = "echo-1/layer-3/16"
SAE_SHA256 = "5ae0" * 16
WAIT_LIMIT_S = 20.0
_STEP_S = 0.01


class UnforeseenError(Exception):
    """Something that no part of the gateway knows."""


@dataclass
class FakeEngine:
    """Says each prompt back, word by word. `hold`, `flood`, `much` and `crash` do as they say."""

    may_go_on: threading.Event = field(default_factory=threading.Event)
    started: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    stopped: threading.Event = field(default_factory=threading.Event)
    closed: threading.Event = field(default_factory=threading.Event)
    prompts: list[str] = field(default_factory=list)
    error: Exception | None = None

    def reset(self) -> None:
        """Forget what was asked, and answer without an error again."""
        self.prompts.clear()
        self.error = None

    def models(self) -> tuple[ModelInfo, ...]:
        sae = SaeInfo(SAE, 3, "resid_post", 16, SAE_SHA256)
        return (ModelInfo(MODEL, "tests", Capabilities(sae=Support.YES, n_layers=4, saes=(sae,))),)

    def analyse(
        self, request: AnalysisRequest, report: Report, should_stop: Callable[[], bool]
    ) -> AnalysisResult:
        self.prompts.append(request.prompt)
        self.started.release()
        if self.error is not None:
            raise self.error
        words = request.prompt.split(" ")
        if request.prompt.startswith("hold"):
            report(Progress("prefill", 1, 2))
            self._hold(should_stop)
        if "crash" in request.prompt:
            raise UnforeseenError(request.prompt)
        if request.prompt.startswith("flood"):
            self._flood(report, should_stop)
        if request.prompt.startswith("much"):
            words = ["word" * 256] * 4096
        for index, word in enumerate(words):
            if should_stop():
                self.stopped.set()
                raise CancelledWorkError
            report(Progress("decode", index + 1, len(words), text=word + " "))
        answer = Answer("".join(f"{word} " for word in words), "stop", Usage(len(words), len(words)))
        return AnalysisResult(request.model, Provenance(Origin.MEASURED_HERE, "", "fake"), answer)

    def _hold(self, should_stop: Callable[[], bool]) -> None:
        steps = int(WAIT_LIMIT_S / _STEP_S)
        for _ in range(steps):
            if should_stop():
                self.stopped.set()
                raise CancelledWorkError
            if self.may_go_on.wait(_STEP_S):
                return
        raise AssertionError("nobody let the engine go on")

    def _flood(self, report: Report, should_stop: Callable[[], bool]) -> None:
        while not should_stop():
            report(Progress("decode", text="x" * 65536))
            self.may_go_on.wait(0.001)
        self.stopped.set()
        raise CancelledWorkError

    def tokenize(self, text: str) -> tuple[Token, ...]:
        tokens = [Token(2, "<bos>", 0, 0, is_special=True)]
        return (*tokens, *(Token(ord(c), c, i, i + 1) for i, c in enumerate(text)))

    def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        if sae_id != SAE:
            raise PatchTargetError("sae_id", "there is no such SAE")
        if feature >= 16:
            raise PatchTargetError("feature", "must be below 16")
        return FeatureDashboard(sae_id, feature, Label(f"feature {feature}", "test"))

    def find_features(self, sae_id: str, query: str, limit: int) -> tuple[FeatureHit, ...]:
        hits = (FeatureHit(i, Label(f"feature {i}", "test")) for i in range(16))
        return tuple(hit for hit in hits if query in hit.label.text)[:limit]

    def silent_passages(
        self, sae_id: str, feature: int, n: int, _should_stop: Callable[[], bool]
    ) -> tuple[FeatureExample, ...]:
        self.feature(sae_id, feature)
        return tuple(FeatureExample((f"quiet {i}",), (0.0,), 0) for i in range(n))

    def close(self) -> None:
        self.closed.set()
