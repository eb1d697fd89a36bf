"""The sheet of all shortcuts, where they can be changed too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QKeySequenceEdit, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize
from holysheep_desktop.ui.commands.matching import match_score
from holysheep_desktop.ui.commands.registry import Commands, kept_keys
from holysheep_desktop.ui.commands.shortcut_table import KeyRow, ShortcutTable, rows_of, taken_by_fields
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.widgets.search_field import SearchField
from holysheep_desktop.ui.widgets.tables import RowView

_SIZE = (760, 620)
_EDIT_WIDTH = 180


class KeyField(QKeySequenceEdit):
    """Tab leaves it as any other field, and so belongs to no command."""

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                return self.focusNextPrevChild(True)
            if event.key() == Qt.Key.Key_Backtab:
                return self.focusNextPrevChild(False)
        return super().event(event)


class ShortcutsWindow(QDialog):
    """Not modal. Signals: keys_chosen(mapping) with every command whose keys are not the usual ones."""

    keys_chosen = Signal(object)

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = commands
        self._row: KeyRow | None = None
        self._search = SearchField("shortcutSearch")
        self._table = ShortcutTable(self)
        self._view = RowView(self._table, "shortcutTable")
        self._chosen = plain_label("shortcutChosen", bold=True)
        self._edit = KeyField()
        self._edit.setObjectName("shortcutEdit")
        self._edit.setMaximumSequenceLength(1)
        self._edit.setMinimumWidth(_EDIT_WIDTH)
        self._said = plain_label("shortcutSaid", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._use = push_button("shortcutUse", is_primary=True)
        self._none = push_button("shortcutNone")
        self._reset = push_button("shortcutReset")
        self._reset_all = push_button("shortcutResetAll")
        self._build()
        self._connect()
        self._retranslate()
        self._fill()

    @property
    def said(self) -> str:
        """What is said about the key that was pressed."""
        return self._said.text()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            QTimer.singleShot(0, self, self._fill)  # the commands change their words in the same turn
        super().changeEvent(event)

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self._chosen, stretch=1)
        for widget in (self._edit, self._use, self._none, self._reset):
            line.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self._said, stretch=1)
        foot.addWidget(self._reset_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._search)
        column.addWidget(self._view, stretch=1)
        column.addLayout(line)
        column.addLayout(foot)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self._search.words_changed.connect(self._fill)
        self._view.row_chosen.connect(self._on_row_chosen)
        self._view.activated.connect(self._on_row_entered)
        self._edit.keySequenceChanged.connect(self._show_what_it_means)
        self._use.clicked.connect(self._on_use)
        self._none.clicked.connect(self._on_none)
        self._reset.clicked.connect(self._on_reset)
        self._reset_all.clicked.connect(self._on_reset_all)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._search.setPlaceholderText(self.tr("Search commands and keys"))
        self._search.setAccessibleName(self.tr("Search shortcuts"))
        self._view.setAccessibleName(self.tr("Shortcuts"))
        self._edit.setAccessibleName(self.tr("Press the new keys"))
        self._use.setText(self.tr("Use these keys"))
        self._none.setText(self.tr("No key"))
        self._reset.setText(self.tr("Usual keys"))
        self._reset_all.setText(self.tr("Reset all shortcuts"))
        self._table.retranslate()

    @Slot()
    def _fill(self) -> None:
        words, before = self._search.words, self._row
        rows = rows_of(self._commands.all())
        found = [row for row in rows if match_score(words, row.findable) is not None]
        self._table.show_rows(found)
        name = before.name if before is not None else ""
        again = next(
            (row for row in found if name and row.name == name), found[0] if found and words else None
        )
        self._show_row(again)
        if again is not None:
            self._view.choose(again)

    def _show_row(self, row: KeyRow | None) -> None:
        self._row = row
        can_change = row is not None and bool(row.name)
        self._chosen.setText(row.text if row is not None else self.tr("Choose a command to change its keys"))
        self._edit.clear()
        for widget in (self._edit, self._none):
            widget.setEnabled(can_change)
        self._reset.setEnabled(row is not None and row.is_own)
        self._show_what_it_means()

    @Slot()
    def _show_what_it_means(self) -> None:
        key, row = self._edit.keySequence(), self._row
        is_taken = taken_by_fields(key)
        self._use.setEnabled(row is not None and bool(row.name) and not key.isEmpty() and not is_taken)
        if row is None or key.isEmpty():
            fixed = self.tr("These keys belong to the field and stay as they are.")
            self._said.setText(fixed if row is not None and not row.name else "")
            return
        holders = self._commands.holders(key, besides=row.name)
        if is_taken:
            self._said.setText(self.tr("Fields and tables need this key themselves. Choose another."))
        elif holders:
            names = ", ".join(f"“{one.text}”" for one in holders)
            self._said.setText(
                self.tr("{commands} has this key now and would lose it.").format(commands=names)
            )
        else:
            self._said.setText(self.tr("This key is free."))

    @Slot(object)
    def _on_row_chosen(self, row: KeyRow) -> None:
        self._show_row(row)

    @Slot()
    def _on_row_entered(self) -> None:
        """Enter on a row goes to where its new key is pressed."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_use(self) -> None:
        if self._row is None:
            return
        key = self._edit.keySequence()
        chosen = self._own_keys()
        for holder in self._commands.holders(key, besides=self._row.name):
            chosen[holder.name] = kept_keys(one for one in holder.keys if one != key)
        chosen[self._row.name] = kept_keys([key])
        self._choose(chosen)

    @Slot()
    def _on_none(self) -> None:
        if self._row is not None:
            self._choose({**self._own_keys(), self._row.name: kept_keys([])})

    @Slot()
    def _on_reset(self) -> None:
        if self._row is None:
            return
        name = self._row.name
        usual = next(one.usual_keys for one in self._commands.all() if one.name == name)
        chosen = {one: keys for one, keys in self._own_keys().items() if one != name}
        for key in usual:
            for holder in self._commands.holders(key, besides=name):
                chosen[holder.name] = kept_keys(one for one in holder.keys if one != key)
        self._choose(chosen)

    @Slot()
    def _on_reset_all(self) -> None:
        self._choose({})

    def _own_keys(self) -> dict[str, str]:
        return {one.name: kept_keys(one.keys) for one in self._commands.all() if not one.has_usual_keys}

    def _choose(self, chosen: dict[str, str]) -> None:
        self.keys_chosen.emit(chosen)
        self._fill()
        self._view.setFocus()  # not on to «No key», when the button that was pressed has no more to do
