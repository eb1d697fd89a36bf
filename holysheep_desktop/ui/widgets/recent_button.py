"""The small button at a prompt's field that offers recent prompts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import Role, TypeSize, set_ink, set_type
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit


class RecentButton(Translated, QToolButton):
    """There only where somebody knows recent prompts."""

    def __init__(self, edit: PromptEdit) -> None:
        super().__init__()
        self.setObjectName(f"{edit.objectName()}Recent")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_type(self, TypeSize.SECONDARY)
        set_ink(self, Role.TEXT_MUTED)
        edit.recent_offered.connect(self.setVisible)
        self.clicked.connect(edit.recent_requested)
        self._retranslate()
        self.hide()

    @override
    def _retranslate(self) -> None:
        self.setText(self.tr("Recent ▾"))
        self.setToolTip(self.tr("Prompts of recent runs (Alt+Down in the field)"))
        self.setAccessibleName(self.tr("Recent prompts"))
