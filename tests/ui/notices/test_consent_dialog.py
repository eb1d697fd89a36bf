from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.notices.consent_dialog import Consent, ConsentDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> ConsentDialog:
    made = ConsentDialog("end", lambda: Consent("End", "End it?", "Work stops.", "Stop and close", "Go on"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def button(dialog: ConsentDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_that_the_cursor_waits_on_no_and_enter_says_no(dialog: ConsentDialog, qtbot: QtBot) -> None:
    waits_on = dialog.focusWidget()
    assert waits_on is button(dialog, "endNo")

    qtbot.keyClick(waits_on, Qt.Key.Key_Return)

    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()


def test_that_enter_on_yes_says_yes(dialog: ConsentDialog, qtbot: QtBot) -> None:
    yes = button(dialog, "endYes")
    yes.setFocus()

    qtbot.keyClick(yes, Qt.Key.Key_Return)

    assert dialog.result() == QDialog.DialogCode.Accepted
