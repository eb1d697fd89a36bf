"""What the proxy for web pages tells in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.connections.proxy import ProxyPhase, ProxyState
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.words.errors import Action, Notice

translate = QCoreApplication.translate


def tell_of_proxy(state: ProxyState, notices: NoticeStrip) -> None:
    """Say that web pages may ask now, or why they may not."""
    if state.phase is ProxyPhase.READY:
        notices.show_told(lambda: _ready(state))
    elif state.phase is ProxyPhase.FAILED:
        notices.show_told(lambda: _failed(state))


def _ready(state: ProxyState) -> Notice:
    words = translate("Frame", "Web pages and notebooks of this computer may ask {address}")
    return Notice(words.format(address=state.address))


def _failed(state: ProxyState) -> Notice:
    words = translate("Frame", "The proxy for web pages does not run: {reason}")
    advice = translate("Frame", "Choose another port in the settings, or switch it off.")
    return Notice(words.format(reason=state.reason), advice, Action.OPEN_SETTINGS)
