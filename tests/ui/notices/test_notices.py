from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiStatusError,
    ApiTimeoutError,
    AuthenticationError,
    BadRequestError,
    CertificateFileError,
    ConnectionFault,
    HolySheepError,
    InputError,
    InputReason,
    RateLimitedError,
    ReportWriteError,
    SecretStoreError,
    SecretStoreReason,
    ServerError,
    SettingsFileError,
)
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.words.errors import Action, Notice, describe, input_sentence, secret_store_sentence
from holysheep_desktop.ui.words.moments import moment_words


def leaves(kind: type[HolySheepError]) -> Iterator[type[HolySheepError]]:
    children = kind.__subclasses__()
    if not children:
        yield kind
    for child in children:
        yield from leaves(child)


@pytest.mark.parametrize("kind", sorted(set(leaves(HolySheepError)), key=lambda kind: kind.__name__))
def test_that_every_error_has_words_of_its_own(kind: type[HolySheepError]) -> None:
    assert describe.dispatch(kind) is not describe.dispatch(BaseException)


def test_that_an_unknown_error_leads_to_the_log_and_shows_nothing_of_itself() -> None:
    notice = describe(ValueError("secret detail"))

    assert notice.action is Action.SHOW_LOG
    assert "secret" not in notice.title + notice.advice


def test_that_a_wrong_key_is_explained_with_bearer_and_a_field_for_the_key() -> None:
    notice = describe(AuthenticationError("models", 401))

    assert "401" in notice.title
    assert "Bearer" in notice.advice
    assert notice.action is Action.ENTER_KEY


def test_that_a_refused_option_is_named_and_extra_body_explained() -> None:
    notice = describe(BadRequestError("analyse", 400, "no layer 99", param="extra_body.sae_layer"))

    assert "extra_body.sae_layer" in notice.title
    assert "extra_body" in notice.advice
    assert "no layer 99" in notice.advice


def test_that_a_rate_limit_says_how_long_to_wait() -> None:
    notice = describe(RateLimitedError("analyse", 429, attempts=3, retry_after_s=12.0))

    assert "3" in notice.title
    assert "12 s" in notice.advice
    assert notice.action is Action.RETRY


def test_that_a_long_wait_is_said_by_the_clock() -> None:
    until = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)

    notice = describe(RateLimitedError("analyse", 429, retry_after_s=4000.0, retry_at=until))

    assert notice.advice == f"The endpoint asks to wait until {moment_words(until)}."


def test_that_a_timeout_is_not_described_as_a_broken_connection() -> None:
    notice = describe(ApiTimeoutError("analyse", "api.example", 30.0))

    assert "30 s" in notice.title


@pytest.mark.parametrize("fault", list(ConnectionFault))
def test_that_every_connection_fault_has_advice(fault: ConnectionFault) -> None:
    notice = describe(ApiConnectionError("models", fault, "api.example"))

    assert "api.example" in notice.title
    assert notice.advice


@pytest.mark.parametrize("reason", list(InputReason))
def test_that_every_reason_for_a_refused_field_is_a_sentence(reason: InputReason) -> None:
    assert input_sentence(InputError("top_k", reason, 5)).endswith(".")


@pytest.mark.parametrize("reason", list(SecretStoreReason))
def test_that_every_trouble_with_the_keyring_is_a_sentence(reason: SecretStoreReason) -> None:
    assert secret_store_sentence(reason) in describe(SecretStoreError(reason)).advice


@pytest.mark.parametrize(
    ("reason", "action"),
    [
        pytest.param(SecretStoreReason.LOCKED, Action.RETRY, id="SK01-locked-said"),
        pytest.param(SecretStoreReason.SLOW, Action.RETRY, id="SK01-slow-said"),
        pytest.param(SecretStoreReason.ABSENT, Action.ENTER_KEY, id="SK01-absent-said"),
    ],
)
def test_that_a_keyring_that_waits_to_be_unlocked_is_asked_again(
    reason: SecretStoreReason, action: Action
) -> None:
    assert describe(SecretStoreError(reason)).action is action


def test_that_a_status_without_a_class_of_its_own_is_named() -> None:
    assert "418" in describe(ApiStatusError("models", 418)).title


def test_that_a_report_that_was_not_written_says_that_the_old_file_is_as_it_was() -> None:
    notice = describe(ReportWriteError(Path("/tmp/a.json"), "disk full"))

    assert "a.json" in notice.title
    assert notice.action is Action.SAVE_ELSEWHERE


def test_that_files_are_named_where_the_user_must_find_them() -> None:
    assert "settings.json" in describe(SettingsFileError(Path("/x/settings.json"), "bad")).advice
    assert "ca.pem" in describe(CertificateFileError("SSL_CERT_FILE", Path("/x/ca.pem"), "bad")).advice


@pytest.fixture
def strip(qtbot: QtBot, theme: object) -> NoticeStrip:
    strip = NoticeStrip()
    qtbot.addWidget(strip)
    return strip


def shown(strip: NoticeStrip, name: str) -> QLabel:
    label = strip.findChild(QLabel, name)
    assert label is not None
    return label


def test_that_the_strip_is_hidden_until_there_is_something_to_say(strip: NoticeStrip) -> None:
    assert strip.isHidden()

    strip.show_note("Saved")

    assert not strip.isHidden()
    assert shown(strip, "noticeTitle").text() == "Saved"


def test_that_the_button_asks_for_the_cure(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_error(AuthenticationError("models", 401))
    button = strip.findChild(QPushButton, "noticeAction")
    assert button is not None

    with qtbot.waitSignal(strip.action_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert asked.args == [Action.ENTER_KEY]


def test_that_an_error_without_a_cure_has_no_button(strip: NoticeStrip) -> None:
    strip.show_error(InputError("prompt", InputReason.EMPTY))
    button = strip.findChild(QPushButton, "noticeAction")

    assert button is not None
    assert button.isHidden()


def test_that_words_of_a_server_are_never_taken_for_html(strip: NoticeStrip) -> None:
    strip.show_error(ServerError("models", 500, "<b>boom</b><img src=x>"))

    assert shown(strip, "noticeAdvice").textFormat() is Qt.TextFormat.PlainText
    assert "<b>boom</b>" in shown(strip, "noticeAdvice").text()


def test_that_close_takes_the_notice_away(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_error(ServerError("models", 500))
    button = strip.findChild(QPushButton, "noticeClose")
    assert button is not None

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert strip.isHidden()
    assert strip.notice == Notice("")
