"""Whether the program is to end while something still runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.ui.consent_dialog import Consent, ConsentDialog
from holysheep_desktop.ui.dialogs import ask
from holysheep_desktop.ui.jobs import Job

translate = QCoreApplication.translate


def end_dialog(window: QWidget) -> ConsentDialog:
    """Goes on unless the user says otherwise."""
    consent = Consent(
        translate("EndDialog", "Quit"),
        translate("EndDialog", "Something is still running. Quit anyway?"),
        translate(
            "EndDialog",
            "What is running is stopped and stays in the history as stopped."
            " A batch can go on where it was. What you typed is kept.",
        ),
        translate("EndDialog", "Stop and quit"),
        translate("EndDialog", "Keep running"),
    )
    return ConsentDialog("end", consent, window)


class Ending(QObject):
    """Asks once before work is cut off. Signals: decided() when the program is to end."""

    decided = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asking = Job(self)
        self._asking.succeeded.connect(self._on_answered)

    def wish(self, *, is_working: bool) -> None:
        """Somebody closed the window; while the question stands, that changes nothing."""
        if self._asking.is_running:
            return
        if is_working:
            self._asking.start(ask(end_dialog(self._window)), name="ask whether to end")
        else:
            self.decided.emit()

    @Slot(object)
    def _on_answered(self, is_wanted: bool) -> None:
        if is_wanted:
            self.decided.emit()
