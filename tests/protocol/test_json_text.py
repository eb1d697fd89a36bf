"""JSON by the rules of the protocol: rows BD03 to BD06 of the fault table."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings, strategies as st

from holysheep_desktop.errors import JsonTextError
from holysheep_desktop.protocol.json_text import dumps, loads_reply, loads_strict


@pytest.mark.parametrize("word", [b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999"])
def test_that_a_number_that_is_none_is_refused_in_a_request_and_null_in_a_reply(word: bytes) -> None:
    with pytest.raises(JsonTextError):
        loads_strict(b'{"a": [' + word + b"]}")
    assert loads_reply(b'{"a": [' + word + b"]}") == {"a": [None]}


@pytest.mark.parametrize("loads", [loads_strict, loads_reply])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"{",
        b"{} x",
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        b'"\xff"',
        b"data: {}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 200 + b"]" * 200,
        b"9" * 5000,
        b"{'a': 1}",
    ],
    ids=[
        "empty",
        "blank",
        "cut",
        "garbage",
        "bom",
        "utf16",
        "utf8",
        "sse",
        "deep",
        "deep-objects",
        "200",
        "digits",
        "quotes",
    ],
)
def test_that_what_is_no_json_is_an_error_of_ours(loads: object, data: bytes) -> None:
    assert callable(loads)
    with pytest.raises(JsonTextError):
        loads(data)


def test_that_a_hundred_levels_are_read() -> None:
    assert loads_strict(b"[" * 100 + b"]" * 100)


def test_that_a_repeated_key_is_refused_in_a_request_and_the_last_one_in_a_reply() -> None:
    with pytest.raises(JsonTextError):
        loads_strict(b'{"a": 1, "a": 2}')
    assert loads_reply(b'{"a": 1, "a": 2}') == {"a": 2}


def test_that_half_characters_are_replaced_and_whole_ones_are_not() -> None:
    text = b'{"k\\udc00": "\\ud800 \\u0000 \\ud83d\\ude00 \\\\ud800"}'
    assert loads_strict(text) == {"k\ufffd": "\ufffd \ufffd 😀 \\ud800"}


@pytest.mark.parametrize(("data", "value"), [(b"9223372036854775808", 2**63), (b"-0", 0), (b"1e5", 1e5)])
def test_that_large_numbers_are_read_exactly(data: bytes, value: float) -> None:
    assert loads_strict(data) == value


def test_that_the_position_of_the_fault_is_told() -> None:
    with pytest.raises(JsonTextError) as raised:
        loads_strict(b'{"a": }')
    assert raised.value.position == 6


@pytest.mark.parametrize("value", [math.nan, [math.inf], {"a": -math.inf}])
def test_that_only_finite_numbers_are_written(value: object) -> None:
    with pytest.raises(JsonTextError):
        dumps(value)


def test_that_text_is_written_as_utf8_without_spaces() -> None:
    assert dumps({"가": [1, "나"]}) == '{"가":[1,"나"]}'.encode()


def test_that_a_value_without_bottom_is_refused() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(JsonTextError) as raised:
        dumps(deep)
    assert raised.value.reason == "nested too deeply"


def test_that_a_value_that_holds_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(JsonTextError):
        dumps(endless)


@settings(deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: json.dumps(text).encode()))
def test_that_any_bytes_are_json_or_an_error_of_ours(data: bytes) -> None:
    for loads in (loads_strict, loads_reply):
        try:
            value = loads(data)
        except JsonTextError:
            continue
        dumps(value)
