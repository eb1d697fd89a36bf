"""Whether anything may move: not where the user wants it still, here or in the system's settings.

What moves at all: bars of unknown length, the blinking caret, and menus and lists that unfold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import SLOT, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QProgressBar

from holysheep_desktop.ui.appearance.system_scheme import has_session_bus

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

_SERVICE, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_WISHES = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): 0,
}
"""The settings that ask for stillness, and the value by which they do."""
_EFFECTS = (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip,
            Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_FadeTooltip, Qt.UIEffect.UI_AnimateToolBox)  # fmt: skip
_STILL = "stillness"
_WAITS = "waits"


class Motion(QObject):
    """Belongs to the application; `use` says what the settings want, `listen` asks the system."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._flash_ms = app.cursorFlashTime()
        self._effects = [effect for effect in _EFFECTS if app.isEffectEnabled(effect)]
        self._by_settings = False
        self._by_system: dict[tuple[str, str], bool] = {}

    @property
    def is_reduced(self) -> bool:
        """Whether nothing moves."""
        return self._by_settings or any(self._by_system.values())

    def use(self, is_reduced: bool) -> None:
        """Take what the program's own settings want."""
        self._by_settings = is_reduced
        self._apply()

    def listen(self, bus: QDBusConnection | None = None) -> None:
        """Ask the settings portal, and hear of changes; `bus` stands for the session's in tests."""
        if bus is None and not has_session_bus():
            return
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = bus or QDBusConnection.sessionBus()
        # The stubs want bytes, and the function a str.
        slot = cast("bytes", SLOT("on_setting_changed(QString,QString,QDBusVariant)"))
        bus.connect(_SERVICE, _PATH, _INTERFACE, "SettingChanged", self, slot)
        for wish in _WISHES:
            question = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "ReadOne")
            question.setArguments(list(wish))
            watcher = QDBusPendingCallWatcher(bus.asyncCall(question), self)
            watcher.setProperty(_WAITS, list(wish))
            watcher.finished.connect(self._on_answered)

    @Slot("QDBusPendingCallWatcher*")
    def _on_answered(self, watcher: QDBusPendingCallWatcher) -> None:
        arguments = watcher.reply().arguments()
        namespace, key = watcher.property(_WAITS)
        watcher.deleteLater()
        if len(arguments) == 1:
            self.on_setting_changed(namespace, key, arguments[0])

    @Slot("QString", "QString", "QDBusVariant")
    def on_setting_changed(self, namespace: str, key: str, value: object) -> None:
        """The portal's signal."""
        from PySide6.QtDBus import QDBusVariant

        if (namespace, key) in _WISHES and isinstance(value, QDBusVariant):
            self._by_system[namespace, key] = value.variant() == _WISHES[namespace, key]
            self._apply()

    def _apply(self) -> None:
        still = self.is_reduced
        self._app.setProperty(_STILL, still)
        self._app.setCursorFlashTime(0 if still else self._flash_ms)
        for effect in self._effects:
            self._app.setEffectEnabled(effect, not still)
        for window in self._app.topLevelWidgets():
            for bar in window.findChildren(QProgressBar):
                if bar.property(_WAITS):
                    show_share(bar, 0, 0)


def show_share(bar: QProgressBar, done: int, total: int) -> None:
    """Show how much is done; without a total, that it goes on: moving, or empty where nothing may move."""
    app = QApplication.instance()
    is_still = app is not None and bool(app.property(_STILL))
    is_unknown = total <= 0
    bar.setProperty(_WAITS, is_unknown)
    bar.setRange(0, total if not is_unknown else int(is_still))
    bar.setValue(0 if is_unknown else min(done, total))
