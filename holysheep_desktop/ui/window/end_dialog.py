"""Whether the program is to end while something still runs, or what was typed could not be kept."""

from __future__ import annotations

from collections.abc import Callable

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


def unsaved_dialog(window: QWidget) -> ConsentDialog:
    """Stays unless the user says otherwise: there is still room to be made, or a prompt to be copied."""

    def consent() -> Consent:
        return Consent(
            translate("EndDialog", "Quit"),
            translate("EndDialog", "What you typed and chose cannot be saved. Quit anyway?"),
            translate(
                "EndDialog",
                "The disk does not take it, and it would be gone after quitting. Stay and make room, or copy"
                " it to another place: it is saved as soon as the disk takes it.",
            ),
            translate("EndDialog", "Quit without it"),
            translate("EndDialog", "Stay"),
        )

    return ConsentDialog("unsaved", consent, window)


def _always() -> bool:
    return True


class Ending(QObject):
    """Asks once before work is cut off or what was typed is lost.

    Signals: decided(bool) when the window is to close; True where the program is to end with all its windows.
    """

    decided = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.keep: Callable[[], bool] = _always
        """Writes what was typed, and says whether it is on the disk."""
        self._quits = False
        self._asking = Job(self)
        self._asking.succeeded.connect(self._on_answered)

    def wish(self, *, is_working: bool, is_last: bool = True, quits: bool = False) -> None:
        """Somebody closed the window or the program; while the question stands, that changes nothing."""
        if self._asking.is_running:
            return
        self._quits = quits
        ends_all = is_last or quits
        if ends_all and not self.keep():
            self._ask(unsaved_dialog)
        elif is_working:
            self._ask(end_dialog if ends_all else close_dialog)
        else:
            self.decided.emit(quits)

    def _ask(self, question: Callable[[QWidget], ConsentDialog]) -> None:
        self._asking.start(ask(question(self._window)), name="ask whether to end")

    @Slot(object)
    def _on_answered(self, is_wanted: bool) -> None:
        if is_wanted:
            self.decided.emit(self._quits)
