"""A base URL, checked while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import is_loopback, normalised_base_url
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, TypeSize, set_ink, set_invalid
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.words.errors import input_sentence


class AddressField(Translated, QWidget):
    """Signals: address_changed(str) at every keystroke: the normalised base URL, empty while it is none."""

    address_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("address")
        self._address = ""
        self._edit = QLineEdit()
        self._edit.setObjectName("addressEdit")
        self._message = plain_label("addressMessage", size=TypeSize.SECONDARY, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._edit)
        column.addWidget(self._message)
        self._edit.textChanged.connect(self._on_text_changed)
        self._retranslate()

    @property
    def address(self) -> str:
        """The normalised base URL; empty where nothing usable was typed."""
        return self._address

    @property
    def is_valid(self) -> bool:
        """Whether what was typed can be used; an empty field can: it means none."""
        return bool(self._address) or not self._edit.text().strip()

    def set_address(self, address: str) -> None:
        """Show an address as if it had been typed."""
        self._edit.setText(address)

    def focus(self) -> None:
        """Put the cursor into it."""
        self._edit.setFocus()

    @override
    def _retranslate(self) -> None:
        self._edit.setAccessibleName(self.tr("Base address"))
        self._edit.setPlaceholderText("https://")
        self._check()

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        self._check()
        self.address_changed.emit(self._address)

    def _check(self) -> None:
        text = self._edit.text().strip()
        self._address = ""
        if not text:
            self._say(self.tr("The address of a server that speaks the same protocol."), Role.TEXT_MUTED)
            set_invalid(self._edit, False)
            return
        try:
            self._address = normalised_base_url(text)
        except InputError as error:
            self._say(input_sentence(error), Role.BAD)
            set_invalid(self._edit, True)
            return
        set_invalid(self._edit, False)
        if self._address.startswith("http://") and not is_loopback(self._address):
            self._say(self.tr("Not encrypted: others on the network can read the key."), Role.WARN)
        else:
            self._say(self.tr("Will ask {address}").format(address=self._address), Role.TEXT_MUTED)

    def _say(self, text: str, role: Role) -> None:
        self._message.setText(text)
        set_ink(self._message, role)
        self._edit.setAccessibleDescription(text)
