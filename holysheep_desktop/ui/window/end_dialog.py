"""Whether the program is to end while something still runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.consent_dialog import Consent, ConsentDialog
from holysheep_desktop.ui.notices.dialogs import ask

translate = QCoreApplication.translate


def close_dialog(window: QWidget) -> ConsentDialog:
    """For one of several windows; it stays unless the user says otherwise."""

    def consent() -> Consent:
        return Consent(
            translate("EndDialog", "Close window"),
            translate("EndDialog", "Something is still running here. Close the window anyway?"),
            translate(
                "EndDialog",
                "What is running in this window is stopped and stays in the history as stopped."
                " The other windows go on.",
            ),
            translate("EndDialog", "Stop and close"),
            translate("EndDialog", "Keep running"),
        )

    return ConsentDialog("end", consent, window)


def end_dialog(window: QWidget) -> ConsentDialog:
    """Goes on unless the user says otherwise."""

    def consent() -> Consent:
        return Consent(
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
    """Asks once before work is cut off. Signals: decided(bool) when the window is to close; True where the
    program is to end with all its windows.
    """

    decided = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._quits = False
        self._asking = Job(self)
        self._asking.succeeded.connect(self._on_answered)

    def wish(self, *, is_working: bool, is_last: bool = True, quits: bool = False) -> None:
        """Somebody closed the window or the program; while the question stands, that changes nothing."""
        if self._asking.is_running:
            return
        self._quits = quits
        if is_working:
            dialog = end_dialog(self._window) if is_last or quits else close_dialog(self._window)
            self._asking.start(ask(dialog), name="ask whether to end")
        else:
            self.decided.emit(quits)

    @Slot(object)
    def _on_answered(self, is_wanted: bool) -> None:
        if is_wanted:
            self.decided.emit(self._quits)
