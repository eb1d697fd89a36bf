"""A debugging case: everything that its page says, from the runs that a record keeps.

Comparison and verdict are computed anew each time, so a saved record and a fresh one read the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from holysheep_desktop.core.debugging.comparison import Comparison, Scope, compare
from holysheep_desktop.core.debugging.verdict import Verdict, guilty, verdict
from holysheep_desktop.core.interpretation import MIN_CONTROLS
from holysheep_desktop.core.provenance import NoteKind
from holysheep_desktop.core.report import Record, RecordKind, Run, RunRole
from holysheep_desktop.core.results import FeatureAnalysis, FeatureEffect, FeatureSetEffect, PatchAnalysis


class Obstacle(StrEnum):
    """What is missing for a step."""

    NO_ANSWER = "no_answer"
    NO_FEATURES = "no_features"
    OTHER_SAE = "other_sae"
    """The two prompts were read with different SAEs, whose numbers have nothing to do with each other."""
    NO_TOKENS = "no_tokens"
    NO_DIFFERENCE = "no_difference"
    NO_PATCHING = "no_patching"
    NO_FEATURE_PATCHING = "no_feature_patching"
    TOO_FEW_CONTROLS = "too_few_controls"
    NO_SAE_NAME = "no_sae_name"


@dataclass(frozen=True, slots=True)
class DebugCase:
    """The runs by their roles; None for what was not asked or did not come."""

    problematic: Run | None = None
    normal: Run | None = None
    test: Run | None = None
    steered: Run | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs that there are, in the order of the steps."""
        every = (self.problematic, self.normal, self.test, self.steered)
        return tuple(run for run in every if run is not None)

    def lacking(self) -> Run | None:
        """The first run whose reply left out what was asked for; the last one where none did."""
        missing = {NoteKind.FEATURES_MISSING, NoteKind.PATCHING_MISSING}
        lacks = (run for run in self.runs if any(note.kind in missing for note in run.result.notes))
        return next(lacks, self.runs[-1] if self.runs else None)

    @property
    def readings(self) -> tuple[FeatureAnalysis, FeatureAnalysis] | None:
        """The features of the problematic and of the normal prompt, where both are there."""
        found = [None if run is None else run.result.features for run in (self.problematic, self.normal)]
        here, there = found
        return None if here is None or there is None else (here, there)

    def comparison(self) -> Comparison | None:
        """The features that differ; None where something is missing for it."""
        readings = self.readings
        if readings is None or self.comparison_obstacle() is not None:
            return None
        return compare(*readings)

    def comparison_obstacle(self) -> Obstacle | None:
        """What is missing to compare features, once both prompts are read."""
        readings = self.readings
        if readings is None:
            return Obstacle.NO_FEATURES
        hashes = [analysis.reading.sha256 for analysis in readings]
        return Obstacle.OTHER_SAE if hashes[0] != hashes[1] else None

    def test_obstacle(self, comparison: Comparison | None) -> Obstacle | None:
        """What is missing to choose features for the test."""
        if comparison is None:
            return Obstacle.NO_FEATURES
        if comparison.scope is Scope.RETURNED_FEATURES:
            return Obstacle.NO_TOKENS
        return None if comparison.patchable() else Obstacle.NO_DIFFERENCE

    def result_obstacle(self) -> Obstacle | None:
        """What the reply to the test lacks."""
        if self.patching is None:
            return Obstacle.NO_PATCHING
        return None if self.patching.feature_set is not None else Obstacle.NO_FEATURE_PATCHING

    @property
    def patching(self) -> PatchAnalysis | None:
        """What the test found."""
        return None if self.test is None else self.test.result.patching

    @property
    def together(self) -> FeatureSetEffect | None:
        """The effect of all candidates together."""
        return None if self.patching is None else self.patching.feature_set

    def control_obstacle(self) -> Obstacle | None:
        """What the random controls lack."""
        if self.together is None:
            return self.result_obstacle()
        controls = (self.together.noising_control, self.together.denoising_control)
        is_enough = all(control is not None and control.n >= MIN_CONTROLS for control in controls)
        return None if is_enough else Obstacle.TOO_FEW_CONTROLS

    def verdict(self) -> Verdict | None:
        """The verdict; None before the test was made."""
        return None if self.test is None else verdict(self.patching)

    def guilty(self) -> tuple[FeatureEffect, ...]:
        """The candidates that stand out by themselves."""
        return () if self.patching is None else guilty(self.patching)

    @property
    def sae_id(self) -> str | None:
        """The SAE that the features belong to, as steering must name it."""
        return None if self.readings is None else self.readings[0].reading.sae_id


def case_of(record: Record) -> DebugCase:
    """The case that a record of kind DEBUG holds."""
    return DebugCase(
        record.run(RunRole.PROBLEMATIC),
        record.run(RunRole.NORMAL),
        record.run(RunRole.CANDIDATES),
        record.run(RunRole.STEERED),
    )


def record_of_case(case: DebugCase) -> Record | None:
    """The record of a case, of as much as was done; None where nothing was."""
    return Record(RecordKind.DEBUG, case.runs) if case.runs else None
