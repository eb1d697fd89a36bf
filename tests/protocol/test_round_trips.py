"""What one side writes, the other reads: no field is lost, whatever its value."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st
from protocol.results import (
    ENDPOINT,
    index,
    label,
    many,
    maybe_label,
    maybe_real,
    name,
    real,
    results,
    text,
    tokens,
    word,
)

from holysheep_desktop.core.dashboards import (
    FeatureDashboard,
    FeatureExample,
    FeatureHit,
    Histogram,
    RelatedFeature,
    TokenWeight,
)
from holysheep_desktop.core.models import (
    Capabilities,
    Component,
    Metric,
    ModelInfo,
    SaeInfo,
    SaeMetrics,
    Support,
)
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    AnswerTokenIds,
    FeatureOptions,
    Generation,
    Message,
    Method,
    PatchOptions,
    Role,
    SiteChoice,
    Steering,
    SteeringMode,
    Way,
)
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.protocol.chat_reply import dump_result, parse_result
from holysheep_desktop.protocol.chat_request import Placement, dump_request, parse_request
from holysheep_desktop.protocol.feature_pages import (
    dump_dashboard,
    dump_hits,
    dump_tokens,
    parse_dashboard,
    parse_hits,
    parse_tokens,
)
from holysheep_desktop.protocol.json_text import dumps, loads_reply, loads_strict
from holysheep_desktop.protocol.model_list import dump_models, parse_models
from holysheep_desktop.protocol.stream import DONE, StreamReader, dump_stream_result

filled = text.filter(bool)
unit = st.floats(0, 1)
requests = st.builds(
    AnalysisRequest,
    model=filled,
    messages=st.lists(st.builds(Message, st.sampled_from(Role), text), min_size=1, max_size=3).map(tuple),
    generation=st.builds(
        Generation,
        max_tokens=st.integers(0, 4096),
        temperature=st.floats(0, 2),
        top_p=unit,
        seed=st.integers(-(2**63), 2**63 - 1),
        stop=st.lists(filled, max_size=3).map(tuple),
        top_logprobs=st.none() | st.integers(0, 20),
    ),
    features=st.none()
    | st.builds(FeatureOptions, index, st.integers(1, 4096), st.none() | filled, st.booleans()),
    patching=st.none()
    | st.builds(
        PatchOptions,
        comparison_prompt=filled,
        layer=index,
        metric=st.sampled_from(Metric),
        components=many(st.sampled_from(Component)),
        sweep=st.booleans(),
        way=st.sampled_from(Way),
        answers=st.none() | st.builds(AnswerTokenIds, index, index),
        alignment=st.none() | many(st.tuples(index, index)),
        neuron_top_k=st.integers(0, 200),
        controls=st.integers(0, 200),
        method=st.sampled_from(Method),
        answer_position=st.none() | st.tuples(index, index),
        sae_id=st.none() | filled,
        feature_ids=many(index),
        site=st.none() | st.builds(SiteChoice, st.sampled_from(Component), index, index, st.none() | index),
    ),
    logit_lens=st.booleans(),
    steering=many(st.builds(Steering, filled, index, st.sampled_from(SteeringMode), real)),
)
saes = st.builds(
    SaeInfo,
    sae_id=name,
    layer=index,
    hook_point=name,
    width=index,
    sha256=st.none() | word,
    metrics=st.builds(SaeMetrics, maybe_real, maybe_real, maybe_real, maybe_real),
)
models = st.builds(
    ModelInfo,
    id=name,
    owned_by=st.none() | word,
    capabilities=st.builds(
        Capabilities,
        sae=st.sampled_from(Support),
        activation_patching=st.sampled_from(Support),
        steering=st.sampled_from(Support),
        n_layers=st.none() | index,
        d_model=st.none() | index,
        context_length=st.none() | index,
        saes=many(saes),
        patching_metrics=many(word),
        patching_components=many(word),
        keeps_labels=st.none() | st.booleans(),
    ),
)


@st.composite
def histograms(draw: st.DrawFn) -> Histogram:
    counts = draw(st.lists(index, max_size=4))
    edges = draw(st.lists(real, min_size=len(counts) + 1, max_size=len(counts) + 1))
    return Histogram(tuple(edges), tuple(counts))


@st.composite
def examples(draw: st.DrawFn) -> FeatureExample:
    pairs = draw(st.lists(st.tuples(text, real), min_size=1, max_size=4))
    peak = draw(st.integers(0, len(pairs) - 1))
    return FeatureExample(tuple(t for t, _ in pairs), tuple(a for _, a in pairs), peak, draw(word))


related = many(st.builds(RelatedFeature, index, real, maybe_label))
weights = many(st.builds(TokenWeight, text, real))
dashboards = st.builds(
    FeatureDashboard,
    sae_id=name,
    feature=index,
    label=maybe_label,
    density=maybe_real,
    max_activation=maybe_real,
    histogram=st.none() | histograms(),
    top_examples=many(examples()),
    middle_examples=many(examples()),
    promoted=weights,
    suppressed=weights,
    nearest=related,
    coactive=related,
)
ASKED_NOTHING = parse_request(
    {"model": "m", "messages": [{"role": "user", "content": "x"}], "max_tokens": 0}
).request


@settings(deadline=None)
@given(requests)
def test_that_a_request_is_read_as_it_was_written(request: AnalysisRequest) -> None:
    assert parse_request(loads_strict(dumps(dump_request(request, stream=False)))).request == request


@settings(deadline=None, max_examples=200)
@given(results)
def test_that_a_result_is_read_as_it_was_written(result: AnalysisResult) -> None:
    body = loads_reply(dumps(dump_result(result, Placement.NESTED, reply_id="r", created=1)))
    assert parse_result(body, ASKED_NOTHING, endpoint=ENDPOINT, origin=Origin.REPORTED) == result


@settings(deadline=None)
@given(results)
def test_that_a_result_at_the_end_of_a_stream_is_the_same_result(result: AnalysisResult) -> None:
    reader = StreamReader()
    reader.feed(dumps(dump_stream_result(result)).decode())
    reader.feed(DONE)
    read = parse_result(reader.payload(), ASKED_NOTHING, endpoint=ENDPOINT, origin=Origin.REPORTED)
    assert read == result


@settings(deadline=None)
@given(st.lists(models, max_size=3, unique_by=lambda model: model.id))
def test_that_a_list_of_models_is_read_as_it_was_written(listed: list[ModelInfo]) -> None:
    assert parse_models(loads_reply(dumps(dump_models(listed)))) == tuple(listed)


@settings(deadline=None)
@given(dashboards)
def test_that_a_dashboard_is_read_as_it_was_written(dashboard: FeatureDashboard) -> None:
    assert parse_dashboard(loads_reply(dumps(dump_dashboard(dashboard)))) == dashboard


@settings(deadline=None)
@given(many(st.builds(FeatureHit, index, label, maybe_real)))
def test_that_a_search_is_read_as_it_was_written(hits: tuple[FeatureHit, ...]) -> None:
    assert parse_hits(loads_reply(dumps(dump_hits(hits)))) == hits


@settings(deadline=None)
@given(tokens)
def test_that_tokens_are_read_as_they_were_written(listed: tuple[Token, ...]) -> None:
    assert parse_tokens(loads_reply(dumps(dump_tokens(listed)))) == listed
