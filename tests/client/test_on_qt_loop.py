"""The client on Qt's event loop, as the program runs it."""

from __future__ import annotations

import asyncio

import pytest
from client.clients import CHAT, REQUEST, key_source
from fakes.scripted_server import ScriptedServer, Stall, json_reply
from pytestqt.qtbot import QtBot

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind

pytestmark = pytest.mark.usefixtures("qt_loop")


def test_that_an_answer_arrives_on_qts_loop(qtbot: QtBot) -> None:
    with ScriptedServer([json_reply(CHAT)]) as server:
        client = EndpointClient(Endpoint(EndpointKind.LOCAL, server.base_url), key_source(), NetworkLimits())
        task = asyncio.ensure_future(_ask(client))
        qtbot.waitUntil(task.done, timeout=20_000)
        assert task.result() == "yes"


def test_that_stop_closes_the_connection_on_qts_loop(qtbot: QtBot) -> None:
    with ScriptedServer([Stall()]) as server:
        client = EndpointClient(Endpoint(EndpointKind.LOCAL, server.base_url), key_source(), NetworkLimits())
        task = asyncio.ensure_future(_ask(client))
        qtbot.waitUntil(server.asked.is_set, timeout=20_000)
        task.cancel()
        qtbot.waitUntil(server.client_left.is_set, timeout=20_000)
        qtbot.waitUntil(task.done, timeout=20_000)
        assert task.cancelled()


async def _ask(client: EndpointClient) -> str:
    try:
        answer = (await client.analyse(REQUEST)).answer
        assert answer is not None
        return answer.text
    finally:
        await client.aclose()
