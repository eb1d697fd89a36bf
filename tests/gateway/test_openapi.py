"""The OpenAPI document and the gateway agree: routes, requests, replies and errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from fakes.engine import MODEL, FakeEngine
from gateway.gateways import TOKEN, ThreadGateway
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from starlette.routing import Route

from holysheep_desktop.gateway.application import gateway_application
from holysheep_desktop.gateway.door import DoorRules
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.gateway.worker import EngineWorker
from holysheep_desktop.protocol.openapi import openapi_document

N_EXAMPLES = 12
TUTORIAL_SAE = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "파이썬으로 빠른 정렬 알고리즘을 구현해주세요"}],
    "max_tokens": 300,
    "extra_body": {
        "include_sae_features": True, "sae_layer": 3, "sae_top_k": 20, "return_activation_cache": True,
    },
}  # fmt: skip
TUTORIAL_PATCHING = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "a"}],
    "extra_body": {
        "activation_patching": {
            "enabled": True, "comparison_prompt": "b", "target_layer": 3, "patching_metric": "logit_diff",
        }
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ThreadGateway]:
    folder = tmp_path_factory.mktemp("labels")
    with ThreadGateway(FakeEngine(), labels_dir=folder) as gateway:
        gateway.wait_until_ready()
        yield gateway


def routes(tmp_path: Path) -> set[tuple[str, str]]:
    """Every path with every method that the application takes."""
    worker = EngineWorker(lambda _report, _stop: FakeEngine())
    door = gateway_application(worker, DoorRules(TOKEN), LabelStore(tmp_path), takes_saes=True)
    found = door._app.routes  # pyright: ignore
    return {
        (re.sub(r":\w+}", "}", route.path), method)
        for route in found
        if isinstance(route, Route)
        for method in (route.methods or {"GET"}) - {"HEAD"}
    }


def test_that_the_document_names_every_route_and_nothing_else(tmp_path: Path) -> None:
    paths = openapi_document()["paths"]
    assert isinstance(paths, dict)

    assert {(path, method.upper()) for path, methods in paths.items() for method in methods} == routes(
        tmp_path
    )


def test_that_the_document_is_served_to_who_has_the_token(http: httpx.Client) -> None:
    assert http.get("/openapi.json").json() == openapi_document()
    assert http.get("/openapi.json", headers={"Authorization": ""}).status_code == 401


@pytest.mark.parametrize("body", [TUTORIAL_SAE, TUTORIAL_PATCHING])
def test_that_the_tutorials_requests_are_what_the_document_describes(body: dict[str, object]) -> None:
    document = openapi_document()
    schema = {"$ref": "#/components/schemas/ChatRequest", "components": document["components"]}

    assert list(Draft202012Validator(schema).iter_errors(body)) == []


def test_that_a_wrong_option_is_not_what_the_document_describes() -> None:
    document = openapi_document()
    schema = {"$ref": "#/components/schemas/ChatRequest", "components": document["components"]}
    wrong = {**TUTORIAL_SAE, "extra_body": {"sae_layer": "twelve"}}

    assert list(Draft202012Validator(schema).iter_errors(wrong)) != []


SCHEMA = schemathesis.openapi.from_dict(openapi_document())


@SCHEMA.parametrize()
@settings(
    max_examples=N_EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_that_whatever_is_asked_is_answered_as_described(
    case: schemathesis.Case, running: ThreadGateway
) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    reply = case.call(base_url=f"http://127.0.0.1:{running.port}", headers=headers)

    checks = [not_a_server_error, status_code_conformance, response_schema_conformance]
    case.validate_response(reply, checks=checks)
