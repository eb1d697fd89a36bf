"""The gateway on a real Ray Serve: two engines' processes, two models, one token."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from cluster.conftest import wait_until
from cluster.toy_engines import Toy
from gateway.gateways import TOKEN, chat_body, client_of

from holysheep_desktop.gateway.listening import listen

LEFT, RIGHT = "left", "right"


@dataclass
class Deployed:
    """A gateway with the models `left` and `right`, and a log of what each engine was asked."""

    base_url: str
    toys: dict[str, Toy]
    ray_folder: Path

    def client(self, token: str = TOKEN) -> httpx.Client:
        return client_of(self.base_url, token)

    def say(self, model: str, prompt: str, **fields: object) -> httpx.Response:
        with self.client() as http:
            return http.post("/chat/completions", json=chat_body(prompt, **fields) | {"model": model})

    def asked(self, prompt: str) -> list[int]:
        """The processes in which a prompt was asked, in order."""
        return [pid for toy in self.toys.values() for pid, line in toy.lines() if line == prompt]


@pytest.fixture(scope="module")
def deployed(ray_here: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    from ray import serve
    from ray.serve.config import HTTPOptions

    from holysheep_desktop.cluster.deployment import APP_NAME, GatewayArgs, application

    folder = tmp_path_factory.mktemp("deployed")
    toys = {name: Toy(name, folder / f"{name}.log") for name in (LEFT, RIGHT)}
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
    serve.start(http_options=HTTPOptions(host="127.0.0.1", port=port))
    args = GatewayArgs(engines={}, replicas=2, cpus=0.5)
    serve.run(application(toys, args), name=APP_NAME)
    yield Deployed(f"http://127.0.0.1:{port}/v1", toys, ray_here)
    serve.shutdown()


def test_that_the_token_is_asked_for_and_the_body_is_limited(deployed: Deployed) -> None:
    with deployed.client("wrong") as http:
        refused = http.get("/models")
    with deployed.client() as http:
        too_large = http.post(
            "/chat/completions",
            content=b"x" * (4 * 2**20 + 1),
            headers={"Content-Type": "application/json"},
        )

    assert (refused.status_code, too_large.status_code) == (401, 413)


def test_that_all_models_are_listed_and_each_is_answered_by_its_own_engine(deployed: Deployed) -> None:
    with deployed.client() as http:
        listed = [model["id"] for model in http.get("/models").json()["data"]]

    answers = [deployed.say(model, f"to {model}").json()["model"] for model in (LEFT, RIGHT, LEFT)]

    assert listed == [LEFT, RIGHT]
    assert answers == [LEFT, RIGHT, LEFT]
    assert [line for _, line in deployed.toys[LEFT].lines() if line.startswith("to ")] == [
        "to left",
        "to left",
    ]


def test_that_each_model_says_that_no_labels_are_kept(deployed: Deployed) -> None:
    with deployed.client() as http:
        listed = http.get("/models").json()["data"]

    assert [model["capabilities"]["keeps_labels"] for model in listed] == [False, False]


def test_that_an_answer_streams_through_both_processes(deployed: Deployed) -> None:
    body = chat_body("one two three", stream=True) | {"model": LEFT}
    with deployed.client() as http, http.stream("POST", "/chat/completions", json=body) as reply:
        events = [line.removeprefix("data: ") for line in reply.iter_lines() if line]

    chunks = [json.loads(event) for event in events[:-1]]
    text = "".join(
        chunk["choices"][0]["delta"].get("content", "") for chunk in chunks if chunk.get("choices")
    )
    assert text == "one two three "
    assert events[-1] == "[DONE]"


def test_that_the_engine_stops_when_the_client_hangs_up(deployed: Deployed) -> None:
    body = chat_body("wait until nobody listens", stream=True) | {"model": LEFT}
    with deployed.client() as http, http.stream("POST", "/chat/completions", json=body) as reply:
        next(reply.iter_lines())

    wait_until(lambda: deployed.asked("stopped"))

    assert deployed.asked("stopped") == deployed.asked("wait until nobody listens")


def test_that_a_call_whose_process_is_killed_is_answered_by_another(deployed: Deployed) -> None:
    go = deployed.toys[LEFT].log.parent / "go"
    with ThreadPoolExecutor(1) as threads:
        reply = threads.submit(deployed.say, LEFT, "wait here")
        wait_until(lambda: deployed.asked("wait here"))
        os.kill(deployed.asked("wait here")[0], signal.SIGKILL)
        wait_until(lambda: len(deployed.asked("wait here")) > 1)
        go.touch()
        answer = reply.result()
        go.unlink()

    first, second = deployed.asked("wait here")
    assert answer.json()["choices"][0]["message"]["content"] == "wait here "
    assert first != second


def test_that_a_stream_whose_process_is_killed_ends_with_an_error_and_the_next_call_is_answered(
    deployed: Deployed,
) -> None:
    body = chat_body("wait in the stream", stream=True) | {"model": RIGHT}
    with deployed.client() as http, http.stream("POST", "/chat/completions", json=body) as reply:
        lines = reply.iter_lines()
        next(lines)
        os.kill(deployed.asked("wait in the stream")[0], signal.SIGKILL)
        last = [line for line in lines if line][-1]

    assert json.loads(last.removeprefix("data: "))["error"]["code"] == "engine_lost"
    assert deployed.say(RIGHT, "after that").status_code == 200


def test_that_neither_token_nor_prompts_stand_in_what_ray_writes_or_tells(deployed: Deployed) -> None:
    from ray import serve

    secret = "a prompt that is nobody's business"
    deployed.say(LEFT, secret)
    files = [path for path in deployed.ray_folder.rglob("*") if path.is_file()]
    written = [path for path in files if _holds(path, TOKEN) or _holds(path, secret)]
    told = repr(serve.status()) + _command_lines()

    assert files
    assert written == []
    assert TOKEN not in told


def _holds(path: Path, text: str) -> bool:
    return text.encode() in path.read_bytes()


def _command_lines() -> str:
    import psutil

    children = psutil.Process().children(recursive=True)
    return " ".join(word for child in children for word in child.cmdline())
