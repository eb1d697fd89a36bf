"""What the gateway needs of an engine; `engine.local_engine.LocalEngine` is the one that is served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample, FeatureHit
from holysheep_desktop.core.models import ModelInfo, SaeInfo
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Report
from holysheep_desktop.core.tokens import Token

ShouldStop: TypeAlias = Callable[[], bool]


class Engine(Protocol):
    """A synchronous engine, called by one thread only; every method raises EngineError."""

    def models(self) -> tuple[ModelInfo, ...]:
        """The models that can be asked."""
        ...

    def analyse(self, request: AnalysisRequest, report: Report, should_stop: ShouldStop) -> AnalysisResult:
        """Answer; raises CancelledWorkError within one layer step of `should_stop` turning true."""
        ...

    def tokenize(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, BOS first."""
        ...

    def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        """What is known of one feature."""
        ...

    def find_features(self, sae_id: str, query: str, limit: int) -> tuple[FeatureHit, ...]:
        """Features whose label contains the words of `query`."""
        ...

    def silent_passages(
        self, sae_id: str, feature: int, n: int, should_stop: ShouldStop
    ) -> tuple[FeatureExample, ...]:
        """Passages of a sample of text in which a feature does not fire."""
        ...

    def add_sae(self, wish: SaeImport, should_stop: ShouldStop) -> SaeInfo:
        """Take in an SAE of the user; raises DictionaryError with the cause."""
        ...

    def remove_sae(self, sae_id: str) -> None:
        """Delete an SAE of the user; raises PatchTargetError for any other."""
        ...

    def compute_dashboard(self, sae_id: str, report: Report, should_stop: ShouldStop) -> SaeInfo:
        """Compute what is known of the features of an SAE of the user, all or nothing."""
        ...

    def close(self) -> None:
        """Give back files and memory."""
        ...


OpenEngine: TypeAlias = Callable[[Report, ShouldStop], Engine]
