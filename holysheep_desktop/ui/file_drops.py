"""Files dropped on the window: a report, or what may be an SAE."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.own_saes.desk import may_be_sae

REPORT_ENDING = ".json"


class FileDrops(QObject):
    """Watches one window. Signals: report_dropped(Path), sae_dropped(Path)."""

    report_dropped = Signal(object)
    sae_dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            paths = _paths(event.mimeData())
            if any(path.suffix.lower() == REPORT_ENDING or may_be_sae(path) for path in paths):
                event.acceptProposedAction()
        elif isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            for path in _paths(event.mimeData()):
                dropped = self.sae_dropped if may_be_sae(path) else self.report_dropped
                dropped.emit(path)
        return False


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
