"""A part of the report: its heading, a thin line, and what it is about, or why that is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, PAGE_MARGIN, Role, TypeSize
from holysheep_desktop.ui.controls import line, plain_label, selectable


class Section(QWidget):
    """Widgets one below the other; in their place a sentence where there is nothing to show."""

    def __init__(self, name: str, *parts: QWidget) -> None:
        super().__init__()
        self.setObjectName(name)
        self._parts = parts
        self._heading = plain_label("sectionHeading", size=TypeSize.HEADING, bold=True)
        self._source = plain_label("sectionSource", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._missing = selectable(plain_label("sectionMissing", ink=Role.TEXT_MUTED, wraps=True))
        self._missing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, PAGE_MARGIN - GAP, 0, 0)
        column.setSpacing(GAP)
        head = QVBoxLayout()
        head.setSpacing(GAP_LABEL)
        names = QHBoxLayout()
        names.setSpacing(GAP)
        names.addWidget(self._heading)
        names.addWidget(self._source, 0, Qt.AlignmentFlag.AlignBottom)
        names.addStretch()
        head.addLayout(names)
        head.addWidget(line("sectionRule"))
        column.addLayout(head)
        column.addWidget(self._missing)
        for part in parts:
            column.addWidget(part)

    @property
    def heading(self) -> str:
        """The words above the line."""
        return self._heading.text()

    @property
    def missing(self) -> str:
        """Why there is nothing, or an empty text."""
        return self._missing.text()

    def set_heading(self, text: str) -> None:
        """The translated heading."""
        self._heading.setText(text)
        self.setAccessibleName(text)

    @property
    def source(self) -> str:
        """Who measured what is shown."""
        return self._source.text()

    def set_source(self, words: str) -> None:
        """Say who measured what is shown."""
        self._source.setText(words)

    def show_parts(self) -> None:
        """Show what the section is about."""
        self._show("")

    def show_missing(self, sentence: str) -> None:
        """Say why there is nothing."""
        self._show(sentence)

    def _show(self, sentence: str) -> None:
        self._missing.setText(sentence)
        self._source.setVisible(not sentence)
        self._missing.setVisible(bool(sentence))
        for part in self._parts:
            part.setVisible(not sentence)
