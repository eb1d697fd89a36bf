"""“Test connection”: each step's verdict, against servers that fail at that step."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Mapping

import pytest
import trustme
from client.clients import KEY, key_source
from fakes.scripted_server import ScriptedServer, Stall, json_reply, reply

from holysheep_desktop.client.connection_test import EndpointTester
from holysheep_desktop.core.connections.connection_test import (
    ConnectionStep,
    StepRemark,
    StepResult,
    StepVerdict,
)
from holysheep_desktop.core.connections.network import Network, NetworkLimits, ProxyUse
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiTimeoutError,
    AuthenticationError,
    CertificateFileError,
    ConnectionFault,
    InsecureAddressError,
    MissingApiKeyError,
)

PASSED, WARNED, FAILED, SKIPPED = StepVerdict
ORDER = list(ConnectionStep)
SAE_MODEL: Mapping[str, object] = {"id": "gemma", "capabilities": {"sae": True}}
ANSWER: Mapping[str, object] = {"choices": [{"message": {"role": "assistant", "content": "!"}}]}
QUICK = NetworkLimits(connect_timeout_s=2.0, read_timeout_s=2.0, total_timeout_s=4.0, retries=0)


def tried(base_url: str, *, key: str | None = KEY, network: Network | None = None) -> list[StepResult]:
    endpoint = Endpoint(EndpointKind.CUSTOM, base_url, network=network or Network(QUICK))

    async def collect() -> list[StepResult]:
        return [result async for result in EndpointTester(lambda _: key_source(key)).test(endpoint)]

    return asyncio.run(collect())


def verdicts(results: list[StepResult]) -> list[StepVerdict]:
    assert [result.step for result in results] == ORDER
    return [result.verdict for result in results]


def test_that_a_server_with_features_passes_every_step() -> None:
    answer = {**ANSWER, "sae_features": {"1": 2.5}}
    with ScriptedServer([json_reply({"data": [{"id": "gpt"}, SAE_MODEL]})], [json_reply(answer)]) as server:
        results = tried(server.base_url)

    assert verdicts(results) == [PASSED, SKIPPED, PASSED, PASSED, PASSED, PASSED]
    assert results[1].remark is StepRemark.ON_THIS_MACHINE
    assert [result.detail for result in results] == ["127.0.0.1", "", "", "2", "gemma", "gemma"]
    body = server.requests[1].json()
    assert isinstance(body, dict)
    assert (body["model"], body["max_tokens"]) == ("gemma", 1)


def test_that_a_server_of_plain_answers_works_in_part() -> None:
    with ScriptedServer([json_reply({"data": [{"id": "gpt"}]})], [json_reply(ANSWER)]) as server:
        results = tried(server.base_url)

    assert verdicts(results) == [PASSED, SKIPPED, PASSED, PASSED, WARNED, WARNED]
    assert [result.remark for result in results[4:]] == [StepRemark.NO_SAE_MODEL, StepRemark.NO_FEATURES]


def test_that_a_wrong_key_ends_the_test_with_its_cure() -> None:
    with ScriptedServer([json_reply({"error": {"message": "no"}}, 401)]) as server:
        results = tried(server.base_url)

    assert verdicts(results) == [PASSED, SKIPPED, FAILED, SKIPPED, SKIPPED, SKIPPED]
    assert isinstance(results[2].error, AuthenticationError)
    assert len(server.requests) == 1


def test_that_a_missing_key_is_told_before_anything_is_sent() -> None:
    with ScriptedServer() as server:
        results = tried(server.base_url, key=None)

    assert isinstance(results[2].error, MissingApiKeyError)
    assert server.requests == []


@pytest.mark.parametrize(
    ("listing", "remark"),
    [
        (json_reply({}, 404), StepRemark.NO_MODEL_LIST),
        (json_reply({"data": []}), StepRemark.NO_MODELS),
    ],
)
def test_that_a_server_without_a_list_of_models_is_no_failure(listing: bytes, remark: StepRemark) -> None:
    with ScriptedServer([listing]) as server:
        results = tried(server.base_url)

    assert verdicts(results) == [PASSED, SKIPPED, PASSED, WARNED, WARNED, SKIPPED]
    assert results[3].remark is remark


def test_that_a_server_error_is_not_blamed_on_the_key() -> None:
    with ScriptedServer([json_reply({}, 500)]) as server:
        results = tried(server.base_url)

    assert verdicts(results) == [PASSED, SKIPPED, SKIPPED, FAILED, SKIPPED, SKIPPED]


def test_that_a_page_instead_of_json_fails_at_the_models() -> None:
    page = reply(b"<html>log in</html>", headers={"Content-Type": "text/html"})
    with ScriptedServer([page]) as server:
        results = tried(server.base_url)

    assert results[3].verdict is FAILED


def test_that_a_failed_analysis_is_the_last_step() -> None:
    with ScriptedServer([json_reply({"data": [SAE_MODEL]})], [json_reply({}, 500)]) as server:
        results = tried(server.base_url)

    assert verdicts(results) == [PASSED, SKIPPED, PASSED, PASSED, PASSED, FAILED]


def test_that_an_unknown_name_fails_at_the_first_step() -> None:
    results = tried("https://no-such-host.invalid/v1")

    assert verdicts(results) == [FAILED, SKIPPED, SKIPPED, SKIPPED, SKIPPED, SKIPPED]
    error = results[0].error
    assert isinstance(error, ApiConnectionError)
    assert error.fault is ConnectionFault.DNS


def test_that_a_closed_port_fails_at_encryption_where_there_should_be_some() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    results = tried(f"https://127.0.0.1:{port}/v1")

    error = results[1].error
    assert verdicts(results)[:2] == [PASSED, FAILED]
    assert isinstance(error, ApiConnectionError)
    assert error.fault is ConnectionFault.REFUSED


def served_by(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_that_a_certificate_of_an_unknown_authority_fails() -> None:
    with ScriptedServer(tls=served_by(trustme.CA(), "127.0.0.1")) as server:
        results = tried(server.base_url)

    error = results[1].error
    assert isinstance(error, ApiConnectionError)
    assert error.fault is ConnectionFault.TLS
    assert server.requests == []


def test_that_an_endpoints_own_certificates_are_trusted() -> None:
    authority = trustme.CA()
    with (
        authority.cert_pem.tempfile() as pem,
        ScriptedServer([json_reply({"data": []})], tls=served_by(authority, "127.0.0.1")) as server,
    ):
        results = tried(server.base_url, network=Network(QUICK, certificates=pem))

    assert verdicts(results)[:3] == [PASSED, PASSED, PASSED]
    assert results[1].detail.startswith("TLSv1.")


def test_that_a_file_that_holds_no_certificate_is_named() -> None:
    results = tried("https://127.0.0.1:1/v1", network=Network(QUICK, certificates="/no/such/file.pem"))

    error = results[1].error
    assert isinstance(error, CertificateFileError)
    assert str(error.path) == "/no/such/file.pem"


def test_that_plain_http_elsewhere_is_warned_of_and_the_key_is_not_sent() -> None:
    results = tried(
        "http://localhost.localdomain.invalid/v1", network=Network(QUICK, ProxyUse.OWN, "http://127.0.0.1:9")
    )

    assert results[0].remark is StepRemark.THROUGH_PROXY
    assert results[1].remark is StepRemark.NOT_ENCRYPTED
    assert isinstance(results[2].error, InsecureAddressError)


def test_that_an_own_proxy_is_asked_for_the_way() -> None:
    with ScriptedServer() as proxy:
        network = Network(QUICK, ProxyUse.OWN, proxy.base_url.removesuffix("/v1"), allows_plain_http=True)
        proxy.add(json_reply({"data": []}))
        results = tried("http://far.example.invalid/v1", network=network)

    assert verdicts(results)[3] is WARNED
    assert proxy.requests[0].target == "http://far.example.invalid/v1/models"


def test_that_a_server_that_says_nothing_ends_in_a_timeout() -> None:
    silent = NetworkLimits(connect_timeout_s=5.0, read_timeout_s=0.5, total_timeout_s=9.0, retries=0)
    with ScriptedServer([Stall()]) as server:
        results = tried(server.base_url, network=Network(silent))

    assert isinstance(results[3].error, ApiTimeoutError)
