from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from gateway.gateways import COMMAND, TOKEN, WAIT_S, ProcessGateway, client_of, shared_cache_dir

from holysheep_desktop.gateway.places import CACHE_VARIABLE

LONG_WORK = {
    "model": "gemma-3-270m",
    "messages": [{"role": "user", "content": "Once upon a time"}],
    "max_tokens": 1900,
    "stream": True,
}


def run_to_end(*arguments: str, token: str | None = None, first_line: str = "") -> tuple[int, str, str]:
    environment = {**os.environ, CACHE_VARIABLE: str(shared_cache_dir())}
    environment.pop("HOLYSHEEP_GATEWAY_TOKEN", None)
    if token is not None:
        environment["HOLYSHEEP_GATEWAY_TOKEN"] = token
    done = subprocess.run(
        [*COMMAND, *arguments],
        input=first_line,
        env=environment,
        capture_output=True,
        text=True,
        timeout=WAIT_S,
    )
    return done.returncode, done.stdout, done.stderr


@contextmanager
def working_gateway() -> Iterator[tuple[ProcessGateway, Iterator[str]]]:
    """A gateway of its own with the real engine and an answer that is being decoded."""
    with (
        ProcessGateway(["--cache-dir", str(shared_cache_dir())]) as running,
        client_of(running.base_url, TOKEN) as client,
        client.stream("POST", "/chat/completions", json=LONG_WORK) as reply,
    ):
        lines = reply.iter_lines()
        assert any("chat.completion.chunk" in line for line in lines)
        yield running, lines


@pytest.mark.parametrize("token", [None, "", "two words", "열쇠", "line\tbreak"])
def test_that_without_a_usable_token_the_gateway_refuses_with_a_sentence(token: str | None) -> None:
    exit_code, out, err = run_to_end(token=token)
    assert (exit_code, out) == (2, "")
    assert err.startswith("holysheep-gateway: an access token is needed")
    assert err.count("\n") == 1


@pytest.mark.parametrize("first_line", ["", "\n", "two words\n"])
def test_that_an_unusable_first_line_is_refused_even_where_the_environment_has_a_token(
    first_line: str,
) -> None:
    exit_code, out, _err = run_to_end("--token-stdin", token=TOKEN, first_line=first_line)
    assert (exit_code, out) == (2, "")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org"])
def test_that_an_address_that_others_reach_is_refused(host: str) -> None:
    exit_code, out, err = run_to_end("--host", host, token=TOKEN)
    assert (exit_code, out) == (2, "")
    assert "--allow-remote" in err


def test_that_paths_of_this_machine_are_not_taken_from_others() -> None:
    exit_code, out, err = run_to_end(
        "--host", "0.0.0.0", "--allow-remote", "--user-sae-dir", "saes", token=TOKEN
    )
    assert (exit_code, out) == (2, "")
    assert "--user-sae-dir needs a loopback address" in err


def test_that_a_port_that_is_taken_is_a_sentence_and_not_a_traceback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        exit_code, out, err = run_to_end("--port", port, token=TOKEN)
    assert (exit_code, out) == (3, "")
    assert err == f"holysheep-gateway: cannot listen on 127.0.0.1, port {port}: Address already in use\n"


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_that_an_impossible_port_is_a_sentence(port: str) -> None:
    exit_code, _out, err = run_to_end("--port", port, token=TOKEN)
    assert exit_code == 3
    assert "between 0 and 65535" in err


def test_that_a_gguf_that_is_none_is_a_sentence_and_an_exit_code() -> None:
    exit_code, out, err = run_to_end("--gguf", os.devnull, token=TOKEN)
    assert exit_code == 3
    assert "base_url" not in out
    assert err.splitlines()[-1].startswith("holysheep-gateway: weights ")


def test_that_the_last_line_of_output_is_the_only_one_with_a_base_url(real_gateway: ProcessGateway) -> None:
    with_address = [line for line in real_gateway.lines if "base_url" in line]
    assert with_address == [{"base_url": f"http://127.0.0.1:{real_gateway.port}/v1"}]
    assert real_gateway.lines[-1] == with_address[0]


def test_that_every_line_before_it_says_how_far_the_preparation_is(real_gateway: ProcessGateway) -> None:
    preparing = [line["preparing"] for line in real_gateway.lines[:-1]]
    assert preparing
    assert all(isinstance(p, dict) and set(p) == {"stage", "done", "total"} for p in preparing)


def test_that_the_gateway_answers_as_soon_as_it_has_said_so(real_gateway: ProcessGateway) -> None:
    health = httpx.get(f"http://127.0.0.1:{real_gateway.port}/healthz", timeout=60, trust_env=False)
    assert health.json() == {"status": "ready"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_that_a_signal_ends_it_cleanly_with_work_in_flight(number: signal.Signals) -> None:
    with working_gateway() as (running, lines):
        running.process.send_signal(number)
        last = [line for line in lines if line][-1]
        assert running.process.wait(WAIT_S) == 0
        _out, err = running.end()
    assert '"code":"shutting_down"' in last
    assert "Traceback" not in err


def test_that_it_ends_when_its_standard_input_is_closed_with_work_in_flight() -> None:
    with working_gateway() as (running, _lines):
        _out, err = running.end()
    assert running.process.returncode == 0
    assert "Traceback" not in err


def test_that_it_ends_when_its_input_closes_before_the_engine_is_ready(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    cache_dir = tmp_path_factory.mktemp("empty-cache")
    starting = ProcessGateway(["--cache-dir", str(cache_dir)])
    assert starting.process.stdout is not None
    first = json.loads(starting.process.stdout.readline())
    assert "preparing" in first
    out, err = starting.end()
    assert starting.process.returncode == 0
    assert "base_url" not in out
    assert "Traceback" not in err
