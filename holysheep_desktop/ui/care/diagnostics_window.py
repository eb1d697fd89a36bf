"""The diagnostics as they would be saved, to be read first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QSplitter, QWidget
from typing_extensions import override

from holysheep_desktop.core.diagnostics import DiagnosticFile, zipped
from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.appearance.theme import Role, TypeSize, of_code
from holysheep_desktop.ui.care.window import CareWindow
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.notices.saving import Saver
from holysheep_desktop.ui.widgets.inputs import read_only_text

_SIZE = (860, 560)
_LIST_WIDTH = 180
_FILE_NAME = "holysheep-diagnostics.zip"


class DiagnosticsWindow(CareWindow):
    """Signals: failed(exception) when the archive could not be written."""

    failed = Signal(object)

    def __init__(
        self, files: Sequence[DiagnosticFile], exports: ExportFiles, parent: QWidget | None = None
    ) -> None:
        super().__init__("diagnostics", parent)
        self._files, self._exports = tuple(files), exports
        self._title = plain_label("diagnosticsTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._words = plain_label("diagnosticsWords", ink=Role.TEXT_MUTED, wraps=True)
        self._list = QListWidget()
        self._text = read_only_text("diagnosticsText")
        self._text.setFont(of_code(self.font()))
        self._saved = plain_label("diagnosticsSaved", ink=Role.GOOD, wraps=True)
        self._path: Path | None = None
        self._save = push_button("diagnosticsSave", is_primary=True)
        self._saver = Saver(self)
        self._build()
        self._list.currentRowChanged.connect(self._on_chosen)
        self._save.clicked.connect(self._on_save)
        self._saver.saved.connect(self._on_saved)
        self._saver.failed.connect(self.failed)
        self._retranslate()
        self._list.setCurrentRow(0)

    def _build(self) -> None:
        self._list.setObjectName("diagnosticsFiles")
        self._list.addItems([file.name for file in self._files])
        splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        splitter.setObjectName("diagnosticsSplitter")
        splitter.addWidget(self._list)
        splitter.addWidget(self._text)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, _SIZE[0] - _LIST_WIDTH])
        self.column.addWidget(self._title)
        self.column.addWidget(self._words)
        self.column.addWidget(splitter, stretch=1)
        self.column.addWidget(self._saved)
        self._saved.hide()
        self.add_buttons(self._save)
        self.resize(*_SIZE)

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.setWindowTitle(self.tr("Diagnostics"))
        self._title.setText(self.tr("This is all that would be saved. Read it first."))
        self._words.setText(
            self.tr(
                "Keys, prompts, answers, your home folder, your name and your servers' addresses are taken "
                "out. Nothing is sent: you decide whom you give the file."
            )
        )
        self._list.setAccessibleName(self.tr("Files of the diagnostics"))
        self._text.setAccessibleName(self.tr("Content of the chosen file"))
        self._save.setText(self.tr("Save…"))
        self._show_saved()

    def _show_saved(self) -> None:
        if self._path is not None:
            self._saved.setText(self.tr("Saved: {path}").format(path=visible(str(self._path))))
            self._saved.show()

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        self._text.setPlainText(visible(self._files[row].text) if row >= 0 else "")

    @Slot()
    def _on_save(self) -> None:
        if not self._saver.is_busy:
            filters = [self.tr("ZIP archive (*.zip)")]
            write = partial(self._exports.write, zipped(self._files))
            self._saver.ask(self.tr("Save diagnostics"), _FILE_NAME, filters, write)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._path = path
        self._show_saved()
