"""What can be taken away from a map."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from holysheep_desktop.ui.languages import Translated


class MapMenu(Translated, QMenu):
    """Signals: image_copied, data_copied, image_saved, data_saved; saving where there is a place."""

    image_copied = Signal()
    data_copied = Signal()
    image_saved = Signal()
    data_saved = Signal()

    def __init__(self, *, can_save: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copy_image, self._copy_data = QAction(self), QAction(self)
        self._save_image, self._save_data = QAction(self), QAction(self)
        names = ("copyMapImage", "copyMapData", "saveMapImage", "saveMapData")
        actions = (self._copy_image, self._copy_data, self._save_image, self._save_data)
        wishes = (self.image_copied, self.data_copied, self.image_saved, self.data_saved)
        for name, action, wish in zip(names, actions, wishes, strict=True):
            action.setObjectName(name)
            action.triggered.connect(wish)
        self.setObjectName("mapMenu")
        self.addActions(actions if can_save else actions[:2])
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        self._copy_image.setText(self.tr("Copy as image"))
        self._copy_data.setText(self.tr("Copy data as CSV"))
        self._save_image.setText(self.tr("Save image…"))
        self._save_data.setText(self.tr("Save data as CSV…"))
