"""One site opened: what both patched runs would say, and the heads, neurons and SAE features there."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import MapCell
from holysheep_desktop.core.results import AnalysisResult, SiteFinding
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import panel, plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.patching.effect_tables import (
    FeatureEffectTable,
    NeuronTable,
    feature_rows,
    neuron_rows,
)
from holysheep_desktop.ui.patching.map.drawing import Drawing
from holysheep_desktop.ui.patching.map.site_answers import SiteAnswers
from holysheep_desktop.ui.patching.map.table import HeadTable, head_rows
from holysheep_desktop.ui.patching.map.words import MapWords
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.inputs import detail_tabs
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.words.stages import stage_text

translate = QCoreApplication.translate

_TABLES_HEIGHT = 200
_LAYOUT_MS = 60
"""After it the page has the height that an open panel needs."""
_ANSWERS, _HEADS, _NEURONS, _FEATURES = range(4)


class SitePanel(Translated, QWidget):
    """Asks for one site at a time; opening another site asks again. Signals: run_state_changed(bool)."""

    run_state_changed = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = MapWords(self)
        self._drawing: Drawing | None = None
        self._cell: MapCell | None = None
        self._result: AnalysisResult | None = None
        self._job = Job(self)
        self._head = _SiteHead()
        self._state = plain_label("siteState", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._reading = selectable(plain_label("siteReading", wraps=True))
        self._notices = NoticeStrip(self)
        self._tables = _SiteTables()
        self.setObjectName("sitePanel")
        self._build()
        self._connect()
        self._retranslate()
        self.hide()

    def _build(self) -> None:
        frame = panel("siteFrame")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(GAP, GAP, GAP, GAP)
        inner.setSpacing(GAP_LABEL)
        inner.addLayout(self._head.row)
        inner.addWidget(self._reading)
        inner.addWidget(self._state)
        inner.addWidget(self._notices)
        inner.addWidget(self._tables.tabs, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    def _connect(self) -> None:
        self._head.close.clicked.connect(self.close_site)
        self._head.stop.clicked.connect(self.stop)
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
        return self._head.title.text()

    @property
    def reading(self) -> str:
        """What the site means, and whether chance could do as much."""
        return self._reading.text()

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
        self._head.title.setText(self._words.read_out(cell, drawing.analysis))
        self.show()
        self._ask()
        QTimer.singleShot(_LAYOUT_MS, self, self._come_into_sight)

    @Slot()
    def _come_into_sight(self) -> None:
        """The panel opens below the map, where a low window does not reach."""
        scroll_to(self)

    @Slot()
    def close_site(self) -> None:
        """Forget the site."""
        self._job.cancel()
        self._cell = None
        self.hide()

    @Slot()
    def stop(self) -> None:
        """Stop asking; harmless when nothing is asked."""
        self._job.cancel()

    def _ask(self) -> None:
        assert self._drawing is not None
        assert self._cell is not None
        self._notices.clear()
        self._tables.tabs.hide()
        self._reading.hide()
        request = self._drawing.site_request(self._cell)
        self._job.start(self._session.source.analyse(request, self._job.report), name="open site")

    def _show(self, result: AnalysisResult) -> None:
        assert self._drawing is not None
        assert self._cell is not None
        site = result.patching.site if result.patching is not None else None
        if site is None:
            self._state.setText(self.tr("The endpoint does not open sites."))
            return
        cell = replace(
            self._cell,
            noising=site.noising.effect if site.noising else None,
            denoising=site.denoising.effect if site.denoising else None,
        )
        control = next((one for one in site.controls if one.claim == "site"), None)
        self._reading.setText(self._words.verdict(cell, self._drawing.scale, control))
        self._reading.setVisible(bool(self._reading.text()))
        self._tables.show_site(site)
        words = self.tr("Everything here is patched at this one position; impact and effect are of noising.")
        self._state.setText(words)

    @override
    def _retranslate(self) -> None:
        self._head.retranslate()
        self._tables.retranslate()
        if self._drawing is not None and self._cell is not None:
            self._head.title.setText(self._words.read_out(self._cell, self._drawing.analysis))
            if self._result is not None:
                self._show(self._result)

    @Slot()
    def _on_started(self) -> None:
        self._state.setText(self.tr("Asking what acts here …"))
        self._head.stop.show()
        self.run_state_changed.emit(True)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self._state.setText(stage_text(progress))

    @Slot(object)
    def _on_succeeded(self, result: AnalysisResult) -> None:
        self._result = result
        if self._cell is not None:
            self._show(result)
            QTimer.singleShot(_LAYOUT_MS, self, self._come_into_sight)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._state.setText("")
        self._notices.show_error(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._state.setText(self.tr("Stopped."))

    @Slot()
    def _on_finished(self) -> None:
        self._head.stop.hide()
        self.run_state_changed.emit(False)

    @Slot(object)
    def _on_action_requested(self, _action: object) -> None:
        if self._cell is not None:
            self._ask()


def scroll_to(widget: QWidget) -> None:
    """Bring a widget into sight in the scroll area that it lies in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        parent.ensureWidgetVisible(widget)


class _SiteHead:
    """The first line: what is open, Stop while it is asked for, and Close."""

    def __init__(self) -> None:
        self.title = plain_label("siteTitle", bold=True, wraps=True)
        self.close = push_button("siteClose")
        self.close.setFlat(True)
        self.stop = push_button("siteStop")
        self.stop.hide()
        self.row = QHBoxLayout()
        self.row.addWidget(self.title, stretch=1)
        self.row.addWidget(self.stop)
        self.row.addWidget(self.close)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.close.setText(translate("SitePanel", "Close"))
        self.close.setAccessibleName(translate("SitePanel", "Close the site"))
        self.stop.setText(translate("SitePanel", "Stop"))
        self.stop.setAccessibleName(translate("SitePanel", "Stop asking for the site"))


class _SiteTables:
    """The tabs below a site's title: what both runs would say, and what acts there."""

    def __init__(self) -> None:
        self.tabs = detail_tabs("siteTabs")
        self._answers = SiteAnswers()
        self._heads, self._neurons = HeadTable(self.tabs), NeuronTable(self.tabs, is_of_site=True)
        self._features = FeatureEffectTable(self.tabs, is_of_site=True)
        self._views = (
            RowView(self._heads, "siteHeads"),
            RowView(self._neurons, "siteNeurons"),
            RowView(self._features, "siteFeatures"),
        )
        for page in (self._answers, *self._views):
            self.tabs.addTab(page, "")
        self.tabs.setMinimumHeight(_TABLES_HEIGHT)

    def show_site(self, site: SiteFinding) -> None:
        """Fill the tabs; those that would be empty are left out."""
        self._answers.show_site(site)
        self._heads.show_rows(head_rows(site))
        self._neurons.show_rows(neuron_rows(site))
        self._features.show_rows(feature_rows(site.features))
        self.tabs.setTabVisible(_HEADS, bool(site.heads))
        self.tabs.setTabVisible(_NEURONS, bool(site.neurons))
        self.tabs.setTabVisible(_FEATURES, bool(site.features))
        self.tabs.show()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.tabs.setTabText(_ANSWERS, translate("SitePanel", "What it would say"))
        self.tabs.setTabText(_HEADS, translate("SitePanel", "Heads"))
        self.tabs.setTabText(_NEURONS, translate("SitePanel", "Neurons"))
        self.tabs.setTabText(_FEATURES, translate("SitePanel", "SAE features"))
        names = (
            translate("SitePanel", "Heads at this site"),
            translate("SitePanel", "Neurons at this site"),
            translate("SitePanel", "SAE features at this site"),
        )
        for view, name in zip(self._views, names, strict=True):
            view.setAccessibleName(name)
        for table in (self._heads, self._neurons, self._features):
            table.retranslate()
