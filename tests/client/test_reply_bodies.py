"""Bodies of replies, by value and over real sockets: rows BD of the fault table."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib

import pytest
from client.clients import CHAT, FEATURE_REQUEST, REQUEST, Canned, Replies, client_of, run
from fakes.scripted_server import Script, ScriptedServer, Stall

from holysheep_desktop.client.bodies import BODY_CAP
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.errors import ApiResponseError

MIB = 2**20
GOOD = json.dumps(CHAT).encode()
HEAD = "HTTP/1.1 200 OK\r\n"


def ask(body: object, headers: dict[str, str] | None = None) -> AnalysisResult:
    script = Replies([Canned(200, body, headers or {})])

    async def work() -> AnalysisResult:
        async with client_of(transport=script.transport()) as client:
            return await client.analyse(FEATURE_REQUEST)

    return run(work())


def fail(body: object, headers: dict[str, str] | None = None) -> ApiResponseError:
    with pytest.raises(ApiResponseError) as raised:
        ask(body, headers)
    return raised.value


def ask_server(script: Script) -> ApiResponseError:
    with ScriptedServer(script) as server:

        async def work() -> None:
            async with client_of(server.base_url) as client:
                await client.analyse(REQUEST)

        with pytest.raises(ApiResponseError) as raised:
            run(work())
        assert len(server.requests) == 1
    return raised.value


@pytest.mark.parametrize("headers", [{"content-type": "text/plain"}, {}], ids=["BD01-text", "BD01-none"])
def test_that_json_is_read_whatever_its_content_type_says(headers: dict[str, str]) -> None:
    assert ask(GOOD, headers).answer is not None


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        pytest.param("<html><body>hi</body></html>", "the reply is a web page", id="BD02-html"),
        pytest.param({"error": {"message": "quota"}}, "the reply is an error", id="BD02-error"),
        pytest.param(
            {"error": {"message": "quota"}, "choices": None}, "the reply is an error", id="BD02-error-null"
        ),
        pytest.param(GOOD[:-2], "not JSON: Expecting ',' delimiter, position ", id="BD03-truncated"),
        pytest.param(b"", "the reply is empty", id="BD03-empty"),
        pytest.param(b" \n", "the reply is empty", id="BD03-blank"),
        pytest.param(GOOD + b"x", "not JSON: Extra data, position ", id="BD03-garbage"),
        pytest.param(b"\xef\xbb\xbf" + GOOD, "not JSON: ", id="BD03-bom"),
        pytest.param(GOOD.decode().encode("utf-16"), "not JSON: not UTF-8, position 0", id="BD03-utf16"),
        pytest.param(b'{"a": "\xff"}', "not JSON: not UTF-8, position 7", id="BD03-utf8"),
        pytest.param(b"data: {}\n\n", "not JSON: Expecting value, position 0", id="BD03-sse"),
        pytest.param(b"[" * 100_000, "not JSON: nested too deeply", id="BD06-deep"),
        pytest.param(
            b'{"a": ' + b"1" * 5000 + b"}", "not JSON: an integer has too many digits", id="BD06-digits"
        ),
        pytest.param([], "the reply is a list, not an object", id="BD07-list"),
        pytest.param('"x"', "the reply is a str, not an object", id="BD07-string"),
        pytest.param("5", "the reply is a int, not an object", id="BD07-number"),
        pytest.param("null", "the reply is a NoneType, not an object", id="BD07-null"),
        pytest.param({}, "the reply holds neither an answer nor an analysis", id="BD07-nothing"),
    ],
)
def test_that_a_body_that_is_no_reply_is_named(body: object, fault: str) -> None:
    assert fail(body).fault.startswith(fault)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999"], ids=lambda w: f"BD04-{w}")
def test_that_numbers_that_are_none_are_left_out_of_the_features(word: str) -> None:
    body = json.dumps({**CHAT, "sae_features": {"7": 1.5, "8": "?"}}).replace('"?"', word)
    features = ask(body).features
    assert features is not None
    assert [(entry.feature, entry.activation) for entry in features.features] == [(7, 1.5)]


def test_that_lone_surrogates_and_nul_become_replacement_characters() -> None:
    body = GOOD.replace(b'"yes"', b'"a\\ud800b\\u0000c\\ud83d\\ude00"')
    answer = ask(body).answer
    assert answer is not None
    assert answer.text == "a�b�c😀"


def test_that_an_excerpt_of_the_body_is_kept_as_plain_text_of_200_characters() -> None:
    assert fail("no json \u202e " + "x" * 500).excerpt == "no json ⟨U+202E⟩ " + "x" * 182 + "…"


def test_that_a_large_body_is_read_whole() -> None:
    text = "y" * (5 * MIB)
    body = GOOD.replace(b'"yes"', b'"' + text.encode() + b'"')
    answer = ask(body).answer
    assert answer is not None
    assert len(answer.text) == 5 * MIB


@pytest.mark.parametrize(
    "script",
    [
        pytest.param([f"{HEAD}Content-Length: {100 * MIB}\r\n\r\n".encode(), Stall()], id="BD08-announced"),
        pytest.param(
            [
                f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode(),
                *[b"100000\r\n" + b" " * MIB + b"\r\n"] * 17,
                Stall(),
            ],
            id="BD08-chunked",
        ),
    ],
)
def test_that_reading_stops_at_the_cap(script: Script) -> None:
    """The stalled server shows that nobody waits for the rest."""
    assert ask_server(script).fault == "the body is larger than 16 MiB"


def test_that_a_gzip_that_nobody_asked_for_is_read() -> None:
    assert ask(gzip.compress(GOOD), {"content-encoding": "gzip"}).answer is not None


def test_that_a_gzip_of_several_members_is_read() -> None:
    body = gzip.compress(GOOD[:30]) + gzip.compress(GOOD[30:]) + b"\0\0 what follows"
    assert ask(body, {"content-encoding": "gzip"}).answer is not None


def test_that_deflate_is_read() -> None:
    assert ask(zlib.compress(GOOD), {"content-encoding": "deflate"}).answer is not None


def test_that_a_gzip_bomb_ends_at_the_cap_of_decoded_bytes() -> None:
    bomb = gzip.compress(b" " * (200 * MIB))
    assert len(bomb) < MIB
    assert fail(bomb, {"content-encoding": "gzip"}).fault == "the body is larger than 16 MiB"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(b" " * (100 * MIB), {}, id="BD08-memory"),
        pytest.param(gzip.compress(b" " * (200 * MIB)), {"content-encoding": "gzip"}, id="BD09-memory"),
    ],
)
def test_that_a_body_beyond_the_cap_takes_less_memory_than_three_caps(
    body: bytes, headers: dict[str, str]
) -> None:
    tracemalloc.start()
    try:
        fail(body, headers)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 3 * BODY_CAP


@pytest.mark.parametrize(
    ("encoding", "fault"),
    [
        pytest.param(
            "gzip, gzip, gzip, gzip, gzip, gzip", "an encoding that was not asked for", id="BD09-six"
        ),
        pytest.param("br", "an encoding that was not asked for", id="BD09-unknown"),
        pytest.param("gzip", "the compressed body is damaged", id="BD09-broken"),
    ],
)
def test_that_an_encoding_that_cannot_be_read_is_named(encoding: str, fault: str) -> None:
    assert fault in fail(GOOD, {"content-encoding": encoding}).fault


def test_that_a_gzip_that_ends_too_early_is_named() -> None:
    assert "too early" in fail(gzip.compress(GOOD)[:-9], {"content-encoding": "gzip"}).fault


def test_that_only_identity_is_asked_for() -> None:
    script = Replies([Canned(200, CHAT)])

    async def work() -> None:
        async with client_of(transport=script.transport()) as client:
            await client.analyse(REQUEST)

    run(work())
    assert script.requests[0].headers["accept-encoding"] == "identity"
