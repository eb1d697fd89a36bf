"""The score of the target layer: the effect of replacing what it writes at every aligned position."""

from __future__ import annotations

from dataclasses import dataclass

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Way
from holysheep_desktop.core.results import Baseline, EffectDirection, EffectScale, GeneratedTexts
from holysheep_desktop.engine.patching.effects import MIN_TEXT_DISTANCE, Metric, direction_of
from holysheep_desktop.engine.patching.layer_output import LayerOutputEdit, patch_layer
from holysheep_desktop.engine.patching.similarity import TextSpace
from holysheep_desktop.engine.patching.speaking import Speaker
from holysheep_desktop.engine.patching.study import Study


@dataclass(frozen=True, slots=True)
class Score:
    """Noising and denoising effect of a layer's output by one metric; None where not asked or not valid."""

    scale: EffectScale
    baseline: Baseline
    impact: float | None
    denoising: float | None
    raw_effect: float
    direction: EffectDirection | None
    texts: GeneratedTexts | None = None


def read_score(study: Study, layer: int) -> Score:
    """By the map metric, which is read off the next-token logits."""

    def patched(way: Way) -> float:
        last = patch_layer(study.model, study.moves[way], Component.LAYER_OUTPUT, layer, study.should_stop)
        return float(study.measure(way)(last[None])[0])

    denoising = study.map_metric.effect(Way.DENOISING, patched(Way.DENOISING))
    return _score(study.map_metric, patched(Way.NOISING), float(denoising))


def text_score(study: Study, layer: int, space: TextSpace, speaker: Speaker, original: str | None) -> Score:
    """By the similarity of greedy answers; `original` is that of the original prompt, if already decoded.

    Mirrored for denoising: similarity to the original answer, which also runs from s(original, comparison)
    to 1.
    """
    noising, denoising = study.moves[Way.NOISING], study.moves[Way.DENOISING]
    if original is None:
        original = speaker.greedily(noising.base.ids)
    comparison = speaker.greedily(denoising.base.ids)
    noised = speaker.greedily(noising.base.ids, LayerOutputEdit(noising, layer))
    denoised = speaker.greedily(denoising.base.ids, LayerOutputEdit(denoising, layer))
    apart = space.similarity(original, comparison)
    metric = Metric(apart, 1.0, MIN_TEXT_DISTANCE)
    denoised_effect = metric.effect(Way.NOISING, space.similarity(denoised, original))
    return _score(
        metric,
        space.similarity(noised, comparison),
        float(denoised_effect),
        GeneratedTexts(original, comparison, noised),
    )


def _score(metric: Metric, noised: float, denoising: float, texts: GeneratedTexts | None = None) -> Score:
    valid = metric.scale is EffectScale.NORMALISED
    impact = float(metric.effect(Way.NOISING, noised)) if valid else None
    return Score(
        scale=metric.scale,
        baseline=metric.baseline,
        impact=impact,
        denoising=denoising if valid else None,
        raw_effect=float(metric.difference(Way.NOISING, noised)),
        direction=None if impact is None else direction_of(impact),
        texts=texts,
    )
