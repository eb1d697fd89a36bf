"""Whether what is in the trash is really to be deleted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.notices.consent_dialog import Consent, ConsentDialog

translate = QCoreApplication.translate


def empty_trash_dialog(n_runs: int, parent: QWidget) -> ConsentDialog:
    """Keeps the runs unless the user says otherwise."""
    words = HistoryWords(parent)

    def consent() -> Consent:
        return Consent(
            translate("EmptyTrashDialog", "Empty trash"),
            translate("EmptyTrashDialog", "Delete {runs} for good?").format(runs=words.runs(n_runs)),
            translate("EmptyTrashDialog", "This cannot be undone. Reports that were saved as files stay."),
            translate("EmptyTrashDialog", "Delete"),
            translate("EmptyTrashDialog", "Keep"),
        )

    return ConsentDialog("emptyTrash", consent, parent)
