from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.stores import MemoryKeys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.connections.network import Network, NetworkLimits, ProxyUse
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.errors import SecretStoreReason
from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog

pytestmark = pytest.mark.usefixtures("qt_loop", "theme")

MARKED_KEY = "hs-canary-0123456789"
SERVER = Endpoint(EndpointKind.CUSTOM, "https://lab.example/v1", "Lab")


class Dialog:
    def __init__(self, qtbot: QtBot, keys: MemoryKeys, settings: Settings) -> None:
        self.qtbot = qtbot
        self.dialog = SettingsDialog(settings, keys)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: "Asking" not in self.said())

    def said(self) -> str:
        return child(self.dialog, QLabel, "endpointKeyMessage").text()

    def edit(self, name: str) -> QLineEdit:
        return child(self.dialog, QLineEdit, name)

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(child(self.dialog, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def save(self) -> QPushButton:
        (buttons,) = self.dialog.findChildren(QDialogButtonBox)
        return buttons.button(QDialogButtonBox.StandardButton.Save)


@pytest.fixture
def keys() -> MemoryKeys:
    return MemoryKeys()


def opened(qtbot: QtBot, keys: MemoryKeys, settings: Settings | None = None) -> Dialog:
    return Dialog(qtbot, keys, settings or Settings())


def test_that_settings_come_back_as_they_were(qtbot: QtBot, keys: MemoryKeys) -> None:
    settings = Settings(
        endpoint="https://lab.example/v1",
        holysheep=Network(NetworkLimits(2.5, 30.0, 90.0, 4), ProxyUse.NONE, certificates="/ca.pem"),
        servers=(SERVER, Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:8000/v1")),
        language=Language.KOREAN,
        theme=ThemeChoice.DARK,
        model_path="/models/a.gguf",
        terms_shown=True,
        notifies=False,
        reduces_motion=True,
        state={"x": "y"},
    )

    assert opened(qtbot, keys, settings).dialog.settings() == settings


def test_that_choices_made_by_hand_are_in_the_settings(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)
    combo = child(shown.dialog, QComboBox, "themeChoice")

    qtbot.keyClicks(combo, "Dark")
    for name in ("motionChoice", "notifyChoice"):
        child(shown.dialog, QCheckBox, name).click()

    wanted = replace(Settings(), theme=ThemeChoice.DARK, reduces_motion=True, notifies=False)
    assert shown.dialog.settings() == wanted


def test_that_an_address_is_completed_while_it_is_typed(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)
    shown.click("addEndpoint")

    qtbot.keyClicks(shown.edit("addressEdit"), "http://127.0.0.1:8000/v1/chat/completions")

    assert [server.base_url for server in shown.dialog.settings().servers] == ["http://127.0.0.1:8000/v1"]
    assert "http://127.0.0.1:8000/v1" in child(shown.dialog, QLabel, "addressMessage").text()


def test_that_a_wrong_address_is_told_beside_the_field_and_cannot_be_saved(
    qtbot: QtBot, keys: MemoryKeys
) -> None:
    shown = opened(qtbot, keys)
    shown.click("addEndpoint")

    qtbot.keyClicks(shown.edit("addressEdit"), "ftp://files")

    assert "http://" in child(shown.dialog, QLabel, "addressMessage").text()
    assert not shown.save.isEnabled()
    shown.edit("addressEdit").clear()
    assert shown.save.isEnabled()


def test_that_a_key_without_encryption_is_warned_of(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)
    shown.click("addEndpoint")

    qtbot.keyClicks(shown.edit("addressEdit"), "http://lab.example")

    assert "Not encrypted" in child(shown.dialog, QLabel, "addressMessage").text()


def test_that_a_pasted_key_is_cleaned_kept_for_its_origin_and_gone_from_the_screen(
    qtbot: QtBot, keys: MemoryKeys
) -> None:
    shown = opened(qtbot, keys)
    assert shown.said() == "No key is known."

    qtbot.keyClicks(shown.edit("endpointKeyEdit"), f' "Bearer {MARKED_KEY}" ')
    shown.click("endpointKeyKeep")

    assert keys.kept == {"https://api.holysheep.ai": MARKED_KEY}
    assert shown.said() == "A key is kept in the system keyring."
    assert shown.edit("endpointKeyEdit").text() == ""
    for widget in shown.dialog.findChildren(QWidget):
        assert MARKED_KEY not in str(widget.property("text"))
        assert MARKED_KEY not in widget.accessibleDescription()


@pytest.mark.parametrize("by", ["save", "enter"])
def test_that_saving_keeps_a_typed_key_before_the_dialog_goes(
    qtbot: QtBot, keys: MemoryKeys, by: str
) -> None:
    shown = opened(qtbot, keys)
    edit = shown.edit("endpointKeyEdit")
    qtbot.keyClicks(edit, "not a key at all")
    shown.save.click()
    is_open_with_no_key = shown.dialog.isVisible()
    edit.clear()
    qtbot.keyClicks(edit, MARKED_KEY)
    told: list[bool] = []
    shown.dialog.key_changed.connect(lambda: told.append(shown.dialog.isVisible()))

    with qtbot.waitSignal(shown.dialog.accepted):
        if by == "save":
            shown.save.click()
        else:
            qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert is_open_with_no_key
    assert keys.kept == {"https://api.holysheep.ai": MARKED_KEY}
    assert told == [True]


def test_that_a_key_can_be_kept_for_the_session_only(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)
    child(shown.dialog, QCheckBox, "endpointKeySessionOnly").click()

    qtbot.keyClicks(shown.edit("endpointKeyEdit"), MARKED_KEY)
    shown.click("endpointKeyKeep")

    assert (keys.kept, keys.session) == ({}, {"https://api.holysheep.ai": MARKED_KEY})
    assert shown.said() == "A key is known for this session only."


def test_that_there_is_nothing_to_forget_without_a_key(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)

    assert not child(shown.dialog, QPushButton, "endpointKeyForget").isEnabled()


def test_that_a_key_is_masked_while_it_is_typed(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)
    edit = shown.edit("endpointKeyEdit")

    qtbot.keyClicks(edit, MARKED_KEY)
    edit.selectAll()
    edit.copy()

    assert MARKED_KEY not in edit.displayText()
    assert QApplication.clipboard().text() != MARKED_KEY


def test_that_a_key_stays_for_the_session_where_the_keyring_fails_and_the_reason_is_shown(
    qtbot: QtBot,
) -> None:
    keys = MemoryKeys(SecretStoreReason.LOCKED)
    shown = opened(qtbot, keys)
    assert "locked" in shown.said()

    qtbot.keyClicks(shown.edit("endpointKeyEdit"), MARKED_KEY)
    shown.click("endpointKeyKeep")

    assert keys.session == {"https://api.holysheep.ai": MARKED_KEY}
    assert shown.said() == (
        "The system keyring is locked. The key is kept until you quit, and is written nowhere."
    )


def test_that_a_key_that_no_header_can_carry_is_refused_in_its_field(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)

    shown.edit("endpointKeyEdit").setText("키123")
    shown.click("endpointKeyKeep")

    assert keys.kept == {}
    assert shown.said() == "This contains characters that cannot be sent."
    assert shown.edit("endpointKeyEdit").text() == "키123"


def test_that_forgetting_removes_the_key(qtbot: QtBot, keys: MemoryKeys) -> None:
    keys.kept["https://api.holysheep.ai"] = MARKED_KEY
    shown = opened(qtbot, keys)
    assert shown.said() == "A key is kept in the system keyring."

    with qtbot.waitSignal(shown.dialog.key_changed):
        shown.click("endpointKeyForget")
    shown.settle()

    assert keys.kept == {}
    qtbot.waitUntil(lambda: shown.said() == "No key is known.")


def test_that_the_custom_key_belongs_to_the_origin_of_the_address(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys, Settings(servers=(SERVER,), endpoint=SERVER.id))

    qtbot.keyClicks(shown.edit("endpointKeyEdit"), MARKED_KEY)
    shown.click("endpointKeyKeep")
    shown.edit("addressEdit").setText("https://other.example/v1")
    shown.settle()

    assert keys.kept == {"https://lab.example": MARKED_KEY}
    assert shown.said() == "No key is known."


def test_that_no_key_can_be_typed_without_an_address(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)

    shown.click("addEndpoint")

    assert not shown.edit("endpointKeyEdit").isEnabled()


def test_that_the_cursor_waits_where_the_key_is_typed(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)

    shown.dialog.focus_key("holysheep")

    assert shown.dialog.focusWidget() is shown.edit("endpointKeyEdit")


def rows(shown: Dialog) -> list[str]:
    listed = child(shown.dialog, QListWidget, "endpointList")
    return [listed.item(row).text() for row in range(listed.count())]


def test_that_servers_are_added_named_and_removed(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys, Settings(servers=(SERVER,), endpoint=SERVER.id))
    assert rows(shown) == ["Local", "HolySheep", "Lab"]

    shown.click("addEndpoint")
    qtbot.keyClicks(shown.edit("addressEdit"), "http://127.0.0.1:9000")
    qtbot.keyClicks(shown.edit("endpointName"), "mine")
    assert rows(shown) == ["Local", "HolySheep", "Lab", "mine"]
    child(shown.dialog, QListWidget, "endpointList").setCurrentRow(2)
    shown.click("removeEndpoint")

    mine = Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:9000/v1", "mine")
    assert rows(shown) == ["Local", "HolySheep", "mine"]
    assert shown.dialog.settings() == Settings(servers=(mine,), endpoint="local")


def test_that_the_local_model_and_holysheep_cannot_be_removed(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)

    for row in (0, 1):
        child(shown.dialog, QListWidget, "endpointList").setCurrentRow(row)
        assert not child(shown.dialog, QPushButton, "removeEndpoint").isEnabled()


def test_that_a_server_of_which_nothing_was_typed_is_left_out(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys)

    shown.click("addEndpoint")

    assert shown.save.isEnabled()
    assert shown.dialog.settings() == Settings()


def test_that_each_endpoint_has_limits_and_a_proxy_of_its_own(qtbot: QtBot, keys: MemoryKeys) -> None:
    shown = opened(qtbot, keys, Settings(servers=(SERVER,), endpoint=SERVER.id))
    qtbot.mouseClick(child(shown.dialog, QToolButton, "endpointMore"), Qt.MouseButton.LeftButton)

    child(shown.dialog, QSpinBox, "retries").setValue(5)
    child(shown.dialog, QComboBox, "proxyUse").setCurrentIndex(2)
    assert not shown.save.isEnabled()
    qtbot.keyClicks(shown.edit("proxyUrl"), "proxy.example:8080")

    settings = shown.dialog.settings()
    network = Network(NetworkLimits(retries=5), ProxyUse.OWN, "http://proxy.example:8080")
    assert settings.servers == (replace(SERVER, network=network),)
    assert settings.holysheep == Network()


def test_that_a_key_goes_unencrypted_only_where_that_is_agreed_for_the_host(
    qtbot: QtBot, keys: MemoryKeys
) -> None:
    shown = opened(qtbot, keys)
    consent = child(shown.dialog, QCheckBox, "allowsPlainHttp")
    assert not consent.isVisible()
    shown.click("addEndpoint")
    qtbot.keyClicks(shown.edit("addressEdit"), "http://lab.example")
    assert consent.isVisible()

    consent.click()
    assert shown.dialog.settings().servers[0].network.allows_plain_http
    shown.edit("addressEdit").setText("https://lab.example")

    assert not shown.dialog.settings().servers[0].network.allows_plain_http
