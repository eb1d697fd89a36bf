"""Whether the program is to start again in safe mode, or to leave it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from holysheep_desktop.ui.notices.consent_dialog import Consent, ConsentDialog

translate = QCoreApplication.translate


def safe_mode_dialog(window: QWidget, *, leaves: bool) -> ConsentDialog:
    """Await it with `dialogs.ask`."""
    return ConsentDialog("safeMode", _leaving if leaves else _entering, window)


def _entering() -> Consent:
    return _consent(
        translate("SafeMode", "Start again in safe mode?"),
        translate(
            "SafeMode",
            "The program ends and starts again with default settings, an empty history and without your own"
            " SAEs. Nothing is changed: the next usual start has everything again. What is running is"
            " stopped.",
        ),
    )


def _leaving() -> Consent:
    return _consent(
        translate("SafeMode", "Leave safe mode?"),
        translate(
            "SafeMode",
            "The program ends and starts again with your settings and your history. What was asked in safe"
            " mode is kept nowhere.",
        ),
    )


def _consent(question: str, consequence: str) -> Consent:
    start, cancel = translate("SafeMode", "Start again"), translate("SafeMode", "Cancel")
    return Consent(translate("SafeMode", "Safe mode"), question, consequence, start, cancel)
