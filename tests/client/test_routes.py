"""Which request each method of the client sends, and how it reads the reply."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpx
import pytest
from client.clients import BASE_URL, CHAT, REQUEST, Canned, Replies, client_of, run
from fakes.source import FakeSource, sae_id_of

from holysheep_desktop.client.endpoint_client import REQUEST_CAP, EndpointClient
from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.requests import user_message
from holysheep_desktop.core.results import Label
from holysheep_desktop.errors import InputError, InputReason, NotFoundError
from holysheep_desktop.protocol.feature_pages import dump_dashboard, dump_hits, dump_tokens
from holysheep_desktop.protocol.label_pages import dump_imported, dump_labels, dump_written

SAE = sae_id_of(12)


def exchange(
    body: object, work: Callable[[EndpointClient], Awaitable[object]]
) -> tuple[httpx.Request, object]:
    script = Replies([Canned(200, body)])

    async def ask() -> object:
        async with client_of(transport=script.transport()) as client:
            return await work(client)

    result = run(ask())
    (request,) = script.requests
    return request, result


def test_that_models_are_got_from_the_base_url() -> None:
    request, models = exchange({"data": []}, lambda client: client.models())
    assert (request.method, str(request.url), models) == ("GET", f"{BASE_URL}/models", ())


def test_that_an_analysis_is_posted_as_json() -> None:
    request, _ = exchange(CHAT, lambda client: client.analyse(REQUEST))
    assert (request.method, str(request.url)) == ("POST", f"{BASE_URL}/chat/completions")
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.content)["model"] == "gpt-4.1"


def test_that_a_text_is_posted_to_be_tokenised() -> None:
    tokens = run(FakeSource().tokenize("gemma-3-270m", "정렬"))
    request, read = exchange(dump_tokens(tokens), lambda client: client.tokenize("gemma-3-270m", "정렬"))
    assert str(request.url) == f"{BASE_URL}/interpretability/tokenize"
    assert (json.loads(request.content), read) == ({"model": "gemma-3-270m", "text": "정렬"}, tokens)


def test_that_a_feature_is_got_by_its_number_and_sae() -> None:
    page = run(FakeSource().feature(SAE, 7))
    request, read = exchange(dump_dashboard(page), lambda client: client.feature(SAE, 7))
    assert request.url.path == "/v1/interpretability/features/7"
    assert (dict(request.url.params), read) == ({"sae_id": SAE}, page)


def test_that_a_search_is_a_query() -> None:
    hits = run(FakeSource().find_features(SAE, "sort", 2))
    request, read = exchange(dump_hits(hits), lambda client: client.find_features(SAE, "a&b=정렬 ", 2))
    assert request.url.path == "/v1/interpretability/features"
    assert dict(request.url.params) == {"sae_id": SAE, "query": "a&b=정렬 ", "limit": "2"}
    assert read == hits


def test_that_a_label_is_put_at_its_feature() -> None:
    written = dump_written(7, Label("정렬", "you"))
    request, _ = exchange(written, lambda client: client.write_label(SAE, 7, "정렬"))
    assert (request.method, request.url.path) == ("PUT", "/v1/interpretability/features/7/label")
    assert (dict(request.url.params), json.loads(request.content)) == ({"sae_id": SAE}, {"text": "정렬"})


def test_that_own_labels_are_got_and_posted_as_one_document() -> None:
    labels = OwnLabels("0a" * 32, SAE, {7: "정렬"})
    asked, read = exchange(dump_labels(labels), lambda client: client.own_labels(SAE))
    reply = dump_imported(LabelImport(1, 2, 3))
    posted, done = exchange(reply, lambda client: client.import_labels(SAE, labels, replaces=True))
    assert (asked.method, posted.method) == ("GET", "POST")
    assert asked.url.path == posted.url.path == "/v1/interpretability/labels"
    assert json.loads(posted.content) == {"document": dump_labels(labels), "replaces": True}
    assert (read, done) == (labels, LabelImport(1, 2, 3))


def test_that_an_endpoint_without_feature_pages_says_not_found() -> None:
    script = Replies([Canned(404, {"detail": "Not Found"})])

    async def work() -> None:
        async with client_of(transport=script.transport()) as client:
            await client.feature(SAE, 7)

    with pytest.raises(NotFoundError) as raised:
        run(work())
    assert (raised.value.operation, len(script.requests)) == ("feature", 1)


def test_that_a_remote_result_is_reported_and_not_measured_here() -> None:
    async def work() -> tuple[Origin, str]:
        async with client_of(transport=Replies([Canned(200, CHAT)]).transport()) as client:
            provenance = (await client.analyse(REQUEST)).provenance
            return provenance.origin, provenance.endpoint

    assert run(work()) == (Origin.REPORTED, BASE_URL)


def test_that_a_prompt_of_more_than_a_mebibyte_is_refused_before_it_is_sent() -> None:
    script = Replies([Canned(200, CHAT)])

    async def work() -> None:
        async with client_of(transport=script.transport()) as client:
            await client.analyse(replace(REQUEST, messages=user_message("x" * REQUEST_CAP)))

    with pytest.raises(InputError) as raised:
        run(work())
    assert (raised.value.field, raised.value.reason, script.requests) == ("prompt", InputReason.TOO_LARGE, [])


@pytest.mark.parametrize(
    ("kind", "read_s"),
    [(EndpointKind.LOCAL, None), (EndpointKind.CUSTOM, 60.0), (EndpointKind.HOLYSHEEP, 60.0)],
)
def test_that_only_local_work_may_be_silent_for_long(kind: EndpointKind, read_s: float | None) -> None:
    script = Replies([Canned(200, CHAT)])

    async def work() -> None:
        async with client_of(kind=kind, transport=script.transport()) as client:
            await client.analyse(REQUEST)

    run(work())
    timeout = script.requests[0].extensions["timeout"]
    assert timeout == {"connect": 5.0, "read": read_s, "write": 30.0, "pool": 5.0}
