"""What one model can do, and the SAEs that read it with their quality."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.models import Capabilities, ModelInfo, SaeInfo, Support
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize, set_ink
from holysheep_desktop.ui.controls import plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.models.sae_panel import SaePanel
from holysheep_desktop.ui.own_saes.computing import Computing
from holysheep_desktop.ui.widgets.reading_scroll import ReadingScroll


class ModelCard(Translated, QWidget):
    """Signals: use_requested(str), the id of the model that the user wants to use; and of one of its SAEs
    remove_sae_requested(str), dashboard_requested(str), dashboard_stop_requested().
    """

    use_requested = Signal(str)
    remove_sae_requested = Signal(str)
    dashboard_requested = Signal(str)
    dashboard_stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelCard")
        self._model: ModelInfo | None = None
        self._is_in_use = False
        self._computing: Computing | None = None
        self._panels: list[SaePanel] = []
        self._name = selectable(plain_label("cardName", size=TypeSize.FINDING, wraps=True))
        self._sentence = plain_label("cardSentence", ink=Role.TEXT_MUTED, wraps=True)
        self._use = push_button("useModel", is_primary=True)
        self._facts = QFormLayout()
        self._saes = QVBoxLayout()
        self._sae_heading = plain_label("saeHeading", size=TypeSize.HEADING, bold=True)
        self._build()
        self._use.clicked.connect(self._on_use_clicked)
        self._retranslate()

    def show_model(self, model: ModelInfo | None, *, is_in_use: bool) -> None:
        """Show another model, or nothing."""
        if (model, is_in_use) == (self._model, self._is_in_use):
            return
        self._model = model
        self._is_in_use = is_in_use
        self._retranslate()

    def show_computing(self, computing: Computing | None) -> None:
        """Follow the dashboard that is being computed."""
        self._computing = computing
        for panel in self._panels:
            panel.show_computing(computing)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._name)
        column.addWidget(self._sentence)
        column.addWidget(self._use)
        column.addSpacing(GAP)
        self._facts.setHorizontalSpacing(GAP_GROUP)
        self._facts.setVerticalSpacing(GAP)
        column.addLayout(self._facts)
        column.addSpacing(GAP)
        column.addWidget(self._sae_heading)
        self._saes.setSpacing(GAP)
        column.addLayout(self._saes)
        column.addStretch()
        scroll = ReadingScroll()
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @override
    def _retranslate(self) -> None:
        _empty(self._facts)
        _empty(self._saes)
        self._panels.clear()
        model = self._model
        for part in (self._name, self._sentence, self._use, self._sae_heading):
            part.setVisible(model is not None)
        if model is None:
            return
        self._name.setText(plain_text(model.id))
        self._sentence.setText(self._sentence_about(model))
        self._use.setText(self.tr("In use") if self._is_in_use else self.tr("Use it"))
        self._use.setAccessibleName(self.tr("Use this model in every tab"))
        self._use.setEnabled(not self._is_in_use)
        self._show_facts(model)
        self._sae_heading.setText(self.tr("Sparse autoencoders"))
        self._sae_heading.setVisible(bool(model.capabilities.saes))
        for sae in model.capabilities.saes:
            self._saes.addWidget(self._sae_panel(sae))

    def _sentence_about(self, model: ModelInfo) -> str:
        return {
            Support.YES: self.tr("Its features can be read with a sparse autoencoder."),
            Support.NO: self.tr("It answers prompts; the endpoint offers no SAE features for it."),
            Support.UNKNOWN: self.tr("The endpoint does not say whether it offers SAE features for it."),
        }[model.capabilities.sae]

    def _show_facts(self, model: ModelInfo) -> None:
        abilities = model.capabilities
        self._add_fact(self.tr("Owner"), plain_text(model.owned_by) if model.owned_by else None)
        self._add_fact(self.tr("Patching"), self._support(abilities.activation_patching))
        self._add_fact(self.tr("Steering"), self._support(abilities.steering))
        self._add_fact(self.tr("Layers"), _count(abilities.n_layers))
        self._add_fact(self.tr("Residual width"), _count(abilities.d_model))
        context = _count(abilities.context_length)
        self._add_fact(self.tr("Context"), self.tr("{n} tokens").format(n=context) if context else None)
        self._show_computing(abilities)

    def _show_computing(self, abilities: Capabilities) -> None:
        """Where and in which numbers, of endpoints that say it."""
        where = [part for part in (abilities.device, abilities.dtype) if part]
        if where:
            self._add_fact(self.tr("Computed on"), plain_text(", ".join(where)))
        if abilities.chat_template is not None:
            reads = self.tr("messages in its chat template")
            continues = self.tr("the text as it is")
            self._add_fact(self.tr("Reads"), reads if abilities.chat_template else continues)

    def _add_fact(self, name: str, value: str | None) -> None:
        label = selectable(plain_label("factValue", wraps=True))
        label.setText(value or self.tr("unknown"))
        if value is None:
            set_ink(label, Role.TEXT_MUTED)
        title = plain_label("factName", ink=Role.TEXT_MUTED)
        title.setText(name)
        self._facts.addRow(title, label)

    def _support(self, support: Support) -> str | None:
        return {Support.YES: self.tr("yes"), Support.NO: self.tr("no"), Support.UNKNOWN: None}[support]

    def _sae_panel(self, sae: SaeInfo) -> SaePanel:
        panel = SaePanel(sae, self._computing)
        panel.remove_requested.connect(self.remove_sae_requested)
        panel.dashboard_requested.connect(self.dashboard_requested)
        panel.stop_requested.connect(self.dashboard_stop_requested)
        self._panels.append(panel)
        return panel

    @Slot()
    def _on_use_clicked(self) -> None:
        if self._model is not None:
            self.use_requested.emit(self._model.id)


def _count(value: int | None) -> str | None:
    return None if value is None else f"{value:,}"


def _empty(layout: QFormLayout | QVBoxLayout) -> None:
    while layout.count() and (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
