"""The strip across the top of a finding that says what happened and what to do; never a modal box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, set_ink
from holysheep_desktop.ui.controls import plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.notices.error_details import ErrorDetails
from holysheep_desktop.ui.words.errors import Action, Notice, describe

__all__ = ["Action", "Notice", "NoticeStrip", "describe"]


class NoticeStrip(Translated, QFrame):
    """Shows one notice at a time; hidden while there is none.

    Signals: action_requested(Action) when the notice's button is pressed.
    """

    action_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeStrip")
        self.setProperty("panel", True)
        self._error: BaseException | None = None
        self._tell: Callable[[], Notice] | None = None
        self._notice = Notice("")
        self._title = selectable(plain_label("noticeTitle", wraps=True, bold=True))
        self._advice = selectable(plain_label("noticeAdvice", wraps=True, ink=Role.TEXT_MUTED))
        self._button = push_button("noticeAction")
        self._close = push_button("noticeClose")
        self._details = ErrorDetails()
        self._build()
        self._button.clicked.connect(self._on_button_clicked)
        self._close.clicked.connect(self.clear)
        self._retranslate()
        self.hide()

    @property
    def notice(self) -> Notice:
        """What is shown; an empty title when nothing is."""
        return self._notice

    def show_error(self, error: BaseException) -> None:
        """Say what went wrong and what helps."""
        self._error, self._tell = error, None
        self._show(describe(error), Role.BAD)

    def show_note(self, title: str, advice: str = "", action: Action = Action.NONE) -> None:
        """Say something that is not an error. The texts are translated already."""
        self._error, self._tell = None, None
        self._show(Notice(title, advice, action), Role.TEXT)

    def show_told(self, tell: Callable[[], Notice]) -> None:
        """Say something that is not an error; `tell` is asked again when the language changes."""
        self._error, self._tell = None, tell
        self._show(tell(), Role.TEXT)

    @Slot()
    def clear(self) -> None:
        """Take the notice away."""
        self._error, self._tell = None, None
        self._notice = Notice("")
        for words in (self._title, self._advice, self._button):
            words.setText("")
        self.hide()

    def clear_error(self, kind: type[Exception]) -> None:
        """Show nothing where an error of this kind is shown: what failed has worked since."""
        if isinstance(self._error, kind):
            self.clear()

    def _build(self) -> None:
        self._close.setFlat(True)
        texts = QVBoxLayout()
        texts.setSpacing(GAP_LABEL)
        texts.addWidget(self._title)
        texts.addWidget(self._advice)
        texts.addWidget(self._details)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP * 2, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addLayout(texts, stretch=1)
        row.addWidget(self._button)
        row.addWidget(self._close)

    def _show(self, notice: Notice, role: Role) -> None:
        self._notice = notice
        self._details.show_error(self._error)
        set_ink(self._title, role)
        self._title.setText(notice.title)
        self._advice.setText(notice.advice)
        self._advice.setVisible(bool(notice.advice))
        self._button.setVisible(notice.action is not Action.NONE)
        self._button.setText(self._button_text(notice.action))
        self.setAccessibleDescription(f"{notice.title} {notice.advice}".strip())
        self.show()

    def _button_text(self, action: Action) -> str:
        return {
            Action.NONE: "",
            Action.RETRY: self.tr("Try again"),
            Action.ENTER_KEY: self.tr("Enter key…"),
            Action.OPEN_SETTINGS: self.tr("Open settings…"),
            Action.CHOOSE_MODEL: self.tr("Choose a model"),
            Action.RESTART_ENGINE: self.tr("Start again"),
            Action.SHOW_LOG: self.tr("Show log"),
            Action.READ_TERMS: self.tr("Read the terms"),
            Action.COMPUTE_DASHBOARD: self.tr("Compute dashboard"),
            Action.SAVE_ELSEWHERE: self.tr("Save elsewhere…"),
            Action.UNDO: self.tr("Undo"),
            Action.COMPARE_ANSWERS: self.tr("Compare answers…"),
            Action.RUN_EXAMPLE: self.tr("Run an example"),
            Action.EXPLAIN_CRASH: self.tr("What happened…"),
            Action.LEAVE_SAFE_MODE: self.tr("Leave safe mode…"),
            Action.USE_ENGLISH: self.tr("Use English"),
        }[action]

    @override
    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Message"))
        self._close.setText(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the message"))
        self._button.setAccessibleName(self._button_text(self._notice.action))
        if self._error is not None:
            self._show(describe(self._error), Role.BAD)
        elif self._tell is not None:
            self._show(self._tell(), Role.TEXT)

    @Slot()
    def _on_button_clicked(self) -> None:
        self.action_requested.emit(self._notice.action)
