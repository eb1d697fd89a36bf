"""The head of an opened report: what file it is, the wish to verify it, and what came of that."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.report import Report
from holysheep_desktop.core.source import Progress
from holysheep_desktop.core.verification import Verification
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL, Role, TypeSize, set_ink
from holysheep_desktop.ui.controls import plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.reports.verdict_words import VerdictWords
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.run_progress import RunProgress
from holysheep_desktop.ui.words.moments import moment_words

_PROGRAM_LENGTH = 60


class VerifyBar(Translated, QWidget):
    """Signals: verify_requested(), stop_requested(), numbers_toggled(bool), save_requested()."""

    verify_requested = Signal()
    stop_requested = Signal()
    numbers_toggled = Signal(bool)
    save_requested = Signal()

    def __init__(self, report: Report, *, can_save: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verifyBar")
        self._report, self._can_save = report, can_save
        self._words = VerdictWords(self)
        self._found: Verification | None = None
        self._is_running = False
        self._about = selectable(plain_label("reportAbout", ink=Role.TEXT_MUTED))
        self._verdict = selectable(plain_label("verdict", size=TypeSize.HEADING, bold=True, wraps=True))
        self._reasons = selectable(plain_label("verdictReasons", ink=Role.TEXT_MUTED, wraps=True))
        self._verify = push_button("verifyButton")
        self._numbers = push_button("verifyNumbers")
        self._save = push_button("saveVerification")
        self._progress = RunProgress(self)
        self._build()
        self._connect()
        self._show_state()
        self._retranslate()

    def _build(self) -> None:
        self._numbers.setCheckable(True)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._about, stretch=1)
        for widget in (self._numbers, self._save, self._verify, HelpMark(Term.VERIFY)):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP, GAP_GROUP, GAP)
        column.setSpacing(GAP_LABEL)
        column.addLayout(row)
        for widget in (self._progress, self._verdict, self._reasons):
            column.addWidget(widget)

    def _connect(self) -> None:
        self._verify.clicked.connect(self._on_verify_clicked)
        self._numbers.toggled.connect(self.numbers_toggled)
        self._save.clicked.connect(self.save_requested)

    @property
    def headline(self) -> str:
        """What came of the verification; empty before."""
        return self._verdict.text()

    def show_running(self) -> None:
        """A verification has begun."""
        self._is_running = True
        self._numbers.setChecked(False)
        self._progress.show_started()
        self._show_state()

    def show_question(self, number: int, total: int) -> None:
        """Which of the report's questions is asked."""
        self._progress.show_progress(Progress("verifying", number - 1, total))

    def show_progress(self, progress: Progress) -> None:
        """How far that question is."""
        self._progress.show_progress(progress)

    def show_idle(self) -> None:
        """It has ended; what was found before stays."""
        self._is_running = False
        self._progress.show_idle("")
        self._show_state()

    def show_found(self, found: Verification) -> None:
        """Say what came of it."""
        self._found = found
        self._retranslate()
        self._show_state()

    def _show_state(self) -> None:
        has_found = self._found is not None and not self._is_running
        self._progress.setVisible(self._is_running)
        for widget in (self._verdict, self._numbers):
            widget.setVisible(has_found)
        self._reasons.setVisible(has_found and bool(self._reasons.text()))
        self._save.setVisible(has_found and self._can_save)
        self._say_verify()

    def _say_verify(self) -> None:
        words = self.tr("Stop") if self._is_running else self.tr("Verify")
        self._verify.setText(words)
        self._verify.setAccessibleName(words)
        self._verify.setToolTip(
            self.tr("Ask the chosen endpoint the same questions again and compare every number")
        )

    @override
    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Report"))
        software = self._report.software
        program = plain_text(f"{software.program} {software.version}", _PROGRAM_LENGTH)
        made = self.tr("Report of {date} · {program}")
        date = moment_words(self._report.created_at)
        self._about.setText(made.format(date=date, program=program))
        self._numbers.setText(self.tr("Show the numbers"))
        self._save.setText(self.tr("Save the comparison…"))
        for button in (self._numbers, self._save):
            _name_by_text(button)
        self._say_verify()
        if self._found is not None:
            set_ink(self._verdict, self._words.ink(self._found))
            self._verdict.setText(self._words.headline(self._found))
            self._reasons.setText("\n".join(self._words.reasons(self._found)))

    @Slot()
    def _on_verify_clicked(self) -> None:
        wish = self.stop_requested if self._is_running else self.verify_requested
        wish.emit()


def _name_by_text(button: QPushButton) -> None:
    button.setAccessibleName(button.text())
