"""A case under the names that the user gives its features."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from holysheep_desktop.core.debugging.case import DebugCase
from holysheep_desktop.core.labelling.own_labels import (
    OwnLabels,
    labelled_effects,
    labelled_features,
    relabelled,
)
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.results import FeatureAnalysis, Label, PatchAnalysis


def relabelled_case(case: DebugCase, feature: int, label: Label | None) -> DebugCase:
    """The same case with another label of one feature, or without one."""

    def rename(patching: PatchAnalysis) -> PatchAnalysis:
        entries = (replace(e, label=label) if e.feature == feature else e for e in patching.features)
        return replace(patching, features=tuple(entries))

    return _renamed(case, lambda features: relabelled(features, feature, label), rename)


def labelled_case(case: DebugCase, labels: OwnLabels) -> DebugCase:
    """The same case with every label that the user wrote."""
    return _renamed(
        case,
        lambda features: labelled_features(features, labels.label),
        lambda patching: labelled_effects(patching, labels.label),
    )


def _renamed(
    case: DebugCase,
    features: Callable[[FeatureAnalysis], FeatureAnalysis],
    patching: Callable[[PatchAnalysis], PatchAnalysis],
) -> DebugCase:
    def rename(run: Run | None) -> Run | None:
        if run is None:
            return None
        found, patched = run.result.features, run.result.patching
        result = replace(
            run.result,
            features=None if found is None else features(found),
            patching=None if patched is None else patching(patched),
        )
        return replace(run, result=result)

    return replace(
        case, problematic=rename(case.problematic), normal=rename(case.normal), test=rename(case.test)
    )
