"""Which result an SAE finding shows: the last that was answered, or one that is still being measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis

Asked: TypeAlias = tuple[AnalysisRequest, AnalysisResult]


@dataclass(slots=True)
class Shown:
    """`early` has features whose loss is not measured yet; it is shown in place of `answered`."""

    answered: Asked | None = None
    early: Asked | None = None

    @property
    def current(self) -> Asked | None:
        """What is on the screen."""
        return self.early or self.answered

    @property
    def features(self) -> FeatureAnalysis | None:
        """Its features."""
        return self.current[1].features if self.current else None

    @property
    def prompt(self) -> str:
        """Its prompt."""
        return self.current[0].prompt if self.current else ""

    def is_about(self, request: AnalysisRequest) -> bool:
        """Whether it is about the same text."""
        return self.current is not None and self.current[0].messages == request.messages

    def is_completed_by(self, request: AnalysisRequest, result: AnalysisResult) -> bool:
        """Whether a result has the features that are shown, and only their loss is new."""
        if self.early is None or self.early[0] != request or result.features is None:
            return False
        shown = self.early[1].features
        return shown is not None and replace(shown, reading=result.features.reading) == result.features

    def relabel(self, features: FeatureAnalysis) -> None:
        """Put features under other names in the place of what is shown."""
        if self.early is not None:
            self.early = (self.early[0], replace(self.early[1], features=features))
        elif self.answered is not None:
            self.answered = (self.answered[0], replace(self.answered[1], features=features))
