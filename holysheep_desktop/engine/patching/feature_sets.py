"""Features that the request names: patched one by one and all together, both ways, beside random controls.

The control of a set takes as many random features that are active at the patched tokens, moves each as its
counterpart moves, and gives the summed change at every token the norm of the set's own. So it asks whether
these features matter, not whether so large a push at these tokens does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import PatchOptions, Way
from holysheep_desktop.core.results import ControlResult, FeatureEffect, FeatureSetEffect, Label
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching.effects import percentile_95
from holysheep_desktop.engine.patching.feature_effects import FeatureFindings
from holysheep_desktop.engine.patching.features import (
    FeatureChange,
    Values,
    additions,
    drawn,
    named_features,
    others,
    patch_additions,
    random_addition,
    resized,
)
from holysheep_desktop.engine.patching.runs import Array, Index
from holysheep_desktop.engine.patching.study import Study

SET_CLAIM = "feature_set"
_SEEDS = {Way.NOISING: 0, Way.DENOISING: 1}


def find_named_features(
    study: Study,
    sae: Sae,
    options: PatchOptions,
    seed: int,
    label: Callable[[str, int], Label | None],
    step: Callable[[int, int], None] = lambda done, total: None,
) -> FeatureFindings:
    """Patch `options.feature_ids` exactly, each by itself and all at once; the SAE's error term stays.

    `step` hears how many of the patches, one for each feature and way and one for each set, are done.
    """
    ways = [way for way in (Way.NOISING, Way.DENOISING) if options.way in (way, Way.BOTH)]
    total = len(ways) * (len(options.feature_ids) + 1)
    found: dict[Way, _OneWay] = {}
    for nth, way in enumerate(ways):
        done = nth * (len(options.feature_ids) + 1)
        random = np.random.default_rng((seed % 2**63, _SEEDS[way]))
        found[way] = _patch(study, sae, way, options, random, lambda n, done=done: step(done + n, total))
    noising, denoising = found.get(Way.NOISING), found.get(Way.DENOISING)
    differences = named_features(sae, study.moves[Way.NOISING], options.feature_ids)
    effects = [
        FeatureEffect(
            feature=one.feature,
            difference=one.largest,
            effect=None if noising is None else noising.each[k],
            control=None if noising is None else percentile_95(noising.each_controls[k]),
            label=label(sae.sae_id, one.feature),
            denoising=None if denoising is None else denoising.each[k],
            denoising_control=None if denoising is None else percentile_95(denoising.each_controls[k]),
        )
        for k, one in enumerate(differences)
    ]
    return FeatureFindings(
        tuple(effects),
        tuple(one.pooled for one in (noising,) if one is not None),
        FeatureSetEffect(
            features=options.feature_ids,
            noising=None if noising is None else noising.together,
            denoising=None if denoising is None else denoising.together,
            noising_control=None if noising is None else noising.set_control,
            denoising_control=None if denoising is None else denoising.set_control,
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _OneWay:
    """Effects of one way: of each feature with its controls (n_features, n_controls), and of the set."""

    each: tuple[float, ...]
    each_controls: Values
    together: float
    set_controls: Values

    @property
    def pooled(self) -> ControlResult:
        return _control(Component.SAE_FEATURE.value, self.each_controls.ravel())

    @property
    def set_control(self) -> ControlResult:
        return _control(SET_CLAIM, self.set_controls)


def _control(claim: str, effects: Values) -> ControlResult:
    return ControlResult(claim, effects.size, percentile_95(effects), tuple(effects.tolist()))


def _patch(
    study: Study,
    sae: Sae,
    way: Way,
    options: PatchOptions,
    random: np.random.Generator,
    step: Callable[[int], None],
) -> _OneWay:
    move = study.moves[way]
    changes = named_features(sae, move, options.feature_ids)
    if not move.indices()[0].size:
        # No pair reaches what differs: both runs hold the same values at every one of them.
        return _OneWay((0.0,) * len(changes), np.zeros((len(changes), 0)), 0.0, np.zeros(0))
    own, pools = additions(sae, changes), others(sae, move, changes)
    each: list[Values] = []
    for k, change in enumerate(changes):
        step(k)
        controls = random_addition(sae, change, pools, options.controls, random)
        each.append(_effects(study, sae, way, np.concatenate([own[k : k + 1], controls])))
    step(len(changes))
    together = own.sum(axis=0)
    sets = random_sets(sae, changes, pools, together, options.controls, random)
    joint = _effects(study, sae, way, np.concatenate([together[None], sets]))
    step(len(changes) + 1)
    return _OneWay(
        each=tuple(float(effects[0]) for effects in each),
        each_controls=np.stack([effects[1:] for effects in each]),
        together=float(joint[0]),
        set_controls=joint[1:],
    )


def _effects(study: Study, sae: Sae, way: Way, added: Array) -> Values:
    patched = patch_additions(
        study.model, study.moves[way], sae, added, study.measure(way), study.should_stop
    )
    return study.map_metric.effect(way, patched)


def random_sets(
    sae: Sae,
    chosen: Sequence[FeatureChange],
    pools: tuple[Index, Index],
    together: Array,
    count: int,
    random: np.random.Generator,
) -> Array:
    """What `count` random sets of the size of `chosen` add: (count, n_pairs, d_in).

    No feature is drawn twice within a set. Where fewer features are active than a set needs, silent ones
    fill it. `together` (n_pairs, d_in) is what the chosen features add; every control has its norm.
    """
    amounts = np.stack([one.change for one in chosen])
    own = np.linalg.norm(np.stack([sae.direction(one.feature) for one in chosen]), axis=1)
    added = np.empty((count, *together.shape), np.float32)
    for nth in range(count):
        features = drawn(pools, len(chosen), random)
        added[nth] = amounts[: len(features)].T @ resized(sae.w_dec[features], own[: len(features)])
    return resized(added, np.linalg.norm(together, axis=-1)[None])
