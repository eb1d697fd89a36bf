"""What the map's page shows before the first drawing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.empty_state import EmptyState


class EmptyMap(Translated, EmptyState):
    """Says what a map is; its one button asks for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "map", 1, "map", parent)
        for part in self.findChildren(QWidget):  # the finding around it has an empty page too
            part.setObjectName(f"map_{part.objectName()}")
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        self.set_texts(
            self.tr("Where does the answer come from?"),
            self.tr(
                "The map patches every layer at every token, one place at a time. Colour shows how far each "
                "place alone turns one answer into the other."
            ),
            (self.tr("Draw the map"),),
        )
