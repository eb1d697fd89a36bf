"""The request inspector over a real client and a server that answers what the test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from client.clients import KEY, key_source
from fakes.scripted_server import ScriptedServer, json_reply
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QPushButton, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.exchange_log import ExchangeLog
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, user_message
from holysheep_desktop.ui.inspector.window import InspectorWindow
from holysheep_desktop.ui.loop.jobs import Job

pytestmark = pytest.mark.usefixtures("qt_loop", "theme")

Kind = TypeVar("Kind", bound=QWidget)
CHAT = {"choices": [{"message": {"content": f"a <b>bold</b> answer that repeats {KEY}"}}]}
REQUEST = AnalysisRequest("gemma", user_message("비밀 prompt"), features=FeatureOptions(12))


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        yield running


class Inspected:
    """A client whose requests go into a log, and a window on it."""

    def __init__(self, qtbot: QtBot, server: ScriptedServer) -> None:
        self.qtbot = qtbot
        self.log = ExchangeLog()
        endpoint = Endpoint(EndpointKind.HOLYSHEEP, server.base_url)
        limits = NetworkLimits(retries=0)
        self._client = EndpointClient(endpoint, key_source(), limits, record=self.log.add)
        self.window = InspectorWindow(self.log, lambda: 8377)
        self.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(self.window)
        self.window.show()

    def ask(self) -> None:
        job, n_before = Job(), len(self.log.exchanges)
        job.start(self._client.analyse(REQUEST), name="analyse")
        self.qtbot.waitUntil(lambda: not job.is_running and len(self.log.exchanges) > n_before)
        self.wait_for(lambda: self.rows == len(self.log.exchanges))

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    def child(self, kind: type[Kind], name: str) -> Kind:
        found = self.window.findChild(kind, name)
        assert found is not None
        return found

    @property
    def rows(self) -> int:
        return self.child(QTableView, "inspectorTable").model().rowCount()

    def text(self, page: str) -> str:
        return self.child(QPlainTextEdit, f"inspector_{page}").toPlainText()


@pytest.fixture
def inspected(qtbot: QtBot, server: ScriptedServer) -> Inspected:
    return Inspected(qtbot, server)


def test_that_a_request_is_shown_whole_without_its_key(inspected: Inspected, server: ScriptedServer) -> None:
    server.add(json_reply(CHAT, headers={"Set-Cookie": f"id={KEY}", "X-Echo": KEY}))

    inspected.ask()

    everything = inspected.text("request") + inspected.text("reply") + inspected.text("timing")
    assert KEY not in everything
    assert inspected.text("request").startswith(f"POST {server.base_url}/chat/completions\n")
    assert "authorization: •••" in inspected.text("request").lower()
    assert "비밀 prompt" in inspected.text("request")
    assert "a <b>bold</b> answer that repeats •••" in inspected.text("reply")
    assert "waiting for the first byte" in inspected.text("timing")


def test_that_a_failed_request_is_there_with_its_reason(inspected: Inspected) -> None:
    inspected.ask()  # nothing is scripted: 500

    assert inspected.text("reply").splitlines()[0] != "500"
    assert "\n500\n" in inspected.text("reply")
    assert inspected.log.exchanges[0].error is not None


def test_that_a_request_without_any_reply_is_there_too(qtbot: QtBot) -> None:
    with ScriptedServer() as server:
        gone = Inspected(qtbot, server)

    gone.ask()

    assert gone.log.exchanges[0].status is None
    assert gone.text("reply").endswith("No reply came.")


def test_that_the_search_looks_into_bodies(inspected: Inspected, server: ScriptedServer) -> None:
    server.add(json_reply({"choices": [{"message": {"content": "first"}}]}))
    server.add(json_reply({"choices": [{"message": {"content": "second"}}]}))
    inspected.ask()
    inspected.ask()

    inspected.qtbot.keyClicks(inspected.child(QLineEdit, "inspectorSearch"), "SECOND 200")

    inspected.wait_for(lambda: inspected.rows == 1)
    assert "second" in inspected.text("reply")


def test_that_clear_forgets_everything(inspected: Inspected, server: ScriptedServer) -> None:
    server.add(json_reply(CHAT))
    inspected.ask()

    inspected.qtbot.mouseClick(inspected.child(QPushButton, "inspectorClear"), Qt.MouseButton.LeftButton)

    assert (inspected.rows, inspected.log.exchanges) == (0, ())
    assert inspected.text("request") == "No request was sent yet."


def test_that_the_code_on_the_clipboard_holds_no_key(inspected: Inspected, server: ScriptedServer) -> None:
    server.add(json_reply(CHAT))
    inspected.ask()
    menu = inspected.child(QToolButton, "inspectorCopy").menu()
    assert isinstance(menu, QMenu)

    for action in menu.actions():
        assert action.isEnabled()
        action.trigger()
        code = QGuiApplication.clipboard().text()
        assert KEY not in code
        assert "비밀 prompt" in code
        assert "HOLYSHEEP_" in code


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, None])
def test_that_a_closed_window_listens_no_more(inspected: Inspected, key: Qt.Key | None) -> None:
    if key is None:
        inspected.window.close()
    else:
        inspected.qtbot.keyClick(inspected.window, key)

    assert inspected.log._listeners == []
