"""One site of a map, opened: what the patched runs would say, and what the site is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import PatchOptions, Way
from holysheep_desktop.core.results import (
    ControlResult,
    FeatureEffect,
    HeadEffect,
    Label,
    NeuronEffect,
    PatchedAnswer,
    SelfTest,
    SiteFinding,
)
from holysheep_desktop.engine.decoding.sampling import log_probabilities
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching.all_positions import HeadSite, patch_heads
from holysheep_desktop.engine.patching.both_lenses import likeliest
from holysheep_desktop.engine.patching.effects import Values, percentile_95
from holysheep_desktop.engine.patching.feature_effects import find_features
from holysheep_desktop.engine.patching.features import additions, named_features, patch_additions
from holysheep_desktop.engine.patching.neuron_effects import NeuronFindings, find_neurons
from holysheep_desktop.engine.patching.neurons import Neuron, patch_neurons
from holysheep_desktop.engine.patching.patches import carry_patches, measure_patches
from holysheep_desktop.engine.patching.replacement import patch_of
from holysheep_desktop.engine.patching.request import NeuronLabels
from holysheep_desktop.engine.patching.runs import Array
from holysheep_desktop.engine.patching.self_tests import metric_tolerance
from holysheep_desktop.engine.patching.site_choice import OpenedSite
from holysheep_desktop.engine.patching.speaking import Speaker

N_TOP = 10
CLAIM = "site"
SELF_TEST = "site_agrees"


@dataclass(frozen=True, slots=True, eq=False)
class SiteOpening:
    """Works out one site; `seed` draws its controls."""

    site: OpenedSite
    options: PatchOptions
    speaker: Speaker
    seed: int

    def find(
        self,
        sae: Sae | None,
        labels: NeuronLabels,
        feature_label: Callable[[str, int], Label | None],
        original_answer: str | None,
    ) -> SiteFinding:
        """The finding; `original_answer` is the greedy answer to the original prompt, if already decoded."""
        choice, study = self.site.choice, self.site.study
        neurons = find_neurons(study, (choice.layer,), self.options, self.seed, labels)
        features, feature_controls = self._features(sae, feature_label)
        original = self._unpatched(study.original.last, study.original.ids, original_answer)
        return SiteFinding(
            component=choice.component,
            layer=choice.layer,
            position=choice.position,
            original=original,
            comparison=self._unpatched(study.comparison.last, study.comparison.ids, None),
            noising=self._patched(Way.NOISING),
            denoising=self._patched(Way.DENOISING),
            head=choice.head,
            heads=self._heads(),
            neurons=self._both_ways(neurons),
            features=features,
            controls=(self._control(), self._head_control(), neurons.control, *feature_controls),
        )

    def self_test(self) -> SelfTest:
        """The patched metric of the shortened computation against that of a whole run with a hook."""
        study, way = self.site.study, Way.NOISING
        base, replacement = study.moves[way].base, self.site.replacement(way)
        run = study.model.run(np.array(base.ids), edit=replacement.edit(), should_stop=study.should_stop)
        full = float(study.measure(way)(run.resid[-1:])[0])
        short = float(study.measure(way)(self._end(way))[0])
        tolerance = metric_tolerance(study.model) * max(1.0, abs(full))
        return SelfTest(SELF_TEST, abs(full - short), tolerance, abs(full - short) <= tolerance)

    def _is_asked(self, way: Way) -> bool:
        return self.options.way in (way, Way.BOTH)

    def _end(self, way: Way) -> Array:
        """The patched stream after the last block at the answer position, (1, d_model)."""
        study = self.site.study
        base = study.moves[way].base
        patch = patch_of(self.site.replacement(way), study.model, base)
        return carry_patches(study.model, base, [patch], study.should_stop)

    def _patched(self, way: Way) -> PatchedAnswer | None:
        if not self._is_asked(way):
            return None
        study, end = self.site.study, self._end(way)
        effect = study.map_metric.effect(way, study.measure(way)(end))[0]
        text = self.speaker.greedily(study.moves[way].base.ids, self.site.replacement(way).edit())
        return replace(self._answer(end[0], text), effect=float(effect))

    def _unpatched(self, last: Array, ids: tuple[int, ...], text: str | None) -> PatchedAnswer:
        return self._answer(last, self.speaker.greedily(ids) if text is None else text)

    def _answer(self, last: Array, text: str) -> PatchedAnswer:
        log_p = log_probabilities(self.site.study.model.logits(last))
        return PatchedAnswer(likeliest(log_p, self.speaker.tokenizer, N_TOP), text)

    def _heads(self) -> tuple[HeadEffect, ...]:
        study, layer = self.site.study, self.site.choice.layer
        sites = [HeadSite(layer, head) for head in range(study.model.config.n_heads)]
        effects = {
            way: study.map_metric.effect(way, patch_heads(study, way, sites)).tolist()
            for way in (Way.NOISING, Way.DENOISING)
            if self._is_asked(way)
        }
        noising, denoising = effects.get(Way.NOISING), effects.get(Way.DENOISING)
        return tuple(
            HeadEffect(layer, site.head, noising[k] if noising else None, denoising[k] if denoising else None)
            for k, site in enumerate(sites)
        )

    def _both_ways(self, found: NeuronFindings) -> tuple[NeuronEffect, ...]:
        if not self._is_asked(Way.DENOISING):
            return found.effects
        study, way = self.site.study, Way.DENOISING
        neurons = [Neuron.named(neuron.id) for neuron in found.effects]
        patched = patch_neurons(study.model, study.moves[way], neurons, study.measure(way), study.should_stop)
        effects = study.map_metric.effect(way, patched).tolist()
        return tuple(replace(n, denoising=e) for n, e in zip(found.effects, effects, strict=True))

    def _features(
        self, sae: Sae | None, label: Callable[[str, int], Label | None]
    ) -> tuple[tuple[FeatureEffect, ...], tuple[ControlResult, ...]]:
        if sae is None:
            return (), ()
        study, way = self.site.study, Way.DENOISING
        found = find_features(study, sae, self.options.neuron_top_k, self.options.controls, self.seed, label)
        if not found.effects or not self._is_asked(way):
            return found.effects, found.controls
        move = study.moves[way]
        changes = named_features(sae, move, [effect.feature for effect in found.effects])
        patched = patch_additions(
            study.model, move, sae, additions(sae, changes), study.measure(way), study.should_stop
        )
        effects = study.map_metric.effect(way, patched).tolist()
        return (
            tuple(replace(f, denoising=e) for f, e in zip(found.effects, effects, strict=True)),
            found.controls,
        )

    def _control(self) -> ControlResult:
        """The site's own change in random directions."""
        study, random = self.site.study, np.random.default_rng((self.seed % 2**63, 1))
        way = Way.DENOISING if self.options.way is Way.DENOISING else Way.NOISING
        base = study.moves[way].base
        drawn = [self.site.random_replacement(way, random) for _ in range(self.options.controls)]
        patches = [patch_of(one, study.model, base) for one in drawn]
        measured = measure_patches(study.model, base, patches, study.measure(way), study.should_stop)
        return _controlled(CLAIM, study.map_metric.effect(way, measured))

    def _head_control(self) -> ControlResult:
        """Random heads of other layers at the same place."""
        study, random = self.site.study, np.random.default_rng((self.seed % 2**63, 2))
        config, way = study.model.config, Way.NOISING
        others = [
            HeadSite(layer, head)
            for layer in range(config.n_layers)
            for head in range(config.n_heads)
            if layer != self.site.choice.layer
        ]
        count = min(self.options.controls, len(others))
        drawn = [others[k] for k in random.choice(len(others), count, replace=False)] if count else []
        effects = study.map_metric.effect(way, patch_heads(study, way, drawn))
        return _controlled(Component.HEAD.value, effects)


def _controlled(claim: str, effects: Values) -> ControlResult:
    return ControlResult(claim, len(effects), percentile_95(effects), tuple(effects.tolist()))
