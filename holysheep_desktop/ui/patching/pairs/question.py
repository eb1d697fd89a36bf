"""What is asked of several pairs: the component, the metric, and where the pairs come from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import MAP_COMPONENTS
from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import CONTROLS_LIMIT, NEURON_TOP_K_LIMIT
from holysheep_desktop.ui.appearance.theme import GAP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.patching.map.drawing import offered_components
from holysheep_desktop.ui.patching.map.words import MapWords
from holysheep_desktop.ui.patching.pairs.asking import PairSettings
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.draft import whole_number
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.inputs import choice_box, number_box
from holysheep_desktop.ui.widgets.metric_box import MetricBox
from holysheep_desktop.ui.widgets.question_panel import QuestionPanel


class PairsQuestion(QuestionPanel):
    """Signals: load_requested, sample_requested, clear_requested."""

    load_requested = Signal()
    sample_requested = Signal()
    clear_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = MapWords(self)
        self._component = choice_box("pairComponent")
        self._metric = MetricBox("pairMetric")
        self._strongest = number_box("pairStrongest", 1, NEURON_TOP_K_LIMIT, 10)
        self._controls = number_box("pairControls", 0, CONTROLS_LIMIT, 20)
        self._guide = plain_label("pairsGuide", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._load = push_button("pairLoad")
        self._sample = push_button("pairLoadSample")
        self._clear = push_button("pairClear")
        self._add_fields()
        self._load.clicked.connect(self.load_requested)
        self._sample.clicked.connect(self.sample_requested)
        self._clear.clicked.connect(self.clear_requested)
        session.model_changed.connect(self._on_model_changed)
        self._retranslate()

    def _add_fields(self) -> None:
        buttons = QWidget()
        column = QVBoxLayout(buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self._guide, self._sample, self._load, self._clear):
            column.addWidget(widget)
        self.form.add(Field("pairs", buttons))
        self.form.add(Field("components", self._component, term=Term.RESIDUAL))
        self.form.add(Field("patching_metric", self._metric, term=Term.METRIC))
        self.form.add_more(
            Field("neuron_top_k", self._strongest, term=Term.NEURON),
            Field("controls", self._controls, term=Term.CONTROLS),
        )

    @property
    def settings(self) -> PairSettings:
        """What is chosen."""
        return PairSettings(
            Component(self._component.currentData() or Component.RESID_POST),
            self._metric.chosen,
            self._strongest.value(),
            self._controls.value(),
        )

    def show_settings(self, settings: PairSettings) -> None:
        """Choose what a record says."""
        if self._component.findData(settings.component) < 0:
            self._component.addItem(self._words.component(settings.component), settings.component)
        self._component.setCurrentIndex(self._component.findData(settings.component))
        self._metric.choose(settings.metric)
        self._strongest.setValue(settings.n_strongest)
        self._controls.setValue(settings.controls)

    @override
    def draft(self) -> dict[str, str]:
        chosen = self.settings
        return {
            "pair_component": chosen.component.value,
            "pair_metric": chosen.metric.value,
            "pair_strongest": str(chosen.n_strongest),
            "pair_controls": str(chosen.controls),
        }

    @override
    def restore_draft(self, draft: Mapping[str, str]) -> None:
        usual = PairSettings()
        named = draft.get("pair_component", "")
        self.show_settings(
            PairSettings(
                Component(named) if named in set(MAP_COMPONENTS) else usual.component,
                Metric(draft["pair_metric"]) if draft.get("pair_metric") in set(Metric) else usual.metric,
                whole_number(draft, "pair_strongest", usual.n_strongest),
                whole_number(draft, "pair_controls", usual.controls),
            )
        )

    def show_locked(self, *, is_locked: bool) -> None:
        """Nothing that all pairs share changes while they are asked."""
        for widget in (self._component, self._metric, self._strongest, self._controls):
            widget.setEnabled(not is_locked)
        for button in (self._load, self._sample):
            button.setEnabled(not is_locked)

    def offer_clear(self, *, is_offered: bool) -> None:
        """Whether there is anything to remove now."""
        self._clear.setEnabled(is_offered)

    @override
    def _retranslate(self) -> None:
        super()._retranslate()
        self.form.set_labels(
            {
                "pairs": self.tr("Pairs of prompts"),
                "components": self.tr("What is patched"),
                "patching_metric": self.tr("Measured by"),
                "neuron_top_k": self.tr("Strongest"),
                "controls": self.tr("Controls"),
            }
        )
        self._guide.setText(
            self.tr(
                "Type into the table, paste rows from a spreadsheet (Ctrl+V) or drop a CSV file on it. "
                "The answers may stay empty."
            )
        )
        for button, words in (
            (self._load, self.tr("Load a CSV file…")),
            (self._sample, self.tr("Load the sample pairs")),
            (self._clear, self.tr("Remove all pairs")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        for place in range(self._component.count()):
            component = Component(self._component.itemData(place))
            self._component.setItemText(place, self._words.component(component))
        self._on_model_changed()

    @Slot()
    def _on_model_changed(self) -> None:
        """Offer what the model names; the metric of texts has no map, so it is not among them."""
        model = self._session.model
        chosen = self.settings.component
        offered = offered_components(model) or (Component.RESID_POST,)
        self._component.clear()
        for component in offered:
            self._component.addItem(self._words.component(component), component)
        self._component.setCurrentIndex(max(0, self._component.findData(chosen)))
        named = model.capabilities.patching_metrics if model else ()
        metrics = [metric for metric in Metric if metric is not Metric.SEMANTIC_SIMILARITY]
        self._metric.offer(tuple(metric for metric in metrics if not named or metric in named))
