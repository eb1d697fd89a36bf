"""What the debugging of a prompt asks, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holysheep_desktop.core.debugging.comparison import Comparison
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.report import Record, RunRole
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    AnswerTokenIds,
    FeatureOptions,
    Generation,
    PatchOptions,
    Steering,
    user_message,
)

DEFAULT_CANDIDATES = 16
_LISTED = 20
"""Features listed by strength; the comparison reads the tokens and needs no list."""


@dataclass(frozen=True, slots=True)
class DebugQuestion:
    """A problematic and a normal prompt, and how they are compared."""

    model: str
    problematic: str
    normal: str
    layer: int
    sae_id: str | None = None
    n_candidates: int = DEFAULT_CANDIDATES
    controls: int = 20
    max_tokens: int = 32
    seed: int = 0
    answers: AnswerTokenIds | None = None
    """r of the normal prompt and r′ of the problematic one; None: chosen by the endpoint."""

    def reading(self, prompt: str) -> AnalysisRequest:
        """An answer to one of the prompts, and its features token by token."""
        return AnalysisRequest(
            self.model,
            user_message(prompt),
            self._generation,
            features=FeatureOptions(self.layer, _LISTED, self.sae_id),
        )

    def test(self, comparison: Comparison | None, candidates: Sequence[int]) -> AnalysisRequest:
        """Patch the problematic prompt's features into the normal prompt, and the other way round.

        Without candidates, and where tokens are not known, it asks what the tutorial asks: one layer.
        """
        alignment = comparison.alignment if comparison is not None else None
        if not candidates or alignment is None:
            options = PatchOptions(self.problematic, self.layer, answers=self.answers)
            return AnalysisRequest(self.model, user_message(self.normal), self._generation, patching=options)
        options = PatchOptions(
            self.problematic,
            self.layer,
            components=(Component.SAE_FEATURE,),
            answers=self.answers,
            alignment=alignment.swapped().pairs,
            neuron_top_k=0,
            controls=self.controls,
            sae_id=self.sae_id,
            feature_ids=tuple(candidates),
        )
        # The answers are known already.
        generation = Generation(max_tokens=1, seed=self.seed)
        return AnalysisRequest(self.model, user_message(self.normal), generation, patching=options)

    def cure(self, steps: tuple[Steering, ...]) -> AnalysisRequest:
        """The problematic prompt again, with features changed."""
        return AnalysisRequest(self.model, user_message(self.problematic), self._generation, steering=steps)

    @property
    def _generation(self) -> Generation:
        return Generation(max_tokens=self.max_tokens, seed=self.seed)


def question_of(record: Record) -> DebugQuestion:
    """What was asked, from the runs that there are."""
    main, normal, test = (
        record.run(role) for role in (RunRole.PROBLEMATIC, RunRole.NORMAL, RunRole.CANDIDATES)
    )
    first = (main or record.main).request
    options = None if test is None else test.request.patching
    features = first.features
    default = DebugQuestion("", "", "", 0)
    return DebugQuestion(
        model=first.model,
        problematic=first.prompt,
        normal="" if normal is None else normal.request.prompt,
        layer=features.layer if features is not None else options.layer if options is not None else 0,
        sae_id=None if features is None else features.sae_id,
        n_candidates=len(options.feature_ids) if options and options.feature_ids else default.n_candidates,
        controls=options.controls if options is not None else default.controls,
        max_tokens=first.generation.max_tokens,
        seed=first.generation.seed,
        answers=None if options is None else options.answers,
    )
