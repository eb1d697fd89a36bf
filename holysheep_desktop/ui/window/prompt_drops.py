"""A text file dropped on the window becomes the prompt of the field that it was dropped on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.batches.prompt_list import PromptFiles
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.window.main_window import MainWindow


class PromptDrops(QObject):
    """Beside the fields it goes to the first one of the tab in front. Signals: failed(exception)."""

    failed = Signal(object)

    def __init__(self, window: MainWindow, files: PromptFiles) -> None:
        super().__init__(window)
        self._window, self._files = window, files
        self._field: PromptEdit | None = None
        self._job = Job(self)
        self._job.succeeded.connect(self._on_read)
        self._job.failed.connect(self.failed)
        window.drops.text_dropped.connect(self._on_dropped)

    @Slot(object, QPoint)
    def _on_dropped(self, path: Path, place: QPoint) -> None:
        self._field = _field_at(self._window.childAt(place)) or self._first_field()
        if self._field is not None:
            self._field.destroyed.connect(self._on_field_gone)
            self._job.start(self._files.text(path), name="read dropped text")

    def _first_field(self) -> PromptEdit | None:
        fields = self._window.current_tab.findChildren(PromptEdit)
        return next((field for field in fields if field.isVisible()), None)

    @Slot()
    def _on_field_gone(self) -> None:
        self._field = None

    @Slot(object)
    def _on_read(self, text: str) -> None:
        if self._field is not None:
            self._field.set_prompt(text.removesuffix("\n"))
            self._field.setFocus()


def _field_at(widget: QWidget | None) -> PromptEdit | None:
    while widget is not None and not isinstance(widget, PromptEdit):
        widget = widget.parentWidget()
    return widget
