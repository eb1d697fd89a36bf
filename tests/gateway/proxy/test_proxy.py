"""The proxy between a page or a notebook and an endpoint (fault row GW08 and the tutorial's error 2)."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Mapping

import httpx
import pytest
from fakes.scripted_server import Hold, ScriptedServer, Stall, json_reply, reply
from gateway.proxy.thread_proxy import KEY, PAGE, TOKEN, ThreadProxy

CHAT = "/holysheep/v1/chat/completions"
BODY = {
    "model": "gpt-4.1",
    "messages": [{"role": "user", "content": "hello"}],
    "extra_body": {"sae_layer": 12},
}


@pytest.fixture
def endpoint() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        yield server


@pytest.fixture
def proxy(endpoint: ScriptedServer) -> Iterator[ThreadProxy]:
    with ThreadProxy(endpoint.base_url) as running:
        yield running


def test_that_the_key_is_added_and_the_proxys_own_token_stays_here(
    endpoint: ScriptedServer, proxy: ThreadProxy
) -> None:
    endpoint.add(json_reply({"object": "list", "data": []}))

    got = proxy.http.get("/holysheep/v1/models", headers={"Cookie": "a=1", "X-Own": "2"})

    (asked,) = endpoint.requests
    assert got.json() == {"object": "list", "data": []}
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert TOKEN not in str(asked.headers)
    assert asked.headers.keys().isdisjoint({"cookie", "x-own", "origin", "referer"})


def test_that_a_cookie_of_the_endpoint_goes_to_no_later_request(
    endpoint: ScriptedServer, proxy: ThreadProxy
) -> None:
    endpoint.add(json_reply({}, headers={"Set-Cookie": "session=한글; Path=/"}))
    endpoint.add(json_reply({}))

    statuses = [proxy.http.get("/holysheep/v1/models").status_code for _ in range(2)]

    assert statuses == [200, 200]
    assert "cookie" not in endpoint.requests[1].headers


def test_that_a_header_that_no_reply_can_carry_costs_only_itself(
    endpoint: ScriptedServer, proxy: ThreadProxy
) -> None:
    endpoint.add(json_reply({"data": []}, headers={"Content-Type": "application/json; x=한글"}))

    assert proxy.http.get("/holysheep/v1/models").json() == {"data": []}


def test_that_the_body_arrives_byte_for_byte(endpoint: ScriptedServer, proxy: ThreadProxy) -> None:
    endpoint.add(json_reply({}))
    content = json.dumps(BODY, indent=3).encode()

    proxy.http.post(CHAT, content=content, headers={"Content-Type": "application/json"})

    assert endpoint.requests[0].body == content
    assert endpoint.requests[0].path == "/v1/chat/completions"


@pytest.mark.parametrize(("status", "headers"), [(401, {}), (429, {"Retry-After": "7"}), (500, {})])
def test_that_the_endpoints_own_refusals_are_passed_on(
    endpoint: ScriptedServer, proxy: ThreadProxy, status: int, headers: Mapping[str, str]
) -> None:
    endpoint.add(json_reply({"error": {"message": "no"}}, status, headers))

    got = proxy.http.post(CHAT, json=BODY)

    assert (got.status_code, got.json()) == (status, {"error": {"message": "no"}})
    assert got.headers.get("Retry-After") == headers.get("Retry-After")


def test_that_a_key_which_the_endpoint_repeats_does_not_come_back(
    endpoint: ScriptedServer, proxy: ThreadProxy
) -> None:
    echo = json_reply({"error": {"message": f"Incorrect API key {KEY}"}}, 401, {"Retry-After": KEY})
    endpoint.add(echo)

    got = proxy.http.post(CHAT, json=BODY)

    assert KEY not in got.text + str(got.headers)
    assert got.json()["error"]["message"] == "Incorrect API key [key]"


def test_that_cookies_and_hop_by_hop_headers_stay_with_the_proxy(
    endpoint: ScriptedServer, proxy: ThreadProxy
) -> None:
    odd = {
        "Set-Cookie": "id=1",
        "Proxy-Authenticate": "Basic",
        "Upgrade": "h2c",
        "Server": "nginx",
        "X-Any": "1",
    }
    endpoint.add(json_reply({}, 200, odd))

    got = proxy.http.get("/holysheep/v1/models")

    assert {name.lower() for name in odd}.isdisjoint(name.lower() for name in got.headers)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_that_a_redirect_is_not_followed(endpoint: ScriptedServer, proxy: ThreadProxy, status: int) -> None:
    with ScriptedServer() as elsewhere:
        endpoint.add(reply(b"", status, {"Location": elsewhere.base_url}))

        got = proxy.http.get("/holysheep/v1/models")

        assert (got.status_code, elsewhere.requests) == (502, [])
        assert "redirects" in got.json()["error"]["message"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/holysheep/v1/files", 404),
        ("GET", "/holysheep/v1/interpretability/saes", 404),
        ("POST", "/holysheep/v1/models", 405),
        ("GET", CHAT, 405),
        ("GET", "/openai/v1/models", 404),
        ("GET", "/holysheep/v1/../v2/models", 404),
        ("GET", "/holysheep/v1/models%2f..%2fkeys", 404),
        ("GET", "/holysheep/v1//models", 404),
        ("GET", "/local/v1/interpretability/labels", 404),
        ("POST", "/local/v1/interpretability/saes", 405),
        ("DELETE", "/local/v1/interpretability/saes", 405),
    ],
)
def test_that_only_the_protocols_paths_are_passed_on(
    endpoint: ScriptedServer, proxy: ThreadProxy, method: str, path: str, status: int
) -> None:
    got = proxy.http.request(method, path, json={} if method == "POST" else None)

    assert (got.status_code, endpoint.requests) == (status, [])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/interpretability/saes"),
        ("GET", "/interpretability/features?sae_id=x&query=y"),
        ("GET", "/interpretability/features/17?sae_id=x"),
        ("POST", "/interpretability/tokenize"),
    ],
)
def test_that_the_local_endpoints_features_are_passed_on_with_their_query(
    endpoint: ScriptedServer, proxy: ThreadProxy, method: str, path: str
) -> None:
    endpoint.add(json_reply({}))

    got = proxy.http.request(method, "/local/v1" + path, json={} if method == "POST" else None)

    assert got.status_code == 200
    assert endpoint.requests[0].target == "/v1" + path


@pytest.mark.parametrize(
    "authorization", ["", "Bearer wrong", f"bearer {TOKEN}", f"Bearer {KEY}", f"Basic {TOKEN}"]
)
def test_that_only_the_proxys_own_token_opens_it(
    endpoint: ScriptedServer, proxy: ThreadProxy, authorization: str
) -> None:
    got = proxy.http.get("/holysheep/v1/models", headers={"Authorization": authorization})

    assert (got.status_code, endpoint.requests) == (401, [])


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:3001", "http://LOCALHOST:3000"]
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_that_a_page_of_another_origin_is_refused_by_the_server_itself(
    endpoint: ScriptedServer, proxy: ThreadProxy, method: str, origin: str
) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "GET"}

    got = proxy.http.request(method, "/holysheep/v1/models", headers=headers)

    assert (got.status_code, endpoint.requests) == (403, [])
    assert "access-control-allow-origin" not in got.headers


def test_that_a_page_on_the_list_may_ask(endpoint: ScriptedServer, proxy: ThreadProxy) -> None:
    endpoint.add(json_reply({"data": []}))
    wish = {
        "Origin": PAGE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }

    before = proxy.http.options(CHAT, headers={**wish, "Authorization": ""})
    got = proxy.http.post(CHAT, json=BODY, headers={"Origin": PAGE})

    assert (before.status_code, before.headers["access-control-allow-origin"]) == (200, PAGE)
    assert (got.status_code, got.headers["access-control-allow-origin"]) == (200, PAGE)
    assert "access-control-allow-credentials" not in got.headers


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        pytest.param(PAGE, 200, id="GW10-localhost-page"),
        pytest.param("https://page.example", 200, id="GW10-https-page"),
        pytest.param("null", 403, id="GW10-file-page"),
    ],
)
def test_that_a_browsers_question_about_this_machine_is_answered_without_private_network_headers(
    endpoint: ScriptedServer, origin: str, status: int
) -> None:
    """A page of the web has its user asked by the browser; a page of a file has no origin that could be on
    the list.
    """
    wish = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
        "Access-Control-Request-Private-Network": "true",
        "Authorization": "",
    }
    with ThreadProxy(endpoint.base_url, origins=frozenset({PAGE, "https://page.example"})) as proxy:
        got = proxy.http.options(CHAT, headers=wish)

    assert (got.status_code, endpoint.requests) == (status, [])
    assert got.headers.get("access-control-allow-origin") == (origin if status == 200 else None)
    assert not [name for name in got.headers if "private-network" in name or "local-network" in name]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "0.0.0.0"])
def test_that_a_rebound_name_is_refused(endpoint: ScriptedServer, proxy: ThreadProxy, host: str) -> None:
    got = proxy.http.get("/holysheep/v1/models", headers={"Host": f"{host}:{proxy.port}"})

    assert (got.status_code, endpoint.requests) == (403, [])


def test_that_a_stream_is_passed_on_as_it_comes(endpoint: ScriptedServer, proxy: ThreadProxy) -> None:
    may_go_on = threading.Event()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    endpoint.add(head, b'data: {"n": 1}\n\n', Hold(may_go_on), b"data: [DONE]\n\n")

    with proxy.http.stream("POST", CHAT, json={**BODY, "stream": True}) as got:
        lines = got.iter_lines()
        first = next(lines)
        may_go_on.set()
        rest = [line for line in lines if line]

    assert (first, rest) == ('data: {"n": 1}', ["data: [DONE]"])
    assert got.headers["content-type"] == "text/event-stream"


def test_that_a_client_who_leaves_ends_the_endpoints_work(
    endpoint: ScriptedServer, proxy: ThreadProxy
) -> None:
    endpoint.add(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", b"data: 1\n\n", Stall())

    with proxy.http.stream("POST", CHAT, json=BODY) as got:
        next(got.iter_lines())

    assert endpoint.client_left.wait(30)


def test_that_a_client_who_leaves_before_the_reply_ends_the_endpoints_work(
    endpoint: ScriptedServer, proxy: ThreadProxy
) -> None:
    endpoint.add(Stall())

    with pytest.raises(httpx.ReadTimeout):
        proxy.http.post(CHAT, json=BODY, timeout=3)

    assert endpoint.client_left.wait(30)


def test_that_a_slow_endpoint_becomes_a_timeout(endpoint: ScriptedServer) -> None:
    endpoint.add(Stall())

    with ThreadProxy(endpoint.base_url, total_s=0.3) as proxy:
        got = proxy.http.post(CHAT, json=BODY)

    assert (got.status_code, got.json()["error"]["code"]) == (504, "upstream_timeout")


def test_that_a_huge_reply_is_cut_and_never_looks_whole(endpoint: ScriptedServer) -> None:
    endpoint.add(reply(b"x" * 300_000))

    with (
        ThreadProxy(endpoint.base_url, reply_limit=100_000) as proxy,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        proxy.http.post(CHAT, json=BODY)


def test_that_a_compressed_reply_is_refused(endpoint: ScriptedServer, proxy: ThreadProxy) -> None:
    endpoint.add(reply(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}))

    assert proxy.http.post(CHAT, json=BODY).status_code == 502


def test_that_an_endpoint_that_is_not_there_is_named_without_its_key() -> None:
    with ThreadProxy("http://127.0.0.1:9/v1") as proxy:
        got = proxy.http.post(CHAT, json=BODY)

    assert got.status_code == 502
    assert KEY not in got.text


def test_that_a_request_of_more_than_4_mib_is_refused(endpoint: ScriptedServer, proxy: ThreadProxy) -> None:
    got = proxy.http.post(CHAT, content=b" " * (4 * 2**20 + 1), headers={"Content-Type": "application/json"})

    assert (got.status_code, endpoint.requests) == (413, [])


def test_that_the_log_holds_neither_key_nor_token_nor_address(
    endpoint: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    endpoint.add(json_reply({"error": {"message": KEY}}, 401))

    with ThreadProxy(endpoint.base_url) as proxy:  # a request is logged after its reply was sent
        proxy.http.get("/local/v1/interpretability/features?sae_id=secret-name&query=private")

    text = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("holysheep"))
    assert "request " in text
    assert not any(word in text for word in (KEY, TOKEN, "private", "secret-name"))
