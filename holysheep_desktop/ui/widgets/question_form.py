"""The fields of a question, those that matter first and the rest behind "More"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.inputs import tool_button, upright_scroll

_BETWEEN_FIELDS = GAP + GAP_LABEL


class QuestionForm(Translated, QWidget):
    """Scrolls where the window is low; finds a field by its name in the request."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._first = QVBoxLayout()
        self._first.setSpacing(_BETWEEN_FIELDS)
        self._more_button = tool_button("moreButton")
        self._more_button.setCheckable(True)
        self._more_button.setProperty("fold", True)
        self._more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more_button.setArrowType(Qt.ArrowType.RightArrow)
        self._more_button.hide()
        self._more = QWidget()
        self._rest = QVBoxLayout(self._more)
        self._rest.setContentsMargins(0, 0, 0, 0)
        self._rest.setSpacing(_BETWEEN_FIELDS)
        self._more.hide()
        self._build()
        self._more_button.toggled.connect(self._on_more_toggled)
        self._retranslate()

    def _build(self) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(GAP_GROUP, GAP, GAP_GROUP, GAP)
        inner.setSpacing(_BETWEEN_FIELDS)
        inner.addLayout(self._first)
        inner.addWidget(self._more_button)
        inner.addWidget(self._more)
        inner.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(upright_scroll("questionScroll", content))

    def add(self, *fields: Field, shares: Sequence[int] = ()) -> None:
        """Put fields below those before them, side by side, as wide as their shares say or equally wide."""
        self._add_row(self._first, fields, shares)

    def add_more(self, *fields: Field) -> None:
        """Put fields behind "More"."""
        self._more_button.show()
        self._add_row(self._rest, fields, ())

    def _add_row(self, column: QVBoxLayout, fields: tuple[Field, ...], shares: Sequence[int]) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP_GROUP)
        for field, share in zip(fields, shares or [1] * len(fields), strict=True):
            self._fields[field.name] = field
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def field(self, name: str) -> Field:
        """The field of that name in the request."""
        return self._fields[name]

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """Name fields, each by its name in the request."""
        for name, label in labels.items():
            self._fields[name].set_label(label)

    def show_error(self, name: str, sentence: str) -> bool:
        """Say something beside the field of that name, and go there; False if there is none."""
        field = self._fields.get(name)
        if field is None:
            return False
        field.show_error(sentence)
        if self._more.isAncestorOf(field):
            self._more_button.setChecked(True)
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_errors(self) -> None:
        """Take back what was said to be wrong."""
        for field in self._fields.values():
            field.clear_error()

    @override
    def _retranslate(self) -> None:
        self._more_button.setText(self.tr("More"))
        self._more_button.setAccessibleName(self.tr("More settings"))

    @Slot(bool)
    def _on_more_toggled(self, is_open: bool) -> None:
        self._more.setVisible(is_open)
        self._more_button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
