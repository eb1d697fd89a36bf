"""The log while it is written: filtered by level and words, copied, followed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.program_facts import LogLine, LogLines
from holysheep_desktop.ui.appearance.theme import GAP, Role, Theme, of_code
from holysheep_desktop.ui.care.folders import open_folder
from holysheep_desktop.ui.care.window import CareWindow
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.widgets.inputs import choice_box, read_only_text

LEVELS = (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR)
_SIZE = (860, 560)
_LOOK_MS = 250
_MOST_LINES = 20_000


class LogWindow(CareWindow):
    """Looks four times a second for new records. `folder` is where the files of the log lie."""

    def __init__(
        self, log: LogLines, folder: Path | None, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("log", parent)
        self._log, self._folder, self._theme = log, folder, theme
        self._seen = 0
        self._is_writing = False
        self._level, self._search, self._follow = choice_box("logLevel"), QLineEdit(), QCheckBox()
        self._level_label = QLabel()
        self._text = read_only_text("logText")
        self._count = plain_label("logCount", ink=Role.TEXT_MUTED)
        self._copy, self._open = push_button("logCopy"), push_button("logFolder")
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._build()
        self._connect()
        self._retranslate()
        self._fill()
        self._timer.start()

    def _build(self) -> None:
        self._search.setObjectName("logSearch")
        self._search.setClearButtonEnabled(True)
        self._follow.setObjectName("logFollow")
        self._follow.setChecked(True)
        self._level_label.setBuddy(self._level)
        for level in LEVELS:
            self._level.addItem("", level)
        self._level.setCurrentIndex(LEVELS.index(logging.INFO))
        self._text.setMaximumBlockCount(_MOST_LINES)
        self._text.setFont(of_code(self.font()))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._level_label)
        head.addWidget(self._level)
        head.addWidget(self._search, stretch=1)
        head.addWidget(self._follow)
        self.column.addLayout(head)
        self.column.addWidget(self._text, stretch=1)
        self.column.addWidget(self._count)
        self._open.setVisible(self._folder is not None)
        self.add_buttons(self._copy, self._open)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._on_time)
        self._level.currentIndexChanged.connect(self._fill)
        self._search.textChanged.connect(self._fill)
        self._theme.changed.connect(self._fill)
        self._follow.toggled.connect(self._on_follow)
        self._text.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._copy.clicked.connect(self._on_copy)
        self._open.clicked.connect(self._on_open)

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.setWindowTitle(self.tr("Log"))
        names = (self.tr("everything"), self.tr("information"), self.tr("warnings"), self.tr("errors"))
        self._level_label.setText(self.tr("Show from"))
        self._level.setAccessibleName(self.tr("Least important records that are shown"))
        for index, name in enumerate(names):
            self._level.setItemText(index, name)
        self._search.setPlaceholderText(self.tr("Show only what holds these words"))
        self._search.setAccessibleName(self.tr("Search the log"))
        self._follow.setText(self.tr("Follow"))
        self._follow.setToolTip(self.tr("Stay at the newest line. Scrolling up stops it."))
        self._text.setAccessibleName(self.tr("Log"))
        self._copy.setText(self.tr("Copy"))
        self._copy.setToolTip(self.tr("Copy what is selected, or everything that is shown"))
        self._open.setText(self.tr("Open folder"))
        self._show_count()

    @Slot()
    def _fill(self) -> None:
        self._text.clear()
        self._seen = 0
        self._append(self._log.lines_after(0))

    @Slot()
    def _on_time(self) -> None:
        if new := self._log.lines_after(self._seen):
            self._append(new)

    def _append(self, lines: Sequence[LogLine]) -> None:
        self._is_writing = True
        cursor = QTextCursor(self._text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for line in lines:
            self._seen = line.number
            if self._is_wanted(line):
                if not self._text.document().isEmpty():
                    cursor.insertBlock()
                cursor.insertText(visible(line.text), self._format(line.level))
        cursor.endEditBlock()
        if self._follow.isChecked():
            self._show_end()
        self._is_writing = False
        self._show_count()

    def _is_wanted(self, line: LogLine) -> bool:
        words = self._search.text().casefold().split()
        text = line.text.casefold()
        return line.level >= self._level.currentData() and all(word in text for word in words)

    def _format(self, level: int) -> QTextCharFormat:
        role = Role.TEXT
        if level >= logging.WARNING:
            role = Role.BAD if level >= logging.ERROR else Role.WARN
        letters = QTextCharFormat()
        letters.setForeground(self._theme.colour(role))
        return letters

    def _show_end(self) -> None:
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _show_count(self) -> None:
        document = self._text.document()
        n = 0 if document.isEmpty() else document.blockCount()
        self._count.setText(
            self.tr("%n line(s)", "", n) if n else self.tr("Nothing of this kind was logged.")
        )

    @Slot(bool)
    def _on_follow(self, is_followed: bool) -> None:
        if is_followed:
            self._show_end()

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        if not self._is_writing:
            self._follow.setChecked(value == self._text.verticalScrollBar().maximum())

    @Slot()
    def _on_copy(self) -> None:
        chosen = self._text.textCursor().selection().toPlainText()
        QGuiApplication.clipboard().setText(chosen or self._text.toPlainText())

    @Slot()
    def _on_open(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)
