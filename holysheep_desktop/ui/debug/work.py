"""What a debugging run asks, one step after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from holysheep_desktop.core.debugging.asking import DebugQuestion
from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.debugging.comparison import Comparison
from holysheep_desktop.core.debugging.steps import Step
from holysheep_desktop.core.report import Run, RunRole
from holysheep_desktop.core.requests import AnalysisRequest, Steering
from holysheep_desktop.core.source import AnalysisSource, Report


class Investigation:
    """Asks an endpoint for one question, and says after each reply how far the case has come.

    `found(case, running)` hears of every new case and of the step that is in hand; what was found stays where
    a later step fails or is stopped. Raises whatever the source raises.
    """

    def __init__(
        self,
        source: AnalysisSource,
        question: DebugQuestion,
        report: Report,
        found: Callable[[DebugCase, Step | None], None],
    ) -> None:
        self._source = source
        self._question = question
        self._report = report
        self._found = found

    async def whole(self, *, can_patch: bool) -> DebugCase:
        """Both answers with their features, then the test of the largest differences."""
        question = self._question
        case = DebugCase()
        self._found(case, Step.ANSWERS)
        case = replace(
            case, problematic=await self._run(question.reading(question.problematic), RunRole.PROBLEMATIC)
        )
        self._found(case, Step.ANSWERS)
        case = replace(case, normal=await self._run(question.reading(question.normal), RunRole.NORMAL))
        comparison = case.comparison()
        if not can_patch:
            self._found(case, None)
            return case
        candidates = () if comparison is None else comparison.candidates(question.n_candidates)
        return await self._test(case, comparison, candidates)

    async def again(self, case: DebugCase, candidates: tuple[int, ...]) -> DebugCase:
        """Test other candidates of a case whose prompts are read already."""
        before = DebugCase(case.problematic, case.normal)
        return await self._test(before, before.comparison(), candidates)

    async def cured(self, case: DebugCase, steps: tuple[Steering, ...]) -> DebugCase:
        """The problematic prompt once more, steered."""
        run = await self._run(self._question.cure(steps), RunRole.STEERED)
        case = replace(case, steered=run)
        self._found(case, None)
        return case

    async def _test(
        self, case: DebugCase, comparison: Comparison | None, candidates: tuple[int, ...]
    ) -> DebugCase:
        self._found(case, Step.CANDIDATES)
        run = await self._run(self._question.test(comparison, candidates), RunRole.CANDIDATES)
        case = replace(case, test=run)
        self._found(case, None)
        return case

    async def _run(self, request: AnalysisRequest, role: RunRole) -> Run:
        return Run(request, await self._source.analyse(request, self._report), role)
