from __future__ import annotations

import pytest
from fakes.network import ScriptedTester
from fakes.stores import MemoryKeys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.connections.connection_test import (
    ConnectionStep,
    StepRemark,
    StepResult,
    StepVerdict,
)
from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.errors import AuthenticationError
from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog

pytestmark = pytest.mark.usefixtures("qt_loop", "theme")


def opened(qtbot: QtBot, tester: ScriptedTester) -> SettingsDialog:
    dialog = SettingsDialog(Settings(), MemoryKeys(), tester=tester)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "Asking" not in child(dialog, QLabel, "endpointKeyMessage").text())
    return dialog


def click(qtbot: QtBot, dialog: SettingsDialog) -> QPushButton:
    button = child(dialog, QPushButton, "testConnection")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def row(dialog: SettingsDialog, step: ConnectionStep) -> tuple[str, str]:
    return child(dialog, QLabel, f"{step}Mark").text(), child(dialog, QLabel, f"{step}Words").text()


def test_that_each_step_shows_its_verdict_and_a_failed_one_its_cure(qtbot: QtBot) -> None:
    tester = ScriptedTester(
        StepResult(ConnectionStep.NAME, StepVerdict.PASSED, "203.0.113.7"),
        StepResult(ConnectionStep.TLS, StepVerdict.PASSED, "TLSv1.3"),
        StepResult(ConnectionStep.KEY, StepVerdict.FAILED, error=AuthenticationError("models", 401)),
        StepResult(ConnectionStep.MODELS, StepVerdict.SKIPPED, remark=StepRemark.EARLIER_STEP),
    )
    dialog = opened(qtbot, tester)

    button = click(qtbot, dialog)
    qtbot.waitUntil(lambda: button.text() == "Test connection")

    assert [endpoint.base_url for endpoint in tester.tried] == [HOLYSHEEP_BASE_URL]
    assert row(dialog, ConnectionStep.TLS) == ("✓", "good · TLSv1.3")
    mark, words = row(dialog, ConnectionStep.KEY)
    assert (mark, "key" in words) == ("✗", True)
    assert row(dialog, ConnectionStep.MODELS) == ("–", "not tried · an earlier step must work first")


def test_that_models_are_counted(qtbot: QtBot) -> None:
    dialog = opened(qtbot, ScriptedTester(StepResult(ConnectionStep.MODELS, StepVerdict.PASSED, "1")))

    button = click(qtbot, dialog)
    qtbot.waitUntil(lambda: button.text() == "Test connection")

    assert row(dialog, ConnectionStep.MODELS)[1] == "good · models: 1"


def test_that_a_test_can_be_stopped_and_begun_again(qtbot: QtBot) -> None:
    tester = ScriptedTester(StepResult(ConnectionStep.NAME, StepVerdict.PASSED))
    tester.hold()
    dialog = opened(qtbot, tester)

    button = click(qtbot, dialog)
    qtbot.waitUntil(lambda: row(dialog, ConnectionStep.TLS)[1] == "trying…")
    assert button.text() == "Stop"
    click(qtbot, dialog)
    qtbot.waitUntil(lambda: button.text() == "Test connection")
    tester.release()
    click(qtbot, dialog)
    qtbot.waitUntil(lambda: button.text() == "Test connection")

    assert len(tester.tried) == 2


def test_that_a_change_of_the_form_forgets_what_was_found(qtbot: QtBot) -> None:
    dialog = opened(qtbot, ScriptedTester(StepResult(ConnectionStep.NAME, StepVerdict.PASSED)))
    button = click(qtbot, dialog)
    qtbot.waitUntil(lambda: button.text() == "Test connection")
    assert child(dialog, QLabel, "nameWords").isVisible()

    child(dialog, QSpinBox, "retries").setValue(0)

    assert not child(dialog, QLabel, "nameWords").isVisible()
