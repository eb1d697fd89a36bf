"""The local model as a source that may be asked before it is ready: the question waits, with progress.

It is apart from `app` because it joins the sidecar's life to a client without knowing either of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample, FeatureHit
from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels
from holysheep_desktop.core.models import ModelInfo, SaeInfo
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.source import AnalysisSource, Progress, Report, report_nothing
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiTimeoutError,
    ConnectionFault,
    LocalModelLostError,
    SidecarError,
)

PREPARING = "preparing"
_ENDS = frozenset({ConnectionFault.RESET, ConnectionFault.REFUSED})

ConnectTo: TypeAlias = Callable[[str], AnalysisSource]
"""Makes the source that asks a base URL."""
Answer = TypeVar("Answer")


class LocalSource:
    """`core.source.AnalysisSource` on the sidecar, whose states it is told through `show_state`.

    Every question raises LocalModelLostError where the process ends, and no error names its address.
    """

    def __init__(self, connect_to: ConnectTo) -> None:
        self._connect_to = connect_to
        self._state = SidecarState(SidecarPhase.STARTING)
        self._source: AnalysisSource | None = None
        self._changed = asyncio.Event()

    def show_state(self, state: SidecarState) -> None:
        """Take note of another moment of the sidecar; a new address makes a new client."""
        is_ready = state.phase is SidecarPhase.READY
        if not is_ready:
            self._source = None
        elif self._source is None or state.base_url != self._state.base_url:
            self._source = self._connect_to(state.base_url)
        self._state = state
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def models(self) -> tuple[ModelInfo, ...]:
        """See `core.source.AnalysisSource.models`."""
        return await self._ask(lambda asked: asked.models())

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        """See `core.source.AnalysisSource.analyse`."""
        return await self._ask(lambda asked: asked.analyse(request, report), report)

    async def tokenize(self, model: str, text: str) -> tuple[Token, ...]:
        """See `core.source.AnalysisSource.tokenize`."""
        return await self._ask(lambda asked: asked.tokenize(model, text))

    async def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        """See `core.source.AnalysisSource.feature`."""
        return await self._ask(lambda asked: asked.feature(sae_id, feature))

    async def find_features(self, sae_id: str, query: str, limit: int = 50) -> tuple[FeatureHit, ...]:
        """See `core.source.AnalysisSource.find_features`."""
        return await self._ask(lambda asked: asked.find_features(sae_id, query, limit))

    async def silent_passages(self, sae_id: str, feature: int, n: int) -> tuple[FeatureExample, ...]:
        """See `core.source.AnalysisSource.silent_passages`."""
        return await self._ask(lambda asked: asked.silent_passages(sae_id, feature, n))

    async def write_label(self, sae_id: str, feature: int, text: str, source: str = "") -> None:
        """See `core.source.AnalysisSource.write_label`."""
        await self._ask(lambda asked: asked.write_label(sae_id, feature, text, source))

    async def own_labels(self, sae_id: str) -> OwnLabels:
        """See `core.source.AnalysisSource.own_labels`."""
        return await self._ask(lambda asked: asked.own_labels(sae_id))

    async def import_labels(self, sae_id: str, labels: OwnLabels, *, replaces: bool) -> LabelImport:
        """See `core.source.AnalysisSource.import_labels`."""
        return await self._ask(lambda asked: asked.import_labels(sae_id, labels, replaces=replaces))

    async def add_sae(self, wish: SaeImport) -> SaeInfo:
        """See `core.source.SaeShelf.add_sae`."""
        return await self._ask(lambda asked: asked.add_sae(wish))

    async def remove_sae(self, sae_id: str) -> None:
        """See `core.source.SaeShelf.remove_sae`."""
        await self._ask(lambda asked: asked.remove_sae(sae_id))

    async def compute_dashboard(self, sae_id: str, report: Report = report_nothing) -> SaeInfo:
        """See `core.source.SaeShelf.compute_dashboard`."""
        return await self._ask(lambda asked: asked.compute_dashboard(sae_id, report), report)

    async def _ask(
        self, question: Callable[[AnalysisSource], Awaitable[Answer]], report: Report = report_nothing
    ) -> Answer:
        """Ask as soon as there is somebody; raises LocalModelLostError where the process ends."""
        source = await self._ready(report)
        try:
            return await question(source)
        except ApiConnectionError as error:
            raise _without_host(error) from error

    async def _ready(self, report: Report = report_nothing) -> AnalysisSource:
        """The client, once there is one; raises SidecarError where there will be none."""
        while self._source is None:
            if self._state.phase in {SidecarPhase.FAILED, SidecarPhase.STOPPED}:
                raise SidecarError(self._state.reason or "the local model is off", self._state.exit_code)
            report(Progress(PREPARING, self._state.done, self._state.total))
            await self._changed.wait()
        return self._source


def _without_host(error: ApiConnectionError) -> ApiConnectionError:
    if isinstance(error, ApiTimeoutError):
        return ApiTimeoutError(error.operation, "", error.timeout_s, error.attempts)
    kind = LocalModelLostError if error.fault in _ENDS else ApiConnectionError
    return kind(
        error.operation,
        error.fault,
        "",
        error.attempts,
        error.detail,
        received=error.received,
        expected=error.expected,
    )
