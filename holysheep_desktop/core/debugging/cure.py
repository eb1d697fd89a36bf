"""What to do to the guilty features on the problematic prompt, to see whether the answer gets well."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from holysheep_desktop.core.debugging.comparison import Comparison, FeatureDifference, Kind
from holysheep_desktop.core.requests import Steering, SteeringMode


class Cure(StrEnum):
    """What is done to each feature, on every token of the prompt and of the answer."""

    ABLATE = "ablate"
    """Silence it. It helps only where the problematic prompt has more of it than the normal one."""
    CLAMP = "clamp"
    """Hold it at the activation that it has in the normal prompt."""


def steering(
    sae_id: str, comparison: Comparison, features: Iterable[int], cure: Cure
) -> tuple[Steering, ...]:
    """The steering that cures these features; those that it could not help are left out."""
    found = (comparison.of_feature(feature) for feature in features)
    steps = (None if one is None else _step(sae_id, one, cure) for one in found)
    return tuple(step for step in steps if step is not None)


def _step(sae_id: str, one: FeatureDifference, cure: Cure) -> Steering | None:
    if cure is Cure.CLAMP:
        return Steering(sae_id, one.feature, SteeringMode.SET, one.normal or 0.0)
    if one.kind in {Kind.ONLY_PROBLEMATIC, Kind.STRONGER}:
        return Steering(sae_id, one.feature, SteeringMode.ABLATE)
    return None
