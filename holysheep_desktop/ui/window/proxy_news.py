"""What the proxy for web pages tells in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.connections.proxy import ProxyPhase, ProxySettings, ProxyState
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.words.errors import Action, Notice

translate = QCoreApplication.translate


class ProxyNews:
    """One window's words about the proxy. That it answers as it did when the program ended is no news."""

    def __init__(self, notices: NoticeStrip, at_start: ProxySettings) -> None:
        self._notices, self._at_start = notices, at_start
        self._has_news = False

    def tell(self, state: ProxyState, settings: ProxySettings) -> None:
        """Say that web pages may ask now, or why they may not."""
        self._has_news |= settings != self._at_start or state.phase is ProxyPhase.FAILED
        if state.phase is ProxyPhase.FAILED:
            self._notices.show_told(lambda: _failed(state))
        elif state.phase is ProxyPhase.READY and self._has_news:
            self._notices.show_told(lambda: _ready(state))


def _ready(state: ProxyState) -> Notice:
    words = translate("Frame", "Web pages and notebooks of this computer may ask {address}")
    return Notice(words.format(address=state.address))


def _failed(state: ProxyState) -> Notice:
    words = translate("Frame", "The proxy for web pages does not run: {reason}")
    advice = translate("Frame", "Choose another port in the settings, or switch it off.")
    return Notice(words.format(reason=state.reason), advice, Action.OPEN_SETTINGS)
