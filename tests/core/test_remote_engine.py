from __future__ import annotations

import shlex

import pytest

from holysheep_desktop.core.connections.remote_engine import RemoteEngine, parse_machine, parse_saes
from holysheep_desktop.errors import InputError


def test_that_the_commands_are_those_of_the_readme() -> None:
    engine = RemoteEngine(
        "me@gpu", "gpt2", ("gpt2-small-res-jb/blocks.8.hook_resid_pre",), "cuda:0", "bfloat16", 8400, "t0ken"
    )
    assert engine.install == "python3 -m venv .venv && .venv/bin/pip install '.[research]'"
    assert engine.serve == (
        "HOLYSHEEP_GATEWAY_TOKEN=t0ken .venv/bin/holysheep-gateway serve --engine research --port 8400 "
        "--model gpt2 --device cuda:0 --dtype bfloat16 --sae gpt2-small-res-jb/blocks.8.hook_resid_pre"
    )
    assert engine.tunnel == "ssh -N -L 8400:127.0.0.1:8400 me@gpu"
    assert engine.address == "http://127.0.0.1:8400/v1"


def test_that_what_is_typed_stays_one_word_of_the_shell() -> None:
    engine = RemoteEngine("gpu", "/models/my model; rm -rf ~", ("a b",), token="t")
    words = shlex.split(engine.serve)
    assert words[words.index("--model") + 1] == "/models/my model; rm -rf ~"
    assert words[words.index("--sae") + 1] == "a b"
    assert len(words) == 11


@pytest.mark.parametrize("text", ["", "-oProxyCommand=x", "host; ls", "a b", "user@-x", "$(ls)"])
def test_that_what_is_no_machine_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_machine(text)


@pytest.mark.parametrize("text", ["gpu", "me@gpu.example.org", "10.0.0.5", "me@10.0.0.5", "fe80::1"])
def test_that_machines_are_taken(text: str) -> None:
    assert parse_machine(f" {text} ") == text


def test_that_saes_stand_one_a_line() -> None:
    assert parse_saes("a/b\n\n  c \n") == ("a/b", "c")
