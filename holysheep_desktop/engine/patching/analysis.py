"""Activation patching of two prompts: scores, maps, neurons, features, self-tests and controls in one result.

Noising moves comparison activations into the original run, denoising original activations into the comparison
run (Heimersheim & Nanda 2404.15255). Maps, neurons, features and the score have the metric that was asked
for, read at the answer position; `semantic_similarity` concerns the score alone, beside which maps stay in
logit differences. Self-tests are made in logits whatever the metric, and once more for each map in its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import AnalysisRequest, PatchOptions, Way
from holysheep_desktop.core.results import (
    ControlResult,
    EffectDirection,
    EffectMap,
    PatchAnalysis,
    SelfTest,
)
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.patching.answers import describe_answers
from holysheep_desktop.engine.patching.both_lenses import read_both_runs
from holysheep_desktop.engine.patching.feature_effects import FeatureFindings, find_features
from holysheep_desktop.engine.patching.feature_sets import find_named_features
from holysheep_desktop.engine.patching.map_checks import check_map
from holysheep_desktop.engine.patching.map_controls import control_map
from holysheep_desktop.engine.patching.map_drawing import MapDrawing
from holysheep_desktop.engine.patching.map_plan import plan_maps
from holysheep_desktop.engine.patching.neuron_effects import find_neurons
from holysheep_desktop.engine.patching.prompts import pair_prompts
from holysheep_desktop.engine.patching.request import (
    Dictionaries,
    NeuronLabels,
    checked_options,
    control_layers,
    find_sae,
    no_labels,
    read_comparison,
    swept_layers,
)
from holysheep_desktop.engine.patching.runs import ShouldStop, run_and_capture
from holysheep_desktop.engine.patching.scores import Score, read_score, text_score
from holysheep_desktop.engine.patching.self_tests import run_self_tests
from holysheep_desktop.engine.patching.similarity import TextSpace, embedding_layer
from holysheep_desktop.engine.patching.site_choice import OpenedSite
from holysheep_desktop.engine.patching.site_opening import SiteOpening
from holysheep_desktop.engine.patching.speaking import Speaker
from holysheep_desktop.engine.patching.study import Study, map_metric_of
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer

UNASKED_FEATURES = 5
"""SAE features that are patched when the request does not ask for them; with `neuron_top_k` 0 none are."""


@dataclass(frozen=True, slots=True)
class MapFindings:
    """Effect maps, a random control for each, and a self-test for each that was drawn exactly."""

    maps: tuple[EffectMap, ...] = ()
    controls: tuple[ControlResult, ...] = ()
    self_tests: tuple[SelfTest, ...] = ()


def analyse_patching(
    model: Network,
    tokenizer: TextTokenizer,
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
    study = _study(model, tokenizer, prompt_tokens, options, request, report, should_stop)
    speaker = Speaker(model, tokenizer, request.generation, report, should_stop)
    if study.prompts.answer[0] != len(prompt_tokens) - 1:
        original_answer = None  # it goes on behind the whole prompt
    common = _common(study, options, tokenizer, speaker)
    if request.logit_lens:
        common = replace(common, lens=read_both_runs(study, tokenizer))
    seed = request.generation.seed
    if options.site is not None:
        site = OpenedSite.of(study, options, options.site, dictionaries)
        opening = SiteOpening(site, options, speaker, seed)
        found = opening.find(sae, neuron_labels, dictionaries.label, original_answer)
        return replace(common, site=found, self_tests=(*common.self_tests, opening.self_test()))
    layers = swept_layers(options, model.config)
    neuron_layers = layers if Component.NEURON in options.components else (options.layer,)
    neurons = find_neurons(study, neuron_layers, options, seed, neuron_labels)
    features = _features(study, sae, options, seed, dictionaries, report)
    maps = _maps(study, options, layers, dictionaries, seed, report)
    score, embedding = _score(study, options, speaker, dictionaries, original_answer)
    return replace(
        common,
        impact_score=score.impact,
        direction=score.direction if study.prompts_differ else EffectDirection.NONE,
        neurons=neurons.effects,
        scale=score.scale,
        baseline=score.baseline,
        raw_effect=score.raw_effect,
        denoising_score=score.denoising,
        self_tests=(*common.self_tests, *maps.self_tests),
        controls=(neurons.control, *features.controls, *maps.controls),
        maps=maps.maps,
        features=features.effects,
        feature_set=features.together,
        texts=score.texts,
        attribution_agreement=neurons.agreement,
        feature_agreement=features.agreement,
        embedding=embedding,
    )


def _common(study: Study, options: PatchOptions, tokenizer: TextTokenizer, speaker: Speaker) -> PatchAnalysis:
    """What every analysis says: prompts, answers, baselines and self-tests; no score yet."""
    noising, prompts = study.moves[Way.NOISING], study.prompts
    return PatchAnalysis(
        impact_score=None,
        direction=None,
        metric=options.metric,
        target_layer=options.layer,
        scale=study.map_metric.scale,
        answers=describe_answers(study.answers, study.original, study.comparison, tokenizer),
        baseline=study.map_metric.baseline,
        tokens=prompts.original,
        comparison_tokens=prompts.comparison,
        alignment=prompts.whole.pairs,
        self_tests=run_self_tests(
            study.model, noising, options.layer, study.metric, study.logit_difference, study.should_stop
        ),
        comparison_answer=speaker.as_requested([token.id for token in prompts.comparison]),
        map_metric=map_metric_of(options.metric),
        map_scale=study.map_metric.scale,
        map_baseline=study.map_metric.baseline,
        answer_position=prompts.answer,
    )


def _study(
    model: Network,
    tokenizer: TextTokenizer,
    prompt_tokens: Sequence[Token],
    options: PatchOptions,
    request: AnalysisRequest,
    report: Report,
    should_stop: ShouldStop,
) -> Study:
    comparison = read_comparison(tokenizer, options.comparison_prompt, request.messages, model.config)
    prompts = pair_prompts(options, prompt_tokens, comparison.tokens)
    layers = {*control_layers(options, model.config), options.layer}
    neuron_layers = layers if Component.NEURON in options.components else {options.layer}
    if options.site is not None:
        layers, neuron_layers = set(range(model.config.n_layers)), {*neuron_layers, options.site.layer}
    lens_layers = range(model.config.n_layers) if request.logit_lens else ()
    runs = [
        run_and_capture(
            model, tokens, {*layers, options.layer}, should_stop,
            neuron_layers=neuron_layers, stream_layers=lens_layers,
        )
        for tokens in prompts.read
    ]  # fmt: skip
    report(Progress("patching"))
    return Study.of(model, prompts, (runs[0], runs[1]), options, should_stop)


def _features(
    study: Study,
    sae: Sae | None,
    options: PatchOptions,
    seed: int,
    dictionaries: Dictionaries,
    report: Report,
) -> FeatureFindings:
    if sae is None:
        return FeatureFindings()
    if options.feature_ids:

        def step(done: int, total: int) -> None:
            report(Progress("feature_sets", done, total))

        return find_named_features(study, sae, options, seed, dictionaries.label, step)
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
    if options.metric is not Metric.SEMANTIC_SIMILARITY:
        return read_score(study, options.layer), None
    mean = dictionaries.mean_at(embedding_layer(study.model.config.n_layers))
    space = TextSpace.open(study.model, speaker.tokenizer, mean, study.should_stop)
    return text_score(study, options.layer, space, speaker, original_answer), space.description


def _maps(
    study: Study,
    options: PatchOptions,
    layers: tuple[int, ...],
    dictionaries: Dictionaries,
    seed: int,
    report: Report,
) -> MapFindings:
    """Maps with their controls and self-tests; none where the prompts do not differ."""
    plan = plan_maps(study, options, layers, dictionaries)
    if not plan.components or not study.prompts_differ:
        return MapFindings()
    ways = tuple(way for way in (Way.NOISING, Way.DENOISING) if options.way in (way, Way.BOTH))
    maps = MapDrawing(study, plan, ways, report, is_sweep=options.sweep).draw()
    report(Progress("self_tests"))
    checks = [check_map(study, plan, drawn) for drawn in maps]
    return MapFindings(
        maps,
        tuple(control_map(study, plan, c, ways[0], options.controls, seed) for c in plan.components),
        tuple(check for check in checks if check is not None),
    )
