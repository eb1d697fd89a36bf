"""The model that is asked: chosen from a list that may be long, searched by typing, or named by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from holysheep_desktop.ui.endpoints.deliberate_choice import DeliberateChoice

_WIDTH = 150


class ModelChoice(DeliberateChoice):
    """Signals: model_chosen(str): an id of the list, or one that was typed and that no list has."""

    model_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelChoice")
        self.setMinimumWidth(_WIDTH)
        # Measuring ten thousand names would hold the window.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._edit = QLineEdit()
        self._edit.setObjectName("modelEdit")
        self.setLineEdit(self._edit)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self._chosen = ""
        self.activated.connect(self._on_activated)
        self._edit.returnPressed.connect(self._on_return_pressed)
        self._edit.editingFinished.connect(self._show_chosen)

    def show_models(self, ids: Sequence[str], chosen: str, placeholder: str) -> None:
        """List models; `chosen` need not be one of them, and empty means none."""
        self._chosen = chosen
        with QSignalBlocker(self):
            if [self.itemText(row) for row in range(self.count())] != list(ids):
                self.clear()
                self.addItems(list(ids))
            self.setCurrentIndex(self.findText(chosen, Qt.MatchFlag.MatchExactly) if chosen else -1)
        self._edit.setPlaceholderText(placeholder)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        """What was typed and not chosen gives way to what is chosen."""
        self._edit.setText(self._chosen)
        self._edit.setCursorPosition(0)

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        self._choose(self.itemText(row))

    @Slot()
    def _on_return_pressed(self) -> None:
        self._choose(self._edit.text().strip())

    def _choose(self, name: str) -> None:
        if name and name != self._chosen:
            self._chosen = name
            self.model_chosen.emit(name)
