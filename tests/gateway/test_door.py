from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fakes.engine import FakeEngine
from gateway.gateways import TOKEN, ThreadGateway, chat_body, client_of, raw_exchange

from holysheep_desktop.gateway.door import DoorRules

EVIL_HOSTS = [
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "localhost.:{port}",
    "0.0.0.0:{port}",
    "user@127.0.0.1:{port}",
    "127.0.0.1:1",
    "127.0.0.1",
    "",
    "[::1:{port}",
    "127.0.0.1:{port}/v1",
]
GOOD_HOSTS = ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"]


@pytest.mark.parametrize("host", EVIL_HOSTS)
def test_that_a_foreign_host_is_refused_before_any_work(
    host: str, gateway: ThreadGateway, http: httpx.Client, engine: FakeEngine
) -> None:
    headers = {"Host": host.format(port=gateway.port)}
    reply = http.post("/chat/completions", json=chat_body("hello"), headers=headers)
    assert reply.status_code == 403
    assert reply.json()["error"]["code"] == "host_not_allowed"
    assert engine.prompts == []


@pytest.mark.parametrize("host", GOOD_HOSTS)
def test_that_the_gateways_own_addresses_are_let_in(
    host: str, gateway: ThreadGateway, http: httpx.Client
) -> None:
    reply = http.get("/models", headers={"Host": host.format(port=gateway.port)})
    assert reply.status_code == 200


@pytest.mark.parametrize(
    "hosts", [b"", b"Host: 127.0.0.1:%d\r\nHost: 127.0.0.1:%d\r\n"], ids=["missing", "two"]
)
def test_that_a_request_without_exactly_one_host_is_refused(hosts: bytes, gateway: ThreadGateway) -> None:
    hosts = hosts.replace(b"%d", str(gateway.port).encode())
    reply = raw_exchange(gateway.port, b"GET /healthz HTTP/1.1\r\n" + hosts + b"\r\n")
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert b'"code":"invalid_http"' in reply


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "file://", "http://localhost:3000"])
def test_that_a_web_pages_get_is_refused_by_the_server_itself(origin: str, http: httpx.Client) -> None:
    reply = http.get("/models", headers={"Origin": origin})
    assert reply.status_code == 403
    assert reply.json()["error"]["code"] == "origin_not_allowed"


def test_that_a_web_pages_preflight_is_refused_without_cors_headers(http: httpx.Client) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    reply = http.options("/chat/completions", headers=headers)
    assert reply.status_code == 403
    assert "access-control-allow-origin" not in reply.headers


def test_that_even_the_open_health_page_is_closed_to_web_pages(gateway: ThreadGateway) -> None:
    reply = httpx.get(
        f"http://127.0.0.1:{gateway.port}/healthz", headers={"Origin": "null"}, timeout=60, trust_env=False
    )
    assert reply.status_code == 403


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "", "application/json; charset=euc-kr"],
)
def test_that_only_json_is_taken(content_type: str, http: httpx.Client, engine: FakeEngine) -> None:
    body = b'{"model": "echo-1", "messages": [{"role": "user", "content": "hi"}]}'
    reply = http.post("/chat/completions", content=body, headers={"Content-Type": content_type})
    assert reply.status_code == 415
    assert reply.json()["error"]["param"] == "Content-Type"
    assert engine.prompts == []


def test_that_a_compressed_body_is_refused(http: httpx.Client) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    reply = http.post("/chat/completions", content=b"\x1f\x8b", headers=headers)
    assert reply.status_code == 415


@pytest.fixture
def stranger(gateway: ThreadGateway) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=gateway.base_url, timeout=60, trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "Bearer wrong",
        f"bearer {TOKEN}",
        TOKEN,
        f"Basic {TOKEN}",
        f"Bearer  {TOKEN}",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}0",
    ],
)
def test_that_without_the_right_token_nothing_is_answered(
    authorization: str | None, stranger: httpx.Client, engine: FakeEngine
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    reply = stranger.post("/chat/completions", json=chat_body("hello"), headers=headers)
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == "Bearer"
    assert reply.json()["error"] == {
        "message": "Authorization: must be the word Bearer, a space and the token of this gateway",
        "type": "authentication_error",
        "code": "invalid_api_key",
        "param": "Authorization",
    }
    assert engine.prompts == []


def test_that_a_token_in_the_address_is_no_token(stranger: httpx.Client) -> None:
    reply = stranger.get("/models", params={"token": TOKEN, "api_key": TOKEN})
    assert reply.status_code == 401


def test_that_an_unknown_path_says_nothing_to_a_stranger(stranger: httpx.Client) -> None:
    assert stranger.get("/nowhere").status_code == 401


def test_that_the_token_of_another_run_is_refused() -> None:
    with (
        ThreadGateway(FakeEngine(), rules=DoorRules("the-token-of-this-run")) as running,
        client_of(running.base_url, TOKEN) as client,
    ):
        assert client.get("/models").status_code == 401


def test_that_an_allowed_page_is_answered_with_cors_headers_and_no_private_network_ones() -> None:
    page = "http://localhost:3000"
    with (
        ThreadGateway(FakeEngine(), rules=DoorRules(TOKEN, origins=frozenset({page}))) as running,
        client_of(running.base_url, TOKEN) as client,
    ):
        asked = {"Origin": page, "Access-Control-Request-Method": "POST"}
        preflight = client.options("/chat/completions", headers=asked)
        running.wait_until_ready()
        reply = client.get("/models", headers={"Origin": page})
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == page
    assert "access-control-allow-private-network" not in preflight.headers
    assert (reply.status_code, reply.headers["access-control-allow-origin"]) == (200, page)


def test_that_a_gateway_for_other_machines_takes_addresses_but_no_foreign_names() -> None:
    rules = DoorRules(TOKEN, any_address=True)
    with ThreadGateway(FakeEngine(), rules=rules) as running, client_of(running.base_url, TOKEN) as client:
        running.wait_until_ready()
        by_address = client.get("/models", headers={"Host": f"192.168.1.7:{running.port}"})
        by_name = client.get("/models", headers={"Host": f"rebound.example:{running.port}"})
    assert (by_address.status_code, by_name.status_code) == (200, 403)


def test_that_the_rules_do_not_show_the_token() -> None:
    assert TOKEN not in repr(DoorRules(TOKEN))
