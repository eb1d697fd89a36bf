"""The front over engines that are plain functions: no Ray."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator

import httpx
import pytest
from fakes.engine import MODEL, SAE, FakeEngine
from gateway.gateways import TOKEN, chat_body
from starlette.types import ASGIApp, Message

from holysheep_desktop.cluster.engine_seat import EngineSeat
from holysheep_desktop.cluster.front import Front, served
from holysheep_desktop.cluster.relay import Call, reply_of
from holysheep_desktop.errors import RequestError
from holysheep_desktop.gateway.application import gateway_routes, guarded
from holysheep_desktop.gateway.door import DoorRules
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.gateway.worker import EngineWorker

URL = "http://127.0.0.1:8000/v1"


class Engines:
    """`Ask` over routes in this process; `losses` engines end, each after so many `messages`."""

    def __init__(self, routes: dict[str, ASGIApp], losses: int = 0, messages: int = 0) -> None:
        self._routes, self._losses, self._messages = routes, losses, messages
        self.asked: list[tuple[str, Call]] = []

    async def ask(self, name: str, call: Call) -> AsyncGenerator[Message]:
        self.asked.append((name, call))
        is_lost = len(self.asked) <= self._losses
        n_sent = 0
        async for message in reply_of(self._routes[name], call):
            if is_lost and n_sent == self._messages:
                raise RequestError(None, "the engine's process ended", "engine_lost")
            n_sent += 1
            yield message


async def routes_of(engine: FakeEngine) -> tuple[EngineWorker, ASGIApp]:
    worker = EngineWorker(lambda _report, _stop: engine)  # type: ignore[arg-type, return-value]
    await worker.open()
    return worker, gateway_routes(worker, LabelStore(None))


async def asked(
    engines: Engines, names: tuple[str, ...], method: str, path: str, **fields: object
) -> httpx.Response:
    app = served(guarded(Front(engines.ask, names), DoorRules(TOKEN)))
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(transport=transport, base_url=URL, headers=headers) as client:
        return await client.request(method, path, **fields)  # type: ignore[arg-type]


async def answered(engines_of: dict[str, int], **fields: object) -> tuple[httpx.Response, Engines]:
    worker, routes = await routes_of(FakeEngine())
    engines = Engines({"only": routes}, **engines_of)
    reply = await asked(engines, ("only",), "POST", "/chat/completions", json=chat_body("one two", **fields))
    worker.stop()
    return reply, engines


def test_that_a_call_whose_engine_ended_before_it_answered_is_asked_once_more() -> None:
    reply, engines = asyncio.run(answered({"losses": 1}))

    assert reply.json()["choices"][0]["message"]["content"] == "one two "
    assert len(engines.asked) == 2


def test_that_a_call_whose_engine_ends_twice_is_an_error_that_asks_for_patience() -> None:
    reply, _ = asyncio.run(answered({"losses": 2}))

    assert (reply.status_code, reply.json()["error"]["code"]) == (503, "engine_lost")
    assert reply.headers["retry-after"] == "2"


def test_that_a_stream_whose_engine_ends_in_the_middle_says_so_and_is_not_asked_again() -> None:
    reply, engines = asyncio.run(answered({"losses": 1, "messages": 2}, stream=True))

    events = [line.removeprefix("data: ") for line in reply.text.splitlines() if line]
    assert json.loads(events[-1])["error"]["code"] == "engine_lost"
    assert len(engines.asked) == 1


def test_that_no_engine_is_told_the_token() -> None:
    _, engines = asyncio.run(answered({}))

    assert TOKEN not in repr(engines.asked)


def test_that_a_request_without_the_token_reaches_no_engine() -> None:
    async def run() -> tuple[int, int]:
        worker, routes = await routes_of(FakeEngine())
        engines = Engines({"only": routes})
        app = served(guarded(Front(engines.ask, ("only",)), DoorRules(TOKEN)))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=URL) as client:  # type: ignore[arg-type]
            reply = await client.get("/models")
        worker.stop()
        return reply.status_code, len(engines.asked)

    assert asyncio.run(run()) == (401, 0)


@pytest.mark.parametrize(
    ("method", "path", "fields", "engine"),
    [
        ("POST", "/chat/completions", {"json": chat_body("hi")}, MODEL),
        ("GET", f"/interpretability/features/3?sae_id={SAE}", {}, MODEL),
        ("POST", "/chat/completions", {"json": {"model": "other", "messages": []}}, "other"),
        ("GET", "/interpretability/features/3?sae_id=nobody", {}, "other"),
    ],
)
def test_that_a_request_reaches_the_engine_of_its_model_or_of_its_sae(
    method: str, path: str, fields: dict[str, object], engine: str
) -> None:
    async def run() -> str:
        worker, routes = await routes_of(FakeEngine())
        other = await _no_models()
        engines = Engines({"other": other, MODEL: routes})
        await asked(engines, ("other", MODEL), method, path, **fields)
        worker.stop()
        return engines.asked[-1][0]

    assert asyncio.run(run()) == engine


def test_that_a_model_of_no_engine_is_refused_with_the_names_that_there_are() -> None:
    async def run() -> httpx.Response:
        body = {"model": "third", "messages": []}
        return await asked(Engines({}), ("left", "right"), "POST", "/chat/completions", json=body)

    reply = asyncio.run(run())

    assert (reply.status_code, reply.json()["error"]["param"]) == (404, "model")
    assert "left, right" in reply.json()["error"]["message"]


async def _no_models() -> ASGIApp:
    engine = FakeEngine()
    engine.models = tuple  # type: ignore[method-assign, assignment]
    _, routes = await routes_of(engine)
    return routes


def test_that_an_engine_waits_until_the_requests_of_the_one_in_its_seat_are_done() -> None:
    async def run() -> list[str]:
        seat, done, may_end = EngineSeat(), list[str](), asyncio.Event()

        async def sit(name: str) -> None:
            async with seat.taken(name):
                done.append(f"{name} in")
                await may_end.wait()
                done.append(f"{name} out")

        async with asyncio.TaskGroup() as group:
            for name in ("a", "a", "b", "a"):
                group.create_task(sit(name))
                await asyncio.sleep(0)
            before = list(done)
            may_end.set()
        return [*before, "|", *done[len(before) :]]

    assert asyncio.run(run()) == ["a in", "a in", "|", "a out", "a out", "b in", "b out", "a in", "a out"]


def test_that_those_who_wait_for_the_same_engine_take_the_seat_together() -> None:
    async def run() -> list[str]:
        seat, done = EngineSeat(), list[str]()

        async def sit(name: str, who: int) -> None:
            async with seat.taken(name):
                done.append(f"{name}{who}")
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as group, seat.taken("a"):
            for who, name in enumerate(("b", "a", "b", "a")):
                group.create_task(sit(name, who))
            await asyncio.sleep(0)
        return done

    assert asyncio.run(run()) == ["b0", "b2", "a1", "a3"]


def test_that_whoever_gives_up_waiting_for_the_seat_does_not_keep_the_others_from_it() -> None:
    async def run() -> str:
        seat = EngineSeat()
        async with seat.taken("a"):
            waiting = asyncio.create_task(_sat(seat, "b"))
            behind = asyncio.create_task(_sat(seat, "a"))
            await asyncio.sleep(0)
            waiting.cancel()
            return await behind

    assert asyncio.run(run()) == "a"


async def _sat(seat: EngineSeat, name: str) -> str:
    async with seat.taken(name):
        return name
