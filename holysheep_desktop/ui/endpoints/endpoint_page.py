"""Settings of the servers: a list of them, and the chosen one's form beside it."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.connections.connection_test import ConnectionTester
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.stores import KeyStore
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP
from holysheep_desktop.ui.controls import push_button
from holysheep_desktop.ui.endpoints.endpoint_form import EndpointForm
from holysheep_desktop.ui.endpoints.key_field import KeyField
from holysheep_desktop.ui.endpoints.local_form import LocalForm
from holysheep_desktop.ui.endpoints.words import endpoint_words
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.reading_scroll import ReadingScroll

_LIST_WIDTH = 190
_N_FIXED = 2
"""Local and HolySheep, which are always there."""


class EndpointPage(Translated, QWidget):
    """Signals: key_changed() when a key was kept or forgotten; validity_changed() at every change."""

    key_changed = Signal()
    validity_changed = Signal()

    def __init__(
        self,
        settings: Settings,
        keys: KeyStore,
        tester: ConnectionTester | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("endpointPage")
        self._endpoints = list(settings.endpoints)
        self._list = QListWidget()
        self._list.setObjectName("endpointList")
        self._add, self._remove = push_button("addEndpoint"), push_button("removeEndpoint")
        self._local = LocalForm(settings.model_path)
        self._form = EndpointForm(keys, tester)
        self._stack = QStackedWidget()
        self._build()
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._add.clicked.connect(self._on_add_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._form.edited.connect(self._on_edited)
        self._form.key_changed.connect(self.key_changed)
        self._fill()
        self._list.setCurrentRow(self._index_of(settings.endpoint) or 1)
        self._retranslate()

    def applied_to(self, settings: Settings) -> Settings:
        """The same settings with the servers as they stand here; a chosen one that is gone gives way."""
        holysheep = self._endpoints[1].network
        servers = tuple(endpoint for endpoint in self._endpoints[_N_FIXED:] if endpoint.base_url)
        servers = tuple({server.id: server for server in servers}.values())
        changed = replace(settings, holysheep=holysheep, servers=servers, model_path=self._local.model_path)
        return replace(changed, endpoint=changed.chosen_endpoint.id)

    @property
    def is_valid(self) -> bool:
        """Whether everything that was typed can be saved; a new server without an address is left out."""
        return self._row <= 0 or self._form.is_valid or self._form.is_blank

    @property
    def key(self) -> KeyField:
        """Where the key of the chosen endpoint is typed."""
        return self._form.key

    def focus_key(self, endpoint_id: str) -> None:
        """Put the cursor into the key field of an endpoint."""
        self._list.setCurrentRow(self._index_of(endpoint_id) or 1)
        self._form.focus_key()

    def add_server(self) -> None:
        """Begin a new custom server."""
        self._endpoints.append(Endpoint(EndpointKind.CUSTOM))
        self._fill()
        self._list.setCurrentRow(len(self._endpoints) - 1)
        self._form.focus_first()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._list, stretch=1)
        left.addLayout(buttons)
        self._list.setFixedWidth(_LIST_WIDTH)
        scroll = ReadingScroll()
        scroll.setObjectName("endpointScroll")
        scroll.setWidget(self._form)
        self._stack.addWidget(self._local)
        self._stack.addWidget(scroll)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        row.setSpacing(GAP_GROUP)
        row.addLayout(left)
        row.addWidget(self._stack, stretch=1)

    def _fill(self) -> None:
        row = self._list.currentRow()
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItems([endpoint_words(endpoint) for endpoint in self._endpoints])
            self._list.setCurrentRow(row)

    def _index_of(self, endpoint_id: str) -> int:
        ids = [endpoint.id for endpoint in self._endpoints]
        return ids.index(endpoint_id) if endpoint_id in ids else 0

    @override
    def _retranslate(self) -> None:
        self._list.setAccessibleName(self.tr("Endpoints"))
        self._add.setText(self.tr("Add…"))
        self._add.setAccessibleName(self.tr("Add a server"))
        self._remove.setText(self.tr("Remove"))
        self._remove.setAccessibleName(self.tr("Remove the server from the list"))
        self._fill()

    @property
    def _row(self) -> int:
        return self._list.currentRow()

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        is_custom = row >= _N_FIXED
        self._remove.setEnabled(is_custom)
        self._stack.setCurrentIndex(int(row > 0))
        if row > 0:
            self._form.show_endpoint(self._endpoints[row])
        self.validity_changed.emit()

    @Slot()
    def _on_edited(self) -> None:
        # A form that cannot be read yet leaves the list as it is; Save waits for it.
        with contextlib.suppress(InputError):
            self._endpoints[self._row] = self._form.endpoint()
            self._list.item(self._row).setText(endpoint_words(self._endpoints[self._row]))
        self.validity_changed.emit()

    @Slot()
    def _on_add_clicked(self) -> None:
        self.add_server()

    @Slot()
    def _on_remove_clicked(self) -> None:
        row = self._row
        del self._endpoints[row]
        self._fill()
        self._list.setCurrentRow(min(row, len(self._endpoints) - 1))
        self._on_row_changed(self._row)
