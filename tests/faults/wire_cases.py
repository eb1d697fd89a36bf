"""What servers and networks do to a request: rows HS, RD, TR, BD and SC of the fault table, as scripts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime

from client.clients import CHAT, NOW
from fakes.scripted_server import Drip, Reset, Script, Stall, json_reply, reply

from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.errors import (
    AccessDeniedError,
    ApiConnectionError,
    ApiResponseError,
    ApiStatusError,
    ApiTimeoutError,
    AuthenticationError,
    BadRequestError,
    ErrorReplyError,
    HolySheepError,
    NotFoundError,
    QuotaError,
    RateLimitedError,
    ResponseTooLargeError,
    ServerError,
)

PAGE = b"<html><head><title>Bad <b>day</b></title></head><body><script>x</script><img src=x></body></html>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
OPENAI = {"error": {"message": "no such layer", "type": "invalid_request_error", "param": "sae_layer"}}
GOOD = json.dumps(CHAT).encode()
MIB = 2**20
ELSEWHERE = "http://127.0.0.1:CANRY/v1/chat/completions"
QUICK = NetworkLimits(connect_timeout_s=2.0, read_timeout_s=0.6, total_timeout_s=2.0)
HOSTILE = "<img src=http://127.0.0.1:CANRY/x.png><script>1</script>\u202egnp.exe"


@dataclass(frozen=True, slots=True)
class WireCase:
    """One script that answers every request; `error` None: it ends well. `CANRY` becomes a port."""

    row: str
    name: str
    script: Script
    error: type[HolySheepError] | None = None
    n_requests: int = 1
    limits: NetworkLimits = field(default_factory=NetworkLimits)


def wire_cases() -> Iterator[WireCase]:
    """All of them."""
    yield from _statuses()
    yield from _retry_afters()
    yield from _redirects()
    yield from _broken()
    yield from _slow()
    yield from _bodies()
    yield from _answers()
    yield from _features()
    yield from _patching()


def _status(
    row: str,
    name: str,
    code: int,
    error: type[HolySheepError] | None,
    n: int = 1,
    body: bytes = b"{}",
    **headers: str,
) -> WireCase:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return WireCase(row, name, [reply(body, code, named)], error, n)


def _statuses() -> Iterator[WireCase]:
    openai, text = json.dumps(OPENAI).encode(), json.dumps("no").encode()
    hostile = json.dumps({"error": {"message": HOSTILE * 20}}).encode()
    yield _status("HS01", "openai", 400, BadRequestError, body=openai)
    yield _status("HS01", "string", 400, BadRequestError, body=text)
    yield _status("HS01", "nothing", 400, BadRequestError, body=b"")
    yield _status("HS01", "hostile", 400, BadRequestError, body=hostile)
    yield _status("HS02", "key", 401, AuthenticationError, body=openai)
    yield _status("HS02", "basic", 401, AuthenticationError, WWW_Authenticate='Basic realm="x"')
    yield _status("HS03", "402", 402, QuotaError)
    yield _status("HS03", "429", 429, QuotaError, body=b'{"error": {"code": "insufficient_quota"}}')
    yield _status("HS04", "forbidden", 403, AccessDeniedError)
    yield _status("HS05", "model", 404, NotFoundError, body=openai)
    yield _status("HS05", "405", 405, NotFoundError)
    yield _status("HS05", "501", 501, ServerError)
    yield _status("HS06", "408", 408, ApiStatusError, 3)
    yield _status("HS06", "409", 409, ApiStatusError, 3)
    yield _status("HS07", "413", 413, ApiStatusError)
    yield _status("HS07", "415", 415, ApiStatusError)
    fastapi = json.dumps({"detail": [{"loc": ["body", "model"], "msg": "missing"}]}).encode()
    yield _status("HS08", "fastapi", 422, BadRequestError, body=fastapi)
    yield _status("HS08", "openai", 422, BadRequestError, body=openai)
    yield _status("HS14", "500-json", 500, ServerError, 3, openai)
    for code in (500, 502, 520, 521, 522, 523, 524):
        yield _status("HS14", f"{code}-html", code, ServerError, 3, PAGE, Content_Type="text/html")
    yield _status("HS14", "503", 503, ServerError, 3, Retry_After="1")
    yield _status("HS14", "504", 504, ServerError, 3)
    yield _status("HS14", "529", 529, ServerError, 3)
    yield _status("HS15", "true-on-400", 400, BadRequestError, 3, X_Should_Retry="true")
    yield _status("HS15", "false-on-500", 500, ServerError, 1, X_Should_Retry="false")
    yield _status("HS16", "empty", 200, ApiResponseError, body=b"")
    yield WireCase("HS16", "204", [b"HTTP/1.1 204 No Content\r\n\r\n"], ApiResponseError)
    yield _status("HS16", "206", 206, None, body=GOOD)
    yield _status("HS16", "299", 299, None, body=GOOD)
    yield _status("HS16", "999", 999, ApiStatusError)
    early = b"HTTP/1.1 100 Continue\r\n\r\n"
    yield WireCase("HS17", "100-continue", [early + json_reply(CHAT)])
    yield WireCase(
        "HS17", "early-hints", [b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + json_reply(CHAT)]
    )
    yield _status("HS18", "present", 500, ServerError, 3, X_Request_Id="req-1")
    yield _status("HS18", "absent", 500, ServerError, 3)
    yield _status("HS18", "5-kb", 500, ServerError, 3, X_Request_Id="r" * 5000)


def _retry_afters() -> Iterator[WireCase]:
    yield _status("HS09", "none", 429, RateLimitedError, 3)
    date = format_datetime(NOW, usegmt=True)
    for name, header, value in (
        ("seconds", "Retry_After", "2"),
        ("date", "Retry_After", date),
        ("ms", "retry_after_ms", "300"),
    ):
        yield _status("HS10", name, 429, RateLimitedError, 3, **{header: value})
    odd = (
        "0",
        "-10",
        "Mon, 01 Jan 1990 00:00:00 GMT",
        " ",
        "soon",
        "nan",
        "inf",
        "9" * 40,
        "Mon, 01 Jan 100000",
        "\u0663",
    )
    for number, value in enumerate(odd):
        yield _status("HS11", f"odd-{number}", 429, RateLimitedError, 3, Retry_After=value)
    for name, header, value, n in (
        ("120", "Retry_After", "120", 3),
        ("121", "Retry_After", "121", 1),
        ("120000-ms", "retry_after_ms", "120000", 3),
        ("120001-ms", "retry_after_ms", "120001", 1),
    ):
        yield _status("HS12", name, 429, RateLimitedError, n, **{header: value})
    yield _status("HS13", "three", 429, RateLimitedError, 3)


def _redirects() -> Iterator[WireCase]:
    for code in (301, 302, 303, 307, 308):
        yield _status("RD01", str(code), code, ApiStatusError, body=b"", Location=ELSEWHERE)
    for name, location in (
        ("other-path", "/v2/chat"),
        ("to-http", "http://api.example/v1"),
        ("loop", "/v1/chat/completions"),
    ):
        yield _status("RD02", name, 307, ApiStatusError, body=b"", Location=location)
    yield _status("RD02", "bad", 307, ApiConnectionError, body=b"", Location="http://[::1")
    yield _status("RD02", "none", 307, ApiStatusError, body=b"")


def _broken() -> Iterator[WireCase]:
    length = b"Content-Length: 50\r\n\r\n"
    for name, script in (
        ("before-headers", [Reset()]),
        ("after-headers", [HEAD + length, Reset()]),
        ("mid-body", [HEAD + length + b'{"a"', Reset()]),
        ("short", [HEAD + length + b'{"a"']),
        ("chunk", [HEAD + b'Transfer-Encoding: chunked\r\n\r\n10\r\n{"a"']),
    ):
        yield WireCase("TR05", name, script, ApiConnectionError, 3)
    for name, text, n in (
        ("ssh", b"SSH-2.0-OpenSSH_9.9\r\n", 3),
        ("status-line", b"HTTP/1.1 abc OK\r\n\r\n", 1),
        ("header-200-kb", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", 1),
        ("two-lengths", HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 1),
        ("chunk-size", HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}", 1),
    ):
        yield WireCase("TR08", name, [text], ApiConnectionError, n)
    yield WireCase(
        "TR09", "portal-page", [reply(PAGE, headers={"Content-Type": "text/html"})], ApiResponseError
    )
    portal = reply(b"", 302, {"Location": "http://login.wifi.example/"})
    yield WireCase("TR09", "portal-redirect", [portal], ApiStatusError)
    yield WireCase("TR09", "network-off", [HEAD + length + b"{", Reset()], ApiConnectionError, 3)


def _slow() -> Iterator[WireCase]:
    long = b"Content-Length: 500\r\n\r\n"
    yield WireCase("TR06", "headers", [Drip(json_reply(CHAT), 0.05)], ApiTimeoutError, 1, QUICK)
    yield WireCase("TR06", "body", [HEAD + long, Drip(b" " * 500, 0.05)], ApiTimeoutError, 1, QUICK)
    yield WireCase("TR06", "stall", [HEAD + long, Stall()], ApiTimeoutError, 2, QUICK)


def _bodies() -> Iterator[WireCase]:
    yield WireCase("BD01", "text", [reply(GOOD, headers={"Content-Type": "text/plain"})])
    yield WireCase("BD01", "none", [reply(GOOD, headers={"Content-Type": ""})])
    for row, name, body in (
        ("BD02", "html", PAGE),
        ("BD03", "truncated", GOOD[:-2]),
        ("BD03", "empty", b""),
        ("BD03", "blank", b" \n"),
        ("BD03", "garbage", GOOD + b"x"),
        ("BD03", "bom", b"\xef\xbb\xbf" + GOOD),
        ("BD03", "utf-16", GOOD.decode().encode("utf-16")),
        ("BD03", "utf-8", b'{"a": "\xff"}'),
        ("BD03", "sse", b"data: {}\n\n"),
        ("BD06", "deep", b"[" * 100_000),
        ("BD06", "digits", b'{"a": ' + b"1" * 5000 + b"}"),
        ("BD07", "list", b"[]"),
        ("BD07", "string", b'"x"'),
        ("BD07", "number", b"5"),
        ("BD07", "null", b"null"),
    ):
        yield WireCase(row, name, [reply(body)], ApiResponseError)
    yield WireCase("BD02", "error", [reply(b'{"error": {"message": "quota"}}')], ErrorReplyError)
    for word in ("NaN", "Infinity", "-Infinity", "1e999"):
        odd = json.dumps({**CHAT, "sae_features": {"7": 1.5, "8": "?"}}).replace('"?"', word)
        yield WireCase("BD04", word, [reply(odd.encode())])
    yield WireCase("BD05", "surrogate", [reply(GOOD.replace(b'"yes"', b'"a\\ud800b"'))])
    yield WireCase("BD05", "nul", [reply(GOOD.replace(b'"yes"', b'"a\\u0000b"'))])
    yield WireCase("BD06", "twice", [reply(GOOD[:-1] + b', "model": "b"}')])
    yield WireCase("BD06", "2-63", [reply(GOOD[:-1] + b', "created": 9223372036854775808}')])
    announced = HEAD + f"Content-Length: {100 * MIB}\r\n\r\n".encode()
    yield WireCase("BD08", "announced", [announced, Stall()], ResponseTooLargeError)
    chunks = [b"100000\r\n" + b" " * MIB + b"\r\n"] * 17
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    yield WireCase("BD08", "chunked", [chunked, *chunks, Stall()], ResponseTooLargeError)
    yield WireCase("BD08", "lying", [HEAD + b"Content-Length: 9\r\n\r\n" + GOOD], ApiResponseError)
    bomb = gzip.compress(b" " * (64 * MIB))
    inflated = [reply(bomb, headers={"Content-Encoding": "gzip"})]
    yield WireCase("BD09", "bomb", inflated, ResponseTooLargeError)
    for name, encoding, body in (
        ("six", "gzip, gzip, gzip, gzip, gzip, gzip", GOOD),
        ("unknown", "br", GOOD),
        ("broken", "gzip", GOOD),
    ):
        yield WireCase("BD09", name, [reply(body, headers={"Content-Encoding": encoding})], ApiResponseError)


def _chat(row: str, name: str, *, error: type[HolySheepError] | None = None, **fields: object) -> WireCase:
    return WireCase(row, name, [json_reply({**CHAT, **fields})], error)


def _choice(**changes: object) -> list[object]:
    return [
        {"index": 0, "message": {"role": "assistant", "content": "yes"}, "finish_reason": "stop", **changes}
    ]


def _answers() -> Iterator[WireCase]:
    some = {"sae_features": {"7": 1.5}}
    without = {key: value for key, value in CHAT.items() if key != "choices"}
    yield WireCase("SC04", "choices-missing", [json_reply({**without, **some})])
    yield _chat("SC04", "choices-empty", choices=[], **some)
    yield _chat("SC04", "choices-null", choices=None, **some)
    yield _chat("SC04", "message-null", choices=_choice(message=None), **some)
    yield _chat("SC04", "content-null", choices=_choice(message={"content": None}), **some)
    parts = [{"type": "text", "text": "ye"}, {"type": "text", "text": "s"}]
    yield _chat("SC04", "content-parts", choices=_choice(message={"content": parts}))
    yield _chat("SC04", "content-5-mb", choices=_choice(message={"content": "y" * (5 * MIB)}))
    yield _chat("SC04", "length", choices=_choice(finish_reason="length"))
    yield _chat("SC04", "content-filter", choices=_choice(finish_reason="content_filter"))
    yield _chat("SC05", "missing", usage=None)
    yield _chat("SC05", "negative", usage={"prompt_tokens": -1, "cost_usd": -2})
    yield _chat("SC05", "strings", usage={"prompt_tokens": "3", "cost_usd": "free"})
    for name, value in (
        ("string", "no"),
        ("list", ["no"]),
        ("nested", {"error": {"message": "no"}}),
        ("no-message", {}),
        ("int-code", {"message": "no", "code": 7}),
    ):
        yield WireCase("SC13", name, [json_reply({"error": value}, 400)], BadRequestError)


def _features() -> Iterator[WireCase]:
    yield _chat("SC06", "missing")
    yield _chat("SC06", "null", sae_features=None)
    yield _chat("SC06", "empty", sae_features={})
    for name, features in (
        ("pairs", [[7, 1.5], [8, 0.5]]),
        ("objects", [{"id": 7, "activation": 1.5}]),
        ("negative-id", {"-1": 1.0}),
        ("exponent", {"1e3": 1.0}),
        ("same-id", {"00012": 1.0, "12": 2.0}),
        ("no-number", {"seven": 1.0}),
        ("ids-as-numbers", [[7.0, 1.5]]),
    ):
        yield _chat("SC07", name, sae_features=features)
    for name, value in (
        ("string", "0.5"),
        ("null", None),
        ("bool", True),
        ("list", [1]),
        ("huge", 1e308),
        ("zero", 0.0),
        ("hostile", HOSTILE),
    ):
        yield _chat("SC08", name, sae_features={"7": 1.5, "8": value})
    yield _chat("SC09", "ten-thousand", sae_features={str(i): 1.0 + i for i in range(10_000)})
    yield _chat("SC09", "another-layer", sae_features={"7": 1.5}, sae_metadata={"layer": 3})
    cache = HEAD + f"Content-Length: {50 * MIB}\r\n\r\n".encode() + b'{"activation_cache": [0.5,'
    yield WireCase("SC09", "activation-cache", [cache, Stall()], ResponseTooLargeError)
    parts = json.dumps({**CHAT, "choices": _choice(message={"content": "y" * (15 * MIB)})}).encode()
    yield WireCase("LC06", "almost-16-mib", [reply(parts)])
    thousands = {str(number): 1.0 + number for number in range(10_000)}
    yield _chat("LC06", "ten-thousand-features", sae_features=thousands)
    many = ",".join(f'"{i}":1' for i in range(1_000_001))
    body = (json.dumps(CHAT)[:-1] + ', "sae_features": {' + many + "}}").encode()
    yield WireCase("SC09", "over-a-million", [reply(body)], ResponseTooLargeError)


def _patching() -> Iterator[WireCase]:
    yield _chat("SC10", "missing")
    yield _chat("SC10", "null", patching_analysis=None)
    yield _chat("SC10", "list", patching_analysis=[1])
    for name, score in (
        ("score-missing", None),
        ("n-a", "N/A"),
        ("string", "0.8"),
        ("minus-5", -5),
        ("7-3", 7.3),
    ):
        found = {"direction": "toward_comparison", "influential_neurons": []}
        yield _chat(
            "SC10", name, patching_analysis=found if score is None else {**found, "impact_score": score}
        )
    nan = json.dumps({**CHAT, "patching_analysis": {"impact_score": "?"}}).replace('"?"', "NaN")
    yield WireCase("SC10", "nan", [reply(nan.encode())])
    neuron = {"id": "L12.N3", "impact": 0.25, "semantic_label": "x"}
    for name, neurons in (
        ("missing", None),
        ("null", [None]),
        ("ten-thousand", [{"id": f"L1.N{i}", "impact": 0.1} for i in range(10_000)]),
        ("id-missing", [{"impact": 0.5}]),
        ("id-twice", [neuron, neuron]),
        ("id-number", [{"id": 7, "impact": 1}]),
        ("impact-null", [{"id": "L1.N1", "impact": None}]),
    ):
        yield _chat("SC11", name, patching_analysis={"impact_score": 0.5, "influential_neurons": neurons})
    for name, label in (
        ("missing", ...),
        ("null", None),
        ("10-kb", "l" * 10_000),
        ("html", HOSTILE),
        ("bidi", "a\u202eb"),
    ):
        labelled = {"id": "L1.N1", "impact": 0.5, **({} if label is ... else {"semantic_label": label})}
        yield _chat("SC12", name, patching_analysis={"impact_score": 0.5, "influential_neurons": [labelled]})
