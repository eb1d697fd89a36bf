"""One journey with a marked key, then a search for it everywhere: rows SK03 and SK04 of the fault table."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import keyring.errors
import pytest
from client.clients import CHAT, Waits
from fakes.scripted_server import Received, Script, ScriptedServer, json_reply
from keyring.backend import KeyringBackend
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.exchange_log import ExchangeLog
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.connections.request_code import CodeKind, request_code
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind, origin_of
from holysheep_desktop.core.report import Report
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.core.stores import ReportKind
from holysheep_desktop.errors import AuthenticationError
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.startup.log import LogRing, start_log
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.storage.key_store import SystemKeyStore
from holysheep_desktop.storage.reports.files import DiskReportFiles
from holysheep_desktop.storage.settings_file import SettingsFile
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.history.recorder import Recorder
from holysheep_desktop.ui.inspector.window import InspectorWindow
from holysheep_desktop.ui.notices.error_details import diagnosis
from holysheep_desktop.ui.reports import software, suggested_name
from holysheep_desktop.ui.reports.printing import LazyPdfPrinter
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session

KEY = "hs-marked-9d02f7a6c4"
_REFUSALS = (401, 503)
BEGIN = KEY[:14]
"""Half a key is a leak too."""


class RefusingKeyring(KeyringBackend):
    """Fails with the secret in its words, as badly written backends do."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.PasswordSetError(f"could not store {password}")

    def delete_password(self, service: str, username: str) -> None:
        raise keyring.errors.PasswordDeleteError(username)


async def echoing(request: Received) -> Script:
    """A server that repeats the key wherever it can; the second question is answered at its second try."""
    n_before = len(echoing.seen)  # type: ignore[attr-defined]
    echoing.seen.append(request)  # type: ignore[attr-defined]
    if n_before < len(_REFUSALS):
        told = {"error": {"message": f"Incorrect API key provided: {KEY}", "code": KEY, "param": KEY}}
        return [json_reply(told, _REFUSALS[n_before], {"X-Request-Id": KEY, "Set-Cookie": f"k={KEY}"})]
    body = {
        **CHAT,
        "model": "gpt-4.1",
        "choices": [{"message": {"role": "assistant", "content": f"your key is {KEY}"}}],
        "sae_features": {"7": 1.5, KEY: 1.0},
    }
    return [json_reply(body, headers={"X-Request-Id": KEY, "X-Echo": f"Bearer {KEY}"})]


class Journey:
    """Everything that a key could get into, filled by one failing and one good request."""

    def __init__(self, qtbot: QtBot, theme: Theme, server: ScriptedServer, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.keys = SystemKeyStore({}, open_keyring=RefusingKeyring, patience_s=5.0)
        self.exchanges = ExchangeLog()
        self.endpoint = Endpoint(EndpointKind.CUSTOM, server.base_url)
        self.session = Session(self._connect, self.endpoint)
        self._database = Database(folder / "history.sqlite")
        self.recorder = Recorder(SqliteHistory(self._database, software), self.session)
        self.tab = SaeTab(self.session, theme)
        self.recorder.watch(self.tab)
        self.errors: list[BaseException] = []
        self.tab.run_ended.connect(self._on_ended)
        self.inspector = InspectorWindow(self.exchanges, lambda: 8377)
        self.inspector.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        for window in (self.tab, self.inspector):
            qtbot.addWidget(window)
            window.show()
        self.texts: dict[str, str] = {}

    def _connect(self, endpoint: Endpoint) -> AnalysisSource:
        async def key() -> str | None:
            found = await self.keys.find(origin_of(endpoint.base_url))
            return found.value if found else None

        return EndpointClient(endpoint, key, NetworkLimits(), pace=Waits().pace(), record=self.exchanges.add)

    def _on_ended(self, _state: object, error: BaseException | None) -> None:
        if error is not None:
            self.errors.append(error)

    def wait(self, work: object) -> object:
        assert asyncio.iscoroutine(work)
        task = asyncio.ensure_future(work)
        self.qtbot.waitUntil(task.done, timeout=20_000)
        return task.result()

    def go(self) -> None:
        kept = self.wait(self.keys.keep(origin_of(self.endpoint.base_url), KEY))
        self.texts["what the keyring's failure says"] = repr(kept)
        self.session.choose_model("gpt-4.1")
        self.tab.question.prompt.set_prompt("a prompt")
        for number in (1, 2):
            self.tab.run()
            self.qtbot.waitUntil(lambda: not self.tab.is_running(), timeout=20_000)
            self._look(f"window after run {number}", self.tab)
        self._save()
        self._copy()
        self._look("inspector", self.inspector)
        self.wait(self.recorder.flush())
        self.wait(self._database.aclose())

    def _save(self) -> None:
        record = self.tab.record()
        assert record is not None
        report = Report(datetime(2026, 11, 23, tzinfo=UTC), software(), record)
        files = DiskReportFiles(resource_path("report_templates"), LazyPdfPrinter())
        for kind in ReportKind:
            self.wait(files.save(report, self.folder / f"report.{kind}"))
        self.texts["file name"] = suggested_name(report)
        self.texts["record"] = repr(record)
        settings = replace(
            Settings(),
            servers=(self.endpoint,),
            endpoint=self.endpoint.id,
            state={"sae": self.tab.save_state()},
        )
        SettingsFile(self.folder / "settings.json").save(settings)

    def _copy(self) -> None:
        for number, exchange in enumerate(self.exchanges.exchanges):
            self.texts[f"exchange {number}"] = repr(exchange)
            for kind in CodeKind:
                self.texts[f"{kind} of {number}"] = request_code(exchange, kind, 8377) or ""
        for error in self.errors:
            frames = traceback.TracebackException.from_exception(error, capture_locals=True)
            self.texts["traceback"] = "".join(frames.format())
            self.texts["exception"] = repr(error) + str(vars(error))
            assert isinstance(error, AuthenticationError)
            self.texts["diagnosis"] = diagnosis(error)
        button = self.tab.findChild(QPushButton, "copyDiagnosis")
        assert button is not None
        button.click()
        self.texts["clipboard"] = QGuiApplication.clipboard().text()
        self.texts["objects"] = repr((self.keys, self.session.source, self.session, self.endpoint))
        self.texts["arguments"] = " ".join(sys.argv) + Path("/proc/self/cmdline").read_text(
            "utf-8", "replace"
        )
        self.texts["environment"] = repr(dict(os.environ))

    def _look(self, name: str, window: QWidget) -> None:
        found = [window.windowTitle(), QApplication.applicationDisplayName()]
        self.texts[f"title of {name}"] = " ".join(found)
        for widget in window.findChildren(QWidget):
            found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            found += [widget.windowTitle(), widget.statusTip(), widget.whatsThis()]
            if isinstance(widget, QLabel | QLineEdit | QPushButton | QToolButton):
                found.append(widget.text())
            elif isinstance(widget, QPlainTextEdit | QTextEdit):
                found.append(widget.toPlainText())
            elif isinstance(widget, QTableView):
                found += _cells(widget.model())
        self.texts[name] = "\n".join(found)


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(row, column).data(role))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogRing]:
    """The program's own log, as `--verbose` starts it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    ring = start_log(tmp_path, is_verbose=True)
    yield ring
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


PLACES = {
    "log": ("log in memory", "holysheep-desktop.log"),
    "retries-in-the-log": ("retries",),
    "exception": ("exception",),
    "traceback-with-locals": ("traceback",),
    "diagnosis": ("diagnosis",),
    "clipboard": ("clipboard",),
    "history": ("history.sqlite",),
    "settings": ("settings.json",),
    **{f"report-{kind}": (f"report.{kind}",) for kind in ReportKind},
    "report-name": ("file name",),
    "record": ("record",),
    **{
        f"code-{kind}": (f"{kind} of 0", f"{kind} of 1", f"{kind} of 2")
        for kind in CodeKind
        if kind is not CodeKind.JAVASCRIPT  # it goes through the proxy, which has the key
    },
    "exchanges": ("exchange 0", "exchange 1", "exchange 2"),
    "inspector": ("inspector",),
    "window-after-an-error": ("window after run 1",),
    "window-after-an-answer": ("window after run 2",),
    "titles": ("title of window after run 1", "title of inspector"),
    "arguments": ("arguments",),
    "environment": ("environment",),
    "objects": ("objects",),
    "keyring-error": ("what the keyring's failure says",),
}
_FOUND: dict[str, str] = {}
"""What one journey of this process left behind."""


@pytest.fixture
def found(qtbot: QtBot, theme: Theme, tmp_path: Path, log: LogRing, qt_loop: object) -> dict[str, str]:
    if not _FOUND:
        _FOUND.update(_left_behind(qtbot, theme, tmp_path, log))
    return _FOUND


def _left_behind(qtbot: QtBot, theme: Theme, folder: Path, log: LogRing) -> dict[str, str]:
    echoing.seen = []  # type: ignore[attr-defined]
    with ScriptedServer(handler=echoing) as server:
        journey = Journey(qtbot, theme, server, folder)
        journey.go()
        sent = [request.headers["authorization"] for request in server.requests]
    journey.inspector.close()
    assert sent == [f"Bearer {KEY}"] * 3
    assert len(journey.errors) == 1
    lines = [line.text for line in log.lines_after(0)]
    logged = {"log in memory": "\n".join(lines), "retries": "\n".join(x for x in lines if "again in" in x)}
    files = {str(path.relative_to(folder)): _content(path) for path in folder.rglob("*") if path.is_file()}
    return {**journey.texts, **logged, **files}


@pytest.mark.parametrize("place", [pytest.param(place, id=f"SK03-{place}") for place in PLACES])
def test_that_a_marked_key_is_nowhere(place: str, found: dict[str, str]) -> None:
    texts = [found[name] for name in PLACES[place]]

    assert all(texts), "there is nothing to search"
    assert not any(BEGIN in text for text in texts)


@pytest.mark.parametrize("place", [pytest.param("rest", id="SK03-everything-else")])
def test_that_a_marked_key_is_in_nothing_else_that_was_left(place: str, found: dict[str, str]) -> None:
    assert [name for name, text in found.items() if BEGIN in text] == [], place


def _content(path: Path) -> str:
    """The bytes as text; of an archive also what is packed in it."""
    parts = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(parts).decode("latin-1")


class KeepingKeyring(RefusingKeyring):
    """Works, in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


@pytest.mark.parametrize("only_for_session", [pytest.param(no, id=f"SK04-{no}") for no in (False, True)])
def test_that_a_forgotten_key_is_gone_everywhere(only_for_session: bool) -> None:
    backend = KeepingKeyring()
    keys = SystemKeyStore({}, open_keyring=lambda: backend, patience_s=5.0)
    origin = "https://api.example"

    async def work() -> object:
        await keys.keep(origin, KEY, only_for_session=only_for_session)
        await keys.forget(origin)
        return await keys.find(origin)

    assert asyncio.run(work()) is None
    assert backend.kept == {}
    assert KEY not in repr(vars(keys))


@pytest.mark.parametrize("name", [pytest.param("settings", id="SK04-export")])
def test_that_exported_settings_hold_no_key(name: str, tmp_path: Path) -> None:
    keys = SystemKeyStore({}, open_keyring=KeepingKeyring, patience_s=5.0)
    endpoint = Endpoint(EndpointKind.CUSTOM, "https://api.example/v1", "lab")
    asyncio.run(keys.keep(origin_of(endpoint.base_url), KEY))

    SettingsFile(tmp_path / f"{name}.json").save(replace(Settings(), servers=(endpoint,)))

    assert BEGIN not in (tmp_path / f"{name}.json").read_text("utf-8")
