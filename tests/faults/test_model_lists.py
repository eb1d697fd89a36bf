"""What a server says its models are, through the Models tab: rows SC01 to SC03 of the fault table."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from client.clients import Waits, key_source
from fakes.scripted_server import Script, ScriptedServer, reply
from faults.fault_bench import CANARY_KEY, MOST_GUI_MS, Pulse
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import Support
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.models.tab import ModelsTab
from holysheep_desktop.ui.session import EndpointState, Session

pytestmark = pytest.mark.usefixtures("qt_loop")

BIDI = "gpt\u202e4"
GOOD = {"id": "good", "capabilities": {"sae": True}}


def listing(*entries: object) -> str:
    return json.dumps({"object": "list", "data": entries})


class ModelsBench:
    """The Models tab over a real client and a server that lists what the test wants."""

    def __init__(self, qtbot: QtBot, theme: Theme, server: ScriptedServer) -> None:
        self.qtbot = qtbot
        self._limits = NetworkLimits()
        self.session = Session(self._connect, Endpoint(EndpointKind.CUSTOM, server.base_url))
        self.tab = ModelsTab(self.session, theme)
        qtbot.addWidget(self.tab)
        self.tab.resize(1200, 700)
        self.tab.show()
        self.pulse = Pulse()
        self.session.refresh_models()
        qtbot.waitUntil(self._has_answered)

    def _connect(self, endpoint: Endpoint) -> EndpointClient:
        return EndpointClient(endpoint, key_source(CANARY_KEY), self._limits, pace=Waits().pace())

    def _has_answered(self) -> bool:
        return self.session.state is not EndpointState.ASKING

    def texts(self) -> list[str]:
        model = self.tab.findChildren(QTableView)[0].model()
        rows, columns = range(model.rowCount()), range(model.columnCount())
        shown = [str(model.index(row, column).data() or "") for row in rows for column in columns]
        return shown + [label.text() for label in self.tab.findChildren(QLabel)]


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        yield running


def bench(qtbot: QtBot, theme: Theme, server: ScriptedServer, body: str) -> ModelsBench:
    script: Script = [reply(body.encode("utf-8", "surrogatepass"))]
    server.add(*script)
    return ModelsBench(qtbot, theme, server)


@pytest.mark.parametrize(
    ("body", "state"),
    [
        pytest.param('{"object": "list"}', EndpointState.READY, id="SC01-data-missing"),
        pytest.param('{"data": null}', EndpointState.READY, id="SC01-data-null"),
        pytest.param('{"data": {}}', EndpointState.READY, id="SC01-data-dict"),
        pytest.param('{"data": []}', EndpointState.READY, id="SC01-data-empty"),
        pytest.param("[]", EndpointState.FAILED, id="SC01-list"),
        pytest.param("null", EndpointState.FAILED, id="SC01-null"),
    ],
)
def test_that_without_a_list_an_id_can_be_typed(
    body: str, state: EndpointState, qtbot: QtBot, theme: Theme, server: ScriptedServer,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)

    shown = bench(qtbot, theme, server, body)

    assert shown.session.state is state
    assert shown.session.models == ()
    shown.session.choose_model("by-hand")
    assert shown.session.model is not None
    assert shown.session.model.capabilities.sae is Support.UNKNOWN
    assert len(server.requests) == 1
    assert CANARY_KEY not in caplog.text


@pytest.mark.parametrize("n", [pytest.param(10_000, id="SC01-ten-thousand")])
def test_that_ten_thousand_models_do_not_hold_the_window(
    n: int, qtbot: QtBot, theme: Theme, server: ScriptedServer
) -> None:
    shown = bench(qtbot, theme, server, listing(*({"id": f"model-{i}"} for i in range(n))))

    worst_ms = shown.pulse.stop()

    assert len(shown.session.models) == n
    assert worst_ms <= MOST_GUI_MS
    search = shown.tab.findChildren(QLineEdit)[0]
    qtbot.keyClicks(search, "model-9999")
    view = shown.tab.findChildren(QTableView)[0]
    qtbot.waitUntil(lambda: view.model().rowCount() == 1)
    assert view.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole) == "model-9999"


@pytest.mark.parametrize(
    ("entry", "n_models"),
    [
        pytest.param({"object": "model"}, 1, id="SC02-missing"),
        pytest.param({"id": 5}, 1, id="SC02-number"),
        pytest.param({"id": None}, 1, id="SC02-null"),
        pytest.param({"id": ""}, 1, id="SC02-nothing"),
        pytest.param({"id": "x" * 10_240}, 1, id="SC02-ten-kilobytes"),
        pytest.param({"id": BIDI}, 1, id="SC02-turned"),
        pytest.param(GOOD, 1, id="SC02-twice"),
        pytest.param({"id": "<b>x</b><img src=http://127.0.0.1:9/x>"}, 2, id="SC02-markup"),
        pytest.param({"id": "other", "owned_by": BIDI}, 2, id="SC02-owner-turned"),
    ],
)
def test_that_an_odd_model_does_not_hide_the_good_one(
    entry: object, n_models: int, qtbot: QtBot, theme: Theme, server: ScriptedServer
) -> None:
    shown = bench(qtbot, theme, server, listing(entry, GOOD))

    assert len(shown.session.models) == n_models
    assert "good" in {model.id for model in shown.session.models}
    assert not any("\u202e" in text for text in shown.texts())
    for label in shown.tab.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or "<" not in label.text()


@pytest.mark.parametrize(
    ("capabilities", "support"),
    [
        pytest.param(..., Support.UNKNOWN, id="SC03-missing"),
        pytest.param(None, Support.UNKNOWN, id="SC03-nothing"),
        pytest.param([], Support.UNKNOWN, id="SC03-a-list"),
        pytest.param({"sae": "true"}, Support.UNKNOWN, id="SC03-text-true"),
        pytest.param({"sae": 1}, Support.UNKNOWN, id="SC03-number-1"),
        pytest.param({"sae": "false"}, Support.UNKNOWN, id="SC03-text-false"),
        pytest.param({"sae": True}, Support.YES, id="SC03-yes"),
    ],
)
def test_that_an_unknown_ability_is_listed_as_unknown_and_not_hidden(
    capabilities: object, support: Support, qtbot: QtBot, theme: Theme, server: ScriptedServer
) -> None:
    entry = {"id": "odd"} if capabilities is ... else {"id": "odd", "capabilities": capabilities}

    shown = bench(qtbot, theme, server, listing(entry))

    (model,) = shown.session.models
    assert model.capabilities.sae is support
    assert "odd" in shown.texts()
