"""The theme that follows the system, against a settings portal on a bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

PROGRAM = """
import threading
from jeepney import DBusAddress, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from holysheep_desktop.core.settings import ThemeChoice
from holysheep_desktop.ui.appearance.theme import Theme

PATH, INTERFACE = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"
APPEARANCE, KEY = "org.freedesktop.appearance", "color-scheme"

portal = open_dbus_connection(bus="SESSION")
portal.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))

def serve():
    emitter = DBusAddress(PATH, interface=INTERFACE)
    asked = portal.receive()
    while asked.body != (APPEARANCE, KEY):
        asked = portal.receive()
    portal.send(new_method_return(asked, "v", (("u", 1),)))
    for key, value in (("contrast", ("u", 1)), (KEY, ("u", 2)), (KEY, ("u", 1)), (KEY, ("u", 0))):
        portal.send(new_signal(emitter, "SettingChanged", "ssv", (APPEARANCE, key, value)))

threading.Thread(target=serve, daemon=True).start()
app = QApplication([])
theme = Theme(app, ThemeChoice.SYSTEM)
seen = [theme.is_dark]

def on_changed():
    seen.append(theme.is_dark)
    if len(seen) == 5:
        print(*seen)
        app.quit()

theme.changed.connect(on_changed)
QTimer.singleShot(20000, app.quit)
app.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="this machine has no D-Bus to start")
def test_that_the_window_turns_dark_and_light_with_the_system_while_it_is_open() -> None:
    """Light until the portal has answered; a key that is not ours changes nothing; no preference is light."""
    run = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert run.stdout.split() == ["False", "True", "False", "True", "False"]
