"""One site opened: what it does, and the heads, neurons and SAE features that act in its layer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import MapCell, cells_of, map_of
from holysheep_desktop.core.models import Component, ModelInfo
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.controls import panel, plain_label, push_button
from holysheep_desktop.ui.jobs import Job
from holysheep_desktop.ui.notices import NoticeStrip
from holysheep_desktop.ui.patching.effect_tables import (
    FeatureEffectTable,
    NeuronTable,
    feature_rows,
    neuron_rows,
)
from holysheep_desktop.ui.patching.map.drawing import Drawing, model_named
from holysheep_desktop.ui.patching.map.table import HeadTable, head_rows
from holysheep_desktop.ui.patching.map.words import MapWords
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.stage_texts import stage_text
from holysheep_desktop.ui.theme import GAP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.widgets.inputs import detail_tabs
from holysheep_desktop.ui.widgets.tables import RowView

_TABLES_HEIGHT = 170
_LAYOUT_MS = 60
"""After it the page has the height that an open panel needs."""
_HEADS, _NEURONS, _FEATURES = range(3)


def site_components(model: ModelInfo | None, layer: int) -> tuple[Component, ...]:
    """What the endpoint can say of the inside of a layer."""
    if model is None:
        return ()
    named = model.capabilities.patching_components
    wished = [Component.HEAD, Component.NEURON]
    if model.sae_at(layer) is not None:
        wished.append(Component.SAE_FEATURE)
    return tuple(component for component in wished if component.value in named)


class SitePanel(QWidget):
    """Asks for one layer at a time; opening another site asks again. Signals: run_state_changed(bool)."""

    run_state_changed = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = MapWords(self)
        self._drawing: Drawing | None = None
        self._cell: MapCell | None = None
        self._result: AnalysisResult | None = None
        self._job = Job(self)
        self._title = plain_label("siteTitle", bold=True, wraps=True)
        self._state = plain_label("siteState", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._close = push_button("siteClose")
        self._close.setFlat(True)
        self._notices = NoticeStrip(self)
        self._tabs = detail_tabs("siteTabs")
        self._heads, self._neurons = HeadTable(self), NeuronTable(self)
        self._features = FeatureEffectTable(self)
        self._head_view = RowView(self._heads, "siteHeads")
        self._neuron_view = RowView(self._neurons, "siteNeurons")
        self._feature_view = RowView(self._features, "siteFeatures")
        self.setObjectName("sitePanel")
        self._build()
        self._connect()
        self._retranslate()
        self.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, stretch=1)
        head.addWidget(self._close)
        for view in (self._head_view, self._neuron_view, self._feature_view):
            self._tabs.addTab(view, "")
        self._tabs.setMinimumHeight(_TABLES_HEIGHT)
        frame = panel("siteFrame")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(GAP, GAP, GAP, GAP)
        inner.setSpacing(GAP_LABEL)
        inner.addLayout(head)
        inner.addWidget(self._state)
        inner.addWidget(self._notices)
        inner.addWidget(self._tabs, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    def _connect(self) -> None:
        self._close.clicked.connect(self.close_site)
        self._job.started.connect(self._on_started)
        self._job.progressed.connect(self._on_progressed)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._on_finished)
        self._notices.action_requested.connect(self._on_action_requested)

    @property
    def is_running(self) -> bool:
        """Whether the endpoint is being asked."""
        return self._job.is_running

    @property
    def title(self) -> str:
        """The site and its effects."""
        return self._title.text()

    @property
    def state(self) -> str:
        """What is said below the title."""
        return self._state.text()

    @property
    def notices(self) -> NoticeStrip:
        """What went wrong."""
        return self._notices

    def open_site(self, drawing: Drawing, cell: MapCell) -> None:
        """Show a site and ask what acts in its layer."""
        self._drawing, self._cell, self._result = drawing, cell, None
        self._title.setText(self._words.read_out(cell, drawing.analysis))
        self.show()
        self._ask()
        QTimer.singleShot(_LAYOUT_MS, self._come_into_sight)

    @Slot()
    def _come_into_sight(self) -> None:
        """The panel opens below the map, where a low window does not reach."""
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(self)
                return
            parent = parent.parentWidget()

    @Slot()
    def close_site(self) -> None:
        """Forget the site."""
        self._job.cancel()
        self._cell = None
        self.hide()

    def stop(self) -> None:
        """Stop asking; harmless when nothing is asked."""
        self._job.cancel()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _ask(self) -> None:
        assert self._drawing is not None
        assert self._cell is not None
        self._notices.clear()
        self._tabs.hide()
        model = model_named(self._session.models, self._drawing.request.model)
        components = site_components(model, self._cell.layer)
        if not components:
            self._job.cancel()
            self._state.setText(self.tr("This endpoint does not say what acts inside a layer."))
            return
        request = self._drawing.site_request(self._cell.layer, components)
        self._job.start(self._session.source.analyse(request, self._job.report), name="open site")

    def _show(self, result: AnalysisResult) -> None:
        assert self._cell is not None
        analysis, cell = result.patching, self._cell
        if analysis is None:
            self._state.setText(self.tr("The endpoint gave no patching analysis of this layer."))
            return
        heads = map_of(analysis, Component.HEAD)
        rows = head_rows(cells_of(heads, analysis, None), cell.layer, cell.position) if heads else ()
        self._heads.show_rows(rows)
        self._neurons.show_rows(neuron_rows(analysis))
        self._features.show_rows(feature_rows(analysis.features))
        self._tabs.setTabVisible(_HEADS, bool(rows))
        self._tabs.setTabVisible(_NEURONS, bool(analysis.neurons))
        self._tabs.setTabVisible(_FEATURES, bool(analysis.features))
        self._tabs.setVisible(bool(rows or analysis.neurons or analysis.features))
        words = self.tr(
            "Heads are patched at this position; neurons and SAE features of layer {layer} at every paired "
            "position, by noising."
        )
        self._state.setText(words.format(layer=cell.layer))

    def _retranslate(self) -> None:
        self._close.setText(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the site"))
        self._tabs.setTabText(_HEADS, self.tr("Heads"))
        self._tabs.setTabText(_NEURONS, self.tr("Neurons"))
        self._tabs.setTabText(_FEATURES, self.tr("SAE features"))
        self._head_view.setAccessibleName(self.tr("Heads at this site"))
        self._neuron_view.setAccessibleName(self.tr("Neurons of this layer"))
        self._feature_view.setAccessibleName(self.tr("SAE features of this layer"))
        for table in (self._heads, self._neurons, self._features):
            table.retranslate()
        if self._drawing is not None and self._cell is not None:
            self._title.setText(self._words.read_out(self._cell, self._drawing.analysis))
            if self._result is not None:
                self._show(self._result)

    @Slot()
    def _on_started(self) -> None:
        self._state.setText(self.tr("Asking what acts in this layer …"))
        self.run_state_changed.emit(True)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self._state.setText(stage_text(progress))

    @Slot(object)
    def _on_succeeded(self, result: AnalysisResult) -> None:
        self._result = result
        if self._cell is not None:
            self._show(result)
            QTimer.singleShot(_LAYOUT_MS, self._come_into_sight)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._state.setText("")
        self._notices.show_error(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._state.setText(self.tr("Stopped."))

    @Slot()
    def _on_finished(self) -> None:
        self.run_state_changed.emit(False)

    @Slot(object)
    def _on_action_requested(self, _action: object) -> None:
        if self._cell is not None:
            self._ask()
