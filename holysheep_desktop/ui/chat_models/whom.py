"""Which endpoint and which of its models is asked, beside those that the session asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.endpoints.words import endpoint_words
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.boxes import ChoiceBox
from holysheep_desktop.ui.widgets.inputs import choice_box
from holysheep_desktop.ui.words.errors import describe

_MODEL_WIDTH = 120


def likely_server(session: Session) -> Endpoint:
    """The server that is asked now, else the first of which a model was chosen before, else the first."""
    if session.endpoint.kind is not EndpointKind.LOCAL:
        return session.endpoint
    used = (server for server in session.servers if server.id in session.preferred_models)
    return next(used, session.servers[0])


class Whom(Translated, QWidget):
    """A server is asked for its models on a click only; the local model is listed at once.

    Signals: changed() when another endpoint or model is meant.
    """

    changed = Signal()

    def __init__(
        self, session: Session, name: str, *, has_local: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._session = session
        local = (Endpoint(EndpointKind.LOCAL),) if has_local else ()
        self._known: tuple[Endpoint, ...] = (*local, *session.servers)
        self._listing = Job(self)
        self._endpoints = choice_box(f"{name}Endpoint")
        self._models = _model_box(f"{name}Model")
        self._list = push_button(f"{name}List")
        self._state = plain_label(f"{name}State", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._build()
        self._endpoints.activated.connect(self._on_endpoint_activated)
        self._models.editTextChanged.connect(self.changed)
        self._list.clicked.connect(self._list_models)
        self._listing.succeeded.connect(self._on_listed)
        self._listing.failed.connect(self._on_failed)
        self._retranslate()
        self._show_endpoint()

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint that is meant."""
        return self._known[max(0, self._endpoints.currentIndex())]

    @property
    def model(self) -> str:
        """The model that is meant; empty while none is."""
        return self._models.currentText().strip()

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine."""
        return self.endpoint.kind is EndpointKind.LOCAL

    def choose(self, endpoint: Endpoint, model: str = "") -> None:
        """Mean this endpoint, if it is known, and this model or else the one that is preferred there."""
        ids = [known.id for known in self._known]
        if endpoint.id in ids:
            self._endpoints.setCurrentIndex(ids.index(endpoint.id))
        self._show_endpoint(model)

    def stop(self) -> None:
        """Ask for no list any more."""
        self._listing.cancel()

    def _build(self) -> None:
        for endpoint in self._known:
            self._endpoints.addItem(endpoint_words(endpoint))
        # The button is hidden for the local model, and both sides of a comparison stay in line.
        for box in (self._endpoints, self._models):
            box.setMinimumHeight(self._list.sizeHint().height())
        row = QHBoxLayout()
        row.setSpacing(GAP_LABEL)
        row.addWidget(self._endpoints)
        row.addWidget(self._models, stretch=1)
        row.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(row)
        column.addWidget(self._state)
        self._state.hide()

    @override
    def _retranslate(self) -> None:
        self._endpoints.setAccessibleName(self.tr("Endpoint"))
        self._models.setAccessibleName(self.tr("Model"))
        edit = self._models.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("name of a model"))
        self._list.setText(self.tr("List"))
        self._list.setAccessibleName(self.tr("List the models of this endpoint"))
        for row, endpoint in enumerate(self._known):
            self._endpoints.setItemText(row, endpoint_words(endpoint))

    def _show_endpoint(self, model: str = "") -> None:
        self._listing.cancel()
        self._say("")
        self._list.setVisible(not self.is_local)
        endpoint = self.endpoint
        is_current = endpoint.id == self._session.endpoint.id
        models = self._session.models if is_current else ()
        chosen = self._session.model if is_current else None
        preferred = self._session.preferred_models.get(endpoint.id, "")
        self._show_models(models, model or (chosen.id if chosen else preferred))
        if self.is_local and not models:
            self._list_models()

    def _show_models(self, models: Sequence[ModelInfo], chosen: str) -> None:
        with QSignalBlocker(self._models):
            self._models.clear()
            # Raw ids: they are what is sent. A combo box shows plain text only.
            self._models.addItems([model.id for model in models])
            self._models.setEditText(chosen)
        self.changed.emit()

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))

    @Slot()
    def _on_endpoint_activated(self) -> None:
        self._show_endpoint()

    @Slot()
    def _list_models(self) -> None:
        self._say(self.tr("Asking for the models …"))
        self._listing.start(self._session.source_of(self.endpoint).models(), name="models to ask")

    @Slot(object)
    def _on_listed(self, models: tuple[ModelInfo, ...]) -> None:
        first = models[0].id if models and self.is_local else ""
        self._show_models(models, self.model or first)
        self._say("" if self.is_local else self.tr("%Ln model(s)", "", len(models)))

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        notice = describe(error)
        self._say(f"{notice.title} {notice.advice}".strip())


def _model_box(name: str) -> QComboBox:
    box = ChoiceBox()
    box.setObjectName(name)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    # Measuring ten thousand names would hold the window.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumWidth(_MODEL_WIDTH)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    return box
