from __future__ import annotations

import pytest
from fakes.network import ScriptedProxy
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.connections.proxy import ProxyPhase, ProxySettings, ProxyState
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.ui.endpoints.proxy_page import ProxyPage

pytestmark = pytest.mark.usefixtures("qt_loop", "theme")


def opened(qtbot: QtBot, proxy: ScriptedProxy, settings: ProxySettings | None = None) -> ProxyPage:
    page = ProxyPage(settings or ProxySettings(), proxy)
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show()
    return page


def token(page: ProxyPage) -> str:
    found = page.findChild(QLineEdit, "proxyToken")
    assert found is not None
    return found.text()


def press(qtbot: QtBot, page: ProxyPage, name: str) -> None:
    button = page.findChild(QPushButton, name) or page.findChild(QCheckBox, name)
    assert button is not None
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_that_switching_on_for_the_first_time_shows_a_token_that_can_be_copied(qtbot: QtBot) -> None:
    page = opened(qtbot, ScriptedProxy())

    press(qtbot, page, "proxySwitch")
    qtbot.waitUntil(lambda: token(page) == "token-1")
    press(qtbot, page, "proxyCopy")

    assert QApplication.clipboard().text() == "token-1"
    assert page.applied_to(Settings()).proxy.is_on


def test_that_a_token_that_is_known_is_not_shown_again(qtbot: QtBot) -> None:
    proxy = ScriptedProxy()
    proxy.tokens.append("kept")
    page = opened(qtbot, proxy)

    press(qtbot, page, "proxySwitch")
    renew = page.findChild(QPushButton, "proxyRenew")
    assert renew is not None
    qtbot.waitUntil(renew.isEnabled)

    assert token(page) == ""


def test_that_a_new_token_replaces_the_old_one(qtbot: QtBot) -> None:
    proxy = ScriptedProxy()
    proxy.tokens.append("old")
    page = opened(qtbot, proxy, ProxySettings(is_on=True))

    press(qtbot, page, "proxyRenew")

    qtbot.waitUntil(lambda: token(page) == "token-2")


def test_that_pages_are_listed_one_a_line_and_a_wrong_one_cannot_be_saved(qtbot: QtBot) -> None:
    page = opened(qtbot, ScriptedProxy(), ProxySettings(origins=("http://localhost:3000",)))
    origins = page.findChild(QPlainTextEdit, "proxyOrigins")
    port = page.findChild(QSpinBox, "proxyPort")
    assert origins is not None
    assert port is not None

    origins.setPlainText("http://localhost:3000\nnull")
    assert not page.is_valid
    origins.setPlainText("http://localhost:3000/\nhttps://Lab.example")
    port.setValue(9000)

    wanted = ProxySettings(port=9000, origins=("http://localhost:3000", "https://lab.example"))
    assert page.is_valid
    assert page.applied_to(Settings()) == Settings(proxy=wanted)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ProxyState(ProxyPhase.READY, "http://127.0.0.1:8377"), "http://127.0.0.1:8377/upstream/local/v1"),
        (ProxyState(ProxyPhase.FAILED, reason="port 8377 is taken"), "port 8377 is taken"),
        (ProxyState(), "off"),
    ],
)
def test_that_the_page_says_how_the_proxy_is(qtbot: QtBot, state: ProxyState, words: str) -> None:
    page = opened(qtbot, ScriptedProxy(state))

    label = page.findChild(QLabel, "proxyState")
    assert label is not None
    assert words in label.text()
