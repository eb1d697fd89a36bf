"""Hostile text in every place that shows it: row IN01 of the fault table.

The five formats of reports are tried with the same texts in storage/reports and ui/reports.
"""

from __future__ import annotations

import ast
import asyncio
import json
import logging
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from client.clients import CHAT, Waits, key_source
from fakes.scripted_server import Received, Script, ScriptedServer, json_reply
from faults.fault_bench import FaultBench
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.connections.request_code import CodeKind, request_code
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.report import Report
from holysheep_desktop.errors import BadRequestError, ServerError
from holysheep_desktop.protocol.error_body import parse_error
from holysheep_desktop.startup.log import LogRing
from holysheep_desktop.startup.warm_up import warm_up
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.bar_chart import Bar, BarChart
from holysheep_desktop.ui.inspector.window import InspectorWindow
from holysheep_desktop.ui.models.tab import ModelsTab
from holysheep_desktop.ui.notices.error_details import diagnosis
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.reports import software, suggested_name
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.window.provenance_line import ProvenanceLine

pytestmark = pytest.mark.usefixtures("qt_loop")

WEB = "http://127.0.0.1:CANRY/x.png"
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "file-image": '<b>x</b><img src="file:///etc/passwd">',
    "web-image": f'"><img src="{WEB}">',
    "javascript-link": '<a href="javascript:alert(1)">x</a>',
    "template": "{{7*7}}{% for x in y %}%s {0}",
    "hyperlink": f'=HYPERLINK("{WEB}","x")',
    "formula-starts": "+1\t-1\r@x",
    "markdown-image": f"![x]({WEB}) <{WEB}>",
    "bidi": "a\u202eb\u2066c",
    "controls": "a\x00b\x08c\x07d",
    "ansi": "a\x1b[31mred\x1b]0;title\x07",
    "long-line": "x" * 1_000_000,
}
INVISIBLE = ("\u202e", "\u2066", "\x00", "\x08", "\x07", "\x1b")


@dataclass
class Stage:
    """What a sink needs."""

    payload: str
    qtbot: QtBot
    theme: Theme
    canary: ScriptedServer
    folder: Path


@pytest.fixture(scope="module", autouse=True)
def _warm(qapp: object) -> None:
    warm_up()


@pytest.fixture
def canary() -> Iterator[ScriptedServer]:
    with ScriptedServer() as listener:
        yield listener


def shown_texts(window: QWidget, payload: str) -> None:
    """Every label, tooltip and cell: what Qt could take for HTML must not hold the payload's own tags."""
    for label in window.findChildren(QLabel):
        if label.textFormat() is not Qt.TextFormat.PlainText:
            _check_escaped(label.text(), payload)
        _check_visible(label.text())
    for widget in window.findChildren(QWidget):
        _check_tooltip(widget.toolTip(), payload)
        _check_visible(widget.accessibleDescription().replace("\n", " "))
    for view in window.findChildren(QAbstractItemView):
        if view.model() is not None:
            for text, is_tooltip in _cells(view.model()):
                _check_visible(text)
                if is_tooltip:
                    _check_tooltip(text, payload)


def _cells(model: QAbstractItemModel) -> Iterator[tuple[str, bool]]:
    for row in range(min(model.rowCount(), 20)):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            yield str(index.data() or ""), False
            yield str(index.data(Qt.ItemDataRole.ToolTipRole) or ""), True


def _check_tooltip(text: str, payload: str) -> None:
    """Qt guesses whether it is HTML, so that all of it must be escaped."""
    _check_escaped(text, payload)
    _check_visible(text)


def _check_escaped(text: str, payload: str) -> None:
    for tag in ("<script", "<img", "<a ", "<b>x"):
        assert tag not in payload or tag not in text


def _check_visible(text: str) -> None:
    assert [name for name in INVISIBLE if name in text] == []


def in_the_notice(stage: Stage) -> None:
    strip = NoticeStrip()
    stage.qtbot.addWidget(strip)
    strip.show_error(BadRequestError("analyse", 400, _as_the_client_keeps_it(stage.payload), param="x"))
    strip.show()
    stage.qtbot.waitExposed(strip)
    shown_texts(strip, stage.payload)
    strip.hide()


def in_the_details(stage: Stage) -> None:
    error = ServerError("analyse", 500, stage.payload, code=stage.payload, request_id=stage.payload)
    strip = NoticeStrip()
    stage.qtbot.addWidget(strip)
    strip.show_error(error)
    toggle = strip.findChild(QPushButton, "detailsToggle")
    assert toggle is not None
    toggle.click()
    facts = strip.findChild(QLabel, "errorFacts")
    assert facts is not None
    assert facts.textFormat() is Qt.TextFormat.PlainText
    _check_visible(facts.text())
    assert len(facts.text()) < 2000


def in_the_copied_diagnosis(stage: Stage) -> None:
    _check_visible(diagnosis(ServerError("analyse", 500, stage.payload, code=stage.payload)))


def _as_the_client_keeps_it(payload: str) -> str:
    return parse_error(json.dumps({"error": {"message": payload}})).message


def in_the_chart(stage: Stage) -> None:
    chart = BarChart(stage.theme, "chart")
    stage.qtbot.addWidget(chart)
    chart.resize(600, 300)
    chart.show_bars((Bar(1, stage.payload, 1.0), Bar(2, "b", 0.5)), stage.payload)
    chart.show()
    chart.grab()
    axis = chart.plot.canvas.columns[0].plot.getAxis("bottom").labelString()
    _check_escaped(axis, stage.payload)
    ((_, tick), *_) = chart.plot.canvas.columns[0].plot.getAxis("left")._tickLevels[0]
    _check_visible(tick)
    shown_texts(chart, stage.payload)
    chart.hide()


def in_the_list_of_models(stage: Stage) -> None:
    entries = [{"id": stage.payload[:500]}, {"id": "good", "owned_by": stage.payload}]
    with ScriptedServer([json_reply({"data": entries})]) as server:
        limits = NetworkLimits()

        def connect(endpoint: Endpoint) -> EndpointClient:
            return EndpointClient(endpoint, key_source(), limits, pace=Waits().pace())

        session = Session(connect, Endpoint(EndpointKind.CUSTOM, server.base_url))
        tab = ModelsTab(session, stage.theme)
        stage.qtbot.addWidget(tab)
        tab.show()
        session.refresh_models()
        stage.qtbot.waitUntil(lambda: session.state is not EndpointState.ASKING)
        assert session.state is EndpointState.READY
        shown_texts(tab, stage.payload)
        tab.hide()


def _run(stage: Stage, *, is_patching: bool) -> tuple[FaultBench, ScriptedServer]:
    label = stage.payload
    body = {
        **CHAT,
        "model": label,
        "choices": [{"message": {"role": "assistant", "content": label}, "finish_reason": label}],
        "sae_features": [{"id": 7, "activation": 1.5, "label": label}],
        "sae_metadata": {"layer": 12, "labels": {"7": label}, "sae_id": label},
        "patching_analysis": {
            "impact_score": 0.5,
            "direction": label,
            "influential_neurons": [{"id": label, "impact": 0.5, "semantic_label": label}],
        },
        "holysheep": {"engine": label, "version": label},
    }

    async def answer(_: Received) -> Script:
        return [json_reply(body)]

    server = ScriptedServer(handler=answer)
    server.__enter__()
    bench = FaultBench(
        stage.qtbot, stage.theme, server, stage.canary, NetworkLimits(), is_patching=is_patching,
        folder=stage.folder,
    )  # fmt: skip
    bench.run()
    assert bench.error is None
    return bench, server


def _end(bench: FaultBench, server: ScriptedServer) -> None:
    bench._wait_for(bench.kept())
    bench.qtbot.waitUntil(asyncio.ensure_future(bench.close()).done)
    bench.qtbot.waitUntil(lambda: not asyncio.all_tasks())
    server.__exit__(None, None, None)


def in_the_sae_tab(stage: Stage) -> None:
    bench, server = _run(stage, is_patching=False)
    shown_texts(bench.window, stage.payload)
    bench.window.grab()
    _end(bench, server)


def in_the_patching_tab(stage: Stage) -> None:
    bench, server = _run(stage, is_patching=True)
    shown_texts(bench.window, stage.payload)
    bench.window.grab()
    _end(bench, server)


def in_the_line_of_provenance(stage: Stage) -> None:
    bench, server = _run(stage, is_patching=False)
    record = bench.tab.record()
    assert record is not None
    line = ProvenanceLine()
    stage.qtbot.addWidget(line)
    line.show_result(record.main.result)
    shown_texts(line, stage.payload)
    _end(bench, server)


def in_the_file_name(stage: Stage) -> None:
    bench, server = _run(stage, is_patching=False)
    record = bench.tab.record()
    assert record is not None
    name = suggested_name(Report(datetime(2026, 11, 23, tzinfo=UTC), software(), record))
    assert len(name.encode()) < 200
    assert name.isascii()
    assert not set(name) & set('<>:"/\\|?*\r\n\t\0')
    _end(bench, server)


def in_the_inspector(stage: Stage) -> None:
    bench, server = _run(stage, is_patching=False)
    window = InspectorWindow(bench.exchanges, lambda: 8377)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    stage.qtbot.addWidget(window)
    window.show()
    shown_texts(window, stage.payload)
    window.close()
    _end(bench, server)


def in_the_copied_code(stage: Stage) -> None:
    prompt = stage.payload[:2000].replace("\x00", "")
    bench, server = _run(stage, is_patching=False)
    bench.tab.question.prompt.set_prompt(prompt)  # type: ignore[attr-defined]
    bench.run()
    exchange = bench.exchanges.exchanges[-1]
    sent = json.loads(exchange.request_body.text)
    curl = shlex.split(request_code(exchange, CodeKind.CURL, 8377) or "")
    assert any(_is_body(word, sent) for word in curl)
    ast.parse(request_code(exchange, CodeKind.PYTHON_HTTPX, 8377) or "")
    QGuiApplication.clipboard().setText("")
    _end(bench, server)


def _is_body(word: str, sent: object) -> bool:
    try:
        return json.loads(word) == sent
    except ValueError:
        return False


def in_the_log(stage: Stage) -> None:
    root, ring = logging.getLogger(), LogRing()
    level = root.level
    root.addHandler(ring)
    root.setLevel(logging.DEBUG)
    try:
        with ScriptedServer() as server:
            told = {"error": {"message": stage.payload, "code": stage.payload, "param": stage.payload}}
            server.add(json_reply(told, 400))
            bench = FaultBench(
                stage.qtbot, stage.theme, server, stage.canary, NetworkLimits(), is_patching=False,
                folder=stage.folder,
            )  # fmt: skip
            bench.run()
            bench._wait_for(bench.kept())
            bench.qtbot.waitUntil(asyncio.ensure_future(bench.close()).done)
    finally:
        root.removeHandler(ring)
        root.setLevel(level)
    logged = "\n".join(line.text for line in ring.lines_after(0))
    assert logged
    _check_visible(logged)
    assert len(logged) < 100_000


SINKS: dict[str, Callable[[Stage], None]] = {
    "notice": in_the_notice,
    "details": in_the_details,
    "diagnosis": in_the_copied_diagnosis,
    "chart": in_the_chart,
    "models": in_the_list_of_models,
    "sae-tab": in_the_sae_tab,
    "patching-tab": in_the_patching_tab,
    "provenance": in_the_line_of_provenance,
    "file-name": in_the_file_name,
    "inspector": in_the_inspector,
    "code": in_the_copied_code,
    "log": in_the_log,
}


@pytest.mark.parametrize("sink", [pytest.param(sink, id=name) for name, sink in SINKS.items()])
@pytest.mark.parametrize(
    "payload", [pytest.param(text, id=f"IN01-{name}") for name, text in PAYLOADS.items()]
)
def test_that_text_stays_text(
    payload: str,
    sink: Callable[[Stage], None],
    qtbot: QtBot,
    theme: Theme,
    canary: ScriptedServer,
    tmp_path: Path,
) -> None:
    port = canary.base_url.rpartition(":")[2].removesuffix("/v1")

    sink(Stage(payload.replace("CANRY", port), qtbot, theme, canary, tmp_path))

    assert (canary.requests, canary.n_connections) == ([], 0)
