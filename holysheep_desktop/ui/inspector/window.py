"""The request inspector's window: the list of requests, one of them in full, and its code to copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.connections.exchange_log import Body, Exchanged, ExchangeLog, Headers
from holysheep_desktop.core.connections.request_code import CodeKind, request_code
from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize, of_code
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.inspector.exchange_table import ExchangeTable, matching
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.buttons import ToolButton
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.words.errors import describe

_SIZE = (980, 640)
_SHOWN_BODY = 100_000
_PAUSE_MS = 150


class InspectorWindow(Translated, QDialog):
    """Not modal; follows the log while it is open. `proxy_port` is the one that JavaScript asks."""

    def __init__(
        self, log: ExchangeLog, proxy_port: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._log = log
        self._proxy_port = proxy_port
        self._shown: Exchanged | None = None
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setObjectName("inspectorSearch")
        self._clear = push_button("inspectorClear")
        self._table = ExchangeTable(self)
        self._view = RowView(self._table, "inspectorTable")
        self._details = _Details()
        self._copy = ToolButton()
        self._copy.setProperty("framed", True)
        self._copy.setObjectName("inspectorCopy")
        self._copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._codes = {kind: self._code_action(kind) for kind in CodeKind}
        self._note = plain_label("inspectorNote", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        # Typing or a batch changes the list many times a second.
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._stop_listening = log.listen(self._pause.start)
        self.finished.connect(self._on_finished)
        self._pause.timeout.connect(self._fill)
        self._search.textChanged.connect(self._on_search_changed)
        self._clear.clicked.connect(self._on_clear_clicked)
        self._view.row_chosen.connect(self._on_row_chosen)
        self._menu.triggered.connect(self._on_code_chosen)
        self._retranslate()
        self._fill()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._search, stretch=1)
        head.addWidget(self._copy)
        head.addWidget(self._clear)
        self._copy.setMenu(self._menu)
        splitter = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        splitter.addWidget(self._view)
        splitter.addWidget(self._details)
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(splitter, stretch=1)
        column.addWidget(self._note)
        self.resize(*_SIZE)

    def _code_action(self, kind: CodeKind) -> QAction:
        action = QAction(self)
        action.setObjectName(f"copy_{kind}")
        action.setData(kind.value)
        self._menu.addAction(action)
        return action

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Request inspector"))
        self._search.setPlaceholderText(self.tr("Search in addresses, headers and bodies"))
        self._search.setAccessibleName(self.tr("Search requests"))
        self._clear.setText(self.tr("Clear"))
        self._clear.setAccessibleName(self.tr("Forget all requests"))
        self._copy.setText(self.tr("Copy as"))
        self._copy.setAccessibleName(self.tr("Copy the request as code"))
        self._view.setAccessibleName(self.tr("Requests"))
        time, status = self.tr("Time"), self.tr("Status")
        self._table.set_titles(
            (time, self.tr("Method"), self.tr("Address"), status, self.tr("Took"), self.tr("Attempt")),
            (
                "",
                "",
                "",
                "",
                self.tr("From the first byte sent to the last one received, in milliseconds"),
                "",
            ),
        )
        names = {
            CodeKind.CURL: "cURL",
            CodeKind.PYTHON_HTTPX: "Python (httpx)",
            CodeKind.PYTHON_OPENAI: "Python (OpenAI SDK)",
            CodeKind.JAVASCRIPT: self.tr("JavaScript, through the proxy of this computer"),
        }
        for kind, action in self._codes.items():
            action.setText(names[kind])
        self._note.setText(
            self.tr(
                "Requests of this run of the program, kept in memory only. Keys and cookies are left out, "
                "also of the code, which takes its key from an environment variable."
            )
        )

    @Slot()
    def _fill(self) -> None:
        shown = self._shown
        rows = matching(self._log.exchanges, self._search.text())
        with QSignalBlocker(self._view.selectionModel()):
            self._table.show_rows(rows)
        if shown not in rows:
            self._show(rows[0] if rows else None)
        if self._shown is not None:
            self._view.choose(self._shown)

    def _show(self, exchange: Exchanged | None) -> None:
        self._shown = exchange
        self._details.show_exchange(exchange)
        for kind, action in self._codes.items():
            action.setEnabled(exchange is not None and self._code(exchange, kind) is not None)
        self._copy.setEnabled(exchange is not None)

    def _code(self, exchange: Exchanged, kind: CodeKind) -> str | None:
        return request_code(exchange, kind, self._proxy_port())

    @Slot()
    def _on_finished(self) -> None:
        self._stop_listening()

    @Slot(str)
    def _on_search_changed(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._log.clear()
        self._fill()

    @Slot(object)
    def _on_row_chosen(self, exchange: Exchanged) -> None:
        self._show(exchange)

    @Slot(QAction)
    def _on_code_chosen(self, action: QAction) -> None:
        if self._shown is not None:
            code = self._code(self._shown, CodeKind(action.data()))
            QGuiApplication.clipboard().setText(code or "")


class _Details(Translated, QTabWidget):
    """One request in full: what was sent, what came, and where the time went."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspectorDetails")
        self._exchange: Exchanged | None = None
        self._request, self._reply, self._timing = _text("request"), _text("reply"), _text("timing")
        for page in (self._request, self._reply, self._timing):
            self.addTab(page, "")
        self._retranslate()

    def show_exchange(self, exchange: Exchanged | None) -> None:
        self._exchange = exchange
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        titles = (self.tr("Request"), self.tr("Reply"), self.tr("Timing"))
        for index, (page, title) in enumerate(
            zip((self._request, self._reply, self._timing), titles, strict=True)
        ):
            self.setTabText(index, title)
            page.setAccessibleName(title)
        exchange = self._exchange
        if exchange is None:
            for page in (self._request, self._reply, self._timing):
                page.setPlainText(self.tr("No request was sent yet."))
            return
        first = f"{exchange.method} {visible(exchange.url)}"
        self._request.setPlainText(self._whole(first, exchange.request_headers, exchange.request_body))
        self._reply.setPlainText(self._reply_text(exchange))
        self._timing.setPlainText(self._timing_text(exchange))

    def _reply_text(self, exchange: Exchanged) -> str:
        failed = describe(exchange.error) if exchange.error is not None else None
        said = f"{failed.title} {failed.advice}\n\n" if failed else ""
        if exchange.status is None:
            return said + self.tr("No reply came.")
        return said + self._whole(str(exchange.status), exchange.reply_headers, exchange.reply_body)

    def _timing_text(self, exchange: Exchanged) -> str:
        names = {
            "connect": self.tr("connecting"),
            "tls": self.tr("encryption (TLS)"),
            "send": self.tr("sending"),
            "wait": self.tr("waiting for the first byte"),
            "receive": self.tr("receiving"),
        }
        rows = [f"{phase.ms:10,.1f} ms  {names.get(phase.name, phase.name)}" for phase in exchange.phases]
        whole = self.tr("in all")
        rows.append(f"{exchange.elapsed_ms:10,.1f} ms  {whole}")
        attempt = self.tr("Attempt {n} of the request {id}").format(n=exchange.attempt, id=exchange.call_id)
        return "\n".join((attempt, "", *rows))

    def _whole(self, first: str, headers: Headers, body: Body) -> str:
        lines = [first, *(f"{name}: {visible(value)}" for name, value in headers), ""]
        cut = self.tr("… the rest is not shown ({n} bytes in all)").format(n=f"{body.n_bytes:,}")
        is_cut = body.is_cut or len(body.text) > _SHOWN_BODY
        return "\n".join((*lines, body.readable(_SHOWN_BODY), *((cut,) if is_cut else ())))


def _text(name: str) -> QPlainTextEdit:
    edit = QPlainTextEdit(readOnly=True)
    edit.setObjectName(f"inspector_{name}")
    edit.setFont(of_code(edit.font()))
    edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    return edit
