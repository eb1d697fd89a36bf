"""Files dropped on the window: a report, what may be an SAE, or the text of a prompt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.own_saes.desk import may_be_sae

REPORT_ENDING = ".json"
TEXT_ENDINGS = frozenset({".txt", ".md"})


class FileDrops(QObject):
    """Watches one window. Signals: report_dropped(Path), sae_dropped(Path), text_dropped(Path, QPoint) with
    the place in the window.
    """

    report_dropped = Signal(object)
    text_dropped = Signal(object, QPoint)
    sae_dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            paths = _paths(event.mimeData())
            known = {REPORT_ENDING, *TEXT_ENDINGS}
            if any(path.suffix.lower() in known or may_be_sae(path) for path in paths):
                event.acceptProposedAction()
        elif isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            for path in _paths(event.mimeData()):
                if path.suffix.lower() in TEXT_ENDINGS and not path.is_dir():
                    self.text_dropped.emit(path, event.position().toPoint())
                else:
                    (self.sae_dropped if may_be_sae(path) else self.report_dropped).emit(path)
        return False


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
