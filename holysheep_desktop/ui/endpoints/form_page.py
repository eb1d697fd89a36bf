"""A page of the settings: fields below each other, their labels on the left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated


class FormPage(Translated, QWidget):
    """Adds rows without words, and sets the words again when the language changes."""

    def __init__(self, name: str, parent: QWidget | None = None, *, margin: int = GAP_GROUP) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(margin, margin, margin, margin)
        self._form.setHorizontalSpacing(GAP_GROUP)
        self._form.setVerticalSpacing(GAP)
        self._form.setFormAlignment(Qt.AlignmentFlag.AlignTop)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._headings: list[QLabel] = []
        self._rows: list[tuple[QLabel, QWidget]] = []

    def add_heading(self) -> None:
        """Begin a group; its word comes from `_retranslate`."""
        heading = plain_label(f"heading{len(self._headings)}", size=TypeSize.HEADING, bold=True)
        heading.setContentsMargins(0, GAP if self._rows else 0, 0, 0)
        self._headings.append(heading)
        self._form.addRow(heading)

    def add_wide(self, widget: QWidget) -> None:
        """Add something that needs no label."""
        self._form.addRow(widget)

    def add_field(self, field: QWidget) -> None:
        """Add one field; its label comes from `_retranslate`."""
        label = plain_label(f"label_{field.objectName()}", ink=Role.TEXT_MUTED)
        self._form.addRow(label, field)
        self._rows.append((label, field))

    def set_field_visible(self, field: QWidget, is_visible: bool) -> None:
        """Show or hide a row with its label."""
        self._form.setRowVisible(field, is_visible)

    def set_words(self, headings: tuple[str, ...], labels: tuple[str, ...]) -> None:
        """Label everything, in the order in which it was added."""
        for heading, text in zip(self._headings, headings, strict=True):
            heading.setText(text)
        for (label, field), text in zip(self._rows, labels, strict=True):
            label.setText(text)
            field.setAccessibleName(text)

    @override
    def _retranslate(self) -> None:
        raise NotImplementedError
