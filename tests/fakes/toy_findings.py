"""What the toy model finds: readings, patching analyses and dashboards, as an endpoint would report them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from fakes.toy_model import (
    BOS,
    N_LAYERS,
    WIDTH,
    WORDS,
    TwoRuns,
    activations_of,
    aligned,
    chance,
    likely_tokens,
    tokens_of,
    two_runs,
)
from fakes.toy_sites import HEAD_SHARES, lens_of, site_of

from holysheep_desktop.core.dashboards import (
    FeatureDashboard,
    FeatureExample,
    Histogram,
    RelatedFeature,
    TokenWeight,
)
from holysheep_desktop.core.models import (
    Component,
    Metric,
    SaeInfo,
)
from holysheep_desktop.core.requests import AnalysisRequest, PatchOptions, Way
from holysheep_desktop.core.results import (
    ActivationCache,
    AnswerToken,
    Baseline,
    ControlResult,
    EffectDirection,
    EffectMap,
    EffectScale,
    FeatureEffect,
    FeatureSetEffect,
    GeneratedTexts,
    Label,
    NeuronEffect,
    PatchAnalysis,
    PatchAnswers,
    SaeReading,
    SelfTest,
)
from holysheep_desktop.core.tokens import Token

SAE_LAYERS = (5, 9, 12, 15)
SMALLEST_SCALE = 0.5
_OUTPUT_SHARES = {Component.ATTN_OUT: 0.7, Component.MLP_OUT: 0.3, Component.LAYER_OUTPUT: 1.0}
_OF_HEADS = {Component.HEAD, Component.HEAD_ALL_POSITIONS}
_POOLING = "max over prompt tokens, special tokens left out"


def sae_id_of(layer: int) -> str:
    """The id of the SAE at a layer of `SAE_MODEL`."""
    return f"gemma-3-270m/layer-{layer}/8k"


def label_of(seed: int, sae_id: str, feature: int) -> Label | None:
    """Two of three features have a label."""
    rng = chance(seed, "label", sae_id, feature)
    return None if feature % 3 == 2 else Label(f"{rng.choice(WORDS).strip()} in code {feature}", "top tokens")


def reading_of(sae: SaeInfo, tokens: tuple[Token, ...], cache: ActivationCache, n_active: int) -> SaeReading:
    rows = [row for token, row in zip(tokens, cache.activations, strict=True) if not token.is_special]
    l0_mean = sum(len(row.features) for row in rows) / len(rows) if rows else None
    squares = [(row.residual_norm or 0.0) ** 2 for row in rows]
    errors = [
        square * (row.reconstruction_error or 0.0) ** 2 for square, row in zip(squares, rows, strict=True)
    ]
    return SaeReading(
        sae_id=sae.sae_id,
        layer=sae.layer,
        hook_point=sae.hook_point,
        width=sae.width,
        sha256=sae.sha256,
        pooling=_POOLING,
        n_tokens=len(rows),
        n_active=n_active,
        l0_mean=l0_mean,
        sparsity=None if l0_mean is None else 1 - l0_mean / sae.width,
        explained_variance=1 - sum(errors) / sum(squares) if rows else None,
        ce_loss_recovered=sae.metrics.ce_loss_recovered,
    )


def patch_analysis(seed: int, request: AnalysisRequest, options: PatchOptions) -> PatchAnalysis:
    tokens, others = tokens_of(request.prompt), tokens_of(options.comparison_prompt)
    pairs = options.alignment if options.alignment is not None else aligned(tokens, others)
    runs = two_runs(seed, tokens, others, dict(pairs))
    is_normalised = abs(runs.scale) >= SMALLEST_SCALE
    score = runs.layer_effect(options.layer) if is_normalised else None
    return PatchAnalysis(
        impact_score=score,
        direction=None if score is None else _direction(score),
        neurons=_neurons(seed, options, score) if score is not None else (),
        metric=options.metric,
        target_layer=options.layer,
        scale=EffectScale.NORMALISED if is_normalised else EffectScale.RAW,
        answers=_answers(seed, request.prompt, options),
        baseline=Baseline(runs.original_difference, runs.comparison_difference),
        raw_effect=None if score is None else score * runs.scale,
        denoising_score=score,
        tokens=tokens,
        comparison_tokens=others,
        alignment=pairs,
        self_tests=_self_tests(runs) if is_normalised else (),
        controls=(*_controls(seed, options), *_map_controls(options)),
        maps=tuple(_maps(runs, options)) if is_normalised and options.site is None else (),
        features=_named_effects(seed, options) or _feature_effects(seed, options, tokens, others),
        feature_set=_feature_set(options) if options.feature_ids else None,
        texts=GeneratedTexts(" yes", " no", " no") if options.metric is Metric.SEMANTIC_SIMILARITY else None,
        lens=lens_of(seed, request, options) if request.logit_lens else (),
        site=site_of(seed, request, options, runs) if options.site is not None else None,
        answer_position=options.answer_position,
        comparison_answer=likely_tokens(chance(seed, "answer", options.comparison_prompt), 1)[0].token,
    )


def _direction(score: float) -> EffectDirection:
    if abs(score) < 0.02:
        return EffectDirection.NONE
    return EffectDirection.TOWARD_COMPARISON if score > 0 else EffectDirection.AWAY_FROM_COMPARISON


def _neurons(seed: int, options: PatchOptions, score: float) -> tuple[NeuronEffect, ...]:
    rng = chance(seed, "neurons", options.comparison_prompt, options.layer)
    chosen = rng.sample(range(2048), options.neuron_top_k)
    return tuple(
        NeuronEffect(
            f"L{options.layer}.N{n}",
            score / 2 ** (rank + 2),
            Label(f"promotes: {rng.choice(WORDS)}", "logits"),
        )
        for rank, n in enumerate(chosen)
    )


def _answers(seed: int, prompt: str, options: PatchOptions) -> PatchAnswers:
    (first,) = likely_tokens(chance(seed, "answer", prompt), 1)
    second = next(
        t
        for t in likely_tokens(chance(seed, "other", options.comparison_prompt), 2)
        if t.token != first.token
    )
    ids = [512 + WORDS.index(t.token) for t in (first, second)]
    if options.answers is not None:
        ids = [options.answers.original, options.answers.comparison]
    return PatchAnswers(
        AnswerToken(ids[0], first.token, first.logprob, first.logprob - 2),
        AnswerToken(ids[1], second.token, second.logprob - 2, second.logprob),
        "argmax" if options.answers is None else "user",
    )


def _self_tests(runs: TwoRuns) -> tuple[SelfTest, ...]:
    last = N_LAYERS - 1
    full = sum(runs.stream_effect(last, position) or 0.0 for position in range(len(runs.original)))
    is_full = all(partner is not None for partner in runs.comparison)
    tests = [SelfTest("self_patch", 0.0, 1e-4, passed=True), SelfTest("hook_fired", 1.0, 0.0, passed=True)]
    if is_full:
        tests.append(SelfTest("full_patch", full, 1e-3, abs(full - 1) <= 1e-3))
    return tuple(tests)


def _controls(seed: int, options: PatchOptions) -> tuple[ControlResult, ...]:
    if options.controls == 0:
        return ()
    rng = chance(seed, "controls", options.comparison_prompt)
    effects = tuple(sorted(abs(rng.gauss(0, 0.01)) for _ in range(options.controls)))
    return (ControlResult("neuron", options.controls, effects[int(0.95 * (options.controls - 1))], effects),)


def _map_controls(options: PatchOptions) -> tuple[ControlResult, ...]:
    """What random directions do in each map."""
    if options.controls == 0:
        return ()
    drawn = options.components or (Component.RESID_POST,)
    effects = tuple(0.001 * place for place in range(options.controls))
    return tuple(ControlResult(f"map:{one.value}", options.controls, effects[-1], effects) for one in drawn)


def _maps(runs: TwoRuns, options: PatchOptions) -> Iterator[EffectMap]:
    layers = tuple(sorted(options.layers or range(N_LAYERS))) if options.sweep else (options.layer,)
    for component in options.components or (Component.RESID_POST,):
        if component is Component.HEAD:
            rows = [(layer, share) for layer in layers for share in HEAD_SHARES]
            matrix = tuple(_row(runs, partial(runs.output_effect, share, layer)) for layer, share in rows)
        elif component is Component.HEAD_ALL_POSITIONS:
            matrix = tuple(tuple(share * runs.layer_effect(n) for share in HEAD_SHARES) for n in layers)
        elif component in _OUTPUT_SHARES:
            share = _OUTPUT_SHARES[component]
            matrix = tuple(_row(runs, partial(runs.output_effect, share, layer)) for layer in layers)
        elif component is Component.SAE_FEATURE:
            none = (None,) * len(runs.original)
            matrix = tuple(
                _row(runs, partial(runs.output_effect, 0.5, layer)) if layer in SAE_LAYERS else none
                for layer in layers
            )
        elif component is Component.RESID_POST:
            matrix = tuple(_row(runs, partial(runs.stream_effect, layer)) for layer in layers)
        else:
            continue
        yield EffectMap(
            component,
            layers,
            () if component is Component.HEAD_ALL_POSITIONS else tuple(range(len(runs.original))),
            noising=matrix if options.way in {Way.NOISING, Way.BOTH} else None,
            denoising=matrix if options.way in {Way.DENOISING, Way.BOTH} else None,
            heads=tuple(range(len(HEAD_SHARES))) if component in _OF_HEADS else None,
        )


def _row(runs: TwoRuns, effect: Callable[[int], float | None]) -> tuple[float | None, ...]:
    return tuple(effect(position) for position in range(len(runs.original)))


def _feature_effects(
    seed: int, options: PatchOptions, tokens: tuple[Token, ...], others: tuple[Token, ...]
) -> tuple[FeatureEffect, ...]:
    if options.layer not in SAE_LAYERS or Component.SAE_FEATURE not in options.components:
        return ()
    sae_id = sae_id_of(options.layer)
    before = ActivationCache(tokens, activations_of(seed, sae_id, tokens))
    after = ActivationCache(others, activations_of(seed, sae_id, others))
    features = {f for row in (*before.activations, *after.activations) for f in row.features}
    differences = {f: max(after.of_feature(f)) - max(before.of_feature(f)) for f in features}
    strongest = sorted(differences, key=lambda f: (-abs(differences[f]), f))[: options.neuron_top_k]
    return tuple(
        FeatureEffect(f, differences[f], differences[f] / 100, 0.01, label_of(seed, sae_id, f))
        for f in strongest
    )


def _named_effects(seed: int, options: PatchOptions) -> tuple[FeatureEffect, ...]:
    """Each named feature carries half of what is left by those before it, the same both ways."""
    sae_id = sae_id_of(options.layer)
    return tuple(
        FeatureEffect(
            feature=feature,
            difference=1.0,
            effect=0.5 ** (rank + 1),
            control=0.1,
            label=label_of(seed, sae_id, feature),
            denoising=0.5 ** (rank + 1),
            denoising_control=0.1,
        )
        for rank, feature in enumerate(options.feature_ids)
    )


def _feature_set(options: PatchOptions) -> FeatureSetEffect:
    """All together: one feature carries exactly half, more of them more than half."""
    share = 1 - 0.5 ** len(options.feature_ids)
    effects = tuple(0.002 * place for place in range(options.controls))
    control = ControlResult("feature_set", options.controls, effects[-1] if effects else None, effects)
    return FeatureSetEffect(options.feature_ids, share, share, control, control)


def dashboard_of(seed: int, sae_id: str, feature: int) -> FeatureDashboard:
    rng = chance(seed, "dashboard", sae_id, feature)
    counts = tuple(round(400 * 0.6**i) for i in range(8))
    examples = tuple(_example(rng) for _ in range(4))
    words = rng.sample(WORDS, 8)
    near = [f for f in rng.sample(range(WIDTH), 4) if f != feature]
    return FeatureDashboard(
        sae_id=sae_id,
        feature=feature,
        label=label_of(seed, sae_id, feature),
        density=sum(counts) / 100_000,
        max_activation=max(max(example.activations) for example in examples),
        histogram=Histogram(tuple(2.5 * i for i in range(9)), counts),
        top_examples=examples[:2],
        middle_examples=examples[2:],
        promoted=tuple(TokenWeight(word, round(1.5 - 0.2 * i, 2)) for i, word in enumerate(words[:4])),
        suppressed=tuple(TokenWeight(word, round(0.2 * i - 1.5, 2)) for i, word in enumerate(words[4:])),
        nearest=tuple(
            RelatedFeature(f, round(0.7 - 0.1 * i, 2), label_of(seed, sae_id, f)) for i, f in enumerate(near)
        ),
        coactive=tuple(RelatedFeature(f, round(0.3 - 0.05 * i, 2)) for i, f in enumerate(near)),
    )


def _example(rng: Random) -> FeatureExample:
    tokens = tuple(rng.choice(WORDS) for _ in range(9))
    activations = tuple(round(rng.uniform(0, 20), 3) if rng.random() < 0.4 else 0.0 for _ in tokens)
    peak = max(range(len(tokens)), key=lambda i: activations[i])
    return FeatureExample((BOS.text, *tokens), (0.0, *activations), peak + 1, "toy corpus")
