"""Whether the system is dark, and when that changes: as its settings portal says, else as Qt does.

Qt hears of it on some desktops only (6.11: KDE and GNOME by their own ways); the portal is there on all.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

_SERVICE, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_NAMESPACE, _KEY = "org.freedesktop.appearance", "color-scheme"
_DARK, _LIGHT = 1, 2
"""0 and anything else: the system has no preference."""


class SystemScheme(QObject):
    """Signals: changed() when the system's answer may be another."""

    changed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hints = app.styleHints()
        self._from_portal = 0
        self._listens = False
        self._hints.colorSchemeChanged.connect(self._on_hints_changed)

    @property
    def is_dark(self) -> bool:
        """What the system wants; light where it does not say."""
        if self._from_portal in {_DARK, _LIGHT}:
            return self._from_portal == _DARK
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    def listen(self, bus: QDBusConnection | None = None) -> None:
        """Ask the portal, and hear of changes from now on; `bus` stands for the session's in tests."""
        if self._listens or (bus is None and not has_session_bus()):
            return
        self._listens = True
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = bus or QDBusConnection.sessionBus()
        # The stubs want bytes, and the function a str.
        slot = cast("bytes", SLOT("on_setting_changed(QString,QString,QDBusVariant)"))
        bus.connect(_SERVICE, _PATH, _INTERFACE, "SettingChanged", self, slot)
        question = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "ReadOne")
        question.setArguments([_NAMESPACE, _KEY])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        watcher.finished.connect(self._on_answered)

    @Slot("QDBusPendingCallWatcher*")
    def _on_answered(self, watcher: QDBusPendingCallWatcher) -> None:
        arguments = watcher.reply().arguments()
        watcher.deleteLater()
        if len(arguments) == 1:
            self._take(arguments[0])

    @Slot("QString", "QString", "QDBusVariant")
    def on_setting_changed(self, namespace: str, key: str, value: object) -> None:
        """The portal's signal."""
        if (namespace, key) == (_NAMESPACE, _KEY):
            self._take(value)

    def _take(self, value: object) -> None:
        from PySide6.QtDBus import QDBusVariant

        told = value.variant() if isinstance(value, QDBusVariant) else None
        self._from_portal = told if isinstance(told, int) else 0
        self.changed.emit()

    @Slot(Qt.ColorScheme)
    def _on_hints_changed(self, _scheme: Qt.ColorScheme) -> None:
        self.changed.emit()


def has_session_bus() -> bool:
    """Whether there is a bus to ask; libdbus would start one where there is none."""
    if not sys.platform.startswith("linux"):
        return False
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or (
        runtime is not None and Path(runtime, "bus").is_socket()
    )
