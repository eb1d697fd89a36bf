"""Where requests and keys go: rows RD of the fault table, and the key that is nowhere else (SK03)."""

from __future__ import annotations

import logging
import traceback

import pytest
from client.clients import (
    BASE_URL,
    CHAT,
    KEY,
    PROMPT,
    REQUEST,
    Canned,
    Replies,
    client_of,
    key_source,
    run,
)
from fakes.scripted_server import Reset, Script, ScriptedServer, json_reply, reply

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.exchange_log import Exchanged
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiStatusError,
    AuthenticationError,
    ConnectionFault,
    HolySheepError,
    InputError,
    InputReason,
    InsecureAddressError,
    MissingApiKeyError,
    SidecarError,
)

KEY_WITH_SIGNS = "hs-canary/5f1d+0c=="


def fail(base_url: str, *, kind: EndpointKind = EndpointKind.CUSTOM, key: str | None = KEY) -> HolySheepError:
    async def work() -> None:
        async with client_of(base_url, kind=kind, key=key) as client:
            await client.analyse(REQUEST)

    with pytest.raises(HolySheepError) as raised:
        run(work())
    return raised.value


def test_that_no_cookie_is_kept_even_one_that_no_header_can_carry() -> None:
    odd = json_reply(CHAT, headers={"Set-Cookie": "session=한글; Path=/"})
    with ScriptedServer([odd], [json_reply(CHAT)]) as server:

        async def work() -> None:
            async with client_of(server.base_url) as client:
                await client.analyse(REQUEST)
                await client.analyse(REQUEST)

        run(work())
        assert "cookie" not in server.requests[1].headers


@pytest.mark.parametrize(
    "echo",
    [
        pytest.param(KEY_WITH_SIGNS, id="SK03-plain"),
        pytest.param(KEY_WITH_SIGNS.replace("/", r"\/"), id="SK03-php"),
        pytest.param(KEY_WITH_SIGNS.replace("+", r"\u002B"), id="SK03-dot-net"),
        pytest.param(KEY_WITH_SIGNS.replace("/", "%2F").replace("+", "%2b"), id="SK03-percent"),
        pytest.param(KEY_WITH_SIGNS.replace("/", "&#x2F;"), id="SK03-html"),
    ],
)
def test_that_a_key_that_a_server_says_back_is_erased_however_it_is_written(echo: str) -> None:
    body = b'{"error": {"message": "no such key: ' + echo.encode() + b'"}}'
    kept: list[Exchanged] = []
    with ScriptedServer([reply(body, 401)]) as server:

        async def work() -> None:
            endpoint, key = Endpoint(EndpointKind.CUSTOM, server.base_url), key_source(KEY_WITH_SIGNS)
            client = EndpointClient(endpoint, key, NetworkLimits(), record=kept.append)
            try:
                await client.analyse(REQUEST)
            finally:
                await client.aclose()

        with pytest.raises(AuthenticationError) as raised:
            run(work())
    assert raised.value.server_message == "no such key: •••"
    assert kept[0].reply_body.text == '{"error": {"message": "no such key: •••"}}'


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308], ids=lambda code: f"RD01-{code}")
def test_that_a_redirect_to_another_host_is_named_and_not_followed(code: int) -> None:
    with ScriptedServer() as other:
        location = other.base_url.replace("http://", "http://user:pw@")
        with ScriptedServer([reply(status=code, headers={"Location": location})]) as server:
            error = fail(server.base_url)
        assert isinstance(error, ApiStatusError)
        assert error.server_message == other.base_url.split("/")[2]
        assert (error.code, other.n_connections) == ("redirect", 0)


@pytest.mark.parametrize(
    "location",
    [
        pytest.param("/elsewhere", id="RD02-path"),
        pytest.param("http://127.0.0.1/", id="RD02-downgrade"),
        pytest.param("", id="RD02-none"),
    ],
)
def test_that_no_redirect_is_followed(location: str) -> None:
    with ScriptedServer([reply(status=307, headers={"Location": location})]) as server:
        error = fail(server.base_url)
        assert isinstance(error, ApiStatusError)
        assert (error.status, len(server.requests)) == (307, 1)


def test_that_a_redirect_to_no_address_at_all_is_a_protocol_fault() -> None:
    with ScriptedServer([reply(status=307, headers={"Location": "http://[::1"})]) as server:
        error = fail(server.base_url)
        assert isinstance(error, ApiConnectionError)
        assert (error.fault, len(server.requests)) == (ConnectionFault.PROTOCOL, 1)


def test_that_a_choice_of_addresses_is_not_followed_even_where_one_is_broken() -> None:
    with ScriptedServer([reply(status=300, headers={"Location": "http://[::1"})]) as server:
        error = fail(server.base_url)
    assert isinstance(error, ApiStatusError)
    assert error.server_message == "http://[::1"


def test_that_a_key_is_not_sent_without_encryption_to_another_machine() -> None:
    script = Replies([Canned(200, CHAT)])

    async def work() -> None:
        async with client_of("http://lab.example.org/v1", transport=script.transport()) as client:
            await client.models()

    with pytest.raises(InsecureAddressError) as raised:
        run(work())
    assert (raised.value.origin, script.requests) == ("http://lab.example.org", [])


def test_that_an_endpoint_that_needs_a_key_is_not_asked_without_one() -> None:
    error = fail(BASE_URL, key=None)
    assert isinstance(error, MissingApiKeyError)
    assert error.origin == "https://api.example.org"


def test_that_the_local_endpoint_without_an_address_is_not_ready() -> None:
    assert isinstance(fail("", kind=EndpointKind.LOCAL), SidecarError)


@pytest.mark.parametrize(
    "key", ["sk-한글", "sk-a b", "ｓｋ－１", "sk\u200b1", "sk-\x001"], ids=lambda k: f"SK02-{k!a}"
)
def test_that_a_key_that_no_header_can_carry_is_refused_without_repeating_it(key: str) -> None:
    error = fail(BASE_URL, key=key)
    assert isinstance(error, InputError)
    assert (error.field, error.reason, key in str(error)) == ("api_key", InputReason.BAD_CHARACTERS, False)


def test_that_the_key_is_sent_once_as_a_bearer_token_and_cleaned() -> None:
    with ScriptedServer([json_reply(CHAT)]) as server:

        async def work() -> None:
            async with client_of(server.base_url, key=f' "Bearer {KEY}"\n') as client:
                await client.analyse(REQUEST)

        run(work())
        (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert [name for name, value in request.headers.items() if KEY in value] == ["authorization"]
    assert KEY.encode() not in request.body
    assert KEY not in request.target


def test_that_each_client_asks_for_the_key_of_its_own_call() -> None:
    """Another origin is another client with another key source; nothing is carried over."""
    script = Replies([Canned(200, {"data": []})])

    async def work() -> None:
        for name in ("one", "two"):
            endpoint = Endpoint(EndpointKind.CUSTOM, f"https://{name}.example.org/v1")
            client = EndpointClient(endpoint, key_source(f"key-{name}"), NetworkLimits(), script.transport())
            await client.models()
            await client.aclose()

    run(work())
    sent = [(request.url.host, request.headers["authorization"]) for request in script.requests]
    assert sent == [("one.example.org", "Bearer key-one"), ("two.example.org", "Bearer key-two")]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param([json_reply({"error": {"message": "no"}}, 401)], id="SK03-status"),
        pytest.param([Reset()], id="SK03-reset"),
        pytest.param([reply(b"<html>")], id="SK03-body"),
        pytest.param([b"HTTP/1.1 abc\r\n\r\n"], id="SK03-protocol"),
        pytest.param([reply(status=307, headers={"Location": "http://127.0.0.1:1/"})], id="SK03-redirect"),
    ],
)
def test_that_neither_key_nor_prompt_is_in_logs_errors_or_tracebacks(
    script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with ScriptedServer(script, script, script) as server:
        error = fail(server.base_url)
    seen = "".join(traceback.format_exception(error)) + repr(error) + repr(vars(error)) + caplog.text
    assert (KEY in seen, PROMPT in seen) == (False, False)


def test_that_the_query_of_a_search_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ScriptedServer([json_reply({"data": []})]) as server:

        async def work() -> None:
            async with client_of(server.base_url) as client:
                await client.find_features("sae", "canaryquery")

        run(work())
    assert "canaryquery" not in caplog.text


def test_that_a_clients_repr_does_not_show_its_key() -> None:
    async def work() -> str:
        async with client_of(transport=Replies([Canned(200, CHAT)]).transport()) as client:
            await client.analyse(REQUEST)
            return repr(client) + repr(vars(client))

    assert KEY not in run(work())
