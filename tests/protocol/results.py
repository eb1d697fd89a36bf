"""Strategies for results as an endpoint may send them: finite numbers, plain labels, matrices that fit."""

from __future__ import annotations

from hypothesis import strategies as st

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.requests import Method
from holysheep_desktop.core.results import (
    ActivationCache,
    AnalysisResult,
    Answer,
    AnswerToken,
    AnswerTokenLogprobs,
    Baseline,
    ControlResult,
    EffectDirection,
    EffectMap,
    EffectScale,
    FeatureActivation,
    FeatureAnalysis,
    FeatureEffect,
    FeatureSetEffect,
    GeneratedTexts,
    HeadEffect,
    Label,
    LensReading,
    LensRow,
    NeuronEffect,
    NextToken,
    PatchAnalysis,
    PatchAnswers,
    PatchedAnswer,
    RunsLensRow,
    SaeReading,
    SelfTest,
    SiteFinding,
    SteeringEffect,
    TokenActivations,
    TokenLogprob,
    Usage,
)
from holysheep_desktop.core.tokens import Token

ENDPOINT = "https://e/v1"
real = st.floats(-3e38, 3e38)
maybe_real = st.none() | real
index = st.integers(0, 2**31 - 1)
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
word = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12)
name = word.filter(str.strip)
label = st.builds(Label, word, word)
maybe_label = st.none() | label
token = st.builds(Token, index, text, index, index, st.booleans())
tokens = st.lists(token, max_size=4).map(tuple)
logprob = st.builds(TokenLogprob, text, real)
logprob_with_id = st.builds(TokenLogprob, text, real, st.none() | index)


def many(strategy: st.SearchStrategy[object], max_size: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=max_size).map(tuple)


answers = st.builds(
    Answer,
    text=text,
    finish_reason=st.sampled_from([None, "stop"]),
    usage=st.builds(Usage, st.none() | index, st.none() | index, st.none() | real.map(abs)),
    logprobs=st.none() | many(st.builds(AnswerTokenLogprobs, logprob_with_id, many(logprob_with_id))),
)


@st.composite
def token_activations(draw: st.DrawFn) -> TokenActivations:
    pairs = draw(st.lists(st.tuples(index, real), max_size=3))
    return TokenActivations(
        tuple(i for i, _ in pairs), tuple(v for _, v in pairs), draw(maybe_real), draw(maybe_real)
    )


@st.composite
def caches(draw: st.DrawFn) -> ActivationCache:
    rows = draw(st.lists(st.tuples(token, token_activations()), max_size=3))
    return ActivationCache(tuple(t for t, _ in rows), tuple(a for _, a in rows))


readings = st.builds(
    SaeReading,
    sae_id=st.none() | name,
    layer=st.none() | index,
    hook_point=st.none() | word,
    width=st.none() | index,
    sha256=st.none() | word,
    pooling=st.none() | word,
    n_tokens=st.none() | index,
    n_active=st.none() | index,
    l0_mean=maybe_real,
    sparsity=maybe_real,
    explained_variance=maybe_real,
    ce_loss_recovered=maybe_real,
    l0_p95=maybe_real,
)


@st.composite
def feature_analyses(draw: st.DrawFn) -> FeatureAnalysis:
    share = st.none() | st.floats(0, 1)
    found = draw(st.dictionaries(st.integers(0, 10**9 - 1), st.tuples(real, maybe_label, share), max_size=5))
    strongest = sorted(found.items(), key=lambda item: -abs(item[1][0]))
    features = tuple(FeatureActivation(f, *given) for f, given in strongest)
    return FeatureAnalysis(features, draw(readings), draw(st.none() | caches()))


@st.composite
def effect_maps(draw: st.DrawFn) -> EffectMap:
    n_layers, n_positions = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    heads = draw(st.none() | st.lists(index, min_size=1, max_size=3).map(tuple))
    if heads is not None and draw(st.booleans()):
        n_positions = 0  # [layer][head]
    width = n_positions or len(heads or ())
    row = st.lists(maybe_real, min_size=width, max_size=width).map(tuple)
    n_rows = n_layers * (len(heads) if heads is not None and n_positions else 1)
    matrix = st.none() | st.lists(row, min_size=n_rows, max_size=n_rows).map(tuple)
    axis = st.lists(index, min_size=n_layers, max_size=n_layers).map(tuple)
    positions = st.lists(index, min_size=n_positions, max_size=n_positions).map(tuple)
    return EffectMap(
        draw(st.sampled_from(Component)),
        draw(axis),
        draw(positions),
        draw(matrix),
        draw(matrix),
        heads,
        draw(st.sampled_from(Method)),
    )


feature_effects = st.builds(
    FeatureEffect, index, maybe_real, maybe_real, maybe_real, maybe_label, maybe_real, maybe_real, maybe_real
)
controls = st.builds(ControlResult, word, index, maybe_real, many(real), st.none() | many(index))
patched_answers = st.builds(PatchedAnswer, many(logprob_with_id, 1), text, maybe_real)
site_findings = st.builds(
    SiteFinding,
    component=st.sampled_from(Component),
    layer=index,
    position=index,
    original=patched_answers,
    comparison=patched_answers,
    noising=st.none() | patched_answers,
    denoising=st.none() | patched_answers,
    head=st.none() | index,
    heads=many(st.builds(HeadEffect, index, index, maybe_real, maybe_real), 1),
    neurons=many(st.builds(NeuronEffect, name, maybe_real, maybe_label, maybe_real, maybe_real), 1),
    features=many(feature_effects, 1),
    controls=many(controls, 1),
)
lens_readings = st.builds(LensReading, many(logprob_with_id, 1), real, real)
answer_token = st.builds(AnswerToken, index, text, maybe_real, maybe_real)
baseline = st.none() | st.builds(Baseline, real, real)
patch_analyses = st.builds(
    PatchAnalysis,
    impact_score=maybe_real,
    direction=st.none() | st.sampled_from(EffectDirection),
    neurons=st.lists(
        st.builds(NeuronEffect, name, maybe_real, maybe_label, maybe_real),
        max_size=3,
        unique_by=lambda n: n.id,
    ).map(tuple),
    metric=st.none() | st.sampled_from(Metric),
    target_layer=st.none() | index,
    scale=st.sampled_from(EffectScale),
    answers=st.none() | st.builds(PatchAnswers, answer_token, answer_token, st.none() | word),
    baseline=baseline,
    raw_effect=maybe_real,
    denoising_score=maybe_real,
    tokens=tokens,
    comparison_tokens=tokens,
    alignment=st.none() | many(st.tuples(index, index)),
    self_tests=many(st.builds(SelfTest, word, real, real, st.booleans())),
    controls=many(controls),
    maps=many(effect_maps()),
    features=many(feature_effects),
    texts=st.none() | st.builds(GeneratedTexts, text, text, text),
    comparison_answer=st.none() | text,
    map_metric=st.none() | st.sampled_from(Metric),
    map_scale=st.none() | st.sampled_from(EffectScale),
    map_baseline=baseline,
    attribution_agreement=maybe_real,
    embedding=st.none() | word,
    answer_position=st.none() | st.tuples(index, index),
    lens=many(st.builds(RunsLensRow, index, lens_readings, lens_readings), 1),
    site=st.none() | site_findings,
    feature_agreement=maybe_real,
    feature_set=st.none()
    | st.builds(
        FeatureSetEffect, many(index), maybe_real, maybe_real, st.none() | controls, st.none() | controls
    ),
)
results = st.builds(
    AnalysisResult,
    model=name,
    provenance=st.builds(
        Provenance,
        origin=st.just(Origin.REPORTED),
        endpoint=st.just(ENDPOINT),
        engine=st.none() | word,
        version=st.none() | word,
        model_sha256=st.none() | word,
        tokenizer_sha256=st.none() | word,
        dtype=st.none() | word,
        seed=st.none() | st.integers(),
        elapsed_ms=st.dictionaries(word, real, max_size=3),
        request_id=st.none(),
    ),
    answer=st.none() | answers,
    features=st.none() | feature_analyses(),
    patching=st.none() | patch_analyses,
    logit_lens=st.none() | many(st.builds(LensRow, index, many(logprob))),
    steering=st.none()
    | st.builds(SteeringEffect, maybe_real, many(st.builds(NextToken, index, text, real, real))),
)
