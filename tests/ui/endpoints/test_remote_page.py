from __future__ import annotations

import shlex

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.endpoints.remote_page import RemotePage


def test_that_the_command_follows_the_choices_and_is_copied_whole(qtbot: QtBot, theme: Theme) -> None:
    page = RemotePage()
    qtbot.addWidget(page)
    page.show()
    model = page.findChild(QLineEdit, "remoteModel")
    model.clear()
    qtbot.keyClicks(model, "google/gemma-2-2b")
    page.findChild(QPlainTextEdit, "remoteSaes").setPlainText("gemma-scope-2b-pt-res/layer_12\nmine/layer_3")
    page.findChild(QComboBox, "remoteDtype").setCurrentIndex(2)
    qtbot.mouseClick(page.findChild(QPushButton, "remoteCopy_serve"), Qt.MouseButton.LeftButton)
    words = shlex.split(QGuiApplication.clipboard().text())
    assert words[words.index("--model") + 1] == "google/gemma-2-2b"
    assert words[words.index("--dtype") + 1] == "bfloat16"
    assert [words[n + 1] for n, word in enumerate(words) if word == "--sae"] == [
        "gemma-scope-2b-pt-res/layer_12", "mine/layer_3",
    ]  # fmt: skip
    qtbot.mouseClick(page.findChild(QPushButton, "remoteCopy_token"), Qt.MouseButton.LeftButton)
    assert words[0] == f"HOLYSHEEP_GATEWAY_TOKEN={QGuiApplication.clipboard().text()}"


def test_that_a_machine_that_is_none_gives_no_tunnel(qtbot: QtBot, theme: Theme) -> None:
    page = RemotePage()
    qtbot.addWidget(page)
    page.findChild(QLineEdit, "remoteMachine").setText("-oProxyCommand=x")
    assert not page.findChild(QPushButton, "remoteCopy_tunnel").isEnabled()
    assert "-oProxyCommand" not in page.findChild(QPlainTextEdit, "remote_tunnel").toPlainText()
