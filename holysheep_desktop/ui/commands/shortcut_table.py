"""Every command with its keys as rows, and below them the keys of fields and charts, which are fixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence

from holysheep_desktop.ui.commands.registry import Command, keys_text
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable

translate = QCoreApplication.translate
_Key = QKeySequence.StandardKey
_MOVES = ("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the sheet; without a name the keys cannot be changed."""

    group: str
    text: str
    keys: str
    name: str = ""
    is_own: bool = False
    """Whether the user gave it other keys."""

    @property
    def findable(self) -> str:
        """What a search looks in; a command is found by its name in English too."""
        return f"{self.group} {self.text} {self.keys} {self.name}"

    @classmethod
    def of(cls, command: Command) -> KeyRow:
        """The line of a command."""
        if command.fields_key:
            return cls(command.group, command.text, command.fields_key)
        is_own = not command.has_usual_keys
        return cls(command.group, command.text, keys_text(command.keys), command.name, is_own)


def rows_of(commands: Iterable[Command]) -> tuple[KeyRow, ...]:
    """The whole sheet."""
    return (*(KeyRow.of(command) for command in commands if command.text), *_fixed_rows())


def taken_by_fields(key: QKeySequence) -> bool:
    """Whether a field, a table or a dialog needs this key itself."""
    standard = (_Key.Undo, _Key.Redo, _Key.Cut, _Key.Copy, _Key.Paste, _Key.SelectAll)
    needed = [one for kind in standard for one in QKeySequence.keyBindings(kind)]
    plain = ("Return", "Enter", "Tab", "Shift+Tab", "Space", "Backspace", "Del", "Esc", "Alt+Down")
    needed += [QKeySequence(name) for name in (*plain, *_MOVES, "Ctrl+Return", "Ctrl+Enter")]
    text = key.toString(QKeySequence.SequenceFormat.PortableText)
    return key in needed or len(text) == 1


def _fixed_rows() -> tuple[KeyRow, ...]:
    fields = translate("ShortcutTable", "In fields")
    tables = translate("ShortcutTable", "In tables, charts and tokens")
    return (
        KeyRow(fields, translate("ShortcutTable", "New line"), "Enter"),
        KeyRow(fields, translate("ShortcutTable", "Recent prompts"), "Alt+↓"),
        KeyRow(fields, translate("ShortcutTable", "Next field"), "Tab"),
        KeyRow(fields, translate("ShortcutTable", "Tab in a list of prompts"), "Ctrl+Tab"),
        KeyRow(tables, translate("ShortcutTable", "Choose"), "↑ ↓ ← →"),
        KeyRow(tables, translate("ShortcutTable", "Open what is chosen"), "Enter"),
        KeyRow(tables, translate("ShortcutTable", "Context menu"), "Shift+F10"),
    )


def _group(row: KeyRow) -> str:
    return row.group


def _text(row: KeyRow) -> str:
    return row.text


def _keys(row: KeyRow) -> str | None:
    return row.keys or None


def _keys_text(row: KeyRow) -> str:
    return row.keys or MISSING


class ShortcutTable(RowTable[KeyRow]):
    """Menu, command and keys."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("group", _group, _group, width=170),
            Column("text", _text, _text, width=290),
            Column("keys", _keys, _keys_text, width=180),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles((self.tr("Where"), self.tr("Command"), self.tr("Keys")))
