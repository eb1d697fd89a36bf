from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.connections.proxy import ProxyPhase, ProxySettings, ProxyState
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.window.proxy_news import ProxyNews

OFF, ON = ProxySettings(), ProxySettings(is_on=True)
READY = ProxyState(ProxyPhase.READY, "http://127.0.0.1:8377")
FAILED = ProxyState(ProxyPhase.FAILED, reason="the port is taken")


@pytest.fixture
def strip(qtbot: QtBot) -> NoticeStrip:
    strip = NoticeStrip()
    qtbot.addWidget(strip)
    return strip


def test_that_a_start_with_the_proxy_on_covers_nothing_that_the_start_has_to_say(strip: NoticeStrip) -> None:
    strip.show_note("The program crashed the last time.")

    ProxyNews(strip, ON).tell(READY, ON)

    assert strip.notice.title == "The program crashed the last time."


def test_that_a_proxy_that_was_switched_on_is_told_with_its_address(strip: NoticeStrip) -> None:
    ProxyNews(strip, OFF).tell(READY, ON)

    assert READY.address in strip.notice.title


def test_that_a_proxy_that_answers_after_all_takes_the_words_of_its_fault_away(strip: NoticeStrip) -> None:
    news = ProxyNews(strip, ON)

    news.tell(FAILED, ON)
    assert FAILED.reason in strip.notice.title
    news.tell(READY, ON)

    assert READY.address in strip.notice.title
