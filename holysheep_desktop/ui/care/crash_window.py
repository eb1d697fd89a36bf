"""What is known of a run that did not end by itself, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.program_facts import BrokenEnd
from holysheep_desktop.ui.appearance.theme import Role, TypeSize
from holysheep_desktop.ui.care.window import CareWindow
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.widgets.inputs import read_only_text
from holysheep_desktop.ui.words.moments import moment_words

_SIZE = (640, 440)
_SIZE_WITHOUT_TRACE = (640, 256)


class CrashWindow(CareWindow):
    """Signals: log_requested(), diagnostics_requested(), safe_mode_requested()."""

    log_requested = Signal()
    diagnostics_requested = Signal()
    safe_mode_requested = Signal()

    def __init__(self, end: BrokenEnd, parent: QWidget | None = None) -> None:
        super().__init__("crash", parent)
        self._end = end
        self._title = plain_label("crashTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._when = plain_label("crashWhen", wraps=True, ink=Role.TEXT_MUTED)
        self._kept = plain_label("crashKept", wraps=True)
        self._advice = plain_label("crashAdvice", wraps=True)
        self._trace = read_only_text("crashTrace")
        self._trace.setPlainText(visible(end.trace))
        self._trace.setVisible(bool(end.trace))
        self._log, self._diagnostics = push_button("crashLog"), push_button("crashDiagnostics")
        self._safe = push_button("crashSafeMode")
        for label in (self._title, self._when, self._kept, self._advice):
            self.column.addWidget(label)
        self.column.addWidget(self._trace, stretch=1)
        if not end.trace:
            self.column.addStretch(1)
        self.add_buttons(self._log, self._diagnostics, self._safe)
        self._log.clicked.connect(self.log_requested)
        self._diagnostics.clicked.connect(self.diagnostics_requested)
        self._safe.clicked.connect(self.safe_mode_requested)
        self._retranslate()
        self.resize(*(_SIZE if end.trace else _SIZE_WITHOUT_TRACE))

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.setWindowTitle(self.tr("The last run"))
        self._title.setText(self._what_happened())
        self._when.setText(
            self.tr("Version {version}, started {start}, last seen {end}.").format(
                version=visible(self._end.version),
                start=moment_words(self._end.started_at),
                end=moment_words(self._end.last_seen_at),
            )
        )
        self._kept.setText(
            self.tr(
                "What you had typed is back in its fields. Runs that had ended are in the history; one that "
                "was going on is marked there as interrupted."
            )
        )
        self._advice.setText(self._what_helps())
        self._trace.setAccessibleName(self.tr("Technical trace"))
        self._log.setText(self.tr("Show log"))
        self._diagnostics.setText(self.tr("Diagnostics…"))
        self._safe.setText(self.tr("Start in safe mode"))

    def _what_happened(self) -> str:
        if self._end.trace:
            return self.tr("The program crashed.")
        return self.tr("The program was ended from outside.")

    def _what_helps(self) -> str:
        if self._end.was_early:
            return self.tr(
                "It ended within half a minute of its start. If that happens again, start it in safe mode: "
                "with default settings, an empty history and without your own SAEs."
            )
        if self._end.trace:
            return self.tr("If it happens again, the diagnostics help whoever looks into it.")
        return self.tr(
            "The usual causes: the computer was switched off or ran out of memory, or somebody ended the"
            " program."
        )
