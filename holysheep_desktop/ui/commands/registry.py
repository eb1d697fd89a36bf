"""The commands of one window, each an action with its name, its place and its usual keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

_MNEMONIC = re.compile(r"\(&.\)|&(?=.)")
_BETWEEN_KEYS = "; "
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Command:
    """The action has the words, the keys as they are now, and whether it can be done."""

    name: str
    action: QAction
    menu: QMenu
    usual_keys: tuple[QKeySequence, ...]

    @property
    def text(self) -> str:
        """What it does, in words."""
        return without_mnemonic(self.action.text().partition("\t")[0]).removesuffix("…")

    @property
    def group(self) -> str:
        """The menu that it stands in, in words."""
        return without_mnemonic(self.menu.title())

    @property
    def keys(self) -> tuple[QKeySequence, ...]:
        """What it is reached by now."""
        return tuple(self.action.shortcuts())

    @property
    def fields_key(self) -> str:
        """The key that every field has for this itself; empty for most commands."""
        return fields_key(self.name)

    @property
    def has_usual_keys(self) -> bool:
        """Whether nobody gave it other keys."""
        return self.keys == self.usual_keys


_STANDARD = {
    "undo": QKeySequence.StandardKey.Undo,
    "redo": QKeySequence.StandardKey.Redo,
    "cut": QKeySequence.StandardKey.Cut,
    "copy": QKeySequence.StandardKey.Copy,
    "paste": QKeySequence.StandardKey.Paste,
    "selectAll": QKeySequence.StandardKey.SelectAll,
}


class Commands(QObject):
    """Signals: about_to_be_listed() so that what depends on the focus can say whether it can be done."""

    about_to_be_listed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}

    def all(self) -> tuple[Command, ...]:
        """Every command, in the order of the menus."""
        return tuple(self._commands.values())

    def add(self, action: QAction, menu: QMenu, keys: Sequence[QKeySequence]) -> None:
        """Enter an action under its object name."""
        usual = tuple(key for key in keys if not key.isEmpty())
        action.setShortcuts(list(usual))
        self._commands[action.objectName()] = Command(action.objectName(), action, menu, usual)

    def use_keys(self, chosen: Mapping[str, str]) -> None:
        """Take what the settings say; a command that they do not name has its usual keys."""
        for command in self._commands.values():
            text = chosen.get(command.name)
            keys = command.usual_keys if text is None else keys_from(text)
            if tuple(command.action.shortcuts()) != keys:
                command.action.setShortcuts(list(keys))

    def holders(self, key: QKeySequence, *, besides: str = "") -> tuple[Command, ...]:
        """The commands that a key reaches already."""
        return tuple(one for one in self.all() if one.name != besides and key in one.keys)


def without_mnemonic(text: str) -> str:
    """A menu's text as it reads.

    >>> without_mnemonic("&Run"), without_mnemonic("실행(&R)"), without_mnemonic("Save && quit")
    ('Run', '실행', 'Save & quit')
    """
    return _MNEMONIC.sub("", text)


def fields_key(name: str) -> str:
    """The key that fields have themselves for the command of that name, as it is shown; empty for none."""
    kind = _STANDARD.get(name)
    return "" if kind is None else QKeySequence(kind).toString(_NATIVE)


def keys_text(keys: Iterable[QKeySequence]) -> str:
    """Keys as they are shown."""
    return _BETWEEN_KEYS.join(key.toString(_NATIVE) for key in keys)


def kept_keys(keys: Iterable[QKeySequence]) -> str:
    """Keys as the settings keep them; no key at all is an empty text."""
    return _BETWEEN_KEYS.join(key.toString(_PORTABLE) for key in keys)


def keys_from(text: str) -> tuple[QKeySequence, ...]:
    """What `kept_keys` wrote; what is no key is left out."""
    keys = (QKeySequence(part, _PORTABLE) for part in text.split(_BETWEEN_KEYS))
    return tuple(key for key in keys if not key.isEmpty() and key.toString())
