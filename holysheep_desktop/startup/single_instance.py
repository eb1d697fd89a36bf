"""One program for one user: a second start brings the window of the first to the front, and ends.

Two of them would write over each other's settings; the database would bear it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500
_LONGEST_MESSAGE = 8_192


def door_name(folder: Path) -> str:
    """The name under which the program of this settings folder can be reached."""
    return f"holysheep-desktop-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


def is_somebody_there(name: str) -> bool:
    """Whether a program of this name runs; it is not disturbed."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket.waitForConnected(_PATIENCE_MS)


def hand_over(name: str, report: Path | None) -> bool:
    """Ask a program that runs already to come to the front and open a report; False where none does."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    message = "" if report is None else str(report.absolute())
    socket.write(message.encode("utf-8", "surrogateescape") + b"\n")
    was_heard = socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return was_heard


class Door(QObject):
    """Where a second start knocks. Signals: knocked(Path or None) with the report it was to open."""

    knocked = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._come: Callable[[], None] | None = None
        self._open_report: Callable[[Path], None] | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(name):
            # What a killed program left behind; one that lives would have answered.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def bring_forward(self, come: Callable[[], None], open_report: Callable[[Path], None]) -> None:
        """Bring the program to the front when somebody knocks, with the report that they bring."""
        self._come, self._open_report = come, open_report
        self.knocked.connect(self._on_knocked)

    @Slot(object)
    def _on_knocked(self, report: Path | None) -> None:
        if self._come is None or self._open_report is None:
            return
        self._come()
        if report is not None:
            self._open_report(report)

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setParent(self)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_message)
            if socket.canReadLine():
                self._hear(socket)

    @Slot()
    def _on_message(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.canReadLine():
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        line = bytes(socket.readLine(_LONGEST_MESSAGE).data())
        text = line.decode("utf-8", "surrogateescape").rstrip("\n")
        self.knocked.emit(Path(text) if text and "\0" not in text else None)
