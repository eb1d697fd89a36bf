"""The folded facts under a notice about an endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.settings import Language
from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiError,
    ApiResponseError,
    ApiTimeoutError,
    ConnectionFault,
    ReportWriteError,
    ServerError,
)
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.notices.error_details import diagnosis, error_facts
from holysheep_desktop.ui.notices.strip import NoticeStrip

FAILED = ServerError("analyse", 503, "overloaded <b>x</b>", code="busy", request_id="req-7", attempts=3)


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[NoticeStrip]:
    strip = NoticeStrip()
    qtbot.addWidget(strip)
    yield strip
    strip.hide()


def button(strip: NoticeStrip, name: str) -> QPushButton:
    found = strip.findChild(QPushButton, name)
    assert found is not None
    return found


def facts_label(strip: NoticeStrip) -> QLabel:
    found = strip.findChild(QLabel, "errorFacts")
    assert found is not None
    return found


def test_that_details_are_folded_until_somebody_asks(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_error(FAILED)
    assert facts_label(strip).isHidden()

    qtbot.mouseClick(button(strip, "detailsToggle"), Qt.MouseButton.LeftButton)

    assert facts_label(strip).isVisible()
    for fact in ("503", "busy", "req-7", "3", "overloaded <b>x</b>"):
        assert fact in facts_label(strip).text()
    assert facts_label(strip).textFormat() is Qt.TextFormat.PlainText


def test_that_another_error_is_folded_again(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_error(FAILED)
    qtbot.mouseClick(button(strip, "detailsToggle"), Qt.MouseButton.LeftButton)

    strip.show_error(ApiTimeoutError("analyse", "api.example", 30.0))

    assert facts_label(strip).isHidden()
    assert "503" not in facts_label(strip).text()


def test_that_the_diagnosis_is_copied(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_error(FAILED)
    qtbot.mouseClick(button(strip, "detailsToggle"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(strip, "copyDiagnosis"), Qt.MouseButton.LeftButton)

    copied = QGuiApplication.clipboard().text()

    assert copied == diagnosis(FAILED)
    assert "req-7" in copied


@pytest.mark.parametrize("error", [ReportWriteError(Path("a.json"), "disk full"), ValueError("x")])
def test_that_other_errors_have_no_details(strip: NoticeStrip, error: Exception) -> None:
    strip.show_error(error)

    details = strip.findChild(QWidget, "errorDetails")
    assert details is not None
    assert details.isHidden()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            ApiConnectionError("models", ConnectionFault.TLS, "api.example:443", 1, "expired"),
            ("tls", "expired"),
        ),
        (ApiTimeoutError("models", "api.example", 30.0, 2), ("timeout", "api.example")),
        (ApiResponseError("models", "not JSON: position 3", "<html>\u202e"), ("position 3", "⟨U+202E⟩")),
    ],
    ids=["connection", "timeout", "response"],
)
def test_that_each_kind_of_error_names_its_facts(error: ApiError, expected: tuple[str, ...]) -> None:
    values = " ".join(value for _, value in error_facts(error))

    assert all(part in values for part in expected)


def test_that_a_text_without_end_is_cut_at_500_characters() -> None:
    facts = dict(error_facts(ServerError("analyse", 500, "x" * 100_000)))

    assert max(map(len, facts.values())) == 500


def test_that_the_details_follow_the_language(strip: NoticeStrip, qapp: QApplication, qtbot: QtBot) -> None:
    strip.show_error(FAILED)
    languages = Languages(qapp, Language.KOREAN)
    try:
        qtbot.waitUntil(lambda: button(strip, "copyDiagnosis").text() != "Copy diagnosis")
        facts = facts_label(strip).text()
    finally:
        languages.choose(Language.ENGLISH)

    assert any("가" <= character <= "힣" for character in facts)
