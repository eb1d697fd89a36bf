"""Activation patching of two prompts: scores, maps, neurons, features, self-tests and controls in one result.

Noising moves comparison activations into the original run, denoising original activations into the comparison
run (Heimersheim & Nanda 2404.15255). The metric of maps, neurons and features is the logit difference of the
two answer tokens at the last position; `semantic_similarity` concerns the score alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import AnalysisRequest, PatchOptions, Way
from holysheep_desktop.core.results import EffectDirection, EffectMap, PatchAnalysis
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching.answers import describe_answers
from holysheep_desktop.engine.patching.feature_effects import FeatureFindings, find_features
from holysheep_desktop.engine.patching.map_drawing import MapDrawing
from holysheep_desktop.engine.patching.maps import MapPlan
from holysheep_desktop.engine.patching.neuron_effects import find_neurons
from holysheep_desktop.engine.patching.request import (
    Dictionaries,
    NeuronLabels,
    align_prompts,
    checked_options,
    find_sae,
    no_labels,
    read_comparison,
    swept_layers,
)
from holysheep_desktop.engine.patching.runs import ShouldStop, run_and_capture
from holysheep_desktop.engine.patching.scores import Score, logit_score, text_score
from holysheep_desktop.engine.patching.self_tests import run_self_tests
from holysheep_desktop.engine.patching.similarity import TextSpace, embedding_layer
from holysheep_desktop.engine.patching.sites import POSITION_COMPONENTS
from holysheep_desktop.engine.patching.speaking import Speaker
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.weights.tokenizer import Tokenizer

DEFAULT_MAPS = (Component.RESID_POST, Component.LAYER_OUTPUT)
UNASKED_FEATURES = 5
"""SAE features that are patched when the request does not ask for them; with `neuron_top_k` 0 none are."""


def analyse_patching(
    model: Model,
    tokenizer: Tokenizer,
    dictionaries: Dictionaries,
    prompt_tokens: Sequence[Token],
    request: AnalysisRequest,
    report: Report,
    should_stop: ShouldStop,
    *,
    neuron_labels: NeuronLabels = no_labels,
    original_answer: str | None = None,
) -> PatchAnalysis:
    """Compare the prompt of `request` with its comparison prompt by activation patching.

    `prompt_tokens` are those of the original prompt, BOS first; `original_answer` is its greedy answer of the
    same length, where it has been decoded already. Raises `PatchTargetError` for an option that cannot be
    served, `PromptTooLongError` for the comparison prompt, `CancelledWorkError` within a block of work.
    """
    options = checked_options(request, model.config)
    sae = find_sae(options, dictionaries)
    study = _study(model, tokenizer, prompt_tokens, options, report, should_stop)
    layers = swept_layers(options, model.config)
    speaker = Speaker(model, tokenizer, request.generation, report, should_stop)
    comparison_answer = speaker.as_requested(study.comparison.ids)
    seed = request.generation.seed
    neuron_layers = layers if Component.NEURON in options.components else (options.layer,)
    neurons = find_neurons(study, neuron_layers, options, seed, neuron_labels)
    features = _features(study, sae, options, seed, dictionaries)
    maps = _maps(study, options, layers, report)
    score, embedding = _score(study, options, speaker, dictionaries, original_answer)
    noising = study.moves[Way.NOISING]
    return PatchAnalysis(
        impact_score=score.impact,
        direction=score.direction if study.prompts_differ else EffectDirection.NONE,
        neurons=neurons.effects,
        metric=options.metric,
        target_layer=options.layer,
        scale=score.scale,
        answers=describe_answers(study.answers, study.original, study.comparison, tokenizer),
        baseline=score.baseline,
        raw_effect=score.raw_effect,
        denoising_score=score.denoising,
        tokens=study.original.tokens,
        comparison_tokens=study.comparison.tokens,
        alignment=study.alignment.pairs,
        self_tests=run_self_tests(
            model, noising, options.layer, study.metric, study.logit_difference, should_stop
        ),
        controls=(neurons.control, *features.controls),
        maps=maps,
        features=features.effects,
        texts=score.texts,
        comparison_answer=comparison_answer,
        map_metric=Metric.LOGIT_DIFF,
        map_scale=study.metric.scale,
        map_baseline=study.metric.baseline,
        attribution_agreement=neurons.agreement,
        embedding=embedding,
    )


def _study(
    model: Model,
    tokenizer: Tokenizer,
    prompt_tokens: Sequence[Token],
    options: PatchOptions,
    report: Report,
    should_stop: ShouldStop,
) -> Study:
    comparison_tokens = read_comparison(tokenizer, options.comparison_prompt, model.config).tokens
    alignment = align_prompts(
        options, [token.id for token in prompt_tokens], [token.id for token in comparison_tokens]
    )
    layers = swept_layers(options, model.config)
    neuron_layers = layers if Component.NEURON in options.components else (options.layer,)
    captured = {*layers, options.layer}
    runs = [
        run_and_capture(model, tokens, captured, should_stop, neuron_layers=neuron_layers)
        for tokens in (prompt_tokens, comparison_tokens)
    ]
    report(Progress("patching"))
    return Study.of(model, runs[0], runs[1], alignment, options, should_stop)


def _features(
    study: Study, sae: Sae | None, options: PatchOptions, seed: int, dictionaries: Dictionaries
) -> FeatureFindings:
    if sae is None:
        return FeatureFindings()
    asked = Component.SAE_FEATURE in options.components
    count = options.neuron_top_k if asked else min(UNASKED_FEATURES, options.neuron_top_k)
    return find_features(study, sae, count, options.controls, seed, dictionaries.label)


def _score(
    study: Study,
    options: PatchOptions,
    speaker: Speaker,
    dictionaries: Dictionaries,
    original_answer: str | None,
) -> tuple[Score, str | None]:
    if options.metric is Metric.LOGIT_DIFF:
        return logit_score(study, options.layer), None
    mean = dictionaries.mean_at(embedding_layer(study.model.config.n_layers))
    space = TextSpace.open(study.model, speaker.tokenizer, mean, study.should_stop)
    return text_score(study, options.layer, space, speaker, original_answer), space.description


def _maps(
    study: Study, options: PatchOptions, layers: tuple[int, ...], report: Report
) -> tuple[EffectMap, ...]:
    """Maps of the components that have positions; none where the prompts do not differ."""
    wished = options.components or DEFAULT_MAPS
    components = tuple(c for c in POSITION_COMPONENTS if c in wished)
    if not components or not study.prompts_differ:
        return ()
    plan = MapPlan(components, layers, options.method)
    ways = tuple(way for way in (Way.NOISING, Way.DENOISING) if options.way in (way, Way.BOTH))
    return MapDrawing(study, plan, ways, report, is_sweep=options.sweep).draw()
