"""The gateway's command line with the research engine, asked by the program's own client."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fakes.hub_folders import GPT2, LLAMA

from holysheep_desktop.errors import EngineMemoryError
from holysheep_desktop.gateway.faults import fault_of

TOKEN = "t" * 32
WAIT_S = 90


def serve(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", "-m", "holysheep_desktop.gateway", "serve", "--threads", "1"]
    environment = {**os.environ, "HOLYSHEEP_GATEWAY_TOKEN": TOKEN, "HF_HUB_OFFLINE": "1"}
    return subprocess.Popen(
        [*command, *options], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.fixture(scope="module")
def address(hub: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A gateway with a chat model; ready when it says its address."""
    folders = [
        "--cache-dir",
        str(tmp_path_factory.mktemp("c")),
        "--labels-dir",
        str(tmp_path_factory.mktemp("l")),
    ]
    process = serve("--engine", "research", "--model", str(hub / LLAMA), "--sae", str(hub / "saes"), *folders)
    assert process.stdout is not None
    try:
        base_url = next(
            url for line in process.stdout if (url := json.loads(line).get("base_url")) is not None
        )
        yield base_url
    finally:
        process.terminate()
        process.communicate(timeout=WAIT_S)


def post(address: str, body: dict[str, object]) -> httpx.Response:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return httpx.post(f"{address}/chat/completions", json=body, headers=headers, timeout=WAIT_S)


def test_that_the_models_details_say_device_dtype_and_template(address: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    (model,) = httpx.get(f"{address}/models", headers=headers, timeout=WAIT_S).json()["data"]
    can = model["capabilities"]
    assert model["id"] == LLAMA
    assert (can["device"], can["dtype"], can["chat_template"]) == ("cpu", "float32", True)
    assert [sae["sae_id"] for sae in can["saes"]] == ["tiny-res/layer_1"]


def test_that_the_tutorials_request_is_answered(address: str) -> None:
    options = {
        "include_sae_features": True, "sae_layer": 1, "sae_top_k": 5, "return_activation_cache": True,
        "activation_patching": {"enabled": True, "comparison_prompt": "the dog", "target_layer": 1,
                                "patching_metric": "logit_diff"},
    }  # fmt: skip
    messages = [{"role": "user", "content": "the cat"}]
    reply = post(
        address, {"model": LLAMA, "messages": messages, "max_tokens": 4, "extra_body": options}
    ).json()
    assert 0 < len(reply["sae_features"]) <= 5
    assert reply["templated_prompt"].startswith("<s><|turn|>user\nthe cat<|end|>")
    assert reply["provenance"]["engine"] == "holysheep-research"
    assert all(test["passed"] for test in reply["patching_analysis"]["self_tests"])


def test_that_what_is_not_there_is_refused_with_its_name(address: str) -> None:
    messages = [{"role": "user", "content": "the cat"}]
    options = {"include_sae_features": True, "sae_layer": 2}
    refused = post(address, {"model": LLAMA, "messages": messages, "extra_body": options})
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, "extra_body.sae_layer")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--engine", "research", "--model", "someone/none"],
            "the Hub cannot be reached; connect this machine",
        ),
        (["--model", GPT2], "need --engine research"),
        (["--engine", "research", "--device", "cuda:7"], "no such device on this machine; choose one of"),
    ],
)
def test_that_an_engine_that_cannot_be_opened_is_a_sentence_and_an_exit_code(
    options: list[str], sentence: str, tmp_path: Path
) -> None:
    process = serve(*options, "--cache-dir", str(tmp_path), "--labels-dir", str(tmp_path))
    _, said = process.communicate(timeout=WAIT_S)
    assert process.returncode == 3
    assert sentence in said
    assert "Traceback" not in said


def test_that_memory_that_does_not_suffice_is_said_with_what_helps_and_not_asked_for_again() -> None:
    fault = fault_of(EngineMemoryError("a run of the model", "use a shorter prompt"), "r1")
    assert (fault.status, fault.code) == (507, "out_of_memory")
    assert fault.message == "Out of memory during a run of the model: use a shorter prompt (id r1)."
    assert "retry-after" not in fault.headers
