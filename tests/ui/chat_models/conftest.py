from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from fakes.scripted_server import Received, Script, ScriptedServer, json_reply
from fakes.source import SAE_MODEL, FakeSource
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel
from pytestqt.qtbot import QtBot
from ui.tab_bench import LAYER_12, Bench

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.tab import SaeTab

MODEL = "gpt-4.1-mini"
COST = 0.00042


class ChatServer:
    """An OpenAI-shaped endpoint without any analysis, that says what its answers cost."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, object]] = []
        self.status = 200
        self.text = "Use sorted()."

    async def __call__(self, request: Received) -> Script:
        if request.method == "GET":
            return [json_reply({"object": "list", "data": [{"id": MODEL}, {"id": "other"}]})]
        self.bodies.append(json.loads(request.body))
        if self.status != 200:
            return [json_reply({"error": {"message": "no such model"}}, self.status)]
        message = {"role": "assistant", "content": self.text}
        usage = {"prompt_tokens": 12, "completion_tokens": 9, "cost_usd": COST}
        choices = [{"message": message, "finish_reason": "stop"}]
        return [json_reply({"model": MODEL, "choices": choices, "usage": usage})]


class ChatBench(Bench[SaeTab]):
    """The local model's tab, with a chat model behind HTTP beside it."""

    def __init__(self, qtbot: QtBot, theme: Theme, server: ScriptedServer) -> None:
        self._server = server
        super().__init__(SaeTab, qtbot, theme, FakeSource())
        self.remote = Endpoint(EndpointKind.CUSTOM, server.base_url, "the lab's")
        self.session.offer_servers([self.remote])
        self.session.prefer_models({self.remote.id: MODEL})
        self.session.choose_model(SAE_MODEL.id)
        self.session.choose_sae(LAYER_12)

    def _connect(self, endpoint: Endpoint) -> AnalysisSource:
        if endpoint.kind is EndpointKind.LOCAL:
            return self.source  # pyright: ignore[reportReturnType]
        return EndpointClient(endpoint, _key, NetworkLimits(retries=0))

    def ask_example(self) -> None:
        self.tab.show_example(0)
        self.run()


async def _key() -> str | None:
    return "sk-test"


def words(dialog: QDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def name_model(dialog: QDialog, name: str, model: str) -> None:
    box = dialog.findChild(QComboBox, name)
    assert box is not None
    box.setEditText(model)


@pytest.fixture
def chat() -> ChatServer:
    return ChatServer()


@pytest.fixture
def bench(qtbot: QtBot, qt_loop: EventLoop, theme: Theme, chat: ChatServer) -> Iterator[ChatBench]:
    with ScriptedServer(handler=chat) as server:
        yield ChatBench(qtbot, theme, server)
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.close()
