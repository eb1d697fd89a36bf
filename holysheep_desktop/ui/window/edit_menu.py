"""The commands of the focused field: the Edit menu only shows what it can do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit

from holysheep_desktop.ui.commands.registry import fields_key
from holysheep_desktop.ui.widgets.tables import RowView

translate = QCoreApplication.translate
_NAMES = ("undo", "redo", "cut", "copy", "paste", "selectAll")


class EditMenu(QObject):
    """They get no keys here, as the field has the usual ones itself."""

    def __init__(self, menu: QMenu, make: Callable[[QMenu, str, str], QAction]) -> None:
        super().__init__(menu)
        self._actions = [make(menu, name, "") for name in _NAMES]
        for action in self._actions:
            action.triggered.connect(self._on_triggered)

    def retranslate(self) -> None:
        """Set every text anew."""
        texts = (
            translate("Menus", "&Undo"),
            translate("Menus", "&Redo"),
            translate("Menus", "Cu&t"),
            translate("Menus", "&Copy"),
            translate("Menus", "&Paste"),
            translate("Menus", "Select &all"),
        )
        for action, text in zip(self._actions, texts, strict=True):
            # Behind a tab a menu shows the key, which stays with the field.
            action.setText(f"{text}\t{fields_key(action.objectName())}")

    @Slot()
    def _on_triggered(self) -> None:
        field, name = QApplication.focusWidget(), self.sender().objectName()
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
            {
                "undo": field.undo,
                "redo": field.redo,
                "cut": field.cut,
                "copy": field.copy,
                "paste": field.paste,
                "selectAll": field.selectAll,
            }[name]()
        elif isinstance(field, RowView) and name == "copy":
            field.copy_selection()
        elif isinstance(field, RowView) and name == "selectAll":
            field.selectAll()
