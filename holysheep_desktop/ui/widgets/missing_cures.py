"""What a person can do with one click where an endpoint left the analysis out of its reply."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.models import ModelInfo, Support
from holysheep_desktop.core.provenance import NoteKind, Origin
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.ui.appearance.theme import GAP
from holysheep_desktop.ui.controls import explain, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.notices.notice import Action

_MISSING = frozenset({NoteKind.FEATURES_MISSING, NoteKind.PATCHING_MISSING})


class MissingCures(Translated, QWidget):
    """Two buttons that are hidden while nothing is missing, and one beside every server's answer.

    Signals: local_requested(AnalysisRequest) to ask the local model the same,
    capable_requested(AnalysisRequest) to look for a model of this endpoint that says it can,
    action_requested(Action) to see the local model's answer beside this one.
    """

    local_requested = Signal(object)
    capable_requested = Signal(object)
    action_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("missingCures")
        self._local = push_button("runOnLocalModel", is_primary=True)
        self._capable = push_button("findCapableModel")
        self._compare = push_button("compareWithLocalModel")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._local)
        row.addWidget(self._capable)
        row.addWidget(self._compare)
        row.addStretch(1)
        self._request: AnalysisRequest | None = None
        self._local.clicked.connect(self._on_local_clicked)
        self._capable.clicked.connect(self._on_capable_clicked)
        self._compare.clicked.connect(self._on_compare_clicked)
        self._retranslate()
        self.hide()

    def show_for(self, request: AnalysisRequest, result: AnalysisResult) -> None:
        """Offer them where another machine's reply lacks what was asked for."""
        self._request = request
        is_unsteered = bool(request.steering) and result.steering is None
        is_missing = is_unsteered or any(note.kind in _MISSING for note in result.notes)
        is_remote = result.provenance.origin is Origin.REPORTED
        for button in (self._local, self._capable):
            button.setVisible(is_missing)
        self._compare.setVisible(result.answer is not None)
        self.setVisible(is_remote and (is_missing or result.answer is not None))

    @override
    def _retranslate(self) -> None:
        self._local.setText(self.tr("Run the same on the local model"))
        self._capable.setText(self.tr("Look for a model that can"))
        self._compare.setText(self.tr("Compare answers…"))
        explain(self._compare, self.tr("Show the local model's answer beside this one."))
        for button in (self._local, self._capable, self._compare):
            button.setAccessibleName(button.text())

    @Slot()
    def _on_compare_clicked(self) -> None:
        self.action_requested.emit(Action.COMPARE_ANSWERS)

    @Slot()
    def _on_local_clicked(self) -> None:
        self.local_requested.emit(self._request)

    @Slot()
    def _on_capable_clicked(self) -> None:
        self.capable_requested.emit(self._request)


def can_answer(model: ModelInfo, request: AnalysisRequest) -> bool:
    """Whether a model says that it gives everything that the request asks for."""
    able = model.capabilities
    return (
        (request.features is None or able.sae is Support.YES)
        and (request.patching is None or able.activation_patching is Support.YES)
        and (not request.steering or (able.steering is Support.YES and _has_saes(model, request)))
    )


def for_model(request: AnalysisRequest, model: ModelInfo) -> AnalysisRequest:
    """The same question to another model, at layers that it has.

    What belongs to the tokens and dictionaries of the model before cannot be asked of another; steering only
    where that has the same dictionaries.
    """
    features, patching = request.features, request.patching
    usual = model.usual_sae()
    if features is not None and usual is not None:
        layer = features.layer if model.sae_at(features.layer) is not None else usual.layer
        features = replace(features, layer=layer, sae_id=None)
    if patching is not None:
        patching = replace(
            patching,
            layer=_layer_of(model, patching.layer),
            answers=None,
            alignment=None,
            answer_position=None,
            layers=None,
            sae_id=None,
            feature_ids=(),
            site=None,
        )
    steering = request.steering if _has_saes(model, request) else ()
    return replace(request, model=model.id, features=features, patching=patching, steering=steering)


def _has_saes(model: ModelInfo, request: AnalysisRequest) -> bool:
    return {step.sae_id for step in request.steering} <= {sae.sae_id for sae in model.capabilities.saes}


def _layer_of(model: ModelInfo, layer: int) -> int:
    n_layers = model.capabilities.n_layers
    return layer if n_layers is None else min(layer, n_layers - 1)
