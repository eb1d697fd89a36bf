"""The one road by which anything is asked, whatever answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureHit
from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.tokens import Token


@dataclass(frozen=True, slots=True)
class Waiting:
    """The client waits before it tries again."""

    seconds: float
    attempt: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a request has come. `total` 0 means that the end is not known.

    Stages are named by the endpoint (`queued`, `prefill`, `features`, `patching`, `sweep`, `decode`, …).
    """

    stage: str
    done: int = 0
    total: int = 0
    text: str = ""
    """A piece of the answer, as it streams."""
    waiting: Waiting | None = None


Report: TypeAlias = Callable[[Progress], None]


def report_nothing(progress: Progress) -> None:
    """A `Report` for callers that do not want to know."""


class AnalysisSource(Protocol):
    """An endpoint that can be asked; every method raises ApiError, MissingApiKeyError or SidecarError.

    Cancelling the task closes the connection, and with it ends the work at the other side.
    """

    async def models(self) -> tuple[ModelInfo, ...]:
        """The models of the endpoint."""
        ...

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        """Ask; `report` hears of progress, of waiting, and of the answer as it streams."""
        ...

    async def tokenize(self, model: str, text: str) -> tuple[Token, ...]:
        """The tokens of a text as the model reads it, BOS first."""
        ...

    async def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        """What is known of one feature."""
        ...

    async def find_features(self, sae_id: str, query: str, limit: int = 50) -> tuple[FeatureHit, ...]:
        """Features whose label contains the words of `query`."""
        ...
