"""What is folded under a notice about an endpoint: the facts for somebody who has to find the cause."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop import __version__
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiError,
    ApiResponseError,
    ApiStatusError,
    ApiTimeoutError,
)
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role
from holysheep_desktop.ui.controls import plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated

translate = QCoreApplication.translate

MOST_SERVER_TEXT = 500
_MOST_REQUEST_ID = 200


def error_facts(error: ApiError) -> tuple[tuple[str, str], ...]:
    """(name, value) of everything that is known about a failed request; values are plain text."""
    facts = [(translate("ErrorDetails", "Kind"), type(error).__name__)]
    if isinstance(error, ApiStatusError):
        facts += _status_facts(error)
    elif isinstance(error, ApiConnectionError):
        facts += _connection_facts(error)
    elif isinstance(error, ApiResponseError):
        facts.append((translate("ErrorDetails", "Fault"), plain_text(error.fault, MOST_SERVER_TEXT)))
        facts.append((_server_text(), plain_text(error.excerpt, MOST_SERVER_TEXT)))
    return tuple((name, value) for name, value in facts if value)


def diagnosis(error: ApiError) -> str:
    """What "Copy diagnosis" puts on the clipboard: no key, no prompt, no address beyond the host."""
    lines = [f"HolySheep Desktop {__version__}", *(f"{name}: {value}" for name, value in error_facts(error))]
    return "\n".join(lines)


def _status_facts(error: ApiStatusError) -> list[tuple[str, str]]:
    return [
        (translate("ErrorDetails", "Status"), str(error.status)),
        (translate("ErrorDetails", "Code"), plain_text(error.code or "", _MOST_REQUEST_ID)),
        (translate("ErrorDetails", "Option"), plain_text(error.param or "", _MOST_REQUEST_ID)),
        (translate("ErrorDetails", "Request id"), plain_text(error.request_id or "", _MOST_REQUEST_ID)),
        (translate("ErrorDetails", "Attempts"), str(error.attempts)),
        (translate("ErrorDetails", "Bytes sent"), str(error.request_bytes or "")),
        (_server_text(), plain_text(error.server_message, MOST_SERVER_TEXT, keep_lines=True)),
    ]


def _connection_facts(error: ApiConnectionError) -> list[tuple[str, str]]:
    fault = "timeout" if isinstance(error, ApiTimeoutError) else str(error.fault)
    return [
        (translate("ErrorDetails", "Fault"), fault),
        (translate("ErrorDetails", "Server"), plain_text(error.host, _MOST_REQUEST_ID)),
        (translate("ErrorDetails", "Attempts"), str(error.attempts)),
        (translate("ErrorDetails", "Cause"), plain_text(error.detail, MOST_SERVER_TEXT)),
    ]


def _server_text() -> str:
    return translate("ErrorDetails", "Text of the server")


class ErrorDetails(Translated, QWidget):
    """The facts, folded until somebody asks for them, and a button that copies them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errorDetails")
        self._error: ApiError | None = None
        self._toggle = push_button("detailsToggle")
        self._toggle.setFlat(True)
        self._toggle.setCheckable(True)
        self._copy = push_button("copyDiagnosis")
        self._facts = selectable(plain_label("errorFacts", ink=Role.TEXT_MUTED, wraps=True))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._toggle)
        row.addWidget(self._copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(row)
        column.addWidget(self._facts)
        self._toggle.toggled.connect(self._unfold)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._retranslate()
        self._unfold(False)

    def show_error(self, error: BaseException | None) -> None:
        """Take the facts of an error, folded; anything but an endpoint's error has none."""
        is_new = error is not self._error
        self._error = error if isinstance(error, ApiError) else None
        if self._error is not None:
            facts = error_facts(self._error)
            self._facts.setText("\n".join(f"{name}: {value}" for name, value in facts))
        if is_new:
            self._toggle.setChecked(False)
        self.setVisible(self._error is not None)

    @override
    def _retranslate(self) -> None:
        self._copy.setText(self.tr("Copy diagnosis"))
        self._copy.setAccessibleName(self.tr("Copy diagnosis"))
        self._toggle.setAccessibleName(self.tr("Details"))
        self._name_toggle()
        self.show_error(self._error)

    def _name_toggle(self) -> None:
        arrow = "▾" if self._toggle.isChecked() else "▸"
        self._toggle.setText(f"{self.tr('Details')} {arrow}")

    @Slot(bool)
    def _unfold(self, is_open: bool) -> None:
        self._facts.setVisible(is_open)
        self._copy.setVisible(is_open)
        self._name_toggle()

    @Slot()
    def _on_copy_clicked(self) -> None:
        if self._error is not None:
            QGuiApplication.clipboard().setText(diagnosis(self._error))
