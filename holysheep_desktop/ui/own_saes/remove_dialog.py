"""Whether an SAE is really to be removed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.notices.consent_dialog import Consent, ConsentDialog

translate = QCoreApplication.translate


def remove_dialog(sae_id: str, parent: QWidget) -> ConsentDialog:
    """Keeps the SAE unless the user says otherwise."""

    def consent() -> Consent:
        return Consent(
            translate("RemoveDialog", "Remove SAE"),
            translate("RemoveDialog", "Remove {name}?").format(name=plain_text(sae_id)),
            translate(
                "RemoveDialog",
                "The program's copy and its dashboard are deleted. The files you added it from stay.",
            ),
            translate("RemoveDialog", "Remove"),
            translate("RemoveDialog", "Keep"),
        )

    return ConsentDialog("removeSae", consent, parent)
