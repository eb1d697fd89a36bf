"""What the real model once answered: reports for the tabs, and a source that gives them again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

from fakes.source import FakeSource

from holysheep_desktop.core.dashboards import FeatureDashboard
from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.report import Record, Run
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress, Report, report_nothing
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.protocol.feature_pages import parse_dashboard, parse_tokens
from holysheep_desktop.protocol.model_list import parse_models
from holysheep_desktop.storage.reports.report_json import report_from_json

RECORDS = Path(__file__).parent / "recorded"
SOURCE_FILE = RECORDS / "source.json"
BATCH = "batch"
"""The runs of the Batch tab's example list."""
FINDINGS = ("sae", "patching", "full", "debug", "steering", "pairs")


@cache
def record(name: str) -> Record:
    """One of the recorded pieces of work."""
    path = RECORDS / f"{name}.json"
    return report_from_json(path.read_bytes(), path).record


@cache
def _source() -> Mapping[str, object]:
    return cast(Mapping[str, object], json.loads(SOURCE_FILE.read_text(encoding="utf-8")))


@cache
def models() -> tuple[ModelInfo, ...]:
    """The models of the local endpoint."""
    return parse_models(_source()["models"])


@cache
def _tokens() -> dict[str, tuple[Token, ...]]:
    wire = cast(Mapping[str, object], _source()["tokens"])
    return {text: parse_tokens(tokens) for text, tokens in wire.items()}


@cache
def _dashboards() -> dict[int, FeatureDashboard]:
    pages = [parse_dashboard(wire) for wire in cast(list[object], _source()["features"])]
    return {page.feature: page for page in pages}


@cache
def _runs() -> tuple[Run, ...]:
    return tuple(run for name in (*FINDINGS, BATCH) for run in record(name).runs)


class RecordedSource(FakeSource):
    """Gives recorded replies; `hold()` and `fail_next()` as in the fake."""

    def __init__(self) -> None:
        super().__init__(models())
        self.stage = Progress("prefill", 9, 14, share=0.6)
        """What a run that is held says of itself."""

    @property
    def is_holding(self) -> bool:
        """Whether replies are held back."""
        return self._gate is not None

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        report(self.stage)
        await self._arrive("analyse")
        same = [run for run in _runs() if run.request.prompt == request.prompt]
        if not same:
            return await super().analyse(request, report)
        return next((run.result for run in same if run.request == request), same[0].result)

    async def tokenize(self, model: str, text: str) -> tuple[Token, ...]:
        await asyncio.sleep(0)
        known = _tokens()
        return known[text] if text in known else await super().tokenize(model, text)

    async def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        await self._arrive("feature")
        pages = _dashboards()
        return replace(pages.get(feature, next(iter(pages.values()))), feature=feature)
