"""The room that the details below the picture have."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from holysheep_desktop.ui.sae.details import SaeDetails
from holysheep_desktop.ui.sae.pane import Pane

_ANSWER_HEIGHT, _LIST_HEIGHT = 106, 270
"""An answer is read in a few lines; of a table or map seven rows must be seen, even if the page scrolls."""


class DetailsPane(Pane):
    """Grows for a table or the map, and brings them into sight."""

    def __init__(self, details: SaeDetails, parent: QWidget | None = None) -> None:
        super().__init__(details, _ANSWER_HEIGHT, parent)
        self._details = details
        details.currentChanged.connect(self._on_details_changed)

    @Slot()
    def _on_details_changed(self) -> None:
        is_list = not self._details.is_answer_in_front
        self.setMinimumHeight(_LIST_HEIGHT if is_list else _ANSWER_HEIGHT)
        if is_list and self.isVisible():
            self._come_into_sight()

    def _come_into_sight(self) -> None:
        # A page that has to grow does so at its next layout; only then is there somewhere to scroll to.
        part = self.parentWidget()
        while part is not None and not isinstance(part, QScrollArea):
            if (layout := part.layout()) is not None:
                layout.activate()
            part = part.parentWidget()
        if part is not None:
            QCoreApplication.sendEvent(part, QEvent(QEvent.Type.LayoutRequest))
            part.ensureWidgetVisible(self, 0, 0)
