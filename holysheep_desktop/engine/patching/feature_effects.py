"""The causal effects of SAE features of the target layer, each beside its own random control."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.results import ControlResult, FeatureEffect, FeatureSetEffect, Label
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching.effects import percentile_95, spearman
from holysheep_desktop.engine.patching.features import (
    SITES,
    additions,
    attributions,
    patch_additions,
    random_additions,
    strongest_features,
)
from holysheep_desktop.engine.patching.study import Study


@dataclass(frozen=True, slots=True)
class FeatureFindings:
    """Features by the size of their effect, and all their random controls together."""

    effects: tuple[FeatureEffect, ...] = ()
    controls: tuple[ControlResult, ...] = ()
    together: FeatureSetEffect | None = None
    agreement: float | None = None
    """Spearman correlation of |attribution| and |exact effect| over the features that were patched."""


def find_features(
    study: Study,
    sae: Sae,
    count: int,
    n_controls: int,
    seed: int,
    label: Callable[[str, int], Label | None],
) -> FeatureFindings:
    """Rank the features that change by attribution, patch the first `count` exactly, and with each
    `n_controls` directions of random other features with the same norm at the same positions."""
    move = study.moves[Way.NOISING]
    gradient = study.gradient(Way.NOISING, (sae.layer,), (SITES[sae.hook_point],))
    chosen = strongest_features(sae, move, gradient, count)
    if not chosen:
        return FeatureFindings()
    random = np.random.default_rng(seed % 2**63)
    added = np.concatenate([additions(sae, chosen), *random_additions(sae, move, chosen, n_controls, random)])
    measure = study.measure(Way.NOISING)
    patched = patch_additions(study.model, move, sae, added, measure, study.should_stop)
    effects = study.map_metric.effect(Way.NOISING, patched)
    estimates = study.map_metric.scaled(Way.NOISING, attributions(sae, move, gradient, chosen))
    exact, controls = effects[: len(chosen)], effects[len(chosen) :].reshape(len(chosen), -1)
    found = [
        FeatureEffect(
            feature=one.feature,
            difference=one.largest,
            effect=float(effect),
            control=percentile_95(control),
            label=label(sae.sae_id, one.feature),
            attribution=float(estimate) if study.has_gradient else None,
        )
        for one, effect, control, estimate in zip(chosen, exact, controls, estimates, strict=True)
    ]
    found.sort(key=lambda feature: -abs(feature.effect or 0.0))
    together = ControlResult(
        Component.SAE_FEATURE.value, controls.size, percentile_95(controls), tuple(controls.ravel().tolist())
    )
    agreement = spearman(abs(exact), abs(estimates)) if len(chosen) > 1 else None
    return FeatureFindings(tuple(found), (together,), agreement=agreement)
